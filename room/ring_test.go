package room

import (
	"slices"
	"testing"
	"time"
)

// A ring that purges have filled holds no more of their messages than it may, and
// whoever has not pulled the oldest of them has fallen off.
func TestARingForgetsTheOldestPurges(t *testing.T) {
	var r ring
	seq := uint64(0)
	for range 3 * ringGone / PurgeAtOnce {
		e := Purged{Room: 1}
		for range PurgeAtOnce {
			seq++
			e.Gone = append(e.Gone, Changed{Message: &Message{Seq: seq}, Change: WasDeleted})
		}
		r.append(e)
	}
	if r.gone != ringGone {
		t.Errorf("the ring holds %d messages, want %d", r.gone, ringGone)
	}
	if _, ok := r.between(0, r.head); ok {
		t.Error("whoever has pulled nothing has not fallen off")
	}
	got, ok := r.between(r.head-ringGone/PurgeAtOnce, r.head)
	if !ok || len(got) != ringGone || got[len(got)-1].(Changed).Message.Seq != seq {
		t.Errorf("the newest are %d events, %v", len(got), ok)
	}
	for range ringSize {
		r.append(Joined{Room: 1})
	}
	if r.gone != 0 {
		t.Errorf("a ring without purges holds %d messages of them", r.gone)
	}
}

// A message that was purged before what it quotes quotes nothing afterwards, in
// the same purge, in a later one, and when that alone is deleted.
func TestTombstonesQuoteNothingThatIsGone(t *testing.T) {
	gone := time.Unix(1, 0)
	grave := func(seq, quoted uint64) Changed {
		m := &Message{Seq: seq, Deleted: gone}
		if quoted > 0 {
			m.Reply = &Quote{Seq: quoted, Text: "the treasure"}
		}
		return Changed{Message: m, Change: WasDeleted}
	}
	h := newHub(Room{ID: 1, Last: 11})
	h.tombs, h.pins = numbers{2, 8}, numbers{3, 5}
	for _, list := range [][]Changed{{grave(11, 10), grave(7, 3), grave(6, 5), grave(5, 0)}, {grave(4, 3), grave(3, 1)}, {grave(1, 0)}} {
		h.record(Purged{Room: 1, Gone: list}.whole())
	}
	h.record(grave(10, 0))
	events, _ := h.ring.between(0, h.ring.head)
	for _, e := range events {
		if m := e.(Changed).Message; m.Reply != nil && !m.Reply.Deleted {
			t.Errorf("message %d quotes %+v", m.Seq, m.Reply)
		}
	}
	if want := (numbers{1, 2, 3, 4, 5, 6, 7, 8, 10, 11}); !slices.Equal(h.tombs, want) || len(h.pins) != 0 || h.room.Pins != 0 {
		t.Errorf("deleted are %v, pinned %v", h.tombs, h.pins)
	}
}

// All who keep up are given one list of what is new. What happens to a message
// later changes what others pull, and nothing that was given away.
func TestWhatManyPullIsMadeOnce(t *testing.T) {
	var r ring
	was, is := &Message{Seq: 1, Text: "draft"}, &Message{Seq: 1, Text: "final", Rev: 1}
	r.append(Posted{Message: was})
	first, _ := r.between(0, r.head)
	if again, _ := r.between(0, r.head); &again[0] != &first[0] {
		t.Error("who pulls the same has a list of their own")
	}
	r.renew(is)
	late, _ := r.between(0, r.head)
	if got := late[0].(Posted).Message; got != is {
		t.Errorf("who pulls late is given %+v", got)
	}
	if got := first[0].(Posted).Message; got != was {
		t.Errorf("what was given away has become %+v", got)
	}
	r.append(Joined{Room: 1})
	if more, _ := r.between(0, r.head); len(more) != 2 {
		t.Errorf("both events are %v", more)
	}
	if none, ok := r.between(r.head, r.head); !ok || none != nil {
		t.Errorf("behind the newest there is %v, %v", none, ok)
	}
}
