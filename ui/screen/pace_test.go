package screen_test

import (
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"

	tea "charm.land/bubbletea/v2"
)

// since is when a model has pulled, counted from start.
func (m *fake) since(start time.Time) []time.Duration {
	var at []time.Duration
	for _, t := range m.pulled {
		at = append(at, t.Sub(start))
	}
	return at
}

func TestTheFirstChangeIsPulledAtOnceAndTheRestIsGathered(t *testing.T) {
	const ms = time.Millisecond
	tests := []struct {
		name  string
		rings []time.Duration
		want  []time.Duration
	}{
		{"one", []time.Duration{0}, []time.Duration{0}},
		{"two", []time.Duration{0, 10 * ms}, []time.Duration{0, 33 * ms}},
		{"three at once", []time.Duration{0, 10 * ms, 10 * ms, 20 * ms}, []time.Duration{0, 33 * ms}},
		{"slow ones", []time.Duration{0, 50 * ms, 100 * ms}, []time.Duration{0, 50 * ms, 100 * ms}},
		{"traffic that lasts", []time.Duration{0, 10 * ms, 40 * ms, 90 * ms}, []time.Duration{0, 33 * ms, 82500 * time.Microsecond, 156750 * time.Microsecond}},
		{"quiet again", []time.Duration{0, 10 * ms, time.Second, time.Second + 10*ms}, []time.Duration{0, 33 * ms, time.Second, time.Second + 33*ms}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			bubble(t, func(t *testing.T) {
				m := &fake{}
				s := run(t, m, nil)
				start := time.Now()
				for _, at := range tt.rings {
					time.Sleep(time.Until(start.Add(at)))
					m.ring()
				}
				time.Sleep(second)
				synctest.Wait()
				if diff := cmp.Diff(tt.want, m.since(start)); diff != "" {
					t.Errorf("pulled at (-want +got):\n%s", diff)
				}
				s.cancel(nil)
				_ = s.end(t)
			})
		})
	}
}

// Under traffic that never stops there are ten frames a second, and keys are shown
// between them.
func TestTrafficThatNeverStopsHoldsNoKeyUp(t *testing.T) {
	bubble(t, func(t *testing.T) {
		m := &fake{}
		s := run(t, m, nil)
		for range 2000 {
			m.ring()
			time.Sleep(time.Millisecond)
		}
		start := time.Now()
		s.key("x")
		if m.typed != "x" || time.Since(start) != 0 {
			t.Errorf("after %v %q was typed", time.Since(start), m.typed)
		}
		if n := len(m.pulled); n < 19 || n > 24 {
			t.Errorf("2 s of traffic were pulled %d times", n)
		}
		s.cancel(nil)
		_ = s.end(t)
	})
}

// Where each frame takes longer than there is between two of them, on a slow line or a
// busy machine, keys and what commands have come to are shown between them as well.
func TestFramesThatTakeLongHoldNoKeyUp(t *testing.T) {
	bubble(t, func(t *testing.T) {
		m := &fake{}
		m.on = func(msg tea.Msg) tea.Cmd {
			if _, is := msg.(pulledMsg); is {
				time.Sleep(50 * time.Millisecond) // of the bubble
				m.rung.Store(true)
			}
			return nil
		}
		s := run(t, m, nil)
		m.ring()
		time.Sleep(second)
		s.key("x")
		time.Sleep(200 * time.Millisecond)
		synctest.Wait()
		if m.typed != "x" {
			t.Errorf("four frames later %q was typed", m.typed)
		}
		s.cancel(nil)
		_ = s.end(t)
	})
}

// What has rung while a model could not hear it is pulled when it can.
func TestWhatRingsWhileNothingIsHeardIsPulledLater(t *testing.T) {
	bubble(t, func(t *testing.T) {
		m := &fake{}
		m.on = func(msg tea.Msg) tea.Cmd {
			switch k, _ := msg.(tea.KeyPressMsg); k.Text {
			case "d":
				m.deaf = true
			case "h":
				m.deaf = false
			}
			return nil
		}
		s := run(t, m, nil)
		start := time.Now()
		m.ring()
		m.ring() // is heard, and to be pulled with the next frame
		s.key("d")
		time.Sleep(second)
		s.key("h")
		if diff := cmp.Diff([]time.Duration{0, second}, m.since(start)); diff != "" {
			t.Errorf("pulled at (-want +got):\n%s", diff)
		}
		s.cancel(nil)
		_ = s.end(t)
	})
}
