package room_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"snug/keys"
	"snug/room"
)

func TestFilesAreListedByPages(t *testing.T) {
	a := openArchive(t)
	ana := a.person("ana")
	other := a.create(ana, "other").ID
	for n := range 7 {
		a.put(ana, a.lobby(), fmt.Sprint("f", n), "x")
		a.put(ana, other, fmt.Sprint("o", n), "x")
	}
	var got []string
	for before := room.FileID(0); ; {
		page, err := a.Files(t.Context(), ana.ID, a.lobby(), before, 3)
		if err != nil {
			t.Fatal(err)
		}
		if len(page) == 0 {
			break
		}
		for _, m := range page {
			got = append(got, m.File.Name)
			before = m.File.ID
		}
	}
	if s := strings.Join(got, " "); s != "f6 f5 f4 f3 f2 f1 f0" {
		t.Errorf("the pages have %s", s)
	}
	for _, limit := range []int{0, -1} {
		if list, err := a.Files(t.Context(), ana.ID, other, 0, limit); err != nil || len(list) != 0 {
			t.Errorf("at most %d are %v, %v", limit, list, err)
		}
	}
}

func TestTheNewestFileOfANameIsFound(t *testing.T) {
	a := openArchive(t)
	ana := a.person("ana")
	a.put(ana, a.lobby(), "photos/a.jpg", "old")
	for n := range 30 {
		a.put(ana, a.lobby(), fmt.Sprint("f", n), "x")
	}
	find := func(leaf string) string {
		m, err := a.FileNamed(t.Context(), ana.ID, a.lobby(), leaf)
		if err != nil {
			wantRefusal(t, err, room.ErrNotFound)
			return ""
		}
		return m.File.Name
	}
	if got := find("a.jpg"); got != "photos/a.jpg" {
		t.Errorf("a.jpg is %q", got)
	}
	newest := a.put(ana, a.lobby(), "other/a.jpg", "new")
	if got := find("a.jpg"); got != "other/a.jpg" {
		t.Errorf("a.jpg is %q", got)
	}
	a.must(a.Delete(t.Context(), ana.ID, a.lobby(), newest.Seq))
	if got := find("a.jpg"); got != "photos/a.jpg" {
		t.Errorf("when that is deleted a.jpg is %q", got)
	}
	for _, none := range []string{"photos/a.jpg", "photos", "", "A.JPG", "zz"} {
		if got := find(none); got != "" {
			t.Errorf("%q is %q", none, got)
		}
	}
}

func TestWhatOthersGaveInConversationsIsReceived(t *testing.T) {
	a := openArchive(t)
	ana, ben, cyd := a.person("ana"), a.person("ben"), a.person("cyd")
	two, three := a.converse(ana, "ben").ID, a.converse(ana, "ben", "cyd").ID
	den := a.create(ana, "cellar").ID
	a.join(ben, "cellar")
	a.put(ben, den, "in a room", "x")
	for n := range 60 { // more than a page
		a.put(ana, two, fmt.Sprint("own", n), "x")
		if n%10 == 0 {
			a.put(ben, two, fmt.Sprint("ben", n), "x")
			a.put(cyd, three, fmt.Sprint("cyd", n), "x")
		}
	}
	received := func(before room.FileID, limit int) (got string, last room.FileID) {
		list, err := a.Received(t.Context(), ana.ID, before, limit)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range list {
			got += " " + m.File.Name
			last = m.File.ID
		}
		return got, last
	}
	first, at := received(0, 3)
	if first != " cyd50 ben50 cyd40" {
		t.Errorf("the newest are%s", first)
	}
	if rest, _ := received(at, 99); rest != " ben40 cyd30 ben30 cyd20 ben20 cyd10 ben10 cyd0 ben0" {
		t.Errorf("and then come%s", rest)
	}
	if none, _ := received(0, 0); none != "" {
		t.Errorf("at most none are%s", none)
	}
	rooms, err := a.FileRooms(t.Context(), ana.ID)
	var names []string
	for _, r := range rooms {
		names = append(names, r.Name)
	}
	if got := strings.Join(names, " "); err != nil || got != "lobby cellar @ben @ben,@cyd" {
		t.Errorf("the rooms with files are %s, %v", got, err)
	}
}

