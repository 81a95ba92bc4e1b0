package room_test

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
)

// search runs a search to its end and returns what it found.
func (h *house) search(by room.Person, here room.ID, typed string) []string {
	h.t.Helper()
	q, err := room.ParseQuery(typed, time.UTC)
	if err != nil {
		h.t.Fatal(err)
	}
	var found []string
	for more := (room.More{}); ; {
		r, err := h.Search(h.t.Context(), by.ID, here, q, more)
		if err != nil {
			h.t.Fatal(err)
		}
		if len(r.Found) > 50 {
			h.t.Errorf("a step found %d, want 50 at most", len(r.Found))
		}
		for _, hit := range r.Found {
			found = append(found, fmt.Sprintf("%s/%d", hit.Room.Name, hit.Message.Seq))
		}
		if more = r.More; r.Done != (more == room.More{}) {
			h.t.Errorf("done is %v, and more is %v", r.Done, more)
		}
		if r.Done {
			return found
		}
	}
}

func TestSearchFindsByWhatMessagesHave(t *testing.T) {
	h := openHouse(t)
	ana, ben := h.person("ana"), h.person("ben")
	ctx := t.Context()
	den := h.cellar(ana, ben)
	say := func(who room.Person, text string) *room.Message { return h.say(who, den, text) }
	one := say(ana, "see https://example.com/x")
	two := say(ben, "run `make`, Ana")
	h.reply(ana, two, "数据库迁移完了 @ben")
	h.must(h.Pin(ctx, ana.ID, den, one.Seq, true))
	h.must(h.React(ctx, ben.ID, den, two.Seq, "+1", true))
	h.say(ben, h.lobby(), "another ana")
	for _, tt := range []struct {
		typed string
		want  []string
	}{
		{"ANA", []string{"cellar/2"}},
		{"迁移", []string{"cellar/3"}},
		{"from:ben", []string{"cellar/2"}},
		{"来自:＠ANA has:link", []string{"cellar/1"}},
		{"has:link", []string{"cellar/1"}},
		{"has:code", []string{"cellar/2"}},
		{"has:pin", []string{"cellar/1"}},
		{"has:reaction", []string{"cellar/2"}},
		{"has:reply", []string{"cellar/3"}},
		{"has:mention", []string{"cellar/3"}},
		{"has:mention has:code", nil},
		{"on:today", []string{"cellar/3", "cellar/2", "cellar/1"}},
		{"before:yesterday", nil},
		{"ana in:lobby", []string{"lobby/1"}},
		{"ana in:all", []string{"lobby/1", "cellar/2"}},
	} {
		t.Run(tt.typed, func(t *testing.T) {
			if got := h.search(ana, den, tt.typed); !slices.Equal(got, tt.want) {
				t.Errorf("found %v, want %v", got, tt.want)
			}
		})
	}
	// Who is ignored is found under their name only.
	if _, err := h.Ignore(ctx, ana.ID, "ben", true); err != nil {
		t.Fatal(err)
	}
	if got := h.search(ana, den, "ana in:all"); got != nil {
		t.Errorf("ignoring ben found %v, want nothing", got)
	}
	if got := h.search(ana, den, "ana from:ben"); len(got) != 1 {
		t.Errorf("under the name of who is ignored found %v, want one", got)
	}
}

func TestSearchGoesOnInSteps(t *testing.T) {
	h := openHouse(t)
	ana, ben := h.person("ana"), h.person("ben")
	den := h.cellar(ana, ben)
	var want []string
	for i := range 130 {
		h.say(ana, den, fmt.Sprint("needle ", i))
		want = append(want, fmt.Sprintf("cellar/%d", i+1))
	}
	h.say(ana, h.lobby(), "the newest needle")
	slices.Reverse(want)
	if got := h.search(ben, den, "needle"); !slices.Equal(got, want) {
		t.Errorf("found %v, want %v", got, want)
	}
	if got := h.search(ben, 0, "needle in:all"); !slices.Equal(got, append([]string{"lobby/1"}, want...)) {
		t.Errorf("everywhere found %v, want the lobby first", got)
	}

	q := room.Query{Words: []string{"needle"}}
	r, err := h.Search(t.Context(), ben.ID, den, q, room.More{})
	if err != nil || len(r.Found) != 50 || r.Done || !r.Until.Equal(r.Found[49].Message.At) {
		t.Fatalf("the first step found %d back to %v, %v", len(r.Found), r.Until, err)
	}
	// Whoever left in between sees no more.
	if _, err := h.Leave(t.Context(), ben.ID, "cellar"); err != nil {
		t.Fatal(err)
	}
	_, err = h.Search(t.Context(), ben.ID, den, q, r.More)
	wantRefusal(t, err, room.ErrDenied)
}

