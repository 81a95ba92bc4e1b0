package session

import (
	"bytes"
	"errors"
	"io"
	"strings"
	"testing"
	"testing/iotest"
	"testing/synctest"
	"time"
)

// newIntake returns one with the rate of a server that was told nothing, and how
// often it has begun to hold back.
func newIntake(in io.Reader) (*intake, *int) {
	l, held := DefaultLimits(), 0
	return &intake{in: in, rate: l.Input, burst: spanOf(l.InputBurst, l.Input), slow: func() { held++ }}, &held
}

func TestInputBeyondABurstIsReadAtItsRate(t *testing.T) {
	for _, tt := range []struct {
		name string
		size int // bytes
		want time.Duration
		held int
	}{
		{"a key", 1, 0, 0},
		{"a paste", 100 << 10, 0, 0},
		{"the burst", 256 << 10, 0, 0},
		{"a flood", 1 << 20, 12 * time.Second, 1},
		{"a longer one", 4 << 20, 60 * time.Second, 1},
	} {
		t.Run(tt.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				sent := []byte(strings.Repeat("0123456789abcdef", tt.size/16+1)[:tt.size])
				r, held := newIntake(bytes.NewReader(sent))
				began := time.Now()
				buf := make([]byte, 4096)
				var got []byte
				for {
					before := time.Now()
					n, err := r.Read(buf)
					if took := time.Since(before); took >= 50*time.Millisecond {
						t.Fatalf("a read took %v, in which an escape sequence falls apart", took)
					}
					if got = append(got, buf[:n]...); err != nil {
						break
					}
				}
				if !bytes.Equal(got, sent) {
					t.Error("what was read is not what was sent")
				}
				if took := time.Since(began); took < tt.want-100*time.Millisecond || took > tt.want+100*time.Millisecond || *held != tt.held {
					t.Errorf("it took %v and was held back %d times, want %v and %d", took, *held, tt.want, tt.held)
				}
			})
		})
	}
}

func TestInputMayBurstAgainAfterARest(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r, held := newIntake(endless{})
		for range 3 {
			if _, err := io.CopyN(io.Discard, r, 300<<10); err != nil {
				t.Fatal(err)
			}
			time.Sleep(time.Minute)
			began := time.Now()
			if _, err := io.CopyN(io.Discard, r, 200<<10); err != nil || time.Since(began) > 0 {
				t.Errorf("after a rest 200 KiB took %v, %v", time.Since(began), err)
			}
			time.Sleep(time.Minute)
		}
		if *held != 3 {
			t.Errorf("three floods were counted as %d", *held)
		}
	})
}

// TestSingleBytesAreReadTogether: each read is drawn, whatever is in it.
func TestSingleBytesAreReadTogether(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r, held := newIntake(iotest.OneByteReader(endless{}))
		began, reads := time.Now(), 0
		for buf := make([]byte, 4096); time.Since(began) < 10*time.Second; reads++ {
			if _, err := r.Read(buf); err != nil {
				t.Fatal(err)
			}
		}
		if most := (256+10*64)<<10/128 + 1; reads > most || *held != 1 {
			t.Errorf("%d reads of single bytes in 10 s, held back %d times; want %d and once", reads, *held, most)
		}
	})
}

func TestInputOfTheLowestRate(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := &intake{in: endless{}, rate: 1, burst: spanOf(1, 1), slow: func() {}}
		began := time.Now()
		if _, err := io.CopyN(io.Discard, r, 10); err != nil || time.Since(began) > 20*time.Minute {
			t.Errorf("10 bytes took %v, %v", time.Since(began), err)
		}
	})
}

func TestInputEndsWithItsSource(t *testing.T) {
	broken := errors.New("broken")
	r, _ := newIntake(iotest.ErrReader(broken))
	if _, err := r.Read(make([]byte, 10)); !errors.Is(err, broken) {
		t.Errorf("Read = %v", err)
	}
}

// endless is input that does not end.
type endless struct{}

func (endless) Read(p []byte) (int, error) { return len(p), nil }
