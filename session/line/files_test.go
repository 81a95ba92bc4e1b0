package line_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"snug/room"
	"snug/text/lang"
	"snug/ui"
)

// A shelf is a seat in whose room there are files that nobody has put in.
type shelf struct {
	ui.Seat
	bell chan struct{}

	mu    sync.Mutex
	news  room.News
	files []*room.Message // the newest first
}

func (s *shelf) Bell() <-chan struct{} { return s.bell }

func (s *shelf) Pull() room.News {
	s.mu.Lock()
	defer s.mu.Unlock()
	n := s.news
	s.news = room.News{}
	return n
}

func (s *shelf) Files(_ context.Context, before room.FileID, limit int) ([]*room.Message, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	var out []*room.Message
	for _, m := range s.files {
		if before == 0 || m.File.ID < before {
			out = append(out, m)
		}
	}
	return out[:min(len(out), limit)], nil
}

// happens tells the session that something has happened.
func (s *shelf) happens(e room.Event) {
	s.mu.Lock()
	s.news.Events = append(s.news.Events, e)
	s.mu.Unlock()
	s.bell <- struct{}{}
}

// brings makes a message with a file in the lobby.
func (s *shelf) brings(seq uint64, id room.FileID, name, said string) *room.Message {
	return &room.Message{
		ID: room.NewCommandID(), Room: 1, Seq: seq, At: time.Now(), Author: room.Person{ID: 9, Name: "bob"}, Text: said,
		File: &room.File{ID: id, Name: name, Content: room.Content{Size: 1258291, Type: "application/pdf"}},
	}
}

// shelved begins a session on a shelf.
func shelved(w *world, e entry) (*session, *shelf) {
	w.t.Helper()
	alice := w.person("alice")
	r, err := w.broker.Find(alice.id, room.Lobby)
	if err != nil {
		w.t.Fatal(err)
	}
	put := &shelf{Seat: alice.sit(), bell: make(chan struct{}, 1)}
	e.chat = ui.Chat{Seat: put, Room: r.ID, Host: host{alice}, Settings: e.chat.Settings}
	s := w.begin(e)
	s.out.since()
	return s, put
}

func TestFilesAreSentences(t *testing.T) {
	tests := []struct {
		name string
		lang lang.Lang
		do   func(*room.Message)
		want []string
	}{
		{"alone", lang.English, func(*room.Message) {}, []string{"bob put in [file #81] schema.pdf, 1.2 MB. /get 81"}},
		{"in Chinese", lang.Chinese, func(*room.Message) {}, []string{"bob 放进了 [文件 #81] schema.pdf，1.2 MB。/get 81"}},
		{"with a text", lang.English, func(m *room.Message) { m.Text = "the newest\n||secret||" }, []string{"bob put in [file #81] schema.pdf, 1.2 MB. /get 81", "  the newest", "  [spoiler]"}},
		{"as an answer", lang.English, func(m *room.Message) { m.Reply = &room.Quote{Seq: 4} }, []string{"bob (to #4) put in [file #81] schema.pdf, 1.2 MB. /get 81"}},
		{"expired", lang.English, func(m *room.Message) { m.File.Expired = time.Now() }, []string{"bob put in [file #81] schema.pdf (expired)"}},
		{"deleted", lang.English, func(m *room.Message) { m.File, m.Deleted = nil, time.Now() }, []string{"bob (deleted)"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			inWorld(t, func(t *testing.T, w *world) {
				s, put := shelved(w, entry{lang: tt.lang})
				m := put.brings(1, 81, "schema.pdf", "")
				tt.do(m)
				put.happens(room.Posted{Message: m})
				s.types("")
				if got := strings.Split(strings.TrimSpace(s.out.since()), "\n"); !slices.Equal(got[len(got)-len(tt.want):], tt.want) {
					t.Errorf("printed %q, want %q at its end", got, tt.want)
				}
			})
		})
	}
}

func TestWhatHappensToAFileIsNotReadOut(t *testing.T) {
	inWorld(t, func(t *testing.T, w *world) {
		s, put := shelved(w, entry{})
		m := put.brings(1, 81, "schema.pdf", "")
		put.happens(room.Posted{Message: m})
		s.types("")
		s.out.since()
		gone, f := *m, *m.File
		f.Expired = time.Now()
		gone.File = &f
		put.happens(room.Changed{Message: &gone, Change: room.WasExpired, At: time.Now()})
		s.types("")
		s.hides("81", "schema")
	})
}

func TestFilesArePagedThrough(t *testing.T) {
	inWorld(t, func(t *testing.T, w *world) {
		s, put := shelved(w, entry{rows: 12})
		if got := s.asks("/files"); got[0] != "there are no files here; /upload says how to put one in" {
			t.Errorf("an empty room has %q", got)
		}
		for i := range 50 {
			put.files = slices.Insert(put.files, 0, put.brings(uint64(i+1), room.FileID(i+1), fmt.Sprintf("f%d.txt", i+1), ""))
		}
		first := s.asks("/files")
		if want := "00:00 50 bob put in [file #50] f50.txt, 1.2 MB. /get 50"; first[0] != want {
			t.Errorf("/files begins with %q, want %q", first[0], want)
		}
		all := first
		for range 20 {
			if strings.Contains(all[len(all)-1], "nothing more") {
				break
			}
			all = append(all, s.asks("/more")...)
		}
		for i := range 50 {
			if one := fmt.Sprintf("[file #%d] ", i+1); strings.Count(strings.Join(all, "\n"), one) != 1 {
				t.Errorf("%s is not listed once", one)
			}
		}
	})
}

func TestOnlyTheFailureOfAnUploadIsTold(t *testing.T) {
	inWorld(t, func(t *testing.T, w *world) {
		notices := make(chan ui.Notice, 4)
		s, _ := shelved(w, entry{notices: notices})
		tell := func(u ui.Upload) {
			notices <- ui.Notice{Upload: &u}
			s.types("")
		}
		u := ui.Upload{ID: 1, Room: "#lobby", Name: "a\x1b[2J.pdf", Size: 9}
		tell(u)
		u.Done = 9
		tell(u)
		u.Ended = true
		tell(u)
		s.hides("pdf")
		u.Err = errors.New("the disk\x1b[1m is full")
		tell(u)
		s.shows("-- a[2J.pdf was not put into #lobby: the disk[1m is full")
	})
}

// TestNamesOfFilesAreOnlyText has what got past the cleaning on the way in; what is
// printed is looked at by the transcript.
func TestNamesOfFilesAreOnlyText(t *testing.T) {
	for _, cols := range []int{0, 20, 41, 80} {
		inWorld(t, func(t *testing.T, w *world) {
			s, put := shelved(w, entry{cols: cols})
			for i, name := range append(hostile, strings.Repeat("宽", 133), "x, 1 B. /get 1\n-- evil", "%s%!d") {
				put.happens(room.Posted{Message: put.brings(uint64(i+1), room.FileID(1<<63+uint64(i)), name, name)})
				s.types("")
				for row := range strings.Lines(s.out.since()) {
					if !strings.HasPrefix(row, "bob put in") && !strings.HasPrefix(row, "  ") && !strings.HasPrefix(row, "-- 00:00 --") && row != "\n" {
						t.Errorf("a row begins at the margin that nobody has said: %q", row)
					}
				}
			}
		})
	}
}
