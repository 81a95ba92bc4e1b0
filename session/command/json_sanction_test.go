package command_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/charmbracelet/x/exp/golden"
)

// TestSanctionJSON holds the objects of moderation to their contract.
func TestSanctionJSON(t *testing.T) {
	w, ann, mona, bob, _ := inBooks(t)
	s := w.staff(t)
	bob.opens(t)
	var b strings.Builder
	run := func(p *person, line string) {
		a := p.exec(line + " --json")
		fmt.Fprintf(&b, "$ %s --json\n%s%s", line, a.out, a.err)
		for l := range strings.Lines(a.out) {
			if !json.Valid([]byte(l)) {
				t.Errorf("%s: %q is no JSON", line, l)
			}
		}
	}
	run(mona, "room mute books bob --for 1h --reason 'see rule 3'")
	run(mona, "room penalties books")
	run(mona, "room unmute books bob")
	run(ann, "room ban books bob --for perm")
	run(ann, "room unban books bob")
	bob.must(t, "join books")
	run(mona, "room kick books bob")
	run(s.mod, "user list --match bob")
	run(s.mod, "user mute bob --reason 'see rule 3'")
	run(s.mod, "user show bob")
	run(bob, "user show mona")
	run(s.mod, "user unmute bob")
	run(s.mod, "user trust bob")
	run(s.mod, "user untrust bob")
	run(s.mod, "user note bob was warned")
	run(s.mod, "user notes bob")
	run(s.mod, "user unnote bob 1")
	run(s.mod, "session list --all")
	run(s.mod, "ban suggest bob")
	run(s.mod, "ban test bob")
	run(s.mod, "user kick bob")
	run(s.mod, "user suspend bob --for perm --reason spam")
	run(bob, "rooms")
	run(s.mod, "user resume bob")
	run(s.mod, "ban add bob --for 2d --reason spam")
	run(s.mod, "ban add 192.0.2.0/24 --for perm --require-account")
	run(s.mod, "ban list")
	run(s.mod, "ban show b2")
	run(s.mod, "ban remove b1")
	phone := w.guest(t)
	phone.must(t, "key join "+bob.link(t))
	run(s.admin, "user key list bob")
	run(s.admin, "user key remove bob "+phone.print())
	run(s.admin, "user rename bob robert")
	run(s.admin, "user delete robert")
	run(s.admin, "user erase robert --yes")
	got := strings.ReplaceAll(b.String(), phone.print(), "<varies>")
	golden.RequireEqual(t, []byte(varying.ReplaceAllString(got, "<varies>")))
}
