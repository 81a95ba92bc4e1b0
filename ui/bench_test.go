package ui

import (
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
func (stillSeat) AutoAway(bool)       {}

// BenchmarkMessage is one message that comes to a screen: taking it in and
// making the frame. The first of ten sessions lays it out, as the cache that
// they share makes it.
func BenchmarkMessage(b *testing.B) {
	for _, size := range []struct{ cols, rows int }{{100, 30}, {120, 40}} {
		b.Run(fmt.Sprintf("%dx%d", size.cols, size.rows), func(b *testing.B) {
			var sessions []*Model
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
					Caps: screen.Caps{Method: text.Grapheme, Colors: screen.Colors256, Dark: true},
				})
				m.Update(tea.WindowSizeMsg{Width: size.cols, Height: size.rows})
				m.Init()
				m.Update(enteredMsg{view: room.View{Room: in, Recent: recent, Rooms: []room.Listing{{Room: in, Joined: true}}}})
				sessions = append(sessions, m)
			}
			b.ReportAllocs()
			var news room.News
			for i := 0; b.Loop(); i++ {
				if i%len(sessions) == 0 {
					news.Events = []room.Event{room.Posted{Message: say()}}
				}
				m := sessions[i%len(sessions)]
				m.Update(newsMsg{news})
				m.Frame()
			}
		})
	}
}
