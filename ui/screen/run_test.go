package screen_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/google/go-cmp/cmp"

	"snug/text"
	"snug/ui/screen"
)

func TestTypingIsShownAndQuitRestoresTheTerminal(t *testing.T) {
	bubble(t, func(t *testing.T) {
		s := run(t, &fake{}, nil)
		out, writes := s.taken()
		if writes != 1 || !strings.HasPrefix(out, string(screen.Enter(screen.Caps{Colors: screen.Colors256}, "xterm-256color"))) {
			t.Errorf("started with %d writes: %q", writes, out)
		}
		s.key("hi 你好")
		more, writes := s.taken()
		if writes != 1 {
			t.Errorf("five keys of one read were painted %d times", writes)
		}
		if got := show(t, out+more).shot(); !strings.Contains(got, "h|i| |你||好||") || !strings.Contains(got, "cursor (7,0)") {
			t.Errorf("the screen is\n%s", got)
		}
		s.in <- []byte("\x03")
		if err := s.end(t); err != nil {
			t.Errorf("Run = %v", err)
		}
	})
}

func TestIdleWritesNothing(t *testing.T) {
	bubble(t, func(t *testing.T) {
		m := &fake{}
		s := run(t, m, nil)
		s.taken()
		frames := m.frames
		time.Sleep(time.Hour)
		if out, _ := s.taken(); out != "" || m.frames != frames {
			t.Errorf("an idle hour wrote %q and asked for %d frames", out, m.frames-frames)
		}
		s.cancel(nil)
		_ = s.end(t)
	})
}

func TestEscIsDecidedByTime(t *testing.T) {
	bubble(t, func(t *testing.T) {
		var keys []string
		m := &fake{on: func(msg tea.Msg) tea.Cmd {
			if k, ok := msg.(tea.KeyPressMsg); ok {
				keys = append(keys, k.String())
			}
			return nil
		}}
		s := run(t, m, nil)
		s.key("\x1b")
		time.Sleep(30 * time.Millisecond)
		s.key("a") // Alt-a, split by the network
		s.key("\x1b")
		time.Sleep(60 * time.Millisecond)
		s.key("a")
		if diff := cmp.Diff([]string{"alt+a", "esc", "a"}, keys); diff != "" {
			t.Errorf("keys (-want +got):\n%s", diff)
		}
		s.cancel(nil)
		_ = s.end(t)
	})
}

func TestEndOfInputEndsTheProgramAfterTheLastKey(t *testing.T) {
	bubble(t, func(t *testing.T) {
		m := &fake{}
		s := run(t, m, nil)
		s.in <- []byte("bye")
		close(s.in)
		if err := s.end(t); !errors.Is(err, screen.ErrInputClosed) {
			t.Errorf("Run = %v", err)
		}
		if m.typed != "bye" {
			t.Errorf("the model got %q", m.typed)
		}
	})
}

func TestTextOfOneReadComesAtOnce(t *testing.T) {
	bubble(t, func(t *testing.T) {
		var got []string
		m := &fake{on: func(msg tea.Msg) tea.Cmd {
			switch msg := msg.(type) {
			case tea.KeyPressMsg:
				got = append(got, msg.String())
			case screen.Typed:
				got = append(got, fmt.Sprintf("%d keys, more: %v", len(msg.Keys), msg.More))
			}
			return nil
		}}
		s := run(t, m, nil)
		s.key("x")
		s.key("a line 好\r")
		s.key("up to a reply\x1b[O")
		s.key("\x1bxyz\x01B\r")
		if diff := cmp.Diff([]string{"x", "8 keys, more: true", "enter", "13 keys, more: false", "alt+x", "2 keys, more: true", "ctrl+a", "B", "enter"}, got); diff != "" {
			t.Errorf("messages (-want +got):\n%s", diff)
		}
		s.cancel(nil)
		_ = s.end(t)
	})
}

func TestCancelledContextIsTheCause(t *testing.T) {
	bubble(t, func(t *testing.T) {
		kicked := errors.New("kicked")
		s := run(t, &fake{}, nil)
		s.cancel(kicked)
		if err := s.end(t); !errors.Is(err, kicked) {
			t.Errorf("Run = %v", err)
		}
	})
}

