package ui_test

import (
	"flag"
	"fmt"
	"html"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/mattn/go-runewidth"
	"github.com/rivo/uniseg"

	"snug/room"
	"snug/text/lang"
	"snug/ui"
	"snug/ui/screen"
)

var pictures = flag.String("pictures", "", "write the screens of the README as SVG into this directory")

// TestPictures draws the screens of the README. Without a directory it only
// shows that they can be drawn.
func TestPictures(t *testing.T) {
	for _, p := range []struct {
		name       string
		cols, rows int
		lang       lang.Lang
		dark       bool
		keys       func(*session)
	}{
		{"chat", 120, 36, lang.English, true, func(s *session) { s.write("好的，我下午两点前确认。") }},
		{"select", 80, 24, lang.Chinese, false, func(s *session) { s.press("esc", "enter") }},
		{"switcher", 80, 24, lang.English, true, func(s *session) { s.press("ctrl+k"); s.write("o") }},
		{"admin", 100, 30, lang.English, true, func(s *session) { s.say("/admin") }},
		{"narrow", 50, 20, lang.English, true, func(s *session) { s.write("ok") }},
	} {
		t.Run(p.name, func(t *testing.T) {
			c := ui.Config{
				Chat: ui.Chat{Seat: lively(), Host: staffHost(t), Room: 2}, Lang: p.lang,
				Caps: screen.Caps{Method: caps.Method, Colors: screen.Colors256, Dark: p.dark, UTF8: true},
			}
			inSession(t, c, p.cols, p.rows, func(s *session) {
				p.keys(s)
				picture := svg(s.m.Frame(), p.dark)
				if !strings.Contains(picture, "</svg>") || len(picture) < 2000 {
					t.Fatalf("the picture is %d bytes", len(picture))
				}
				if *pictures == "" {
					return
				}
				if err := os.WriteFile(filepath.Join(*pictures, p.name+".svg"), []byte(picture), 0o644); err != nil {
					t.Fatal(err)
				}
			})
		})
	}
}

// lively is busy, with everything that can happen to messages, conversations and
// an invitation.
func lively() *fakeSeat {
	seat := busy()
	seat.rooms[4].Private = true
	seat.rooms = append(seat.rooms, with(7, ann).here(ann).said(ann, "lunch at twelve?"), with(8, bob, cyd))
	seat.invited = append(seat.invited, invitation(9, "garden", "tomatoes"))
	in := seat.rooms[1]
	in.present[0].Role, in.present[1].Role = room.Owner, room.Moderator
	in.msgs = nil
	in.Last, in.read = 0, 5
	for i := range in.present {
		in.present[i].Person.Display = "" // fonts that have every emoji are rare
	}
	for _, m := range life().rooms[0].msgs {
		said := *m
		switch said.Author.Name {
		case "you":
			said.Author.ID = seat.me.ID
		case "bob":
			said.Author.Display = ""
		}
		if said.Mentions != nil {
			said.Mentions = []room.UserID{seat.me.ID}
		}
		in.append(&said)
	}
	return seat
}

// Pixels of a cell.
const (
	cellWidth  = 9
	cellHeight = 19
)

// svg draws a frame, a group of cells of one style at a time, each at its
// exact place, so that fonts that disagree about widths do not shift anything.
func svg(f *screen.Frame, dark bool) string {
	ground, ink := "#fdfdfd", "#24292f"
	if dark {
		ground, ink = "#16181d", "#d7dae0"
	}
	var b strings.Builder
	fmt.Fprintf(&b, `<svg xmlns="http://www.w3.org/2000/svg" width="%d" height="%d" font-family="DejaVu Sans Mono, WenQuanYi Micro Hei Mono, monospace" font-size="15">`,
		f.Width*cellWidth+20, f.Height*cellHeight+20)
	fmt.Fprintf(&b, `<rect width="100%%" height="100%%" rx="8" fill="%s"/>`+"\n", ground)
	for y, row := range f.Rows {
		for _, seg := range row {
			drawText(&b, seg, y, ground, ink)
		}
	}
	if !f.Cursor.Hidden {
		fmt.Fprintf(&b, `<rect x="%d" y="%d" width="2" height="%d" fill="%s"/>`, 10+f.Cursor.Col*cellWidth, 12+f.Cursor.Row*cellHeight, cellHeight-3, ink)
	}
	return b.String() + "</svg>\n"
}

