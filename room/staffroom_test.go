package room_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"snug/keys"
	"snug/room"
)

// staffRoom returns the room of the staff, as one of them finds it.
func (h *house) staffRoom(by room.Person) room.Room {
	h.t.Helper()
	r, err := h.Find(by.ID, room.StaffRoom)
	if err != nil {
		h.t.Fatal(err)
	}
	return r
}

// The first report makes the room of the staff, and whoever is of the staff then
// is in it; every report is a reply there.
func TestReportsArriveInTheRoomOfTheStaff(t *testing.T) {
	h := openHouse(t)
	ana, ben := h.person("ana"), h.person("ben")
	boss := h.rank(h.person("boss"), keys.Moderator)
	there, member := h.sit(boss), h.sit(ana)
	enter(t, there, h.lobby())
	enter(t, member, h.lobby())
	m := h.say(ben, h.lobby(), "the rude words")
	first, err := h.Complain(t.Context(), ana.ID, ben.ID, h.lobby(), m.Seq, "rude")
	if err != nil || first.Excerpt != m.Text || first.By.ID != ana.ID {
		t.Fatalf("the report is %+v, %v", first, err)
	}
	staff := h.staffRoom(boss)
	l := in(t, staff.ID, there.Pull().Rooms)
	if !l.Joined || l.Unread != 2 || !staff.Staff || !staff.Private {
		t.Errorf("the staff sees the room %+v", l)
	}
	v := enter(t, there, staff.ID)
	if len(v.Recent) != 2 || v.Recent[1].Author.ID != ana.ID || v.Recent[1].Root != v.Recent[0].Seq || len(v.Present) != 1 {
		t.Errorf("there is %+v", v)
	}
	h.complain(h.person("cyd"), ben)
	if n := there.Pull(); len(said(n.Events)) != 1 {
		t.Errorf("the second report is heard as %+v", n.Events)
	}
	if _, err := h.Judge(t.Context(), boss.ID, first.ID, room.ReportResolved, "gone"); err != nil {
		t.Fatal(err)
	}
	if n := there.Pull(); len(said(n.Events)) != 1 {
		t.Errorf("the answer is heard as %+v", n.Events)
	}
	if n := member.Pull(); len(said(n.Events)) != 1 || len(n.Calls) > 0 || slices.ContainsFunc(n.Rooms, func(l room.Listing) bool { return l.Room.ID == staff.ID }) {
		t.Errorf("the reporter hears %+v", n)
	}
	if is, err := h.Members(boss.ID, staff.ID, 0, 9); err != nil || len(is) != 1 || is[0].Person.ID != boss.ID {
		t.Errorf("in the room are %+v, %v", is, err)
	}
}

// Whoever becomes one of the staff is in their room at once, in sessions that are
// open; whoever stops being one is out of it at once, while they read it.
func TestTheRoomOfTheStaffFollowsTheRank(t *testing.T) {
	h := openHouse(t)
	ana, ben := h.person("ana"), h.person("ben")
	boss, chief := h.rank(h.person("boss"), keys.Moderator), h.chief("zoe")
	h.complain(ana, ben)
	staff := h.staffRoom(chief).ID
	seat := h.sit(ana)
	enter(t, seat, h.lobby())
	wantRefusal(t, second(seat.Enter(t.Context(), staff)), room.ErrNotFound)
	ana = h.rank(ana, keys.Moderator)
	in(t, staff, seat.Pull().Rooms)
	if v := enter(t, seat, staff); len(v.Recent) != 2 {
		t.Errorf("the new moderator reads %s", texts(v.Recent))
	}
	h.say(boss, staff, "welcome")
	h.rank(ana, keys.Member)
	h.say(boss, staff, "@ana the secret")
	n := seat.Pull()
	if e, ok := last(n.Events).(room.Left); !ok || e.Who.ID != ana.ID || len(n.Events) != 1 || n.Lost {
		t.Errorf("whoever is out of it hears %+v", n.Events)
	}
	if len(n.Rooms) != 1 || len(n.Calls) > 0 {
		t.Errorf("and sees the rooms %s, and %v", labels(n.Rooms), n.Calls)
	}
	if n := seat.Pull(); len(n.Events) > 0 || n.Present != nil {
		t.Errorf("a second pull brings %+v", n)
	}
	for what, err := range map[string]error{
		"history": second(h.History(ana.ID, staff, room.Range{Limit: 9})),
		"enter":   second(seat.Enter(t.Context(), staff)),
		"say":     second(seat.Say(t.Context(), room.Saying{Text: "x"})),
		"thread":  second(seat.Thread(t.Context(), 1)),
		"before":  second(seat.Before(t.Context(), staff, 9, 9)),
	} {
		if err == nil {
			t.Errorf("%s works", what)
			continue
		}
		wantRefusal(t, err, room.ErrNotFound)
	}
	if p, err := h.Present(chief.ID, staff); err != nil || len(p) > 0 {
		t.Errorf("there are %v, %v", names(p), err)
	}
	h.deleteAccount(boss, false)
	if err := h.Depart(t.Context(), boss.ID); err != nil {
		t.Error(err)
	}
	wantRefusal(t, second(h.History(boss.ID, staff, room.Range{Limit: 9})), room.ErrNotFound)
}

