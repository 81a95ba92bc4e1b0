package command_test

import (
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"snug/session/command"
)

func TestWhoIsSuspendedIsOutEverywhere(t *testing.T) {
	w := newWorld(t)
	s := w.staff(t)
	bob, phone := w.member(t, "bob"), w.guest(t)
	phone.must(t, "key join "+bob.link(t))
	phone.identify(t)
	ann := w.member(t, "ann")
	screen, exec, hers := bob.opens(t), phone.opensFrom(t, "192.0.2.8"), ann.opens(t)

	from := time.Now()
	out := s.mod.must(t, "user suspend bob --for 2d --reason 'sells watches'")
	hour := func(at time.Time) string {
		return "bob is suspended until " + at.Add(48*time.Hour).UTC().Format("2006-01-02 15")
	}
	if !has(out, hour(from)) && !has(out, hour(time.Now())) || !has(out, "2 sessions have ended") {
		t.Errorf("user suspend = %q", out)
	}
	a := bob.exec("rooms")
	for what, why := range map[string]string{"the screen": screen.why(), "another key": exec.why(), "a new session": a.err} {
		if !has(why, "suspended", "sells watches", "until", "ask the people who run this server") {
			t.Errorf("%s is told %q", what, why)
		}
	}
	if hers.why() != "" {
		t.Error("the session of somebody else has ended, too")
	}
	for _, p := range []*person{bob, phone} {
		if a := p.exec("send lobby hello"); a.status != int(command.Denied) {
			t.Errorf("send = %+v, want %d", a, command.Denied)
		}
		if a, _ := p.slash(1, "rooms"); a.status != int(command.Denied) {
			t.Errorf("/rooms = %+v, want %d", a, command.Denied)
		}
	}
	if out := s.mod.must(t, "user list --suspended"); !has(out, "bob", "suspended") || strings.Contains(out, "ann") {
		t.Errorf("user list --suspended = %q", out)
	}
	s.mod.must(t, "user resume bob --reason 'we talked'")
	bob.must(t, "send lobby hello")
	want := "mod-one: user resume bob"
	if got := s.admin.entries(t, 1)[0]; !strings.HasPrefix(got, want) || !has(got, "(we talked)", "ok") {
		t.Errorf("the log has %q, want %q", got, want)
	}
}

func TestSuspensionsAreBoundedByRank(t *testing.T) {
	w := newWorld(t)
	s := w.staff(t)
	bob := w.member(t, "bob")
	w.member(t, "mod-two")
	s.owner.must(t, "user role mod-two moderator")
	try(t, []attempt{
		{"a member", "user suspend mod-one", bob, command.Denied},
		{"a guest", "user suspend bob", w.guest(t), command.NoAccount},
		{"oneself", "user suspend mod-one", s.mod, command.Conflict},
		{"an equal", "user suspend mod-two", s.mod, command.Denied},
		{"a superior", "user suspend adam-one", s.mod, command.Denied},
		{"the last owner", "user suspend olga", s.admin, command.Denied},
		{"the last owner by themselves", "user suspend olga", s.owner, command.Conflict},
		{"nobody", "user suspend nobody-here", s.mod, command.NotFound},
		{"no name", "user suspend", s.mod, command.Usage},
		{"two names", "user suspend bob ann", s.mod, command.Usage},
		{"a long name", "user suspend " + strings.Repeat("x", 3000), s.mod, command.NotFound},
		{"no time at all", "user suspend bob --for 0m", s.mod, command.Usage},
		{"a negative time", "user suspend bob --for -5m", s.mod, command.Usage},
		{"an empty time, as of a variable that is not set", "user suspend bob --for ''", s.mod, command.Usage},
		{"a time without a unit", "user suspend bob --for 5", s.mod, command.Usage},
		{"longer than there is time", "user suspend bob --for 9999999d", s.mod, command.Usage},
		{"longer than ten years", "user suspend bob --for 4000d", s.mod, command.Usage},
		{"a day that is over", "user suspend bob --until 2001-02-03", s.mod, command.Usage},
		{"a day that is none", "user suspend bob --until 2099-02-30", s.mod, command.Usage},
		{"a day too far away", "user suspend bob --until 2999-01-01", s.mod, command.Usage},
		{"two ends", "user suspend bob --for 1d --until 2099-01-01", s.mod, command.Usage},
		{"a reason too long", "user suspend bob --reason " + strings.Repeat("x", 301), s.mod, command.Usage},
		{"nobody is suspended yet", "user resume bob", s.mod, command.Conflict},
	})
	bob.must(t, "rooms") // nothing has come of all that
	day := time.Now().Add(48 * time.Hour).UTC().Format("2006-01-02")
	try(t, []attempt{
		{"until a day", "user suspend bob --until " + day, s.mod, command.OK},
		{"twice", "user suspend bob --for 1d", s.mod, command.Conflict},
		{"lifted by a superior", "user resume bob", s.owner, command.OK},
		{"without an end", "user suspend bob --for perm", s.mod, command.OK},
		{"a moderator by an admin", "user suspend mod-two", s.admin, command.OK},
		{"who is out lifts nothing", "user resume bob", w.holder(t, bob.key), command.Denied},
	})
	if out := s.mod.must(t, "user show bob"); !strings.Contains(out, "no end") {
		t.Errorf("user show = %q, want a suspension without an end", out)
	}
	refused := 0
	for _, e := range s.admin.entries(t, 100) {
		if has(e, "mod-one: user suspend adam-one", "adam-one has your own rank") {
			refused++
		}
	}
	if refused != 1 {
		t.Errorf("the attempt on a superior is in the log %d times", refused)
	}
}

