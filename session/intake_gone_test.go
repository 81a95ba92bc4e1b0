package session

import (
	"errors"
	"io"
	"testing"
	"testing/synctest"
	"time"
)

// TestWhatIsHeldBackEndsWithTheConnection has a client send two megabytes and hang
// up, which the channel keeps for whoever reads it.
func TestWhatIsHeldBackEndsWithTheConnection(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		gone := make(chan struct{})
		r, _ := newIntake(io.LimitReader(endless{}, 2<<20))
		r.gone = gone
		time.AfterFunc(time.Second, func() { close(gone) })
		began := time.Now()
		_, err := io.Copy(io.Discard, r)
		if took := time.Since(began); err != nil && !errors.Is(err, io.EOF) || took > time.Second {
			t.Errorf("the input ended after %v with %v, and the connection after a second", took, err)
		}
	})
}
