package data_test

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"path/filepath"
	"reflect"
	"slices"
	"testing"
	"time"

	"snug/data"
	"snug/room"
)

// bytesOf is what a file is known by that holds a text.
func bytesOf(s string) room.Content {
	return room.Content{Sum: sha256.Sum256([]byte(s)), Size: int64(len(s)), Type: "text/plain"}
}

// file puts a file into the den.
func (d *desk) file(by room.UserID, name, holds string) *room.Message {
	d.Helper()
	return d.say(room.Message{Author: room.Person{ID: by}, File: &room.File{Name: name, Content: bytesOf(holds)}})
}

// expire ends the file of a message of the den.
func (d *desk) expire(seq uint64) *room.Message {
	d.Helper()
	return d.set(seq, func(m *room.Message) {
		f := *m.File
		f.Expired = m.At.Add(time.Hour)
		m.File = &f
	})
}

// bury deletes a message of the den.
func (d *desk) bury(seq uint64) {
	d.Helper()
	d.set(seq, func(m *room.Message) { m.Text, m.File, m.Deleted = "", nil, m.At })
}

// unlink forgets blobs.
func (d *desk) unlink(sums ...room.Sum) {
	d.Helper()
	d.change(func(tx writeTx) error { return tx.Unlink(sums) })
}

// listed returns the numbers of the files of some messages.
func listed(found []*room.Message) []room.FileID {
	var all []room.FileID
	for _, m := range found {
		all = append(all, m.File.ID)
	}
	return all
}

func TestFileStaysWithItsMessage(t *testing.T) {
	d := newDesk(t)
	d.file(d.bob, "photos/a.jpg", "a picture")
	d.say(room.Message{Text: "nothing"})
	said := d.say(room.Message{Text: "look", Mentions: []room.UserID{d.cid}, File: &room.File{Name: "b", Content: bytesOf("")}})
	want := &room.File{ID: 2, Name: "b", Content: bytesOf("")}
	d.reopen()
	d.set(3, func(m *room.Message) { m.Text, m.Edited, m.Pinned = "see there", m.At, true })
	d.happens(3)
	if m := d.message(3); !reflect.DeepEqual(m.File, want) || !reflect.DeepEqual(said.File, want) {
		t.Errorf("the file is %+v, and was %+v; want %+v", m.File, said.File, want)
	}
	if m := d.message(2); m.File != nil {
		t.Errorf("a message without a file has %+v", m.File)
	}
	if m := d.message(1); m.File.ID != 1 || m.File.Name != "photos/a.jpg" || m.File.Leaf() != "a.jpg" || !m.File.Expired.IsZero() {
		t.Errorf("the first is %+v", m.File)
	}
	for id, want := range []uint64{0, 1, 3, 0} {
		in, seq, err := d.Rooms().FilePlace(room.FileID(id))
		if seq != want || (in == d.den) != (want != 0) || errors.Is(err, room.ErrNotFound) != (want == 0) {
			t.Errorf("file %d is at %d of room %d, %v; want %d", id, seq, in, err, want)
		}
	}
}

// What becomes of a file is never taken back, and nothing else can become of it.
func TestFileChangesInTwoWaysOnly(t *testing.T) {
	d := newDesk(t)
	d.file(d.ann, "a", "one")
	was := d.message(1).File
	d.set(1, func(m *room.Message) {
		m.File = &room.File{ID: 7, Name: "other", Content: bytesOf("other bytes")}
	})
	if f := d.message(1).File; !reflect.DeepEqual(f, was) {
		t.Errorf("it was made into %+v", f)
	}
	ended := d.expire(1).File.Expired
	d.set(1, func(m *room.Message) { m.File = was })
	if f := d.message(1).File; !f.Expired.Equal(ended) {
		t.Errorf("it came back: %+v", f)
	}
	d.set(1, func(m *room.Message) { m.File = nil })
	d.set(1, func(m *room.Message) { m.File = was })
	if f := d.message(1).File; f != nil {
		t.Errorf("it came back: %+v", f)
	}
	sound(t, d.Store)
}

func TestFileNumbersAreNeverUsedAgain(t *testing.T) {
	d := newDesk(t)
	lobby := room.Message{ID: room.NewCommandID(), Room: 1, At: header(0).At, Author: room.Person{ID: d.ann}, File: &room.File{Name: "a", Content: bytesOf("a")}}
	d.file(d.ann, "a", "a")
	d.change(func(tx writeTx) error {
		m, err := tx.AddMessage(lobby)
		if err == nil && m.File.ID != 2 {
			t.Errorf("the first of the lobby is file %d, want 2", m.File.ID)
		}
		return errors.Join(err, tx.Record(lobby.ID, room.Outcome{Room: 1, Seq: m.Seq}))
	})
	d.file(d.ann, "a", "a")
	d.bury(2)
	d.trim(d.den, 2)
	d.reopen()
	if m := d.file(d.ann, "a", "a"); m.File.ID != 4 {
		t.Errorf("the next is file %d, want 4", m.File.ID)
	}
	sound(t, d.Store)
}