// Of many who upload at once nobody gets beyond a bound, whatever they declare, and
// what was not announced is given back.
func TestQuotasHoldForUploadsAtOnce(t *testing.T) {
	const kb = 1 << 10
	for _, tt := range []struct {
		name    string
		setting string
		people  int
		fit     int // files of 10 KB
	}{
		{"of a person", keys.HouseFileQuota, 1, 2},
		{"of a room", keys.HouseFileRoomQuota, 5, 2},
		{"of the server", keys.HouseFileTotal, 5, 2},
	} {
		t.Run(tt.name, func(t *testing.T) {
			a := openArchive(t)
			a.set(tt.setting, "25k")
			uploads := make([]*room.Upload, 10)
			var by []room.Person
			for n := range tt.people {
				by = append(by, a.person(fmt.Sprint("p", n)))
			}
			begun := 0
			for i := range uploads {
				u, err := a.Upload(t.Context(), by[i%tt.people].ID, a.lobby(), room.Offer{Name: fmt.Sprint("f", i), Size: 1})
				if err != nil {
					wantRefusal(t, err, room.ErrLimited)
					continue
				}
				uploads[i] = u
				begun++
			}
			if want := min(10, 4*tt.people); begun != want {
				t.Errorf("%d were begun, want %d", begun, want)
			}
			var all sync.WaitGroup
			results := make([]error, len(uploads))
			for i, u := range uploads {
				if u == nil {
					results[i] = room.ErrLimited
					continue
				}
				all.Go(func() {
					for n := range int64(10) {
						piece := strings.Repeat(fmt.Sprint(i), kb)
						if results[i] = second(u.WriteAt([]byte(piece), n*kb)); results[i] != nil {
							return
						}
					}
				})
			}
			all.Wait()
			full := 0
			for i, u := range uploads {
				if u != nil && results[i] == nil {
					full++
					results[i] = second(u.Close())
				} else if u != nil {
					wantRefusal(t, results[i], room.ErrConflict)
				}
			}
			if full > tt.fit {
				t.Errorf("%d files of 10 KB came in below 25 KB", full)
			}
			of, in, disk, err := a.store.Rooms().FileUse(by[0].ID, a.lobby())
			if err != nil || in.Files != full || in.Bytes != int64(full)*10*kb || disk != in || of.Bytes > 25*kb {
				t.Errorf("%d are announced, and the files take up %+v of %+v and %+v, %v", full, of, in, disk, err)
			}
			a.holds(full)
			// What is left can be used, to the byte.
			left := 25*kb - in.Bytes
			_, err = a.tryPut(t.Context(), by[0], a.lobby(), room.Offer{Name: "more", Size: -1}, strings.Repeat("m", int(left)+1))
			wantRefusal(t, err, room.ErrConflict)
			a.put(by[0], a.lobby(), "rest", strings.Repeat("m", int(left)))
			_, err = a.tryPut(t.Context(), by[0], a.lobby(), room.Offer{Name: "more", Size: -1}, "y")
			wantRefusal(t, err, room.ErrConflict)
		})
	}
}

func TestQuotaSaysWhatIsLeft(t *testing.T) {
	a := openArchive(t)
	ana, ben := a.person("ana"), a.person("ben")
	a.set(keys.HouseFileQuota, "10k")
	a.set(keys.HouseFileSize, "8k")
	m := a.put(ana, a.lobby(), "x", strings.Repeat("x", 3000))
	a.put(ben, a.lobby(), "x", strings.Repeat("x", 3000))
	q, err := a.Quota(t.Context(), ana.ID, a.lobby())
	if err != nil || q.Left() != 10<<10-3000 || q.Person != (room.Usage{Files: 1, Bytes: 3000}) || q.Room != (room.Usage{Files: 2, Bytes: 6000}) || q.Server.Bytes != 3000 || q.File != 8<<10 {
		t.Errorf("the quota is %+v, %v", q, err)
	}
	a.must(a.Delete(t.Context(), ana.ID, a.lobby(), m.Seq))
	if q, err := a.Quota(t.Context(), ana.ID, a.lobby()); err != nil || q.Left() != 8<<10 {
		t.Errorf("when it is deleted the quota is %+v, %v", q, err)
	}
	wantRefusal(t, second(a.Quota(t.Context(), ana.ID, 99)), room.ErrNotFound)
}

// crowdedStore tells how many read many files of a room at once.
type crowdedStore struct {
	room.Store
	reading, most atomic.Int32
	let           chan struct{}
}

func (s *crowdedStore) Files(in room.ID, before room.FileID, limit int) ([]*room.Message, error) {
	if limit > 20 {
		s.most.Store(max(s.most.Load(), s.reading.Add(1)))
		<-s.let
		defer s.reading.Add(-1)
	}
	return s.Store.Files(in, before, limit)
}

func TestManyFilesAreReadByOneAtATime(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		crowded := &crowdedStore{let: make(chan struct{})}
		h := openHouseWith(t, func(s room.Store) room.Store {
			crowded.Store = s
			return crowded
		})
		ana := h.person("ana")
		var asking sync.WaitGroup
		for range 5 {
			asking.Go(func() {
				if _, err := h.Files(t.Context(), ana.ID, h.lobby(), 0, 100); err != nil {
					t.Error(err)
				}
			})
		}
		synctest.Wait()
		if _, err := h.Files(t.Context(), ana.ID, h.lobby(), 0, 20); err != nil {
			t.Errorf("few files, meanwhile: %v", err)
		}
		hurry, cancel := context.WithTimeout(t.Context(), time.Second)
		defer cancel()
		if _, err := h.Files(hurry, ana.ID, h.lobby(), 0, 100); !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("whoever waits no longer is told %v", err)
		}
		for range 5 {
			crowded.let <- struct{}{}
		}
		asking.Wait()
		if n := crowded.most.Load(); n != 1 {
			t.Errorf("%d have read at once", n)
		}
	})
}
