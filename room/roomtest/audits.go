package roomtest

import (
	"reflect"
	"strings"
	"time"

	"snug/keys/audit"
	"snug/room"
)

// audits does everything that manages a room, and compares what the audit log
// says of it.
func audits(h *house) {
	ann, bob, mod := h.person("ann"), h.person("bob"), h.moderator("mod")
	topic, text := "all about dens", "long words"
	den := func() room.ID { return h.all()[1].ID }
	is := func(set func(*room.Settings)) room.Settings {
		s := h.all()[1].Settings
		set(&s)
		return s
	}
	reported := func() uint64 {
		all, err := h.rooms.Reports(0, true, 0, 1)
		must(h, err)
		return all[0].ID
	}
	said := "m_01 in r_2 #den" // whatever the ID is
	for _, tt := range []struct {
		c                             func() room.Command
		action, object, before, after string
	}{
		{func() room.Command { return room.Create{Header: header(ann), Name: "hole"} }, "room create", "r_2 #hole", "", ""},
		{func() room.Command { return room.Rename{Header: header(ann), Room: den(), Name: "den"} }, "room rename", "r_2 #hole", "#hole", "#den"},
		{func() room.Command { return room.Describe{Header: header(ann), Room: den(), Topic: &topic} }, "room topic", "r_2 #den", "", topic},
		{func() room.Command { return room.Describe{Header: header(ann), Room: den(), Description: &text} }, "room describe", "r_2 #den", "", ""},
		{func() room.Command {
			return room.Configure{Header: header(ann), Room: den(), Is: is(func(s *room.Settings) { s.Slow, s.OpenTopic = time.Minute, true })}
		}, "room set", "r_2 #den", "public", "open topic, slow 1m0s"},
		{func() room.Command {
			return room.Invite{Header: header(ann), Room: den(), Who: bob.ID, Until: at.Add(time.Hour)}
		}, "room invite", "bob in r_2 #den", "", "until 2026-03-14 16:09 UTC"},
		{func() room.Command { return room.Uninvite{Header: header(ann), Room: den(), Who: bob.ID} }, "room uninvite", "bob in r_2 #den", "until 2026-03-14 16:09 UTC", ""},
		{func() room.Command { return mute(mod, den(), bob) }, "room mute", "bob in r_2 #den", "", "until 2026-03-14 16:09 UTC"},
		{func() room.Command { return lift(ann, den(), bob, room.Mute) }, "room unmute", "bob in r_2 #den", "until 2026-03-14 16:09 UTC", ""},
		{func() room.Command { return ban(operator, den(), bob) }, "room ban", "bob in r_2 #den", "", "until 2026-03-14 16:09 UTC"},
		{func() room.Command {
			c := ban(ann, den(), bob)
			c.Until = time.Time{}
			return c
		}, "room ban", "bob in r_2 #den", "until 2026-03-14 16:09 UTC", "until that is lifted"},
		{func() room.Command { return lift(ann, den(), bob, room.Ban) }, "room unban", "bob in r_2 #den", "until that is lifted", ""},
		{func() room.Command {
			h.enter(den(), bob)
			return room.Appoint{Header: header(ann), Room: den(), Who: bob.ID, Role: room.Moderator}
		}, "room role", "bob in r_2 #den", "member", "moderator"},
		{func() room.Command { return kick(ann, den(), bob) }, "room kick", "bob in r_2 #den", "moderator", ""},
		{func() room.Command {
			h.enter(den(), bob)
			return room.Transfer{Header: header(ann), Room: den(), Who: bob.ID}
		}, "room transfer", "bob in r_2 #den", "ann", "bob"},
		{func() room.Command {
			h.post(ann, den(), "hello")
			return room.Pin{Header: header(bob), Room: den(), Seq: 1, On: true}
		}, "message pin", said, "", ""},
		{func() room.Command { return room.Pin{Header: header(bob), Room: den(), Seq: 1} }, "message unpin", said, "", ""},
		{func() room.Command { return complaint(bob, ann, den(), 1) }, "message report", "report 1", "", ""},
		{func() room.Command { return complaint(bob, ann, 0, 0) }, "user report", "report 2", "", ""},
		{func() room.Command { return verdict(mod, reported(), room.ReportDismissed) }, "report dismiss", "report 2", "open", "dismissed"},
		{func() room.Command { return verdict(operator, reported(), room.ReportResolved) }, "report resolve", "report 1", "open", "resolved"},
		{func() room.Command { return room.Archive{Header: header(bob), Room: den(), On: true} }, "room archive", "r_2 #den", "", ""},
		{func() room.Command { return room.Archive{Header: header(bob), Room: den()} }, "room unarchive", "r_2 #den", "", ""},
		{func() room.Command { return room.Discard{Header: header(bob), Room: den()} }, "room delete", "r_2 #den", "", ""},
	} {
		c := because(tt.c(), "so it is")
		e := h.logs(c)
		if strings.HasPrefix(e.Object, "m_") {
			e.Object = "m_01" + e.Object[strings.Index(e.Object, " "):]
		}
		if e.Action != tt.action || e.Object != tt.object || e.Before != tt.before || e.After != tt.after || e.Reason != "so it is" || !e.At.Equal(at) {
			h.Errorf("%T left %+v", c, e)
		}
		if left := h.logged(func() { h.do(c) }); len(left) > 0 {
			h.Errorf("%T, submitted again, left %+v", c, left)
		}
	}
	if _, err := audit.Verify(func(yield func(audit.Entry, error) bool) {
		for _, e := range h.log(1000) {
			if !yield(e, nil) {
				return
			}
		}
	}); err != nil {
		h.Error(err)
	}
}

