package rich_test

import (
	"testing"

	"snug/text"
	"snug/text/texttest"
	"snug/ui/rich"
	"snug/ui/screen"
	"snug/ui/theme"
)

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
