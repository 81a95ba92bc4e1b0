package roomtest

import (
	"time"

	"snug/keys"
	"snug/room"
)

// mutes tries everything that others would notice as somebody who is muted in a
// room.
func mutes(h *house) {
	ann, bob := h.person("ann"), h.person("bob")
	den := h.roomWith(ann, "den", room.Settings{OpenTopic: true})
	h.enter(den.ID, bob)
	m := h.post(bob, den.ID, "mine")
	h.do(room.React{Header: header(bob), Room: den.ID, Seq: m.Seq, Emoji: "eyes", On: true})
	h.do(room.Appoint{Header: header(ann), Room: den.ID, Who: bob.ID, Role: room.Moderator})
	c := mute(ann, den.ID, bob)
	c.Reason, c.Until = "enough", at.Add(room.EditWindow)
	if e := h.do(c).(room.Punished); e.Left || e.What != room.Mute || e.Is.Reason != "enough" {
		h.Errorf("the mute led to %+v", e)
	}
	topic := "what I wanted to say"
	loud := func(after time.Duration) []room.Command {
		by := later(bob, after)
		fresh := func() room.Header {
			by.ID = room.NewCommandID()
			return by
		}
		return []room.Command{
			room.Post{Header: fresh(), Room: den.ID, Text: "but"},
			room.Post{Header: fresh(), Room: den.ID, Text: "but", Reply: m.Seq},
			room.Edit{Header: fresh(), Room: den.ID, Seq: m.Seq, Text: topic},
			room.React{Header: fresh(), Room: den.ID, Seq: m.Seq, Emoji: "tada", On: true},
			room.Pin{Header: fresh(), Room: den.ID, Seq: m.Seq, On: true},
			room.Describe{Header: fresh(), Room: den.ID, Topic: &topic},
		}
	}
	for _, c := range loud(time.Minute) {
		h.says(c, room.ErrDenied, "ann", "muted", "#den", "15:24 UTC", "enough")
	}
	if got := h.message(den.ID, m.Seq); got.Text != "mine" || len(got.Reactions) != 1 || got.Pinned {
		h.Errorf("the muted left the message as %+v", got)
	}
	// What takes something back, and what nobody else notices, stays theirs.
	h.do(room.React{Header: header(bob), Room: den.ID, Seq: m.Seq, Emoji: "eyes"})
	h.do(room.SaveDraft{Header: header(bob), Room: den.ID, Draft: room.Draft{Text: "but"}})
	h.post(bob, h.lobby().ID, "elsewhere")
	h.do(room.Leave{Header: header(bob), Room: den.ID})
	h.enter(den.ID, bob) // coming back is no way out
	h.refused(loud(time.Minute)[0], room.ErrDenied)
	h.do(room.Appoint{Header: header(ann), Room: den.ID, Who: bob.ID, Role: room.Moderator})
	for _, c := range loud(room.EditWindow) {
		h.do(c)
	}
}

// silence mutes somebody everywhere, who can still ask the staff.
func silence(h *house) {
	ann, bob, mod := h.person("ann"), h.person("bob"), h.moderator("mod")
	cyd, judy := h.person("cyd"), h.moderator("judy")
	with, asking, notes := h.converse(bob, ann), h.converse(bob, mod), h.converse(bob)
	den := h.room(bob, "den")
	h.restrict(bob, keys.Muting, at.Add(time.Hour))
	for _, in := range []room.ID{h.lobby().ID, den.ID, with.ID, notes.ID} {
		h.says(room.Post{Header: header(bob), Room: in, Text: "but"}, room.ErrDenied, "everywhere", "16:09 UTC", "the people who run this server")
	}
	h.refused(room.Create{Header: header(bob), Name: "mine"}, room.ErrDenied)
	h.refused(room.Invite{Header: header(bob), Room: den.ID, Who: ann.ID, Until: at.Add(time.Minute)}, room.ErrDenied)
	h.refused(talk(bob, cyd), room.ErrDenied)
	h.refused(talk(bob, ann, mod), room.ErrDenied)
	h.post(bob, asking.ID, "why?")
	h.do(talk(bob, judy))
	h.do(room.Post{Header: later(bob, time.Hour), Room: den.ID, Text: "again"})

	h.restrict(ann, keys.Suspension, at.Add(time.Hour))
	h.says(room.Post{Header: header(ann), Room: h.lobby().ID, Text: "but"}, room.ErrDenied, "suspended", "16:09 UTC")
	h.refused(room.Leave{Header: header(ann), Room: den.ID}, room.ErrDenied)
	h.do(room.Post{Header: later(ann, time.Hour), Room: h.lobby().ID, Text: "again"})
}

// lockdowns let only the staff and the trusted write, and everybody ask.
func lockdowns(h *house) {
	ann, bob, cyd, mod := h.person("ann"), h.person("bob"), h.person("cyd"), h.moderator("mod")
	den, asking, with := h.room(bob, "den"), h.converse(bob, mod), h.converse(bob, ann)
	m := h.post(bob, den.ID, "mine")
	h.trust(ann)
	h.lockdown(keys.NoSignUp, time.Time{})
	h.post(bob, den.ID, "still")
	h.lockdown(keys.ReadOnly, at.Add(time.Hour))
	for _, c := range []room.Command{
		room.Post{Header: header(bob), Room: den.ID, Text: "but"},
		room.Post{Header: header(bob), Room: with.ID, Text: "but"},
		room.Edit{Header: header(bob), Room: den.ID, Seq: m.Seq, Text: "but"},
		room.React{Header: header(bob), Room: den.ID, Seq: m.Seq, Emoji: "eyes", On: true},
		room.Rename{Header: header(bob), Room: den.ID, Name: "but"},
		room.Create{Header: header(bob), Name: "mine"},
		room.Invite{Header: header(bob), Room: den.ID, Who: ann.ID, Until: at.Add(time.Minute)},
		talk(bob, cyd),
	} {
		h.says(c, room.ErrLimited, "locked down", "16:09 UTC")
		h.waits(c, time.Hour)
	}
	h.post(bob, asking.ID, "why?")
	h.post(ann, h.lobby().ID, "trusted")
	h.post(mod, h.lobby().ID, "staff")
	h.enter(den.ID, mod) // reading goes on
	h.do(room.Post{Header: later(bob, time.Hour), Room: den.ID, Text: "again"})
	h.lockdown(keys.Normal, time.Time{})
	h.post(bob, den.ID, "again")
}

