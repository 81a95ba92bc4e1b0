package data_test

import (
	"fmt"
	"testing"

	"snug/data"
	"snug/room"
)

// BenchmarkTrim removes the messages of a room, slice by slice. Each slice is one
// transaction, which everybody else's commands wait for.
func BenchmarkTrim(b *testing.B) {
	s := open(b, b.TempDir(), data.Options{})
	ann := signUp(b, s, "ann")
	in := create(b, s, ann, "den")
	var to, filled uint64
	for b.Loop() {
		if to == filled {
			b.StopTimer()
			fill(b, s, ann, in, 100_000)
			filled += 100_000
			b.StartTimer()
		}
		err := s.Change(func(tx data.WriteTx) (err error) {
			to, err = tx.Trim(in, filled)
			return err
		})
		if err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(to)/float64(b.N), "msgs/slice")
}

// BenchmarkTombstones reads what a starting server needs to count what is unread:
// the deleted messages of all rooms, here of 1000 rooms with 100 each.
func BenchmarkTombstones(b *testing.B) {
	s := open(b, b.TempDir(), data.Options{})
	ann := signUp(b, s, "ann")
	var in []room.ID
	for i := range 1000 {
		in = append(in, deletedIn(b, s, ann, fmt.Sprintf("room%04d", i), 100))
	}
	b.ReportAllocs()
	for b.Loop() {
		for _, id := range in {
			if all, err := s.Rooms().Tombstones(id); err != nil || len(all) != 100 {
				b.Fatalf("%d tombstones, %v", len(all), err)
			}
		}
	}
}

// deletedIn makes a room with n deleted messages.
func deletedIn(b *testing.B, s *data.Store, by room.UserID, name string, n int) room.ID {
	b.Helper()
	var r room.Room
	err := s.Change(func(tx data.WriteTx) (err error) {
		if r, err = tx.AddRoom(room.Room{Name: name, Created: header(0).At}); err != nil {
			return err
		}
		for range n {
			m := room.Message{ID: room.NewCommandID(), Room: r.ID, At: header(0).At, Author: room.Person{ID: by}}
			said, err := tx.AddMessage(m)
			if err != nil {
				return err
			}
			gone := *said
			gone.Deleted = m.At
			if _, err := tx.SetMessage(&gone); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		b.Fatal(err)
	}
	return r.ID
}
