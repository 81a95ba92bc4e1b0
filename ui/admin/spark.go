package admin

import "slices"

// A Spark is a series of numbers drawn as bars.
type Spark struct {
	Rows []string // from the top
	Most uint32   // what a bar of full height stands for
	Each int      // numbers that were added up for one bar
}

// Draw draws a series as bars in at most cols columns and of size rows, the
// newest at the right end. Where the bars have no room they stand for several
// numbers each, added up. In braille a column has two bars and a row four
// steps, else one bar and eight: any terminal shows those.
func Draw(series []uint32, cols, size int, braille bool) Spark {
	perCol, steps := 1, len(ramp)-1
	if braille {
		perCol, steps = 2, 4
	}
	cols, size = max(cols, 1), max(size, 1)
	each := max((len(series)+cols*perCol-1)/(cols*perCol), 1)
	bars := make([]uint32, 0, len(series)/each+perCol)
	for end := len(series); end > 0; end -= each {
		var sum uint32
		for _, n := range series[max(end-each, 0):end] {
			sum += n
		}
		bars = append(bars, sum)
	}
	if wide := cols * perCol / max(len(bars), 1); wide > 1 { // as broad as there is room
		bars = broaden(bars, wide)
	}
	for len(bars)%perCol != 0 {
		bars = append(bars, 0)
	}
	slices.Reverse(bars)
	s := Spark{Each: each}
	for _, n := range bars {
		s.Most = max(s.Most, n)
	}
	for y := range size {
		under := (size - 1 - y) * steps // steps in the rows below
		var row []rune
		for x := 0; x < len(bars); x += perCol {
			var heights [2]int
			for i := range perCol {
				heights[i] = min(max(height(bars[x+i], s.Most, size*steps)-under, 0), steps)
			}
			if braille {
				row = append(row, '\u2800'+dots[0][heights[0]]+dots[1][heights[1]])
			} else {
				row = append(row, rune(ramp[heights[0]]))
			}
		}
		s.Rows = append(s.Rows, string(row))
	}
	return s
}

// broaden has every bar wide times.
func broaden(bars []uint32, wide int) []uint32 {
	out := make([]uint32, 0, len(bars)*wide)
	for _, n := range bars {
		for range wide {
			out = append(out, n)
		}
	}
	return out
}

// height is the steps of a bar: what is not zero is seen.
func height(n, most uint32, steps int) int {
	if n == 0 || most == 0 {
		return 0
	}
	return max(int((uint64(n)*uint64(steps)+uint64(most)/2)/uint64(most)), 1)
}

// ramp are the heights of a bar within a row, in ASCII.
const ramp = " _.-:=+*#"

// dots are the heights of the left and the right bar of a braille character:
// its dots, from the bottom (Unicode, block U+2800).
var dots = [2][5]rune{
	{0, 0x40, 0x44, 0x46, 0x47},
	{0, 0x80, 0xa0, 0xb0, 0xb8},
}
