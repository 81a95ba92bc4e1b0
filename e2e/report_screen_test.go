package e2e_test

import "testing"

// TestReporterHearsTheOutcome lets somebody report what they see, and hear what
// has come of it: at once on a screen, else when the next one begins.
func TestReporterHearsTheOutcome(t *testing.T) {
	t.Parallel()
	s, boss := serveOwned(t)
	ann, mallory := s.signUp(t, "ann"), s.signUp(t, "mallory")
	s.mustAsk(t, mallory, "send lobby buy coins")
	x := s.open(t, "ann", ann, 80, 24)
	x.waitFor("buy coins")
	x.say("/report lobby#1 this is a scam")
	x.waitFor("This is report #1")
	staff := s.open(t, "boss", boss, 100, 30)
	staff.waitFor("staff")
	staff.say("/go staff")
	staff.waitFor("Reports about mallory", "this is a scam")

	s.mustAsk(t, boss, "report resolve 1 --answer Thank you")
	x.waitFor("your report 1 about", "Thank you")
	x.say("/user report mallory and again")
	x.waitFor("This is report #2")
	x.say("/quit")
	if status, _ := x.wait(); status != 0 {
		t.Fatalf("status %d", status)
	}
	s.mustAsk(t, boss, "report dismiss 2 --answer Not this time")
	again := s.open(t, "ann", ann, 80, 24)
	again.waitFor("your report 2 about", "Not this time")
}