// probation holds the new to what they may write.
func probation(h *house) {
	h.setting(keys.HouseProbation, "1h")
	h.setting(keys.HouseProbationRate, "3")
	ann, bob, mod := h.person("ann"), h.person("bob"), h.moderator("mod")
	den := h.room(ann, "den")
	h.enter(den.ID, bob)
	link, old := "see https://spam.example", at.Add(time.Hour)
	say := func(by room.Person, in room.ID, text string, after time.Duration) room.Post {
		return room.Post{Header: later(by, after), Room: in, Text: text}
	}
	h.says(say(ann, den.ID, link, 0), room.ErrDenied, "1 h", "link")
	m := h.post(ann, den.ID, "@here one")
	h.do(room.Edit{Header: header(ann), Room: den.ID, Seq: m.Seq, Text: "@here one!"})
	h.refused(room.Edit{Header: header(ann), Room: den.ID, Seq: m.Seq, Text: link}, room.ErrDenied)
	h.refused(room.Describe{Header: header(ann), Room: den.ID, Topic: &link}, room.ErrDenied)
	h.refused(room.Create{Header: header(ann), Name: "win", Topic: link}, room.ErrDenied)
	call := say(ann, den.ID, "@here two", 0)
	call.Here = ids(bob)
	if got := h.do(call).(room.Posted).Message.Mentions; len(got) != 0 {
		h.Errorf("somebody new has called %v with @here", got)
	}
	// So many a minute, wherever they are; the staff and the old are not counted.
	h.post(ann, h.lobby().ID, "three")
	h.says(say(ann, den.ID, "four", 30*time.Second), room.ErrLimited, "3 messages a minute", "30 s")
	h.waits(say(ann, den.ID, "four", 30*time.Second), 30*time.Second)
	h.do(say(ann, den.ID, "four", time.Minute))
	for range 5 {
		h.do(say(mod, h.lobby().ID, link, 0))
		h.do(say(ann, h.lobby().ID, link, old.Sub(at)))
	}
	// In a conversation that the other side has answered, nobody minds.
	two := h.converse(bob, ann)
	h.refused(say(bob, two.ID, link, 0), room.ErrDenied)
	h.do(say(ann, two.ID, "hello", 2*time.Minute))
	for range 5 {
		h.do(say(bob, two.ID, link, 2*time.Minute))
	}
	h.refused(say(bob, den.ID, link, 2*time.Minute), room.ErrDenied)
	h.setting(keys.HouseProbationLinks, "yes")
	h.do(say(bob, den.ID, link, 2*time.Minute))
	h.setting(keys.HouseProbationLinks, "no")
	h.trust(bob)
	for range 5 {
		h.do(say(bob, den.ID, link, 2*time.Minute))
	}
}

// theirRoom is about what the operator of the server can do from outside.
func theirRoom(h *house) {
	ann, bob := h.person("ann"), h.person("bob")
	den := h.room(ann, "den")
	h.enter(den.ID, bob)
	m := h.post(ann, den.ID, "hello")
	topic := "mine now"
	for _, c := range []room.Command{
		room.Join{Header: header(operator), Room: den.ID},
		room.Post{Header: header(operator), Room: den.ID, Text: "hello"},
		room.Post{Header: header(operator), Room: h.lobby().ID, Text: "hello"},
		room.React{Header: header(operator), Room: den.ID, Seq: m.Seq, Emoji: "eyes", On: true},
		room.Edit{Header: header(operator), Room: den.ID, Seq: m.Seq, Text: "mine"},
		room.Pin{Header: header(operator), Room: den.ID, Seq: m.Seq, On: true},
		room.Create{Header: header(operator), Name: "mine"},
		room.Converse{Header: header(operator), With: ids(ann)},
		room.SaveDraft{Header: header(operator), Room: den.ID, Draft: room.Draft{Text: "so"}},
		room.Notify{Header: header(operator), Room: den.ID, Level: room.All},
		room.Block{Header: header(operator), Who: ann.ID, On: true},
		room.Ignore{Header: header(operator), Who: ann.ID, On: true},
		room.Complain{Header: header(operator), Who: ann.ID, Why: "so"},
	} {
		h.refused(c, room.ErrDenied)
	}
	h.hiddenFrom(operator, h.converse(ann, bob).ID, ann)
	h.do(room.Describe{Header: header(operator), Room: den.ID, Topic: &topic})
	e := h.change(room.Delete{Header: header(operator), Room: den.ID, Seq: m.Seq})
	if e.By != operator || !e.Message.Removed {
		h.Errorf("the deletion led to %+v", e)
	}
	if got := h.do(mute(operator, den.ID, ann)).(room.Punished).Is; got.By != 0 || got.ByName != room.OperatorName {
		h.Errorf("the mute is %+v", got)
	}
}
