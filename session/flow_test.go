package session

import (
	"testing"
	"testing/synctest"
	"time"
)

// A reader takes so many bytes a second of what a flow lets through, and answers
// each question when it comes to it.
type reader struct {
	flow flow
	rate int // bytes a second
	most int // that were under way at once
}

// reads sends n bytes to a reader, and returns how long the longest piece had to
// wait.
func (r *reader) reads(t *testing.T, n int) (longest time.Duration) {
	t.Helper()
	never := make(chan struct{})
	started := time.Now()
	total := 0
	for n > 0 {
		since := time.Now()
		piece := r.flow.await(never, n)
		longest = max(longest, time.Since(since))
		n, total = n-piece, total+piece
		if r.flow.passed(piece) && r.flow.askOnce() {
			r.answers(started, total)
		}
		read := int(time.Since(started).Seconds() * float64(r.rate))
		r.most = max(r.most, total-read)
	}
	return longest
}

// answers answers a question behind so many bytes when they are read, and those
// that follow from that.
func (r *reader) answers(started time.Time, behind int) {
	read := time.Duration(float64(behind) / float64(r.rate) * float64(time.Second))
	time.AfterFunc(max(read-time.Since(started), 0), func() {
		if r.flow.answered() && r.flow.askOnce() {
			r.answers(started, int(r.flow.asked))
		}
	})
}

func TestWhatIsUnderWay(t *testing.T) {
	for _, tt := range []struct {
		name          string
		rate, bytes   int
		most, longest int // bytes and seconds
	}{
		{"1 KB/s", 1000, 60_000, firstUnderWay, 5},
		{"half of that", 500, 30_000, firstUnderWay, 9},
		{"10 KB/s", 10_000, 400_000, 60_000, 5},
		{"fast", 50_000_000, 100_000_000, 3 << 20, 1},
	} {
		t.Run(tt.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				r := reader{rate: tt.rate}
				longest := r.reads(t, tt.bytes)
				t.Logf("%d bytes were under way, and a piece waited %s", r.most, longest)
				if r.most > tt.most || longest > time.Duration(tt.longest)*time.Second {
					t.Errorf("%d bytes were under way, and a piece waited %s; want at most %d and %d s", r.most, longest, tt.most, tt.longest)
				}
				time.Sleep(time.Minute) // until the last answer
			})
		})
	}
}

// TestTheEndOfAConnectionEndsTheWait has nobody answer.
func TestTheEndOfAConnectionEndsTheWait(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var f flow
		ended := make(chan struct{})
		time.AfterFunc(time.Second, func() { close(ended) })
		for sent := 0; ; {
			n := f.await(ended, 1<<20)
			if n == 0 {
				break
			}
			if f.passed(n); f.askOnce() {
				continue
			}
			if sent += n; sent > 2*firstUnderWay {
				t.Fatalf("%d bytes were sent to somebody who does not answer", sent)
			}
		}
	})
}
