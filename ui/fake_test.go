package ui_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"snug/room"
	"snug/text/lang"
	"snug/ui"
	"snug/ui/pick"
)

// fakeSeat is a seat in memory: rooms with messages, and a queue of news.
type fakeSeat struct {
	me   room.Person
	rung atomic.Bool // there may be something to pull

	mu      sync.Mutex
	rooms   []*fakeRoom
	entered *fakeRoom
	news    room.News
	marked  uint64
	asked   int   // how often Before was called
	sayErr  error // what Say fails with
	saidIDs []room.CommandID
	hold    chan struct{} // Say waits for it when set
	ignored []room.UserID
	invited []room.Listing
	slow    bool // Search takes for ever
	heard   heard
}

type fakeRoom struct {
	room.Room
	msgs    []*room.Message
	read    uint64
	present []room.Presence
	draft   room.Draft

	mentions uint64
	level    room.Level
	floor    uint64
	with     []room.Person // of a conversation
	there    int           // of them, how many are present
	standing room.Standing
}

func newFakeSeat(rooms ...*fakeRoom) *fakeSeat {
	return &fakeSeat{me: room.Person{ID: 1, Name: "you"}, rooms: rooms}
}

// fill gives a room n messages, one a minute.
func (r *fakeRoom) fill(n int, from time.Time) *fakeRoom {
	for i := range n {
		r.append(&room.Message{
			At: from.Add(time.Duration(i) * time.Minute), Author: room.Person{ID: room.UserID(2 + i%3), Name: fmt.Sprintf("user%d", i%3)},
			Text: fmt.Sprintf("message %d", i+1),
		})
	}
	return r
}

func (r *fakeRoom) append(m *room.Message) *room.Message {
	m.Room, m.Seq = r.ID, r.Last+1
	if m.ID == (room.CommandID{}) {
		m.ID = room.NewCommandID()
	}
	r.Last = m.Seq
	r.msgs = append(r.msgs, m)
	return m
}

func (s *fakeSeat) Person() room.Person   { return s.me }
func (s *fakeSeat) Bell() <-chan struct{} { return nil } // the program is woken otherwise
func (s *fakeSeat) Rung() bool            { return s.rung.Load() }
func (s *fakeSeat) ring()                 { s.rung.Store(true) }

func (s *fakeSeat) Enter(_ context.Context, in room.ID) (room.View, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, r := range s.rooms {
		if r.ID == in {
			s.entered, s.news = r, room.News{}
			return room.View{
				Room: r.Room, Recent: r.msgs[max(len(r.msgs)-room.Backlog, 0):],
				Read: r.read, Present: hereFirst(r.present), Rooms: s.listings(), Draft: r.draft, Ignored: s.ignored,
				Floor: r.floor, Invited: s.invited,
			}, nil
		}
	}
	return room.View{}, &room.Refusal{Kind: room.ErrNotFound, Text: lang.S("there is no such room; the command rooms lists them")}
}

// hereFirst is the order of a real seat: who is away behind the others.
func hereFirst(all []room.Presence) []room.Presence {
	return slices.SortedStableFunc(slices.Values(all), func(a, b room.Presence) int {
		switch {
		case a.Gone() == b.Gone():
			return 0
		case b.Gone():
			return -1
		}
		return +1
	})
}

func (s *fakeSeat) listings() []room.Listing {
	var out []room.Listing
	for _, r := range s.rooms {
		level, active := r.level, time.Time{}
		if r.Conversation() {
			if level == room.Mentions {
				level = room.All
			}
			if len(r.msgs) > 0 {
				active = r.msgs[len(r.msgs)-1].At
			}
		}
		out = append(out, room.Listing{
			Room: r.Room, Joined: true, Unread: r.Last - r.read, With: r.with, Present: r.there, Standing: r.standing,
			Mentions: r.mentions, Level: level, Active: active, Draft: r.draft != (room.Draft{}),
		})
	}
	return out
}

func (s *fakeSeat) Pull() room.News {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.rung.Store(false)
	n := s.news
	s.news = room.News{}
	return n
}

