package command_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"snug/room"
	"snug/session/command"
)

// onRooms are the lines on a room; %s stands for it.
var onRooms = []string{
	"room show %s", "join %s", "leave %s", "pins %s", "read %s", "read lobby %s#1", "notify %s all", "quiet %s", "unquiet %s",
	"topic %s", "topic %s hello", "describe %s", "describe %s hello", "room rename %s other",
	"room set %s", "room set %s slow", "room set %s slow 10s", "slow %s", "private %s off",
	"invite %s bob", "uninvite %s bob", "decline %s", "invitations %s", "members %s", "role %s bob moderator",
	"transfer %s bob", "transfer %s bob --yes", "archive %s", "unarchive %s", "room delete %s", "room delete %s --yes",
	"kick %s bob", "mute %s bob", "unmute %s bob", "ban %s bob --for 1d", "unban %s bob", "penalties %s",
	"put %s a.txt", "files %s", "file quota %s",
	"bot join relay %s", "bot leave relay %s", // each has a bot with a name of its own
	"who %s", "send %s hello", "history %s", "history %s --after 1", "tail %s", "tail %s -f", "search in:%s hello",
	"message show %s#1", "reply %s#1 hello", "edit %s#1 hello", "delete %s#1 --yes", "react %s#1 +1", "pin %s#1", "thread %s#1",
	"purge %s", "purge %s --yes", "purge %s --dry-run", "report %s#1 spam",
}

// TestEveryCommandOnARoomOrAMessageIsTried finds a command that takes a room or
// a message and is not held to what is hidden.
func TestEveryCommandOnARoomOrAMessageIsTried(t *testing.T) {
	w := newWorld(t)
	alice := w.member(t, "alice")
	tried := "\n" + strings.Join(append(onRooms, onMessages...), "\n")
	for _, d := range w.Describe(alice.who, command.Exec) {
		for i, a := range d.Args {
			if a.Kind != command.KindRoom && a.Kind != command.KindMessage || opens(d.Names[0]) {
				continue
			}
			before := " "
			switch {
			case i > 0 && a.Kind == command.KindMessage:
				before = " lobby "
			case i > 0:
				before = " relay "
			}
			if !slices.ContainsFunc(d.Names, func(name string) bool { return strings.Contains(tried, "\n"+name+before+"%s") }) {
				t.Errorf("%v is not tried on what is hidden", d.Names)
			}
		}
	}
}

// TestAHiddenRoomIsAsOneThatIsNot asks for what is there and hidden, and for
// what is not there, and wants the same answer to the letter.
func TestAHiddenRoomIsAsOneThatIsNot(t *testing.T) {
	w := newWorld(t)
	ann, bob := w.member(t, "ann"), w.member(t, "bob")
	olga := w.holder(t, w.owner).signedUp(t, "olga")
	eve, max := w.member(t, "eve"), w.member(t, "max")
	olga.must(t, "user role max moderator --reason test")
	ann.must(t, "room create cellar --private --topic wine")
	ann.must(t, "invite cellar bob")
	bob.must(t, "join cellar")
	hidden := []struct{ there, missing string }{
		{"cellar", "xellar"}, {"CELLAR", "XELLAR"}, {"celar", "xelar"}, // and a slip
		{fmt.Sprintf("r_%d", ann.room(t, "cellar")), "r_9"},
	}
	ann.must(t, "room create attic")
	ann.send(t, "attic", "dust")
	hidden = append(hidden, struct{ there, missing string }{fmt.Sprintf("r_%d", ann.room(t, "attic")), "r_9"}, struct{ there, missing string }{"attic", "xttic"})
	ann.must(t, "room delete attic --yes") // as if it had never been
	bob.must(t, "msg ann between us")
	hidden = append(hidden, struct{ there, missing string }{fmt.Sprintf("r_%d", ann.room(t, "@bob")), "r_9"})
	secret := ann.send(t, "cellar", "hello secret")
	file := ann.put(t, "cellar", "a.txt", "bytes")

	before := ann.must(t, "room show cellar --json") + ann.must(t, "history cellar --json") + ann.must(t, "members cellar --json")
	for _, p := range []*person{eve, max, olga} {
		bot := "relay-" + p.who.Account.Name
		p.makes(t, bot, "")
		for _, h := range hidden {
			for _, line := range onRooms {
				line = strings.ReplaceAll(line, "relay", bot)
				there, missing := p.exec(fmt.Sprintf(line, h.there)), p.exec(fmt.Sprintf(line, h.missing))
				there.err, missing.err = strings.ReplaceAll(there.err, h.there, "X"), strings.ReplaceAll(missing.err, h.missing, "X")
				if there != missing || there.status != int(command.NotFound) {
					t.Errorf("%s: %s = %+v, and of what is not there %+v", p.who.Account.Name, fmt.Sprintf(line, h.there), there, missing)
				}
			}
		}
		const none = "m_00000000000000000000000000"
		for _, line := range onMessages {
			there, missing := p.exec(fmt.Sprintf(line, secret)), p.exec(fmt.Sprintf(line, none))
			there.err, missing.err = strings.ReplaceAll(there.err, secret, "X"), strings.ReplaceAll(missing.err, none, "X")
			if there != missing || there.status != int(command.NotFound) {
				t.Errorf("%s: %s = %+v, and of what is not there %+v", p.who.Account.Name, line, there, missing)
			}
		}
		for _, line := range []string{"get %s", "file show %s", "file delete %s --yes"} {
			there, missing := p.exec(fmt.Sprintf(line, file)), p.exec(fmt.Sprintf(line, "99"))
			there.err, missing.err = strings.ReplaceAll(there.err, file, "X"), strings.ReplaceAll(missing.err, "99", "X")
			if there != missing || there.status != int(command.NotFound) {
				t.Errorf("%s: %s = %+v, and of what is not there %+v", p.who.Account.Name, line, there, missing)
			}
		}
		for _, line := range []string{"files --json", "complete 'get '", "rooms --json", "search in:all secret --json", "whois ann --json", "invitations --json", "dm list --json"} {
			if out := p.must(t, line); strings.Contains(out, "cellar") || strings.Contains(out, "secret") || strings.Contains(out, "between") || strings.Contains(out, "a.txt") {
				t.Errorf("%s: %s tells %q", p.who.Account.Name, line, out)
			}
		}
	}
	if after := ann.must(t, "room show cellar --json") + ann.must(t, "history cellar --json") + ann.must(t, "members cellar --json"); after != before {
		t.Errorf("outsiders have changed the room:\n%s\n%s", before, after)
	}
}

