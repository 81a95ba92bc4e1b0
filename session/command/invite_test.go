package command_test

import (
	"fmt"
	"strings"
	"testing"

	"snug/session/command"
)

func TestInvitations(t *testing.T) {
	w := newWorld(t)
	people := map[string]*person{"ann": w.member(t, "ann"), "bob": w.member(t, "bob"), "cyd": w.member(t, "cyd"), "eve": w.member(t, "eve")}
	steps := []struct {
		by, line string
		status   command.Status
		says     string
	}{
		{"ann", "room create cellar --private --topic wine", command.OK, ""},
		{"bob", "invitations", command.OK, "invited to no room"},
		{"bob", "join cellar", command.NotFound, ""},
		{"ann", "invitations cellar", command.OK, "Nobody is invited to #cellar"},
		{"ann", "invite cellar bob --expires 24h", command.OK, "bob may join #cellar until"},
		{"ann", "invite cellar bbo", command.NotFound, ""},
		{"ann", "invite cellar ann", command.Conflict, ""},
		{"ann", "invite cellar bob --expires soon", command.Usage, "24h"},
		{"ann", "invite cellar bob --expires 91d", command.Usage, "90d"},
		{"ann", "invite cellar bob --expires", command.Usage, "--expires needs a value"},
		{"ann", "invitations cellar", command.OK, "bob  ann"},
		{"bob", "invitations", command.OK, "cellar  ann"},
		{"bob", "rooms", command.OK, "invited"},
		{"eve", "invitations", command.OK, "invited to no room"},
		{"eve", "decline cellar", command.NotFound, ""},
		{"bob", "decline cellar", command.OK, "declined"},
		{"bob", "join cellar", command.NotFound, ""},
		{"ann", "invite '#cellar' @bob", command.OK, "bob may join"},
		{"bob", "join cellar", command.OK, "You are in #cellar"},
		{"bob", "invite cellar cyd", command.OK, "cyd may join"},
		{"cyd", "uninvite cellar bob", command.Denied, ""},
		{"ann", "uninvite cellar cyd", command.OK, "cyd is not invited to #cellar any more"},
		{"cyd", "join cellar", command.NotFound, ""},
		{"ann", "uninvite cellar cyd", command.NotFound, ""},
		{"ann", "invitations cellar", command.OK, "Nobody is invited"},
		{"bob", "leave cellar", command.OK, ""},
		{"bob", "join cellar", command.NotFound, ""}, // it was used
	}
	for _, s := range steps {
		a := people[s.by].exec(s.line)
		if a.status != int(s.status) || !strings.Contains(a.out+a.err, s.says) {
			t.Errorf("%s: %s = %d %q %q, want %d and %q", s.by, s.line, a.status, a.out, a.err, s.status, s.says)
		}
	}
	var list struct {
		Items []struct {
			Type, Room, User, By, Until string
			RoomID                      string `json:"room_id"`
		}
	}
	people["ann"].must(t, "邀请 cellar eve")
	people["eve"].ask(t, "邀请列表", &list)
	if got := fmt.Sprint(len(list.Items)); got != "1" {
		t.Fatalf("invitations = %+v", list)
	}
	if i := list.Items[0]; i.Type != "invitation" || i.Room != "cellar" || i.User != "eve" || i.By != "ann" || i.RoomID == "" || i.Until == "" {
		t.Errorf("an invitation is %+v", i)
	}
	// By its id, whatever else is called so.
	people["eve"].must(t, "room create cellar")
	people["eve"].must(t, "join "+list.Items[0].RoomID)
}
