package rich_test

import (
	"slices"
	"strings"
	"testing"

	"snug/ui/rich"
)

func TestLinks(t *testing.T) {
	tests := []struct {
		name, in string
		want     []string
	}{
		{"none", "a: b", nil},
		{"bare", "see https://a.example/x?y=z#w ok", []string{"https://a.example/x?y=z#w"}},
		{"each once, in order", "http://b.c http://a.b http://b.c", []string{"http://b.c", "http://a.b"}},
		{"Chinese around it", "看https://a.example/x，好", []string{"https://a.example/x"}},
		{"Chinese right behind it", "https://a.example/x看看", []string{"https://a.example/x"}},
		{"end of a sentence", "https://a.b/c. https://a.b/d, https://a.b/e?!", []string{"https://a.b/c", "https://a.b/d", "https://a.b/e"}},
		{"in brackets", "(https://a.b/c) (see https://a.b/d).", []string{"https://a.b/c", "https://a.b/d"}},
		{"brackets of its own", "https://a.b/c_(d)", []string{"https://a.b/c_(d)"}},
		{"in bold", "**https://a.b/c**", []string{"https://a.b/c"}},
		{"underscores and stars inside", "https://a.b/c_d_e*f*g", []string{"https://a.b/c_d_e*f*g"}},
		{"angle brackets", "<https://a.b/c d> <https://a.b/e,>", []string{"https://a.b/c", "https://a.b/e,"}},
		{"angle brackets, letters beyond ASCII", "<https://a.b/中文>", []string{"https://a.b/中文"}},
		{"label", "[docs](https://a.b/c)", []string{"https://a.b/c"}},
		{"label with brackets in the target", "[docs](https://a.b/c(d))", []string{"https://a.b/c(d)"}},
		{"other schemes", "ssh://git@a.b mailto:a@b.c HTTPS://a.b", []string{"ssh://git@a.b", "mailto:a@b.c", "HTTPS://a.b"}},
		{"in code and fences", "`curl https://a.b` \n```\nGET https://c.d\n```", []string{"https://a.b", "https://c.d"}},
		{"schemes we do not open", "javascript:alert(1) file:///etc/passwd data:text/html,x ftp://a.b", nil},
		{"scheme inside a word", "xhttps://a.b git+https://a.b", nil},
		{"nothing behind the scheme", "https:// http://. mailto: mailto:a", nil},
		{"host that looks like another", "https://\u0430pple.com <https://\u0430pple.com>", nil},
		{"no Hebrew behind the host", "<https://a.b/\u05d0>", []string{"https://a.b/"}},
		{"controls are gone", "https://a.b/\x1b]8;;https://evil\x07c", []string{"https://a.b/]8;;https://evilc"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := rich.Links(tt.in); !slices.Equal(got, tt.want) {
				t.Errorf("Links(%q)\n got %q\nwant %q", tt.in, got, tt.want)
			}
			if got := rich.HasLink(tt.in); got != (tt.want != nil) {
				t.Errorf("HasLink(%q) = %v", tt.in, got)
			}
		})
	}
}

