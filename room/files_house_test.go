package room_test

import (
	"bytes"
	"context"
	"errors"
	"io"
	"strings"
	"testing"

	"snug/room"
	"snug/room/roomtest"
)

// An archive is a house that keeps files, in memory.
type archive struct {
	*house
	blobs *roomtest.Blobs
}

func openArchive(t testing.TB) *archive {
	return openArchiveWith(t, func(s room.Store) room.Store { return s })
}

func openArchiveWith(t testing.TB, between func(room.Store) room.Store) *archive {
	t.Helper()
	a := &archive{house: openHouseWith(t, between), blobs: roomtest.NewBlobs()}
	a.use(a.blobs)
	return a
}

// openArchiveOver lets a test stand between the broker and the blobs.
func openArchiveOver(t testing.TB, between func(*roomtest.Blobs) room.Blobs) *archive {
	t.Helper()
	a := &archive{house: openHouse(t), blobs: roomtest.NewBlobs()}
	a.use(between(a.blobs))
	return a
}

func (a *archive) use(b room.Blobs) {
	a.t.Helper()
	if err := a.UseBlobs(b); err != nil {
		a.t.Fatal(err)
	}
}

// begin begins an upload of a file whose size is not declared.
func (a *archive) begin(by room.Person, in room.ID, name string) *room.Upload {
	a.t.Helper()
	u, err := a.Upload(a.t.Context(), by.ID, in, room.Offer{Name: name, Size: -1})
	if err != nil {
		a.t.Fatal(err)
	}
	a.t.Cleanup(func() { u.Abort(nil) })
	return u
}

// write writes to an upload, which must take it.
func write(t testing.TB, u *room.Upload, content string, off int64) {
	t.Helper()
	if n, err := u.WriteAt([]byte(content), off); n != len(content) || err != nil {
		t.Fatalf("wrote %d of %d bytes, %v", n, len(content), err)
	}
}

// put puts a file into a room.
func (a *archive) put(by room.Person, in room.ID, name, content string) *room.Message {
	a.t.Helper()
	m, err := a.tryPut(a.t.Context(), by, in, room.Offer{Name: name, Size: -1}, content)
	if err != nil {
		a.t.Fatal(err)
	}
	return m
}

func (a *archive) tryPut(ctx context.Context, by room.Person, in room.ID, o room.Offer, content string) (*room.Message, error) {
	u, err := a.Upload(ctx, by.ID, in, o)
	if err != nil {
		return nil, err
	}
	_, written := u.WriteAt([]byte(content), 0)
	m, err := u.Close()
	if written != nil && err == nil {
		err = errors.New("what was not written was announced")
	}
	return m, err
}

// read returns what is in a file, for somebody.
func (a *archive) read(by room.UserID, id room.FileID) (string, error) {
	d, err := a.OpenFile(a.t.Context(), by, id)
	if err != nil {
		return "", err
	}
	var got bytes.Buffer
	_, err = io.Copy(&got, io.NewSectionReader(d, 0, d.Message.File.Size))
	if closed := d.Close(); err == nil {
		err = closed
	}
	return got.String(), err
}

// names returns what the files of a room are called, the newest first.
func (a *archive) names(by room.UserID, in room.ID) string {
	a.t.Helper()
	list, err := a.Files(a.t.Context(), by, in, 0, 100)
	if err != nil {
		a.t.Fatal(err)
	}
	var names []string
	for _, m := range list {
		names = append(names, m.File.Name)
	}
	return strings.Join(names, " ")
}

// holds fails unless there are so many blobs, and nothing is under way.
func (a *archive) holds(want int) {
	a.t.Helper()
	if kept, held, spools := a.blobs.Count(); kept != want || held != 0 || spools != 0 {
		a.t.Errorf("there are %d blobs, %d of them held, and %d spools; want %d, 0, 0", kept, held, spools, want)
	}
	if a.Transfers() != 0 {
		a.t.Errorf("the broker still knows of %d transfers", a.Transfers())
	}
}