func drawText(b *strings.Builder, seg screen.Segment, y int, ground, ink string) {
	st := style{fore: ink}
	col := seg.Col
	for rest := seg.Text; rest != ""; {
		if after, ok := strings.CutPrefix(rest, "\x1b["); ok {
			codes, tail, _ := strings.Cut(after, "m")
			st.apply(codes, ink)
			rest = tail
			continue
		}
		if after, ok := strings.CutPrefix(rest, "\x1b]"); ok {
			_, rest, _ = strings.Cut(after, "\x1b\\")
			continue
		}
		var c string
		c, rest, _, _ = uniseg.FirstGraphemeClusterInString(rest, -1)
		w := runewidth.StringWidth(c)
		st.draw(b, c, 10+col*cellWidth, 10+y*cellHeight, w, ground)
		col += w
	}
}

// style is what of SGR the pictures show.
type style struct {
	fore, back                               string
	bold, faint, italic, under, rev, crossed bool
}

func (s *style) apply(codes, ink string) {
	list := strings.Split(codes, ";")
	for i := 0; i < len(list); i++ {
		n, _ := strconv.Atoi(list[i])
		switch {
		case n == 0:
			*s = style{fore: ink}
		case n == 1:
			s.bold = true
		case n == 2:
			s.faint = true
		case n == 3:
			s.italic = true
		case n == 4:
			s.under = true
		case n == 7:
			s.rev = true
		case n == 9:
			s.crossed = true
		case (n == 38 || n == 48) && i+2 < len(list):
			c, _ := strconv.Atoi(list[i+2])
			if n == 38 {
				s.fore = color(c)
			} else {
				s.back = color(c)
			}
			i += 2
		case n >= 30 && n <= 37:
			s.fore = color(n - 30)
		case n >= 90 && n <= 97:
			s.fore = color(n - 90 + 8)
		}
	}
}

func (s *style) draw(b *strings.Builder, c string, x, y, w int, ground string) {
	fore, back := s.fore, s.back
	if s.rev {
		fore, back = ground, s.fore
	}
	if back != "" {
		fmt.Fprintf(b, `<rect x="%d" y="%d" width="%d" height="%d" fill="%s"/>`, x, y, w*cellWidth, cellHeight, back)
	}
	if strings.TrimSpace(c) == "" {
		return
	}
	more := ""
	for _, a := range []struct {
		on   bool
		attr string
	}{
		{s.bold, ` font-weight="bold"`},
		{s.faint, ` opacity="0.6"`},
		{s.italic, ` font-style="italic"`},
		{s.under, ` text-decoration="underline"`},
		{s.crossed, ` text-decoration="line-through"`},
	} {
		if a.on {
			more += a.attr
		}
	}
	fmt.Fprintf(b, `<text x="%d" y="%d" fill="%s"%s>%s</text>`+"\n", x, y+14, fore, more, html.EscapeString(c))
}

// color is a colour of the palette of 256.
func color(n int) string {
	base := []string{
		"#3b4048", "#d05a5a", "#6aa84f", "#c49a3a", "#4f86c6", "#a06cc0", "#3f9fa0", "#c8ccd4",
		"#6f7683", "#f07178", "#98c379", "#e5c07b", "#61afef", "#c678dd", "#56b6c2", "#ffffff",
	}
	switch {
	case n < 16:
		return base[n]
	case n < 232:
		level := func(v int) int {
			if v == 0 {
				return 0
			}
			return 55 + 40*v
		}
		n -= 16
		return fmt.Sprintf("#%02x%02x%02x", level(n/36), level(n/6%6), level(n%6))
	}
	v := 8 + 10*(n-232)
	return fmt.Sprintf("#%02x%02x%02x", v, v, v)
}