// post has somebody say something in the entered room.
func (s *fakeSeat) post(who room.UserID, text string) *room.Message {
	s.mu.Lock()
	defer s.mu.Unlock()
	m := s.entered.append(&room.Message{At: now, Author: room.Person{ID: who, Name: fmt.Sprintf("user%d", who)}, Text: text})
	s.news.Events = append(s.news.Events, room.Posted{Message: m})
	s.ring()
	return m
}

// lose has n messages said whose events are lost.
func (s *fakeSeat) lose(n int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for range n {
		s.entered.append(&room.Message{At: now, Author: room.Person{ID: 2, Name: "flood"}, Text: "lost"})
	}
	s.news = room.News{Lost: true}
	s.ring()
}

func (s *fakeSeat) tell(n room.News) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.news.Events = append(s.news.Events, n.Events...)
	n.Events, n.Calls = s.news.Events, append(s.news.Calls, n.Calls...)
	s.news = n
	s.ring()
}

func (s *fakeSeat) Say(ctx context.Context, said room.Saying) (*room.Message, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if hold := s.hold; hold != nil {
		s.mu.Unlock()
		select {
		case <-hold:
		case <-ctx.Done():
		}
		s.mu.Lock()
	}
	s.saidIDs = append(s.saidIDs, said.ID)
	if s.sayErr != nil {
		return nil, s.sayErr
	}
	m := s.entered.append(&room.Message{ID: said.ID, At: now, Author: s.me, Style: said.Style, Text: said.Text})
	s.entered.answer(m, said.Reply)
	s.news.Events = append(s.news.Events, room.Posted{Message: m})
	s.ring()
	return m, nil
}

func (s *fakeSeat) Before(_ context.Context, _ room.ID, seq uint64, limit int) ([]*room.Message, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.asked++
	end := int(min(seq-1, s.entered.Last))
	return s.entered.msgs[min(max(end-limit, int(s.entered.floor), 0), end):end], nil
}

func (s *fakeSeat) MarkRead(seq uint64) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.marked = max(s.marked, seq)
}

// fakeHost answers slash lines from a table and keeps what it was asked.
type fakeHost struct {
	replies map[string]ui.Reply
	asked   []string
	listed  int    // how often Commands was called
	help    string // of a command more; empty: there is none

	answers map[string]string // to queries, by how they begin
	queries []string
	refuses error // what queries fail with

	files map[room.FileID]*fakeFile
}

func (h *fakeHost) Commands(lang.Lang) []pick.Command {
	h.listed++
	list := []pick.Command{
		{Name: "join", Aliases: []string{"加入"}, Args: []pick.Arg{{Name: "ROOM", Kind: pick.ArgRoom}}, Help: "Become a member of a room."},
		{Name: "who", Aliases: []string{"成员"}, Help: "List who is here."},
		{Name: "set", Args: []pick.Arg{{Name: "KEY", Kind: pick.ArgSettingKey}, {Name: "VALUE", Kind: pick.ArgSettingValue}}, Help: "Choose a setting."},
	}
	if h.help != "" {
		list = append(list, pick.Command{Name: "hostile", Help: h.help})
	}
	return list
}

func (h *fakeHost) Settings(lang.Lang) []pick.Setting {
	return []pick.Setting{{Name: "theme", Values: []string{"auto", "dark", "light"}, Help: "colours"}}
}

func (h *fakeHost) Run(_ context.Context, _ room.ID, line string) ui.Reply {
	h.asked = append(h.asked, line)
	return h.replies[line]
}

// Query answers by the command that a line begins with.
func (h *fakeHost) Query(_ context.Context, line string) ([]byte, error) {
	h.queries = append(h.queries, line)
	if h.refuses != nil {
		return nil, h.refuses
	}
	for begins, answer := range h.answers {
		if strings.HasPrefix(line, begins) {
			return []byte(answer), nil
		}
	}
	return []byte(`{"v":1,"items":[],"next":null}`), nil
}