func TestPanicsEndOneProgramOnly(t *testing.T) {
	tests := []struct {
		name string
		m    *fake
	}{
		{"in Init's command", &fake{init: func() tea.Msg { panic("boom") }}},
		{"in Update", &fake{on: panicOnKey}},
		{"in Frame", &fake{crash: "x"}},
		{"in a command", &fake{on: onKey(func() tea.Msg { panic("boom") })}},
		{"in a batch", &fake{on: onKey(tea.Batch(idle, func() tea.Msg { panic("boom") }))}},
		{"in a sequence", &fake{on: onKey(tea.Sequence(idle, func() tea.Msg { panic("boom") }))}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			bubble(t, func(t *testing.T) {
				s := run(t, tt.m, nil)
				if tt.m.init == nil {
					s.in <- []byte("x")
				}
				err := s.end(t)
				var p *screen.PanicError
				if !errors.As(err, &p) || p.Value != "boom" || !strings.Contains(string(p.Stack), "_test.go") {
					t.Errorf("Run = %v", err)
				}
			})
		})
	}
}

func idle() tea.Msg { return nil }

func onKey(cmd tea.Cmd) func(tea.Msg) tea.Cmd {
	return func(msg tea.Msg) tea.Cmd {
		if _, ok := msg.(tea.KeyPressMsg); ok {
			return cmd
		}
		return nil
	}
}

func panicOnKey(msg tea.Msg) tea.Cmd {
	if _, ok := msg.(tea.KeyPressMsg); ok {
		panic("boom")
	}
	return nil
}

func TestFailedWriteEndsTheProgram(t *testing.T) {
	bubble(t, func(t *testing.T) {
		s := run(t, &fake{}, nil)
		s.block()
		s.in <- []byte("x")
		synctest.Wait()
		s.hangUp()
		<-s.done
		if !errors.Is(s.err, io.ErrClosedPipe) {
			t.Errorf("Run = %v", s.err)
		}
	})
}

func TestCommandsAreWaitedFor(t *testing.T) {
	bubble(t, func(t *testing.T) {
		ctx, cancel := context.WithCancel(t.Context())
		ended := false
		m := &fake{init: tea.Batch(func() tea.Msg {
			<-ctx.Done()
			time.Sleep(second / 2) // it tidies up
			ended = true
			return nil
		})}
		s := run(t, m, func(_ *screen.Terminal, o *screen.Options) { o.Ended = cancel })
		s.in <- []byte("\x03")
		if err := s.end(t); err != nil || !ended {
			t.Errorf("Run = %v, the command has ended: %v", err, ended)
		}
	})
}

func TestCommandThatIgnoresItsContextIsLeftAfterASecond(t *testing.T) {
	bubble(t, func(t *testing.T) {
		release := make(chan struct{})
		s := run(t, &fake{init: func() tea.Msg { <-release; return nil }}, nil)
		s.in <- []byte("\x03")
		start := time.Now()
		if err := s.end(t); err != nil || time.Since(start) != second {
			t.Errorf("Run = %v after %v", err, time.Since(start))
		}
		close(release)
	})
}

func TestRepliesChangeTheCaps(t *testing.T) {
	bubble(t, func(t *testing.T) {
		m := &fake{}
		s := run(t, m, nil)
		if want := (screen.Caps{Colors: screen.Colors256, Dark: true}); m.caps != want {
			t.Fatalf("caps at the start %+v, want %+v", m.caps, want)
		}
		s.key("❤️")
		s.taken()
		s.key("\x1b[?2026;2$y\x1b[?2027;2$y\x1b]11;rgb:ff/ff/ff\x1b\\\x1bP1+r524742=38\x1b\\")
		want := screen.Caps{Method: text.Grapheme, Colors: screen.TrueColor, Synced: true, EmojiOK: true}
		if m.caps != want {
			t.Errorf("caps %+v, want %+v", m.caps, want)
		}
		out, writes := s.taken()
		if writes != 1 || !strings.HasPrefix(out, "\x1b[?2027h\x1b[?2026h") || !strings.Contains(out, "\x1b[2J") {
			t.Errorf("in %d writes %q, want mode 2027 switched on and a full paint", writes, out)
		}
		for _, msg := range m.seen {
			if _, ok := msg.(tea.ModeReportMsg); ok {
				t.Error("the model was bothered with a reply")
			}
		}
		s.cancel(nil)
		<-s.done
		if out, _ := s.taken(); out != "\x1b[?2027l"+string(screen.Leave(false)) {
			t.Errorf("left with %q", out)
		}
		s.hangUp()
	})
}

