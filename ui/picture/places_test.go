package picture_test

import (
	"bytes"
	"context"
	"errors"
	"io"
	"testing"
	"testing/synctest"
	"time"

	"snug/ui/picture"
)

// stuck reads nothing behind the first 32 KiB until it is released.
type stuck struct {
	io.ReaderAt
	until chan struct{}
}

func (s stuck) ReadAt(p []byte, off int64) (int, error) {
	if off > 0 {
		<-s.until
	}
	return s.ReaderAt.ReadAt(p, off)
}

func TestTwoAreDecodedAtATime(t *testing.T) {
	file := pngOf(t, noise(200, 200))
	synctest.Test(t, func(t *testing.T) {
		release, ended := make(chan struct{}), make(chan error)
		for range 2 {
			go func() {
				_, err := picture.Decode(t.Context(), stuck{bytes.NewReader(file), release}, int64(len(file)))
				ended <- err
			}()
		}
		synctest.Wait()
		ctx, cancel := context.WithTimeout(t.Context(), time.Second)
		defer cancel()
		if _, err := picture.Decode(ctx, bytes.NewReader(file), int64(len(file))); !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("a third was decoded: %v", err)
		}
		close(release)
		for range 2 {
			if err := <-ended; err != nil {
				t.Error(err)
			}
		}
		if _, err := decode(t, file); err != nil {
			t.Errorf("no place was given back: %v", err)
		}
	})
}

func TestReadingEndsAfterTwoSeconds(t *testing.T) {
	file := pngOf(t, noise(200, 200))
	synctest.Test(t, func(t *testing.T) {
		start := time.Now()
		_, err := picture.Decode(t.Context(), slow{bytes.NewReader(file)}, int64(len(file)))
		if took := time.Since(start); !errors.Is(err, picture.ErrSlow) || took > 4*time.Second {
			t.Errorf("%v after %v", err, took)
		}
	})
}

// slow takes a second for each read behind the first 32 KiB.
type slow struct{ io.ReaderAt }

func (s slow) ReadAt(p []byte, off int64) (int, error) {
	if off > 0 {
		time.Sleep(time.Second)
	}
	return s.ReaderAt.ReadAt(p, off)
}
