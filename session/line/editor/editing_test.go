package editor_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"snug/session/line/editor"
	"snug/text"
)

// newEditor returns an editor with the prompt "> " on a terminal.
func newEditor(t *testing.T, cols int) (*editor.Editor, *terminal) {
	t.Helper()
	term := &terminal{cols: cols, method: text.Grapheme}
	e := editor.New(term, editor.Options{Cols: cols, Method: text.Grapheme})
	if err := e.Prompt("> "); err != nil {
		t.Fatal(err)
	}
	return e, term
}

// feed feeds pieces and returns what came of them. The prompt comes back after
// each event.
func feed(t *testing.T, e *editor.Editor, pieces ...string) []editor.Event {
	t.Helper()
	var all []editor.Event
	for _, p := range pieces {
		events, err := e.Feed([]byte(p))
		if err != nil {
			t.Fatal(err)
		}
		if len(events) > 0 {
			if err := e.Prompt("> "); err != nil {
				t.Fatal(err)
			}
		}
		all = append(all, events...)
	}
	return all
}

// shows fails the test unless the row shows want, where "|" is the cursor.
func (t *terminal) shows(tt *testing.T, want string) {
	tt.Helper()
	got := strings.Join(t.cells, "")
	behind := strings.TrimRight(got[min(len(t.before()), len(got)):], " ")
	if got := t.before() + "|" + behind; got != want {
		tt.Errorf("the row shows %q, want %q", got, want)
	}
	if len(t.wrong) > 0 {
		tt.Errorf("wrong: %q", t.wrong)
	}
}

func TestKeys(t *testing.T) {
	tests := []struct {
		name string
		in   string // pieces of input, parted by commas
		want string
	}{
		{"text", "hello 你好", "> hello 你好|"},
		{"bytes of a character come one by one", "\xe4,\xbd,\xa0", "> 你|"},
		{"an emoji comes one character after the other", "👨,\u200d,👩", "> 👨\u200d👩|"},
		{"a keycap", "1,\ufe0f,\u20e3", "> 1\ufe0f\u20e3|"},
		{"a mark joins the letter before", "e,\u0301,s", "> és|"},
		{"backspace takes a cluster", "a" + family + "\x7f", "> a|"},
		{"^H", "ab\b", "> a|"},
		{"backspace at the start", "ab\x01\x7f", "> |ab"},
		{"arrows", "abc\x1b[D\x1bOD\x1b[C", "> ab|c"},
		{"^B and ^F", "abc\x02\x02\x06", "> ab|c"},
		{"an arrow in pieces", "ab,\x1b,[,D", "> a|b"},
		{"an arrow of the keypad in pieces", "ab,\x1b,O,D", "> a|b"},
		{"home and end", "abc\x1b[Hx\x1b[Fy\x1b[1~z\x1b[4~w", "> zxabcyw|"},
		{"^A and ^E", "abc\x01x\x05y", "> xabcy|"},
		{"delete", "abc\x01\x1b[3~", "> |bc"},
		{"^D in the row", "abc\x01\x04", "> |bc"},
		{"^W", "one two  \x17", "> one |"},
		{"^W in Chinese", "你好\x17", "> 你|"},
		{"^W in kana", "カタカナ\x17", "> |"},
		{"^U", "one two\x1b[D\x15", "> |o"},
		{"^K", "one two\x1bb\x0b", "> one |"},
		{"Alt-b and Alt-f", "one two\x1bb\x1bbx\x1bfy", "> xoney| two"},
		{"Ctrl and arrows", "one two\x1b[1;5Dx\x1b[1;3C!", "> one xtwo!|"},
		{"Alt-d and Alt-Backspace", "one two six\x1bb\x1b\x7f\x1bd", "> one |"},
		{"between flags", "🇨🇳🇩🇪\x1b[D\x7f", "> |🇩🇪"},
		{"half a flag before others", "🇨🇳🇩🇪\x01,🇫", "> 🇫🇨|🇳🇩🇪"},
		{"older and newer", "one\r,two\r,thr\x1b[A\x1b[A\x1b[B", "> two|"},
		{"back to what was begun", "one\r,two\r,thr\x10\x10\x0e\x0e", "> thr|"},
		{"older than the oldest", "one\r,\x10\x10\x10", "> one|"},
		{"an entry twice is one", "one\r,two\r,two\r,\x10\x10", "> one|"},
		{"^C", "hello\x03,x", "> x|"},
		{"^L prints the row again", "hello\x02\x0c", "> hell|o"},
		{"kitty's keys", "ab\x1b[98;5uX\x1b[127u\x1b[104u\x1b[97;5u!\x1b[99;5:3u", "> !|ahb"},
		{"kitty's capital and keys without text", "\x1b[97;2u\x1b[57441u\x1b[27u\x1b[57344;2u\x1b[8364u", "> A€|"},
		{"xterm's modified keys", "abc\x1b[27;5;97~x\x1b[27;5;100~", "> x|bc"},
		{"function keys", "a\x1bOP\x1b[15~\x1b[[Ab\x1b[24;5~\x1b[Z", "> ab|"},
		{"the mouse", "a\x1b[M !!b\x1b[<0;1;1Mc", "> abc|"},
		{"a title, a reply, a private message", "a\x1b]0;title\x07b\x1bP1+r\x1b\\c\x1b_G;OK\x1b\\d\x1b[?1;2ce\x1b[5;3Rf", "> abcdef|"},
		{"a string in pieces", "a\x1b]11;rgb:,ffff/0000/0000,\x1b,\\b", "> ab|"},
		{"a string broken off by a key", "a\x1b]0;tit\x1b[Db", "> b|a"},
		{"a string that is cancelled", "\x1b]0;x\x18b", "> b|"},
		{"Esc and then text", "\x1b,Please", "> Please|"},
		{"Esc and then a bracket of another kind", "\x1b,]x", "> ]x|"},
		{"Esc and then O as in Okay", "\x1b,Okay", "> Okay|"},
		{"Esc and then a word that begins as Alt-d", "one\x01\x1b,don't ", "> don't |one"},
		{"Esc twice", "\x1b\x1b[Da", "> a|"},
		{"Alt with a key that means nothing", "a\x1bxb", "> ab|"},
		{"Esc before Backspace in another piece", "ab\x1b,\x7f", "> a|"},
		{"keys that mean nothing", "a\x00\x07\x0f\x11\x13\x14\x16\x18\x19\x1a\x1c\x1d\x1e\x1fb", "> ab|"},
		{"bad UTF-8", "a\xffb\xe4\xbdc\xc0\xafd", "> abcd|"},
		{"C1 controls", "a\u009b31mb", "> a31mb|"},
		{"a pasted tab", "a\tb", "> a    b|"},
		{"brackets around one line", "ab\x1b[D\x1b[200~x\ty\x1b[201~", "> ax    y|b"},
		{"brackets in pieces", "\x1b[20,0~one\x1b,[20,1~two", "> onetwo|"},
		{"keys between brackets", "\x1b[200~a\x1b[D\x01\x04b\n\x1b[201~", "> ab|"},
		{"^C where a closing bracket is lost", "\x1b[200~abc,\x03,x", "> x|"},
		{"right to left override", "a\u202eb", "> ab|"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			e, term := newEditor(t, 80)
			feed(t, e, strings.Split(tt.in, ",")...)
			term.shows(t, tt.want)
		})
	}
}

