package ui_test

import (
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/exp/golden"

	"snug/room"
	"snug/text"
	"snug/text/lang"
	"snug/ui"
	"snug/ui/screen"
)

// file makes a file.
func file(id room.FileID, name string, size int64, kind string) *room.File {
	return &room.File{ID: id, Name: name, Content: room.Content{Size: size, Type: kind}}
}

// shelf is a room with files of all kinds.
func shelf() *fakeSeat {
	at := func(minute int) time.Time { return time.Date(2026, 11, 22, 9, minute, 0, 0, time.UTC) }
	alice, bob := room.Person{ID: 2, Name: "alice"}, room.Person{ID: 3, Name: "bot-ci", Bot: true}
	wang, you := room.Person{ID: 4, Name: "wangxm", Display: "王小明"}, room.Person{ID: 1, Name: "you"}
	expired := file(79, "old.tar.gz", 3<<20, "application/gzip")
	expired.Expired = at(5)
	r := newLobby()
	r.append(&room.Message{At: at(1), Author: alice, Text: "who has the schema?"})
	r.append(&room.Message{At: at(2), Author: alice, File: expired, Text: "last week's"})
	r.append(&room.Message{At: at(21), Author: bob, File: file(81, "schema.pdf", 1258291, "application/pdf")})
	r.append(&room.Message{At: at(22), Author: wang, File: file(82, "照片/会议室的白板，第二版，请大家看完以后再回复我，谢谢.jpg", 26214400, "image/jpeg"), Text: "@you 白板\n第二行", Mentions: []room.UserID{1}})
	r.append(&room.Message{At: at(23), Author: you, File: file(83, "notes.txt", 0, "text/plain"), Pinned: true, Edited: at(24)})
	r.append(&room.Message{At: at(25), Author: alice, Text: "thanks, https://example.com/d/42 has the rest"})
	r.answer(r.msgs[5], 3)
	return newFakeSeat(r)
}

func TestGoldenFiles(t *testing.T) {
	states := []struct {
		name string
		keys func(*session)
	}{
		{"messages", func(*session) {}},
		{"chosen", func(s *session) { s.press("esc", "up", "up") }},
		{"menu", func(s *session) { s.press("esc", "up", "up", "enter") }},
		{"list", func(s *session) { s.say("/files") }},
		{"uploading", func(s *session) {
			s.tells(ui.Upload{ID: 7, Room: "#lobby", Name: "report.pdf", Done: 12 << 20, Size: 25 << 20})
		}},
	}
	for _, st := range states {
		for _, size := range []struct{ cols, rows int }{{120, 40}, {80, 24}, {50, 20}, {30, 10}} {
			for _, in := range lang.All {
				t.Run(fmt.Sprintf("%s %dx%d %s", st.name, size.cols, size.rows, in), func(t *testing.T) {
					c := ui.Config{
						Chat: ui.Chat{Seat: shelf(), Host: &fakeHost{}, Room: lobby}, Lang: in,
						Caps: screen.Caps{Method: text.Grapheme, Colors: screen.Colors256, Dark: true},
					}
					inSession(t, c, size.cols, size.rows, func(s *session) {
						st.keys(s)
						checkFrame(t, s.m.Frame(), text.Grapheme)
						golden.RequireEqual(t, grid(s.m.Frame()))
					})
				})
			}
		}
	}
	t.Run("without colours", func(t *testing.T) {
		c := ui.Config{Chat: ui.Chat{Seat: shelf(), Host: &fakeHost{}, Room: lobby}, Caps: screen.Caps{Method: text.Grapheme}}
		inSession(t, c, 80, 24, func(s *session) { golden.RequireEqual(t, grid(s.m.Frame())) })
	})
}

