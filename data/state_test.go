package data_test

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"snug/data"
	"snug/room"
)

// state writes down all that a store shows of its rooms, and of one person.
func state(t testing.TB, s *data.Store, who room.UserID) string {
	t.Helper()
	var b strings.Builder
	all, err := s.Rooms().Rooms()
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range all {
		fmt.Fprintf(&b, "room %d %s %q by %d at %s, last %d\n", r.ID, r.Name, r.Topic, r.Creator, r.Created.Format(time.RFC3339), r.Last)
		found, err := s.Rooms().History(r.ID, room.Range{Limit: room.MaxPage})
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range found {
			b.WriteString(line(m))
		}
	}
	joined, err := s.Rooms().Memberships(who)
	if err != nil {
		t.Fatal(err)
	}
	read, err := s.Rooms().Marks(who)
	if err != nil {
		t.Fatal(err)
	}
	fmt.Fprintf(&b, "person %d is in %v", who, joined)
	for _, in := range slices.Sorted(maps.Keys(read)) {
		fmt.Fprintf(&b, ", has read room %d to %d", in, read[in])
	}
	return b.String() + "\n"
}

// line writes down a whole message.
func line(m *room.Message) string {
	return fmt.Sprintf("%d/%d %s %s %d %s: (%d) %s\n", m.Room, m.Seq, m.ID, m.At.Format(time.RFC3339Nano), m.Author.ID, m.Author.Name, m.Style, m.Text)
}