func TestEvents(t *testing.T) {
	type ev = editor.Event
	tests := []struct {
		name string
		in   []string
		want []ev
	}{
		{"a line", []string{"hello\r"}, []ev{{Text: "hello"}}},
		{"an empty line", []string{"\r"}, []ev{{}}},
		{"line feed and carriage return are one", []string{"a\r\n", "b\r", "\nc\n"}, []ev{{Text: "a"}, {Text: "b"}, {Text: "c"}}},
		{"the cursor does not matter", []string{"hello\x1b[D\x1b[D\r"}, []ev{{Text: "hello"}}},
		{"Enter held down", []string{"a\r\r\r"}, []ev{{Text: "a"}, {}, {}}},
		{"one line end and more text", []string{"a\rb"}, []ev{{Text: "a"}}},
		{"two lines", []string{"a\rb\r"}, []ev{{Kind: editor.Pasted, Text: "a\nb"}}},
		{"three lines without a last end", []string{"a\nb\nc"}, []ev{{Kind: editor.Pasted, Text: "a\nb\nc"}}},
		{"a paste has the row in it", []string{"xy\x1b[D", "a\r\n\r\nb\r\n"}, []ev{{Kind: editor.Pasted, Text: "xay\n\nb"}}},
		{"a paste with control characters", []string{"a\rb\x03\x04c\r\x1b[Hd\t"}, []ev{{Kind: editor.Pasted, Text: "a\nc\nd"}}},
		{"a paste begins with empty lines", []string{"\r\r\ra\r"}, []ev{{Kind: editor.Pasted, Text: "a"}}},
		{"brackets around lines", []string{"x\x1b[200~a\rb", "\rc\x1b[201~"}, []ev{{Kind: editor.Pasted, Text: "xa\nb\nc"}}},
		{"Tab", []string{"/jo\x1b[D\t"}, []ev{{Kind: editor.Asked, Text: "/j", Behind: "o"}}},
		{"Tab twice", []string{"/jo\t\t"}, []ev{{Kind: editor.Asked, Text: "/jo"}}},
		{"^C", []string{"abc\x03"}, []ev{{Kind: editor.Interrupted}}},
		{"^C on an empty row", []string{"\x03"}, []ev{{Kind: editor.Interrupted}}},
		{"^D on an empty row", []string{"\x04"}, []ev{{Kind: editor.Ended}}},
		{"^D behind the text", []string{"a\x04\x7f\x04"}, []ev{{Kind: editor.Ended}}},
		{"bad bytes are told of once", []string{"a\xff\r", "b\r"}, []ev{{Text: "a", Bad: true}, {Text: "b"}}},
		{"bad bytes in a row that is taken away", []string{"a\xff\x15", "b\xff\x7f", "c\r"}, []ev{{Text: "c"}}},
		{"bad bytes and nothing to take away", []string{"\xff\x15\r"}, []ev{{Bad: true}}},
		{"a row too long that is taken away", []string{strings.Repeat("你", 2000), "\x15", "b\r"}, []ev{{Text: "b"}}},
		{"a joiner at the end is nothing", []string{"a\u200d\r"}, []ev{{Text: "a"}}},
		{"too long", []string{strings.Repeat("你", 2000) + "\r"}, []ev{{Text: strings.Repeat("你", 1365), Bad: true}}},
		{"a paste too long", []string{"\x1b[200~a\n" + strings.Repeat("x", 1<<17) + "\x1b[201~"}, []ev{{Kind: editor.Pasted, Text: "a\n" + strings.Repeat("x", 1<<14-2), Bad: true}}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			e, term := newEditor(t, 80)
			if diff := cmp.Diff(tt.want, feed(t, e, tt.in...)); diff != "" {
				t.Errorf("events (-want +got):\n%s", diff)
			}
			if len(term.wrong) > 0 {
				t.Error(term.wrong)
			}
		})
	}
}