func TestTerminalThatTurnsLightOrDark(t *testing.T) {
	bubble(t, func(t *testing.T) {
		m := &fake{}
		s := run(t, m, nil)
		s.taken()
		for _, step := range []struct {
			in   string
			dark bool
			out  string
		}{
			{"\x1b[?997;1n", true, ""}, // it was dark
			{"\x1b[?997;2n", false, "\x1b]11;?\a"},
			{"\x1b]11;rgb:ff/ff/ff\x1b\\", false, ""},
			{"\x1b[?997;1n", true, "\x1b]11;?\a"},
			{"\x1b]11;rgb:ff/ff/ff\x1b\\", false, ""}, // the system is dark, this terminal is not
			{"\x1b[?997;1n\x1b[?997;2n\x1b[?997;3n", false, "\x1b]11;?\a\x1b]11;?\a"},
		} {
			s.key(step.in)
			if out, _ := s.taken(); m.caps.Dark != step.dark || out != step.out {
				t.Errorf("after %q dark is %v and %q was written, want %v and %q", step.in, m.caps.Dark, out, step.dark, step.out)
			}
		}
		s.cancel(nil)
		_ = s.end(t)
	})
}

func TestColoursStayAwayWhereTheyAreUnwanted(t *testing.T) {
	bubble(t, func(t *testing.T) {
		m := &fake{}
		s := run(t, m, func(_ *screen.Terminal, o *screen.Options) { o.Environ = []string{"NO_COLOR=1"} })
		s.key("\x1bP1+r524742=38\x1b\\\x1bP1+r5463\x1b\\")
		if m.caps.Colors != screen.NoColor {
			t.Errorf("caps %+v", m.caps)
		}
		s.cancel(nil)
		_ = s.end(t)
	})
}

func TestRedrawDrawsEverything(t *testing.T) {
	bubble(t, func(t *testing.T) {
		s := run(t, &fake{on: func(msg tea.Msg) tea.Cmd {
			if _, ok := msg.(tea.FocusMsg); ok {
				return screen.Redraw
			}
			return nil
		}}, nil)
		s.taken()
		s.key("\x1b[I")
		if out, _ := s.taken(); !strings.Contains(out, "\x1b[0m\x1b[r\x1b[H\x1b[2J") {
			t.Errorf("wrote %q, want a whole screen", out)
		}
		s.cancel(nil)
		_ = s.end(t)
	})
}

// A key behind an Esc is a key of its own when it comes later, also when the terminal
// takes so long for a frame that both wait for it.
func TestEscIsDecidedByTimeWhileAWriteIsStuck(t *testing.T) {
	bubble(t, func(t *testing.T) {
		var keys []string
		m := &fake{on: func(msg tea.Msg) tea.Cmd {
			if k, is := msg.(tea.KeyPressMsg); is {
				keys = append(keys, k.String())
			}
			return nil
		}}
		s := run(t, m, nil)
		release := s.block()
		s.key("a")
		s.key("\x1b")
		time.Sleep(300 * time.Millisecond)
		go func() { s.in <- []byte("q") }()
		time.Sleep(300 * time.Millisecond)
		release()
		time.Sleep(second)
		synctest.Wait()
		if diff := cmp.Diff([]string{"a", "esc", "q"}, keys); diff != "" {
			t.Errorf("keys (-want +got):\n%s", diff)
		}
		s.cancel(nil)
		_ = s.end(t)
	})
}
