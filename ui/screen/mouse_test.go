package screen_test

import (
	"errors"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"snug/ui/screen"
)

const (
	mouseOn  = "\x1b[?1000h\x1b[?1006h"
	mouseOff = "\x1b[?1006l\x1b[?1000l"
)

// mousy is a fake that wants the mouse between "m" and "n".
func mousy() *fake {
	m := &fake{}
	m.on = func(msg tea.Msg) tea.Cmd {
		switch msg := msg.(type) {
		case tea.KeyPressMsg:
			m.mouse = (m.mouse || msg.Text == "m") && msg.Text != "n"
			if msg.Text == "r" {
				return screen.Redraw
			}
			if msg.Text == "!" {
				panic("boom")
			}
		case tea.MouseMsg:
			m.typed += msg.String()
		}
		return nil
	}
	return m
}

func TestMouseFollowsTheFrame(t *testing.T) {
	bubble(t, func(t *testing.T) {
		m := mousy()
		s := run(t, m, nil)
		if out, _ := s.taken(); strings.Contains(out, "\x1b[?1000") {
			t.Errorf("the mouse was touched at the start: %q", out)
		}
		s.key("\x1b[<0;3;4M")
		for _, step := range []struct {
			key     string
			on, off int
		}{{"m", 1, 0}, {"x", 0, 0}, {"r", 1, 0}, {"n", 0, 1}, {"x", 0, 0}, {"r", 0, 0}} {
			s.key(step.key)
			out, _ := s.taken()
			if on, off := strings.Count(out, mouseOn), strings.Count(out, mouseOff); on != step.on || off != step.off {
				t.Errorf("after %q the mouse went on %d times and off %d times: %q", step.key, on, off, out)
			}
		}
		s.key("\x1b[<64;3;4M")
		if m.typed != "mxrnxr" {
			t.Errorf("the model was given clicks it had not asked for: %q", m.typed)
		}
		s.cancel(nil)
		_ = s.end(t)
	})
}

func TestMouseReportsReachTheModel(t *testing.T) {
	bubble(t, func(t *testing.T) {
		m := mousy()
		s := run(t, m, nil)
		s.key("m")
		m.seen = nil
		s.key("\x1b[<0;40;6M\x1b[<0;40;6m\x1b[<65;1;1M")
		s.key("\x1b[<0;41;6M\x1b[<0;40;7M\x1b[<0;0;0M\x1b[<0;99999999999;1M") // beside the screen
		if len(m.seen) != 2 {
			t.Fatalf("the model got %v", m.seen)
		}
		if c, ok := m.seen[0].(tea.MouseClickMsg); !ok || c.X != 39 || c.Y != 5 || c.Button != tea.MouseLeft {
			t.Errorf("the click is %#v", m.seen[0])
		}
		if w, ok := m.seen[1].(tea.MouseWheelMsg); !ok || w.X != 0 || w.Y != 0 || w.Button != tea.MouseWheelDown {
			t.Errorf("the wheel is %#v", m.seen[1])
		}
		s.cancel(nil)
		_ = s.end(t)
	})
}

// However a program ends, every mode that was switched on is off again.
func TestAllModesAreResetHoweverItEnds(t *testing.T) {
	for _, tt := range []struct {
		name string
		end  func(*session)
	}{
		{"quit", func(s *session) { s.in <- []byte("\x03") }},
		{"end of input", func(s *session) { close(s.in) }},
		{"cancelled", func(s *session) { s.cancel(errors.New("kicked")) }},
		{"panic", func(s *session) { s.in <- []byte("!") }},
	} {
		t.Run(tt.name, func(t *testing.T) {
			bubble(t, func(t *testing.T) {
				s := run(t, mousy(), nil)
				s.key("m" + takes2027)
				tt.end(s)
				<-s.done
				out, _ := s.taken()
				on := map[ansi.DECMode]bool{}
				modes(out, on)
				for _, m := range []ansi.DECMode{1000, 1004, 1006, 1049, 2004, 2027, 2031} {
					if v, known := on[m]; !known || v {
						t.Errorf("mode %d: switched %v, on %v", m, known, v)
					}
				}
				if !on[7] || !on[25] {
					t.Error("no automatic wrap or no cursor is left")
				}
				s.hangUp()
				s.reading.Wait()
			})
		})
	}
}

// modes notes in on what the private modes of out were set to last.
func modes(out string, on map[ansi.DECMode]bool) {
	p := ansi.NewParser()
	p.SetHandler(ansi.Handler{HandleCsi: func(cmd ansi.Cmd, params ansi.Params) {
		if cmd.Prefix() == '?' && (cmd.Final() == 'h' || cmd.Final() == 'l') {
			params.ForEach(-1, func(_, param int, _ bool) { on[ansi.DECMode(param)] = cmd.Final() == 'h' })
		}
	}})
	for i := range len(out) {
		p.Advance(out[i])
	}
}
