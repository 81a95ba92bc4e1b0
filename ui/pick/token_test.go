package pick_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"snug/ui/pick"
)

// cut takes the cursor, which is a bar, out of a text.
func cut(s string) (string, int) {
	before, after, _ := strings.Cut(s, "|")
	return before + after, len(before)
}

// replaced is a text with the token in brackets.
func replaced(s string, tok pick.Token) string {
	return s[:tok.Start] + "[" + s[tok.Start:tok.End] + "]" + s[tok.End:]
}

func TestAt(t *testing.T) {
	const (
		command  = pick.KindCommand
		argument = pick.KindArgument
		person   = pick.KindPerson
		room     = pick.KindRoom
		emoji    = pick.KindEmoji
		none     = pick.Kind(0)
	)
	tests := []struct {
		name, in string
		kind     pick.Kind
		replaces string // the text with what is replaced in brackets
		query    string
	}{
		{"a slash", "/|", command, "[/]", ""},
		{"a command", "/jo|", command, "[/jo]", "jo"},
		{"a command in capitals", "/JO|", command, "[/JO]", "jo"},
		{"a full-width slash", "／ｊｏ|", command, "[／ｊｏ]", "jo"},
		{"an enumeration comma", "、加入|", command, "[、加入]", "加入"},
		{"a doubled slash", "//jo|", none, "", ""},
		{"a doubled full-width slash", "／／jo|", none, "", ""},
		{"slashes of both widths", "/／jo|", none, "", ""},
		{"a slash later", "see /jo|", none, "", ""},
		{"a slash after a space", " /jo|", none, "", ""},
		{"a cursor before the slash", "|/jo", none, "", ""},
		{"a cursor within a command", "/jo|in go", command, "[/join ]go", "jo"},
		{"a slash put before a word", "/|dev", command, "[/]dev", ""},

		{"an argument not begun", "/join |", argument, "/join []", ""},
		{"an argument", "/join ge|", argument, "/join [ge]", "ge"},
		{"after two words", "/room  create x|", argument, "/room  create [x]", "x"},
		{"after a full-width space", "／加入　大|", argument, "／加入　[大]", "大"},
		{"full-width digits", "/go ３|", argument, "/go [３]", "3"},
		{"no command before it", "/ x|", none, "", ""},
		{"a person in an argument", "/msg @al|", person, "/msg [@al]", "al"},
		{"a room in an argument", "/join ＃大厅|", room, "/join [＃大厅]", "大厅"},

		{"a sign alone", "@|", person, "[@]", ""},
		{"a person", "hi @al|", person, "hi [@al]", "al"},
		{"a person in the next line", "hi\n@al|", person, "hi\n[@al]", "al"},
		{"a full-width sign", "hi ＠ａl|", person, "hi [＠ａl]", "al"},
		{"right after Chinese", "你好@al|", person, "你好[@al]", "al"},
		{"right after Chinese punctuation", "你好，@王|", person, "你好，[@王]", "王"},
		{"in brackets", "(@al|)", person, "([@al])", "al"},
		{"bold", "**@al|", person, "**[@al]", "al"},
		{"an address", "bob@ho|", none, "", ""},
		{"an address with a dot", "b.@ho|", none, "", ""},
		{"after a letter of Russian", "да@al|", none, "", ""},
		{"in a link", "https://x/@al|", none, "", ""},
		{"two signs", "@@al|", none, "", ""},
		{"a name with a dash", "@al-b_c|", person, "[@al-b_c]", "al-b_c"},
		{"a cursor in the middle of a name", "@al|ice hi", person, "[@alice ]hi", "al"},
		{"a sign put before a word", "@|hello", person, "[@]hello", ""},
		{"before Chinese", "@al|你好", person, "[@al]你好", "al"},
		{"past the name", "@al |", none, "", ""},

		{"a room", "see #ge|", room, "see [#ge]", "ge"},
		{"a language", "C#|", none, "", ""},
		{"a heading", "# |", none, "", ""},

		{"an emoji", "yes :ta|", emoji, "yes [:ta]", "ta"},
		{"full-width", "好 ：ta|", emoji, "好 [：ta]", "ta"},
		{"its colon right after Chinese", "太好了:ta|", emoji, "太好了[:ta]", "ta"},
		{"punctuation after Chinese", "他说：ok|", none, "", ""},
		{"punctuation before Chinese", "：你好|", none, "", ""},
		{"one letter", ":t|", none, "", ""},
		{"a sign and a digit", ":+1|", emoji, "[:+1]", "+1"},
		{"a time", "10:30|", none, "", ""},
		{"a time with letters", "10:30pm|", none, "", ""},
		{"digits alone", "at :30|", none, "", ""},
		{"a word and a colon", "note:this|", none, "", ""},
		{"a smiley", ":-)|", none, "", ""},
		{"another", ":-D|", none, "", ""},
		{"a path", "a ::ve|", none, "", ""},
		{"closed already", ":tada:|", none, "", ""},
		{"a cursor in the middle of one", ":ta|da: x", emoji, "[:tada: ]x", "ta"},

		{"nothing", "|", none, "", ""},
		{"a word", "al|", none, "", ""},
		{"an escape after the sign", "@\x1b|", none, "", ""},
		{"not UTF-8", "@\xff|", none, "", ""},
		{"endless", "@" + strings.Repeat("a", 1<<16) + "|", none, "", ""},
		{"an endless command", "/" + strings.Repeat("a", 1<<16) + "|", none, "", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s, cursor := cut(tt.in)
			tok, ok := pick.At(s, cursor)
			if tok.Kind != tt.kind || ok != (tt.kind != none) {
				t.Fatalf("At(%.40q) is of kind %d, %v, want %d", tt.in, tok.Kind, ok, tt.kind)
			}
			if !ok {
				return
			}
			if got := replaced(s, tok); got != tt.replaces {
				t.Errorf("it replaces %q, want %q", got, tt.replaces)
			}
			if tok.Query != tt.query {
				t.Errorf("the query is %q, want %q", tok.Query, tt.query)
			}
		})
	}
}