func TestOutsidersFindNothing(t *testing.T) {
	h := openHouse(t)
	ana, eve := h.person("ana"), h.person("eve")
	r := h.create(ana, "cellar")
	h.say(ana, r.ID, "a needle between us")
	ctx := t.Context()
	needle := []string{"needle"}
	for name, q := range map[string]room.Query{
		"by name": {Words: needle, In: "cellar"},
		"by ID":   {Words: needle},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := h.Search(ctx, eve.ID, r.ID, q, room.More{})
			wantRefusal(t, err, room.ErrDenied)
		})
	}
	if got := h.search(eve, r.ID, "needle in:all"); got != nil {
		t.Errorf("everywhere found %v, want nothing", got)
	}
	// A place in somebody else's search opens no room.
	for range 60 {
		h.say(ana, r.ID, "needle")
	}
	mine, err := h.Search(ctx, ana.ID, r.ID, room.Query{Words: needle}, room.More{})
	if err != nil || mine.Done {
		t.Fatalf("the search is done: %v, %v", mine.Done, err)
	}
	_, err = h.Search(ctx, eve.ID, h.lobby(), room.Query{Words: needle}, mine.More)
	wantRefusal(t, err, room.ErrDenied)
	stolen, err := h.Search(ctx, eve.ID, h.lobby(), room.Query{Words: needle, Everywhere: true}, mine.More)
	if err != nil || len(stolen.Found) > 0 {
		t.Errorf("found %v, %v with a stolen place", stolen.Found, err)
	}

	for _, q := range []room.Query{
		{},
		{Words: needle, Has: []string{"elephants"}},
	} {
		_, err := h.Search(ctx, ana.ID, r.ID, q, room.More{})
		wantRefusal(t, err, room.ErrInvalid)
	}
	h.sit(h.person("Benjamin"))
	_, err = h.Search(ctx, ana.ID, r.ID, room.Query{From: "benjamn"}, room.More{})
	wantRefusal(t, err, room.ErrNotFound)
	if !strings.Contains(err.Error(), "benjamin") {
		t.Errorf("refusal = %q, want the nearest name", err)
	}
	_, err = h.Search(ctx, ana.ID, 0, room.Query{Words: needle}, room.More{})
	wantRefusal(t, err, room.ErrDenied)
}

// slowStore holds every scan until it is let go.
type slowStore struct {
	room.Store
	began chan struct{}
	let   chan struct{}
}

func (s *slowStore) Scan(ctx context.Context, in room.ID, q room.Scan) (room.Scanned, error) {
	s.began <- struct{}{}
	<-s.let
	return s.Store.Scan(ctx, in, q)
}

func TestFewSearchesRunAtOnce(t *testing.T) {
	slow := &slowStore{began: make(chan struct{}, 10), let: make(chan struct{})}
	h := openHouseWith(t, func(s room.Store) room.Store {
		slow.Store = s
		return slow
	})
	people := []room.Person{h.person("ana"), h.person("ben"), h.person("cyd")}
	q := room.Query{Words: []string{"x"}}
	var running sync.WaitGroup
	for _, p := range people[:2] {
		running.Go(func() {
			if _, err := h.Search(t.Context(), p.ID, h.lobby(), q, room.More{}); err != nil {
				t.Error(err)
			}
		})
		<-slow.began
	}
	_, err := h.Search(t.Context(), people[0].ID, h.lobby(), q, room.More{})
	wantRefusal(t, err, room.ErrLimited)
	ended, cancel := context.WithCancel(t.Context())
	cancel()
	_, err = h.Search(ended, people[2].ID, h.lobby(), q, room.More{})
	if !errors.Is(err, room.ErrLimited) {
		t.Errorf("a third search, when its context ended: %v, want %v", err, room.ErrLimited)
	}
	// It waits for its turn.
	running.Go(func() {
		if _, err := h.Search(t.Context(), people[2].ID, h.lobby(), q, room.More{}); err != nil {
			t.Error(err)
		}
	})
	for range 3 {
		slow.let <- struct{}{}
	}
	running.Wait()
	// And leaves nothing behind.
	close(slow.let)
	for _, p := range people {
		if _, err := h.Search(t.Context(), p.ID, h.lobby(), q, room.More{}); err != nil {
			t.Error(err)
		}
	}
}

// A brokenStore cannot say where anybody is a member, once it is broken.
type brokenStore struct {
	room.Store
	err error
}

func (b *brokenStore) Memberships(who room.UserID) (map[room.ID]room.Membership, error) {
	if b.err != nil {
		return nil, b.err
	}
	return b.Store.Memberships(who)
}

// What cannot be read is no room that somebody has left.
func TestSearchEverywhereSaysThatTheStoreFails(t *testing.T) {
	var s *brokenStore
	h := openHouseWith(t, func(over room.Store) room.Store {
		s = &brokenStore{Store: over}
		return s
	})
	ana := h.person("ana")
	for range 60 {
		h.say(ana, h.lobby(), "again")
	}
	q := room.Query{Words: []string{"again"}, Everywhere: true}
	r, err := h.Search(t.Context(), ana.ID, 0, q, room.More{})
	if err != nil || r.Done {
		t.Fatalf("the first step found %d, %v; want more to come", len(r.Found), err)
	}
	s.err = errors.New("disk on fire")
	if r, err := h.Search(t.Context(), ana.ID, 0, q, r.More); !errors.Is(err, s.err) {
		t.Errorf("the next step found %d, done %v, %v; want the store's error", len(r.Found), r.Done, err)
	}
}
