package command_test

import (
	"strings"
	"testing"

	"snug/session/command"
)

// inBooks returns a world with a room: its owner, a moderator and two members.
func inBooks(t *testing.T) (w *world, ann, mona, bob, eve *person) {
	t.Helper()
	w = newWorld(t)
	ann, mona, bob, eve = w.member(t, "ann"), w.member(t, "mona"), w.member(t, "bob"), w.member(t, "eve")
	ann.must(t, "room create books")
	for _, p := range []*person{mona, bob, eve} {
		p.must(t, "join books")
	}
	ann.must(t, "role books mona moderator")
	return w, ann, mona, bob, eve
}

func TestWhoIsMutedInARoomReads(t *testing.T) {
	_, _, mona, bob, eve := inBooks(t)
	id := bob.send(t, "books", "before")
	theirs := eve.send(t, "books", "hers")
	screen := bob.opens(t)
	out := mona.must(t, "mute books bob --for 10m --reason 'see rule 3'")
	if !has(out, "bob cannot write in #books until") {
		t.Errorf("mute = %q", out)
	}
	if said := screen.said(); !has(said, "mona", "muted you in #books until", "see rule 3", "ask its moderators") || screen.why() != "" {
		t.Errorf("the screen is told %q", said)
	}
	for _, line := range []string{"send books hello", "edit " + id + " again", "reply " + theirs + " hello", "react " + theirs + " +1"} {
		if a := bob.exec(line); a.status != int(command.Denied) || !has(a.err, "mona", "see rule 3", "until") {
			t.Errorf("%s = %+v, want %d with who, why and until when", line, a, command.Denied)
		}
	}
	bob.must(t, "history books")
	bob.must(t, "send lobby hello")
	if out := mona.must(t, "penalties books"); !has(out, "bob", "muted", "mona", "see rule 3") {
		t.Errorf("penalties = %q", out)
	}
	if out := mona.must(t, "unmute books bob"); !has(out, "bob can write in #books again") {
		t.Errorf("unmute = %q", out)
	}
	if said := screen.said(); !has(said, "write in #books again", "mona") {
		t.Errorf("the screen is told %q", said)
	}
	bob.must(t, "send books hello")
	if a := mona.exec("penalties books"); a.status != 0 || a.out != "" || !has(a.err, "Nobody is muted in #books") {
		t.Errorf("penalties = %+v", a)
	}
}

func TestWhoIsBannedFromARoomIsOutOfIt(t *testing.T) {
	_, ann, mona, bob, eve := inBooks(t)
	screen := bob.opens(t)
	if out := mona.must(t, "ban books bob --for 2d --reason 'see rule 3'"); !has(out, "bob cannot come into #books until") {
		t.Errorf("ban = %q", out)
	}
	if said := screen.said(); !has(said, "mona", "banned you from #books until", "see rule 3") || screen.why() != "" {
		t.Errorf("the screen is told %q", said)
	}
	for _, line := range []string{"send books hello", "history books", "tail books", "join books"} {
		if a := bob.exec(line); a.status != int(command.Denied) {
			t.Errorf("%s = %+v, want %d", line, a, command.Denied)
		}
	}
	if a := bob.exec("join books"); !has(a.err, "see rule 3") {
		t.Errorf("join = %+v, want the reason", a)
	}
	for _, p := range []*person{ann, eve} {
		if a := p.exec("invite books bob"); a.status == 0 {
			t.Errorf("%s invites who is banned: %+v", p.who.Account.Name, a)
		}
	}
	if out := mona.must(t, "members books"); strings.Contains(out, "bob") {
		t.Errorf("members = %q", out)
	}
	if out := ann.must(t, "room penalties books --json"); !has(out, `"user":"bob"`, `"muted":null`, `"reason":"see rule 3"`) {
		t.Errorf("penalties = %s", out)
	}
	mona.must(t, "unban books bob")
	bob.must(t, "join books")
}

func TestWhoIsKickedMayComeBack(t *testing.T) {
	_, _, mona, bob, _ := inBooks(t)
	screen := bob.opens(t)
	if out := mona.must(t, "kick books bob --reason 'cool down'"); !has(out, "bob is out of #books") {
		t.Errorf("kick = %q", out)
	}
	if said := screen.said(); !has(said, "mona", "#books", "cool down") {
		t.Errorf("the screen is told %q", said)
	}
	if a := bob.exec("send books hello"); a.status != int(command.Denied) {
		t.Errorf("send = %+v, want %d", a, command.Denied)
	}
	bob.must(t, "join books")
}

