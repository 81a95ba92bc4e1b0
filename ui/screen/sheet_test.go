package screen_test

import (
	"bytes"
	"fmt"
	"testing"

	"snug/ui/screen"
)

// sheetOf is a frame that is drawn on memory which others have used.
func sheetOf(f *screen.Frame) *screen.Frame {
	s := screen.NewFrame(f.Width, f.Height)
	for y := range s.Height {
		if y%2 == 0 {
			s.SetRow(y, f.Rows[y]...)
			continue
		}
		for _, seg := range f.Rows[y] {
			s.Add(y, seg.Col, seg.Room, seg.Text)
		}
	}
	s.Title, s.Scroll, s.Cursor, s.Mouse = f.Title, f.Scroll, f.Cursor, f.Mouse
	return s
}

// TestMemoryOfFramesIsNoOthers has several sessions at once draw on memory that goes
// from one to another. What each paints is what it would with frames of its own.
func TestMemoryOfFramesIsNoOthers(t *testing.T) {
	for seed := range uint64(6) {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			t.Parallel()
			s := newScript(300+seed, methods[0].m)
			caps := screen.Caps{Method: methods[0].m, Synced: true}
			own, shared := screen.NewPainter(caps), screen.NewPainter(caps)
			for step := range 120 {
				s.step()
				f := s.frame()
				sheet := sheetOf(f)
				if want, got := own.Paint(f), shared.Paint(sheet); !bytes.Equal(want, got) {
					t.Fatalf("step %d: painted %q, want %q", step, got, want)
				}
				if step%17 == 0 { // the same frame is shown once more, from nothing
					own.Reset()
					shared.Reset()
					if want, got := own.Paint(f), shared.Paint(sheet); !bytes.Equal(want, got) {
						t.Fatalf("step %d: painted again %q, want %q", step, got, want)
					}
				}
			}
		})
	}
}

func TestANewFrameIsBlank(t *testing.T) {
	p := screen.NewPainter(screen.Caps{})
	for range 50 {
		f := screen.NewFrame(20, 5)
		if f.Title != "" || f.Mouse || f.Image != nil || f.Cursor.Hidden || len(f.Rows) != 5 {
			t.Fatalf("a new frame is %+v", f)
		}
		for y, r := range f.Rows {
			if len(r) > 0 {
				t.Fatalf("row %d of a new frame holds %v", y, r)
			}
			f.SetRow(y, screen.Segment{Room: 20, Text: "somebody else's secret"})
		}
		f.Title, f.Mouse, f.Cursor.Hidden, f.Image = "theirs", true, true, &screen.Image{}
		p.Paint(f)
	}
}