func TestFilesOfARoom(t *testing.T) {
	d := newDesk(t)
	for i := range 6 {
		at := header(0).At.Add(time.Duration(i) * time.Hour)
		d.say(room.Message{At: at, File: &room.File{Name: fmt.Sprint(i), Content: bytesOf("same")}})
		d.say(room.Message{At: at, Text: "between"})
	}
	d.bury(3)
	d.expire(5)
	shed := d.make(room.Room{Name: "shed", Owner: d.bob}).ID
	ids := func(all ...room.FileID) []room.FileID { return all }
	for _, tt := range []struct {
		in     room.ID
		before room.FileID
		limit  int
		want   []room.FileID
	}{
		{d.den, 0, 10, ids(6, 5, 4, 1)},
		{d.den, 0, 2, ids(6, 5)},
		{d.den, 5, 2, ids(4, 1)},
		{d.den, 1, 2, nil},
		{d.den, 99, 1, ids(6)},
		{d.den, 0, 0, nil},
		{d.den, 0, -1, nil},
		{shed, 0, 10, nil},
		{1, 0, 10, nil},
	} {
		if got, err := d.Rooms().Files(tt.in, tt.before, tt.limit); err != nil || !slices.Equal(listed(got), tt.want) {
			t.Errorf("at most %d of room %d before %d: %v, %v; want %v", tt.limit, tt.in, tt.before, listed(got), err, tt.want)
		}
	}
	for _, tt := range []struct {
		in    room.ID
		hours int
		limit int
		want  []room.FileID
	}{
		{d.den, 0, 10, nil},
		{d.den, 1, 10, ids(1)},
		{d.den, 4, 10, ids(1, 4)},
		{d.den, 9, 10, ids(1, 4, 5, 6)},
		{d.den, 9, 3, ids(1, 4, 5)},
		{d.den, 9, 0, nil},
		{shed, 9, 10, nil},
	} {
		until := header(0).At.Add(time.Duration(tt.hours) * time.Hour)
		if got, err := d.Rooms().OldFiles(tt.in, until, tt.limit); err != nil || !slices.Equal(listed(got), tt.want) {
			t.Errorf("at most %d of room %d until hour %d: %v, %v; want %v", tt.limit, tt.in, tt.hours, listed(got), err, tt.want)
		}
	}
	if _, err := d.Rooms().Files(99, 0, 1); !errors.Is(err, room.ErrNotFound) {
		t.Errorf("Files of no room: %v, want %q", err, room.ErrNotFound)
	}
	if _, err := d.Rooms().OldFiles(99, header(0).At, 1); !errors.Is(err, room.ErrNotFound) {
		t.Errorf("OldFiles of no room: %v, want %q", err, room.ErrNotFound)
	}
}

// The same bytes are on disk once. While they are removed there they may come again.
func TestSameBytesTwice(t *testing.T) {
	d := newDesk(t)
	same := bytesOf("same bytes")
	check := func(step string, refs bool, disk room.Usage, loose ...room.Sum) {
		t.Helper()
		sound(t, d.Store)
		used, err := d.Rooms().Used(same.Sum)
		if err != nil || used != refs {
			t.Errorf("%s: used %v, %v; want %v", step, used, err, refs)
		}
		if got, err := d.Rooms().Unused(10); err != nil || !slices.Equal(got, loose) {
			t.Errorf("%s: unused are %v, %v; want %v", step, got, err, loose)
		}
		if _, _, all, err := d.Rooms().FileUse(0, 0); err != nil || all != disk {
			t.Errorf("%s: on disk are %+v, %v; want %+v", step, all, err, disk)
		}
		d.change(func(tx writeTx) error {
			stored, err := tx.Stored(same.Sum)
			if want := disk.Files > 0; stored != want {
				t.Errorf("%s: stored %v, want %v", step, stored, want)
			}
			return err
		})
	}
	once := room.Usage{Files: 1, Bytes: same.Size}
	check("before", false, room.Usage{})
	d.file(d.ann, "a", "same bytes")
	d.file(d.bob, "b", "same bytes")
	check("twice", true, once)
	d.bury(1)
	check("one was deleted", true, once)
	d.expire(2)
	check("the other has expired", false, once, same.Sum)
	d.file(d.cid, "c", "same bytes")
	d.unlink(same.Sum, same.Sum, bytesOf("unknown").Sum) // as was asked for before it came again
	check("came again before it was forgotten", true, once)
	d.set(3, func(m *room.Message) { m.File = nil })
	check("without files", false, once, same.Sum)
	d.unlink(same.Sum, same.Sum, bytesOf("unknown").Sum)
	check("forgotten", false, room.Usage{})
	d.unlink(same.Sum)
	d.file(d.ann, "d", "same bytes")
	check("came again", true, once)
	if got, err := d.Rooms().Blobs(room.Sum{}, 10); err != nil || len(got) != 1 || got[0] != (room.Content{Sum: same.Sum, Size: same.Size}) {
		t.Errorf("in use are %v, %v", got, err)
	}
}

