package ui

import (
	"context"
	"fmt"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"snug/room"
	"snug/text"
	"snug/ui/screen"
)

// stillSeat is a seat that nobody asks anything.
type stillSeat struct{ Seat }

func (stillSeat) Person() room.Person { return room.Person{ID: 1, Name: "you"} }
func (stillSeat) HearTyping(bool)     {}
func (stillSeat) MarkRead(uint64)     {}
func (stillSeat) AutoAway(bool)       {}

// BenchmarkMessage is one message that comes to a screen: taking it in and
// making the frame, and painting it. The first of ten sessions lays it out, as the cache
// that they share makes it.
func BenchmarkMessage(b *testing.B) {
	for _, size := range []struct{ cols, rows int }{{100, 30}, {120, 40}} {
		b.Run(fmt.Sprintf("%dx%d", size.cols, size.rows), func(b *testing.B) {
			var sessions []*Model
			var painters []*screen.Painter // they take over what has been drawn
			caps := screen.Caps{Method: text.Grapheme, Colors: screen.Colors256, Dark: true}
			seq := uint64(0)
			say := func() *room.Message {
				seq++
				return &room.Message{
					Room: 1, Seq: seq, At: time.Unix(int64(seq)*20, 0), Author: room.Person{ID: room.UserID(seq % 5), Name: "alice"},
					Text: "a message of the usual length, with 一点中文",
				}
			}
			var recent []*room.Message
			for range room.Backlog {
				recent = append(recent, say())
			}
			in := room.Room{ID: 1, Name: "lobby", Topic: "hello", Last: seq}
			for range 10 {
				m := New(b.Context(), Config{
					Server: "chat.example.com", Zone: time.UTC, Chat: Chat{Seat: stillSeat{}, Room: 1},
					Caps: caps,
				})
				m.Update(tea.WindowSizeMsg{Width: size.cols, Height: size.rows})
				m.Init()
				m.Update(enteredMsg{view: room.View{Room: in, Recent: recent, Rooms: []room.Listing{{Room: in, Joined: true}}}})
				sessions, painters = append(sessions, m), append(painters, screen.NewPainter(caps))
			}
			b.ReportAllocs()
			var news room.News
			for i := 0; b.Loop(); i++ {
				if i%len(sessions) == 0 {
					news.Events = []room.Event{room.Posted{Message: say()}}
				}
				m := sessions[i%len(sessions)]
				m.Update(&newsMsg{news: news})
				painters[i%len(sessions)].Paint(m.Frame())
			}
		})
	}
}

// readSeat is a seat whose room has been read up to a message.
type readSeat struct {
	stillSeat
	msgs []*room.Message
}

func (s readSeat) Before(_ context.Context, _ room.ID, seq uint64, limit int) ([]*room.Message, error) {
	end := int(min(seq-1, uint64(len(s.msgs))))
	return s.msgs[max(end-limit, 0):end], nil
}

// BenchmarkUnread is entering a room with unread messages, and its first frame.
func BenchmarkUnread(b *testing.B) {
	m, view := reading(b)
	b.ReportAllocs()
	for b.Loop() {
		m.Update(enteredMsg{view: view})
		m.Frame()
	}
}

// BenchmarkPage is a page up and its frame, with everything loaded.
func BenchmarkPage(b *testing.B) {
	m, view := reading(b)
	m.Update(enteredMsg{view: view})
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		code := tea.KeyPgUp
		if i%8 >= 4 {
			code = tea.KeyPgDown
		}
		m.Update(tea.KeyPressMsg{Code: code})
		m.Frame()
	}
}

// reading is a session in a room with a few hundred messages of all kinds.
func reading(b *testing.B) (*Model, room.View) {
	b.Helper()
	var msgs []*room.Message
	for i := range 400 {
		m := &room.Message{
			Room: 1, Seq: uint64(i + 1), At: time.Unix(int64(i)*20, 0), Author: room.Person{ID: room.UserID(i % 5), Name: "alice"},
			Text: "a message of the usual length, with `code`, **bold** and 一点中文",
		}
		if i%10 == 9 {
			m.Reply = &room.Quote{Seq: m.Seq - 1, Author: m.Author, Text: m.Text}
			m.Reactions = []room.Reaction{{Emoji: "+1", By: []room.UserID{1, 2}}}
		}
		msgs = append(msgs, m)
	}
	in := room.Room{ID: 1, Name: "lobby", Last: 400}
	m := New(b.Context(), Config{
		Server: "chat.example.com", Zone: time.UTC, Chat: Chat{Seat: readSeat{msgs: msgs}, Room: 1},
		Caps: screen.Caps{Method: text.Grapheme, Colors: screen.Colors256, Dark: true},
	})
	m.Update(tea.WindowSizeMsg{Width: 120, Height: 40})
	m.Init()
	return m, room.View{Room: in, Recent: msgs[200:], Read: 250, Rooms: []room.Listing{{Room: in, Joined: true}}}
}

// BenchmarkRooms is one message that comes to another room of somebody who is
// in 500 rooms and 200 conversations: taking the list in and making the frame.
func BenchmarkRooms(b *testing.B) {
	m, view := reading(b)
	for i := range 700 {
		in := room.Room{ID: room.ID(i + 2), Name: fmt.Sprintf("room%03d", i), Last: 1}
		r := room.Listing{Room: in, Joined: true}
		if i >= 500 {
			r.Room.Kind, r.Room.Name = room.Direct, fmt.Sprintf("@user%03d", i)
			r.With = []room.Person{{ID: room.UserID(i), Name: r.Room.Name[1:]}}
		}
		view.Rooms = append(view.Rooms, r)
	}
	m.Update(enteredMsg{view: view})
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		r := &view.Rooms[1+i%700]
		r.Room.Last++
		r.Unread++
		m.Update(&newsMsg{news: room.News{Rooms: view.Rooms}})
		m.Frame()
	}
}