func TestWhatHappensToAFileIsShown(t *testing.T) {
	change := func(what room.Change, seq uint64, by func(*room.Message)) func(*fakeSeat) {
		return func(s *fakeSeat) { _, _ = s.change(seq, what, by) }
	}
	tests := []struct {
		name         string
		do           func(*fakeSeat)
		shows, hides []string
	}{
		{"its room's retention takes it", change(room.WasExpired, 3, func(m *room.Message) {
			f := *m.File
			f.Expired = now
			m.File = &f
		}), []string{"[file #81] schema.pdf (expired)"}, []string{"/get 81", "1.2 MB"}},
		{"its message is deleted", change(room.WasDeleted, 3, func(m *room.Message) {
			m.File, m.Deleted = nil, now
		}), []string{"(deleted)"}, []string{"#81", "schema.pdf"}},
		{"its message is purged", func(s *fakeSeat) {
			gone := *s.entered.msgs[2]
			gone.File, gone.Deleted, gone.Removed = nil, now, true
			s.tell(room.News{Events: []room.Event{room.Purged{Room: lobby, At: now, Gone: []room.Changed{{Message: &gone, Change: room.WasDeleted}}}}})
		}, []string{"(deleted by a moderator)"}, []string{"#81", "schema.pdf"}},
		{"its message gets a text", change(room.WasEdited, 3, func(m *room.Message) {
			m.Text, m.Edited = "the newest one", now
		}), []string{"[file #81] schema.pdf 1.2 MB  /get 81", "the newest one (edited)"}, nil},
		{"its message loses its text", change(room.WasEdited, 4, func(m *room.Message) {
			m.Text = ""
		}), []string{"[file #82]"}, []string{"第二行"}},
		{"another comes", func(s *fakeSeat) {
			s.mu.Lock()
			m := s.entered.append(&room.Message{At: now, Author: room.Person{ID: 2, Name: "alice"}, File: file(84, "a.b", 1023, "text/plain")})
			s.mu.Unlock()
			s.tell(room.News{Events: []room.Event{room.Posted{Message: m}}})
		}, []string{"[file #84] a.b 1023 B  /get 84"}, nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			seat := shelf()
			inChat(t, seat, 80, 40, func(s *session) {
				s.shows("[file #81] schema.pdf 1.2 MB  /get 81", "[file #79] old.tar.gz (expired)")
				tt.do(seat)
				s.settle()
				s.shows(tt.shows...)
				s.hides(tt.hides...)
			})
		})
	}
}

func TestWhatCanBeDoneWithAFile(t *testing.T) {
	host := &fakeHost{replies: map[string]ui.Reply{
		"get 81": {Text: "scp -P 2222 chat.example.com:lobby/81-schema.pdf .\nssh -p 2222 chat.example.com get 81 > schema.pdf\n"},
		"get 82": {Err: errors.New("there is no such file")},
	}}
	tests := []struct {
		name  string
		do    func(*session)
		shows []string
		asks  string // of the host
		copy  string // by Enter
	}{
		{"get from the menu", func(s *session) { s.press("esc", "up", "up", "up", "enter", "f") }, []string{"81-schema.pdf ."}, "get 81", ""},
		{"get by its key", func(s *session) { s.press("esc", "up", "up", "up", "f") }, []string{"81-schema.pdf ."}, "get 81", ""},
		{"get from the list", func(s *session) { s.say("/files"); s.press("down", "down", "enter", "f") }, []string{"81-schema.pdf ."}, "get 81", ""},
		{"the command is copied", func(s *session) { s.press("esc", "up", "up", "up", "enter", "down") }, []string{"> c  copy"}, "", "scp -P 2222 chat.example.com:lobby/81-schema.pdf ."},
		{"the command is copied from the list", func(s *session) { s.say("/文件"); s.press("down", "down", "enter", "down") }, []string{"> c  copy"}, "", "scp -P 2222 chat.example.com:lobby/81-schema.pdf ."},
		{"what is refused is said", func(s *session) { s.press("esc", "up", "up", "c") }, []string{"✗ there is no such file"}, "get 82", ""},
		{"its name is copied where nothing was said", func(s *session) {
			s.press("esc", "up", "up", "up", "enter", "down", "down", "down", "down", "down", "down")
		}, []string{"> y  copy"}, "", "schema.pdf"},
		{"its command is among the links", func(s *session) { s.press("esc", "up", "up", "up", "o") }, []string{"> 1  copy the command"}, "", "scp -P 2222 chat.example.com:lobby/81-schema.pdf ."},
		{"its message is shown", func(s *session) { s.say("/files"); s.press("down", "down", "enter", "j") }, []string{">09:21   bot-ci"}, "", ""},
		{"it is deleted with its message", func(s *session) { s.press("up", "d") }, []string{"delete this message and its file?"}, "", ""},
		{"an expired one is not there to get", func(s *session) { s.press("esc", "up", "up", "up", "up", "f") }, []string{"no file in this message, or it has expired"}, "", ""},
		{"nor one where there is none", func(s *session) { s.press("esc", "c") }, []string{"no file in this message"}, "", ""},
		{"what there is to know of it", func(s *session) { s.press("esc", "up", "up", "up", "i") }, []string{"file 81: schema.pdf", "size 1.2 MB, type application/pdf", "SHA-256 00"}, "", ""},
		{"the list takes no words", func(s *session) { s.say("/files ops") }, nil, "files ops", ""},
		{"found by a search", func(s *session) { s.press("ctrl+f"); s.write("白板"); s.press("enter") }, []string{"王小明: [file #82] 照片/会"}, "", ""},
		{"pinned", func(s *session) { s.say("/pins") }, []string{"you: [file #83] notes.txt"}, "", ""},
		{"as plain text", func(s *session) { s.press("alt+l") }, []string{"09:21 bot-ci (bot): [file #81] schema.pdf 1.2 MB", "09:22 王小明: [file #82] 照片/会议室", "[file #79] old.tar.gz 3 MB (expired)"}, "", ""},
		{"in its thread", func(s *session) { s.say("/thread") }, []string{"thread: 1 reply", "[file #81] schema.pdf"}, "", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			host.asked = nil
			c := ui.Config{Chat: ui.Chat{Seat: shelf(), Host: host, Room: lobby}}
			inSession(t, c, 100, 40, func(s *session) {
				tt.do(s)
				s.shows(tt.shows...)
				if got := strings.Join(host.asked, "\n"); got != tt.asks {
					t.Errorf("the host was asked for %q, want %q", got, tt.asks)
				}
				if tt.copy == "" {
					return
				}
				s.press("enter")
				want, _ := screen.Copy(tt.copy)
				if bytes := reflect.ValueOf(want()).Bytes(); !slices.Contains(s.effects, string(bytes)) {
					t.Errorf("the terminal was sent %q, want %q", s.effects, bytes)
				}
			})
		})
	}
}

