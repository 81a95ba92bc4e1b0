package e2e_test

import (
	"regexp"
	"strings"
	"testing"
	"unicode"

	"golang.org/x/crypto/ssh"
)

// Victims are people and programs in the lobby, one for each way in which what
// is said there goes out.
type victims struct {
	t       testing.TB
	texts   map[string]*buffer // of a session without a screen, by its command
	screens []*screen
}

// neverOnScreens are the pieces of what is thrown at people that no screen of
// ours writes by itself.
var neverOnScreens = []string{
	"\x1b]0;owned", "\x1b]52;", "\x1b]8;;https://evil", "\x1b]9;", "\x1b]777", "\x1b[3J", "\x1b[17;43Howned", "\x1bcowned", "\x1bc",
	"\x1b[?1000h", "\x1b[6n\x1b[21t", "\x1b[21t", "\x1b[4;38;5;123mowned", "\x1bP$q", "\x1b_owned", "\x1b^owned", "\x1bXowned",
	"\u009b", "\u009d", "\u0090", "\u009c", "\u0085", "\x9b31m", "\xff", "\xed\xa0\x80",
	"\x00", "\x07", "\x0b", "\x0c", "\x0e", "\x0f", "\x1a", "\x7f",
	"\u202e", "\u2066", "\u200f", "\u061c", "\u2028", "\u2029", "\u200b", "\u2060", "\ufeff", "\u00ad", "\U000e0041", "\u180e",
}

// ownBells are the sequences of ours that end with a bell: the question of what
// colour the ground is, and the title, in which nothing may act.
var ownBells = regexp.MustCompile(`\x1b\](?:11;\?|2;[^\x00-\x1f\x7f]*)\x07`)

// maxMarks is how many combining marks may stand on one character.
const maxMarks = 8

func newVictims(t *testing.T, s *server, key ssh.Signer) *victims {
	t.Helper()
	v := &victims{t: t, texts: make(map[string]*buffer)}
	for _, line := range []string{"tail lobby -f -n 1", "tail lobby -f -n 1 --json", "plain", "pipe --rooms lobby"} {
		c, err := s.dial("victim", key)
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { c.Close() })
		session, err := c.NewSession()
		if err != nil {
			t.Fatal(err)
		}
		heard := &buffer{}
		session.Stdout, session.Stderr = heard, heard
		if _, err := session.StdinPipe(); err != nil { // whose end would be that of the session
			t.Fatal(err)
		}
		if err := session.Start(line); err != nil {
			t.Fatal(err)
		}
		if !heard.await(patience, func(s string) bool { return s != "" }) {
			t.Fatalf("%s says nothing", line)
		}
		v.texts[line] = heard
	}
	for _, size := range [][2]int{{100, 30}, {40, 12}} {
		x := s.open(t, "victim", key, size[0], size[1])
		x.waitFor(roomText)
		v.screens = append(v.screens, x)
	}
	return v
}

// hear waits until something honest has come to all of them.
func (v *victims) hear(said string) {
	v.t.Helper()
	for line, heard := range v.texts {
		if !heard.await(patience, func(s string) bool { return strings.Contains(s, said) }) {
			v.t.Fatalf("%s has not told %q", line, said)
		}
	}
	for _, x := range v.screens {
		x.waitFor(said)
	}
}

// reached holds that what attackers say has come to them at all.
func (v *victims) reached() {
	v.t.Helper()
	for line, heard := range v.texts {
		if n := strings.Count(heard.String(), "owned"); n < len(hostileTexts) {
			v.t.Errorf("%s: what attackers say has come %d times", line, n)
		}
	}
}

// unharmed holds that nothing that a terminal acts on, or a reader stumbles
// over, has come to any of them.
func (v *victims) unharmed() {
	v.t.Helper()
	for line, heard := range v.texts {
		all := heard.String()
		if at, what := firstHarm(all); what != "" {
			v.t.Errorf("%s: %s in %.200q", line, what, all[max(0, at-80):])
		}
		if at := firstPile(all); at >= 0 {
			v.t.Errorf("%s: a pile of marks in %.200q", line, all[at:])
		}
	}
	for i, x := range v.screens {
		x.mu.Lock()
		raw := ownBells.ReplaceAllString(x.raw.String(), "")
		x.mu.Unlock()
		for _, bad := range neverOnScreens {
			if at := strings.Index(raw, bad); at >= 0 {
				v.t.Errorf("screen %d was sent %q: %.200q", i, bad, raw[max(0, at-40):])
			}
		}
		if at := firstPile(raw); at >= 0 {
			v.t.Errorf("screen %d: a pile of marks in %.200q", i, raw[at:])
		}
	}
}

// firstPile returns where more than maxMarks combining marks come in a row, and
// -1 where they do not.
func firstPile(s string) int {
	marks := 0
	for i, r := range s {
		if !unicode.Is(unicode.Mn, r) && !unicode.Is(unicode.Me, r) {
			marks = 0
		} else if marks++; marks > maxMarks {
			return i
		}
	}
	return -1
}

func TestFirstPile(t *testing.T) {
	t.Parallel()
	if at := firstPile("e" + strings.Repeat("\u0301", maxMarks) + "x\u0301"); at >= 0 {
		t.Errorf("a pile at %d of what is none", at)
	}
	if at, want := firstPile("e"+strings.Repeat("\u0301", maxMarks+1)), 1+2*maxMarks; at != want {
		t.Errorf("the pile is at %d, want %d", at, want)
	}
}
