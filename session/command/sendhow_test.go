package command_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"snug/session/command"
)

func TestSendSaysItAsItIsMeant(t *testing.T) {
	w := newWorld(t)
	alice := w.member(t, "alice")
	first := alice.send(t, "lobby", "first")
	tests := []struct {
		name, line, input string
		text, style       string
		answers           uint64
	}{
		{"an answer by number", "send lobby --reply 1 yes", "", "yes", "", 1},
		{"an answer by number as people say it", "send lobby --reply '#1' yes", "", "yes", "", 1},
		{"an answer by address", "send lobby --reply lobby#1 yes", "", "yes", "", 1},
		{"an answer by id", "send lobby yes --reply " + first, "", "yes", "", 1},
		{"code", "send lobby --code go -", "func main() {}\n", "```go\nfunc main() {}\n```", "", 0},
		{"code with a fence in it", "send lobby --code md -", "```\nx\n```\n", "````md\n```\nx\n```\n````", "", 0},
		{"code keeps its margin", "send lobby --code text -", "  a\n b\n", "```text\n  a\n b\n```", "", 0},
		{"a flag behind --", "send lobby -- --idem x --json", "", "--idem x --json", "", 0},
		{"the last flag counts", "send lobby --reply 9 --reply 1 yes", "", "yes", "", 1},
		{"NUL and controls go", "send lobby -", "a\x00b\x07c", "abc", "", 0},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			alice.must(t, tt.line, tt.input)
			var m struct {
				Text, Style string
				ReplyTo     uint64 `json:"reply_to"`
			}
			if err := json.Unmarshal([]byte(alice.must(t, "tail lobby -n 1 --json")), &m); err != nil {
				t.Fatal(err)
			}
			if m.Text != tt.text || m.Style != tt.style || m.ReplyTo != tt.answers {
				t.Errorf("%s said %+v, want %q, answering %d", tt.line, m, tt.text, tt.answers)
			}
		})
	}
}

func TestSendRefusesWhatItCannotBe(t *testing.T) {
	w := newWorld(t)
	alice, bob := w.member(t, "alice"), w.member(t, "bob")
	alice.must(t, "room create books")
	there := alice.send(t, "books", "elsewhere")
	last := alice.send(t, "lobby", "first")
	for _, tt := range []struct {
		name, line, input string
		status            command.Status
	}{
		{"an answer to nothing", "send lobby --reply 99 hi", "", command.NotFound},
		{"an answer to what is before the first", "send lobby --reply 0 hi", "", command.NotFound},
		{"an answer to another room", "send lobby --reply " + there + " hi", "", command.NotFound},
		{"an answer to no message", "send lobby --reply x hi", "", command.Usage},
		{"a language with a line end", "send lobby --code 'go\nrm' x", "", command.Usage},
		{"a language with backticks", "send lobby --code '```' x", "", command.Usage},
		{"a language that is long", "send lobby --code " + strings.Repeat("a", 21) + " x", "", command.Usage},
		{"code of nothing", "send lobby --code go -", "\n\n", command.Usage},
		{"code of lines", "send lobby --code go --lines", "a\n", command.Usage},
		{"lines and text", "send lobby --lines hello", "a\n", command.Usage},
		{"a flag that is misspelt", "send lobby --idme build-81 x", "", command.Usage},
		{"the same with =", "send lobby --reply=1 --idm=build-81 x", "", command.Usage},
		{"a name that is long", "send lobby --idem " + strings.Repeat("a", 129) + " x", "", command.Usage},
		{"a name that a script has left empty", "send lobby --idem '' x", "", command.Usage},
		{"a name with a line end", "send lobby --idem 'a\nb' x", "", command.Usage},
		{"a name that is no UTF-8", "send lobby --idem 'a\xff' x", "", command.Usage},
		{"text that is no UTF-8", "send lobby -", "a\xffb", command.Usage},
		{"lines that are no UTF-8", "send lobby --lines", "a\xffb\n", command.Usage},
		{"lines to nobody", "send @nobody --lines", "a\n", command.NotFound},
		{"lines to a room that is not there", "send nowhere --lines", "a\n", command.NotFound},
		{"a flag without a value", "send lobby hi --idem", "", command.Usage},
		{"a line that is too long", "send lobby " + strings.Repeat("a", 8<<10), "", command.Usage},
		{"stdin that is too long", "send lobby -", strings.Repeat("a", 65<<10), command.Usage},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if a := alice.exec(tt.line, tt.input); a.status != int(tt.status) || a.out != "" {
				t.Errorf("%.60q = %+v, want %d", tt.line, a, tt.status)
			}
		})
	}
	if m := bob.message(t, last); m.Seq != 1 {
		t.Fatalf("the first message is %+v", m)
	}
	if out := bob.must(t, "tail lobby"); strings.Count(out, "\n") != 1 {
		t.Errorf("what was refused was said: %q", out)
	}
	if out := alice.must(t, "dm list"); out != "" {
		t.Errorf("what was refused began a conversation: %q", out)
	}
}

