package data_test

import (
	"errors"
	"slices"
	"testing"
	"time"

	"snug/keys"
	"snug/room"
)

// report adds a report of somebody about another.
func (d *desk) report(by, about room.UserID, how func(*room.Report)) room.Report {
	d.Helper()
	r := room.Report{At: header(0).At, Reason: "noise", By: room.Person{ID: by}, About: room.Person{ID: about}}
	if how != nil {
		how(&r)
	}
	d.change(func(tx writeTx) (err error) {
		if r, err = tx.AddReport(r); err != nil {
			return err
		}
		r, err = tx.Report(r.ID)
		return err
	})
	return r
}

// judge decides a report.
func (d *desk) judge(id uint64, how func(*room.Report)) room.Report {
	d.Helper()
	var r room.Report
	d.change(func(tx writeTx) (err error) {
		if r, err = tx.Report(id); err != nil {
			return err
		}
		how(&r)
		if err = tx.SetReport(r); err != nil {
			return err
		}
		r, err = tx.Report(id)
		return err
	})
	return r
}

func resolved(r *room.Report) {
	r.State, r.Decided, r.Judge.ID, r.Answer = room.ReportResolved, r.At.Add(time.Hour), 1, "thank you"
}

func ids(all []room.Report) []uint64 {
	var n []uint64
	for _, r := range all {
		n = append(n, r.ID)
	}
	return n
}

func TestReportsAreKept(t *testing.T) {
	d := newDesk(t)
	said := d.say(room.Message{Text: "rude"})
	full := d.report(d.bob, d.ann, func(r *room.Report) {
		r.Room, r.Seq, r.Excerpt, r.Thread = d.den, said.Seq, "rude", 12
	})
	want := room.Report{
		ID: 1, At: header(0).At, By: room.Person{ID: d.bob, Name: "bob", Rank: 1}, About: room.Person{ID: d.ann, Name: "ann", Rank: 1},
		Reason: "noise", Room: d.den, Seq: said.Seq, Excerpt: "rude", Thread: 12,
	}
	if full != want {
		t.Errorf("kept:\n%+v\nwant:\n%+v", full, want)
	}
	judged := d.judge(1, func(r *room.Report) {
		resolved(r)
		r.Judge.ID, r.State = room.Operator, room.ReportDismissed
		r.By.ID, r.About.ID, r.Reason = 99, 99, "cannot change"
	})
	want.State, want.Decided, want.Answer = room.ReportDismissed, want.At.Add(time.Hour), "thank you"
	want.Judge = room.Person{ID: room.Operator, Name: room.OperatorName}
	if judged != want {
		t.Errorf("judged:\n%+v\nwant:\n%+v", judged, want)
	}
	d.reopen()
	if got, err := d.Rooms().Report(1); err != nil || got != want {
		t.Errorf("after a restart:\n%+v, %v\nwant:\n%+v", got, err, want)
	}
	if got, err := d.Rooms().Report(2); !errors.Is(err, room.ErrNotFound) {
		t.Errorf("the second report: %+v, %v", got, err)
	}
	if err := d.Change(func(tx writeTx) error { return tx.SetReport(room.Report{ID: 2}) }); !errors.Is(err, room.ErrNotFound) {
		t.Errorf("SetReport of none: %v", err)
	}
}

