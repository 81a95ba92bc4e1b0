package roomtest

import (
	"context"
	"fmt"
	"strings"
	"time"

	"snug/room"
)

// attempts are all commands about a room that somebody can submit, each of which
// is well formed.
func attempts(by room.Person, in room.ID, who room.Person) []room.Command {
	topic := "mine now"
	return []room.Command{
		room.Join{Header: header(by), Room: in},
		room.Leave{Header: header(by), Room: in},
		room.Post{Header: header(by), Room: in, Text: "hello?"},
		room.Post{Header: header(by), Room: in, Text: "hello?", Reply: 1},
		putting(by, in, "hello", "bytes"),
		room.Edit{Header: header(by), Room: in, Seq: 1, Text: "mine now"},
		room.Delete{Header: header(by), Room: in, Seq: 1},
		room.React{Header: header(by), Room: in, Seq: 1, Emoji: "eyes", On: true},
		room.Pin{Header: header(by), Room: in, Seq: 1, On: true},
		room.SaveDraft{Header: header(by), Room: in, Draft: room.Draft{Text: "soon", Reply: 1}},
		room.Notify{Header: header(by), Room: in, Level: room.All},
		room.Rename{Header: header(by), Room: in, Name: "stolen"},
		room.Describe{Header: header(by), Room: in, Topic: &topic},
		room.Describe{Header: header(by), Room: in, Description: &topic},
		room.Configure{Header: header(by), Room: in, Is: room.Settings{Announce: true}},
		room.Archive{Header: header(by), Room: in, On: true},
		room.Discard{Header: header(by), Room: in},
		room.Invite{Header: header(by), Room: in, Who: who.ID, Until: at.Add(time.Hour)},
		room.Uninvite{Header: header(by), Room: in, Who: who.ID},
		room.Uninvite{Header: header(by), Room: in, Who: by.ID},
		room.Appoint{Header: header(by), Room: in, Who: who.ID, Role: room.Moderator},
		room.Transfer{Header: header(by), Room: in, Who: who.ID},
	}
}

// allAttempts are attempts and whatever else is submitted about a room.
func allAttempts(by room.Person, in room.ID, who room.Person) []room.Command {
	all := append(attempts(by, in, who), order(by, in, who)...)
	if by.ID != who.ID && by != operator {
		all = append(all, complaint(by, who, in, 1))
	}
	return all
}

// order are the commands that keep a room in order.
func order(by room.Person, in room.ID, who room.Person) []room.Command {
	return []room.Command{
		kick(by, in, who), mute(by, in, who), lift(by, in, who, room.Mute),
		ban(by, in, who), lift(by, in, who, room.Ban), purge(by, in, who), purge(by, in),
	}
}

// hiddenFrom tries everything, and fails unless each attempt is refused in the
// words that a room is refused in which was never there.
func (h *house) hiddenFrom(by room.Person, in room.ID, who room.Person) {
	h.Helper()
	heard := len(h.events())
	missing := allAttempts(by, 7777, who)
	for i, c := range allAttempts(by, in, who) {
		_, err := h.rooms.Do(context.Background(), c)
		_, none := h.rooms.Do(context.Background(), missing[i])
		if kind(err) != room.ErrNotFound || err.Error() != none.Error() {
			h.Errorf("%T on a room hidden from %s: %v; want what a missing one gives: %v", c, by.Name, err, none)
		}
	}
	if got := h.events()[heard:]; len(got) > 0 {
		h.Errorf("attempts on a room hidden from %s delivered %+v", by.Name, got)
	}
}

func hiddenRooms(h *house) {
	ann, bob, eve := h.person("ann"), h.person("bob"), h.person("eve")
	mod, admin := h.moderator("mod"), h.admin("adm")
	cave := h.roomWith(ann, "cave", room.Settings{Private: true})
	h.letIn(ann, cave.ID, bob)
	h.post(ann, cave.ID, "hidden")
	h.room(eve, "hut") // the owner of another room is nobody here
	for _, outsider := range []room.Person{eve, mod, admin} {
		h.hiddenFrom(outsider, cave.ID, bob)
	}

	// Whoever was in and has left, and whose invitation has ended, knows no more.
	h.do(room.Leave{Header: header(bob), Room: cave.ID})
	h.hiddenFrom(bob, cave.ID, ann)
	h.do(room.Invite{Header: header(ann), Room: cave.ID, Who: eve.ID, Until: at.Add(time.Minute)})
	h.refused(room.Post{Header: header(eve), Room: cave.ID, Text: "may I?"}, room.ErrDenied)
	h.refused(room.Join{Header: later(eve, time.Minute), Room: cave.ID}, room.ErrNotFound)
	h.do(room.Uninvite{Header: header(ann), Room: cave.ID, Who: eve.ID})
	h.hiddenFrom(eve, cave.ID, ann)

	// A public room that becomes private is gone from those who are not in it.
	hall := h.room(ann, "hall")
	h.refused(room.Post{Header: header(eve), Room: hall.ID, Text: "hello"}, room.ErrDenied)
	h.configure(ann, hall.ID, func(s *room.Settings) { s.Private = true })
	for _, outsider := range []room.Person{eve, mod, admin} {
		h.hiddenFrom(outsider, hall.ID, bob)
	}
}

func hiddenConversations(h *house) {
	ann, bob, cyd, eve, admin := h.person("ann"), h.person("bob"), h.person("cyd"), h.person("eve"), h.admin("adm")
	two := h.converse(ann, bob)
	three := h.converse(ann, bob, cyd)
	notes := h.converse(ann)
	for _, c := range []room.Room{two, three, notes} {
		h.post(ann, c.ID, "between us")
		for _, outsider := range []room.Person{eve, admin} {
			h.hiddenFrom(outsider, c.ID, ann)
		}
	}
	h.do(room.Leave{Header: header(cyd), Room: three.ID})
	h.hiddenFrom(cyd, three.ID, ann)
}

