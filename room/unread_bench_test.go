package room

import (
	"fmt"
	"testing"
)

// BenchmarkUnread measures the list of rooms of somebody who is in 1000, each
// with 10,000 messages of which every tenth was deleted.
func BenchmarkUnread(b *testing.B) {
	over := new(Broker)
	over.house.Store(&House{})
	p := over.newPerson(Person{ID: 1, Name: "ana"})
	p.notes = notes{read: make(map[ID]uint64), drafts: make(map[ID]Draft)}
	for in := ID(1); in <= 1000; in++ {
		h := newHub(Room{ID: in, Name: fmt.Sprint("room", in), Last: 10_000})
		for seq := uint64(1); seq <= 10_000; seq += 10 {
			h.tombs.set(seq, true)
		}
		pl := h.place(p.id, Membership{})
		p.rooms[h.id] = &pl
		p.read[in] = uint64(in) * 9
	}
	b.ReportAllocs()
	for b.Loop() {
		if l := p.listings(); len(l) != 1000 || l[0].Unread == 0 {
			b.Fatalf("%d rooms, unread %d", len(l), l[0].Unread)
		}
	}
}
