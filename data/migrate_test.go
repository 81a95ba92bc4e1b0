package data_test

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"snug/data"
	"snug/keys"
	"snug/room"
)

// old puts the frozen file of schema 2 into a new directory.
func old(t *testing.T) (dir string, file []byte) {
	t.Helper()
	return frozen(t, 2)
}

// frozen puts the frozen file of a schema into a new directory.
func frozen(t *testing.T, schema uint64) (dir string, file []byte) {
	t.Helper()
	file, err := os.ReadFile(filepath.Join("testdata", fmt.Sprintf("schema%d.db", schema)))
	if err != nil {
		t.Fatal(err)
	}
	dir = t.TempDir()
	put(t, filepath.Join(dir, "snug.db"), file)
	return dir, file
}

func put(t *testing.T, path string, content []byte) {
	t.Helper()
	if err := os.WriteFile(path, content, 0o600); err != nil {
		t.Fatal(err)
	}
}

// upgraded opens and closes a store and returns its file.
func upgraded(t *testing.T, dir string) []byte {
	t.Helper()
	if err := open(t, dir, data.Options{}).Close(); err != nil {
		t.Fatal(err)
	}
	file, err := os.ReadFile(filepath.Join(dir, "snug.db"))
	if err != nil {
		t.Fatal(err)
	}
	return file
}

func names(t *testing.T, dir string) []string {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	var all []string
	for _, e := range entries {
		all = append(all, e.Name())
	}
	return all
}

func TestUpgradeKeepsACopy(t *testing.T) {
	dir, _ := old(t)
	put(t, filepath.Join(dir, "snug.db.copy-123"), []byte("a copy that was never finished"))
	upgraded(t, dir)
	if got, want := names(t, dir), []string{"snug.db", "snug.db.schema2"}; !slices.Equal(got, want) {
		t.Errorf("the directory holds %v, want %v", got, want)
	}
	kept := filepath.Join(dir, "snug.db.schema2")
	if info, err := os.Stat(kept); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("mode of the copy: %v, %v; want 0600", info.Mode(), err)
	}
	if version, err := data.Schema(kept); err != nil || version != 2 {
		t.Errorf("the copy has schema %d, %v; want 2", version, err)
	}
	file, err := os.ReadFile(kept)
	if err != nil {
		t.Fatal(err)
	}

	// Put back, as after a mistake, it is upgraded again, and copied no more.
	put(t, filepath.Join(dir, "snug.db"), file)
	upgraded(t, dir)
	if got, want := names(t, dir), []string{"snug.db", "snug.db.schema2"}; !slices.Equal(got, want) {
		t.Errorf("after a second upgrade of the same the directory holds %v, want %v", got, want)
	}

	// Another file does not replace the copy that is there.
	put(t, filepath.Join(dir, "snug.db"), file)
	put(t, kept, []byte("something else"))
	upgraded(t, dir)
	if got, want := names(t, dir), []string{"snug.db", "snug.db.schema2", "snug.db.schema2.2"}; !slices.Equal(got, want) {
		t.Errorf("beside another copy the directory holds %v, want %v", got, want)
	}
	if again, err := os.ReadFile(kept); err != nil || string(again) != "something else" {
		t.Errorf("the copy that was there is now %d bytes, %v", len(again), err)
	}
}

func TestUpgradeWithoutACopyIsRefused(t *testing.T) {
	dir, _ := old(t)
	path := filepath.Join(dir, "snug.db")
	if err := os.Mkdir(path+".schema2", 0o700); err != nil {
		t.Fatal(err)
	}
	if _, err := data.Open(dir, data.Options{}); err == nil {
		t.Fatal("Open went on without a copy")
	}
	if version, err := data.Schema(path); err != nil || version != 2 {
		t.Errorf("the file has schema %d, %v; want 2", version, err)
	}
}

// An upgrade writes pages that the old schema does not use, syncs them, and then
// writes a page that makes them count. Whichever of them a kill or a power cut
// leaves, the file is of one schema or the other, and the next start gets by.
func TestInterruptedUpgrade(t *testing.T) {
	for from := uint64(2); from < 6; from++ {
		t.Run(fmt.Sprintf("from %d", from), func(t *testing.T) { interrupt(t, from) })
	}
}

