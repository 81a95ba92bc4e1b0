package rich_test

import (
	"fmt"
	"regexp"
	"strings"
	"testing"
	"unicode"

	"github.com/rivo/uniseg"
	"golang.org/x/text/width"

	"snug/text"
)

// A parsedRow is a row as a terminal understands it.
type parsedRow struct {
	shown string     // without sequences
	links []linkPart // in their order
}

type linkPart struct{ id, target, shown string }

// parse reads a row as a terminal does. It fails the test for any sequence
// that is neither SGR nor OSC 8, and for what the row leaves switched on.
func parse(t testing.TB, row string) parsedRow {
	t.Helper()
	var p parsedRow
	styled, open := false, false
	for rest := row; rest != ""; {
		switch {
		case strings.HasPrefix(rest, "\x1b["):
			params, after, ok := strings.Cut(rest[2:], "m")
			if !ok || strings.Trim(params, "0123456789;") != "" {
				t.Fatalf("row %q has a sequence that is not SGR", row)
			}
			styled, rest = params != "", after
		case strings.HasPrefix(rest, "\x1b]8;"):
			body, after, ok := strings.Cut(rest[4:], "\x1b\\")
			params, target, ok2 := strings.Cut(body, ";")
			if !ok || !ok2 || strings.ContainsFunc(body, func(r rune) bool { return r <= ' ' || r >= 0x7f }) {
				t.Fatalf("row %q has a malformed hyperlink", row)
			}
			if open == (target != "") {
				t.Fatalf("row %q opens or closes a hyperlink twice", row)
			}
			if open = target != ""; open {
				p.links = append(p.links, linkPart{id: params, target: target})
			}
			rest = after
		default:
			r := []rune(rest)[0]
			if r < ' ' || r >= 0x7f && r < 0xa0 || text.Forbidden(r) {
				t.Fatalf("row %q has the character %U", row, r)
			}
			size := len(string(r))
			p.shown += rest[:size]
			if open {
				p.links[len(p.links)-1].shown += rest[:size]
			}
			rest = rest[size:]
		}
	}
	if styled || open {
		t.Fatalf("row %q leaves a style or a hyperlink open", row)
	}
	return p
}

// checkLinks fails the test unless each hyperlink leads where its text says.
func checkLinks(t testing.TB, rows []parsedRow) {
	t.Helper()
	shown, target := map[string]string{}, map[string]string{}
	for _, r := range rows {
		for _, l := range r.links {
			if was, ok := target[l.id]; ok && was != l.target {
				t.Fatalf("the hyperlink %s leads to %s and to %s", l.id, was, l.target)
			}
			target[l.id] = l.target
			shown[l.id] += l.shown
		}
	}
	for id, to := range target {
		// What is too wide for its row is drawn as "?".
		if shown[id] != to && encode(shown[id]) != to && shown[id] != beyondASCII.ReplaceAllString(to, "?") {
			t.Fatalf("the hyperlink to %q stands under the text %q", to, shown[id])
		}
	}
}

// beyondASCII matches an encoded rune.
var beyondASCII = regexp.MustCompile("%[C-F][0-9A-F](%[89AB][0-9A-F])+")

// encode percent-encodes what is beyond ASCII.
func encode(s string) string {
	var b strings.Builder
	for _, c := range []byte(s) {
		if c < 0x80 {
			b.WriteByte(c)
		} else {
			fmt.Fprintf(&b, "%%%02X", c)
		}
	}
	return b.String()
}

// naiveWidth measures without the packages under test.
func naiveWidth(m text.Method, s string) int {
	if m == text.Grapheme {
		return uniseg.StringWidth(s)
	}
	n := 0
	for _, r := range s {
		switch kind := width.LookupRune(r).Kind(); {
		case unicode.In(r, unicode.Mn, unicode.Me, unicode.Cf):
		case kind == width.EastAsianWide || kind == width.EastAsianFullwidth:
			n += 2
		default:
			n++
		}
	}
	return n
}