func TestListsOfReports(t *testing.T) {
	d := newDesk(t)
	for i := range 12 { // by bob and cid in turn, about ann and, each third, about cid
		by, about := []room.UserID{d.bob, d.cid}[i%2], d.ann
		if i%3 == 2 {
			about = d.cid
		}
		d.report(by, about, func(r *room.Report) {
			if i == 4 {
				r.Thread = 40
			}
		})
	}
	for _, id := range []uint64{1, 2, 3, 8} {
		d.judge(id, resolved)
	}
	d.judge(8, func(r *room.Report) { r.Told = true })
	for _, tt := range []struct {
		about  room.UserID
		open   bool
		before uint64
		limit  int
		want   []uint64
	}{
		{0, false, 0, 4, []uint64{12, 11, 10, 9}},
		{0, false, 3, 4, []uint64{2, 1}},
		{0, true, 0, 99, []uint64{12, 11, 10, 9, 7, 6, 5, 4}},
		{0, true, 9, 2, []uint64{7, 6}},
		{d.cid, false, 0, 99, []uint64{12, 9, 6, 3}},
		{d.cid, true, 12, 99, []uint64{9, 6}},
		{d.ann, true, 0, 2, []uint64{11, 10}},
		{d.bob, false, 0, 99, nil},
		{0, false, 1, 99, nil},
		{0, false, 0, 0, nil},
	} {
		got, err := d.Rooms().Reports(tt.about, tt.open, tt.before, tt.limit)
		if err != nil || !slices.Equal(ids(got), tt.want) {
			t.Errorf("Reports(%d, %v, %d, %d) = %v, %v; want %v", tt.about, tt.open, tt.before, tt.limit, ids(got), err, tt.want)
		}
	}
	if got, err := d.Rooms().ReportsBy(d.bob, 9, 3); err != nil || !slices.Equal(ids(got), []uint64{7, 5, 3}) {
		t.Errorf("ReportsBy(bob) = %v, %v", ids(got), err)
	}
	if got, err := d.Rooms().Untold(d.bob); err != nil || !slices.Equal(ids(got), []uint64{1, 3}) {
		t.Errorf("Untold(bob) = %v, %v", ids(got), err)
	}
	if got, err := d.Rooms().Untold(d.cid); err != nil || !slices.Equal(ids(got), []uint64{2}) {
		t.Errorf("Untold(cid) = %v, %v", ids(got), err)
	}
	d.change(func(tx writeTx) error {
		open, err := tx.OpenReports(d.bob)
		if !slices.Equal(ids(open), []uint64{5, 7, 9, 11}) {
			t.Errorf("OpenReports(bob) = %v", ids(open))
		}
		for who, want := range map[room.UserID]uint64{d.ann: 40, d.cid: 0, d.bob: 0} {
			if thread, failed := tx.ThreadAbout(who); failed != nil || thread != want {
				t.Errorf("ThreadAbout(%d) = %d, %v; want %d", who, thread, failed, want)
			}
		}
		return err
	})
	sound(t, d.Store)
}

// Reports outlive those who are in them.
func TestReportsOfTheDeparted(t *testing.T) {
	d := newDesk(t)
	d.report(d.bob, d.cid, nil)
	d.end(d.bob, true)
	depart(t, d.Store, d.bob)
	r := d.judge(1, resolved)
	if !r.By.Gone || r.State != room.ReportResolved {
		t.Errorf("the report is now %+v", r)
	}
	sound(t, d.Store)
}

func TestStaffRoom(t *testing.T) {
	d := newDesk(t)
	d.change(func(tx writeTx) error {
		if r, err := tx.StaffRoom(); !errors.Is(err, room.ErrNotFound) {
			t.Errorf("before there is one: %+v, %v", r, err)
		}
		for id, role := range map[room.UserID]keys.Role{d.ann: keys.Moderator, d.cid: keys.Admin} {
			r, err := tx.AccountRecord(keys.AccountID(id))
			r.Granted = role
			if err := errors.Join(err, tx.SetAccount(r)); err != nil {
				return err
			}
		}
		return nil
	})
	var made room.Room
	d.change(func(tx writeTx) (err error) {
		made, err = tx.AddStaffRoom(room.Room{Name: room.StaffRoom, Created: header(0).At, Settings: room.Settings{Private: true}})
		return err
	})
	d.reopen()
	if r := d.room(made.ID); r != made || !r.Staff || !r.Private {
		t.Errorf("the room is %+v, want %+v", r, made)
	}
	d.change(func(tx writeTx) error {
		if r, err := tx.StaffRoom(); err != nil || r != made {
			t.Errorf("StaffRoom = %+v, %v", r, err)
		}
		if r, err := tx.RoomNamed(room.StaffRoom); !errors.Is(err, room.ErrNotFound) {
			t.Errorf("its name leads to %+v, %v", r, err)
		}
		return nil
	})
	for _, tt := range []struct {
		after room.UserID
		limit int
		want  []room.UserID
	}{{0, 9, []room.UserID{d.ann, d.cid}}, {0, 1, []room.UserID{d.ann}}, {d.ann, 9, []room.UserID{d.cid}}, {d.cid, 9, nil}} {
		found, err := d.Rooms().Members(made.ID, tt.after, tt.limit)
		var got []room.UserID
		for _, p := range found {
			got = append(got, p.Person.ID)
		}
		if err != nil || !slices.Equal(got, tt.want) {
			t.Errorf("staff behind %d, at most %d: %v, %v; want %v", tt.after, tt.limit, got, err, tt.want)
		}
	}
}

