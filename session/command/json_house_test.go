package command_test

import (
	"encoding/json"
	"fmt"
	"regexp"
	"strings"
	"testing"

	"github.com/charmbracelet/x/exp/golden"
)

// codes are what else differs of invitations: they are drawn.
var codes = regexp.MustCompile(`"(place|code)":"[0-9A-Z-]+"`)

// TestHouseJSON holds the objects about the server to their contract.
func TestHouseJSON(t *testing.T) {
	w := newWorld(t)
	s := w.staff(t)
	ann, bob := w.member(t, "ann"), w.member(t, "bob")
	ann.must(t, "room create books")
	bob.must(t, "join books")
	ann.send(t, "books", "buy my coins")
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
	run(s.owner, "setting list")
	run(s.owner, "setting set sign-up approval")
	carl := w.guest(t)
	run(carl, "register carl Carl Miller --note Ann knows me")
	run(s.mod, "approve list")
	run(s.mod, "approve accept carl")
	run(s.mod, "invite create --uses 3 --room books")
	run(s.mod, "invite list")
	run(s.mod, "invite revoke none")
	run(bob, "report books#1 spam")
	run(bob, "user report ann spam")
	run(s.mod, "report list")
	run(s.mod, "report show 1")
	run(s.mod, "report resolve 1 --answer Thank you")
	run(bob, "report list --mine")
	run(ann, "message purge books --dry-run --since 1h")
	run(ann, "message purge books --user ann")
	run(ann, "message purge books --until 2020-01-01")
	run(s.admin, "lockdown set 2 --for 1h --reason 'a raid'")
	run(s.admin, "lockdown set 4")
	run(s.admin, "lockdown show")
	run(s.admin, "lockdown set 0")
	run(s.admin, "announce We restart at ten --level warning")
	run(s.admin, "announce clear")
	run(s.admin, "motd set Be kind")
	run(bob, "motd")
	run(bob, "server info")
	run(s.admin, "server health")
	run(s.admin, "audit list --limit 1")
	run(s.admin, "audit verify")
	got := varying.ReplaceAllString(b.String(), "<varies>")
	got = hashes.ReplaceAllString(got, "<varies>")
	golden.RequireEqual(t, []byte(codes.ReplaceAllString(got, `"$1":"<varies>"`)))
}

// TestStats compares the figures with what happened.
func TestStats(t *testing.T) {
	w := newWorld(t)
	s := w.staff(t)
	ann := w.member(t, "ann")
	ann.opens(t)
	ann.must(t, "room create books")
	for range 3 {
		ann.must(t, "send books hello")
	}
	ann.must(t, "msg mod-one hello")
	var o struct {
		Sessions, Rooms, Conversations int
		Goroutines, Panics             int
		Minutes, Hours                 []int
		Refused                        map[string]int
		Store                          struct {
			Bytes    int
			DiskFree *int `json:"disk_free"`
			Median   int  `json:"median_us"`
			P99      int  `json:"p99_us"`
			Files    int
			Size     int `json:"file_bytes"`
		}
	}
	s.admin.ask(t, "server stats", &o)
	if o.Sessions != 1 || o.Rooms != 2 || o.Conversations != 1 || len(o.Minutes) != 60 || len(o.Hours) != 24 ||
		o.Minutes[59]+o.Minutes[58] != 4 || o.Hours[23] != 4 || o.Hours[0] != 0 {
		t.Errorf("server stats = %+v", o)
	}
	if o.Store.Bytes != 3<<20 || *o.Store.DiskFree != 9<<30 || o.Store.Median != 1200 || o.Store.P99 != 9000 || o.Store.Files != 21 || o.Store.Size != 5<<20 || o.Refused["messages"] != 7 ||
		o.Goroutines != 41 || o.Panics != 2 {
		t.Errorf("server stats = %+v, want the figures of the store and the program", o)
	}
	if out := s.admin.must(t, "stats"); !has(out, "3.0 MiB", "21, together 5.0 MiB", "9.0 GiB", "4 in the last hour", "half within 1.2ms", "messages: 7") || strings.Contains(out, "sessions: 0") {
		t.Errorf("stats = %q", out)
	}
}
