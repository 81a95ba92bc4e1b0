package roomtest

import (
	"fmt"
	"strings"

	"snug/room"
)

func complaint(by, about room.Person, in room.ID, seq uint64) room.Complain {
	return room.Complain{Header: header(by), Who: about.ID, Room: in, Seq: seq, Why: "spam"}
}

func verdict(by room.Person, report uint64, s room.ReportState) room.Judge {
	return room.Judge{Header: header(by), Report: report, State: s, Answer: "thank you"}
}

// staffRoom returns the staff's room, which must be there.
func (h *house) staffRoom() room.Room {
	h.Helper()
	for _, r := range h.all() {
		if r.Staff {
			return r
		}
	}
	h.Fatal("the staff has no room")
	return room.Room{}
}

func reports(h *house) {
	ann, bob, cyd, mod := h.person("ann"), h.person("bob"), h.person("cyd"), h.moderator("mod")
	den := h.room(ann, "den")
	h.enter(den.ID, bob, cyd)
	m := h.post(bob, den.ID, "buy this")
	heard := len(h.events())
	e := h.do(complaint(ann, bob, den.ID, m.Seq)).(room.Reported)
	r, staff := e.Report, h.staffRoom()
	if r.ID != 1 || r.By != ann || r.About != bob || r.Excerpt != "buy this" || r.Reason != "spam" || r.State != room.ReportOpen || r.Told {
		h.Errorf("the report is %+v", r)
	}
	if e.Opened == nil || *e.Opened != func() room.Room { s := staff; s.Last = 0; return s }() || !staff.Private || staff.Name != room.StaffRoom {
		h.Errorf("the first report opened %+v, and the room is %+v", e.Opened, staff)
	}
	if e.Began == nil || e.Began.Message.Text != "Reports about bob" || e.Posted.Root.Thread.Replies != 1 {
		h.Errorf("the thread begins with %+v, and goes on with %+v", e.Began, e.Posted)
	}
	if got := e.Posted.Message; got.Text != "reports message r_2/1: spam" || got.Author != ann || got.Root != r.Thread || len(got.Mentions) > 0 {
		h.Errorf("the staff reads %+v", got)
	}
	h.same(e.Posted.Message)
	if got := h.events()[heard:]; len(got) != 1 {
		h.Errorf("the report delivered %+v, want one event", got)
	}
	// The next one about bob goes on with the thread, one about another does not.
	e = h.do(complaint(cyd, bob, 0, 0)).(room.Reported)
	if e.Opened != nil || e.Began != nil || e.Posted.Message.Root != r.Thread || e.Posted.Root.Thread.Replies != 2 || e.Posted.Message.Text != "reports bob: spam" {
		h.Errorf("the second report led to %+v", e)
	}
	if e := h.do(complaint(cyd, ann, 0, 0)).(room.Reported); e.Began == nil || e.Report.Thread == r.Thread {
		h.Errorf("a report about somebody else led to %+v", e)
	}
	// What was said in private is told by who shows it, not where.
	two := h.converse(bob, cyd)
	m = h.post(bob, two.ID, "buy that")
	e = h.do(complaint(cyd, bob, two.ID, m.Seq)).(room.Reported)
	if e.Report.Excerpt != "buy that" || e.Posted.Message.Text != "reports a private message: spam" {
		h.Errorf("the report of a private message led to %+v, %+v", e.Report, e.Posted.Message)
	}
	h.change(room.Delete{Header: header(bob), Room: two.ID, Seq: m.Seq})
	if got, err := h.rooms.Report(e.Report.ID); err != nil || got.Excerpt != "buy that" {
		h.Errorf("after the message was deleted the report is %+v, %v", got, err)
	}
	for _, m := range h.history(staff.ID, room.Range{Limit: room.MaxPage}) {
		if strings.Contains(m.Text, "buy") {
			h.Errorf("the staff's room has the text of a message: %q", m.Text)
		}
	}
	// The thread was taken away: the next report begins another.
	h.do(purge(h.admin("adm"), staff.ID))
	if e := h.do(complaint(ann, bob, 0, 0)).(room.Reported); e.Began == nil || e.Report.Thread == r.Thread {
		h.Errorf("after the thread was deleted a report led to %+v", e)
	}
	h.do(verdict(mod, r.ID, room.ReportResolved)) // says nothing: its thread is gone
}

