package rich_test

import (
	"slices"
	"strings"
	"testing"

	"snug/text"
	"snug/text/lang"
	"snug/ui/rich"
	"snug/ui/screen"
	"snug/ui/theme"
)

// options are those of most tests: wide rows, many colours, no hyperlinks.
func options() rich.Options {
	return rich.Options{Theme: theme.Of(screen.Colors256, true), Cols: 60, FirstCols: 60}
}

// tag names the styles that a row uses, so that tables can be read.
var tag = strings.NewReplacer(
	"\x1b[m", "}", "\x1b[1m", "b{", "\x1b[3m", "i{", "\x1b[9m", "s{", "\x1b[1;3m", "bi{",
	"\x1b[38;5;252;48;5;236m", "code{", "\x1b[4;38;5;75m", "link{", "\x1b[38;5;245m", "dim{",
	"\x1b[1;38;5;221m", "me{", "\x1b[38;5;81m", "known{",
)

func TestMarkup(t *testing.T) {
	tests := []struct{ name, in, want string }{
		{"plain", "hello", "hello"},
		{"bold", "a **b c** d", "a b{b c} d"},
		{"italic", "*a* _b_", "i{a} i{b}"},
		{"bold and italic", "***a***", "bi{a}"},
		{"one inside the other", "**a *b* c**", "b{a }bi{b}b{ c}"},
		{"overlapping", "**a *b** c*", "b{a }bi{b}i{ c}"},
		{"strike", "~~old~~new", "s{old}new"},
		{"in Chinese, without spaces", "这是**重点：**内容", "这是b{重点：}内容"},
		{"in Chinese, with underscores", "这是_重点_内容", "这是i{重点}内容"},
		{"snake case", "snake_case_name and _private", "snake_case_name and _private"},
		{"underscores around a name with one", "_foo_bar_", "i{foo_bar}"},
		{"Python's names", "__init__", "__init__"},
		{"multiplication", "2*3*4 and 2 * 3 * 4", "2*3*4 and 2 * 3 * 4"},
		{"powers", "2**3**4", "2**3**4"},
		{"or", "a || b || c", "a || b || c"},
		{"without an end", "**a *b ~~c ||d `e", "**a *b ~~c ||d `e"},
		{"without a beginning", "a** b* c~~", "a** b* c~~"},
		{"the other mark is no end", "*a_ _b*", "i{a_ _b}"},
		{"long runs", "**** ____ ~~~~ ||||", "**** ____ ~~~~ ||||"},
		{"not over lines", "*a\nb*", "*a|b*"},
		{"escapes", `\*a\* \_b\_ \\ \` + "`" + `c\` + "` \\d", `*a* _b_ \ ` + "`c` \\d"},
		{"HTML is text", "<b>a</b> &amp;", "<b>a</b> &amp;"},
		{"code", "a `b*c*` d", "a code{b*c*} d"},
		{"code is literal", "`**a** \\* https://x.y @bob`", "code{**a** \\* https://x.y @bob}"},
		{"code with a backtick", "`` a`b ``", "code{a`b}"},
		{"fence on one line", "```a```", "code{a}"},
		{"code without an end", "`a ``b", "`a ``b"},
		{"heading", "## A *b*", "b{## A }bi{b}"},
		{"room is no heading", "#lobby", "#lobby"},
		{"quote", "> a\nb", "dim{> }dim{a}|b"},
		{"quote in a quote", ">> a", "dim{>> }dim{a}"},
		{"comparison is no quote", ">5", ">5"},
		{"face is no quote", ">_<", ">_<"},
		{"spoiler", "a ||b **c** https://d.e|| f", "a dim{[spoiler]} f"},
		{"spoiler over lines", "||a\nb|| c\nd", "dim{[spoiler]} c|d"},
		{"spoiler ends with its paragraph", "||a\n\nb||", "||a||b||"},
		{"bold around a spoiler", "**a ||b|| c**", "b{a }dim{[spoiler]}b{ c}"},
		{"bold that starts in a spoiler", "||a **b|| c**", "dim{[spoiler]}b{ c}"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := tag.Replace(strings.Join(rich.Rows(tt.in, options()), "|")); got != tt.want {
				t.Errorf("Rows(%q)\n got %q\nwant %q", tt.in, got, tt.want)
			}
		})
	}
}

