package command_test

import (
	"strings"
	"testing"

	"snug/session/command"
	"snug/session/live"
)

func TestSettings(t *testing.T) {
	w := newWorld(t)
	alice, bob := w.member(t, "alice"), w.member(t, "bob")
	tests := []struct {
		name, line string
		status     command.Status
		says       string
	}{
		{"all", "set", command.OK, "autoaway"},
		{"one", "set clock", command.OK, "clock = 24h"},
		{"another value", "set clock 12h", command.OK, "clock = 12h"},
		{"it stays", "me set clock", command.OK, "clock = 12h"},
		{"in capitals", "set CLOCK 24H", command.OK, "clock = 24h"},
		{"back to the default", "set clock default", command.OK, "clock = 24h"},
		{"a shortcut shows", "theme", command.OK, "theme = auto"},
		{"a shortcut sets", "theme dark", command.OK, "theme = dark"},
		{"a time zone", "tz Asia/Shanghai", command.OK, "tz = Asia/Shanghai"},
		{"in Chinese", "设置 语言", command.Usage, "语言"},
		{"a shortcut in Chinese", "语言 en", command.OK, "lang = en"},
		{"a value that it cannot have", "set lang fr", command.Usage, "auto, en, zh"},
		{"a misspelt name", "set thme dark", command.Usage, "theme?"},
		{"no time zone", "tz ../../etc/passwd", command.Usage, "no time zone"},
		{"what a terminal would act on", "set lang zh\x1b[2J", command.Usage, "lang cannot be"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			a := alice.exec(tt.line)
			if a.status != int(tt.status) || !strings.Contains(a.out+a.err, tt.says) || strings.Contains(a.err, "\x1b") {
				t.Errorf("%s = %d %q %q, want %d and %q", tt.line, a.status, a.out, a.err, tt.status, tt.says)
			}
		})
	}
	alice.send(t, "lobby", "hi")
	if out := alice.must(t, "history lobby"); !strings.Contains(out, "+08:00  #1  alice: hi") {
		t.Errorf("history = %q, want the time in the zone that was set", out)
	}
	if out := bob.must(t, "set tz"); !strings.Contains(out, "tz = auto") {
		t.Errorf("the setting of one is seen by another: %q", out)
	}
}

func TestTheScreenIsToldOfSettings(t *testing.T) {
	w := newWorld(t)
	alice := w.member(t, "alice")
	var told []string
	screen := alice.opens(t)
	run := func(line string) {
		t.Helper()
		var out strings.Builder
		status := alice.Run(t.Context(), command.Call{
			Line: line, Front: command.Slash, Who: alice.who, Key: alice.key, In: alice.room(t, "lobby"),
			Stdout: &out, Stderr: &out,
			Changed: func(name, value string) { told = append(told, name+"="+value) },
		})
		if status != 0 {
			t.Errorf("/%s = %d %s", line, status, out.String())
		}
	}
	run("theme light")
	run("set clock 12h")
	run("set clock")
	run("display 爱丽丝")
	run("me set fire to it") // something that alice does
	if got := strings.Join(told, " "); got != "theme=light clock=12h" {
		t.Errorf("told %q", got)
	}
	if n := screen.told(t); n.About != live.Changed || n.Account.Display != "爱丽丝" {
		t.Errorf("the screen is told %+v, want the new name", n)
	}
	if text, style := alice.newest(t, "lobby"); text != "set fire to it" || style != "action" {
		t.Errorf("said %q (%q)", text, style)
	}
}

func TestDisplayNames(t *testing.T) {
	w := newWorld(t)
	owner := w.holder(t, w.owner).signedUp(t, "marlin")
	owner.must(t, "display 站长老李")
	eve := w.member(t, "eve")
	tests := []struct {
		name, line string
		status     command.Status
		says       string
	}{
		{"none yet", "display", command.OK, "You are called eve."},
		{"in Chinese", "昵称 小夏", command.OK, "You are called 小夏."},
		{"of two words", "nick Eve Adams", command.OK, "You are called Eve Adams."},
		{"the username makes it go", "me display eve", command.OK, "You are called eve."},
		{"the owner's display name", "display 站长老李", command.Conflict, "looks like"},
		{"the owner's display name, decorated", "display 站长 老李 ✓", command.Conflict, "looks like"},
		{"the owner's username in Cyrillic", "display mаrlіn", command.Conflict, "looks like"},
		{"with nothing to see", "display e\u200bve2", command.Usage, "nobody sees"},
		{"turned around", "display eve\u202efdp", command.Usage, "nobody sees"},
		{"of 7 kB", "display " + strings.Repeat("x", 7<<10), command.Usage, "20 columns"},
		{"of the staff", "display 管理员", command.Usage, "reserved"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			a := eve.exec(tt.line)
			if a.status != int(tt.status) || !strings.Contains(a.out+a.err, tt.says) || len(a.err) > 400 {
				t.Errorf("%d %q %.400q, want %d and %q", a.status, a.out, a.err, tt.status, tt.says)
			}
		})
	}
}

func TestRegisterWithADisplayName(t *testing.T) {
	w := newWorld(t)
	w.member(t, "alice").must(t, "display 爱丽丝")
	guest := w.guest(t)
	if a := guest.exec("register mallory 爱丽丝"); a.status != int(command.Conflict) {
		t.Errorf("another's display name = %d %q, want %d", a.status, a.err, command.Conflict)
	}
	if out := guest.must(t, "register mallory '马 洛丽'"); !strings.Contains(out, "Welcome, 马 洛丽.") {
		t.Errorf("register = %q", out)
	}
}