// TestTheNameOfAHiddenRoomIsFree makes a room of a name that a hidden one has.
func TestTheNameOfAHiddenRoomIsFree(t *testing.T) {
	w := newWorld(t)
	ann, eve := w.member(t, "ann"), w.member(t, "eve")
	ann.must(t, "room create cellar --private")
	eve.must(t, "room create cellar")
	var rooms struct {
		Items []struct {
			ID, Name string
			Private  bool
		}
	}
	ann.ask(t, "rooms", &rooms)
	var twins []string
	for _, r := range rooms.Items {
		if r.Name == "cellar" {
			twins = append(twins, r.ID)
		}
	}
	if len(twins) != 2 {
		t.Fatalf("ann sees %+v, want both rooms", rooms.Items)
	}
	// By name it is the one that she is in; the table tells them apart.
	ann.send(t, "cellar", "mine")
	if out := ann.must(t, "rooms"); !strings.Contains(out, "cellar ("+twins[0]+")") || !strings.Contains(out, "cellar ("+twins[1]+")") {
		t.Errorf("rooms = %q, want the ids %v", out, twins)
	}
	if a := eve.exec("history cellar"); a.status != 0 || a.out != "" {
		t.Errorf("eve reads %+v in the room of her own", a)
	}
	ann.must(t, "join "+twins[1])
	if a := ann.exec("history cellar"); a.status != int(command.Conflict) || !strings.Contains(a.err, twins[0]) || !strings.Contains(a.err, twins[1]) {
		t.Errorf("a name that means two rooms = %+v, want the ids of both", a)
	}
	eve.send(t, twins[1], "hers")
	if out := ann.must(t, "search hers"); !strings.Contains(out, twins[1]+"#1") {
		t.Errorf("search = %q, want a name by which the message is found", out)
	}
	ann.must(t, "message show "+twins[1]+"#1")
}

// TestInvitedPeopleSeeOnlyWhatInvitesThem asks as somebody who is invited.
func TestInvitedPeopleSeeOnlyWhatInvitesThem(t *testing.T) {
	w := newWorld(t)
	ann, bob := w.member(t, "ann"), w.member(t, "bob")
	ann.must(t, "room create cellar --private --topic wine")
	ann.must(t, "describe cellar which key is where")
	id := ann.send(t, "cellar", "secret")
	ann.must(t, "pin "+id)
	ann.must(t, "invite cellar bob")
	var shown struct {
		Name, Topic, Description string
		Joined, Private          bool
		Members, Pins            int
		Last                     uint64
		Role                     *string
		Invited                  *struct{ By, Until string }
		Moderators               []string
	}
	bob.ask(t, "room show cellar", &shown)
	if shown.Name != "cellar" || shown.Topic != "wine" || shown.Members != 1 || !shown.Private || shown.Joined || shown.Role != nil ||
		shown.Invited == nil || shown.Invited.By != "ann" {
		t.Errorf("bob is shown %+v, want the name, the topic, the number of members and who invites him", shown)
	}
	if shown.Description != "" || shown.Pins != 0 || shown.Last != 0 || len(shown.Moderators) > 0 {
		t.Errorf("bob is shown %+v, and has not joined", shown)
	}
	for _, line := range []string{
		"history cellar", "tail cellar", "send cellar hi", "pins cellar", "who cellar", "members cellar", "invitations cellar",
		"topic cellar new", "invite cellar bob", "search in:cellar secret",
	} {
		if a := bob.exec(line); a.status != int(command.Denied) || a.out != "" {
			t.Errorf("%s = %+v, want %d", line, a, command.Denied)
		}
	}
	if a := bob.exec("message show " + id); a.status != int(command.NotFound) {
		t.Errorf("a message of the room = %+v, want %d", a, command.NotFound)
	}
	if r, err := w.broker.Find(room.UserID(bob.who.Account.ID), "cellar"); err != nil || r.Description != "" || r.Last != 0 {
		t.Errorf("the room that bob finds is %+v, %v", r, err)
	}
}
