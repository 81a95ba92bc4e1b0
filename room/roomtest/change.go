package roomtest

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"time"

	"snug/keys"
	"snug/room"
)

// later is a header of some time after everything else.
func later(by room.Person, d time.Duration) room.Header {
	h := header(by)
	h.At = at.Add(d)
	return h
}

// change submits a command that must change a message.
func (h *house) change(c room.Command) room.Changed {
	h.Helper()
	e, ok := h.do(c).(room.Changed)
	if !ok {
		h.Fatalf("Do(%T) led to %T, want a change", c, e)
	}
	return e
}

// message returns a message as history shows it.
func (h *house) message(in room.ID, seq uint64) *room.Message {
	h.Helper()
	found := h.history(in, room.Range{After: seq - 1, Before: seq + 1, Limit: 1})
	if len(found) != 1 {
		h.Fatalf("message %d of room %d is not there", seq, in)
	}
	return found[0]
}

// same fails unless an event shows a message as history does.
func (h *house) same(m *room.Message) {
	h.Helper()
	if is := h.message(m.Room, m.Seq); !reflect.DeepEqual(m, is) {
		h.Errorf("the event shows\n%+v, history\n%+v", m, is)
	}
}

func (h *house) versions(m *room.Message) []room.Version {
	h.Helper()
	v, err := h.rooms.Versions(m.Room, m.Seq)
	if err != nil {
		h.Fatalf("Versions: %v", err)
	}
	return v
}

func edits(h *house) {
	ann, bob := h.person("ann"), h.person("bob")
	den := h.room(ann, "den")
	h.do(room.Join{Header: header(bob), Room: den.ID})
	m := h.post(ann, den.ID, "helo")
	answer := h.do(room.Post{Header: header(bob), Room: den.ID, Text: "what?", Reply: m.Seq}).(room.Posted).Message

	e := h.change(room.Edit{Header: later(ann, time.Minute), Room: den.ID, Seq: m.Seq, Text: "hello"})
	if e.Change != room.WasEdited || e.By != ann || !e.At.Equal(at.Add(time.Minute)) {
		h.Errorf("the edit led to %+v", e)
	}
	h.same(e.Message)
	if is := e.Message; is.Text != "hello" || !is.Edited.Equal(at.Add(time.Minute)) || is.ID != m.ID || is.Thread.Replies != 1 {
		h.Errorf("the edited message is %+v", is)
	}
	if m.Text != "helo" {
		h.Error("the edit changed a message that was given out before")
	}
	h.change(room.Edit{Header: later(ann, 2*time.Minute), Room: den.ID, Seq: m.Seq, Text: "hello!"})
	want := []room.Version{{Text: "helo", At: at}, {Text: "hello", At: at.Add(time.Minute)}}
	if got := h.versions(m); !reflect.DeepEqual(got, want) {
		h.Errorf("versions are %v, want %v", got, want)
	}
	if q := h.message(den.ID, answer.Seq).Reply; q.Text != "hello!" || q.Deleted || q.Author != ann || q.Seq != m.Seq {
		h.Errorf("the reply quotes %+v", q)
	}

	h.refused(room.Edit{Header: header(ann), Room: den.ID, Seq: m.Seq, Text: "hello!"}, room.ErrConflict)
	h.refused(room.Edit{Header: header(bob), Room: den.ID, Seq: m.Seq, Text: "I was never here"}, room.ErrDenied)
	h.refused(room.Edit{Header: later(ann, room.EditWindow+time.Second), Room: den.ID, Seq: m.Seq, Text: "too late"}, room.ErrDenied)
	h.refused(room.Edit{Header: header(ann), Room: den.ID, Seq: 99, Text: "nothing"}, room.ErrNotFound)
	h.refused(room.Edit{Header: header(ann), Room: 77, Seq: 1, Text: "nowhere"}, room.ErrNotFound)
	h.change(room.Edit{Header: later(ann, room.EditWindow), Room: den.ID, Seq: m.Seq, Text: "just in time"})

	for i := len(h.versions(m)); i < room.MaxVersions; i++ {
		h.change(room.Edit{Header: header(ann), Room: den.ID, Seq: m.Seq, Text: fmt.Sprint("edit ", i)})
	}
	h.refused(room.Edit{Header: header(ann), Room: den.ID, Seq: m.Seq, Text: "once more"}, room.ErrConflict)
	if got := len(h.versions(m)); got != room.MaxVersions {
		h.Errorf("%d versions are kept, want %d", got, room.MaxVersions)
	}
	if got := h.versions(answer); len(got) != 0 {
		h.Errorf("a message that was never edited has versions %v", got)
	}
}

