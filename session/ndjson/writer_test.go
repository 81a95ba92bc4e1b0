package ndjson_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"testing/synctest"

	"snug/session/ndjson"
)

// A held writer takes a write when it is let.
type held struct {
	let    chan struct{}
	writes []string
	fails  error
	panics bool
}

// Write implements [io.Writer].
func (h *held) Write(p []byte) (int, error) {
	<-h.let
	if h.panics {
		panic("as asked")
	}
	if h.fails != nil {
		return 0, h.fails
	}
	h.writes = append(h.writes, string(p))
	return len(p), nil
}

func TestWriterGathersWhileAWriteIsUnderWay(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		h := &held{let: make(chan struct{})}
		w := ndjson.NewWriter(h, 10)
		ran := make(chan error, 1)
		go func() { ran <- w.Run() }()
		put := 0
		go func() {
			for n := range 6 {
				if err := w.Put(t.Context(), fmt.Appendf(nil, "line%d\n", n)); err != nil {
					t.Error(err)
				}
				put++
			}
			w.Close()
		}()
		synctest.Wait()
		if put < 3 || put > 4 { // one or two on their way; then 6 bytes, and the 6 that go beyond 10
			t.Errorf("%d lines were put while nothing was written", put)
		}
		close(h.let)
		if err := <-ran; err != nil {
			t.Error(err)
		}
		if all := strings.Join(h.writes, ""); all != "line0\nline1\nline2\nline3\nline4\nline5\n" || len(h.writes) > 4 {
			t.Errorf("written was %q", h.writes)
		}
		if err := w.Put(t.Context(), []byte("more\n")); !errors.Is(err, ndjson.ErrClosed) {
			t.Errorf("behind the end Put is %v", err)
		}
	})
}

func TestPutWaitsNoLongerThanItsContext(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := ndjson.NewWriter(new(held), 1) // nothing runs
		ctx, cancel := context.WithCancel(t.Context())
		if err := w.Put(ctx, []byte("one\n")); err != nil {
			t.Error(err)
		}
		ended := make(chan error)
		go func() { ended <- w.Put(ctx, []byte("two\n")) }()
		synctest.Wait()
		cancel()
		if err := <-ended; !errors.Is(err, context.Canceled) {
			t.Errorf("Put is %v", err)
		}
	})
}

func TestPutLearnsThatNothingCanBeWritten(t *testing.T) {
	gone := errors.New("gone")
	for name, h := range map[string]*held{
		"a write fails":  {let: make(chan struct{}), fails: gone},
		"a write panics": {let: make(chan struct{}), panics: true},
	} {
		t.Run(name, func(t *testing.T) {
			close(h.let)
			w := ndjson.NewWriter(h, 1)
			ran := make(chan struct{})
			go func() {
				defer close(ran)
				defer func() { _ = recover() }()
				_ = w.Run()
			}()
			var err error
			for range 3 { // the first may still be gathered
				err = errors.Join(err, w.Put(t.Context(), []byte("line\n")))
			}
			<-ran
			if h.fails != nil && !errors.Is(err, gone) || err == nil {
				t.Errorf("Put is %v", err)
			}
		})
	}
}