// Whoever says that the same bytes have another length is mistaken, and nobody
// else pays for it.
func TestSameSumOfAnotherLength(t *testing.T) {
	d := newDesk(t)
	d.file(d.ann, "a", "bytes")
	wrong := bytesOf("bytes")
	wrong.Size++
	err := d.Change(func(tx writeTx) error {
		_, err := tx.AddMessage(room.Message{Room: d.den, At: header(0).At, Author: room.Person{ID: d.bob}, File: &room.File{Name: "b", Content: wrong}})
		return err
	})
	if !errors.Is(err, data.ErrCorrupt) {
		t.Errorf("AddMessage: %v, want %q", err, data.ErrCorrupt)
	}
	sound(t, d.Store)
	if m := d.file(d.bob, "c", "other"); m.Seq != 2 || m.File.ID != 2 {
		t.Errorf("then came message %d with file %d, want 2 and 2", m.Seq, m.File.ID)
	}
}

// A deleted room is left by its files at once, and they are freed with its messages.
func TestFilesOfADeletedRoom(t *testing.T) {
	d := newDesk(t)
	d.file(d.ann, "a", "one")
	d.file(d.ann, "b", "two")
	d.expire(2)
	d.discard(d.den)
	if in, seq, err := d.Rooms().FilePlace(1); in != 0 || seq != 0 || !errors.Is(err, room.ErrNotFound) {
		t.Errorf("file 1 is at %d of room %d, %v; want %q", seq, in, err, room.ErrNotFound)
	}
	for do(t, d.Store, room.Sweep{Header: header(0), Room: d.den}).(room.Swept).More {
		sound(t, d.Store)
	}
	sound(t, d.Store)
	of, in, all, err := d.Rooms().FileUse(d.ann, d.den)
	if err != nil || of != (room.Usage{}) || in != (room.Usage{}) || all != (room.Usage{Files: 2, Bytes: 6}) {
		t.Errorf("left are %v of ann, %v of the room, %v on disk, %v", of, in, all, err)
	}
	unused, err := d.Rooms().Unused(1)
	if err != nil || len(unused) != 1 {
		t.Errorf("one unused blob is %v, %v", unused, err)
	}
	unused, err = d.Rooms().Unused(10)
	if err != nil || len(unused) != 2 {
		t.Errorf("all unused blobs are %v, %v", unused, err)
	}
	d.unlink(unused...)
	d.reopen()
	if s, err := d.Stats(); err != nil || s.Blobs != (room.Usage{}) {
		t.Errorf("on disk is %+v, %v; want nothing", s.Blobs, err)
	}
}

// What has no file takes up no more for it.
func TestMessageWithoutFileHasNoFieldForIt(t *testing.T) {
	d := newDesk(t)
	d.say(room.Message{Text: "hello"})
	d.file(d.ann, "a", "one")
	sound(t, d.Store)
	if err := d.Close(); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(d.dir, "snug.db")
	for seq, want := range map[uint64][]uint64{1: {1, 2, 3, 5}, 2: {1, 2, 3, 5, 18}} {
		err := data.Alter(path, "msgs", data.Key(uint64(d.den), seq), func(fields map[uint64]any) {
			for n := range fields {
				if !slices.Contains(want, n) {
					t.Errorf("message %d has field %d, want %v", seq, n, want)
				}
			}
			if len(fields) != len(want) {
				t.Errorf("message %d has %d fields, want %v", seq, len(fields), want)
			}
		})
		if err != nil {
			t.Fatal(err)
		}
	}
}

// A search looks into the names of files, too, and not from one into the other.
func TestSearchFindsNamesOfFiles(t *testing.T) {
	d := newDesk(t)
	d.file(d.ann, "2026/Report.pdf", "one")
	d.say(room.Message{Text: "the report", File: &room.File{Name: "小.txt", Content: bytesOf("two")}})
	d.say(room.Message{Text: "application/pdf and text/plain"})
	for _, tt := range []struct {
		words []string
		want  string
	}{
		{[]string{"report"}, "[2 1]"},
		{[]string{"report", "pdf"}, "[1]"},
		{[]string{"REPORT", "小"}, "[2]"},
		{[]string{"report小"}, "[]"},
		{[]string{"plain"}, "[3]"},
	} {
		got, err := d.Rooms().Scan(t.Context(), d.den, room.Scan{Words: tt.words, Limit: 10})
		if err != nil || fmt.Sprint(numbers(got.Found)) != tt.want {
			t.Errorf("%q is in %v, %v; want %s", tt.words, numbers(got.Found), err, tt.want)
		}
	}
}
