package command_test

import (
	"fmt"
	"testing"
	"testing/synctest"
	"time"

	"snug/session/command"
)

// TestNobodyFillsTheLog has a member change something in a loop, each time with
// an entry in the audit log, which nobody can make shorter.
func TestNobodyFillsTheLog(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t)
		s := w.staff(t)
		bob, ann := w.member(t, "bob-bob"), w.member(t, "ann-ann")
		before := w.lastEntry(t).Seq
		flood := func(p *person) (done int) {
			for i := range 400 {
				switch a := p.exec(fmt.Sprintf("me bio hello %d", i)); a.status {
				case int(command.OK):
					done++
				case int(command.Limited):
				default:
					t.Fatalf("a change = %+v", a)
				}
			}
			return done
		}
		if n := flood(bob); n != 200 {
			t.Errorf("a member changed %d things at once, want 200", n)
		}
		if n := w.lastEntry(t).Seq - before; n != 200 {
			t.Errorf("a member filled the log with %d entries at once", n)
		}
		for _, line := range []string{"whoami", "send lobby hello", "me set lang zh"} {
			bob.must(t, line)
		}
		ann.must(t, "me bio hello")
		time.Sleep(5 * time.Second)
		if n := flood(bob); n != 5 {
			t.Errorf("after 5 s a member changed %d things more, want 5", n)
		}
		if n := flood(s.mod); n != 400 {
			t.Errorf("a moderator changed %d things, want 400: a raid takes many", n)
		}
	})
}