func TestAtKnowsTheWordsBefore(t *testing.T) {
	tok, ok := pick.At("／ROOM  ｃreate\tx", len("／ROOM  ｃreate\tx"))
	if diff := cmp.Diff([]string{"room", "create"}, tok.Words); diff != "" || !ok {
		t.Errorf("words (-want +got):\n%s", diff)
	}
	long := "/me " + strings.Repeat("word ", 10_000)
	if tok, ok = pick.At(long, len(long)); !ok || len(tok.Words) > 16 {
		t.Errorf("%d words of a long line, %v; want the first few", len(tok.Words), ok)
	}
}

func TestCursorOutsideTheText(t *testing.T) {
	for _, cursor := range []int{-1, 2, 5, 1 << 40} { // 2 is within the character
		if tok, ok := pick.Tab("@王", cursor); ok {
			t.Errorf("cursor %d gives %+v", cursor, tok)
		}
	}
}

func TestTab(t *testing.T) {
	tests := []struct {
		name, in string
		want     string // the text after alice was taken; empty when nothing is completed
	}{
		{"at the start", "al|", "@alice: "},
		{"at the start of a line", "hi\nal|", "hi\n@alice: "},
		{"in the middle", "hi al|", "hi @alice "},
		{"before a blank", "al| are you there", "@alice: are you there"},
		{"before a comma", "al|, are you there", "@alice, are you there"},
		{"a cursor within the name", "al|ice are", "@alice: are"},
		{"Latin after Chinese", "你好al|", "你好@alice "},
		{"with its sign, at the start", "@al|", "@alice "},
		{"with its sign, before a blank", "@al| hi", "@alice hi"},
		{"with its sign, before a line end", "@al|\nhi", "@alice\nhi"},
		{"with its sign, in brackets", "(@al|)", "(@alice)"},
		{"in a link", "https://x/al|", ""},
		{"an address", "bob@al|", ""},
		{"nothing", "|", ""},
		{"after a space", "hi |", ""},
		{"text of a command", "/me hugs al|", "/me hugs @alice "},
	}
	src := pick.Sources{
		Commands: []pick.Command{{Name: "me", Args: []pick.Arg{{Name: "TEXT", Rest: true}}}},
		People:   []pick.Person{{Name: "alice"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s, cursor := cut(tt.in)
			tok, ok := pick.Tab(s, cursor)
			if !ok {
				if tt.want != "" {
					t.Fatalf("Tab(%q) completes nothing", tt.in)
				}
				return
			}
			got := ""
			if found := pick.Complete(tok, src, 1); len(found) > 0 {
				got = s[:tok.Start] + found[0].Insert + s[tok.End:]
			}
			if got != tt.want {
				t.Errorf("Tab(%q) makes %q, want %q", tt.in, got, tt.want)
			}
		})
	}
}

func TestTabOpensEmojiAfterChinesePunctuation(t *testing.T) {
	s := "太好了：ta"
	if tok, ok := pick.Tab(s, len(s)); !ok || tok.Kind != pick.KindEmoji || tok.Query != "ta" {
		t.Errorf("Tab gives %+v, %v, want the emoji ta", tok, ok)
	}
}

func FuzzAt(f *testing.F) {
	for _, s := range []string{"/jo|in x", "／加入 ＃|大", "@al|ice", "10:3|0", "：ta|da：", "\xff@|\xff", "al|\n", "、|、", "👨‍👩‍👧@|"} {
		s, cursor := cut(s)
		f.Add(s, cursor)
	}
	src := world()
	f.Fuzz(func(t *testing.T, s string, cursor int) {
		for _, find := range []func(string, int) (pick.Token, bool){pick.At, pick.Tab} {
			tok, ok := find(s, cursor)
			if !ok {
				if diff := cmp.Diff(pick.Token{}, tok); diff != "" {
					t.Errorf("a token that is none: %s", diff)
				}
				continue
			}
			if tok.Start < 0 || tok.Start > cursor || tok.End < cursor || tok.End > len(s) {
				t.Fatalf("%q at %d: the range is %d to %d", s, cursor, tok.Start, tok.End)
			}
			if utf8.ValidString(s) && (!utf8.ValidString(s[:tok.Start]) || !utf8.ValidString(s[tok.End:])) {
				t.Errorf("%q at %d: %d to %d cuts a character", s, cursor, tok.Start, tok.End)
			}
			for _, c := range pick.Complete(tok, src, 5) {
				checkCandidate(t, c)
			}
		}
	})
}
