package command_test

import (
	"strings"
	"testing"

	"snug/session/command"
	"snug/session/live"
)

type reported struct {
	ID                               uint64
	By, About, Reason, State, Answer string
	Excerpt, Judge                   *string
	RoomID                           *string `json:"room_id"`
	Message                          *uint64
}

func (p *person) reports(t *testing.T, line string) []reported {
	t.Helper()
	var list struct{ Items []reported }
	p.ask(t, line, &list)
	return list.Items
}

// TestAReportFindsItsWay goes from a message to the answer that its reporter
// hears.
func TestAReportFindsItsWay(t *testing.T) {
	w := newWorld(t)
	s := w.staff(t)
	ann, bob, eve := w.member(t, "ann"), w.member(t, "bob"), w.member(t, "eve")
	ann.must(t, "room create cellar --private")
	ann.must(t, "invite cellar bob")
	bob.must(t, "join cellar")
	ann.send(t, "cellar", "give me your money")
	bob.must(t, "report cellar#1 she's a thief")
	if a := bob.exec("report cellar#1 again"); a.status != int(command.Conflict) {
		t.Errorf("the same report again = %+v, want %d", a, command.Conflict)
	}

	all := s.mod.reports(t, "report list --open")
	if len(all) != 1 || all[0].By != "bob" || all[0].About != "ann" || all[0].Reason != "she's a thief" || all[0].State != "open" ||
		all[0].Excerpt != nil || all[0].RoomID == nil || *all[0].Message != 1 {
		t.Fatalf("report list = %+v", all)
	}
	if out := s.mod.must(t, "reports"); strings.Contains(out, "cellar") || strings.Contains(out, "money") || !strings.Contains(out, "she's a thief") {
		t.Errorf("reports = %q, want neither the room's name nor the message", out)
	}
	var one reported
	s.mod.ask(t, "report show 1", &one)
	if one.Excerpt == nil || *one.Excerpt != "give me your money" {
		t.Errorf("report show = %+v, want what the message said", one)
	}
	for _, a := range []answer{eve.exec("report show 1"), ann.exec("report show 1"), eve.exec("report show 99")} {
		if a.status != int(command.NotFound) || strings.Contains(a.out+a.err, "money") {
			t.Errorf("somebody else is shown %+v, want %d", a, command.NotFound)
		}
	}
	if mine := eve.reports(t, "report list"); len(mine) != 0 {
		t.Errorf("eve's reports = %+v", mine)
	}
	if mine := bob.reports(t, "report list"); len(mine) != 1 {
		t.Errorf("bob's reports = %+v", mine)
	}

	o := bob.opens(t)
	s.mod.must(t, "report resolve #1 --answer Thank you, she's gone")
	if n := o.told(t); n.About != live.Said || !strings.Contains(n.Text.String(), "she's gone") {
		t.Errorf("bob hears %+v", n)
	}
	if verdicts, err := w.broker.Verdicts(bob.user()); err != nil || len(verdicts) != 0 {
		t.Errorf("bob would hear again of %+v, %v", verdicts, err)
	}
	if a := s.mod.exec("report dismiss 1"); a.status != int(command.Conflict) {
		t.Errorf("deciding it twice = %+v, want %d", a, command.Conflict)
	}
	if out := bob.must(t, "report show 1"); !strings.Contains(out, "resolved") || !strings.Contains(out, "she's gone") || !strings.Contains(out, "mod-one") {
		t.Errorf("report show = %q, want how it came out", out)
	}
	if a, _ := bob.slash(bob.room(t, "cellar"), "report 1 she's still at it"); a.status != 0 {
		t.Errorf("/report of a message on the screen = %+v", a)
	}
	if a, _ := s.mod.slash(0, "report dismiss 2"); a.status != 0 {
		t.Errorf("/report dismiss = %+v", a)
	}
	eve.must(t, "user report ann writes to everybody")
	s.mod.must(t, "report dismiss 3")
	if verdicts, err := w.broker.Verdicts(eve.user()); err != nil || len(verdicts) != 1 {
		t.Errorf("eve, who was not there, hears later of %+v, %v, want one", verdicts, err)
	}
	if about := s.mod.reports(t, "report list --about ann"); len(about) != 3 || about[0].ID != 3 {
		t.Errorf("reports about ann = %+v, want all, the newest first", about)
	}
	if page := s.mod.must(t, "report list --limit 1 --json"); !strings.Contains(page, `"next":"3"`) {
		t.Errorf("a page = %s, want the cursor", page)
	}
	if next := s.mod.reports(t, "report list --limit 1 --before 3"); len(next) != 1 || next[0].ID != 2 {
		t.Errorf("the next page = %+v", next)
	}
}

