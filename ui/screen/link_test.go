package screen_test

import (
	"strings"
	"testing"

	"snug/text"
	"snug/ui/screen"
)

func openLink(url string) string { return "\x1b]8;id=1;" + url + "\x1b\\" }

func TestLinksAreCutAndClosed(t *testing.T) {
	const url = "https://example.com/?a=b;c"
	open := openLink(url)
	fits := openLink("x:" + strings.Repeat("x", 700-len(openLink("x:"))))
	long := openLink("x:" + strings.Repeat("x", 701-len(openLink("x:"))))
	longer := openLink("https://example.com/" + strings.Repeat("x", 70000))
	tests := []struct {
		name string
		in   string
		want string
	}{
		{"fits", "a" + open + "bc" + closeLink + "d", "a" + open + "bc" + closeLink + "d"},
		{"cut inside", open + "abcdef" + closeLink + "g", open + "abcd" + closeLink},
		{"cut behind", open + "ab" + closeLink + "cdef", open + "ab" + closeLink + "cd"},
		{"cut inside, coloured", "\x1b[34m" + open + "abcdef" + closeLink + "\x1b[m", "\x1b[34m" + open + "abcd" + closeLink + "\x1b[0m"},
		{"cut before a wide character", open + "abc中" + closeLink, open + "abc" + closeLink},
		{"left open", open + "ab", open + "ab" + closeLink},
		{"one after another", open + "ab" + openLink("x:y") + "cde", open + "ab" + openLink("x:y") + "cd" + closeLink},
		{"closed with parameters", open + "ab\x1b]8;id=1;\x1b\\cd", open + "ab\x1b]8;id=1;\x1b\\cd"},
		{"as long as may be", fits + "ab" + closeLink, fits + "ab" + closeLink},
		{"too long", long + "ab" + closeLink, "ab" + closeLink},
		{"far too long", longer + "ab" + closeLink, "ab" + closeLink},
		{"not ASCII", openLink("https://例子.cn") + "ab" + closeLink, "ab" + closeLink},
		{"space in the address", openLink("x:a b") + "ab" + closeLink, "ab" + closeLink},
		{"no address field", "\x1b]8;x\x1b\\ab", "ab"},
		{"ended by BEL", "\x1b]8;;x:y\aab", "]8;;"},
		{"never ended", "\x1b]8;;x:y", "]8;;"},
		{"broken off by another sequence", "\x1b]8;;x\x1b]0;evil\aab", "]8;;"},
		{"clipboard behind a link", open + "a\x1b]52;c;eA==\x1b\\" + closeLink, open + "a]52" + closeLink},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			f := &screen.Frame{Width: 4, Height: 1, Rows: []screen.Row{{{Room: 9, Text: tt.in}}}}
			if got := f.View(text.WcWidth).Content; got != tt.want {
				t.Errorf("View shows %q, want %q", got, tt.want)
			}
			b := string(screen.NewPainter(screen.Caps{}).Paint(f))
			if !strings.Contains(b, "\x1b[1H"+tt.want+"\x1b[1H") {
				t.Errorf("painted %q, want it to hold %q", b, tt.want)
			}
		})
	}
}

// A link in one pane must not run on into the next, whichever of the two is
// written again.
func TestPatchedRowKeepsItsLinks(t *testing.T) {
	for _, method := range methods {
		t.Run(method.name, func(t *testing.T) {
			row := func(left, right string) *screen.Frame {
				return &screen.Frame{Width: 14, Height: 1, Rows: []screen.Row{{
					{Col: 0, Room: 7, Text: left}, {Col: 7, Room: 7, Text: right},
				}}}
			}
			link := openLink("x:y") + "❤️link" + closeLink
			frames := []*screen.Frame{
				row("plain", "plain"), row(link, "plain"), row(link+"!", "plain"),
				row(openLink("x:z")+"❤️link", "other"), row(openLink("x:z")+"much too long", link), row("", link),
			}
			caps := screen.Caps{Method: method.m}
			kept, painter := newTerminal(t, 14, 1, method.m), screen.NewPainter(caps)
			for i, f := range frames {
				_, _ = kept.Write(painter.Paint(f))
				fresh := newTerminal(t, 14, 1, method.m)
				_, _ = fresh.Write(screen.NewPainter(caps).Paint(f))
				if d := diff(kept.shot(), fresh.shot()); d != "" {
					t.Errorf("frame %d: patched and redrawn screens differ\n%s", i, d)
				}
			}
			if shot := kept.shot(); strings.Count(shot, "<") < 5 {
				t.Errorf("no link is left on %s", shot)
			}
		})
	}
}

func TestLinesWithLinksScroll(t *testing.T) {
	c := newChat(false)
	for i := range c.lines {
		c.lines[i] += openLink("https://example.com/"+strings.Repeat("x", i)) + "link" + closeLink
	}
	p := screen.NewPainter(screen.Caps{})
	p.Paint(c.frame())
	c.say(41)
	if b := p.Paint(c.frame()); len(b) > 150 || strings.Contains(string(b), "example") {
		t.Errorf("an appended line took %d bytes: %q", len(b), b)
	}
}
