package roomtest

import (
	"context"
	"fmt"
	"reflect"
	"slices"
	"sync"

	"snug/room"
)

func newStore(h *house) {
	all := h.all()
	if len(all) != 1 || all[0].ID != 1 || all[0].Name != room.Lobby || all[0].Last != 0 || !all[0].Open() {
		h.Errorf("Rooms() = %+v, want just an empty lobby with ID 1", all)
	}
	if got := h.history(1, room.Range{Limit: 10}); len(got) != 0 {
		h.Errorf("the lobby's history has %d messages, want none", len(got))
	}
	if got, err := h.rooms.Memberships(1); err != nil || len(got) != 0 {
		h.Errorf("Memberships(1) = %v, %v; want none", got, err)
	}
}

func denseNumbers(h *house) {
	const writers, posts = 50, 20
	owner := h.person("owner")
	in := []room.ID{h.lobby().ID}
	for i := range 3 {
		in = append(in, h.room(owner, word("den", i)).ID)
	}
	people := make([]room.Person, writers)
	for i := range people {
		people[i] = h.person(word("pat", i))
		for _, id := range in[1:] {
			h.do(room.Join{Header: header(people[i]), Room: id})
		}
	}

	var wg sync.WaitGroup
	for w, who := range people {
		wg.Go(func() {
			for p := range posts {
				id := in[(w+p)%len(in)]
				e, err := h.rooms.Do(context.Background(), room.Post{
					Header: header(who), Room: id, Text: fmt.Sprintf("%d of %d", p, w),
				})
				if err != nil {
					h.Errorf("Do: %v", err)
				} else if !slices.Contains(h.events(), e) {
					h.Errorf("Do returned before message %d of room %d was delivered", e.(room.Posted).Message.Seq, id)
				}
			}
		})
	}
	wg.Wait()

	delivered := make(map[room.ID][]*room.Message)
	for _, e := range h.events() {
		if p, ok := e.(room.Posted); ok {
			delivered[p.Message.Room] = append(delivered[p.Message.Room], p.Message)
		}
	}
	var total int
	for _, r := range h.all() {
		got := h.history(r.ID, room.Range{Limit: room.MaxPage})
		for i, m := range got {
			if m.Seq != uint64(i+1) {
				h.Fatalf("message %d of room %d has number %d", i+1, r.ID, m.Seq)
			}
		}
		if r.Last != uint64(len(got)) {
			h.Errorf("room %d: Last = %d, want %d", r.ID, r.Last, len(got))
		}
		if !reflect.DeepEqual(got, delivered[r.ID]) {
			h.Errorf("room %d: history and deliveries differ: %v and %v", r.ID, seqs(got), seqs(delivered[r.ID]))
		}
		total += len(got)
	}
	if total != writers*posts {
		h.Errorf("%d messages stored, want %d", total, writers*posts)
	}
}

func delivery(h *house) {
	ann, bob := h.person("ann"), h.person("bob")
	var want []room.Event
	submit := func(c room.Command) room.Event {
		h.Helper()
		e := h.do(c)
		want = append(want, e)
		if got := h.events(); !reflect.DeepEqual(got, want) {
			h.Fatalf("after %T the subscriber had heard\n%+v, want\n%+v", c, got, want)
		}
		return e
	}
	den := submit(room.Create{Header: header(ann), Name: "den", Topic: "quiet"}).(room.Created).Room
	joined := submit(room.Join{Header: header(bob), Room: den.ID})
	if want := (room.Joined{Room: den.ID, Who: bob, At: at, Membership: room.Membership{At: at}}); joined != want {
		h.Errorf("Join led to %+v, want %+v", joined, want)
	}
	submit(room.Post{Header: header(bob), Room: den.ID, Text: "hello"})
	submit(room.Read{Header: header(ann), Marks: []room.Mark{{User: ann.ID, Room: den.ID, Seq: 1}}})
	submit(room.Leave{Header: header(bob), Room: den.ID})
	if got := h.all()[1]; got.Topic != "quiet" || got.Creator != ann.ID || !got.Created.Equal(at) || got.Last != 1 {
		h.Errorf("the room is stored as %+v", got)
	}
}

func repeatedCommand(h *house) {
	ann := h.person("ann")
	create := room.Create{Header: header(ann), Name: "den"}
	den := h.do(create).(room.Created).Room
	post := room.Post{Header: header(ann), Room: den.ID, Text: "once"}
	first := h.do(post).(room.Posted).Message
	h.post(ann, den.ID, "twice")
	heard := len(h.events())

	if again := h.do(post).(room.Posted).Message; !reflect.DeepEqual(again, first) {
		h.Errorf("the repeated post led to %+v, want %+v", again, first)
	}
	// Whoever knows the ID of a message is not told what it says.
	theirs := post
	theirs.By = h.person("eve").ID
	h.refused(theirs, room.ErrConflict)
	theirs.Room = h.lobby().ID
	h.refused(theirs, room.ErrConflict)
	if again := h.do(create).(room.Created).Room; again.ID != den.ID || again.Name != den.Name {
		h.Errorf("the repeated create led to %+v, want %+v", again, den)
	}
	if got := len(h.events()); got != heard {
		h.Errorf("repeated commands delivered %d events, want none", got-heard)
	}
	if got := seqs(h.history(den.ID, room.Range{Limit: 10})); !slices.Equal(got, []uint64{1, 2}) {
		h.Errorf("history has numbers %v, want 1 and 2", got)
	}
}

func repeatedAtOnce(h *house) {
	ann := h.person("ann")
	post := room.Post{Header: header(ann), Room: h.lobby().ID, Text: "once"}
	var wg sync.WaitGroup
	for range 20 {
		wg.Go(func() {
			e, err := h.rooms.Do(context.Background(), post)
			if err != nil || e.(room.Posted).Message.Seq != 1 {
				h.Errorf("Do = %v, %v; want message 1", e, err)
			}
		})
	}
	wg.Wait()
	if got := h.events(); len(got) != 1 {
		h.Errorf("%d events delivered, want one", len(got))
	}
	if got := h.lobby().Last; got != 1 {
		h.Errorf("the lobby's last message is number %d, want 1", got)
	}
}