// TestTwoModeratorsAtOnce lets each of them do the same.
func TestTwoModeratorsAtOnce(t *testing.T) {
	w := newWorld(t)
	s := w.staff(t)
	w.member(t, "bob")
	for _, line := range []string{"user suspend bob", "user resume bob", "ban add bob --for 1h", "ban remove bob"} {
		var statuses [2]int
		var both sync.WaitGroup
		for i, p := range []*person{s.mod, s.admin} {
			both.Go(func() { statuses[i] = p.exec(line).status })
		}
		both.Wait()
		slices.Sort(statuses[:])
		want := [2]int{0, int(command.Conflict)}
		switch line {
		case "ban add bob --for 1h":
			want = [2]int{} // the later one counts
		case "ban remove bob":
			want = [2]int{0, int(command.NotFound)}
		}
		if statuses != want {
			t.Errorf("%s by two at once = %v, want %v", line, statuses, want)
		}
	}
}

func TestWhoIsMutedEverywhereReadsAndAsks(t *testing.T) {
	w := newWorld(t)
	s := w.staff(t)
	bob, ann := w.member(t, "bob"), w.member(t, "ann")
	screen := bob.opens(t)
	id := bob.send(t, "lobby", "before")
	s.mod.must(t, "user mute bob --for 10m --reason 'see rule 3'")
	if said := screen.said(); !has(said, "mod-one", "muted you on this server", "until", "see rule 3", "moderators") {
		t.Errorf("the screen is told %q", said)
	}
	if screen.why() != "" {
		t.Error("the session has ended")
	}
	for _, line := range []string{"send lobby hello", "edit " + id + " again", "react " + id + " +1", "msg ann psst"} {
		if a := bob.exec(line); a.status != int(command.Denied) || !has(a.err, "see rule 3") {
			t.Errorf("%s = %+v, want %d and the reason", line, a, command.Denied)
		}
	}
	bob.must(t, "history lobby")
	bob.must(t, "msg mod-one why?")
	if out := s.mod.must(t, "user show bob"); !has(out, "muted", "see rule 3", "mod-one") {
		t.Errorf("user show = %q", out)
	}
	if out := ann.must(t, "user show bob"); strings.Contains(out, "rule 3") {
		t.Errorf("a member sees %q", out)
	}
	s.mod.must(t, "user unmute bob")
	if said := screen.said(); !has(said, "write on this server again", "mod-one") {
		t.Errorf("the screen is told %q", said)
	}
	bob.must(t, "send lobby hello")
	try(t, []attempt{
		{"twice", "user unmute bob", s.mod, command.Conflict},
		{"a superior", "user mute adam-one", s.mod, command.Denied},
		{"oneself", "user mute mod-one", s.mod, command.Conflict},
		{"nobody", "user mute nobody-here", s.mod, command.NotFound},
		{"a member", "user mute ann", bob, command.Denied},
		{"the past", "user mute bob --until 2001-02-03", s.mod, command.Usage},
	})
}

