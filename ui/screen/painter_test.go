package screen_test

import (
	"fmt"
	"strings"
	"testing"

	"snug/text"
	"snug/text/texttest"
	"snug/ui/screen"
)

// chat is a screen of 100x30 with a sidebar of rooms, which scrolls as
// messages come.
type chat struct {
	sidebar []string
	lines   []string
	draft   string
}

func newChat(sidebar bool) *chat {
	c := &chat{}
	if sidebar {
		for i := range 9 {
			c.sidebar = append(c.sidebar, fmt.Sprintf("   %d #room-%d", i+1, i+1))
		}
		c.sidebar[2] = "\x1b[7m > 3 #综合讨论      \x1b[m"
	}
	for i := range 40 {
		c.say(i)
	}
	return c
}

func (c *chat) say(i int) {
	c.lines = append(c.lines, fmt.Sprintf("\x1b[90m12:%02d\x1b[m \x1b[36m%8s\x1b[m message number %d, 大家好", i%60, "alice", i))
}

func (c *chat) frame() *screen.Frame {
	const cols, rows, top, bottom, side = 100, 30, 2, 28, 18
	f := &screen.Frame{Width: cols, Height: rows, Title: "snug", Rows: make([]screen.Row, rows)}
	f.Scroll.Top, f.Scroll.Bottom = top, bottom
	f.Rows[0] = screen.Row{{Col: 0, Room: cols, Text: "\x1b[1m#综合讨论\x1b[m"}}
	f.Rows[1] = screen.Row{{Col: 0, Room: cols, Text: strings.Repeat("-", cols)}}
	for y := top; y < bottom; y++ {
		line := ""
		if at := len(c.lines) - bottom + y; at >= 0 {
			line = c.lines[at]
		}
		if c.sidebar == nil {
			f.Rows[y] = screen.Row{{Col: 0, Room: cols, Text: line}}
			continue
		}
		room := ""
		if y-top < len(c.sidebar) {
			room = c.sidebar[y-top]
		}
		f.Rows[y] = screen.Row{{Col: 0, Room: side, Text: room}, {Col: side + 1, Room: cols - side - 1, Text: line}}
	}
	f.Rows[28] = screen.Row{{Col: 0, Room: cols, Text: "> " + c.draft}}
	f.Rows[29] = screen.Row{{Col: 0, Room: cols, Text: "Enter send  ^J newline"}}
	f.Cursor.Col, f.Cursor.Row = 2+len(c.draft), 28
	return f
}

func TestAppendedLineCostsFewBytes(t *testing.T) {
	for _, tt := range []struct {
		name    string
		sidebar bool
		most    int
	}{{"timeline alone", false, 150}, {"beside a sidebar", true, 400}} {
		t.Run(tt.name, func(t *testing.T) {
			c := newChat(tt.sidebar)
			p := screen.NewPainter(screen.Caps{Synced: true})
			p.Paint(c.frame())
			c.say(41)
			b := p.Paint(c.frame())
			t.Logf("%d bytes: %q", len(b), b)
			if i := strings.LastIndex(string(b), "\x1b[r"); i < strings.Index(string(b), "\x1b[3;28r") {
				t.Error("the margins are left set")
			}
			if len(b) > tt.most {
				t.Errorf("an appended line took %d bytes, want at most %d", len(b), tt.most)
			}
		})
	}
}

func TestScrollingBackCostsWhatComesIn(t *testing.T) {
	c := newChat(false)
	p := screen.NewPainter(screen.Caps{})
	p.Paint(c.frame())
	c.lines = c.lines[:len(c.lines)-5] // five rows further up
	if b := p.Paint(c.frame()); len(b) > 6*90 {
		t.Errorf("five rows took %d bytes: %q", len(b), b)
	}
}

func TestCursorMoveAloneIsOneSequence(t *testing.T) {
	c := newChat(true)
	p := screen.NewPainter(screen.Caps{Synced: true})
	p.Paint(c.frame())
	f := c.frame()
	f.Cursor.Col = 40
	if got, want := string(p.Paint(f)), "\x1b[29;41H"; got != want {
		t.Errorf("painted %q, want %q", got, want)
	}
}

func TestNothingChangedPaintsNothing(t *testing.T) {
	c := newChat(true)
	p := screen.NewPainter(screen.Caps{})
	p.Paint(c.frame())
	if b := p.Paint(c.frame()); b != nil {
		t.Errorf("painted %q", b)
	}
}

func TestSyncedPaintIsWrapped(t *testing.T) {
	c := newChat(true)
	p := screen.NewPainter(screen.Caps{Synced: true})
	b := string(p.Paint(c.frame()))
	if !strings.HasPrefix(b, "\x1b[?2026h") || !strings.HasSuffix(b, "\x1b[?2026l") {
		t.Errorf("not between begin and end: %q", b)
	}
}

func TestResetRepaintsEverything(t *testing.T) {
	c := newChat(true)
	p := screen.NewPainter(screen.Caps{})
	first := string(p.Paint(c.frame()))
	p.Reset()
	if again := string(p.Paint(c.frame())); again != first {
		t.Errorf("after Reset painted\n%q, want\n%q", again, first)
	}
}

func TestNewWidthMethodRepaintsEverything(t *testing.T) {
	c := newChat(true)
	p := screen.NewPainter(screen.Caps{})
	p.Paint(c.frame())
	p.SetCaps(screen.Caps{Method: text.Grapheme})
	if b := string(p.Paint(c.frame())); !strings.Contains(b, "\x1b[2J") {
		t.Errorf("painted %q", b)
	}
}