// Nobody else learns of the room of the staff, whatever they try.
func TestNobodyElseKnowsOfTheRoomOfTheStaff(t *testing.T) {
	h := openHouse(t)
	ana, eve := h.person("ana"), h.person("eve")
	chief := h.chief("zoe")
	h.complain(eve, ana)
	staff := h.staffRoom(chief).ID
	secret := h.say(chief, staff, "@eve the treasure")
	ctx := t.Context()
	mine := h.create(ana, "cellar")
	for _, by := range []room.Person{ana, eve, {ID: room.Operator}} {
		for name, other := range map[string]string{"staff": "other", "r_2": "r_999", "staf": "othe"} {
			_, is := h.Find(by.ID, name)
			_, want := h.Find(by.ID, other)
			if wantRefusal(t, is, room.ErrNotFound); strings.ReplaceAll(is.Error(), name, other) != want.Error() {
				t.Errorf("%s finds %s: %v", by.Name, name, is)
			}
		}
		for what, err := range map[string]error{
			"standing": second(h.Standing(by.ID, staff)),
			"locate":   second2(h.Locate(by.ID, secret.ID)),
			"members":  second(h.Members(by.ID, staff, 0, 9)),
			"info":     second(h.Info(ctx, by.ID, staff, secret.Seq)),
			"complain": second(h.Complain(ctx, eve.ID, chief.ID, staff, secret.Seq, "x")),
		} {
			if err == nil {
				t.Errorf("%s learns of it by %s", by.Name, what)
				continue
			}
			wantRefusal(t, err, room.ErrNotFound)
		}
		for _, l := range h.rooms(by) {
			if l.Room.ID == staff {
				t.Errorf("%s sees %+v", by.Name, l)
			}
		}
	}
	for _, who := range []room.UserID{ana.ID, eve.ID} {
		r, err := h.Search(ctx, who, 0, room.Query{Words: []string{"treasure"}, Everywhere: true}, room.More{})
		if err != nil || len(r.Found) > 0 {
			t.Errorf("%d finds %+v, %v", who, r, err)
		}
		if shared, err := h.Shared(chief.ID, who); err != nil || len(shared) > 0 {
			t.Errorf("shared are %v, %v", shared, err)
		}
	}
	// Another room may have its name, and the staff still reaches both.
	if _, err := h.Rename(ctx, ana.ID, mine.ID, "staff"); err != nil {
		wantRefusal(t, err, room.ErrConflict)
	}
	if r, err := h.Find(chief.ID, "r_2"); err != nil || r.ID != staff {
		t.Errorf("the chief finds %+v, %v", r, err)
	}
	// After a restart it is as before.
	if err := h.Close(ctx); err != nil {
		t.Fatal(err)
	}
	h = h.reopen(h.store.Rooms())
	if r, err := h.History(chief.ID, staff, room.Range{Limit: 9}); err != nil || len(r) != 3 {
		t.Errorf("after a restart the chief reads %s, %v", texts(r), err)
	}
	wantRefusal(t, second(h.History(eve.ID, staff, room.Range{Limit: 9})), room.ErrNotFound)
}

// Reports are read by those who are above whom they are about, and by who made
// them.
func TestReportsAreForThoseAbove(t *testing.T) {
	h := openHouse(t)
	ana, ben := h.person("ana"), h.person("ben")
	boss := h.rank(h.person("boss"), keys.Moderator)
	other := h.rank(h.person("other"), keys.Moderator)
	chief := h.chief("zoe")
	aboutBen, aboutBoss := h.complain(ana, ben), h.complain(ana, boss)
	for who, want := range map[room.UserID][]uint64{
		boss.ID: {aboutBen.ID}, other.ID: {aboutBen.ID}, chief.ID: {aboutBoss.ID, aboutBen.ID},
		room.Operator: {aboutBoss.ID, aboutBen.ID},
	} {
		list, err := h.Reports(who, 0, true, 0, 1)
		var got []uint64
		for err == nil && len(list) > 0 {
			got = append(got, list[0].ID)
			list, err = h.Reports(who, 0, true, list[0].ID, 1)
		}
		if err != nil || !slices.Equal(got, want) {
			t.Errorf("%d reads %v, %v, want %v", who, got, err, want)
		}
	}
	if list, err := h.Reports(chief.ID, boss.ID, false, 0, 9); err != nil || len(list) != 1 || list[0].ID != aboutBoss.ID {
		t.Errorf("about the moderator there is %+v, %v", list, err)
	}
	for _, who := range []room.Person{ana, ben} {
		wantRefusal(t, second(h.Reports(who.ID, 0, false, 0, 9)), room.ErrDenied)
	}
	_, missing := h.Report(boss.ID, 99)
	wantRefusal(t, missing, room.ErrNotFound)
	for who, id := range map[room.UserID]uint64{boss.ID: aboutBoss.ID, other.ID: aboutBoss.ID, ben.ID: aboutBen.ID} {
		wantRefusal(t, second(h.Report(who, id)), room.ErrNotFound)
		wantRefusal(t, second(h.Judge(t.Context(), who, id, room.ReportDismissed, "")), map[bool]error{true: room.ErrDenied, false: room.ErrNotFound}[who == ben.ID])
	}
	if r, err := h.Report(ana.ID, aboutBen.ID); err != nil || r.About.ID != ben.ID {
		t.Errorf("the reporter reads %+v, %v", r, err)
	}
}