// deletesOf holds moderators to what people above them have said.
func deletesOf(h *house) {
	ann, bob, cyd := h.person("ann"), h.person("bob"), h.person("cyd")
	mod, admin := h.staff("mod", keys.Moderator), h.staff("admin", keys.Admin)
	den := h.do(room.Create{Header: header(ann), Name: "den"}).(room.Created).Room
	for _, who := range []room.Person{bob, cyd, mod, admin} {
		h.do(room.Join{Header: header(who), Room: den.ID})
	}
	for _, who := range []room.Person{bob, cyd} {
		h.do(room.Appoint{Header: header(ann), Room: den.ID, Who: who.ID, Role: room.Moderator})
	}
	for _, tt := range []struct {
		name   string
		author room.Person
		by     room.Person
		denied bool
	}{
		{"a moderator what the owner said", ann, bob, true},
		{"the owner what a moderator said", bob, ann, false},
		{"a moderator what another said", cyd, bob, false},
		{"the owner what the staff said", mod, ann, true},
		{"the staff what the owner said", ann, mod, false},
		{"a moderator of the server what an admin said", admin, mod, true},
		{"oneself", ann, ann, false},
	} {
		c := room.Delete{Header: header(tt.by), Room: den.ID, Seq: h.post(tt.author, den.ID, tt.name).Seq}
		if tt.denied {
			h.refused(c, room.ErrDenied)
		} else {
			h.change(c)
		}
	}
}

func deletes(h *house) {
	ann, bob, mod := h.person("ann"), h.person("bob"), h.staff("mod", keys.Moderator)
	lobby := h.lobby().ID
	m := h.post(ann, lobby, "a secret for @bob")
	answer := h.do(room.Post{Header: header(bob), Room: lobby, Text: "thanks", Reply: m.Seq}).(room.Posted).Message
	h.change(room.Edit{Header: header(ann), Room: lobby, Seq: m.Seq, Text: "the secret for @bob"})
	h.change(room.React{Header: header(bob), Room: lobby, Seq: m.Seq, Emoji: "eyes", On: true})
	h.change(room.Pin{Header: header(mod), Room: lobby, Seq: m.Seq, On: true})

	h.refused(room.Delete{Header: header(bob), Room: lobby, Seq: m.Seq}, room.ErrDenied)
	e := h.change(room.Delete{Header: later(ann, 48*time.Hour), Room: lobby, Seq: m.Seq})
	h.same(e.Message)
	is := e.Message
	if is.Text != "" || is.Pinned || len(is.Mentions) > 0 || len(is.Reactions) > 0 || !is.Deleted.Equal(at.Add(48*time.Hour)) {
		h.Errorf("the tombstone is %+v", is)
	}
	if is.Seq != m.Seq || is.Author != ann || is.Thread.Replies != 1 {
		h.Errorf("the tombstone is %+v, want number, author and thread to stay", is)
	}
	if e.Pins != 0 || h.lobby().Pins != 0 || !slices.Equal(e.Unnamed, []room.UserID{bob.ID}) {
		h.Errorf("the event is %+v, and %d messages are pinned; want none, and bob no longer named", e, h.lobby().Pins)
	}
	if got := h.versions(m); len(got) != 0 {
		h.Errorf("versions are left: %v", got)
	}
	if q := h.message(lobby, answer.Seq).Reply; q == nil || !q.Deleted || q.Text != "" {
		h.Errorf("the reply quotes %+v", q)
	}
	if pinned, err := h.rooms.Pinned(lobby); err != nil || len(pinned) != 0 {
		h.Errorf("pinned are %v, %v; want none", seqs(pinned), err)
	}

	for _, c := range []room.Command{
		room.Delete{Header: header(ann), Room: lobby, Seq: m.Seq},
		room.Edit{Header: header(ann), Room: lobby, Seq: m.Seq, Text: "back"},
		room.React{Header: header(bob), Room: lobby, Seq: m.Seq, Emoji: "eyes", On: true},
		room.Pin{Header: header(bob), Room: lobby, Seq: m.Seq, On: true},
		room.Post{Header: header(bob), Room: lobby, Text: "to nothing", Reply: m.Seq},
	} {
		h.refused(c, room.ErrConflict)
	}
	// The thread goes on from what stands in it.
	more := h.do(room.Post{Header: header(bob), Room: lobby, Text: "and yet", Reply: answer.Seq}).(room.Posted)
	if more.Message.Root != m.Seq || more.Root == nil || more.Root.Thread.Replies != 2 || more.Root.Text != "" {
		h.Errorf("the next of the thread is %+v, and begins with %+v", more.Message, more.Root)
	}
}

