package screen_test

import (
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"
	"github.com/charmbracelet/x/vt"

	"snug/text"
	"snug/ui/screen"
)

func TestLeaveUndoesEnter(t *testing.T) {
	for _, title := range []bool{false, true} {
		term := newTerminal(t, 20, 4, text.WcWidth)
		on := map[ansi.Mode]bool{ansi.ModeAutoWrap: true}
		want := map[ansi.Mode]bool{ansi.ModeAutoWrap: true}
		hidden := false
		term.SetCallbacks(vt.Callbacks{
			EnableMode:       func(m ansi.Mode) { on[m] = true },
			DisableMode:      func(m ansi.Mode) { on[m] = false },
			CursorVisibility: func(v bool) { hidden = !v },
			Title:            func(s string) { term.title = s },
		})
		_, _ = term.Write([]byte("$ ssh chat"))
		before := term.shot()

		_, _ = term.Write(screen.Enter(screen.Caps{Colors: screen.Colors256}, "xterm"))
		if !term.IsAltScreen() || !on[ansi.ModeBracketedPaste] || !on[ansi.ModeFocusEvent] || on[ansi.ModeAutoWrap] {
			t.Fatalf("Enter left modes %v", on)
		}
		// Half a paint: margins set, colour, link and mouse on, cursor hidden,
		// synchronized.
		_, _ = term.Write([]byte("\x1b[?2026h\x1b[?25l" + mouseOn + "\x1b[2;3r" + openLink("x:y") + "\x1b[31mhalf a li"))
		_, _ = term.Write(screen.Leave(title))

		for m, v := range on {
			if m != ansi.ModeTextCursorEnable && v != want[m] {
				t.Errorf("mode %v is %v", m, v)
			}
		}
		if hidden || term.IsAltScreen() {
			t.Error("the cursor is hidden or the alternate screen on")
		}
		_, _ = term.Write([]byte("\x1b[H\x1b[K$ ssh chat"))
		if d := diff(term.shot(), before); d != "" {
			t.Errorf("the screen before is not restored:\n%s", d)
		}
	}
}

func TestLeaveOrder(t *testing.T) {
	b := string(screen.Leave(true))
	at := -1
	for _, seq := range []string{
		"\x1b[?2026l", "\x1b[r", "\x1b[<1u", "\x1b[0m", "\x1b[?2004l", "\x1b[?1004l", "\x1b[?2031l", mouseOff,
		"\x1b[?25h", "\x1b[?7h", "\x1b]2;\a", "\x1b[?1049l",
	} {
		i := strings.Index(b, seq)
		if i <= at {
			t.Errorf("%q is missing or out of order in %q", seq, b)
		}
		at = i
	}
	if strings.Contains(string(screen.Leave(false)), "\x1b]2;") {
		t.Error("a title that was never set is cleared")
	}
}

func TestTrueColorIsAskedForOnlyWhereItIsInDoubt(t *testing.T) {
	tests := []struct {
		colors screen.Colors
		term   string
		want   bool
	}{
		{screen.NoColor, "xterm", false},
		{screen.Colors16, "xterm", true},
		{screen.Colors256, "xterm-256color", true},
		{screen.TrueColor, "xterm", false},
		{screen.Colors256, "screen-256color", false},
		{screen.Colors16, "linux", false},
	}
	for _, tt := range tests {
		b := screen.Enter(screen.Caps{Colors: tt.colors}, tt.term)
		if got := strings.Contains(string(b), "\x1bP+q"); got != tt.want {
			t.Errorf("%s with colours %d: asked %v, want %v", tt.term, tt.colors, got, tt.want)
		}
	}
}

func TestCapsFrom(t *testing.T) {
	tests := []struct {
		name string
		env  []string
		term string
		want screen.Colors
	}{
		{"nothing known", nil, "", screen.NoColor},
		{"dumb", nil, "dumb", screen.NoColor},
		{"vt100", nil, "vt100", screen.NoColor},
		{"xterm", nil, "xterm", screen.Colors16},
		{"linux console", nil, "linux", screen.Colors16},
		{"256 colours", nil, "xterm-256color", screen.Colors256},
		{"TERM from the environment", []string{"TERM=screen-256color"}, "", screen.Colors256},
		{"the pty's type wins", []string{"TERM=dumb"}, "xterm", screen.Colors16},
		{"COLORTERM", []string{"COLORTERM=truecolor"}, "xterm", screen.TrueColor},
		{"GNU screen passes COLORTERM on", []string{"COLORTERM=truecolor"}, "screen-256color", screen.Colors256},
		{"kitty", nil, "xterm-kitty", screen.TrueColor},
		{"direct", nil, "xterm-direct", screen.TrueColor},
		{"NO_COLOR", []string{"NO_COLOR=1", "COLORTERM=truecolor"}, "xterm-256color", screen.NoColor},
		{"empty NO_COLOR", []string{"NO_COLOR="}, "xterm-256color", screen.Colors256},
		{"the last value counts", []string{"NO_COLOR=1", "NO_COLOR="}, "xterm", screen.Colors16},
		{"no value", []string{"NO_COLOR"}, "xterm", screen.Colors16},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			want := screen.Caps{Method: text.WcWidth, Colors: tt.want, Dark: true}
			if got := screen.CapsFrom(tt.env, tt.term); got != want {
				t.Errorf("caps = %+v, want %+v", got, want)
			}
		})
	}
}
