package e2e_test

import (
	"bytes"
	"io"
	"strings"
	"sync"

	"golang.org/x/crypto/ssh"
)

// hostileTexts are what people must not be shown as it is.
var hostileTexts = []struct{ name, text string }{
	{"a title", "\x1b]0;owned\x07"},
	{"a clipboard", "\x1b]52;c;b3duZWQ=\x07\x1b]52;c;?\x07"},
	{"a link that lies", "\x1b]8;;https://evil.example\x1b\\bank\x1b]8;;\x1b\\"},
	{"a notification", "\x1b]9;owned\x07\x1b]777;notify;owned;owned\x1b\\"},
	{"an empty screen", "\x1b[2J\x1b[3J\x1b[17;43Howned\x1bc"},
	{"modes and questions", "\x1b[?1000h\x1b[?1004h\x1b[6n\x1b[21t\x1b[>c\x1b[4;38;5;123mowned"},
	{"strings of devices", "\x1bP$qowned\x1b\\\x1b_owned\x1b\\\x1b^owned\x1b\\\x1bXowned\x1b\\"},
	{"controls of eight bits", "\u009b31m\u009d0;owned\u009c\u0090q\u009c\u0085"},
	{"bytes that are no text", "\x9b31m\x9d0;owned\x9c\xff\xfe\xc3(\xed\xa0\x80"},
	{"controls", "a\x00b\x07c\x08\x08\x08\x7f\x0b\x0c\x0e\x0f\x1ad\rowned"},
	{"written from the right", "\u202eowned\u2066\u200f\u061c\u2029x\u2028"},
	{"what has no width", "o\u200bw\u2060n\ufeffe\u00add\U000e0041\U000e007f\u180e"},
	{"two thousand marks", "owned" + strings.Repeat("\u0301", 2000)},
	{"marks of every kind", "owned" + strings.Repeat("\u0e47\u0489\u20dd\u0334\u0346", 400)},
	{"families of two hundred", strings.Repeat("👩\u200d", 200) + "👧"},
	{"references to characters", "&#27;]0;owned&#7; \\x1b]0;owned\\x07 \\e[2J \\u202e"},
	{"a markdown bomb", strings.Repeat("[", 600) + strings.Repeat("*_`>", 300)},
	{"formats", "%s%n%d{{.}}${x}`id`$(id)';--"},
}

// hostileKeys are what a terminal never sends, as many bytes as there are
// people with patience for.
var hostileKeys = []struct{ name, keys string }{
	{"an escape sequence of a megabyte", "\x1b[" + strings.Repeat("1", 1<<20)},
	{"a megabyte of unended sequences", strings.Repeat("\x1b[1111", 1<<20/6)},
	{"a title without an end", "\x1b]0;" + strings.Repeat("o", 1<<20)},
	{"a device string without an end", "\x1bP" + strings.Repeat("q", 1<<20)},
	{"a paste without an end", "\x1b[200~" + strings.Repeat("paste ", 1<<20/6)},
	{"a paste of a megabyte", "\x1b[200~" + strings.Repeat("owned\x1b]0;owned\x07\n", 1<<20/17) + "\x1b[201~\r"},
	{"a thousand pastes", strings.Repeat("\x1b[200~x\ny\nz\x1b[201~", 1000)},
	{"a megabyte of words", strings.Repeat("words and ", 1<<20/10)},
	{"ten thousand times Enter", strings.Repeat("x\r", 10_000)},
	{"a megabyte of the mouse", strings.Repeat("\x1b[<35;10;10M", 1<<20/12)},
	{"a megabyte of reports", strings.Repeat("\x1b[I\x1b[O\x1b[1;1R\x1b[?62c", 1<<20/17)},
	{"two hundred thousand marks", "e" + strings.Repeat("\u0301", 200_000)},
	{"bytes that are no text", strings.Repeat("\xff\xc3\xed\xa0", 1<<18)},
	{"a megabyte of control keys", strings.Repeat("\x01\x0b\x05\x15\x19\x14\x18\x1f\x1bb\x1bd\x1b\x7f", 1<<20/15)},
	{"every key of every layer", strings.Repeat("\x0b\x1b[A\t\x1b\x1bOP\x1b/rooms\r\x1b/help\r\x1b", 200)},
	{"commands faster than anybody reads", strings.Repeat("/search owned\r/history\r/who\r", 500)},
}

