package data_test

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"snug/room"
)

// A shelf is a store in which files come and go at random, and a simple account of
// what must be in it.
type shelf struct {
	*desk
	random *rand.Rand
	rooms  []room.ID
	holds  []string // what files hold; the same again and again
	at     time.Time

	said []*kept           // all messages ever, in order
	disk map[room.Sum]bool // what was ever put in, and not unlinked
}

// A kept message has a file, or had one.
type kept struct {
	in   room.ID
	seq  uint64
	by   room.UserID
	at   time.Time
	text string
	file *room.File // nil: it was deleted, or there was none

	gone bool // the message was trimmed or swept
}

// live reports whether the message has a file that has not expired.
func (k *kept) live() bool { return !k.gone && k.file != nil && k.file.Expired.IsZero() }

// TestFilesAtRandom lets files be added, deleted, expired, trimmed, swept and
// unlinked. After each step the store is sound, and what it says of files is what
// the messages say that are left.
func TestFilesAtRandom(t *testing.T) {
	const steps = 150
	for seed := range uint64(3) {
		t.Run(fmt.Sprint("seed ", seed), func(t *testing.T) {
			s := &shelf{
				desk: newDesk(t), random: rand.New(rand.NewPCG(seed, 6)),
				holds: []string{"", "a", "bytes", "more bytes", "much more than that"},
				at:    header(0).At, disk: make(map[room.Sum]bool),
			}
			s.Hurry()
			s.rooms = []room.ID{s.den, s.make(room.Room{Name: "shed"}).ID, 1}
			for n := range steps {
				step := s.step()
				if got, want := s.is(), s.want(); got != want {
					t.Fatalf("step %d, %s: there is\n%swant\n%s", n, step, got, want)
				}
				if sound(t, s.Store); t.Failed() {
					t.Fatalf("step %d, %s", n, step)
				}
			}
		})
	}
}

// step does one thing and says what.
func (s *shelf) step() string {
	s.Helper()
	s.at = s.at.Add(time.Minute)
	n := s.random.IntN(100)
	k := s.some()
	switch {
	case n < 45 || k == nil:
		return s.add()
	case n < 55:
		s.alter(k, func(m *room.Message) { m.Text, m.File, m.Deleted = "", nil, s.at })
		k.text, k.file = "", nil
		return fmt.Sprintf("delete %d of room %d", k.seq, k.in)
	case n < 65 && k.file != nil:
		s.end(k)
		return fmt.Sprintf("expire %d of room %d", k.seq, k.in)
	case n < 75 && k.file != nil:
		k.text = fmt.Sprint("edited ", n)
		s.alter(k, func(m *room.Message) { m.Text, m.Edited = k.text, s.at })
		return fmt.Sprintf("edit %d of room %d", k.seq, k.in)
	case n < 85:
		s.trim(k.in, k.seq)
		s.forget(func(o *kept) bool { return o.in == k.in && o.seq <= k.seq })
		return fmt.Sprintf("trim room %d to %d", k.in, k.seq)
	case n < 88:
		return s.replace()
	case n < 91:
		s.reopen()
		s.Hurry()
		return "reopen"
	}
	return s.clear()
}

// some returns a message that is there; nil: there is none.
func (s *shelf) some() *kept {
	var there []*kept
	for _, k := range s.said {
		if !k.gone {
			there = append(there, k)
		}
	}
	if len(there) == 0 {
		return nil
	}
	return there[s.random.IntN(len(there))]
}

// add says something, mostly with a file.
func (s *shelf) add() string {
	s.Helper()
	k := &kept{
		in: s.rooms[s.random.IntN(len(s.rooms))], at: s.at, text: "said",
		by: []room.UserID{s.ann, s.bob, s.cid}[s.random.IntN(3)],
	}
	if s.random.IntN(8) > 0 {
		holds := s.holds[s.random.IntN(len(s.holds))]
		k.file = &room.File{Name: "file", Content: bytesOf(holds)}
		s.disk[k.file.Sum] = true
	}
	m := room.Message{ID: room.NewCommandID(), Room: k.in, At: k.at, Author: room.Person{ID: k.by}, Text: k.text, File: k.file}
	s.change(func(tx writeTx) error {
		said, err := tx.AddMessage(m)
		if err != nil {
			return err
		}
		if k.seq = said.Seq; k.file != nil {
			k.file = said.File
		}
		return tx.Record(m.ID, room.Outcome{Room: k.in, Seq: k.seq})
	})
	s.said = append(s.said, k)
	return fmt.Sprintf("add %d of room %d", k.seq, k.in)
}

// end expires a file, or one that has expired once more.
func (s *shelf) end(k *kept) {
	s.Helper()
	f := *k.file
	if f.Expired.IsZero() {
		f.Expired = s.at
	}
	s.alter(k, func(m *room.Message) { m.File = &f })
	k.file = &f
}

func (s *shelf) alter(k *kept, how func(*room.Message)) {
	s.Helper()
	s.change(func(tx writeTx) error {
		m, err := tx.Message(k.in, k.seq)
		if err != nil {
			return err
		}
		how(m)
		_, err = tx.SetMessage(m)
		return err
	})
}