func badReports(h *house) {
	ann, bob, eve, mod := h.person("ann"), h.person("bob"), h.person("eve"), h.moderator("mod")
	den := h.room(ann, "den")
	cave, two := h.roomWith(ann, "cave", room.Settings{Private: true}), h.converse(ann, bob)
	h.letIn(ann, cave.ID, bob)
	h.enter(den.ID, bob)
	m := h.post(bob, den.ID, "hello")
	h.post(bob, cave.ID, "hidden")
	h.post(bob, two.ID, "between us")
	none := h.told(complaint(eve, bob, 7777, 1), room.ErrNotFound)
	for _, outsider := range []room.Person{eve, mod} {
		for _, in := range []room.ID{cave.ID, two.ID} {
			if said := h.told(complaint(outsider, bob, in, 1), room.ErrNotFound); said != none {
				h.Errorf("reporting a hidden message is refused with %q, one that is not there with %q", said, none)
			}
		}
	}
	long := complaint(ann, bob, 0, 0)
	long.Why = strings.Repeat("x", room.MaxReason+1)
	empty := complaint(ann, bob, 0, 0)
	empty.Why = ""
	for _, tt := range []struct {
		c    room.Command
		kind error
	}{
		{complaint(eve, bob, den.ID, m.Seq), room.ErrDenied},
		{complaint(ann, bob, den.ID, 99), room.ErrNotFound},
		{complaint(ann, eve, den.ID, m.Seq), room.ErrInvalid},
		{complaint(ann, ann, 0, 0), room.ErrInvalid},
		{complaint(ann, room.Person{ID: 99}, 0, 0), room.ErrNotFound},
		{complaint(ann, operator, 0, 0), room.ErrNotFound},
		{complaint(room.Person{ID: 99}, bob, 0, 0), room.ErrDenied},
		{long, room.ErrInvalid},
		{empty, room.ErrInvalid},
	} {
		h.refused(tt.c, tt.kind)
	}
	if n := len(h.all()); n != 3+1 {
		h.Errorf("refused reports left %d rooms", n)
	}
	h.do(complaint(ann, bob, den.ID, m.Seq))
	h.do(complaint(ann, bob, 0, 0)) // about the person is another one
	h.refused(complaint(ann, bob, den.ID, m.Seq), room.ErrConflict)
	for i := 2; i < room.MaxOpenReports; i++ {
		h.do(complaint(ann, h.person(word("other", i)), 0, 0))
	}
	h.refused(complaint(ann, eve, 0, 0), room.ErrLimited)
	h.do(verdict(mod, 1, room.ReportDismissed))
	h.do(complaint(ann, bob, den.ID, m.Seq)) // once more, and decided anew
}

