package session_test

import (
	"strings"
	"testing"

	"snug/session"
)

func TestNewsReachTheScreen(t *testing.T) {
	w := newWorld(t, session.Limits{})
	key := w.member(t, "alice")
	c := w.as(t, key)
	w.rules(t, "motd set 'Be kind.'")
	w.rules(t, "announce --level warning 'we move at ten'")
	early := open(t, c)
	early.out.shows(t, "Be kind.")
	early.out.shows(t, "Announcement by operator: we move at ten")

	// What comes while the screen is open.
	w.rules(t, "announce 'the cat sleeps'")
	early.out.shows(t, "Announcement by operator: the cat sleeps")
	w.rules(t, "user mute alice --for 1h --reason 'too loud'")
	early.out.shows(t, "too loud")

	// A command hears what is critical alone, and a screen has the last one only.
	if a := run(t, c, "whoami"); a.err != "" {
		t.Errorf("whoami says %q besides", a.err)
	}
	late := openWith(t, c, map[string]string{"LANG": "zh_CN.UTF-8"})
	late.out.shows(t, "operator 的公告：the cat sleeps")
	if strings.Contains(late.out.String(), "we move at ten") {
		t.Error("an announcement of before is shown")
	}
	w.rules(t, "announce clear")
	w.rules(t, "motd clear")
	quiet := open(t, c)
	quiet.out.shows(t, "#lobby")
	quiet.types(t, "/whoami\r")
	quiet.out.shows(t, "username")
	if out := quiet.out.String(); strings.Contains(out, "Be kind.") || strings.Contains(out, "cat sleeps") {
		t.Error("what was taken back is shown")
	}
}

func TestReportersHearHowItCameOut(t *testing.T) {
	w := newWorld(t, session.Limits{})
	key := w.member(t, "alice")
	w.member(t, "mallory")
	w.signUp(t, w.owner, "boss")
	c, boss := w.as(t, key), w.as(t, w.owner)
	for _, line := range []string{"user report mallory 'rude in private'", "user report boss 'too strict'"} {
		if a := run(t, c, line); a.status != 0 {
			t.Fatalf("%s: %+v", line, a)
		}
	}
	if a := run(t, boss, "report resolve 1 --answer 'Thank you.'"); a.status != 0 {
		t.Fatalf("report resolve: %+v", a)
	}
	screen := open(t, c)
	screen.out.shows(t, "the staff has acted on your report 1 about")
	screen.out.shows(t, "mallory. They say: Thank you.")
	screen.types(t, "/quit\r")
	if err := screen.Wait(); err != nil {
		t.Error(err)
	}

	// Once is enough, and whoever is there hears the next at once.
	again := open(t, c)
	again.out.shows(t, "#lobby")
	w.rules(t, "report dismiss 2")
	again.out.shows(t, "your report 2 about boss")
	if strings.Contains(again.out.String(), "report 1") {
		t.Error("a verdict is told twice")
	}
}
