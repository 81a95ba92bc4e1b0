package screen_test

import (
	"testing"

	"snug/ui/screen"
)

// FuzzPainter plays random scripts in which one pane shows whatever there may
// be, as if nobody had cleaned it. Patched and redrawn screens must be the
// same, and the rows around that pane stay as they are. Two scripts of three are
// drawn on one frame, which is lifted now and then.
func FuzzPainter(f *testing.F) {
	for i, s := range []string{
		"", "plain", "\x1b[31mred", "\x1b]8;;x:y\x1b\\link", "\x1b]8;;x:y\x1b\\a" + closeLink + "b", "\x1b]8;;x:y", "\x1b]0;evil\a",
		"\x1b[2J\x1b[5A", "\r\n\n\n", "\x9b2J\u009b2J", "❤️“👨‍👩‍👧中", "\x1bc", "\x1b[?1049l", "\x1bP+q524742\x1b\\", "e\u0301\u0301\u202e",
	} {
		f.Add(uint64(i), uint8(20), i%2 == 0, s)
	}
	f.Fuzz(func(t *testing.T, seed uint64, steps uint8, clusters bool, evil string) {
		method := methods[0].m
		if clusters {
			method = methods[1].m
		}
		s := newScript(seed, method)
		caps := screen.Caps{Method: method, Synced: seed%2 == 0}
		kept, painter := newTerminal(t, s.cols, s.rows, method), screen.NewPainter(caps)
		var sheet *screen.Frame
		for step := range int(steps % 64) {
			s.step()
			s.title = ""
			fr := s.frame()
			if step%3 == 1 && len(fr.Rows) > 3 {
				fr.Rows[1] = screen.Row{{Col: s.cols / 4, Room: s.cols / 2, Text: evil}}
			}
			fr.Mouse = step%5 > 2
			shown := fr
			if seed%3 > 0 {
				if sheet != nil && step%4 == 0 {
					sheet.Lift(step % 3)
				}
				sheet = drawOn(sheet, fr)
				shown = sheet
			}
			kept.Resize(s.cols, s.rows)
			_, _ = kept.Write(painter.Paint(shown))

			fresh := newTerminal(t, s.cols, s.rows, method)
			_, _ = fresh.Write(screen.NewPainter(caps).Paint(fr))
			if d := diff(kept.shot(), fresh.shot()); d != "" {
				t.Fatalf("step %d: patched and redrawn screens differ\n%s", step, d)
			}
			if kept.title != "" || kept.IsAltScreen() {
				t.Fatalf("%q acted: title %q, alternate screen %v", evil, kept.title, kept.IsAltScreen())
			}
		}
	})
}