func TestEverySizeCanBePainted(t *testing.T) {
	for cols := range 8 {
		for rows := range 5 {
			f := newChat(true).frame()
			f.Width, f.Height = cols, rows
			b := screen.NewPainter(screen.Caps{}).Paint(f)
			if v := f.View(text.WcWidth); strings.Count(v.Content, "\n") >= max(rows, 1) {
				t.Errorf("%dx%d: the view has too many rows: %q", cols, rows, v.Content)
			}
			if cols == 0 || rows == 0 {
				if b != nil {
					t.Errorf("%dx%d: painted %q", cols, rows, b)
				}
				continue
			}
			term := newTerminal(t, cols, rows, text.WcWidth)
			_, _ = term.Write(b)
			if strings.Contains(term.shot(), "Enter") {
				t.Errorf("%dx%d shows a row beyond the screen", cols, rows)
			}
		}
	}
}

func TestClippedTextKeepsWholeClustersAndItsReset(t *testing.T) {
	tests := []struct {
		name string
		in   string
		want string
	}{
		{"plain", "abcdefgh", "abcd"},
		{"wide at the edge", "abc中文", "abc"},
		{"coloured", "\x1b[31mabcdefgh\x1b[m", "\x1b[31mabcd\x1b[0m"},
		{"controls", "a\x1b[2Jb\r\nc\u0085d\x07", "a[2J"},
		{"other sequences", "\x1b]0;x\x07", "]0;x"},
		{"invalid", "a\xffb", "ab"},
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

func TestTitleIsFilteredAndSetOnce(t *testing.T) {
	p := screen.NewPainter(screen.Caps{})
	f := func(title string) *screen.Frame { return &screen.Frame{Width: 4, Height: 1, Title: title} }
	if b := string(p.Paint(f("#ops\x1b]52;c;x\a\u202e 大"))); !strings.Contains(b, "\x1b]2;#ops]52;c;x 大\a") {
		t.Errorf("painted %q", b)
	}
	p.Paint(f("two"))
	if b := p.Paint(f("two")); b != nil {
		t.Errorf("the same title again painted %q", b)
	}
}

// TestAllOfUnicodeInATitle also holds that nothing in it ends it early.
func TestAllOfUnicodeInATitle(t *testing.T) {
	title := func(s string) {
		p := screen.NewPainter(screen.Caps{})
		b := string(p.Paint(&screen.Frame{Width: 4, Height: 1, Title: s}))
		_, painted, ok := strings.Cut(b, "\x1b]2;")
		painted, _, ended := strings.Cut(painted, "\a")
		if why := texttest.Fault(painted); !ok || !ended || why != "" || strings.Contains(painted, "\n") {
			t.Errorf("%+q became the title %+q: %s", s, painted, why)
		}
	}
	for s := range texttest.Texts() {
		for line := range strings.Lines(s) {
			title(line)
		}
	}
	for _, s := range texttest.Attacks() {
		title(s)
	}
}

// A terminal that draws a contested character wider than we think must not
// spoil the pane to its right.
func TestContestedTextDoesNotSpoilTheNextPane(t *testing.T) {
	// By code points four hearts are 4 columns, by clusters 8.
	const hearts = "❤️❤️❤️❤️"
	row := func(left, right string) *screen.Frame {
		return &screen.Frame{Width: 12, Height: 1, Rows: []screen.Row{{
			{Col: 0, Room: 6, Text: left}, {Col: 6, Room: 6, Text: right},
		}}}
	}
	for _, tt := range []struct{ name, before, right, want string }{
		{"patched beside text", "a", "right", "❤️||❤️||❤️||r|i|g|h|t| |"},
		{"patched beside a blank", "a", "", "❤️||❤️||❤️|| | | | | | |"},
		{"drawn beside text", "", "right", "❤️||❤️||❤️||r|i|g|h|t| |"},
		{"drawn beside a blank", "", "", "❤️||❤️||❤️|| | | | | | |"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			term := newTerminal(t, 12, 1, text.Grapheme)
			p := screen.NewPainter(screen.Caps{Method: text.WcWidth})
			if tt.before != "" {
				_, _ = term.Write(p.Paint(row(tt.before, tt.right)))
			}
			_, _ = term.Write(p.Paint(row(hearts, tt.right)))
			if got := term.shot(); !strings.HasPrefix(got, tt.want) {
				t.Errorf("the screen is %s, want %s", got, tt.want)
			}
		})
	}
}

func BenchmarkPaintAppend(b *testing.B) {
	for _, tt := range []struct {
		name    string
		sidebar bool
	}{{"timeline", false}, {"sidebar", true}} {
		b.Run(tt.name, func(b *testing.B) {
			c := newChat(tt.sidebar)
			frames := make([]*screen.Frame, 64)
			for i := range frames {
				c.say(i)
				frames[i] = c.frame()
			}
			p := screen.NewPainter(screen.Caps{Synced: true})
			p.Paint(c.frame())
			b.ReportAllocs()
			n := 0
			for i := 0; b.Loop(); i++ {
				f := *frames[i%len(frames)]
				n += len(p.Paint(&f))
			}
			b.ReportMetric(float64(n)/float64(b.N), "bytes/op")
		})
	}
}

func BenchmarkPaintKeystroke(b *testing.B) {
	c := newChat(true)
	var frames [2]*screen.Frame
	for i := range frames {
		c.draft = strings.Repeat("x", 40+i)
		frames[i] = c.frame()
	}
	p := screen.NewPainter(screen.Caps{Synced: true})
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		p.Paint(frames[i%2])
	}
}
