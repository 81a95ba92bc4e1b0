package room_test

import (
	"testing"

	"snug/keys"
	"snug/keys/audit"
	"snug/room"
)

// What is done on a seat is written down as the deed of its session, and what a
// command does as that of whoever ctx names.
func TestASeatSaysWhoseDeedItIs(t *testing.T) {
	h := openHouse(t)
	ana, ben := h.person("ana"), h.person("ben")
	den := h.create(ana, "cellar").ID
	h.join(ben, "cellar")
	session := audit.Actor{Account: uint64(ana.ID), Name: "ana", Key: "SHA256:x", Session: "s7", Address: "192.0.2.7", Via: audit.Screen}
	line := session
	line.Session, line.Via = "s8", audit.Exec
	seat, err := h.Sit(ana, room.SitOptions{Actor: session})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(seat.Close)
	enter(t, seat, den)
	newest := func() audit.Entry {
		t.Helper()
		list, err := h.accounts().Audit(0, 1)
		if err != nil || len(list) == 0 {
			t.Fatalf("the log ends with %v, %v", list, err)
		}
		return list[0]
	}
	ctx := audit.With(t.Context(), audit.Deed{By: line, Reason: "rude"})
	first, second := h.say(ben, den, "one"), h.say(ben, den, "two")
	h.must(seat.Delete(ctx, first.Seq))
	if e := newest(); e.By != session || e.Reason != "rude" || e.Action != "message delete" {
		t.Errorf("on the seat it is written down as %+v", e)
	}
	h.must(h.Delete(ctx, ana.ID, den, second.Seq))
	if e := newest(); e.By != line || e.Reason != "rude" {
		t.Errorf("a command is written down as %+v", e)
	}
	// Who was renamed since the session began is written down as who they are.
	if _, err := h.accounts().RenameAccount(t.Context(), atTheMachine, keys.AccountID(ana.ID), "ann", ""); err != nil {
		t.Fatal(err)
	}
	h.must(seat.Delete(ctx, h.say(ben, den, "three").Seq))
	session.Name = "ann"
	if e := newest(); e.By != session {
		t.Errorf("on the seat of somebody renamed it is written down as %+v", e)
	}
}
