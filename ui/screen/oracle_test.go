package screen_test

import (
	"bytes"
	"context"
	"fmt"
	"testing"
	"testing/synctest"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"
	"github.com/charmbracelet/x/ansi"

	"snug/text"
	"snug/ui/screen"
)

var methods = []struct {
	name string
	m    text.Method
}{{"code points", text.WcWidth}, {"clusters", text.Grapheme}}

// viewer is a Bubble Tea program that shows the frame it was last sent.
type viewer struct {
	frame  *screen.Frame
	method text.Method
}

func (v *viewer) Init() tea.Cmd { return nil }

func (v *viewer) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	if f, ok := msg.(*screen.Frame); ok {
		v.frame = f
	}
	return v, nil
}

func (v *viewer) View() tea.View {
	if v.frame == nil {
		return tea.View{AltScreen: true}
	}
	return v.frame.View(v.method)
}

// TestPainterShowsWhatBubbleTeaShows draws random scripts through Bubble Tea's
// own renderer and through the painter and compares every cell and the cursor
// after every step.
func TestPainterShowsWhatBubbleTeaShows(t *testing.T) {
	for _, method := range methods {
		for seed := range uint64(8) {
			t.Run(fmt.Sprintf("%s/%d", method.name, seed), func(t *testing.T) {
				synctest.Test(t, func(t *testing.T) { comparePaints(t, seed, method.m, 50) })
			})
		}
	}
}

func comparePaints(t *testing.T, seed uint64, m text.Method, steps int) {
	s := newScript(seed, m)
	theirs := newTerminal(t, s.cols, s.rows, m)
	ours := newTerminal(t, s.cols, s.rows, m)
	_, _ = ours.Write(screen.Enter(screen.Caps{}, "xterm"))
	painter := screen.NewPainter(screen.Caps{Method: m, Synced: seed%2 == 0})

	ctx, cancel := context.WithCancel(t.Context())
	p := tea.NewProgram(&viewer{method: m}, tea.WithContext(ctx), tea.WithoutSignalHandler(),
		tea.WithInput(nil), tea.WithOutput(theirs), tea.WithFPS(120),
		tea.WithWindowSize(s.cols, s.rows), tea.WithColorProfile(colorprofile.TrueColor),
		tea.WithEnvironment([]string{"TERM=xterm-256color"}))
	done := make(chan struct{})
	go func() { defer close(done); _, _ = p.Run() }()
	defer func() { cancel(); <-done }()
	synctest.Wait()
	if m == text.Grapheme {
		p.Send(tea.ModeReportMsg{Mode: ansi.ModeUnicodeCore, Value: ansi.ModeReset})
	}

	for step := range steps {
		before := *s
		s.step()
		if s.cols != before.cols || s.rows != before.rows {
			theirs.Resize(s.cols, s.rows)
			ours.Resize(s.cols, s.rows)
			p.Send(tea.WindowSizeMsg{Width: s.cols, Height: s.rows})
		}
		f := s.frame()
		p.Send(f)
		time.Sleep(50 * time.Millisecond) // of the bubble's own clock: frames are due
		synctest.Wait()
		ours.raw.Reset()
		_, _ = ours.Write(painter.Paint(f))

		if d := diff(ours.shot(), theirs.shot()); d != "" {
			t.Fatalf("step %d, %dx%d: painter and Bubble Tea differ\n%s\npainted %q",
				step, s.cols, s.rows, d, ours.raw.String())
		}
		if f.Title != "" && ours.title != theirs.title {
			t.Fatalf("step %d: title %q, want %q", step, ours.title, theirs.title)
		}
	}
}

// TestPatchingEqualsRedrawing plays scripts into one terminal by patches and
// into a fresh one for each frame.
func TestPatchingEqualsRedrawing(t *testing.T) {
	for _, method := range methods {
		for seed := range uint64(8) {
			t.Run(fmt.Sprintf("%s/%d", method.name, seed), func(t *testing.T) {
				s := newScript(100+seed, method.m)
				caps := screen.Caps{Method: method.m}
				kept := newTerminal(t, s.cols, s.rows, method.m)
				painter := screen.NewPainter(caps)
				cols, rows := 0, 0
				for step := range 80 {
					s.step()
					f := s.frame()
					resized := s.cols != cols || s.rows != rows
					if cols, rows = s.cols, s.rows; resized {
						kept.Resize(cols, rows)
					}
					b := painter.Paint(f)
					if bytes.Contains(b, []byte("\x1b[2J")) != resized {
						t.Fatalf("step %d: cleared the screen: %v, resized: %v", step, !resized, resized)
					}
					_, _ = kept.Write(b)
					if again := painter.Paint(s.frame()); again != nil {
						t.Fatalf("step %d: painting the same frame again wrote %q", step, again)
					}
					fresh := newTerminal(t, cols, rows, method.m)
					_, _ = fresh.Write(screen.NewPainter(caps).Paint(f))
					if d := diff(kept.shot(), fresh.shot()); d != "" {
						t.Fatalf("step %d: patched and redrawn screens differ\n%s\npainted %q", step, d, b)
					}
				}
			})
		}
	}
}
