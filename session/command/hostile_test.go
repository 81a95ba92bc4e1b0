package command_test

import (
	"strings"
	"testing"

	"snug/text"
	"snug/text/lang"
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
		"edit books#1 " + evil, "reply books#1 " + evil, "react books#1 " + evil, "show books#1", "show " + evil,
		"show '" + evil + "#1'", "thread books#1", "pin books#1", "pins books", "pins " + evil, "delete --yes " + evil,
		"search " + evil, "search a", `search "` + evil, "search from:" + evil, "search has:" + evil, "search before:" + evil,
		"history books --at " + evil, "history books --around '" + evil + "'", "notify books " + evil, "quiet " + evil,
		"ignore " + evil, "unignore " + evil, "whois " + evil, "away " + evil, "display " + evil, "me set " + evil,
		"topic books " + evil, "describe books " + evil, "topic books", "describe books", "room show books", "room rename books " + evil,
		"room set books " + evil, "room set books slow " + evil, "room set books history " + evil, "slow books " + evil,
		"invite books " + evil, "invite books bob --expires " + evil, "uninvite books " + evil, "decline " + evil, "invitations " + evil,
		"members " + evil, "members books --cursor " + evil, "role books " + evil + " moderator", "role books alice " + evil,
		"transfer books " + evil, "transfer books " + evil + " --yes", "archive " + evil, "room delete " + evil,
		"msg " + evil + " hi", "msg alice " + evil, "send @" + evil + " hi", "dm open " + evil, "dm read " + evil, "history @" + evil,
		"block " + evil, "unblock " + evil, "room show r_" + evil, "message show @" + evil + "#1",
		"set lang " + evil, "tz " + evil, "theme " + evil, "register mallory " + evil,
		"me bio " + evil, "bio", "me set bio " + evil, "me show", "username " + evil, "key add " + evil, "key list", "key remove " + evil,
		"key add ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIKtSGNpMTCAyAL5PS4VmQTX5iZkVCFEkLm7UWwKjMzIL " + evil,
		"key join " + evil, "key accept " + evil, "key recover " + evil, "key recover alice --note '" + evil + "'", "recovery list",
		"recovery refuse " + evil, "recovery approve " + evil, "session list --user " + evil, "session end " + evil,
		"user role " + evil + " " + evil, "audit list --before " + evil, "me export", "me delete " + evil,
		"kick books " + evil, "mute books " + evil, "mute books alice --for " + evil, "ban books alice --until " + evil, "unban books " + evil,
		"penalties " + evil, "user suspend " + evil, "user mute " + evil, "user note " + evil + " x", "user list --match " + evil,
		"ban add " + evil, "ban add 192.0.2.7 --reason '" + evil + "'", "ban remove " + evil, "ban show " + evil, "ban test " + evil, "user kick " + evil,
	} {
		for _, form := range []string{line, line + " --json"} {
			a := alice.exec(form)
			alice.lang = lang.Chinese
			slash, _ := alice.slash(1, form)
			alice.lang = lang.English
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

// TestNothingDangerousIsToldToWhomItIsAbout is a moderator who has lost his way.
func TestNothingDangerousIsToldToWhomItIsAbout(t *testing.T) {
	w := newWorld(t)
	s := w.staff(t)
	bob := w.member(t, "bob")
	screen := bob.opens(t)
	const evil = "a\x1b]0;owned\x07b\x1b[31mc\u009b2Jd\u202ee\u2028f\r\x00g\u200bh\U000e0041i"
	var all []string
	for _, line := range []string{
		"user mute bob --reason '" + evil + "'", "mute lobby bob --reason '" + evil + "'", "penalties lobby", "user note bob " + evil,
		"user notes bob", "user show bob", "user list --match " + evil, "user kick " + evil, "user rename " + evil + " x", "ban add " + evil,
		"ban add 192.0.2.7 --yes --reason '" + evil + "'", "bans", "ban show b1", "ban test " + evil, "ban remove " + evil,
		"user suspend bob --reason '" + evil + "'", "user suspend bob --for '" + evil + "'", "user suspend bob --until '" + evil + "'",
		"user delete bob " + evil, "user delete bob --reason '" + evil + "'",
	} {
		for _, form := range []string{line, line + " --json"} {
			a := s.admin.exec(form)
			all = append(all, a.out, a.err)
		}
	}
	all = append(all, screen.said(), screen.why(), bob.exec("rooms").err)
	if !strings.Contains(strings.Join(all, ""), "owned") {
		t.Fatal("no reason is told at all")
	}
	for _, out := range all {
		for _, r := range out {
			if r != '\n' && text.Forbidden(r) {
				t.Errorf("%U is let out: %q", r, out)
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
