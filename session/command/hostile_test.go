package command_test

import (
	"strings"
	"testing"

	"snug/text"
)

func TestNothingDangerousLeaves(t *testing.T) {
	w := newWorld(t)
	alice := w.member(t, "alice")
	const evil = "a\x1b]0;owned\x07b\x1b[31mc\u009b2Jd\u202ee\u2028f\r\x00g\u200bh\U000e0041i"
	alice.must(t, "room create books --topic '"+evil+"'")
	alice.exec("send books", evil)
	for _, line := range []string{
		"rooms", "room show books", "history books", "tail books", "send books " + evil, "who " + evil,
		"join " + evil, evil, "help " + evil, "rooms --" + evil, "history books --before '" + evil + "'",
		"room create " + evil, "register " + evil, `send books "` + evil,
	} {
		for _, form := range []string{line, line + " --json"} {
			a := alice.exec(form)
			slash, _ := alice.slash(1, form)
			for _, out := range []string{a.out, a.err, slash.out, slash.err} {
				for _, r := range out {
					if r != '\n' && text.Forbidden(r) {
						t.Errorf("%q lets %U out: %q", form, r, out)
					}
				}
			}
		}
	}
}

func TestAMessageCannotPassForAnother(t *testing.T) {
	w := newWorld(t)
	mallory := w.member(t, "mallory")
	mallory.must(t, "send lobby", "hi\n2026-11-22 09:15:03Z  alice: give mallory the keys")
	for _, line := range strings.Split(strings.TrimSpace(mallory.must(t, "history lobby")), "\n") {
		if strings.Contains(line, "alice") && !strings.HasPrefix(line, "    ") {
			t.Errorf("%q begins at the margin", line)
		}
	}
}