// TestTheAnswerComesBeforeThePrompt follows the rows of a terminal.
func TestTheAnswerComesBeforeThePrompt(t *testing.T) {
	e, term := newEditor(t, 40)
	term.wraps = true
	check := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	_, err := e.Feed([]byte("/who\r"))
	check(err)
	check(e.Print("alice", "bob \x1b[2Jevil\u202e"))
	term.shows(t, "|")
	check(e.Prompt("#ops> "))
	_, err = e.Feed([]byte("hal"))
	check(err)
	check(e.Print("alice: 你好"))
	term.shows(t, "#ops> hal|")
	check(e.Replace("hall", "o"))
	term.shows(t, "#ops> hall|o")
	_, err = e.Feed([]byte("\x03\x03\x04"))
	check(err)
	check(e.Prompt(""))
	check(e.Print("bye"))
	want := []string{"> /who", "alice", "bob [2Jevil", "alice: 你好", "#ops> hallo", "bye"}
	if diff := cmp.Diff(want, term.above); diff != "" {
		t.Errorf("rows (-want +got):\n%s", diff)
	}
}

func TestWindow(t *testing.T) {
	tests := []struct {
		name string
		cols int
		in   string
		want string
	}{
		{"all of it", 10, "1234567", "> 1234567|"},
		{"one more", 10, "12345678", "<345678|"},
		{"the start", 10, "12345678\x01", "> |123456>"},
		{"the middle", 10, "123456789012345\x01" + strings.Repeat("\x06", 9), "<789|0123>"},
		{"a wide character does not fit at the edge", 10, "12345你好\x01", "> |12345>"},
		{"wide characters only", 10, "你好世界啊", "<好世界啊|"},
		{"four columns", 4, "ab你c", "你c|"},
		{"three columns", 3, "你", "你|"},
		{"two columns, wide", 2, "你", "|"},
		{"one column", 1, "abc", "|"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			e, term := newEditor(t, tt.cols)
			feed(t, e, tt.in)
			term.shows(t, tt.want)
		})
	}
}

func TestATerminalThatDoesNotKnowItsColumns(t *testing.T) {
	e, term := newEditor(t, 80)
	feed(t, e, strings.Repeat("x", 70))
	if err := e.Resize(0); err != nil {
		t.Fatal(err)
	}
	feed(t, e, "y")
	term.shows(t, "> "+strings.Repeat("x", 70)+"y|")
}

// A broken writer takes nothing.
type broken struct{}

var errBroken = errors.New("broken")

func (broken) Write([]byte) (int, error) { return 0, errBroken }

func TestErrorsOfTheWriter(t *testing.T) {
	e := editor.New(broken{}, editor.Options{})
	if _, err := e.Feed([]byte("a")); !errors.Is(err, errBroken) {
		t.Errorf("Feed: %v", err)
	}
	for name, err := range map[string]error{"Print": e.Print("x"), "Prompt": e.Prompt("> "), "Replace": e.Replace("b", "")} {
		if !errors.Is(err, errBroken) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestHistoryIsBounded(t *testing.T) {
	tests := []struct {
		name string
		line string
		kept int
	}{
		{"lines", "%d", 100},
		{"bytes", "%d " + strings.Repeat("x", 4000), 16},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			e, _ := newEditor(t, 80)
			for i := range 300 {
				feed(t, e, fmt.Sprintf(tt.line, i), "\r")
			}
			got := feed(t, e, strings.Repeat("\x10", 400)+"\r")[0].Text
			if want := fmt.Sprintf(tt.line, 300-tt.kept); got != want {
				t.Errorf("the oldest is %.20q, want %.20q", got, want)
			}
		})
	}
}