// because gives a command a reason.
func because(c room.Command, why string) room.Command {
	v := reflect.New(reflect.TypeOf(c)).Elem()
	v.Set(reflect.ValueOf(c))
	v.FieldByName("Reason").SetString(why)
	return v.Interface().(room.Command)
}

// unlogged does what is nobody's business.
func unlogged(h *house) {
	ann, bob, cyd := h.person("ann"), h.person("bob"), h.person("cyd")
	den := h.room(ann, "den")
	left := h.logged(func() {
		h.enter(den.ID, bob)
		m := h.post(ann, den.ID, "hello")
		h.change(room.Edit{Header: header(ann), Room: den.ID, Seq: m.Seq, Text: "hello!"})
		h.change(room.React{Header: header(bob), Room: den.ID, Seq: m.Seq, Emoji: "eyes", On: true})
		h.do(room.Notify{Header: header(ann), Room: den.ID, Level: room.All})
		h.do(room.Block{Header: header(ann), Who: cyd.ID, On: true})
		h.do(room.Leave{Header: header(bob), Room: den.ID})
		group := h.converse(bob, ann, cyd)
		m = h.post(bob, group.ID, "between us")
		topic := "ours"
		h.change(room.Pin{Header: header(cyd), Room: group.ID, Seq: m.Seq, On: true})
		h.do(room.Describe{Header: header(cyd), Room: group.ID, Topic: &topic})
		h.refused(room.Delete{Header: header(cyd), Room: group.ID, Seq: m.Seq}, room.ErrDenied)
		h.refused(kick(cyd, group.ID, bob), room.ErrDenied)
		h.change(room.Delete{Header: header(bob), Room: group.ID, Seq: m.Seq})
		h.do(room.Leave{Header: header(cyd), Room: group.ID})
		// What is refused for another reason than somebody's role.
		h.refused(room.Invite{Header: header(ann), Room: den.ID, Who: cyd.ID, Until: at.Add(time.Hour)}, room.ErrDenied)
		h.refused(kick(ann, den.ID, cyd), room.ErrConflict)
		h.refused(kick(ann, 7777, cyd), room.ErrNotFound)
		h.refused(complaint(cyd, ann, den.ID, 1), room.ErrDenied)
		h.refused(kick(room.Person{ID: 99}, den.ID, ann), room.ErrDenied)
	})
	for _, e := range left {
		h.Errorf("the log has %+v", e)
	}
}

// tried are refusals that the log has, and how many of them at most.
func tried(h *house) {
	ann, bob, eve := h.person("ann"), h.person("bob"), h.person("eve")
	den := h.room(ann, "den")
	cave := h.roomWith(ann, "cave", room.Settings{Private: true})
	h.enter(den.ID, bob)
	h.letIn(ann, cave.ID, bob)
	h.post(ann, den.ID, "hello")
	c := kick(bob, den.ID, ann)
	c.Actor = audit.Actor{Account: uint64(bob.ID), Name: "bob", Address: "192.0.2.7", Via: audit.Screen}
	left := h.logged(func() { h.refused(c, room.ErrDenied) })
	if len(left) != 1 || left[0].By != c.Actor || left[0].Action != "room kick" || left[0].Object != "ann in r_2 #den" || left[0].Result != "only the moderators of #den may do that; ask one of them" {
		h.Errorf("the refused kick left %+v", left)
	}
	// Who says that they are somebody else is named as who they are.
	c.ID, c.By = room.NewCommandID(), eve.ID
	left = h.logged(func() { h.refused(c, room.ErrDenied) })
	if len(left) != 1 || left[0].By.Account != uint64(eve.ID) || left[0].By.Name != "eve" {
		h.Errorf("eve's refused kick left %+v", left)
	}
	for _, c := range append(order(bob, cave.ID, ann),
		room.Rename{Header: header(bob), Room: cave.ID, Name: "mine"},
		room.Discard{Header: header(bob), Room: cave.ID},
		room.Archive{Header: header(bob), Room: cave.ID, On: true},
		room.Configure{Header: header(bob), Room: cave.ID, Is: room.Settings{Slow: time.Hour}},
	) {
		left := h.logged(func() { h.refused(c, room.ErrDenied) })
		if len(left) != 1 || left[0].Result == "ok" {
			h.Errorf("%T left %+v", c, left)
		}
	}
	for _, c := range []room.Command{
		room.Rename{Header: header(ann), Room: cave.ID, Name: "cavern"},
		room.Configure{Header: header(ann), Room: cave.ID, Was: h.find(cave.ID).Settings, Is: room.Settings{Private: true, Slow: time.Hour}},
		mute(ann, cave.ID, bob), kick(ann, cave.ID, bob),
	} {
		h.logs(c)
	}
	for _, e := range h.log(100) {
		if all := strings.Join([]string{e.Object, e.Before, e.After, e.Reason, e.Result}, " "); strings.Contains(all, "cave") || strings.Contains(all, "slow") {
			h.Errorf("an entry tells of a private room: %+v", e)
		}
	}
	// Nobody fills the log with what they may not do.
	heard := len(h.events())
	left = h.logged(func() {
		for range 100 {
			h.refused(kick(eve, den.ID, ann), room.ErrDenied)
		}
	})
	if n := len(left); n < 20 || n > 30 {
		h.Errorf("a hundred refusals left %d entries", n)
	}
	late := kick(eve, den.ID, ann)
	late.At = at.Add(time.Minute)
	if left := h.logged(func() { h.refused(late, room.ErrDenied) }); len(left) != 1 {
		h.Errorf("a refusal a minute later left %+v", left)
	}
	if got := h.events()[heard:]; len(got) > 0 {
		h.Errorf("refusals delivered %+v", got)
	}
}
