package room_test

import (
	"errors"
	"fmt"
	"runtime"
	"testing"

	"snug/room"
	"snug/room/roomtest"
)

// endlessBlobs take and give bytes without keeping them, so that what is measured is
// what is around.
type endlessBlobs struct{ *roomtest.Blobs }

type endless struct {
	room.Spool
	size int64
}

func (b endlessBlobs) Begin() (room.Spool, error) {
	s, err := b.Blobs.Begin()
	return &endless{Spool: s}, err
}

func (e *endless) WriteAt(p []byte, off int64) (int, error) {
	e.size = max(e.size, off+int64(len(p)))
	return len(p), nil
}

func (e *endless) Size() int64 { return e.size }

func (b endlessBlobs) Open(s room.Sum) (room.Blob, error) {
	is, err := b.Blobs.Open(s)
	return endlessBlob{is}, err
}

type endlessBlob struct{ room.Blob }

func (endlessBlob) ReadAt(p []byte, _ int64) (int, error) { return len(p), nil }

// openEndless opens a house in which somebody is in many rooms.
func openEndless(tb testing.TB) (a *archive, ana room.Person) {
	a = openArchiveOver(tb, func(b *roomtest.Blobs) room.Blobs { return endlessBlobs{b} })
	ana = a.person("ana")
	for n := range 20 {
		a.create(ana, fmt.Sprint("number-", 10+n))
	}
	return a, ana
}

const piece = 32 << 10

// Whatever comes and goes, what the broker uses for it stays the same.
func TestTransfersNeedNoMemoryForTheirBytes(t *testing.T) {
	a, ana := openEndless(t)
	u := a.begin(ana, a.lobby(), "x")
	d := a.open(ana.ID, a.put(ana, a.lobby(), "y", "y").File.ID)
	p := make([]byte, piece)
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	pieces := 0
	for ; pieces < 25<<20/piece; pieces++ {
		_, err := u.WriteAt(p, int64(pieces)*piece)
		_, read := d.ReadAt(p, 0)
		if err := errors.Join(err, read); err != nil {
			t.Fatal(err)
		}
	}
	runtime.ReadMemStats(&after)
	if n := after.TotalAlloc - before.TotalAlloc; n > uint64(pieces)*1024 {
		t.Errorf("%d pieces allocated %d bytes", pieces, n)
	}
}

// What is asked with each piece of a file.
func BenchmarkDownloadReadAt(b *testing.B) {
	a, ana := openEndless(b)
	d := a.open(ana.ID, a.put(ana, a.lobby(), "y", "y").File.ID)
	p := make([]byte, piece)
	b.ReportAllocs()
	for b.Loop() {
		if _, err := d.ReadAt(p, 0); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkUploadWriteAt(b *testing.B) {
	a, ana := openEndless(b)
	u := a.begin(ana, a.lobby(), "x")
	p := make([]byte, piece)
	n := int64(0)
	b.ReportAllocs()
	for b.Loop() {
		if _, err := u.WriteAt(p, n%700*piece); err != nil {
			b.Fatal(err)
		}
		n++
	}
}

// A whole small file, from the first question to the message on disk.
func BenchmarkUploadSmallFile(b *testing.B) {
	a, ana := openEndless(b)
	for b.Loop() {
		a.put(ana, a.lobby(), "x", "bytes")
	}
}

func BenchmarkOpenFile(b *testing.B) {
	a, ana := openEndless(b)
	id := a.put(ana, a.lobby(), "y", "y").File.ID
	b.ReportAllocs()
	for b.Loop() {
		d, err := a.OpenFile(b.Context(), ana.ID, id)
		if err != nil {
			b.Fatal(err)
		}
		if err := d.Close(); err != nil {
			b.Fatal(err)
		}
	}
}