// TestABanTellsNobodyOfAHiddenRoom bans somebody who does not know of the room,
// and then somebody who does.
func TestABanTellsNobodyOfAHiddenRoom(t *testing.T) {
	_, ann, _, bob, eve := inBooks(t)
	ann.must(t, "room create attic --private")
	ann.must(t, "invite attic bob")
	bob.must(t, "join attic")
	his, hers := bob.opens(t), eve.opens(t)
	ann.must(t, "ban attic eve")
	ann.must(t, "unban attic eve")
	ann.must(t, "ban attic bob")
	if said := his.said(); !has(said, "banned you from #attic") {
		t.Errorf("who was in the room is told %q", said)
	}
	ann.must(t, "unban attic bob") // he is not invited, and still cannot come
	if said := hers.said() + his.said(); said != "" {
		t.Errorf("who must not know of the room is told %q", said)
	}
}

func TestPenaltiesOnTheScreen(t *testing.T) {
	_, _, mona, bob, _ := inBooks(t)
	here := mona.room(t, "books")
	for _, line := range []string{"mute bob", "unmute @bob", "ban bob --for 2h", "unban bob", "禁言 #books bob", "解除禁言 bob"} {
		if a, _ := mona.slash(here, line); a.status != 0 || a.out+a.err != "" {
			t.Errorf("/%s = %+v, want it done, which the room shows", line, a)
		}
		bob.exec("join books")
	}
	if a, _ := mona.slash(mona.room(t, "lobby"), "mute #books bob"); a.status != 0 || !has(a.out, "bob cannot write in #books") {
		t.Errorf("/mute of another room = %+v", a)
	}
	if a, _ := mona.slash(here, "penalties"); a.status != 0 || !has(a.out, "bob", "muted") {
		t.Errorf("/penalties = %+v", a)
	}
}

func TestPenaltiesAreBoundedByRole(t *testing.T) {
	w, ann, mona, bob, eve := inBooks(t)
	s := w.staff(t)
	s.mod.must(t, "join books")
	s.admin.must(t, "join books")
	w.member(t, "max").must(t, "join books")
	ann.must(t, "role books max moderator")
	ann.must(t, "room create attic --private")
	ann.must(t, "msg bob psst")
	for _, verb := range []string{"mute", "ban", "kick"} {
		try(t, []attempt{
			{verb + " by a member", verb + " books eve", bob, command.Denied},
			{verb + " by a guest", verb + " books eve", w.guest(t), command.NoAccount},
			{verb + " of oneself", verb + " books mona", mona, command.Conflict},
			{verb + " of the owner", verb + " books ann", mona, command.Denied},
			{verb + " of an equal", verb + " books max", mona, command.Denied},
			{verb + " of staff", verb + " books mod-one", ann, command.Denied},
			{verb + " of staff above", verb + " books adam-one", s.mod, command.Denied},
			{verb + " of nobody", verb + " books nobody-here", mona, command.NotFound},
			{verb + " in a room that is hidden", verb + " attic bob", bob, command.NotFound},
			{verb + " in a room that is not there", verb + " nowhere bob", mona, command.NotFound},
			{verb + " in a conversation", verb + " @bob bob", ann, command.Denied},
			{verb + " without a name", verb + " books", mona, command.Usage},
			{verb + " of two", verb + " books bob eve", mona, command.Usage},
			{verb + " with a long name", verb + " books " + strings.Repeat("x", 3000), mona, command.NotFound},
			{verb + " with a long reason", verb + " books bob --reason " + strings.Repeat("x", 301), mona, command.Usage},
		})
	}
	for _, verb := range []string{"mute", "ban"} {
		try(t, []attempt{
			{verb + " for no time", verb + " books bob --for 0s", mona, command.Usage},
			{verb + " for a negative time", verb + " books bob --for -1h", mona, command.Usage},
			{verb + " until the past", verb + " books bob --until 2001-02-03", mona, command.Usage},
			{verb + " lifted that is not there", "un" + verb + " books bob", mona, command.Conflict},
			{verb + " lifted of nobody", "un" + verb + " books nobody-here", mona, command.NotFound},
		})
	}
	try(t, []attempt{
		{"out of the lobby", "kick lobby bob", s.mod, command.Denied},
		{"banned from the lobby", "ban lobby bob", s.mod, command.Denied},
		{"muted in the lobby", "mute lobby bob", s.mod, command.OK},
		{"penalties of a room of others", "penalties books", eve, command.Denied},
		{"penalties of a hidden room", "penalties attic", bob, command.NotFound},
	})
	bob.must(t, "send books hello") // nothing has come of all that
	eve.must(t, "send books hello")
}
