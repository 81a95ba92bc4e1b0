package ui_test

import (
	"context"
	"fmt"
	"io"
	"testing"
	"testing/synctest"
	"time"

	tea "charm.land/bubbletea/v2"

	"snug/keys/sanction"
	"snug/room"
	"snug/text"
	"snug/ui"
	"snug/ui/screen"
)

// A checked model looks at every frame that is painted, and whether it is the same as
// when all of it is drawn.
type checked struct {
	*ui.Model
	t      *testing.T
	method text.Method
}

func (c *checked) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	if msg, ok := msg.(screen.CapsMsg); ok {
		c.method = msg.Caps.Method
	}
	_, cmd := c.Model.Update(msg)
	return c, cmd
}

func (c *checked) Frame() *screen.Frame {
	f := c.Model.Frame()
	checkFrame(c.t, f, c.method)
	before := fmt.Sprint(f.Rows, f.Cursor, f.Title, f.Scroll)
	c.Model.Update(struct{}{})
	if all := c.Model.Frame(); fmt.Sprint(all.Rows, all.Cursor, all.Title, all.Scroll) != before {
		c.t.Errorf("drawn\n%s\nand all of it once more\n%v", before, all)
	}
	if _, d, _ := c.Draft(); len(d.Text) > room.MaxTextBytes {
		c.t.Errorf("the composer holds %d bytes", len(d.Text))
	}
	return f
}

// chunks is an input that comes in pieces of a size, a moment apart, and then
// stays silent until it is closed.
type chunks struct {
	rest []byte
	size int
	end  chan struct{}
}

func (c *chunks) Read(b []byte) (int, error) {
	if len(c.rest) == 0 {
		<-c.end
		return 0, io.EOF
	}
	time.Sleep(time.Millisecond) // of the bubble
	n := copy(b, c.rest[:min(c.size, len(c.rest))])
	c.rest = c.rest[n:]
	return n, nil
}

// disturb has something happen, by a number, while a session goes on.
func (s *fakeSeat) disturb(n byte) {
	s.mu.Lock()
	in, list := s.rooms[0].Room, s.listings()
	if s.entered != nil {
		in = s.entered.Room
	}
	s.mu.Unlock()
	is, who := in, room.Person{ID: room.UserID(n), Name: hostile}
	is.Name, is.Topic, is.Settings = hostile, hostile, room.Settings{Files: room.FilePolicy(n % 4), Private: n&1 == 0, Announce: n&2 == 0, History: room.History(n % 4)}
	brought := []*room.File{nil, file(room.FileID(n), hostile, int64(n), hostile)}[n>>4&1]
	events := []room.Event{
		room.Revised{Was: in, Is: is, By: who, At: now},
		room.Trimmed{Room: in.ID, UpTo: uint64(n / 8)},
		room.Discarded{Room: in, By: who, At: now},
		room.Appointed{Room: in.ID, Who: room.Person{ID: 1, Name: "you"}, Role: room.Role(n % 3), By: who, At: now},
		room.Joined{Room: in.ID, Who: who, At: now},
		room.Kicked{Room: in.ID, Who: room.Person{ID: room.UserID(n % 3), Name: "you"}, By: who, At: now, Reason: hostile},
		room.Punished{Room: in.ID, Who: room.Person{ID: room.UserID(n % 3), Name: "you"}, What: room.Measure(n >> 2 & 1), Is: sanction.Sanction{At: now, ByName: hostile}, By: who, At: now},
		room.Purged{Room: in.ID, By: who, At: now, Gone: []room.Changed{{Message: &room.Message{Room: in.ID, Seq: 1, At: now, Author: who, Deleted: now}}}},
		room.Left{Room: in.ID, Who: room.Person{ID: room.UserID(n % 4), Name: "you"}, At: now},
		room.Posted{Message: &room.Message{Room: in.ID, Seq: in.Last + 1, At: now, Author: who, Text: hostile, File: brought, Reply: &room.Quote{Seq: 1, Deleted: true}, Root: 1, Mentions: []room.UserID{1}}},
	}
	switch i := int(n % 13); {
	case i < len(events):
		s.tell(room.News{Events: events[i : i+1]})
	case i == 10:
		s.tell(room.News{Invited: []room.Listing{invitation(room.ID(n), hostile, hostile)}})
	case i == 11:
		s.tell(room.News{Rooms: list[:1+int(n)%len(list)]})
	default:
		s.lose(1)
	}
}

// FuzzModel has a whole session read bytes as a terminal might send them, in
// pieces of any size.
func FuzzModel(f *testing.F) {
	for _, s := range []string{
		"hello\r", "你好\r/go 2\rhi\r", "/jo\t\r", "@a\t\t\x1b\x1b", "\x0b2\r", "\x1b3abc\r\x1b/", "\x12x\x12\r", "\x1b[200~a\nb\nc\nd\ne\nf\x1b[201~c\r",
		"/reply\ryes\r", "x\r/edit\r!\r", "\x0fa\rb\x0f\r", "\x1bOP\x1b[B\x1b", "\x1b[I\x1b[O", "/code go\r", "\x1b[8;1;1t\x1b[<0;1;1M", "\xff\xfe", "e\xcc\x81\xcc\x81\x7f",
		"\x06from:x\r\x1b[B\r\x1b", "/set x\r//\r", "\x03\x19\x03\x03",
		"/admin\r2\rs1h\tx\r\x1b", "/admin\r\t\t\rD\rx\r", "/admin\r7nn10.0.0.1\r3/a\rsS\x1b[B\r", "\x1bw!x\r", "\x1bmp\rann\r",
		"0\r\r\x1bf", "0\r/files\r\rj\x1bo\r", "\x1bc\x1bi",
	} {
		f.Add([]byte(s), uint8(1), uint8(80), uint8(24))
		f.Add([]byte(s), uint8(255), uint8(20), uint8(5))
	}
	f.Fuzz(func(t *testing.T, in []byte, size, cols, rows uint8) {
		if len(in) > 4096 {
			in = in[:4096]
		}
		synctest.Test(t, func(t *testing.T) {
			ctx, cancel := context.WithCancel(t.Context())
			defer cancel()
			host := &fakeHost{help: hostile, answers: hostileAnswers(t), replies: map[string]ui.Reply{
				"set x": {Settings: map[string]string{"lang": "zh", "mouse": "on", "colors": "none"}}, "who": {Text: hostile},
			}}
			seat := village()
			seat.me.Rank, seat.rooms[0].standing = room.RankAdmin, room.Standing{In: true, Role: room.Owner}
			m := ui.New(ctx, ui.Config{Server: "chat.example.com", Zone: time.UTC, Chat: ui.Chat{Seat: seat, Host: host, Room: lobby}})
			src := &chunks{rest: in, size: max(int(size), 1), end: make(chan struct{})}
			go func() {
				time.Sleep(200 * time.Millisecond)
				for _, n := range in[:min(len(in), 40)] {
					seat.disturb(n)
					time.Sleep(50 * time.Millisecond)
				}
				time.Sleep(time.Minute)
				close(src.end)
			}()
			err := screen.New(ctx, &checked{Model: m, t: t}, screen.Terminal{In: src, Out: io.Discard, Size: screen.Size{Cols: int(cols), Rows: int(rows)}},
				screen.Options{Term: "xterm-256color", Ended: cancel}).Run()
			if err != nil && err != screen.ErrInputClosed {
				t.Errorf("the session ended with %v", err)
			}
			cancel()
			time.Sleep(time.Hour)
			synctest.Wait()
		})
	})
}