// Whoever is not of the staff cannot be led into its room: neither by the
// invitation with which they sign up, nor if there were any other.
func TestNobodyIsInvitedToTheStaffRoom(t *testing.T) {
	d := newDesk(t)
	var staff room.Room
	now := header(0).At
	d.change(func(tx writeTx) (err error) {
		if staff, err = tx.AddStaffRoom(room.Room{Name: room.StaffRoom, Created: now, Settings: room.Settings{Private: true}}); err != nil {
			return err
		}
		return tx.Invite(keys.AccountID(d.bob), uint64(staff.ID), keys.AccountID(d.ann), now, now.Add(time.Hour))
	})
	if got, err := d.Rooms().Invitations(d.bob, now); err != nil || len(got) > 0 {
		t.Errorf("bob is invited to %+v, %v", got, err)
	}
	d.change(func(tx writeTx) error {
		return tx.SetInvitation(room.Invitation{Room: staff.ID, Who: d.bob, By: d.ann, At: now, Until: now.Add(time.Hour)})
	})
	if _, err := d.Rooms().Do(t.Context(), room.Join{Header: header(d.bob), Room: staff.ID}); !errors.Is(err, room.ErrNotFound) {
		t.Errorf("bob joins: %v", err)
	}
	if r := d.room(staff.ID); r != staff {
		t.Errorf("the room is %+v, want %+v", r, staff)
	}
}

// Of an account that is erased no report says any more what it had said, however
// many there are; of one that is only deleted they all do.
func TestReportsForgetWhatTheErasedHadSaid(t *testing.T) {
	d := newDesk(t)
	said := d.say(room.Message{Author: room.Person{ID: d.bob}, Text: "rude"})
	report := func(about room.UserID) uint64 {
		var made room.Report
		d.change(func(tx writeTx) (err error) {
			made, err = tx.AddReport(room.Report{
				At: header(0).At, By: room.Person{ID: d.ann}, About: room.Person{ID: about},
				Reason: "noise", Room: d.den, Seq: said.Seq, Excerpt: "rude",
			})
			return err
		})
		return made.ID
	}
	var ofBob, ofCid []uint64
	for range 250 {
		ofBob, ofCid = append(ofBob, report(d.bob)), append(ofCid, report(d.cid))
	}
	d.end(d.bob, true)
	depart(t, d.Store, d.bob)
	d.end(d.cid, false)
	depart(t, d.Store, d.cid)
	for want, list := range map[string][]uint64{"": ofBob, "rude": ofCid} {
		for _, id := range list {
			if r, err := d.Rooms().Report(id); err != nil || r.Excerpt != want || r.Reason != "noise" {
				t.Fatalf("report %d is %+v, %v; it said %q", id, r, err, want)
			}
		}
	}
	sound(t, d.Store)
}

// Whoever was put out of a private room lets nobody into it any more, with codes
// that were made before.
func TestACodeLetsNobodyIntoARoomThatItsMakerHasLeft(t *testing.T) {
	d := newDesk(t)
	now := header(0).At
	den := create(t, d.Store, d.ann, "cellar")
	d.change(func(tx writeTx) error {
		r, err := tx.Room(den)
		if err != nil {
			return err
		}
		r.Private = true
		return tx.SetRoom(r)
	})
	d.change(func(tx writeTx) error {
		return tx.Invite(keys.AccountID(d.cid), uint64(den), keys.AccountID(d.bob), now, now.Add(time.Hour))
	})
	if got, err := d.Rooms().Invitations(d.cid, now); err != nil || len(got) > 0 {
		t.Errorf("cid is invited to %+v, %v by somebody who is not in it", got, err)
	}
	d.change(func(tx writeTx) error {
		return tx.Invite(keys.AccountID(d.cid), uint64(den), keys.AccountID(d.ann), now, now.Add(time.Hour))
	})
	if got, err := d.Rooms().Invitations(d.cid, now); err != nil || len(got) != 1 {
		t.Errorf("cid is invited to %+v, %v by the room's owner", got, err)
	}
}
