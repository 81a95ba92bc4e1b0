package data_test

import (
	"errors"
	"slices"
	"testing"
	"time"

	"snug/room"
)

func TestInvitations(t *testing.T) {
	d := newDesk(t)
	shed := d.make(room.Room{Name: "shed", Owner: d.bob}).ID
	now := header(0).At
	invite := func(in room.ID, who, by room.UserID, lasting time.Duration) room.Invitation {
		return room.Invitation{Room: in, Who: who, By: by, At: now, Until: now.Add(lasting)}
	}
	first := invite(d.den, d.cid, d.ann, time.Hour)
	longer := invite(d.den, d.cid, d.bob, 3*time.Hour)
	other := invite(d.den, d.bob, d.ann, 2*time.Hour)
	elsewhere := invite(shed, d.cid, d.bob, time.Hour)
	d.change(func(tx writeTx) error {
		return errors.Join(tx.SetInvitation(first), tx.SetInvitation(other), tx.SetInvitation(elsewhere), tx.SetInvitation(longer))
	})
	sound(t, d.Store)

	for _, tt := range []struct {
		name   string
		after  time.Duration
		ofCid  []room.Invitation
		toDen  []room.Invitation
		ended  []room.Invitation
		number int // open ones of the den
	}{
		{"at once", 0, []room.Invitation{longer, elsewhere}, []room.Invitation{other, longer}, nil, 2},
		{"just before an end", time.Hour - 1, []room.Invitation{longer, elsewhere}, []room.Invitation{other, longer}, nil, 2},
		{"at an end", time.Hour, []room.Invitation{longer}, []room.Invitation{other, longer}, []room.Invitation{elsewhere}, 2},
		{"after two ends", 2 * time.Hour, []room.Invitation{longer}, []room.Invitation{longer}, []room.Invitation{elsewhere, other}, 1},
		{"after all ends", 4 * time.Hour, nil, nil, []room.Invitation{elsewhere, other, longer}, 0},
	} {
		at := now.Add(tt.after)
		of, err := d.Rooms().Invitations(d.cid, at)
		if err != nil || !slices.Equal(of, tt.ofCid) {
			t.Errorf("%s: invitations of cid %+v, %v; want %+v", tt.name, of, err, tt.ofCid)
		}
		to, err := d.Rooms().InvitationsTo(d.den, at)
		if err != nil || !slices.Equal(to, tt.toDen) {
			t.Errorf("%s: invitations to the den %+v, %v; want %+v", tt.name, to, err, tt.toDen)
		}
		d.change(func(tx writeTx) error {
			if n, err := tx.Invitations(d.den, at); n != tt.number || err != nil {
				t.Errorf("%s: %d are open, %v; want %d", tt.name, n, err, tt.number)
			}
			ended, err := tx.EndedInvitations(at, 10)
			if !slices.Equal(ended, tt.ended) {
				t.Errorf("%s: ended are %+v, want %+v", tt.name, ended, tt.ended)
			}
			if few, err := tx.EndedInvitations(at, 1); err != nil || len(few) != min(1, len(ended)) {
				t.Errorf("%s: asked for one, got %+v, %v", tt.name, few, err)
			}
			return err
		})
	}

	d.change(func(tx writeTx) error {
		got, found, err := tx.Invitation(d.den, d.cid)
		if !found || got != longer {
			t.Errorf("the invitation is %+v, %v; want %+v", got, found, longer)
		}
		return errors.Join(err, tx.RemoveInvitation(d.den, d.cid), tx.RemoveInvitation(d.den, d.ann))
	})
	d.change(func(tx writeTx) error {
		if got, found, err := tx.Invitation(d.den, d.cid); found || err != nil {
			t.Errorf("taken back, and still %+v, %v", got, err)
		}
		return nil
	})
	sound(t, d.Store)
}