// replace deletes a room, clears it away, and makes another.
func (s *shelf) replace() string {
	s.Helper()
	was := s.rooms[1]
	s.discard(was)
	for do(s, s.Store, room.Sweep{Header: header(0), Room: was}).(room.Swept).More {
		sound(s, s.Store)
	}
	s.forget(func(o *kept) bool { return o.in == was })
	s.rooms[1] = s.make(room.Room{Name: fmt.Sprint("shed", len(s.said))}).ID
	return fmt.Sprintf("sweep room %d", was)
}

// clear unlinks some blobs, whether they are in use or not.
func (s *shelf) clear() string {
	s.Helper()
	var sums []room.Sum
	for _, holds := range s.holds {
		if sum := bytesOf(holds).Sum; s.random.IntN(2) == 0 {
			sums = append(sums, sum)
			if s.refs(sum) == 0 {
				delete(s.disk, sum)
			}
		}
	}
	s.unlink(sums...)
	return fmt.Sprintf("unlink %v", sums)
}

func (s *shelf) forget(which func(*kept) bool) {
	for _, k := range s.said {
		k.gone = k.gone || which(k)
	}
}

func (s *shelf) refs(sum room.Sum) (n int) {
	for _, k := range s.said {
		if k.live() && k.file.Sum == sum {
			n++
		}
	}
	return n
}

// want writes down what must be there.
func (s *shelf) want() string {
	var b strings.Builder
	sum := func(which func(*kept) bool) (u room.Usage, found []room.FileID) {
		for _, k := range s.said {
			if k.live() && which(k) {
				u.Files++
				u.Bytes += k.file.Size
				found = append(found, k.file.ID)
			}
		}
		return u, found
	}
	for _, who := range []room.UserID{s.ann, s.bob, s.cid} {
		u, _ := sum(func(k *kept) bool { return k.by == who })
		fmt.Fprintf(&b, "person %d has %v\n", who, u)
	}
	for _, in := range s.rooms {
		u, found := sum(func(k *kept) bool { return k.in == in })
		_, old := sum(func(k *kept) bool { return k.in == in && k.at.Before(s.middle()) })
		slices.Reverse(found)
		fmt.Fprintf(&b, "room %d has %v: %v, old are %v\n", in, u, found, old)
	}
	var all room.Usage
	for _, holds := range s.holds {
		is := bytesOf(holds)
		n := s.refs(is.Sum)
		if s.disk[is.Sum] {
			all.Files++
			all.Bytes += is.Size
		}
		fmt.Fprintf(&b, "%q is used %v, stored %v, unused %v, in use %v\n",
			holds, n > 0, s.disk[is.Sum], n == 0 && s.disk[is.Sum], n > 0)
	}
	fmt.Fprintf(&b, "on disk are %v\n", all)
	for _, k := range s.said {
		if !k.gone && k.file != nil {
			fmt.Fprintf(&b, "file %d is at %d of room %d: %v\n", k.file.ID, k.seq, k.in, k.file.Expired)
		}
	}
	return b.String()
}

// is writes down the same of the store.
func (s *shelf) is() string {
	s.Helper()
	var b strings.Builder
	var errs []error
	no := func(err error) { errs = append(errs, err) }
	for _, who := range []room.UserID{s.ann, s.bob, s.cid} {
		u, _, _, err := s.Rooms().FileUse(who, 0)
		no(err)
		fmt.Fprintf(&b, "person %d has %v\n", who, u)
	}
	for _, in := range s.rooms {
		_, u, _, err := s.Rooms().FileUse(0, in)
		no(err)
		found, err := s.Rooms().Files(in, 0, room.MaxPage)
		no(err)
		old, err := s.Rooms().OldFiles(in, s.middle(), room.MaxPage)
		no(err)
		fmt.Fprintf(&b, "room %d has %v: %v, old are %v\n", in, u, listed(found), listed(old))
	}
	unused, err := s.Rooms().Unused(room.MaxPage)
	no(err)
	inUse, err := s.Rooms().Blobs(room.Sum{}, room.MaxPage)
	no(err)
	for _, holds := range s.holds {
		is := bytesOf(holds)
		used, err := s.Rooms().Used(is.Sum)
		no(err)
		var stored bool
		s.change(func(tx writeTx) (err error) {
			stored, err = tx.Stored(is.Sum)
			return err
		})
		fmt.Fprintf(&b, "%q is used %v, stored %v, unused %v, in use %v\n",
			holds, used, stored, slices.Contains(unused, is.Sum), slices.Contains(inUse, room.Content{Sum: is.Sum, Size: is.Size}))
	}
	_, _, all, err := s.Rooms().FileUse(0, 0)
	no(err)
	fmt.Fprintf(&b, "on disk are %v\n", all)
	for id := room.FileID(1); int(id) <= len(s.said); id++ {
		in, seq, err := s.Rooms().FilePlace(id)
		if errors.Is(err, room.ErrNotFound) {
			continue
		}
		no(err)
		found, err := s.Rooms().History(in, room.Range{After: seq - 1, Before: seq + 1, Limit: 1})
		no(err)
		if len(found) == 1 {
			fmt.Fprintf(&b, "file %d is at %d of room %d: %v\n", found[0].File.ID, seq, in, found[0].File.Expired)
		}
	}
	if err := errors.Join(errs...); err != nil {
		s.Fatal(err)
	}
	return b.String()
}

// middle is the time of the message in the middle.
func (s *shelf) middle() time.Time { return s.said[len(s.said)/2].at }
