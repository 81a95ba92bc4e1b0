//go:build unix

package blob_test

import (
	"crypto/rand"
	"crypto/sha256"
	"errors"
	"io"
	"os"
	"path/filepath"
	"syscall"
	"testing"
	"time"

	"snug/data/blob"
	"snug/room"
)

const large = 100 << 20 // bytes of a large file

// packet is how many bytes an SFTP client sends at once.
const packet = 32 << 10

func largeFile(b *testing.B) []byte {
	b.Helper()
	content := make([]byte, large)
	_, _ = rand.Read(content)
	b.SetBytes(large)
	return content
}

// processor returns how long processors have worked for this process.
func processor(b *testing.B) time.Duration {
	b.Helper()
	var used syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &used); err != nil {
		b.Fatal(err)
	}
	return time.Duration(used.Utime.Nano() + used.Stime.Nano())
}

// reportWork reports how long processors have worked for each operation since then.
func reportWork(b *testing.B, since time.Duration) {
	b.Helper()
	b.ReportMetric(float64((processor(b)-since).Microseconds())/1000/float64(b.N), "cpu-ms/op")
}

// BenchmarkKeep takes a large file in as it comes from a client, and removes it.
func BenchmarkKeep(b *testing.B) {
	content := largeFile(b)
	s := open(b, filepath.Join(b.TempDir(), "files"))
	before := processor(b)
	for b.Loop() {
		p, err := s.Begin()
		if err != nil {
			b.Fatal(err)
		}
		for at := 0; at < len(content); at += packet {
			if _, err := p.WriteAt(content[at:at+packet], int64(at)); err != nil {
				b.Fatal(err)
			}
		}
		c, release, err := p.Keep()
		if err != nil {
			b.Fatal(err)
		}
		release()
		if err := s.Remove(c.Sum, func() (bool, error) { return true, nil }); err != nil {
			b.Fatal(err)
		}
	}
	reportWork(b, before)
}

// BenchmarkCopyAndSync is what there is to compare with: the same bytes into a file,
// as cp and sync do it, without a sum.
func BenchmarkCopyAndSync(b *testing.B) {
	content := largeFile(b)
	path := filepath.Join(b.TempDir(), "copy")
	before := processor(b)
	for b.Loop() {
		f, err := os.Create(path)
		if err != nil {
			b.Fatal(err)
		}
		for at := 0; at < len(content); at += packet {
			if _, err := f.Write(content[at : at+packet]); err != nil {
				b.Fatal(err)
			}
		}
		if err := f.Sync(); err != nil {
			b.Fatal(err)
		}
		if err := f.Close(); err != nil {
			b.Fatal(err)
		}
		if err := os.Remove(path); err != nil {
			b.Fatal(err)
		}
	}
	reportWork(b, before)
}

// BenchmarkSum is the least that keeping a file costs a processor.
func BenchmarkSum(b *testing.B) {
	content := largeFile(b)
	before := processor(b)
	for b.Loop() {
		_ = sha256.Sum256(content)
	}
	reportWork(b, before)
}

// BenchmarkOpenAndRead reads a large file as it goes to a client.
func BenchmarkOpenAndRead(b *testing.B) {
	content := largeFile(b)
	s := open(b, filepath.Join(b.TempDir(), "files"))
	c := keep(b, s, content)
	buffer := make([]byte, packet)
	before := processor(b)
	for b.Loop() {
		f, err := s.Open(c.Sum)
		if err != nil {
			b.Fatal(err)
		}
		if n, err := io.CopyBuffer(io.Discard, struct{ io.Reader }{io.NewSectionReader(f, 0, f.Size())}, buffer); n != large || err != nil {
			b.Fatal(n, err)
		}
		if err := f.Close(); err != nil {
			b.Fatal(err)
		}
	}
	reportWork(b, before)
}

// BenchmarkStart opens and sweeps a folder of ten thousand files, as the server does
// when it starts.
func BenchmarkStart(b *testing.B) {
	dir := filepath.Join(b.TempDir(), "files")
	used := make(map[room.Sum]bool)
	for i := range 10_000 {
		content := []byte{byte(i), byte(i >> 8)}
		used[sha256.Sum256(content)] = true
		path := filepath.Join(dir, at(content))
		// Not by the store, which would wait for the disk ten thousand times.
		if err := errors.Join(os.MkdirAll(filepath.Dir(path), 0o700), os.WriteFile(path, content, 0o600)); err != nil {
			b.Fatal(err)
		}
	}
	for b.Loop() {
		s, err := blob.Open(dir, blob.Options{Reserve: 1})
		if err != nil {
			b.Fatal(err)
		}
		if n, _, err := s.Sweep(func(sum room.Sum) (bool, error) { return used[sum], nil }); n != 0 || err != nil {
			b.Fatal(n, err)
		}
		if err := s.Close(); err != nil {
			b.Fatal(err)
		}
	}
}
