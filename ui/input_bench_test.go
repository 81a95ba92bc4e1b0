package ui

import (
	"fmt"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"snug/room"
	"snug/text"
	"snug/text/lang"
	"snug/ui/pick"
	"snug/ui/screen"
)

func (stillSeat) Typing(bool) {}
func (stillSeat) Touch()      {}

// quietHost knows one command.
type quietHost struct{ Host }

func (quietHost) Commands(lang.Lang) []pick.Command { return []pick.Command{{Name: "join"}} }
func (quietHost) Settings(lang.Lang) []pick.Setting { return nil }

// benchModel is a session of a server with many rooms and people.
func benchModel(b *testing.B, many int) *Model {
	b.Helper()
	m := New(b.Context(), Config{
		Server: "chat.example.com", Zone: time.UTC, Chat: Chat{Seat: stillSeat{}, Host: quietHost{}, Room: 1},
		Caps: screen.Caps{Method: text.Grapheme, Colors: screen.Colors256, Dark: true},
	})
	v := room.View{Room: room.Room{ID: 1, Name: "lobby"}}
	for i := range many {
		v.Rooms = append(v.Rooms, room.Listing{Joined: true, Room: room.Room{ID: room.ID(i + 1), Name: fmt.Sprintf("房间-%d", i), Topic: "what is said there"}})
		v.Present = append(v.Present, room.Presence{Person: room.Person{ID: room.UserID(i + 10), Name: fmt.Sprintf("user%d", i), Display: "王小明"}})
	}
	m.Update(tea.WindowSizeMsg{Width: 120, Height: 40})
	m.Init()
	m.Update(enteredMsg{view: v})
	m.Frame()
	return m
}

// BenchmarkKey is a key on a screen, from the message to the frame, with
// little and with much in the composer.
func BenchmarkKey(b *testing.B) {
	for _, size := range []int{0, 4000} {
		b.Run(fmt.Sprintf("%d bytes", size), func(b *testing.B) {
			m := benchModel(b, 2000)
			m.Update(screen.Paste{Text: strings.Repeat("a message, 一点中文 ", size/26)})
			typed := []tea.Msg{tea.KeyPressMsg{Code: 'x', Text: "x"}, tea.KeyPressMsg{Code: tea.KeyBackspace}}
			b.ReportAllocs()
			for i := 0; b.Loop(); i++ {
				m.Update(typed[i%2])
				m.Frame()
			}
		})
	}
}

// BenchmarkNothingToComplete is what looking for completions adds to a key
// when there is nothing to complete.
func BenchmarkNothingToComplete(b *testing.B) {
	m := benchModel(b, 2000)
	m.Update(screen.Paste{Text: strings.Repeat("a message, 一点中文 ", 150)})
	b.ReportAllocs()
	for b.Loop() {
		m.completion.text = ""
		m.complete()
	}
}

// BenchmarkOpen is the first key of a completion and the opening of the
// switcher, among 2000 rooms and people.
func BenchmarkOpen(b *testing.B) {
	for _, tt := range []struct {
		name string
		key  tea.KeyPressMsg
		shut []tea.Msg
	}{
		{"people", tea.KeyPressMsg{Code: '@', Text: "@"}, []tea.Msg{tea.KeyPressMsg{Code: tea.KeyBackspace}}},
		{"switcher", tea.KeyPressMsg{Code: 'k', Mod: tea.ModCtrl}, []tea.Msg{tea.KeyPressMsg{Code: tea.KeyEscape}}},
	} {
		b.Run(tt.name, func(b *testing.B) {
			m := benchModel(b, 2000)
			b.ReportAllocs()
			for b.Loop() {
				m.Update(tt.key)
				m.Frame()
				for _, msg := range tt.shut {
					m.Update(msg)
				}
			}
		})
	}
}

// BenchmarkTyped is a line that comes in one read, from the message to the frame,
// and as much of a flood, for which there is no room.
func BenchmarkTyped(b *testing.B) {
	for _, tt := range []struct {
		name string
		full bool
		keys int
	}{{"line of 40 keys", false, 40}, {"flood of 4096 keys", true, 4096}} {
		b.Run(tt.name, func(b *testing.B) {
			m := benchModel(b, 2000)
			if tt.full {
				m.Update(screen.Paste{Text: strings.Repeat("a message, 一点中文 ", 200)})
			}
			var keys []tea.Msg
			for i := range tt.keys {
				c := "a line of words "[i%16]
				keys = append(keys, tea.KeyPressMsg{Code: rune(c), Text: string(c)})
			}
			away := tea.KeyPressMsg{Code: 'u', Mod: tea.ModCtrl}
			b.ReportAllocs()
			for b.Loop() {
				m.Update(screen.Typed{Keys: keys})
				m.Frame()
				if !tt.full {
					m.Update(away)
				}
			}
		})
	}
}