func TestTheTextOfAFileMayBeTakenAway(t *testing.T) {
	r := newLobby()
	r.append(&room.Message{At: now, Author: room.Person{ID: 1, Name: "you"}, File: file(1, "a.txt", 9, ""), Text: "no more"})
	r.append(&room.Message{At: now, Author: room.Person{ID: 1, Name: "you"}, Text: "of this something stays"})
	inChat(t, newFakeSeat(r), 80, 24, func(s *session) {
		s.press("up", "up", "e", "ctrl+u", "enter")
		s.shows("[file #1] a.txt 9 B  /get 1 (edited)")
		s.hides("no more")
		s.press("up", "e", "ctrl+u", "enter")
		s.shows("nothing is written yet; Esc cancels", "of this something stays")
	})
}

func TestARoomsRulesOfFilesAreTold(t *testing.T) {
	tests := []struct {
		name    string
		was, is room.Settings
		want    string
	}{
		{"moderators", room.Settings{}, room.Settings{Files: room.FilesByModerators}, "* only moderators put files in now"},
		{"nobody", room.Settings{}, room.Settings{Files: room.FilesOff}, "* nobody puts files in any more; those that are here stay"},
		{"everybody", room.Settings{Files: room.FilesOff}, room.Settings{}, "* all who write here may put files in"},
		{"a week", room.Settings{}, room.Settings{FilesFor: 7 * 24 * time.Hour}, "* files go after 7 d"},
		{"the server's rule", room.Settings{FilesFor: time.Hour}, room.Settings{}, "* files stay as long as the server says again"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			seat := newFakeSeat(newLobby())
			inChat(t, seat, 80, 24, func(s *session) {
				was, is := seat.rooms[0].Room, seat.rooms[0].Room
				was.Settings, is.Settings = tt.was, tt.is
				s.happen(seat, room.Revised{Was: was, Is: is, At: now})
				s.shows(tt.want)
			})
		})
	}
}

func TestFilesArePagedThrough(t *testing.T) {
	r := newLobby()
	for i := range 120 {
		r.append(&room.Message{At: now, Author: room.Person{ID: 2, Name: "alice"}, File: file(room.FileID(i+1), fmt.Sprintf("f%d.txt", i+1), 5, "text/plain")})
	}
	inChat(t, newFakeSeat(r), 80, 24, func(s *session) {
		s.say("/files")
		s.shows("> #120 f120.txt", "5 B  alice  11-22 09:35")
		s.press("up")
		s.shows("#71 f71.txt", "> older files")
		s.press("enter")
		s.shows("> #70 f70.txt")
		s.press("up", "enter", "up")
		s.shows("> #1 f1.txt")
		s.hides("older files")
	})
	inChat(t, newFakeSeat(newLobby()), 80, 24, func(s *session) {
		s.say("/files")
		s.shows("there are no files here; /upload says how to put one in")
	})
}