func verdicts(h *house) {
	ann, bob := h.person("ann"), h.person("bob")
	mod, judy, adm := h.moderator("mod"), h.moderator("judy"), h.admin("adm")
	one := h.do(complaint(ann, bob, 0, 0)).(room.Reported).Report
	about := h.do(complaint(ann, mod, 0, 0)).(room.Reported)
	if about.Posted != nil || about.Began != nil || about.Report.Thread != 0 {
		h.Errorf("a report about the staff is said in its room: %+v", about)
	}
	byStaff := h.do(complaint(mod, bob, 0, 0)).(room.Reported).Report
	none := h.told(verdict(mod, 7777, room.ReportResolved), room.ErrNotFound)
	for _, tt := range []struct {
		c    room.Command
		kind error
	}{
		{verdict(ann, one.ID, room.ReportResolved), room.ErrDenied},
		{verdict(bob, one.ID, room.ReportDismissed), room.ErrDenied},
		{verdict(mod, byStaff.ID, room.ReportResolved), room.ErrDenied},
		{verdict(mod, about.Report.ID, room.ReportDismissed), room.ErrNotFound},
		{verdict(judy, about.Report.ID, room.ReportResolved), room.ErrNotFound},
		{verdict(mod, one.ID, room.ReportOpen), room.ErrInvalid},
		{verdict(mod, one.ID, 7), room.ErrInvalid},
	} {
		h.refused(tt.c, tt.kind)
	}
	said := h.told(verdict(judy, about.Report.ID, room.ReportResolved), room.ErrNotFound)
	if strings.ReplaceAll(none, "7777", fmt.Sprint(about.Report.ID)) != said {
		h.Errorf("of a report about an equal %q is said, of none %q", said, none)
	}
	c := verdict(mod, one.ID, room.ReportResolved)
	e := h.do(c).(room.Reported)
	if r := e.Report; r.State != room.ReportResolved || r.Judge != mod || r.Answer != "thank you" || !r.Decided.Equal(at) || r.Told {
		h.Errorf("the decided report is %+v", r)
	}
	if m := e.Posted.Message; m.Text != "resolved the report of ann: thank you" || m.Author != mod || m.Root != one.Thread {
		h.Errorf("the staff reads %+v", m)
	}
	h.refused(verdict(judy, one.ID, room.ReportDismissed), room.ErrConflict)
	if again := h.do(c).(room.Reported); again.Report != e.Report {
		h.Errorf("the repeated decision led to %+v", again)
	}
	h.do(verdict(adm, about.Report.ID, room.ReportDismissed))
	if e := h.do(verdict(operator, byStaff.ID, room.ReportDismissed)).(room.Reported); e.Posted != nil || e.Report.Judge.Name != room.OperatorName {
		h.Errorf("the operator's decision led to %+v", e)
	}
	untold := func(by room.Person, want ...uint64) {
		h.Helper()
		all, err := h.rooms.Untold(by.ID)
		must(h, err)
		var got []uint64
		for _, r := range all {
			got = append(got, r.ID)
		}
		if fmt.Sprint(got) != fmt.Sprint(want) {
			h.Errorf("%s has not heard of %v, want %v", by.Name, got, want)
		}
	}
	untold(ann, one.ID, about.Report.ID)
	h.do(room.Hear{Header: header(bob), UpTo: 99})
	untold(ann, one.ID, about.Report.ID)
	h.do(room.Hear{Header: header(ann), UpTo: one.ID})
	untold(ann, about.Report.ID)
	untold(mod, byStaff.ID)
	h.do(room.Hear{Header: header(ann), UpTo: 99})
	untold(ann)

	// What a deleted account has reported, or is reported for, is still decided.
	last := h.do(complaint(ann, bob, 0, 0)).(room.Reported).Report
	for _, who := range []room.Person{ann, bob} {
		h.remove(who, false)
		h.untilDone(room.Depart{Header: header(room.Person{}), Who: who.ID}, func(e room.Event) bool { return e.(room.Departed).More })
	}
	r := h.do(verdict(mod, last.ID, room.ReportDismissed)).(room.Reported).Report
	if !r.By.Gone || !r.About.Gone || !r.Told || r.Excerpt != last.Excerpt {
		h.Errorf("the report between deleted accounts is %+v", r)
	}
}

// staffsRoom tries everything on the staff's room as whoever is not in it, and
// what nobody does to it as those who are.
func staffsRoom(h *house) {
	ann, bob, mod, adm := h.person("ann"), h.person("bob"), h.moderator("mod"), h.admin("adm")
	h.do(complaint(ann, bob, 0, 0))
	staff := h.staffRoom()
	for _, who := range []room.Person{ann, bob} { // who has reported, too
		h.hiddenFrom(who, staff.ID, mod)
	}
	for _, c := range order(operator, staff.ID, mod) {
		h.refused(c, room.ErrNotFound)
	}
	m := h.post(mod, staff.ID, "@adm @ann look")
	if fmt.Sprint(m.Mentions) != fmt.Sprint(ids(adm)) {
		h.Errorf("the message names %v, want the staff alone", m.Mentions)
	}
	h.change(room.React{Header: header(adm), Room: staff.ID, Seq: m.Seq, Emoji: "+1", On: true})
	for _, c := range []room.Command{
		room.Rename{Header: header(adm), Room: staff.ID, Name: "mine"},
		room.Archive{Header: header(adm), Room: staff.ID, On: true},
		room.Discard{Header: header(adm), Room: staff.ID},
		room.Configure{Header: header(adm), Room: staff.ID, Was: staff.Settings},
		room.Invite{Header: header(adm), Room: staff.ID, Who: ann.ID, Until: at.Add(1)},
		room.Appoint{Header: header(adm), Room: staff.ID, Who: mod.ID, Role: room.Moderator},
		room.Transfer{Header: header(adm), Room: staff.ID, Who: mod.ID},
		room.Leave{Header: header(mod), Room: staff.ID},
		kick(adm, staff.ID, mod), mute(adm, staff.ID, mod), ban(adm, staff.ID, mod),
	} {
		h.refused(c, room.ErrDenied)
	}
	h.refused(room.Join{Header: header(mod), Room: staff.ID}, room.ErrConflict)
	if got := h.find(staff.ID); got.Members != 0 || got.Settings != staff.Settings {
		h.Errorf("the staff's room is %+v", got)
	}
	// Whoever is not of the staff any more is out at once.
	mod = h.raise(mod, 1)
	h.hiddenFrom(mod, staff.ID, ann)
	h.raise(ann, 2)
	h.post(ann, staff.ID, "hello")
}
