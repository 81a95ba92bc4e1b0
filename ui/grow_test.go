package ui_test

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/charmbracelet/x/vt"

	"snug/room"
	"snug/text/lang"
	"snug/ui"
	"snug/ui/screen"
)

// happen has one thing happen of all that there is: mostly, something is said.
func happen(s *session, seat *fakeSeat, r *rand.Rand) {
	who := room.Person{ID: room.UserID(2 + r.IntN(3)), Name: "somebody"}
	keys := []string{"pgup", "up", "end", "alt+end", "esc", "alt+r", "f8", "f1", "x", "backspace"}
	switch r.IntN(24) {
	case 0:
		s.press(keys[r.IntN(len(keys))])
	case 1:
		seat.tell(room.News{Typing: []room.Person{who}[:r.IntN(2)]})
	case 2:
		seat.tell(room.News{Rooms: seat.listings()})
	case 3:
		seat.tell(room.News{Events: []room.Event{room.Joined{Room: seat.entered.ID, Who: who, At: now}}})
	case 4:
		if n := len(seat.entered.msgs); n > 3 {
			_, _ = seat.Delete(s.t.Context(), seat.entered.msgs[n-1-r.IntN(3)].Seq)
		}
	case 5:
		s.say("what I say")
	case 6:
		seat.lose(r.IntN(3))
	case 7:
		s.notify(ui.Notice{Text: lang.S("the server restarts"), Tone: ui.Warning})
	default:
		for range 1 + r.IntN(4)/3 {
			text := fmt.Sprint("message ", r.IntN(1000), strings.Repeat(" and more of it", r.IntN(40)/8))
			seat.post(who.ID, text+strings.Repeat("\nline", r.IntN(30)/14))
		}
	}
	s.settle()
}

// TestAScreenThatGrowsIsAsIfDrawnAtOnce has messages come between all kinds of other
// things. Each third frame is compared with all of it drawn, and what is painted until
// then, in an emulator, with all of it painted.
func TestAScreenThatGrowsIsAsIfDrawnAtOnce(t *testing.T) {
	for seed, size := range []screen.Size{{Cols: 80, Rows: 24}, {Cols: 120, Rows: 30}, {Cols: 50, Rows: 14}, {Cols: 30, Rows: 9}, {Cols: 130, Rows: 12}} {
		t.Run(fmt.Sprintf("%dx%d", size.Cols, size.Rows), func(t *testing.T) {
			r := rand.New(rand.NewPCG(uint64(seed), 5))
			seat := busy()
			seat.rooms[0].fill(15, now)
			seat.rooms[0].read = uint64(r.IntN(15))
			seat.ignored = []room.UserID{4}
			settings := map[string]string{"joins": "all"}
			c := ui.Config{Chat: ui.Chat{Seat: seat, Host: &fakeHost{}, Room: lobby, Settings: settings}, Caps: caps}
			inSession(t, c, size.Cols, size.Rows, func(s *session) {
				kept, painter := vt.NewEmulator(size.Cols, size.Rows), screen.NewPainter(caps)
				for step := range 180 {
					happen(s, seat, r)
					f := s.m.Frame()
					grown := fmt.Sprint(f.Rows, f.Cursor, f.Title)
					_, _ = kept.Write(painter.Paint(f))
					if r.IntN(3) > 0 { // the next thing happens to what has grown
						continue
					}
					s.update(struct{}{}) // has all of it drawn
					if f = s.m.Frame(); fmt.Sprint(f.Rows, f.Cursor, f.Title) != grown {
						t.Fatalf("step %d: grown\n%s\nand drawn at once\n%v%v%v", step, grown, f.Rows, f.Cursor, f.Title)
					}
					fresh := vt.NewEmulator(size.Cols, size.Rows)
					_, _ = fresh.Write(screen.NewPainter(caps).Paint(f))
					if got, want := kept.Render(), fresh.Render(); got != want {
						t.Fatalf("step %d: painted\n%s\nand painted at once\n%s", step, got, want)
					}
				}
			})
		})
	}
}