func deletedRooms(h *house) {
	ann, bob, admin := h.person("ann"), h.person("bob"), h.admin("adm")
	den := h.room(ann, "den")
	h.do(room.Join{Header: header(bob), Room: den.ID})
	m := h.post(bob, den.ID, "@ann here")
	h.do(room.SaveDraft{Header: header(bob), Room: den.ID, Draft: room.Draft{Text: "unsent"}})
	e := h.do(room.Discard{Header: header(ann), Room: den.ID}).(room.Discarded)
	if e.Room.ID != den.ID || e.By != ann || e.Room.Deleted.IsZero() {
		h.Errorf("the deletion led to %+v", e)
	}
	for _, who := range []room.Person{ann, bob, admin} {
		h.hiddenFrom(who, den.ID, bob)
		if in, err := h.rooms.Memberships(who.ID); err != nil || len(in) != 0 {
			h.Errorf("%s is in %v, %v; want nothing", who.Name, in, err)
		}
	}
	// Its name is free, and the new room has nothing of the old.
	again := h.room(bob, "den")
	if again.ID == den.ID || again.Last != 0 || again.Owner != bob.ID {
		h.Errorf("the new room is %+v", again)
	}
	h.refused(room.Post{Header: header(bob), Room: again.ID, Text: "yes", Reply: m.Seq}, room.ErrNotFound)
	if gone, err := h.rooms.Discarded(); err != nil || len(gone) != 1 || gone[0] != den.ID {
		h.Errorf("deleted rooms with something left are %v, %v; want one", gone, err)
	}
	h.refused(room.Sweep{Header: header(room.Person{}), Room: again.ID}, room.ErrConflict)
	h.untilDone(room.Sweep{Header: header(room.Person{}), Room: den.ID}, func(e room.Event) bool { return e.(room.Swept).More })
	if gone, err := h.rooms.Discarded(); err != nil || len(gone) != 0 {
		h.Errorf("after the sweep something is left of %v, %v", gone, err)
	}
	h.unseen(ann, nil)
}

// serverOnly tries as people what only the server does.
func serverOnly(h *house) {
	ann, admin := h.person("ann"), h.admin("adm")
	den := h.roomWith(ann, "den", room.Settings{KeepLast: 1})
	h.post(ann, den.ID, "first")
	h.post(ann, den.ID, "second")
	for _, who := range []room.Person{ann, admin} {
		h.refused(room.Trim{Header: header(who), Room: den.ID, UpTo: 1}, room.ErrDenied)
		h.refused(room.Sweep{Header: header(who)}, room.ErrDenied)
		h.refused(room.Depart{Header: header(who), Who: ann.ID}, room.ErrDenied)
	}
	if got := h.message(den.ID, 1); got.Text != "first" {
		h.Errorf("the first message is %+v", got)
	}
}

// strangers submits as accounts that are not there, or not any more.
func strangers(h *house) {
	ann, bob := h.person("ann"), h.person("bob")
	den := h.room(ann, "den")
	h.do(room.Join{Header: header(bob), Room: den.ID})
	h.post(ann, den.ID, "hello")
	h.remove(bob, false)
	for _, nobody := range []room.Person{bob, {ID: 99, Name: "nobody"}} {
		for _, c := range append(allAttempts(nobody, den.ID, ann),
			room.Create{Header: header(nobody), Name: "fresh"},
			room.Converse{Header: header(nobody), With: []room.UserID{ann.ID}},
			room.Block{Header: header(nobody), Who: ann.ID, On: true},
			room.Ignore{Header: header(nobody), Who: ann.ID, On: true},
		) {
			_, err := h.rooms.Do(context.Background(), c)
			if kind(err) != room.ErrDenied {
				h.Errorf("%T of an account that is not there: %v; want an error that wraps %q", c, err, room.ErrDenied)
			}
		}
	}
	for _, c := range []room.Command{
		room.Invite{Header: header(ann), Room: den.ID, Who: bob.ID, Until: at.Add(time.Hour)},
		room.Transfer{Header: header(ann), Room: den.ID, Who: bob.ID},
		room.Appoint{Header: header(ann), Room: den.ID, Who: bob.ID, Role: room.Moderator},
		room.Converse{Header: header(ann), With: []room.UserID{bob.ID}},
		room.Block{Header: header(ann), Who: bob.ID, On: true},
		room.Ignore{Header: header(ann), Who: 99, On: true},
	} {
		h.refused(c, room.ErrNotFound)
	}
}

// sentences checks that refusals are said in one clean line.
func sentences(h *house) {
	ann, bob := h.person("ann"), h.person("bob")
	talk := h.converse(ann, bob)
	den := h.room(ann, "den")
	var said []string
	for _, c := range append(allAttempts(bob, talk.ID, ann), allAttempts(bob, den.ID, ann)...) {
		if _, err := h.rooms.Do(context.Background(), c); err != nil {
			said = append(said, fmt.Sprintf("%T: %v", c, err))
		}
	}
	for _, s := range said {
		if strings.Contains(s, "%!") || strings.ContainsAny(s, "\n\x1b") || strings.Contains(s, "in @;") || strings.HasSuffix(s, ".") {
			h.Errorf("a refusal reads %q", s)
		}
	}
	if len(said) < 20 {
		h.Errorf("%d attempts were refused, want nearly all", len(said))
	}
}