// inWords are the attacks of members with what they write.
func inWords() []attack {
	var all []attack
	for _, h := range hostileTexts {
		all = append(all, attack{"said: " + h.name, "", func(a *attacker) error {
			a.say(h.text)
			return nil
		}}, attack{"typed and pasted: " + h.name, "", func(a *attacker) error {
			a.onScreen(h.text + "\r\x1b[200~" + h.text + "\x1b[201~\r")
			return nil
		}})
	}
	for _, h := range hostileKeys {
		all = append(all, attack{"typed: " + h.name, "", func(a *attacker) error {
			a.onScreen(h.keys)
			return nil
		}}, attack{"typed in line mode: " + h.name, "", func(a *attacker) error {
			a.press("plain", h.keys)
			return nil
		}})
	}
	return append(all,
		attack{"names of escapes", "", func(a *attacker) error {
			c := a.client()
			if c == nil {
				return nil
			}
			defer c.Close()
			for _, h := range hostileTexts {
				for _, line := range []string{"display x", "create x", "topic lobby x", "create den --topic x", "react lobby#1 x", "join x", "whois x", "x"} {
					if _, err := c.ask(strings.Replace(line, "x", quote(h.text), 1), nil); err != nil {
						a.kept(err)
						return nil
					}
				}
			}
			return nil
		}},
		attack{"a pipe of lines that are no objects", "", func(a *attacker) error {
			c := a.client()
			if c == nil {
				return nil
			}
			defer c.Close()
			lines := [][]byte{
				[]byte(strings.Repeat("{", 1<<20)), garbage(100 << 10), []byte(`{"id":"\u001b]0;owned","cmd":"\u009b2J"}`),
				[]byte(`{"id":"` + strings.Repeat("i", 100_000) + `","cmd":"send","room":"lobby","text":"\u001b]0;owned\u0007"}`),
				[]byte(strings.Repeat(`{"id":"1","cmd":"send","room":"lobby","text":"\u202eowned"}`+"\n", 1000)),
			}
			_, _ = c.ask("pipe", bytes.NewReader(bytes.Join(lines, []byte("\n")))) // it may be cut
			return nil
		}},
	)
}

// say sends a text as a message and as many lines on standard input.
func (a *attacker) say(said string) {
	c := a.client()
	if c == nil {
		return
	}
	defer c.Close()
	if a, err := c.ask("send lobby "+quote(said), nil); err != nil || a.status != 0 {
		return // as it should be with some
	}
	_, _ = c.ask("send lobby -", strings.NewReader(said+"\n")) // it may be refused
}

// quote makes one word of a text.
func quote(said string) string { return "'" + strings.ReplaceAll(said, "'", "") + "'" }

// onScreen presses keys on a screen in the lobby.
func (a *attacker) onScreen(keys string) { a.press("", keys) }

// press presses keys where a command line leads to; empty is a screen. It
// returns when the server has taken them all and has ended the session, or when
// the attack is over.
func (a *attacker) press(line, keys string) {
	c := a.client()
	if c == nil {
		return
	}
	defer c.Close()
	s, err := c.NewSession()
	if err != nil {
		return
	}
	defer s.Close()
	drawn := &firstSight{of: []byte("lobby"), seen: make(chan struct{})}
	s.Stdout = drawn
	in, err := s.StdinPipe()
	if err != nil {
		return
	}
	if s.RequestPty("xterm-256color", 24, 80, ssh.TerminalModes{}) != nil {
		return
	}
	if line == "" {
		err = s.Shell()
	} else {
		err = s.Start(line)
	}
	if err != nil {
		return
	}
	select {
	case <-drawn.seen:
	case <-c.ended:
		a.kept(errBreach("no screen"))
		return
	}
	_, _ = io.WriteString(in, keys) // it may be cut
	in.Close()
	done := make(chan struct{})
	go func() {
		_ = s.Wait() // however it ends
		close(done)
	}()
	select {
	case <-done:
	case <-c.ended:
	}
}

// A firstSight tells when something was written for the first time.
type firstSight struct {
	of   []byte
	seen chan struct{}

	mu   sync.Mutex
	rest []byte
	once sync.Once
}

// Write implements [io.Writer].
func (f *firstSight) Write(p []byte) (int, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.rest = append(f.rest, p...)
	if bytes.Contains(f.rest, f.of) {
		f.once.Do(func() { close(f.seen) })
	}
	f.rest = f.rest[max(0, len(f.rest)-len(f.of)):]
	return len(p), nil
}
