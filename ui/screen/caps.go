package screen

import (
	"strings"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"snug/text"
)

// CapsMsg tells a model what its terminal can do: once at the start, and again
// whenever a reply of the terminal has changed it. Layouts made with another
// width method or other colours are then out of date.
type CapsMsg struct{ Caps Caps }

// CapsFrom guesses what a terminal can do from the client's environment
// ("NAME=value") and the terminal type of its pty request, which may be empty.
// It assumes the least: replies to the queries of [Enter] add to it later, and
// nothing ever waits for them, because tmux answers hardly one.
func CapsFrom(environ []string, term string) Caps {
	env := make(map[string]string, len(environ))
	for _, kv := range environ {
		if name, value, ok := strings.Cut(kv, "="); ok {
			env[name] = value
		}
	}
	if term == "" {
		term = env["TERM"]
	}
	return Caps{
		Method: text.WcWidth,
		Colors: colorsFrom(env, strings.ToLower(term)),
		Dark:   true,
		UTF8:   utf8From(env),
	}
}

// utf8From reports whether an environment names a locale of UTF-8, by the
// precedence of POSIX (XBD 8.2). Many clients send none.
func utf8From(env map[string]string) bool {
	for _, name := range []string{"LC_ALL", "LC_CTYPE", "LANG"} {
		if locale := strings.ToLower(env[name]); locale != "" {
			return strings.Contains(locale, "utf-8") || strings.Contains(locale, "utf8")
		}
	}
	return false
}

// colorsFrom is the colour level that an environment promises.
func colorsFrom(env map[string]string, term string) Colors {
	if env["NO_COLOR"] != "" {
		return NoColor
	}
	switch term {
	case "", "dumb", "unknown", "vt52", "vt100", "vt102", "vt220":
		return NoColor
	}
	if strings.HasSuffix(term, "-direct") {
		return TrueColor
	}
	switch strings.ToLower(env["COLORTERM"]) {
	case "truecolor", "24bit":
		// GNU screen passes the variable on but not the colours.
		if !strings.HasPrefix(term, "screen") {
			return TrueColor
		}
	}
	for _, name := range []string{"kitty", "alacritty", "ghostty", "wezterm", "foot", "contour"} {
		if strings.Contains(term, name) {
			return TrueColor
		}
	}
	if strings.Contains(term, "256color") {
		return Colors256
	}
	return Colors16
}

// schemeMsg is a report of mode 2031: the person has chosen dark or light.
type schemeMsg struct{ dark bool }

// learn takes a terminal's reply into account. It reports whether msg was such
// a reply, and returns bytes the terminal must be sent because of it.
func (c *Caps) learn(msg tea.Msg) (answer string, isReply bool) {
	switch msg := msg.(type) {
	case tea.ModeReportMsg:
		known := msg.Value == ansi.ModeReset || msg.Value == ansi.ModeSet
		switch msg.Mode {
		case ansi.ModeSynchronizedOutput:
			c.Synced = c.Synced || known
		case ansi.ModeUnicodeCore:
			if !known && msg.Value != ansi.ModePermanentlySet {
				break
			}
			if msg.Value == ansi.ModeReset && c.Method != text.Grapheme {
				answer = setUnicode
			}
			c.Method = text.Grapheme
		}
	case tea.BackgroundColorMsg:
		c.Dark = msg.IsDark()
	case schemeMsg:
		if c.Dark != msg.dark {
			answer = askBackground // the scheme is the system's, what counts is the terminal's
		}
		c.Dark = msg.dark
	case tea.CapabilityMsg:
		name, _, _ := strings.Cut(msg.Content, "=")
		if (name == "RGB" || name == "Tc") && c.Colors != NoColor {
			c.Colors = TrueColor
		}
	default:
		return "", false
	}
	return answer, true
}
