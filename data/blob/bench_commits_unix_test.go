//go:build unix

package blob_test

import (
	"crypto/sha256"
	"fmt"
	"math"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"snug/data"
	"snug/data/blob"
	"snug/keys"
	"snug/room"
)

// BenchmarkCommits says something 200 times a second while a large file comes in
// again and again, as fast as the disk takes it, and reports how long people wait
// for the store. An operation is one message.
func BenchmarkCommits(b *testing.B) {
	b.Run("alone", func(b *testing.B) { commits(b, nil) })
	for _, every := range []int64{256 << 10, 1 << 20, blob.SyncEvery, 4 << 20, 8 << 20, math.MaxInt64} {
		name := fmt.Sprintf("beside a file/sync=%dKiB", every>>10)
		if every == math.MaxInt64 {
			name = "beside a file/sync=end"
		}
		b.Run(name, func(b *testing.B) {
			s := openWith(b, filepath.Join(b.TempDir(), "files"), blob.Options{Reserve: 1}.WithSync(every))
			commits(b, s)
		})
	}
}

func commits(b *testing.B, s *blob.Store) {
	store, err := data.Open(b.TempDir(), data.Options{})
	if err != nil {
		b.Fatal(err)
	}
	defer func() { _ = store.Close() }()
	out, err := store.Accounts().Do(b.Context(), keys.SignUp{
		Header: keys.Header{ID: room.NewCommandID(), At: time.Now()},
		Key:    keys.Key{Fingerprint: sha256.Sum256([]byte("ann"))}, Name: "ann",
	})
	if err != nil {
		b.Fatal(err)
	}
	stop, stopped, copies := make(chan struct{}), make(chan error, 1), 0
	go func() {
		var err error
		for content := make([]byte, large); s != nil && err == nil; copies++ {
			content[0], content[1] = byte(copies), byte(copies>>8)
			err = comeIn(s, content, stop)
		}
		stopped <- err
	}()
	var waits []time.Duration
	tick := time.NewTicker(5 * time.Millisecond)
	defer tick.Stop()
	b.ResetTimer()
	for range b.N {
		<-tick.C
		before := time.Now()
		c := room.Post{Header: room.Header{ID: room.NewCommandID(), By: room.UserID(out.Account.ID), At: before}, Room: 1, Text: "hello"}
		if _, err := store.Rooms().Do(b.Context(), c); err != nil {
			b.Fatal(err)
		}
		waits = append(waits, time.Since(before))
	}
	b.StopTimer()
	close(stop)
	if err := <-stopped; err != nil && err != errStopped {
		b.Fatal(err)
	}
	slices.Sort(waits)
	for _, q := range []struct {
		unit string
		part int
	}{{"p50-ms", 50}, {"p99-ms", 99}} {
		b.ReportMetric(float64(waits[len(waits)*q.part/100].Microseconds())/1000, q.unit)
	}
	b.ReportMetric(float64(waits[len(waits)-1].Microseconds())/1000, "max-ms")
	b.ReportMetric(float64(copies*large>>20)/b.Elapsed().Seconds(), "MiB/s")
}

var errStopped = fmt.Errorf("stopped")

// comeIn takes a file in and removes it, unless it is stopped.
func comeIn(s *blob.Store, content []byte, stop <-chan struct{}) error {
	p, err := s.Begin()
	if err != nil {
		return err
	}
	for at := 0; at < len(content); at += packet {
		select {
		case <-stop:
			_ = p.Drop()
			return errStopped
		default:
		}
		if _, err := p.WriteAt(content[at:at+packet], int64(at)); err != nil {
			return err
		}
	}
	c, release, err := p.Keep()
	if err != nil {
		return err
	}
	release()
	return s.Remove(c.Sum, func() (bool, error) { return true, nil })
}