// interrupt leaves every part of the pages that the upgrade from a schema to the
// next one writes.
func interrupt(t *testing.T, from uint64) {
	const page = 4096
	dir, _ := frozen(t, from)
	path := filepath.Join(dir, "snug.db")
	// In a compacted file the first to write to it lists the free pages.
	if err := data.SetSchema(path, from); err != nil {
		t.Fatal(err)
	}
	before, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := data.Upgrade(path); err != nil {
		t.Fatal(err)
	}
	after, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	want := state(t, open(t, dir, data.Options{}), 1)

	before = append(bytes.Clone(before), make([]byte, len(after)-len(before))...)
	var written []int // offsets of the pages of the upgrade, without the two that make others count
	for at := 2 * page; at < len(after); at += page {
		if !bytes.Equal(before[at:at+page], after[at:at+page]) {
			written = append(written, at)
		}
	}
	if len(written) < 2 {
		t.Fatalf("the upgrade wrote %d pages; too few to be interrupted between", len(written))
	}
	try := func(name string, file []byte, schema uint64) {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			path := filepath.Join(dir, "snug.db")
			put(t, path, file)
			if version, err := data.Schema(path); err != nil || version != schema {
				t.Errorf("left is schema %d, %v; want %d", version, err, schema)
			}
			s := open(t, dir, data.Options{})
			if got := state(t, s, 1); got != want {
				t.Errorf("got:\n%s\nwant:\n%s", got, want)
			}
			post(t, s, 1, 1, "goes on")
			sound(t, s)
		})
	}
	for n := range len(written) + 1 {
		first, last := bytes.Clone(before), bytes.Clone(before)
		for i := range n {
			at, end := written[i], written[len(written)-1-i]
			copy(first[at:at+page], after[at:])
			copy(last[end:end+page], after[end:])
		}
		try(fmt.Sprintf("the first %d pages", n), first, from)
		try(fmt.Sprintf("the last %d pages", n), last, from)
	}
	torn := bytes.Clone(after)
	for meta := 0; meta < 2*page; meta += page {
		if !bytes.Equal(before[meta:meta+page], after[meta:meta+page]) {
			clear(torn[meta+24 : meta+48]) // half of the last page
		}
	}
	try("half of the last page", torn, from)
	try("all pages", after, from+1)
}

// What schema 3 knows and schema 2 did not say is found in what it held.
func TestUpgradeToRoomsAndPeople(t *testing.T) {
	dir, _ := old(t)
	s := open(t, dir, data.Options{})
	if got, err := s.Rooms().Tombstones(2); err != nil || !slices.Equal(got, []uint64{4}) {
		t.Errorf("tombstones %v, %v; want the fourth", got, err)
	}
	r, err := s.Rooms().Rooms()
	if err != nil || r[1].Owner != 1 || r[1].Members != 3 {
		t.Errorf("the den is %+v, %v; want its maker to own it, and three members", r[1], err)
	}
	for id := keys.AccountID(1); id <= 3; id++ {
		var a keys.Record
		var ring []keys.Key
		err := s.Accounts().View(func(r keys.Reader) (err error) {
			if a, err = r.AccountRecord(id); err != nil {
				return err
			}
			ring, err = r.Keyring(id)
			return err
		})
		if err != nil || len(ring) != 1 || ring[0].Offered || !ring[0].Added.Equal(a.Created) {
			t.Errorf("account %d of %v has keys %+v, %v; want the one of its sign-up", id, a.Created, ring, err)
		}
	}
}

// Messages of before have no file, and those that come may have one.
func TestUpgradeToFiles(t *testing.T) {
	dir, _ := frozen(t, 5)
	s := open(t, dir, data.Options{})
	if n, err := s.Stats(); err != nil || n.Blobs != (room.Usage{}) {
		t.Errorf("files take up %+v, %v", n.Blobs, err)
	}
	h := header(1)
	m := room.Message{ID: h.ID, Room: 2, At: h.At, Author: room.Person{ID: 1}, File: &room.File{Name: "a", Content: bytesOf("bytes")}}
	err := s.Change(func(tx data.WriteTx) error {
		said, err := tx.AddMessage(m)
		if err != nil {
			return err
		}
		return tx.Record(h.ID, room.Outcome{Room: 2, Seq: said.Seq})
	})
	if err != nil {
		t.Fatal(err)
	}
	if got, err := s.Rooms().Files(2, 0, 10); err != nil || len(got) != 1 || got[0].File.ID != 1 {
		t.Errorf("the room has files %v, %v; want one", listed(got), err)
	}
	sound(t, s)
}

// A message that nobody could read before is no reason to lose the others.
func TestUpgradeWithADamagedMessage(t *testing.T) {
	dir, _ := old(t)
	path := filepath.Join(dir, "snug.db")
	if err := data.Damage(path, 2, 2, func(v []byte) []byte { v[0] ^= 1; return v }); err != nil {
		t.Fatal(err)
	}
	s := open(t, dir, data.Options{})
	if got, err := s.Rooms().Tombstones(2); err != nil || !slices.Equal(got, []uint64{4}) {
		t.Errorf("tombstones %v, %v; want the fourth", got, err)
	}
	if _, err := s.Rooms().History(2, room.Range{After: 1, Limit: 10}); !errors.Is(err, data.ErrCorrupt) {
		t.Errorf("History: %v, want %q", err, data.ErrCorrupt)
	}
}

func TestFailedUpgradeLeavesTheOldFile(t *testing.T) {
	dir, _ := old(t)
	path := filepath.Join(dir, "snug.db")
	if err := data.MakeBucket(path, "blocks"); err != nil { // in the way of the upgrade
		t.Fatal(err)
	}
	for range 2 {
		if _, err := data.Open(dir, data.Options{}); !errors.Is(err, data.ErrCorrupt) {
			t.Fatalf("Open: %v, want %q", err, data.ErrCorrupt)
		}
	}
	if version, err := data.Schema(path); err != nil || version != 2 {
		t.Errorf("the file has schema %d, %v; want 2", version, err)
	}
	if got, want := names(t, dir), []string{"snug.db", "snug.db.schema2"}; !slices.Equal(got, want) {
		t.Errorf("after two attempts the directory holds %v, want %v", got, want)
	}
}
