package roomtest

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"time"

	"snug/room"
)

// A player makes up commands: often ones that could be accepted, and now and
// then ones about rooms, messages and people that are hidden, gone or were never
// there.
type player struct {
	*rand.Rand
	model *model
	now   time.Time
	ids   uint64
}

// The names that the people of a random run have and give to rooms. Some look
// like each other.
var (
	actors    = []string{"ann", "bob", "cyd", "dan", "eve", "fay", "gil", "hal", "ida", "jon", "kim", "leo"}
	roomWords = []string{"books", "bo0ks", "Books", "attic", "cellar", "l0bby"}
	emoji     = []string{"+1", "tada", "eyes"}
)

// header gives a command an ID that is the same in every run of a seed.
func (p *player) header(by room.UserID) room.Header {
	p.ids++
	h := room.Header{At: p.now, By: by}
	h.ID[0] = 1
	for i := range 8 {
		h.ID[15-i] = byte(p.ids >> (8 * i))
	}
	return h
}

func (p *player) chance(percent int) bool { return p.IntN(100) < percent }

func pick[T any](p *player, from []T) T { return from[p.IntN(len(from))] }

// person is one of those who signed up; rarely nobody.
func (p *player) person() room.UserID {
	if p.chance(2) {
		return 99
	}
	return room.UserID(1 + p.IntN(len(actors)))
}

// room is a room, mostly one that is there and that somebody is in.
func (p *player) room(by room.UserID) room.ID {
	id := p.anyRoom()
	for try := 0; try < 12 && (int(id) > len(p.model.rooms) || p.model.rooms[id-1].deleted || !p.model.rooms[id-1].in(by)); try++ {
		id = p.anyRoom()
	}
	return id
}

func (p *player) anyRoom() room.ID { return room.ID(1 + p.IntN(len(p.model.rooms)+1)) }

// common reports whether a room is one that people make, and is there.
func (p *player) common(in room.ID) bool {
	if in == 1 || int(in) > len(p.model.rooms) {
		return false
	}
	r := p.model.rooms[in-1]
	return !r.deleted && !r.private()
}

// ruler is mostly the owner of a room, else somebody.
func (p *player) ruler(in room.ID, by room.UserID) room.UserID {
	if int(in) <= len(p.model.rooms) && p.chance(70) {
		return max(1, p.model.rooms[in-1].owner)
	}
	return by
}

// one is mostly one of some people, else anybody.
func one[T any](p *player, of map[room.UserID]T) room.UserID {
	if ids := slices.Sorted(maps.Keys(of)); len(ids) > 0 && p.chance(70) {
		return pick(p, ids)
	}
	return p.person()
}

// own is mostly the number of a late message of somebody, else of anybody.
func (p *player) own(in room.ID, by room.UserID) uint64 {
	seq := p.seq(in)
	for try := 0; try < 8 && int(in) <= len(p.model.rooms); try++ {
		if said := p.model.rooms[in-1].said; seq > 0 && seq <= uint64(len(said)) && said[seq-1].author == by {
			break
		}
		seq = p.seq(in)
	}
	return seq
}

// crowded reports whether there are rooms enough of a kind.
func (p *player) crowded(conversations bool) bool {
	n := 0
	for _, r := range p.model.rooms {
		if !r.deleted && r.private() == conversations {
			n++
		}
	}
	return n > 3
}

// seq is the number of a message of a room, mostly a late one.
func (p *player) seq(in room.ID) uint64 {
	if int(in) > len(p.model.rooms) || p.chance(3) {
		return uint64(p.IntN(30))
	}
	last := p.model.rooms[in-1].last()
	return max(1, last) - min(last, uint64(p.IntN(8)))
}

func (p *player) text() string {
	said := fmt.Sprintf("words %d", p.IntN(1000))
	for range p.IntN(3) {
		said += " @" + pick(p, actors)
	}
	if p.chance(10) {
		said += pick(p, []string{" @here", " ＠所有人", " x@here.example"})
	}
	if p.chance(8) {
		said += " https://x.example"
	}
	return said
}

func (p *player) people(n int) []room.UserID {
	var ids []room.UserID
	for range n {
		ids = append(ids, p.person())
	}
	slices.Sort(ids)
	return slices.Compact(ids)
}

// settings changes one thing.
func (p *player) settings(s room.Settings) room.Settings {
	switch p.IntN(14) {
	case 0:
		s.Private = !s.Private
	case 1:
		s.InviteOnly = !s.InviteOnly
	case 2:
		s.Announce = !s.Announce
	case 3:
		s.OpenTopic = !s.OpenTopic
	case 4, 9, 10:
		s.Slow = pick(p, []time.Duration{0, time.Hour, 5 * time.Hour, 100 * time.Hour, -1})
	case 5:
		s.History = room.History(p.IntN(3))
	case 6:
		s.KeepLast = pick(p, []int{0, 3, 6, -1})
	case 7:
		s.KeepFor = pick(p, []time.Duration{0, time.Hour, time.Minute})
	case 8:
		s.MaxMembers = pick(p, []int{0, 0, 3, 5, -1})
	case 11:
		s.Files = room.FilePolicy(p.IntN(4))
	case 12, 13:
		s.FilesFor = pick(p, []time.Duration{0, time.Hour, time.Hour, time.Minute})
	}
	return s
}

