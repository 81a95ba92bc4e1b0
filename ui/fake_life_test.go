package ui_test

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"time"

	"snug/room"
	"snug/text/lang"
)

// heard is what a screen has told its fakeSeat besides messages.
type heard struct {
	typing     []bool
	hearTyping bool
	autoAway   bool
	touched    int
	drafts     []room.Draft
}

// answer makes m a reply to message number seq, zero for none.
func (r *fakeRoom) answer(m *room.Message, seq uint64) {
	if seq == 0 || seq > r.Last {
		return
	}
	to := r.msgs[seq-1]
	q := room.QuoteOf(to)
	m.Reply = &q
	if m.Root = to.Root; m.Root == 0 {
		m.Root = seq
	}
	root := *r.msgs[m.Root-1]
	root.Thread.Replies++
	root.Thread.Last = m.At
	r.msgs[m.Root-1] = &root
}

// change replaces a message of the entered room by what by makes of it.
func (s *fakeSeat) change(seq uint64, what room.Change, by func(m *room.Message)) (*room.Message, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.sayErr != nil {
		return nil, s.sayErr
	}
	m := *s.entered.msgs[seq-1]
	by(&m)
	s.entered.msgs[seq-1] = &m
	s.news.Events = append(s.news.Events, room.Changed{Message: &m, Change: what, By: s.me, At: now})
	s.ring()
	return &m, nil
}

func (s *fakeSeat) Edit(_ context.Context, seq uint64, text string) (*room.Message, error) {
	return s.change(seq, room.WasEdited, func(m *room.Message) { m.Text, m.Edited = text, now })
}

func (s *fakeSeat) Delete(_ context.Context, seq uint64) (*room.Message, error) {
	return s.change(seq, room.WasDeleted, func(m *room.Message) { m.Text, m.Deleted, m.Reactions = "", now, nil })
}

func (s *fakeSeat) React(_ context.Context, seq uint64, emoji string, on bool) (*room.Message, error) {
	return s.change(seq, room.WasReacted, func(m *room.Message) { react(m, emoji, s.me.ID, on) })
}

// react puts somebody under an emoji of m, or takes them away.
func react(m *room.Message, emoji string, by room.UserID, on bool) {
	var left []room.Reaction
	found := false
	for _, r := range m.Reactions {
		var who []room.UserID
		for _, u := range r.By {
			if u != by {
				who = append(who, u)
			}
		}
		if r.Emoji == emoji && on {
			who, found = append(who, by), true
		} else if r.Emoji != emoji {
			who = r.By
		}
		if len(who) > 0 {
			left = append(left, room.Reaction{Emoji: r.Emoji, By: who})
		}
	}
	if on && !found {
		left = append(left, room.Reaction{Emoji: emoji, By: []room.UserID{by}})
	}
	m.Reactions = left
}

func (s *fakeSeat) Pin(_ context.Context, seq uint64, on bool) (*room.Message, error) {
	return s.change(seq, room.WasPinned, func(m *room.Message) { m.Pinned = on })
}

func (s *fakeSeat) Thread(_ context.Context, seq uint64) ([]*room.Message, error) {
	s.mu.Lock()
	root := cmp.Or(s.entered.msgs[seq-1].Root, seq)
	s.mu.Unlock()
	return s.those(func(m *room.Message) bool {
		return m.Seq == root || m.Root == root
	}), nil
}

func (s *fakeSeat) Pinned(context.Context) ([]*room.Message, error) {
	return s.those(func(m *room.Message) bool { return m.Pinned }), nil
}

// Files returns them newest first.
func (s *fakeSeat) Files(_ context.Context, before room.FileID, limit int) ([]*room.Message, error) {
	all := s.those(func(m *room.Message) bool {
		return m.File != nil && m.File.Expired.IsZero() && (before == 0 || m.File.ID < before)
	})
	slices.Reverse(all)
	return all[:min(len(all), limit)], nil
}

// those returns messages of the entered room.
func (s *fakeSeat) those(want func(*room.Message) bool) []*room.Message {
	s.mu.Lock()
	defer s.mu.Unlock()
	var out []*room.Message
	for _, m := range s.entered.msgs {
		if want(m) {
			out = append(out, m)
		}
	}
	return out
}

func (s *fakeSeat) Info(_ context.Context, seq uint64) (room.Info, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	m := s.entered.msgs[seq-1]
	i := room.Info{Message: m, Seen: []room.Person{{ID: 2, Name: "alice"}}}
	if !m.Edited.IsZero() {
		i.Versions = []room.Version{{Text: "as it was", At: m.At}}
	}
	return i, nil
}

// Search finds the words of a query in all rooms.
func (s *fakeSeat) Search(ctx context.Context, _ room.ID, q room.Query, _ room.More) (room.Results, error) {
	if s.slow {
		<-ctx.Done()
		return room.Results{}, ctx.Err()
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	res := room.Results{Done: true}
	for _, r := range s.rooms {
		for i := len(r.msgs) - 1; i >= 0; i-- {
			if m := r.msgs[i]; holds(m.Text, q.Words) {
				res.Found = append(res.Found, room.Hit{Room: r.Room, Message: m})
			}
		}
	}
	return res, nil
}

func holds(text string, words []string) bool {
	for _, w := range words {
		if !strings.Contains(strings.ToLower(text), strings.ToLower(w)) {
			return false
		}
	}
	return true
}

func (s *fakeSeat) SeqAt(_ context.Context, t time.Time) (uint64, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, m := range s.entered.msgs {
		if !m.At.Before(t) {
			return m.Seq, nil
		}
	}
	return s.entered.Last + 1, nil
}

func (s *fakeSeat) Locate(_ context.Context, id room.CommandID) (room.Room, uint64, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, r := range s.rooms {
		for _, m := range r.msgs {
			if m.ID == id {
				return r.Room, m.Seq, nil
			}
		}
	}
	return room.Room{}, 0, &room.Refusal{Kind: room.ErrNotFound, Text: lang.S("there is no message %s that you can read", id)}
}

func (s *fakeSeat) SaveDraft(_ context.Context, in room.ID, d room.Draft) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.heard.drafts = append(s.heard.drafts, d)
	for _, r := range s.rooms {
		if r.ID == in {
			r.draft = d
		}
	}
	return s.sayErr
}

func (s *fakeSeat) Typing(on bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.heard.typing = append(s.heard.typing, on)
}

func (s *fakeSeat) HearTyping(on bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.heard.hearTyping = on
}

func (s *fakeSeat) AutoAway(on bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.heard.autoAway = on
}

func (s *fakeSeat) Touch() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.heard.touched++
}
