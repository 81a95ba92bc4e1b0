package command_test

import (
	"encoding/json"
	"testing"
)

// newest returns the newest message of a room.
func (p *person) newest(t *testing.T, name string) (said, style string) {
	t.Helper()
	var m struct{ Text, Style string }
	if err := json.Unmarshal([]byte(p.must(t, "tail "+name+" -n 1 --json")), &m); err != nil {
		t.Fatal(err)
	}
	return m.Text, m.Style
}

func TestSendTakesTheTextAsMeant(t *testing.T) {
	tests := []struct {
		name, line, input string
		text, style       string
	}{
		{"words", "send lobby deploy done", "", "deploy done", ""},
		{"spaces stay", "send lobby a   b", "", "a   b", ""},
		{"line ends stay", "send lobby one\ntwo", "", "one\ntwo", ""},
		{"an apostrophe", "send lobby it's done", "", "it's done", ""},
		{"quoted words", `send lobby "it's" 'done now'`, "", "it's done now", ""},
		{"a quoted room", `send '#lobby' hi`, "", "hi", ""},
		{"a number below zero", "send lobby -5 degrees", "", "-5 degrees", ""},
		{"an unknown flag", "send lobby --force it", "", "--force it", ""},
		{"what looks like a misspelt flag, and is none", "send lobby -- --idme is wrong", "", "--idme is wrong", ""},
		{"a switch first", "send --me lobby waves", "", "waves", "action"},
		{"a switch between", "send lobby --me waves", "", "waves", "action"},
		{"a switch last", "send lobby waves --me", "", "waves", "action"},
		{"a switch in quotes", `send lobby "use --me now"`, "", "use --me now", ""},
		{"all text", "send lobby -- use --me now", "", "use --me now", ""},
		{"from stdin", "send lobby", "from far\n", "from far", ""},
		{"from stdin, asked for", "send lobby -", "a\nb\n", "a\nb", ""},
		{"by its long name", "message send lobby hi", "", "hi", ""},
	}
	alice := newWorld(t).member(t, "alice")
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			id := alice.must(t, tt.line, tt.input)
			text, style := alice.newest(t, "lobby")
			if text != tt.text || style != tt.style {
				t.Errorf("said %q (%q), want %q (%q)", text, style, tt.text, tt.style)
			}
			if len(id) != len("m_")+26+1 {
				t.Errorf("printed %q, want the id of the message", id)
			}
		})
	}
}

func TestSlashTextTakesTheRestOfTheLine(t *testing.T) {
	tests := []struct {
		name, line  string
		text, style string
	}{
		{"an apostrophe", "me can't", "can't", "action"},
		{"a quote", `me says "hi`, `says "hi`, "action"},
		{"a switch is text", "send lobby hi --json", "hi --json", ""},
		{"spaces stay", "send lobby a   b", "a   b", ""},
		{"upper case", "ME waves", "waves", "action"},
	}
	alice := newWorld(t).member(t, "alice")
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if a, _ := alice.slash(alice.room(t, "lobby"), tt.line); a.status != 0 {
				t.Fatalf("/%s: %s", tt.line, a.err)
			}
			if text, style := alice.newest(t, "lobby"); text != tt.text || style != tt.style {
				t.Errorf("said %q (%q), want %q (%q)", text, style, tt.text, tt.style)
			}
		})
	}
}
