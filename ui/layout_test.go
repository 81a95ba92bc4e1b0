package ui

import (
	"strings"
	"testing"
	"time"

	"github.com/charmbracelet/x/ansi"

	"snug/room"
	"snug/text"
	"snug/text/lang"
	"snug/ui/screen"
)

// FuzzRows lays out what strangers write, and looks for what must not leave.
func FuzzRows(f *testing.F) {
	f.Add("alice", "hello\nworld", 60, uint8(15))
	f.Add("\x1b]0;x\a", "\x1b[2J\u202e\r\x9b2J👨‍👩‍👧‍👦"+strings.Repeat("宽", 99), 20, uint8(7))
	f.Add("王小明", "https://example.com/"+strings.Repeat("a/", 80), 44, uint8(3))
	f.Fuzz(func(t *testing.T, name, said string, cols int, m uint8) {
		cols = minCols + max(cols, -cols, 0)%150
		for _, method := range []text.Method{text.WcWidth, text.Grapheme} {
			l := newLook(screen.Caps{Method: method, Colors: screen.Colors256}, time.UTC, lang.English)
			for _, c := range []class{compact, inline, medium, wide} {
				if c >= medium && cols < 40 {
					continue // the timeline is never that narrow there
				}
				msg := &room.Message{
					Author: room.Person{ID: 3, Name: "x", Display: name}, Style: room.Style(m % 2), Text: said,
					Edited: time.Unix(int64(m&4), 0), Pinned: m&8 != 0, Thread: room.Thread{Replies: int(m & 16)},
					Reply:     &room.Quote{Seq: 1, Author: room.Person{Name: name}, Text: said},
					Reactions: []room.Reaction{{Emoji: "+1", By: []room.UserID{1, 2}}, {Emoji: said, By: []room.UserID{3}}},
				}
				rows := layoutKey{msg: msg, look: l, class: c, cols: cols, marks: marks(m)}.rows()
				if len(rows) == 0 {
					t.Fatal("no rows")
				}
				for _, r := range rows {
					if w := method.Width(r); w > cols {
						t.Fatalf("%d columns in %d: %q", w, cols, r)
					}
					for _, c := range ansi.Strip(r) {
						if text.Forbidden(c) || c < ' ' {
							t.Fatalf("control %U in %q", c, r)
						}
					}
					if i := strings.LastIndex(r, "\x1b["); i >= 0 && !strings.HasPrefix(r[i:], "\x1b[m") {
						t.Fatalf("styles are left on in %q", r)
					}
					if strings.Count(r, "\x1b]8;") != 2*strings.Count(r, "\x1b]8;;\x1b\\") {
						t.Fatalf("a link is left open in %q", r)
					}
				}
			}
		}
	})
}

// TestNothingThatWasSaidIsLost joins the rows of a message again.
func TestNothingThatWasSaidIsLost(t *testing.T) {
	said := "看起来不错，有两个小问题：ALTER TABLE 会锁表，建议先建影子表再切换，否则高峰期会有几十秒的写入延迟。 and some English words, too"
	squeeze := func(s string) string { return strings.ReplaceAll(s, " ", "") }
	for _, c := range []class{compact, inline, medium, wide} {
		for cols := 40; cols < 140; cols++ {
			l := newLook(screen.Caps{Method: text.Grapheme}, time.UTC, lang.English)
			msg := &room.Message{Author: room.Person{ID: 3, Name: "alice"}, Text: said}
			got := squeeze(strings.Join(layoutKey{msg: msg, look: l, class: c, cols: cols}.rows(), ""))
			if got != squeeze(said) {
				t.Fatalf("class %d, %d columns: %q", c, cols, got)
			}
		}
	}
}

func TestPeopleInOneZoneShareRows(t *testing.T) {
	look := func(zone string) look {
		s := settings{"tz": zone}
		return newLook(screen.Caps{}, s.zone(time.UTC), lang.English)
	}
	one, other := look("Asia/Shanghai"), look("Asia/Shanghai")
	if one != other {
		t.Error("two people of one zone share no rows")
	}
	if one == look("Europe/Berlin") || look("No/Where") != look("") {
		t.Error("zones are mixed up")
	}
	for i := range 2 * maxZones {
		zones.named("Asia" + strings.Repeat("/", 1+i%200) + "Shanghai")
	}
	if n := len(zones.byName); n > maxZones {
		t.Errorf("%d zones are kept, want at most %d", n, maxZones)
	}
}

func TestSharedLayoutsAreBounded(t *testing.T) {
	var c layoutCache
	l := newLook(screen.Caps{}, time.UTC, lang.English)
	first := &room.Message{Seq: 1, Text: "first"}
	want := c.rows(layoutKey{msg: first, look: l, cols: 80})
	if got := c.rows(layoutKey{msg: first, look: l, cols: 80}); got != want {
		t.Error("the second session lays the message out again")
	}
	for i := range 16 * 3 * maxGeneration {
		c.rows(layoutKey{msg: &room.Message{Seq: uint64(i), Text: "x"}, look: l, cols: 80})
	}
	n := 0
	for i := range c.shards {
		n += len(c.shards[i].young) + len(c.shards[i].old)
	}
	if most := len(c.shards) * 2 * maxGeneration; n > most {
		t.Errorf("the cache holds %d messages, want at most %d", n, most)
	}
}
