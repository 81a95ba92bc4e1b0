package command_test

import (
	"encoding/json"
	"fmt"
	"regexp"
	"strings"
	"testing"

	"github.com/charmbracelet/x/exp/golden"
	"golang.org/x/crypto/ssh"
)

// hashes are what else differs in the audit log: its times have more digits.
var hashes = regexp.MustCompile(`\b[0-9a-f]{64}\b|\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z`)

func TestAccountJSON(t *testing.T) {
	w := newWorld(t)
	owner := w.holder(t, w.owner).signedUp(t, "olga")
	alice, phone := w.member(t, "alice"), w.guest(t)
	alice = alice.from(alice.opens(t))
	const key = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIKtSGNpMTCAyAL5PS4VmQTX5iZkVCFEkLm7UWwKjMzIL tablet"
	if _, _, _, _, err := ssh.ParseAuthorizedKey([]byte(key)); err != nil {
		t.Fatal(err)
	}
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
	run(phone, "rooms")
	run(alice, "me bio 'I read.'")
	run(alice, "me rename alicia")
	run(alice, "key add '"+key+"'")
	run(alice, "key list")
	run(phone, "key recover alicia --note 'it sank'")
	run(alice, "me show")
	run(alice, "recovery list")
	run(owner, "recovery approve 1 --reason 'I know her'")
	run(alice, "key remove "+phone.print())
	run(alice, "session list")
	run(alice, "session end "+alice.session.ID)
	run(owner, "user role alicia moderator --reason helps")
	run(owner, "audit list --limit 2")
	run(alice, "me export")
	run(alice, "me delete")
	run(alice, "me delete --yes")
	got := varying.ReplaceAllString(b.String(), "<varies>")
	golden.RequireEqual(t, []byte(hashes.ReplaceAllString(got, "<varies>")))
}