func TestTrustEndsProbation(t *testing.T) {
	w := newWorld(t)
	s := w.staff(t)
	s.owner.must(t, "setting set probation 7d")
	bob := w.member(t, "bob")
	screen := bob.opens(t)
	const link = "send lobby look at https://example.com/watches"
	if a := bob.exec(link); a.status != int(command.Denied) {
		t.Errorf("a link of a new account = %+v, want %d", a, command.Denied)
	}
	if out := s.mod.must(t, "user list --new"); !has(out, "bob", "new") || strings.Contains(out, "mod-one") {
		t.Errorf("user list --new = %q", out)
	}
	s.mod.must(t, "user trust bob")
	if said := screen.said(); !has(said, "mod-one trusts you") {
		t.Errorf("the screen is told %q", said)
	}
	bob.must(t, link)
	if out := s.mod.must(t, "user list --new --json"); strings.Contains(out, `"bob"`) {
		t.Errorf("bob is still new: %s", out)
	}
	s.mod.must(t, "user untrust bob")
	if said := screen.said(); !has(said, "mod-one does not vouch for you") {
		t.Errorf("the screen is told %q", said)
	}
	if a := bob.exec(link); a.status != int(command.Denied) {
		t.Errorf("a link of who is trusted no longer = %+v, want %d", a, command.Denied)
	}
	try(t, []attempt{
		{"twice", "user untrust bob", s.mod, command.Conflict},
		{"oneself", "user trust bob", bob, command.Denied},
		{"a superior", "user trust adam-one", s.mod, command.Denied},
		{"nobody", "user trust nobody-here", s.mod, command.NotFound},
	})
}

func TestNotesAreForWhoIsAbove(t *testing.T) {
	w := newWorld(t)
	s := w.staff(t)
	bob := w.member(t, "bob")
	s.mod.must(t, "user note bob don't lend him money")
	s.admin.must(t, "user note bob he is nice otherwise")
	s.admin.must(t, "user note mod-one sleeps on duty")
	out := s.mod.must(t, "user notes bob")
	if !has(out, "1  ", "mod-one", "don't lend him money", "2  ", "adam-one", "he is nice otherwise") {
		t.Errorf("user notes = %q", out)
	}
	if out := s.mod.must(t, "user show bob --json"); !has(out, `"notes":2`) {
		t.Errorf("user show = %s", out)
	}
	s.mod.must(t, "user unnote bob 1")
	if out := s.mod.must(t, "user notes bob"); strings.Contains(out, "money") {
		t.Errorf("a note that was taken away is still there: %q", out)
	}
	try(t, []attempt{
		{"about oneself", "user notes mod-one", s.mod, command.Denied},
		{"by whom it is about", "user notes bob", bob, command.Denied},
		{"on a superior", "user note adam-one he snores", s.mod, command.Denied},
		{"on oneself", "user note mod-one I am great", s.mod, command.Conflict},
		{"nothing", "user note bob", s.mod, command.Usage},
		{"only blanks", "user note bob '  '", s.mod, command.Usage},
		{"too long", "user note bob " + strings.Repeat("x", 5000), s.mod, command.Usage},
		{"none of that number", "user unnote bob 9", s.mod, command.NotFound},
		{"no number", "user unnote bob first", s.mod, command.Usage},
		{"of somebody's number", "user unnote mod-one 1", s.mod, command.Conflict},
	})
	for _, e := range s.admin.entries(t, 100) {
		if has(e, "money") || has(e, "duty") {
			t.Errorf("the log has the text of a note: %s", e)
		}
	}
}

func TestTheOperatorModeratesEverybody(t *testing.T) {
	w := newWorld(t)
	s := w.staff(t)
	screen := s.admin.opens(t)
	if a := w.operator("user suspend adam-one --reason 'it is enough'"); a.status != 0 || !has(a.out, "adam-one is suspended") {
		t.Errorf("user suspend = %+v", a)
	}
	if why := screen.why(); !has(why, "suspended", "it is enough") {
		t.Errorf("the session ends because of %q", why)
	}
	if a := w.operator("user list --suspended"); a.status != 0 || !has(a.out, "adam-one") {
		t.Errorf("user list = %+v", a)
	}
	if a := w.operator("user show adam-one"); a.status != 0 || !has(a.out, "it is enough", "operator") {
		t.Errorf("user show = %+v", a)
	}
	if a := w.operator("user resume adam-one"); a.status != 0 {
		t.Errorf("user resume = %+v", a)
	}
	if a := w.operator("session list"); a.status != int(command.Usage) {
		t.Errorf("session list = %+v", a)
	}
	s.mod.opens(t)
	if a := w.operator("session list --all"); a.status != 0 || !has(a.out, "mod-one") {
		t.Errorf("session list --all = %+v", a)
	}
	if a := w.operator("user suspend olga"); a.status != int(command.Conflict) {
		t.Errorf("the last owner = %+v, want %d", a, command.Conflict)
	}
}
