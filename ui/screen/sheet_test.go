package screen_test

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"snug/ui/screen"
)

// drawOn draws f on a sheet, or on a new one if that has another size. Rows that are
// blank are not set now and then: the end of a drawing blanks them.
func drawOn(sheet, f *screen.Frame) *screen.Frame {
	if sheet == nil || sheet.Width != f.Width || sheet.Height != f.Height {
		sheet = screen.NewFrame(f.Width, f.Height)
	}
	sheet.Begin()
	for y, row := range f.Rows[:f.Height] {
		if len(row) > 0 || y%2 == 0 {
			sheet.SetRow(y, row...)
		}
	}
	sheet.Title, sheet.Scroll, sheet.Cursor, sheet.Mouse, sheet.Image = f.Title, f.Scroll, f.Cursor, f.Mouse, f.Image
	sheet.End()
	return sheet
}

// TestDrawingInPlacePaintsTheSame has several sessions at once draw on frames of their
// own, and holds what they paint against what it is with another frame each time.
func TestDrawingInPlacePaintsTheSame(t *testing.T) {
	for seed := range uint64(4) {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			t.Parallel()
			s := newScript(300+seed, methods[0].m)
			caps := screen.Caps{Method: methods[0].m, Synced: true}
			anew, inPlace := screen.NewPainter(caps), screen.NewPainter(caps)
			var sheet *screen.Frame
			for step := range 120 {
				s.step()
				f := s.frame()
				sheet = drawOn(sheet, f)
				if want, got := anew.Paint(f), inPlace.Paint(sheet); !bytes.Equal(want, got) {
					t.Fatalf("step %d: painted %q, want %q", step, got, want)
				}
				if again := inPlace.Paint(drawOn(sheet, f)); again != nil {
					t.Fatalf("step %d: the same drawing once more painted %q", step, again)
				}
				if step%17 == 0 { // the same frame is shown once more, from nothing
					anew.Reset()
					inPlace.Reset()
					if want, got := anew.Paint(f), inPlace.Paint(sheet); !bytes.Equal(want, got) {
						t.Fatalf("step %d: painted again %q, want %q", step, got, want)
					}
				}
			}
		})
	}
}

// TestLiftedRowsAreWhatIsDrawn lifts the scroll region by more or less than what has
// happened, and draws. Some drawings are painted together.
func TestLiftedRowsAreWhatIsDrawn(t *testing.T) {
	lifted := 0
	for _, method := range methods {
		for seed := range uint64(4) {
			t.Run(fmt.Sprintf("%s/%d", method.name, seed), func(t *testing.T) {
				s := newScript(400+seed, method.m)
				caps := screen.Caps{Method: method.m}
				kept, painter := newTerminal(t, s.cols, s.rows, method.m), screen.NewPainter(caps)
				var sheet *screen.Frame
				for step := range 80 {
					if sheet != nil && s.r.IntN(3) > 0 && sheet.Lift(s.r.IntN(5)-1) {
						lifted++
					}
					s.step()
					if sheet = drawOn(sheet, s.frame()); s.r.IntN(4) == 0 {
						continue
					}
					kept.Resize(s.cols, s.rows)
					b := painter.Paint(sheet)
					_, _ = kept.Write(b)
					fresh := newTerminal(t, s.cols, s.rows, method.m)
					_, _ = fresh.Write(screen.NewPainter(caps).Paint(s.frame()))
					if d := diff(kept.shot(), fresh.shot()); d != "" {
						t.Fatalf("step %d: lifted and redrawn screens differ\n%s\npainted %q", step, d, b)
					}
				}
			})
		}
	}
	if lifted < 80 {
		t.Errorf("only %d lifts", lifted)
	}
}

// TestLiftCostsWhatComesIn adds a line below others, as a model that is told of one.
func TestLiftCostsWhatComesIn(t *testing.T) {
	c := newChat(true)
	p := screen.NewPainter(screen.Caps{Synced: true})
	sheet := drawOn(nil, c.frame())
	p.Paint(sheet)
	c.say(41)
	want := c.frame()
	if !sheet.Lift(1) {
		t.Fatal("nothing is lifted")
	}
	sheet.SetRow(27, want.Rows[27]...)
	for y := 2; y < 27; y++ {
		sheet.SetText(y, 0, want.Rows[y][0].Text)
	}
	b := p.Paint(sheet)
	if len(b) > 400 || !strings.Contains(string(b), "number 41") {
		t.Errorf("a lifted line took %d bytes: %q", len(b), b)
	}
	if got := p.Paint(want); got != nil {
		t.Errorf("the screen differs from what it should be by %q", got)
	}
}

func TestLiftOnlyWhereTheTerminalCanFollow(t *testing.T) {
	sheet := func() *screen.Frame {
		f := drawOn(nil, newChat(false).frame())
		screen.NewPainter(screen.Caps{}).Paint(f)
		return f
	}
	tests := []struct {
		name string
		do   func(*screen.Frame)
		by   int
		want bool
	}{
		{"nothing changed", func(*screen.Frame) {}, 2, true},
		{"a row elsewhere changed", func(f *screen.Frame) { f.SetRow(0) }, 2, true},
		{"a row of the region changed", func(f *screen.Frame) { f.SetRow(5) }, 2, false},
		{"lifted before", func(f *screen.Frame) { f.Lift(1) }, 1, false},
		{"by nothing", func(*screen.Frame) {}, 0, false},
		{"by all there is", func(*screen.Frame) {}, 26, false},
		{"nothing scrolls", func(f *screen.Frame) { f.Scroll.Top, f.Scroll.Bottom = 0, 0 }, 1, false},
		{"beyond the screen", func(f *screen.Frame) { f.Scroll.Bottom = 99 }, 1, false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			f := sheet()
			tt.do(f)
			if got := f.Lift(tt.by); got != tt.want {
				t.Errorf("lifted: %v, want %v", got, tt.want)
			}
		})
	}
}

// TestTwoPaintersOfOneFrame paints what was drawn on two terminals. One of them cannot
// know what has been changed.
func TestTwoPaintersOfOneFrame(t *testing.T) {
	s := newScript(7, methods[0].m)
	caps := screen.Caps{Method: methods[0].m}
	terminals := []*terminal{newTerminal(t, s.cols, s.rows, s.method), newTerminal(t, s.cols, s.rows, s.method)}
	painters := []*screen.Painter{screen.NewPainter(caps), screen.NewPainter(caps)}
	var sheet *screen.Frame
	for step := range 100 {
		s.step()
		sheet = drawOn(sheet, s.frame())
		for i, p := range painters {
			terminals[i].Resize(s.cols, s.rows)
			_, _ = terminals[i].Write(p.Paint(sheet))
		}
		if d := diff(terminals[0].shot(), terminals[1].shot()); d != "" {
			t.Fatalf("step %d: the screens differ\n%s", step, d)
		}
	}
}