func TestTheSameNameIsOneMessage(t *testing.T) {
	w := newWorld(t)
	alice, bob := w.member(t, "alice"), w.member(t, "bob")
	first := alice.must(t, "send lobby --idem build-81 green")
	if again := alice.must(t, "send lobby --idem build-81 green"); again != first {
		t.Errorf("the same again is %q, want %q", again, first)
	}
	if his := bob.must(t, "send lobby --idem build-81 green"); his == first {
		t.Error("two people share a message")
	}
	if a := alice.exec("send lobby --idem build-81 red --json"); a.status != int(command.Conflict) || a.out != "" || !strings.Contains(a.err, `"conflict"`) {
		t.Errorf("other words under the same name = %+v, want %d", a, command.Conflict)
	}
	for range 2 { // the second time nothing new is said
		alice.must(t, "send lobby --lines --idem log", "one\n\ntwo\none\n")
	}
	if got := texts(t, bob, "tail lobby --json"); fmt.Sprint(got) != "[green green one two one]" {
		t.Errorf("the lobby is %q", got)
	}
}

func TestLinesAreMessages(t *testing.T) {
	w := newWorld(t)
	alice, bob := w.member(t, "alice"), w.member(t, "bob")
	out := alice.must(t, "send lobby --lines", "one\r\n\n  \n/two\n--json three\n@bob\nlast without an end")
	if ids := strings.Fields(out); len(ids) != 5 || !strings.HasPrefix(ids[4], "m_") {
		t.Errorf("it printed %q, want an id for each message", out)
	}
	if got := texts(t, bob, "tail lobby --json"); strings.Join(got, "|") != "one|/two|--json three|@bob|last without an end" {
		t.Errorf("the lobby is %q", got)
	}
	alice.must(t, "send @bob --lines --me", "waves\nbows\n")
	if got := texts(t, bob, "tail @alice --json"); strings.Join(got, "|") != "waves|bows" {
		t.Errorf("the conversation is %q", got)
	}
	if a := alice.exec("send lobby --lines"); a != (answer{}) {
		t.Errorf("no lines = %+v", a)
	}
}

// TestLinesStopAtTheFirstThatIsRefused loses none silently.
func TestLinesStopAtTheFirstThatIsRefused(t *testing.T) {
	w := newWorld(t)
	alice := w.member(t, "alice")
	a := alice.exec("send lobby --lines", "one\n\n"+strings.Repeat("x", 5000)+"\nnever\n")
	if a.status != int(command.Usage) || strings.Count(a.out, "m_") != 1 || !strings.Contains(a.err, "line 3 was not said, and 1 before it were: the message has 5000 bytes") {
		t.Errorf("a line that is too long = %+v", a)
	}
	a = alice.exec("send lobby --lines --json", "two\n"+strings.Repeat("x", 65<<10))
	if a.status != int(command.Usage) || !strings.Contains(a.err, "line 2 was not said, and 1 before it were: the line has") {
		t.Errorf("a line that is far too long = %.200q %+v", a.err, a.status)
	}
	if got := texts(t, alice, "tail lobby --json"); strings.Join(got, "|") != "one|two" {
		t.Errorf("the lobby is %q", got)
	}
}

// texts returns what messages say that come one a line.
func texts(t *testing.T, p *person, line string) (all []string) {
	t.Helper()
	for l := range strings.Lines(p.must(t, line)) {
		var m said
		if err := json.Unmarshal([]byte(l), &m); err != nil {
			t.Fatal(err)
		}
		all = append(all, m.Text)
	}
	return all
}
