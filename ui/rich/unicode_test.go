package rich_test

import (
	"testing"

	"snug/text"
	"snug/text/texttest"
	"snug/ui/rich"
	"snug/ui/screen"
	"snug/ui/theme"
)

// TestTrap6NothingIsDecoded writes attacks in plain ASCII, as entities and escapes of
// other languages: what was cleaned on its way in must not come alive on its way out.
func TestTrap6NothingIsDecoded(t *testing.T) {
	for _, s := range []string{
		"&#27;]0;owned&#7;", "&#x1b;[2J", "&ESC;[31m", "&lt;b&gt;", `\x1b[31m`, `\u001b[31m`, `\033[31m`, `\e[31m`, "%1b[31m", "=1B[31m", "^[[31m",
		"[a](&#27;]0;owned&#7;)", "`&#27;[2J`", "<&#27;>", "&#8238;kcab", "&zwj;&shy;",
	} {
		for _, r := range rich.Rows(s, rich.Options{Theme: theme.Of(screen.NoColor, true), FirstCols: 80, Cols: 80}) {
			shown := parse(t, r).shown
			if why := texttest.Fault(shown); why != "" {
				t.Errorf("%q is drawn with %s: %q", s, why, shown)
			}
			for _, r := range shown {
				if r > 0x7f {
					t.Errorf("%q is drawn with %U: %q", s, r, shown)
				}
			}
		}
	}
}

// TestAllOfUnicodeIsDrawnClean draws messages with all of Unicode, with markup
// around it: nothing but styles and text comes out.
func TestAllOfUnicodeIsDrawnClean(t *testing.T) {
	draw := func(s string, m text.Method) {
		o := rich.Options{Method: m, Theme: theme.Of(screen.TrueColor, true), FirstCols: 60, Cols: 80, Hyperlinks: true}
		for _, r := range rich.Rows(s, o) {
			shown := parse(t, r).shown
			if why := texttest.Fault(shown); why != "" {
				t.Fatalf("%s is drawn: %+q", why, shown)
			}
		}
		if why := texttest.Fault(rich.Excerpt(s, m, 0, 60)); why != "" {
			t.Fatalf("%s is in an excerpt of %+q", why, s)
		}
	}
	n := 0
	for s := range texttest.Texts() {
		n++
		draw([]string{s, "*" + s + "*", "```go\n" + s + "\n```", "[x](https://a.b/" + s + ")"}[n%4], text.Method(n%2))
	}
	for _, s := range texttest.Attacks() {
		for _, m := range []text.Method{text.WcWidth, text.Grapheme} {
			draw(s, m)
			draw("```go\n"+s, m)
		}
	}
}
