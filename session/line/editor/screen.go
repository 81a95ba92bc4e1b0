package editor

import "io"

// A screen is the terminal's row as it is, and what is to be written to change it.
type screen struct {
	w     io.Writer
	out   []byte
	shown bool // the row is to be seen
	have  []cell
	col   int // of the cursor
}

// draw makes the row show some cells and puts the cursor into a column, which is
// at the edge of one. It writes from the first cell that differs on.
func (s *screen) draw(want []cell, col int) {
	same, at := 0, 0
	for same < len(want) && same < len(s.have) && want[same] == s.have[same] {
		at += want[same].cols
		same++
	}
	if same < len(want) || same < len(s.have) {
		s.move(at)
		old := s.width()
		s.write(want[same:])
		width := s.col
		s.have = append(s.have[:same], want[same:]...)
		s.blank(old - width)
	}
	s.move(col)
}

// move moves the cursor: to the left by backspaces, to the right over what stands
// there by writing it again.
func (s *screen) move(col int) {
	if col == 0 && s.col > 0 {
		s.out = append(s.out, '\r')
		s.col = 0
	}
	for ; s.col > col; s.col-- {
		s.out = append(s.out, '\b')
	}
	at := 0
	for _, c := range s.have {
		if at >= col {
			break
		}
		if at >= s.col {
			s.write([]cell{c})
		}
		at += c.cols
	}
}

func (s *screen) write(cells []cell) {
	for _, c := range cells {
		s.out = append(s.out, c.drawn...)
		s.col += c.cols
	}
}

// blank writes spaces over what is left of an older row.
func (s *screen) blank(cols int) {
	for ; cols > 0; cols-- {
		s.out = append(s.out, ' ')
		s.col++
	}
}

// width is how many columns the row takes.
func (s *screen) width() int {
	n := 0
	for _, c := range s.have {
		n += c.cols
	}
	return n
}

// line writes a line that is to stay. The row shows nothing.
func (s *screen) line(l string) {
	s.out = append(s.out, l...)
	s.out = append(s.out, '\r', '\n')
}

// leave goes on below what the row shows.
func (s *screen) leave() {
	s.line("")
	s.have, s.col = s.have[:0], 0
}

// flush writes what there is to write.
func (s *screen) flush() error {
	if len(s.out) == 0 {
		return nil
	}
	_, err := s.w.Write(s.out)
	if s.out = s.out[:0]; cap(s.out) > 4096 {
		s.out = nil
	}
	return err
}