func reactions(h *house) {
	ann, bob, cyd := h.person("ann"), h.person("bob"), h.person("cyd")
	lobby := h.lobby().ID
	m := h.post(ann, lobby, "cake!")
	set := func(who room.Person, emoji string, on bool) *room.Message {
		h.Helper()
		e := h.change(room.React{Header: header(who), Room: lobby, Seq: m.Seq, Emoji: emoji, On: on})
		if e.Change != room.WasReacted || e.By != who {
			h.Errorf("the reaction led to %+v", e)
		}
		h.same(e.Message)
		return e.Message
	}
	check := func(want ...room.Reaction) {
		h.Helper()
		if got := h.message(lobby, m.Seq).Reactions; !reflect.DeepEqual(got, want) {
			h.Errorf("reactions are %v, want %v", got, want)
		}
	}
	set(bob, "tada", true)
	set(ann, "+1", true)
	set(cyd, "tada", true)
	check(room.Reaction{Emoji: "tada", By: []room.UserID{bob.ID, cyd.ID}}, room.Reaction{Emoji: "+1", By: []room.UserID{ann.ID}})
	h.refused(room.React{Header: header(bob), Room: lobby, Seq: m.Seq, Emoji: "tada", On: true}, room.ErrConflict)
	h.refused(room.React{Header: header(bob), Room: lobby, Seq: m.Seq, Emoji: "+1"}, room.ErrConflict)
	set(bob, "tada", false)
	check(room.Reaction{Emoji: "tada", By: []room.UserID{cyd.ID}}, room.Reaction{Emoji: "+1", By: []room.UserID{ann.ID}})
	set(cyd, "tada", false)
	check(room.Reaction{Emoji: "+1", By: []room.UserID{ann.ID}})
	set(cyd, "tada", true)
	check(room.Reaction{Emoji: "+1", By: []room.UserID{ann.ID}}, room.Reaction{Emoji: "tada", By: []room.UserID{cyd.ID}})

	for _, bad := range []string{"", "TADA", "ta da", ":tada:", "🎉", "\x1b[31m", strings.Repeat("x", room.MaxEmoji+1), strings.Repeat("x", 1<<20)} {
		h.refused(room.React{Header: header(bob), Room: lobby, Seq: m.Seq, Emoji: bad, On: true}, room.ErrInvalid)
	}
	for i := 2; i < room.MaxReactions; i++ {
		set(bob, fmt.Sprint("face", i), true)
	}
	h.refused(room.React{Header: header(ann), Room: lobby, Seq: m.Seq, Emoji: strings.Repeat("x", room.MaxEmoji), On: true}, room.ErrConflict)
	set(ann, "tada", true)
	set(bob, "face2", false)
	set(ann, strings.Repeat("x", room.MaxEmoji), true)
	if got := h.message(lobby, m.Seq); got.Text != "cake!" || !got.Edited.IsZero() {
		h.Errorf("reactions left the message as %+v", got)
	}
}

func pins(h *house) {
	ann, bob := h.person("ann"), h.person("bob")
	den := h.room(ann, "den")
	h.do(room.Join{Header: header(bob), Room: den.ID})
	for range room.MaxPins + 1 {
		h.post(ann, den.ID, "rule")
	}
	h.refused(room.Pin{Header: header(bob), Room: den.ID, Seq: 1, On: true}, room.ErrDenied)
	for seq := uint64(room.MaxPins); seq > 0; seq-- {
		e := h.change(room.Pin{Header: header(ann), Room: den.ID, Seq: seq, On: true})
		h.same(e.Message)
		if want := room.MaxPins - int(seq) + 1; e.Change != room.WasPinned || !e.Message.Pinned || e.Pins != want {
			h.Fatalf("pin %d led to %+v, want %d pins", seq, e, want)
		}
	}
	h.refused(room.Pin{Header: header(ann), Room: den.ID, Seq: room.MaxPins + 1, On: true}, room.ErrConflict)
	h.refused(room.Pin{Header: header(ann), Room: den.ID, Seq: 7, On: true}, room.ErrConflict)
	h.refused(room.Pin{Header: header(ann), Room: den.ID, Seq: room.MaxPins + 1}, room.ErrConflict)
	h.change(room.Pin{Header: header(ann), Room: den.ID, Seq: 7})
	h.change(room.Pin{Header: header(ann), Room: den.ID, Seq: room.MaxPins + 1, On: true})

	pinned, err := h.rooms.Pinned(den.ID)
	if got := seqs(pinned); err != nil || len(got) != room.MaxPins || slices.Contains(got, 7) || !slices.IsSorted(got) {
		h.Errorf("pinned are %v, %v", got, err)
	}
	if all, err := h.rooms.Pins(den.ID); err != nil || !slices.Equal(all, seqs(pinned)) {
		h.Errorf("the numbers of the pinned messages are %v, %v; want %v", all, err, seqs(pinned))
	}
	if r := h.all()[1]; r.Pins != room.MaxPins {
		h.Errorf("the room counts %d pins, want %d", r.Pins, room.MaxPins)
	}
	if none, err := h.rooms.Pinned(h.lobby().ID); err != nil || len(none) != 0 {
		h.Errorf("the lobby has pins %v, %v; want none", seqs(none), err)
	}
}
