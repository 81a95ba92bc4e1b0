package command_test

import (
	"strings"
	"testing"

	"snug/session/command"
)

// TestAnInvitationLeadsIn signs up with a code where one needs it, and into a
// room.
func TestAnInvitationLeadsIn(t *testing.T) {
	w := newWorld(t)
	s := w.staff(t)
	s.mod.must(t, "room create cellar --private")
	s.owner.must(t, "setting set sign-up invite")
	var made struct {
		Place, Code, Role string
		Uses              int
	}
	s.mod.ask(t, "invite create --room cellar", &made)
	if made.Code == "" || made.Uses != 1 || made.Role != "member" {
		t.Fatalf("invite create = %+v", made)
	}
	if out := s.mod.must(t, "invite list"); !strings.Contains(out, made.Place) || strings.Contains(out, made.Code) {
		t.Errorf("invite list = %q, want the place and not the code", out)
	}
	carl, dora := w.guest(t), w.guest(t)
	if out := carl.must(t, "register carl Carl O'Hara --invite "+made.Code); !strings.Contains(out, "Welcome, Carl O'Hara.") || !strings.Contains(out, "You are in #cellar.") {
		t.Errorf("register = %q", out)
	}
	carl.must(t, "send cellar hello")
	a := dora.exec("register dora --invite " + made.Code)
	if b := dora.exec("register dora --invite 0000-0000-0000"); a.status != int(command.NotFound) || a != b {
		t.Errorf("a used code = %+v, and one that never was = %+v; want them alike", a, b)
	}
	s.mod.ask(t, "invite create --uses 5", &made)
	s.mod.must(t, "invite revoke "+made.Place)
	if b := dora.exec("register dora --invite " + made.Code); b != a {
		t.Errorf("a revoked code = %+v, want %+v", b, a)
	}
}

func TestInvitationsAreBounded(t *testing.T) {
	w := newWorld(t)
	s := w.staff(t)
	ann := w.member(t, "ann")
	ann.must(t, "room create cellar --private")
	ann.must(t, "room create books")
	s.mod.must(t, "user report ann \"is rude\"")
	try(t, []attempt{
		{"to one's own rank", "invite create --role moderator", s.mod, command.Denied},
		{"to a rank below", "invite create --role moderator", s.admin, command.OK},
		{"as an owner", "invite create --role owner", s.owner, command.Usage},
		{"as a king", "invite create --role king", s.owner, command.Usage},
		{"for nobody", "invite create --uses 0", s.mod, command.Usage},
		{"for everybody", "invite create --uses 1001", s.mod, command.Usage},
		{"for ever", "invite create --expires 9999d", s.mod, command.Usage},
		{"until before", "invite create --expires=-1d", s.mod, command.Usage},
		{"into a hidden room", "invite create --room cellar", s.mod, command.NotFound},
		{"into no room", "invite create --room xellar", s.mod, command.NotFound},
		{"into the lobby", "invite create --room lobby", s.mod, command.Usage},
		{"into the room of the staff", "invite create --room staff", s.mod, command.Denied},
		{"by a member", "invite create", ann, command.Denied},
		{"revoking nothing", "invite revoke nothing", s.mod, command.NotFound},
	})
}