func TestRevealShowsSpoilers(t *testing.T) {
	o := options()
	o.Reveal = true
	if got, want := tag.Replace(rich.Rows("a ||b|| c", o)[0]), "a dim{||}bdim{||} c"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestSpoilerSpeaksChinese(t *testing.T) {
	o := options()
	o.Lang = lang.Chinese
	if got, want := tag.Replace(rich.Rows("||b||", o)[0]), "dim{[剧透]}"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestMarkupWithoutColours(t *testing.T) {
	o := options()
	o.Theme = theme.Of(screen.NoColor, true)
	got := tag.Replace(strings.Join(rich.Rows("**a** `b` https://c.d @bob\n```go\nfunc\n```", o), "|"))
	want := "b{a} `b` \x1b[4mhttps://c.d} @bob|```go|  func|```"
	if got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestBaseStyle(t *testing.T) {
	o := options()
	o.Base = o.Theme.Dim
	if got, want := tag.Replace(rich.Rows("a **b**", o)[0]), "dim{a }\x1b[38;5;245;1mb}"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	if got, want := tag.Replace(rich.Rows("a", o)[0]), "dim{a}"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestMentions(t *testing.T) {
	o := options()
	o.Me = []string{"Bob"}
	o.Known = func(name string) bool { return name == "alice" || name == "snake_case" }
	tests := []struct{ name, in, want string }{
		{"me", "@bob hi", "me{@bob} hi"},
		{"in another case", "@BOB", "me{@BOB}"},
		{"in Chinese", "请@bob看一下", "请me{@bob}看一下"},
		{"wide at", "＠bob 好", "me{＠bob} 好"},
		{"somebody else", "@alice", "known{@alice}"},
		{"nobody", "@carol", "@carol"},
		{"a longer name", "@bobby", "@bobby"},
		{"an address", "x@bob", "x@bob"},
		{"underscore in a name", "@snake_case_", "known{@snake_case}_"},
		{"in italics", "_@bob_", "\x1b[3;1;38;5;221m@bob}"},
		{"with a mark on it", "@bob\u0338", "@bob\u0338"},
		{"alone", "@ @", "@ @"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := tag.Replace(strings.Join(rich.Rows(tt.in, o), "|")); got != tt.want {
				t.Errorf("Rows(%q)\n got %q\nwant %q", tt.in, got, tt.want)
			}
		})
	}
}

func TestWrapping(t *testing.T) {
	tests := []struct {
		name        string
		first, cols int
		in          string
		want        []string
	}{
		{"plain", 11, 11, "the quick brown fox", []string{"the quick", "brown fox"}},
		{"styled", 11, 11, "the **quick brown** fox", []string{"the quick", "brown fox"}},
		{"short first row", 5, 11, "the quick brown fox", []string{"the", "quick brown", "fox"}},
		{"word goes down from the first row", 3, 11, "quick brown", []string{"", "quick brown"}},
		{"word too long for any row starts at once", 3, 6, "abcdefghijk", []string{"abc", "defghi", "jk"}},
		{"link goes down from the first row", 10, 24, "https://example.com/d/42", []string{"", "https://example.com/d/42"}},
		{"no room in the first row", 0, 4, "早上好", []string{"", "早上", "好"}},
		{"Chinese fills the first row", 5, 8, "早上好各位同学", []string{"早上", "好各位同", "学"}},
		{"comma takes a character along", 4, 4, "早**上，**好", []string{"早", "上，", "好"}},
		{"list hangs", 10, 10, "1. aaa bbb ccc", []string{"1. aaa bbb", "   ccc"}},
		{"Chinese list hangs", 10, 10, "1、早上好啊啊", []string{"1、早上好", "   啊啊"}},
		{"list in a list", 10, 10, "  - aa bbb c", []string{"  - aa bbb", "    c"}},
		{"quote repeats its marks", 8, 8, "> aaa bbb ccc", []string{"> aaa", "> bbb", "> ccc"}},
		{"list in a quote", 10, 10, "> - aaa bbb", []string{"> - aaa", ">   bbb"}},
		{"marks too wide to hang", 5, 5, "100. ab cd", []string{"100.", "ab cd"}},
		{"marks below the first row", 1, 10, "- abc", []string{"", "- abc"}},
		{"indentation without room goes", 6, 6, "        return", []string{"return"}},
		{"wide character alone", 1, 1, "早**a**", []string{"?", "a"}},
		{"no columns", 0, 0, "ab", []string{"", "a", "b"}},
		{"empty", 5, 5, "", []string{""}},
		{"empty lines", 5, 5, "a\n\n*b*", []string{"a", "", "b"}},
		{"fence is cut", 8, 8, "```\nabcdefg\nab\n```", []string{"```", "abcdefg", "ab", "```"}},
		{"fence is cut with a mark", 8, 8, "```\nabcdefghi\n```", []string{"```", "abcdefg>", "```"}},
		{"wide character at the cut", 16, 16, "```\n早上好早上好早上\n```", []string{"```", "  早上好早上好 >", "```"}},
		{"fence without an end", 20, 20, "```\n**a**", []string{"```", "  **a**"}},
		{"fence with its end behind the code", 20, 20, "```\na()```\n*b*", []string{"```", "  a()```", "b"}},
		{"longer fence holds a shorter one", 20, 20, "````\n```\n````", []string{"````", "  ```", "````"}},
		{"fence goes down", 2, 20, "```go\na", []string{"", "```go", "  a"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			o := options()
			o.Cols, o.FirstCols = tt.cols, tt.first
			o.Theme = theme.Of(screen.Colors16, true)
			var got []string
			for _, r := range rich.Rows(tt.in, o) {
				got = append(got, parse(t, r).shown)
			}
			if !slices.Equal(got, tt.want) {
				t.Errorf("Rows(%q, %d, %d)\n got %q\nwant %q", tt.in, tt.first, tt.cols, got, tt.want)
			}
		})
	}
}

func TestPlainTextWrapsAsWrapDoes(t *testing.T) {
	for _, s := range []string{english, chinese, "a\n\nb", "  indent that is long enough to wrap"} {
		for cols := 1; cols < 70; cols++ {
			o := options()
			o.Cols, o.FirstCols = cols, cols
			want := text.WcWidth.Wrap(s, cols)
			for i := range want {
				want[i] = text.TrimRow(want[i])
			}
			if got := rich.Rows(s, o); !slices.Equal(got, want) {
				t.Fatalf("%d columns:\n got %q\nwant %q", cols, got, want)
			}
		}
	}
}