// next makes up a command.
func (p *player) next() room.Command {
	p.now = p.now.Add(time.Duration(p.IntN(60)) * time.Second)
	by := room.UserID(1 + p.IntN(len(actors)))
	in := p.room(by)
	h := p.header(by)
	switch n := p.IntN(130); {
	case n >= 120:
		return p.nextOfFiles(h, in)
	case n >= 100:
		return p.nextOfOrder(h, in)
	case n < 24:
		c := room.Post{Header: h, Room: in, Text: p.text(), Here: p.people(4)}
		c.Here = slices.DeleteFunc(c.Here, func(id room.UserID) bool { return id == 99 && p.chance(50) })
		if p.chance(25) {
			c.Reply = p.seq(in)
		}
		if p.chance(35) {
			c.File = p.file()
		}
		if p.chance(10) || c.File != nil && p.chance(50) {
			c.Text = ""
		}
		return c
	case n < 29:
		c := room.Edit{Header: h, Room: in, Seq: p.own(in, by), Text: p.text()}
		if p.chance(10) {
			c.Text = ""
		}
		return c
	case n < 32:
		return room.Delete{Header: h, Room: in, Seq: p.own(in, by)}
	case n < 37:
		return room.React{Header: h, Room: in, Seq: p.seq(in), Emoji: pick(p, emoji), On: p.chance(75)}
	case n < 40:
		return room.Pin{Header: h, Room: in, Seq: p.seq(in), On: p.chance(70)}
	case n < 48:
		for try := 0; try < 4 && !p.common(in); try++ {
			in = p.anyRoom()
		}
		return room.Join{Header: h, Room: in}
	case n < 53:
		return room.Read{Header: h, Marks: []room.Mark{{User: by, Room: in, Seq: p.seq(in)}}}
	case n < 57 && (!p.crowded(true) || p.chance(10)):
		return room.Converse{Header: h, With: p.people(p.IntN(4))}
	case n < 62 && (!p.crowded(false) || p.chance(10)):
		return room.Create{Header: h, Name: pick(p, roomWords), Topic: "new", Settings: p.settings(room.Settings{Private: p.chance(40)})}
	}
	return p.nextOfRoom(h, in)
}

// nextOfRoom makes up a command about a room as such.
func (p *player) nextOfRoom(h room.Header, in room.ID) room.Command {
	for try := 0; try < 9 && !p.common(in); try++ {
		in = p.anyRoom()
	}
	var of modelRoom
	if int(in) <= len(p.model.rooms) {
		of = *p.model.rooms[in-1]
	}
	mine := h
	mine.By = p.ruler(in, h.By)
	switch p.IntN(16) {
	case 0, 1:
		return room.Invite{Header: mine, Room: in, Who: p.person(), Until: p.now.Add(time.Duration(p.IntN(3600)-60) * time.Second)}
	case 2:
		return room.Uninvite{Header: h, Room: in, Who: one(p, of.invited)}
	case 3, 4:
		return room.Appoint{Header: mine, Room: in, Who: one(p, of.members), Role: room.Role(p.IntN(5) / 2)}
	case 5:
		return room.Transfer{Header: mine, Room: in, Who: one(p, of.members)}
	case 6:
		return room.Rename{Header: mine, Room: in, Name: pick(p, roomWords)}
	case 7:
		c := room.Describe{Header: h, Room: in}
		if topic := fmt.Sprint("topic ", p.IntN(3)); p.chance(70) {
			c.Topic = &topic
		}
		if desc := fmt.Sprint("what it is for: ", p.IntN(3)); p.chance(30) {
			c.Description = &desc
		}
		return c
	case 8, 9, 10:
		c := room.Configure{Header: mine, Room: in, Was: of.set}
		if p.chance(5) {
			c.Was.OpenTopic = !c.Was.OpenTopic
		}
		c.Is = p.settings(c.Was)
		return c
	case 11:
		return room.Archive{Header: mine, Room: in, On: p.chance(30)}
	case 12:
		if p.chance(15) {
			return room.Discard{Header: mine, Room: in}
		}
		return room.Leave{Header: h, Room: in}
	}
	return p.nextChoice(h, in)
}

// nextChoice makes up what somebody chooses for themselves, and what the server
// does, or somebody who would like to be it.
func (p *player) nextChoice(h room.Header, in room.ID) room.Command {
	switch p.IntN(5) {
	case 0:
		return room.Ignore{Header: h, Who: p.person(), On: p.chance(70)}
	case 1:
		return room.Block{Header: h, Who: p.person(), On: p.chance(40)}
	case 2:
		return room.Notify{Header: h, Room: in, Level: room.Level(p.IntN(3))}
	case 3:
		return room.SaveDraft{Header: h, Room: in, Draft: room.Draft{Text: "so", Reply: p.seq(in) * uint64(p.IntN(2))}}
	}
	if p.chance(90) {
		h.By = 0
	}
	return room.Trim{Header: h, Room: in, UpTo: p.seq(in)}
}
