package session

import (
	"errors"
	"testing"
	"time"

	"snug/keys"
	"snug/keys/audit"
	"snug/room"
	"snug/ui"
)

var theOperator = audit.Actor{Name: "operator", Via: audit.Socket}

// TestSignUpByEachMode fills the form in as people do who have a code, and who
// have none.
func TestSignUpByEachMode(t *testing.T) {
	const (
		none = ""
		good = "the code of an invitation to a room"
		bad  = "AAAA-AAAA-AAAA"
	)
	tests := []struct {
		mode keys.Mode
		code string
		want error // nil: they are in
	}{
		{keys.Open, none, nil},
		{keys.Open, good, nil},
		{keys.ByInvite, none, keys.ErrDenied},
		{keys.ByInvite, bad, keys.ErrBadCode},
		{keys.ByInvite, good, nil},
		{keys.Approval, none, errWaiting},
		{keys.Approval, bad, keys.ErrBadCode},
		{keys.Approval, good, nil},
		{keys.Closed, none, keys.ErrDenied},
		{keys.Closed, good, keys.ErrDenied},
	}
	for _, tt := range tests {
		name := string(tt.mode)
		switch tt.code {
		case good:
			name += " with a code"
		case bad:
			name += " with a wrong code"
		}
		t.Run(name, func(t *testing.T) {
			s := newServer(t)
			den := denOf(t, s)
			invite, code, err := s.Directory.CreateInvite(t.Context(), theOperator, keys.InviteTerms{Uses: 1, For: time.Hour, Role: keys.Member, Room: uint64(den)})
			if err != nil {
				t.Fatal(err)
			}
			if _, err := s.Directory.SetHouse(t.Context(), theOperator, keys.HouseSignUp, string(tt.mode), ""); err != nil {
				t.Fatal(err)
			}
			if tt.code == good {
				tt.code = code
			}
			key := newKey(t)
			who, err := s.Directory.Identify(key)
			if err != nil {
				t.Fatal(err)
			}
			var seats seats
			defer seats.close()
			form := newSession(t, s).signUp(&seats, who, key, "")
			if form.Mode != string(tt.mode) {
				t.Errorf("the form has the mode %q", form.Mode)
			}
			chat, err := form.Create(t.Context(), ui.Application{Name: "newbie", Code: tt.code, Note: "let me in"})
			if tt.want == nil != (err == nil) || !errors.Is(kindOf(err), tt.want) {
				t.Fatalf("signing up ends with %v, want %v", err, tt.want)
			}
			if err != nil {
				return
			}
			if begins := chat.Room == den; begins != (tt.code == code) {
				t.Errorf("the screen begins in the room %d; %d is the one of the invitation", chat.Room, den)
			}
			if left, err := s.Directory.InviteCodes(); err != nil || (len(left) == 0) != (tt.code == code) {
				t.Errorf("invitation %s: %v, %v are left", invite.Place, left, err)
			}
		})
	}
}

// errWaiting stands for *ui.Waiting in the table.
var errWaiting = errors.New("waits")

func kindOf(err error) error {
	if errors.As(err, new(*ui.Waiting)) {
		return errWaiting
	}
	return err
}

// denOf makes a private room and returns it.
func denOf(t *testing.T, s *Server) room.ID {
	t.Helper()
	who, err := s.Directory.SignUp(t.Context(), newKey(t), "ana", "")
	if err != nil {
		t.Fatal(err)
	}
	r, err := s.Broker.Create(t.Context(), room.UserID(who.Account.ID), "den", "", room.Settings{Private: true})
	if err != nil {
		t.Fatal(err)
	}
	return r.ID
}
