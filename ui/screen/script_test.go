package screen_test

import (
	"fmt"
	"math/rand/v2"
	"strings"

	"snug/text"
	"snug/ui/screen"
)

// bits is what random segments are made of. Each is one cluster.
var bits = []string{
	"a", "b", "Z", " ", "0", "~", "中", "文", "。", "한", "か", "é", "ж", "“", "│",
	"🙂", "🎉", "👍🏽", "👨‍👩‍👧‍👦", "🇩🇪", "か゚", "❤️", "가",
}

var styles = []string{"\x1b[31m", "\x1b[1;4m", "\x1b[38;5;120m", "\x1b[7m", "\x1b[48;2;10;20;30m"}

const closeLink = "\x1b]8;;\x1b\\"

// A script plays a made-up program: panes that change now and then, a timeline
// that grows and scrolls, resizes.
type script struct {
	r      *rand.Rand
	method text.Method

	cols, rows int
	panes      []pane
	fixed      [][]string // per pane and row
	timeline   []string
	offset     int // rows the timeline is scrolled back
	composer   string
	title      string
	hidden     bool
	overlay    bool
}

type pane struct{ col, room int }

func newScript(seed uint64, m text.Method) *script {
	s := &script{r: rand.New(rand.NewPCG(seed, 7)), method: m}
	s.resize(60, 12)
	return s
}

func (s *script) text(room int) string {
	if room <= 0 || s.r.IntN(4) == 0 {
		return ""
	}
	var b strings.Builder
	width, styled, linked := 0, false, false
	for range 1 + s.r.IntN(max(room, 1)) {
		if s.r.IntN(8) == 0 {
			b.WriteString(styles[s.r.IntN(len(styles))])
			styled = true
		}
		if s.r.IntN(8) == 0 {
			fmt.Fprintf(&b, "\x1b]8;id=%d;https://example.com/%[1]d\x1b\\", s.r.IntN(3))
			linked = true
		} else if linked && s.r.IntN(8) == 0 {
			b.WriteString(closeLink)
			linked = false
		}
		bit := bits[s.r.IntN(len(bits))]
		w := s.method.Width(bit)
		if width+w > room {
			break
		}
		b.WriteString(bit)
		width += w
	}
	if styled {
		b.WriteString("\x1b[m")
	}
	if linked {
		b.WriteString(closeLink)
	}
	return b.String()
}

func (s *script) resize(cols, rows int) {
	s.cols, s.rows = cols, rows
	s.panes = s.panes[:0]
	switch n := 1 + s.r.IntN(3); {
	case n == 1 || cols < 9:
		s.panes = append(s.panes, pane{0, cols})
	case n == 2:
		s.panes = append(s.panes, pane{0, cols / 3}, pane{cols/3 + 1, cols - cols/3 - 1})
	default:
		s.panes = append(s.panes, pane{0, cols / 4}, pane{cols/4 + 1, cols / 2}, pane{cols - cols/5, cols / 5})
	}
	s.fixed = make([][]string, len(s.panes))
	for i := range s.fixed {
		s.fixed[i] = make([]string, rows)
		for y := range rows {
			s.fixed[i][y] = s.text(s.panes[i].room)
		}
	}
	s.timeline = s.timeline[:0]
	s.offset = 0
}

// main is the pane of the timeline.
func (s *script) main() int { return len(s.panes) / 2 }

func (s *script) step() {
	switch s.r.IntN(12) {
	case 0, 1, 2, 3:
		for range 1 + s.r.IntN(3) {
			s.timeline = append(s.timeline, s.text(s.panes[s.main()].room))
		}
	case 4:
		s.offset = max(0, min(s.offset+s.r.IntN(2*s.rows+1)-s.rows, len(s.timeline)))
	case 5:
		p := s.r.IntN(len(s.panes))
		s.fixed[p][s.r.IntN(s.rows)] = s.text(s.panes[p].room)
	case 6, 7:
		s.composer = s.text(s.cols)
	case 8:
		s.title = fmt.Sprintf("room %d\x1b]0;evil\a", s.r.IntN(3))
	case 9:
		s.hidden = !s.hidden
	case 10:
		s.overlay = !s.overlay
	case 11:
		if s.r.IntN(3) == 0 {
			sizes := [][2]int{{200, 60}, {80, 24}, {1, 1}, {2, 3}, {40, 10}, {9, 2}}
			to := sizes[s.r.IntN(len(sizes))]
			s.resize(to[0], to[1])
		}
	}
}

func (s *script) frame() *screen.Frame {
	f := &screen.Frame{Width: s.cols, Height: s.rows, Title: s.title}
	f.Cursor.Row = s.rows - 1
	f.Cursor.Col = min(s.method.Width(s.composer), s.cols-1)
	f.Cursor.Hidden = s.hidden
	body := s.rows - 1
	f.Scroll.Bottom = max(body, 0)
	for y := range body {
		var row screen.Row
		for i, p := range s.panes {
			t := s.fixed[i][y]
			if i == s.main() {
				t = ""
				if at := len(s.timeline) - s.offset - body + y; at >= 0 && at < len(s.timeline) {
					t = s.timeline[at]
				}
			}
			row = append(row, screen.Segment{Col: p.col, Room: p.room, Text: t})
		}
		if s.overlay && y == body/2 {
			row = screen.Row{{Col: min(2, s.cols-1), Room: max(s.cols-4, 1), Text: "\x1b[7m-\x1b[m"}}
		}
		f.Rows = append(f.Rows, row)
	}
	f.Rows = append(f.Rows,
		screen.Row{{Col: 0, Room: s.cols, Text: s.composer}},
		screen.Row{{Col: 0, Room: s.cols, Text: "below the screen"}})
	return f
}
