package roomtest

import (
	"math/rand/v2"
	"slices"

	"snug/room"
)

// mentionCounts does random things and compares the unread mentions with what
// counting them all would give.
func mentionCounts(h *house) {
	const steps = 1500
	rnd := rand.New(rand.NewPCG(1, 2))
	ann := h.person("ann")
	den := h.room(ann, "den").ID
	people := []room.Person{ann, h.person("bob"), h.person("cyd"), h.person("dan")}
	member := map[room.UserID]bool{ann.ID: true}
	read := make(map[room.UserID]uint64)
	type said struct {
		by    room.Person
		names []room.UserID
		gone  bool
	}
	var all []said

	// text names some people, and which of them are members.
	text := func(by room.Person) (string, []room.UserID) {
		out, names := "hm", []room.UserID(nil)
		for _, p := range people {
			if rnd.IntN(3) == 0 {
				out += " @" + p.Name
				if p != by && member[p.ID] {
					names = append(names, p.ID)
				}
			}
		}
		return out, names
	}
	for step := range steps {
		who := people[rnd.IntN(len(people))]
		seq := uint64(1 + rnd.IntN(len(all)+1))
		switch what := rnd.IntN(10); {
		case !member[who.ID]:
			h.do(room.Join{Header: header(who), Room: den})
			member[who.ID] = true
		case what == 0 && who != ann:
			h.do(room.Leave{Header: header(who), Room: den})
			member[who.ID] = false
		case what < 5 || len(all) == 0:
			out, names := text(who)
			m := h.post(who, den, out)
			if read[who.ID] == m.Seq-1 {
				read[who.ID] = m.Seq
			}
			all = append(all, said{who, names, false})
		case seq > uint64(len(all)):
		case what == 5:
			h.do(room.Read{Header: header(who), Marks: []room.Mark{{User: who.ID, Room: den, Seq: seq}}})
			read[who.ID] = max(read[who.ID], seq)
		case all[seq-1].by != who || all[seq-1].gone:
		case what == 6:
			h.change(room.Delete{Header: header(who), Room: den, Seq: seq})
			all[seq-1] = said{who, nil, true}
		default:
			out, names := text(who)
			if h.message(den, seq).Text == out {
				continue
			}
			h.change(room.Edit{Header: header(who), Room: den, Seq: seq, Text: out})
			all[seq-1].names = names
		}
		if step%10 != 0 {
			continue
		}
		for _, p := range people {
			var want []uint64
			for i, m := range all {
				if seq := uint64(i + 1); seq > read[p.ID] && slices.Contains(m.names, p.ID) {
					want = append(want, seq)
				}
			}
			got, err := h.rooms.Mentions(p.ID)
			if err != nil || !slices.Equal(got[den], want) {
				h.Fatalf("step %d: unread mentions of %s are %v, %v; want %v", step, p.Name, got[den], err, want)
			}
		}
	}
}
