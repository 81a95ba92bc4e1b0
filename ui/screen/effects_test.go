package screen_test

import (
	"encoding/base64"
	"strings"
	"testing"
	"unicode/utf8"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"
	"github.com/charmbracelet/x/vt"

	"snug/text"
	"snug/ui/screen"
)

// heard is what a terminal is told to do: its bells and its control strings.
type heard struct {
	bells int
	oscs  []string
}

// written runs cmd in a program and returns what it wrote to the terminal, and
// what a terminal makes of that.
func written(t *testing.T, cmd tea.Cmd) (raw string, h heard) {
	t.Helper()
	bubble(t, func(t *testing.T) {
		s := run(t, &fake{on: onKey(cmd)}, nil)
		s.taken()
		s.key("\x1b[A") // a key that changes nothing on the screen
		raw, _ = s.taken()
		s.cancel(nil)
		_ = s.end(t)
	})
	term := newTerminal(t, 40, 6, text.WcWidth)
	term.SetCallbacks(vt.Callbacks{
		Bell:  func() { h.bells++ },
		Title: func(string) { t.Error("the title was set") },
	})
	for _, n := range []int{9, 52, 99, 777} {
		term.RegisterOscHandler(n, func(data []byte) bool {
			h.oscs = append(h.oscs, string(data))
			return true
		})
	}
	blank := term.shot()
	_, _ = term.Write([]byte(raw))
	if d := diff(term.shot(), blank); d != "" {
		t.Errorf("%q changed the screen:\n%s", raw, d)
	}
	return raw, h
}

func TestBellRingsOnce(t *testing.T) {
	if raw, h := written(t, screen.Bell); raw != "\a" || h.bells != 1 {
		t.Errorf("wrote %q, %d bells", raw, h.bells)
	}
}

func TestNotify(t *testing.T) {
	tests := []struct {
		name        string
		how         screen.Notification
		title, body string
		want        string
	}{
		{"OSC 9", screen.OSC9, "#ops", "alice: 你好", "\x1b]9;#ops: alice: 你好\a"},
		{"OSC 777", screen.OSC777, "#ops", "alice: hi", "\x1b]777;notify;#ops;alice: hi\a"},
		{"OSC 99", screen.OSC99, "#ops", "hi", "\x1b]99;i=snug:d=0;#ops\x1b\\\x1b]99;i=snug:p=body;hi\x1b\\"},
		{"title alone", screen.OSC9, "#ops", "", "\x1b]9;#ops\a"},
		{"body alone", screen.OSC9, "", "hi", "\x1b]9;hi\a"},
		{"lines", screen.OSC9, "a\nb", "c\r\nd", "\x1b]9;a b: c d\a"},
		{"command of ConEmu", screen.OSC9, "", "4;3;50", "\x1b]9;4,3,50\a"},
		{"field too many", screen.OSC777, "a;b", "c;d", "\x1b]777;notify;a,b;c,d\a"},
		{"ends and controls", screen.OSC9, "a\a\x1b\\\x1b]52;c;eA==\a", "b\x9c\u009c\x00\x7f\u009d0;x", "\x1b]9;a\\]52,c,eA==: b\ufffd0,x\a"},
		{"bidirectional controls", screen.OSC777, "\u202eevil\u2066", "\u200fx\u061c", "\x1b]777;notify;evil;x\a"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			raw, h := written(t, screen.Notify(tt.how, tt.title, tt.body))
			if raw != tt.want {
				t.Errorf("wrote %q, want %q", raw, tt.want)
			}
			if want := strings.Count(raw, "\x1b]"); len(h.oscs) != want || h.bells != 0 {
				t.Errorf("the terminal heard %q and %d bells", h.oscs, h.bells)
			}
		})
	}
}

func TestNotificationsAreBounded(t *testing.T) {
	for _, s := range []string{strings.Repeat("x", 1<<20), strings.Repeat("中", 1<<10), strings.Repeat("👨‍👩‍👧", 1<<10), strings.Repeat("\x1b]", 1<<10)} {
		raw, _ := written(t, screen.Notify(screen.OSC777, s, s))
		fields := strings.Split(strings.TrimSuffix(strings.TrimPrefix(raw, "\x1b]777;notify;"), "\a"), ";")
		if len(fields) != 2 || len(fields[0]) > 100 || len(fields[1]) > 300 || !utf8.ValidString(raw) {
			t.Errorf("wrote %d bytes: %q", len(raw), raw)
		}
		if s[0] != '\x1b' && len(fields[0]) < 70 {
			t.Errorf("the title was cut to %q", fields[0])
		}
	}
}

func TestNothingToNotify(t *testing.T) {
	for _, how := range []screen.Notification{screen.OSC9, screen.OSC777, screen.OSC99} {
		if screen.Notify(how, "\u200b \x00", "\x1b\n") != nil {
			t.Errorf("%d notifies of nothing", how)
		}
	}
	if screen.Notify(99, "a", "b") != nil {
		t.Error("an unknown way to notify gave a command")
	}
}

func TestCopy(t *testing.T) {
	const most = 74 << 10 / 4 * 3
	tests := []struct{ name, in, want string }{
		{"text", "你好, world", "你好, world"},
		{"lines", "a\nb\n", "a\nb\n"},
		{"attack on the shell it is pasted into", "ls\x1b[201~\rrm -rf .\u202e\x9b", "ls[201~\nrm -rf .\ufffd"},
		{"as much as there may be", strings.Repeat("x", most), strings.Repeat("x", most)},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			cmd, ok := screen.Copy(tt.in)
			if !ok {
				t.Fatal("it was refused")
			}
			raw, h := written(t, cmd)
			data, _ := strings.CutPrefix(strings.TrimSuffix(raw, "\a"), "\x1b]52;c;")
			got, err := base64.StdEncoding.DecodeString(data)
			if err != nil || string(got) != tt.want {
				t.Errorf("wrote %.80q, %v, want %.80q on the clipboard", raw, err, tt.want)
			}
			if len(data) > 74<<10 || h.bells != 0 {
				t.Errorf("%d bytes of base64, %d bells", len(data), h.bells)
			}
		})
	}
}

func TestCopyRefusesNothingAndTooMuch(t *testing.T) {
	for _, s := range []string{"", "\x1b\u202e", strings.Repeat("x", 74<<10/4*3+1), strings.Repeat("x", 1<<20)} {
		if cmd, ok := screen.Copy(s); cmd != nil || ok {
			t.Errorf("%d bytes are copied", len(s))
		}
	}
}

// What effects and frames write comes out whole, in one stream.
func TestEffectsStandBetweenFrames(t *testing.T) {
	bubble(t, func(t *testing.T) {
		notify := tea.Batch(screen.Bell, screen.Notify(screen.OSC9, "", "hello"), screen.Redraw)
		s := run(t, &fake{on: onKey(notify)}, nil)
		s.taken()
		s.key("x")
		out, _ := s.taken()
		if strings.Count(out, "\x1b]9;hello\a") != 1 || strings.Count(ansi.Strip(out), "x") == 0 {
			t.Errorf("wrote %q", out)
		}
		if got := show(t, out).shot(); !strings.HasPrefix(got, "x|") {
			t.Errorf("the screen is\n%s", got)
		}
		s.cancel(nil)
		_ = s.end(t)
	})
}
