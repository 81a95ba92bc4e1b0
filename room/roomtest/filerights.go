package roomtest

import (
	"time"

	"snug/keys"
	"snug/room"
)

// fileRights lets people of every kind put files where they may, and where they may
// not. Whoever asks before the first byte is told the same.
func fileRights(h *house) {
	ann, bob, eve, mod := h.person("ann"), h.person("bob"), h.person("eve"), h.moderator("mod")
	den := h.room(ann, "den")
	cave := h.roomWith(ann, "cave", room.Settings{Private: true})
	h.enter(den.ID, bob, mod)
	in := func(by room.Person, in room.Room) room.Post { return putting(by, in.ID, "a", "bytes") }
	ok := func(by room.Person) { h.Helper(); h.put(by, den.ID, "a", "bytes") }

	h.mayNot(in(eve, den), room.ErrDenied, "you are not in #den", "join den")
	h.mayNot(in(eve, cave), room.ErrNotFound, "no such room")
	h.mayNot(in(room.Person{ID: 99}, den), room.ErrDenied, "no account")
	h.mayNot(in(operator, den), room.ErrDenied, "you are not in #den")
	ok(bob)

	h.do(mute(ann, den.ID, bob))
	h.mayNot(in(bob, den), room.ErrDenied, "ann", "muted", "16:09 UTC")
	h.put(bob, h.lobby().ID, "elsewhere", "bytes")
	h.do(lift(ann, den.ID, bob, room.Mute))
	h.do(ban(ann, den.ID, bob))
	h.mayNot(in(bob, den), room.ErrDenied, "banned")
	h.do(lift(ann, den.ID, bob, room.Ban))
	h.mayNot(in(bob, den), room.ErrDenied, "you are not in #den") // who was banned is no member
	h.enter(den.ID, bob)
	h.do(kick(ann, den.ID, bob))
	h.mayNot(in(bob, den), room.ErrDenied, "you are not in #den")
	h.enter(den.ID, bob)

	h.configure(ann, den.ID, func(s *room.Settings) { s.Announce = true })
	h.mayNot(in(bob, den), room.ErrDenied, "only the moderators of #den write")
	ok(ann)
	h.configure(ann, den.ID, func(s *room.Settings) { s.Announce, s.Files = false, room.FilesByModerators })
	h.mayNot(in(bob, den), room.ErrDenied, "only the moderators of #den put files")
	h.post(bob, den.ID, "words are taken")
	ok(ann)
	ok(mod)
	h.configure(ann, den.ID, func(s *room.Settings) { s.Files = room.FilesOff })
	h.mayNot(in(bob, den), room.ErrDenied, "#den takes no files")
	h.mayNot(in(ann, den), room.ErrDenied, "#den takes no files")
	h.mayNot(in(mod, den), room.ErrDenied, "#den takes no files")
	h.configure(ann, den.ID, func(s *room.Settings) { s.Files = room.FilesByMembers })
	h.do(room.Archive{Header: header(ann), Room: den.ID, On: true})
	h.mayNot(in(ann, den), room.ErrConflict, "archived")
	h.do(room.Archive{Header: header(ann), Room: den.ID})
	for _, bad := range []room.Settings{{Files: room.FilesOff + 1}, {FilesFor: time.Minute}, {FilesFor: -time.Hour}} {
		h.refused(room.Configure{Header: header(ann), Room: den.ID, Is: bad}, room.ErrInvalid)
	}

	h.setting(keys.HouseFiles, "staff")
	h.mayNot(in(ann, den), room.ErrDenied, "only the staff")
	ok(mod)
	h.setting(keys.HouseFiles, "off")
	h.mayNot(in(mod, den), room.ErrDenied, "this server takes no files")
	h.setting(keys.HouseFiles, "")

	h.restrict(bob, keys.Muting, at.Add(time.Hour))
	h.mayNot(in(bob, den), room.ErrDenied, "everywhere")
	h.put(bob, h.converse(bob, mod).ID, "why", "bytes") // everybody can ask the staff
	h.restrict(eve, keys.Suspension, at.Add(time.Hour))
	h.mayNot(in(eve, h.lobby()), room.ErrDenied, "suspended")
	h.lockdown(keys.ReadOnly, at.Add(time.Hour))
	h.mayNot(in(ann, den), room.ErrLimited, "locked down")
	ok(mod)
	h.lockdown(keys.Normal, time.Time{})
	h.remove(eve, false)
	h.mayNot(in(eve, h.lobby()), room.ErrDenied, "no account")
}

// filesAreMessages: what holds for messages holds for those with a file.
func filesAreMessages(h *house) {
	h.setting(keys.HouseProbation, "1h")
	h.setting(keys.HouseProbationRate, "2")
	ann, bob := h.person("ann"), h.person("bob")
	h.trust(ann)
	den := h.roomWith(ann, "den", room.Settings{Slow: time.Minute})
	h.enter(den.ID, bob)
	h.put(bob, den.ID, "a", "bytes")
	h.mayNot(putting(bob, den.ID, "b", "bytes"), room.ErrLimited, "slow mode in #den", "60 s")
	h.configure(ann, den.ID, func(s *room.Settings) { s.Slow = 0 })
	h.mayNot(putting(bob, den.ID, "www.spam.example", "bytes"), room.ErrDenied, "link")
	linked := putting(bob, den.ID, "a", "bytes")
	linked.Text = "https://spam.example"
	h.mayNot(linked, room.ErrDenied, "link")
	h.put(bob, den.ID, "b", "bytes")
	h.mayNot(putting(bob, den.ID, "c", "bytes"), room.ErrLimited, "new accounts", "60 s")
	h.put(ann, den.ID, "www.den.example", "bytes")
	answer := putting(ann, den.ID, "d", "bytes")
	answer.Reply = 1
	if m := h.do(answer).(room.Posted); m.Root.Thread.Replies != 1 || m.Message.Reply.File != "a" {
		h.Errorf("a file that answers one is %+v", m.Message)
	}
	answer.Header, answer.Reply = header(ann), 99
	h.mayNot(answer, room.ErrNotFound, "no message 99")

	// Blocked, and in a conversation that has ended, they are not taken either.
	two := h.converse(ann, bob)
	h.put(ann, two.ID, "hello", "bytes")
	h.do(room.Block{Header: header(bob), Who: ann.ID, On: true})
	h.mayNot(putting(ann, two.ID, "hello", "bytes"), room.ErrDenied)
	h.remove(bob, false)
	h.mayNot(putting(ann, two.ID, "hello", "bytes"), room.ErrDenied)
	// Whoever comes to a room without its past does not answer what is in it.
	cyd := h.person("cyd")
	h.configure(ann, den.ID, func(s *room.Settings) { s.History = room.HistoryJoined })
	h.enter(den.ID, cyd)
	answer.By, answer.Reply = cyd.ID, 1
	h.mayNot(answer, room.ErrNotFound)
}
