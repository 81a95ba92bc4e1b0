package room_test

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"log/slog"
	"testing"
	"time"

	"snug/data"
	"snug/keys"
	"snug/room"
	"snug/room/roomtest"
)

// A house is a broker over a real store in a directory of its own.
type house struct {
	*room.Broker
	t     testing.TB
	store *data.Store
}

func openHouse(t testing.TB) *house {
	return openHouseWith(t, func(s room.Store) room.Store { return s })
}

// openHouseWith lets a test stand between the broker and the store.
func openHouseWith(t testing.TB, between func(room.Store) room.Store) *house {
	t.Helper()
	h := buildHouse(t)
	return h.reopen(between(h.store.Rooms()))
}

// buildHouse returns a house without a broker.
func buildHouse(t testing.TB) *house {
	t.Helper()
	store, err := data.Open(t.TempDir(), data.Options{Log: slog.New(slog.DiscardHandler)})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := store.Close(); err != nil {
			t.Errorf("close store: %v", err)
		}
	})
	return &house{t: t, store: store}
}

// reopen puts another broker over the same store, as after a restart of the
// server. The one before must be closed. Everybody writes as fast as they like.
func (h *house) reopen(over room.Store) *house {
	h.t.Helper()
	return h.paced(roomtest.Unpaced(over))
}

// paced is reopen with the send rate that the settings of the server say.
func (h *house) paced(over room.Store) *house {
	h.t.Helper()
	b, err := room.NewBroker(over, slog.New(slog.DiscardHandler))
	if err != nil {
		h.t.Fatal(err)
	}
	h.t.Cleanup(func() {
		if err := b.Close(context.Background()); err != nil {
			h.t.Errorf("close broker: %v", err)
		}
	})
	return &house{Broker: b, t: h.t, store: h.store}
}

// person signs somebody up.
func (h *house) person(name string) room.Person {
	h.t.Helper()
	o, err := h.store.Accounts().Do(h.t.Context(), keys.SignUp{
		Header: keys.Header{ID: room.NewCommandID(), At: time.Now()},
		Key:    keys.Key{Fingerprint: sha256.Sum256([]byte(name))}, Name: name,
	})
	if err != nil {
		h.t.Fatal(err)
	}
	return room.Person{ID: room.UserID(o.Account.ID), Name: o.Account.Name, Rank: room.Rank(o.Account.Role)}
}

// chief signs somebody up who owns the server.
func (h *house) chief(name string) room.Person {
	h.t.Helper()
	who := h.person(name)
	_, err := h.store.Accounts().Do(h.t.Context(), keys.SyncOwners{
		Header: keys.Header{ID: room.NewCommandID(), At: time.Now()},
		Keys:   []keys.Fingerprint{sha256.Sum256([]byte(name))},
	})
	if err != nil {
		h.t.Fatal(err)
	}
	who.Rank = room.Rank(keys.Owner)
	h.Renamed(who)
	return who
}

func (h *house) sit(who room.Person) *room.Seat {
	h.t.Helper()
	s, err := h.Sit(who, room.SitOptions{})
	if err != nil {
		h.t.Fatal(err)
	}
	h.t.Cleanup(s.Close)
	return s
}

// set changes a setting of the server.
func (h *house) set(name, value string) {
	h.t.Helper()
	if _, err := h.accounts().SetHouse(h.t.Context(), atTheMachine, name, value, ""); err != nil {
		h.t.Fatal(err)
	}
	h.Sanctioned(0)
}

func (h *house) lobby() room.ID {
	h.t.Helper()
	r, err := h.Find(0, room.Lobby)
	if err != nil {
		h.t.Fatal(err)
	}
	return r.ID
}

func (h *house) create(by room.Person, name string) room.Room {
	h.t.Helper()
	r, err := h.Create(h.t.Context(), by.ID, name, "", room.Settings{})
	if err != nil {
		h.t.Fatal(err)
	}
	return r
}

func (h *house) private(by room.Person, name string) room.Room {
	h.t.Helper()
	r, err := h.Create(h.t.Context(), by.ID, name, "", room.Settings{Private: true})
	if err != nil {
		h.t.Fatal(err)
	}
	return r
}

func (h *house) invite(by room.Person, in room.ID, who room.Person, lasting time.Duration) {
	h.t.Helper()
	if _, _, err := h.Invite(h.t.Context(), by.ID, in, who.Name, lasting); err != nil {
		h.t.Fatal(err)
	}
}

func (h *house) join(who room.Person, name string) {
	h.t.Helper()
	if _, err := h.Join(h.t.Context(), who.ID, name); err != nil {
		h.t.Fatal(err)
	}
}

func (h *house) converse(by room.Person, names ...string) room.Room {
	h.t.Helper()
	r, err := h.Converse(h.t.Context(), by.ID, names...)
	if err != nil {
		h.t.Fatal(err)
	}
	return r
}

func (h *house) configure(by room.Person, in room.ID, set func(*room.Settings)) {
	h.t.Helper()
	_, err := h.Configure(h.t.Context(), by.ID, in, func(s *room.Settings) error {
		set(s)
		return nil
	})
	if err != nil {
		h.t.Fatal(err)
	}
}

func (h *house) say(by room.Person, in room.ID, text string) *room.Message {
	h.t.Helper()
	m, _, err := h.Say(h.t.Context(), by.ID, in, room.Saying{Text: text})
	if err != nil {
		h.t.Fatal(err)
	}
	return m
}

func enter(t testing.TB, s *room.Seat, in room.ID) room.View {
	t.Helper()
	v, err := s.Enter(t.Context(), in)
	if err != nil {
		t.Fatal(err)
	}
	return v
}

// said returns the numbers of the messages among events.
func said(events []room.Event) []uint64 {
	var out []uint64
	for _, e := range events {
		if p, ok := e.(room.Posted); ok {
			out = append(out, p.Message.Seq)
		}
	}
	return out
}

// wantRefusal fails unless err is a refusal of this kind with a sentence.
func wantRefusal(t testing.TB, err, kind error) {
	t.Helper()
	var r *room.Refusal
	spoiled := kind != room.ErrUnavailable && errors.Is(err, room.ErrUnavailable) // it was refused after a write
	if !errors.As(err, &r) || !errors.Is(err, kind) || r.Text.Key == "" || spoiled {
		t.Fatalf("error = %v, want a refusal: %v", err, kind)
	}
}

func names(people []room.Presence) string {
	var out []string
	for _, p := range people {
		out = append(out, p.Name)
	}
	return fmt.Sprint(out)
}