func TestANotificationNamesTheFile(t *testing.T) {
	seat := shelf()
	chat := ui.Chat{Seat: seat, Host: &fakeHost{}, Room: lobby, Settings: map[string]string{"alert": "osc777"}}
	inSession(t, ui.Config{Chat: chat}, 80, 24, func(s *session) {
		s.send(tea.BlurMsg{})
		m := &room.Message{Room: lobby, Seq: 7, At: now, Author: room.Person{ID: 2, Name: "alice"}, Mentions: []room.UserID{1}, File: file(84, "plan\x1b]0;x\a.pdf", 9, ""), Text: "@you ||secret||"}
		seat.tell(room.News{Events: []room.Event{room.Posted{Message: m}}})
		s.settle()
		if got := strings.Join(s.effects, ""); !strings.Contains(got, "[file #84] plan]0,x.pdf @you [spoiler]") {
			t.Errorf("the notification is %q", got)
		}
	})
}

// TestNamesOfFilesAreOnlyText has what got past the cleaning on the way in.
func TestNamesOfFilesAreOnlyText(t *testing.T) {
	names := []string{
		"\x1b[2J\x1b[H.pdf", "\x1b]0;title\a", "a\rb\nc", "\u202egpj.exe", "\u2066x\u2069", "\x00\x01", "\u009b31m",
		strings.Repeat("宽", 133), strings.Repeat("x", 396) + ".pdf", strings.Repeat("e\u0301\u0301", 60) + ".txt", "👨‍👩‍👧‍👦.jpg",
		strings.Repeat("d/", 190) + "leaf.txt", "invoice.pdf" + strings.Repeat(" ", 150) + ".exe", "**bold** ||hidden|| `code`", "", "/", ".", "$(reboot)`x`'\"", "%s%d%!", strings.Repeat(".", 200),
	}
	for _, size := range []struct{ cols, rows int }{{120, 40}, {80, 24}, {50, 20}, {30, 10}, {20, 5}} {
		for _, method := range []text.Method{text.WcWidth, text.Grapheme} {
			r := newLobby()
			for i, name := range names {
				f := file(room.FileID(1<<63+uint64(i)), name, 1<<62, name)
				if i%5 == 4 {
					f.Expired = now
				}
				r.append(&room.Message{At: now, Author: room.Person{ID: 1, Name: "you"}, File: f, Text: map[bool]string{true: "said"}[i%2 == 0]})
			}
			r.answer(r.append(&room.Message{At: now, Author: room.Person{ID: 2, Name: "alice"}, Text: "re"}), 2)
			c := ui.Config{Chat: ui.Chat{Seat: newFakeSeat(r), Host: &fakeHost{}, Room: lobby}, Caps: screen.Caps{Method: method, Ambiguous: method == text.WcWidth}}
			inSession(t, c, size.cols, size.rows, func(s *session) {
				look := func() {
					t.Helper()
					checkFrame(t, s.m.Frame(), method)
				}
				for range names {
					look()
					s.press("pgup")
				}
				s.press("esc")
				for range names {
					s.press("enter")
					look()
					s.press("esc", "up")
				}
				s.press("i")
				look()
				s.press("esc", "esc")
				s.say("/files")
				look()
				s.press("enter")
				look()
				s.press("c", "alt+l")
				look()
				s.press("esc")
				s.tells(ui.Upload{ID: 1, Room: names[0], Name: names[0], Done: -5, Size: 1 << 62})
				look()
				for i, name := range names {
					s.tells(ui.Upload{ID: uint64(i), Room: name, Name: name, Done: 1 << 62, Size: int64(i - 3)})
					look()
				}
				s.tells(ui.Upload{ID: 1, Room: names[0], Name: names[0], Ended: true, Err: fmt.Errorf("%s", names[0])})
				look()
			})
		}
	}
}

func TestASuffixStaysInANameThatIsCut(t *testing.T) {
	r := newLobby()
	r.append(&room.Message{At: now, Author: room.Person{ID: 2, Name: "alice"}, File: file(1, "invoice.pdf"+strings.Repeat(" ", 150)+".exe", 9, "")})
	r.append(&room.Message{At: now, Author: room.Person{ID: 3, Name: "bob"}, File: file(2, strings.Repeat("folder/", 9)+"leaf.txt", 9, "")})
	inChat(t, newFakeSeat(r), 80, 24, func(s *session) {
		s.shows("~.exe 9 B  /get 1", "[file #2] leaf.txt 9 B  /get 2")
		s.hides("folder")
	})
}
