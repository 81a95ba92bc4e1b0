package screen_test

import (
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	tea "charm.land/bubbletea/v2"

	"snug/ui/screen"
)

// TestWhatFillsAReadWaitsForTheRest types what is as long as a reader's first read, and
// longer: a paste without brackets is one, however long it is, and nothing is lost or
// kept back where nothing follows.
func TestWhatFillsAReadWaitsForTheRest(t *testing.T) {
	lines := func(n int) string { return strings.Repeat("a line of some words\r", n/21) + strings.Repeat("x", n%21) }
	for _, tt := range []struct {
		name   string
		in     []string // in what pieces it comes
		pastes []int    // how long those are that it is taken for
	}{
		{"a paste that is shorter", []string{lines(255)}, []int{255}},
		{"a paste that fills it", []string{lines(256)}, []int{256}},
		{"a paste that is longer", []string{lines(257)}, []int{257}},
		{"a screenful", []string{lines(4096)}, []int{4096}},
		{"a paste of one long line and a short one", []string{strings.Repeat("x", 300) + "\ryes\r"}, []int{305}},
		{"a paste in two pieces", []string{lines(256), lines(100)}, []int{256, 100}},
		{"letters that fill it", []string{strings.Repeat("x", 256)}, nil},
		{"letters that fill it twice", []string{strings.Repeat("x", 512)}, nil},
	} {
		t.Run(tt.name, func(t *testing.T) {
			bubble(t, func(t *testing.T) {
				m := &fake{}
				s := run(t, m, nil)
				for _, in := range tt.in {
					s.key(in)
					time.Sleep(50 * time.Millisecond) // of the bubble
				}
				synctest.Wait()
				s.cancel(nil)
				_ = s.end(t)
				var pastes []int
				for _, msg := range m.seen {
					if p, is := msg.(screen.Paste); is {
						pastes = append(pastes, len(p.Text))
					}
				}
				if !slices.Equal(pastes, tt.pastes) {
					t.Errorf("pastes of %d bytes, want %d", pastes, tt.pastes)
				}
				if want := strings.ReplaceAll(strings.Join(tt.in, ""), "\r", "\n"); m.typed != want {
					t.Errorf("typed %d bytes, want %d: %.60q", len(m.typed), len(want), m.typed)
				}
			})
		})
	}
}

// TestASequenceGoesOnInAReadThatIsFilled has the rest of an arrow key come with so much
// else that more of it is waited for, while the time for that rest runs out.
func TestASequenceGoesOnInAReadThatIsFilled(t *testing.T) {
	bubble(t, func(t *testing.T) {
		m := &fake{}
		s := run(t, m, nil)
		s.key("\x1b")
		time.Sleep(49 * time.Millisecond) // of the bubble
		s.key("[" + strings.Repeat("A", 255))
		time.Sleep(5 * time.Millisecond)
		if out, _ := s.taken(); strings.Contains(out, "A") {
			t.Errorf("shown %.99q before the rest could come", out)
		}
		time.Sleep(20 * time.Millisecond)
		synctest.Wait()
		s.cancel(nil)
		_ = s.end(t)
		var up []tea.Msg
		for _, msg := range m.seen {
			if k, is := msg.(tea.KeyPressMsg); is && k.Code == tea.KeyUp {
				up = append(up, msg)
			}
		}
		if len(up) != 1 || m.typed != strings.Repeat("A", 254) {
			t.Errorf("arrows: %v, typed %d letters; want one, and 254", up, len(m.typed))
		}
	})
}