// The reporter hears how their reports came out, once.
func TestTheReporterHearsTheOutcome(t *testing.T) {
	h := openHouse(t)
	ana, ben, cyd := h.person("ana"), h.person("ben"), h.person("cyd")
	boss := h.rank(h.person("boss"), keys.Moderator)
	ctx := t.Context()
	one, two := h.complain(ana, ben), h.complain(ana, cyd)
	if list, err := h.Verdicts(ana.ID); err != nil || len(list) > 0 {
		t.Errorf("before, the verdicts are %+v, %v", list, err)
	}
	r, err := h.Judge(ctx, boss.ID, one.ID, room.ReportResolved, " muted\x07 ")
	if err != nil || r.Answer != "muted" || r.State != room.ReportResolved || r.Judge.ID != boss.ID {
		t.Errorf("the outcome is %+v, %v", r, err)
	}
	wantRefusal(t, second(h.Judge(ctx, boss.ID, one.ID, room.ReportDismissed, "")), room.ErrConflict)
	list, err := h.Verdicts(ana.ID)
	if err != nil || len(list) != 1 || list[0].ID != one.ID {
		t.Errorf("the verdicts are %+v, %v", list, err)
	}
	if err := h.Heard(ctx, ana.ID, one.ID); err != nil {
		t.Error(err)
	}
	if list, err := h.Verdicts(ana.ID); err != nil || len(list) > 0 {
		t.Errorf("after hearing, the verdicts are %+v, %v", list, err)
	}
	if mine, err := h.MyReports(ana.ID, 0, 9); err != nil || len(mine) != 2 || mine[0].ID != two.ID {
		t.Errorf("ana has made %+v, %v", mine, err)
	}
	if mine, err := h.MyReports(ben.ID, 0, 9); err != nil || len(mine) > 0 {
		t.Errorf("ben has made %+v, %v", mine, err)
	}
	wantRefusal(t, second(h.Complain(ctx, ana.ID, ben.ID, 0, 0, " \x07 ")), room.ErrInvalid)
}

// What was said in a room without history while somebody was away is not theirs
// to report, and no way to read it.
func TestNobodyReportsWhatTheyCannotRead(t *testing.T) {
	h := openHouse(t)
	ana, ben, eve := h.person("ana"), h.person("ben"), h.person("eve")
	den := h.create(ana, "cellar").ID
	h.join(ben, "cellar")
	h.configure(ana, den, func(s *room.Settings) { s.History = room.HistoryNone })
	m := h.say(ben, den, "the treasure")
	talk := h.converse(ana, "ben").ID
	private := h.say(ben, talk, "the treasure")
	for _, tt := range []struct {
		by  room.Person
		in  room.ID
		seq uint64
	}{{ana, den, m.Seq}, {eve, talk, private.Seq}, {eve, 99, 1}} {
		_, err := h.Complain(t.Context(), tt.by.ID, ben.ID, tt.in, tt.seq, "rude")
		wantRefusal(t, err, room.ErrNotFound)
	}
	if r, err := h.Complain(t.Context(), ana.ID, ben.ID, talk, private.Seq, "rude"); err != nil || r.Excerpt != "the treasure" || r.At.After(time.Now()) {
		t.Errorf("what was said to ana is reported as %+v, %v", r, err)
	}
}

// What somebody has set for the room of the staff is there again when they are
// one of the staff again, in a session that is open as after a restart.
func TestTheRoomOfTheStaffKeepsWhatIsSetForIt(t *testing.T) {
	h := openHouse(t)
	ana, boss := h.person("ana"), h.rank(h.person("boss"), keys.Moderator)
	h.complain(ana, h.person("ben"))
	staff := h.staffRoom(boss).ID
	seat := h.sit(boss)
	if err := seat.SaveDraft(t.Context(), staff, room.Draft{Text: "half a line"}); err != nil {
		t.Fatal(err)
	}
	if err := h.Notify(t.Context(), boss.ID, staff, room.None); err != nil {
		t.Fatal(err)
	}
	h.rank(boss, keys.Member)
	h.rank(boss, keys.Moderator)
	if l := in(t, staff, seat.Pull().Rooms); !l.Draft || l.Level != room.None {
		t.Errorf("the room is listed as %+v", l)
	}
	if v := enter(t, seat, staff); v.Draft.Text != "half a line" {
		t.Errorf("the draft is %+v", v.Draft)
	}
}