// TestStaffCannotHideReportsAboutItself reports a moderator.
func TestStaffCannotHideReportsAboutItself(t *testing.T) {
	w := newWorld(t)
	s := w.staff(t)
	eve := w.member(t, "eve")
	eve.must(t, "user report mod-one laughs at us")
	if all := s.mod.reports(t, "report list"); len(all) != 0 {
		t.Errorf("the reported moderator sees %+v", all)
	}
	for _, line := range []string{"report show 1", "report dismiss 1", "report resolve 1"} {
		if a := s.mod.exec(line); a.status != int(command.NotFound) {
			t.Errorf("%s = %+v, want %d", line, a, command.NotFound)
		}
	}
	if all := s.admin.reports(t, "report list"); len(all) != 1 {
		t.Errorf("the admin sees %+v, want it", all)
	}
	s.admin.must(t, "report resolve 1")
}

func TestBadReports(t *testing.T) {
	w := newWorld(t)
	s := w.staff(t)
	ann, eve := w.member(t, "ann"), w.member(t, "eve")
	id := ann.send(t, "lobby", "hello")
	ann.must(t, "room create cellar --private")
	hidden := ann.send(t, "cellar", "secret")
	try(t, []attempt{
		{"without a reason", "report " + id, eve, command.Usage},
		{"an endless reason", "report " + id + " " + strings.Repeat("x", 301), eve, command.Usage},
		{"oneself", "report " + id + " rude", ann, command.Usage},
		{"oneself as a person", "user report ann rude", ann, command.Usage},
		{"nobody", "user report nobody rude", eve, command.NotFound},
		{"a message that is hidden", "report " + hidden + " rude", eve, command.NotFound},
		{"a message that is not there", "report lobby#99 rude", eve, command.NotFound},
		{"no number", "report show x", s.mod, command.Usage},
		{"no page that long", "report list --limit 201", s.mod, command.Usage},
		{"about nobody", "report list --about nobody", s.mod, command.NotFound},
		{"a decision about nothing", "report resolve 99", s.mod, command.NotFound},
		{"an endless answer", "report resolve 99 --answer " + strings.Repeat("x", 999), s.mod, command.Usage},
	})
	if all := s.mod.reports(t, "report list"); len(all) != 0 {
		t.Errorf("that left %+v", all)
	}
}

// Whoever becomes one of the staff reads in its room what was reported about
// them: that is not done unasked.
func TestRolesOfWhoIsReportedAreAskedAbout(t *testing.T) {
	w := newWorld(t)
	s := w.staff(t)
	ann, bob := w.member(t, "ann"), w.member(t, "bob")
	bob.must(t, "user report ann spam")
	try(t, []attempt{
		{"a moderator asks nothing of somebody who may not", "user role ann moderator", s.mod, command.Denied},
		{"somebody who is reported", "user role ann moderator", s.admin, command.Unconfirmed},
		{"somebody who is not", "user role bob moderator", s.admin, command.OK},
	})
	if a := ann.exec("whoami"); strings.Contains(a.out, "moderator") {
		t.Errorf("ann is a moderator unconfirmed: %s", a.out)
	}
	if a := s.admin.exec("user role ann moderator"); !has(a.err, "would read what was reported", "--yes") {
		t.Errorf("the admin is told %q", a.err)
	}
	s.admin.must(t, "user role ann moderator --yes")
	s.admin.must(t, "user role ann member") // down again needs no word
}