// TestHyperlinks checks where hyperlinks lead, and that people see it.
func TestHyperlinks(t *testing.T) {
	tests := []struct {
		name, in string
		cols     int
		shown    []string
		links    []linkPart
	}{
		{
			"wrapped: every piece leads to the whole", "https://a.example/one/two/three", 19,
			[]string{"https://a.example/", "one/two/three"},
			[]linkPart{{"id=16-1", "https://a.example/one/two/three", "https://a.example/"}, {"id=16-1", "https://a.example/one/two/three", "one/two/three"}},
		},
		{
			"two links have two IDs", "http://a.b http://a.b", 60,
			[]string{"http://a.b http://a.b"},
			[]linkPart{{"id=16-1", "http://a.b", "http://a.b"}, {"id=16-2", "http://a.b", "http://a.b"}},
		},
		{
			"label is no link", "[docs **now**](http://a.b)", 60,
			[]string{"docs now (http://a.b)"},
			[]linkPart{{"id=16-1", "http://a.b", "http://a.b"}},
		},
		{
			"label that names another target", "[https://bank.example](https://evil.example)", 60,
			[]string{"https://bank.example (https://evil.example)"},
			[]linkPart{{"id=16-1", "https://bank.example", "https://bank.example"}, {"id=16-2", "https://evil.example", "https://evil.example"}},
		},
		{
			"label that is its target", "[http://a.b](http://a.b)!", 60,
			[]string{"http://a.b!"},
			[]linkPart{{"id=16-1", "http://a.b", "http://a.b"}},
		},
		{"script as a target", "[x](javascript:alert(1))", 60, []string{"[x](javascript:alert(1))"}, nil},
		{"label with escape sequences", "[\x1b]8;;http://evil\x1b\\x\u202e](http://a.b)", 60, []string{"[]8;;http://evil\\x](http://a.b)"}, []linkPart{{"id=16-1", "http://evil", "http://evil"}, {"id=16-2", "http://a.b", "http://a.b"}}},
		{
			"target with controls and directions", "http://a.b/\x00\u009b31m\u202e\u2066x", 60,
			[]string{"http://a.b/31mx"},
			[]linkPart{{"id=16-1", "http://a.b/31mx", "http://a.b/31mx"}},
		},
		{
			"letters beyond ASCII are encoded", "<http://a.b/中>", 60,
			[]string{"http://a.b/中"},
			[]linkPart{{"id=16-1", "http://a.b/%E4%B8%AD", "http://a.b/中"}},
		},
		{"hidden in a spoiler", "||http://a.b||", 60, []string{"[spoiler]"}, nil},
		{"in code", "`http://a.b`", 60, []string{"http://a.b"}, nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			o := options()
			o.Hyperlinks, o.ID = true, 42
			o.Cols, o.FirstCols = tt.cols, tt.cols
			var shown []string
			var links []linkPart
			for _, row := range rich.Rows(tt.in, o) {
				p := parse(t, row)
				shown = append(shown, p.shown)
				links = append(links, p.links...)
			}
			if !slices.Equal(shown, tt.shown) || !slices.Equal(links, tt.links) {
				t.Errorf("Rows(%q)\n got %q %q\nwant %q %q", tt.in, shown, links, tt.shown, tt.links)
			}
		})
	}
}

func TestLongTargetsAreNoHyperlinks(t *testing.T) {
	o := options()
	o.Hyperlinks = true
	for _, row := range rich.Rows("https://a.b/"+strings.Repeat("x", 2000), o) {
		if p := parse(t, row); len(p.links) > 0 {
			t.Fatalf("row %q has a hyperlink", row)
		}
	}
}

func TestExcerpt(t *testing.T) {
	tests := []struct {
		name, in string
		cols     int
		want     string
	}{
		{"plain", "hello", 20, "hello"},
		{"lines become one", "a\n\nb  c", 20, "a b c"},
		{"markup goes", "**a** `b` ~~c~~ \\*", 20, "a b c *"},
		{"code as text", "```go\nx := 1\n```\nok", 20, "x := 1 ok"},
		{"spoilers stay hidden", "||a|| b", 20, "[spoiler] b"},
		{"what it answers, without what it quotes", "> old\nnew", 20, "new"},
		{"nothing but a quote", "> old", 20, "old"},
		{"list", "1. a\n2. b", 20, "1. a 2. b"},
		{"cut", "早上好各位同学", 7, "早上好~"},
		{"escape sequences", "\x1b[31ma\u202e", 20, "[31ma"},
		{"no room", "abc", 0, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := rich.Excerpt(tt.in, 0, 0, tt.cols); got != tt.want {
				t.Errorf("Excerpt(%q) = %q, want %q", tt.in, got, tt.want)
			}
		})
	}
}

func TestPlainKeepsMarkup(t *testing.T) {
	if got, want := rich.Plain("**a** \x1b[1m||b||\n`c`"), "**a** [1m||b||\n`c`"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}
