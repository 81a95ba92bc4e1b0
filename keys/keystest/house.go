package keystest

import (
	"strings"
	"time"

	"snug/keys"
)

var aboutServer = []check{
	{"settings of the server", houseSettings},
	{"the configuration fixes settings of the server", fixedSettings},
	{"who may change the server", houseRanks},
	{"a lockdown closes the server, and ends", lockdowns},
	{"an announcement is told until it ends", announcements},
	{"who may sign up", waysIn},
	{"an invitation has bounds", badTerms},
	{"an invitation lets people sign up", invites},
	{"an invitation that opens nothing", deadInvites},
	{"an invitation grants less than its maker is", grants},
	{"one of many gets the last use of an invitation", lastUse},
	{"invitations are few", manyInvites},
	{"the audit log is walked from the start", auditWalk},
	{"a damaged audit log is noticed", auditDamage},
	{"entries of the audit log are found", auditQueries},
	{"a wrong clock hides no entries", auditClock},
	{"deeds and refusals are noted", auditNotes},
	{"accounts wait for approval", approvals},
	{"an account that waits can do nothing", waiting},
	{"a rejected account leaves its name and key", rejections},
	{"few accounts wait", manyPending},
}

// mustSet changes a setting of the server as its owner.
func (h *house) mustSet(name, value string) {
	h.Helper()
	h.ok(h.dir.SetHouse(h.Context(), h.boss.actor(), name, value, ""))
}

// setting returns a setting of the server.
func (h *house) setting(name string) keys.HouseSetting {
	h.Helper()
	all, err := h.dir.House()
	if err != nil {
		h.Fatal(err)
	}
	for _, s := range all {
		if s.Name == name {
			return s
		}
	}
	h.Fatalf("there is no setting %s", name)
	return keys.HouseSetting{}
}

// rules returns what the server's settings say, as a room would read them.
func (h *house) rules(now time.Time) keys.Rules {
	h.Helper()
	var r keys.Rules
	err := h.store.View(func(read keys.Reader) error {
		settings, err := read.HouseSettings()
		if err != nil {
			return err
		}
		l, err := read.Lockdown()
		r = keys.HouseOf(settings, l, now)
		return err
	})
	if err != nil {
		h.Fatal(err)
	}
	return r
}

func houseSettings(h *house) {
	now := time.Now()
	fresh := keys.Rules{Rate: 10, SendRate: 2, SendBurst: 5, Files: true, FileSize: 25 << 20, FilesOf: 250 << 20, FilesIn: 1 << 30, FilesAll: 10 << 30}
	if r := h.rules(now); r != fresh {
		h.Errorf("a new server has the rules %+v", r)
	}
	long := strings.Repeat("x", 1<<20)
	for _, tt := range []struct {
		what, name, typed string
		want              string // empty: refused
	}{
		{"a mode", "sign-up", "invite", "invite"},
		{"a mode in capitals", "SIGN-UP", " Approval\n", "approval"},
		{"with an underscore", "sign_up", "closed", "closed"},
		{"the default", "sign-up", "open", "open"},
		{"nothing", "sign-up", "", "open"},
		{"no mode", "sign-up", "invited", ""},
		{"a long mode", "sign-up", long, ""},
		{"a day", "probation", "24h", "1d"},
		{"in capitals", "probation", "36H", "36h"},
		{"in minutes", "probation", "90m", "90m"},
		{"never", "probation", "0s", "0s"},
		{"never, in another unit", "probation", "0d", "0s"},
		{"a year", "probation", "365d", "365d"},
		{"more than a year", "probation", "366d", ""},
		{"a negative time", "probation", "-1h", ""},
		{"a time with a sign", "probation", "+1h", ""},
		{"a fraction", "probation", "1.5h", ""},
		{"more than a number holds", "probation", "99999999999999999999d", ""},
		{"a time that overflows", "probation", "2147483647d", ""},
		{"no unit", "probation", "24", ""},
		{"no number", "probation", "h", ""},
		{"a rate", "probation-rate", "600", "600"},
		{"messages a second", "send-rate", "10", "10"},
		{"none a second", "send-rate", "0", ""},
		{"more at once than there is", "send-burst", "10001", ""},
		{"with zeros", "probation-rate", "007", "7"},
		{"no messages", "probation-rate", "0", ""},
		{"too many", "probation-rate", "601", ""},
		{"fewer than none", "probation-rate", "-3", ""},
		{"no number", "probation-rate", "ten", ""},
		{"links", "probation-links", "Yes", "yes"},
		{"no links", "probation-links", "false", "no"},
		{"some links", "probation-links", "some", ""},
		{"nobody's files", "files", "Off", "off"},
		{"the files of moderators", "files", "moderators", ""},
		{"a size", "file-size", "25M", "25M"},
		{"bytes", "file-size", "2048", "2k"},
		{"bytes that are no round number", "file-size", "2049", "2049"},
		{"a half", "file-size", "1.5g", "1.5G"},
		{"a half in the next unit", "file-size", "1536M", "1.5G"},
		{"with a B", "file-size", "100KB", "100k"},
		{"the least", "file-size", "1k", "1k"},
		{"the most", "file-total", "1024G", "1T"},
		{"less than the least", "file-size", "1023", ""},
		{"more than the most", "file-total", "1.001T", ""},
		{"no size", "file-quota", "0", ""},
		{"a negative size", "file-quota", "-1M", ""},
		{"a size with a sign", "file-quota", "+1M", ""},
		{"a unit alone", "file-quota", "M", ""},
		{"half of nothing", "file-quota", ".5M", ""},
		{"a point and nothing", "file-quota", "5.M", ""},
		{"half of a unit", "file-quota", "0.5G", "512M"},
		{"half a byte", "file-quota", "2048.5", ""},
		{"two points", "file-quota", "1.5.5M", ""},
		{"another unit", "file-quota", "1P", ""},
		{"more than a number holds", "file-room-quota", "99999999999999999999", ""},
		{"more than a number holds, in units", "file-room-quota", "9223372036854775807T", ""},
		{"another base", "file-room-quota", "0x10M", ""},
		{"a month", "file-keep", "30d", "30d"},
		{"as long as their messages", "file-keep", "0s", "0s"},
		{"too short a time", "file-keep", "59m", ""},
		{"too long a time", "file-keep", "3651d", ""},
		{"guests", "guest-files", "true", "yes"},
		{"a message", "motd", " Be kind.\r\n\r\n\x1b[31mTen\u202e o'clock.\n", "Be kind.\n\n[31mTen o'clock."},
		{"a message that is too long", "motd", long[:keys.MaxMOTD+1], ""},
		{"a message of a megabyte", "motd", long, ""},
		{"a message that is not UTF-8", "motd", "\xff", ""},
		{"a contact", "contact", "  mail\tdesk@example.com\n", "mail desk@example.com"},
		{"a contact that is too long", "contact", long[:201], ""},
	} {
		before := h.setting(strings.ReplaceAll(strings.ToLower(tt.name), "_", "-"))
		got, err := h.dir.SetHouse(h.Context(), h.boss.actor(), tt.name, tt.typed, "")
		now := h.setting(before.Name)
		switch {
		case tt.want == "":
			var kind error = keys.ErrBadSetting
			if tt.typed == "\xff" {
				kind = keys.ErrBadText
			}
			h.refused(tt.what, err, kind)
			if now.Value != before.Value {
				h.Errorf("%s: refused, but %s is %q", tt.what, now.Name, now.Value)
			}
		case err != nil || got.Value != tt.want || now.Value != tt.want:
			h.Errorf("%s: %s is %q, then %q, %v; want %q", tt.what, now.Name, got.Value, now.Value, err, tt.want)
		}
	}
	for _, name := range []string{"", "sign", "config:sign-up", long, "a\x1b[2J"} {
		_, err := h.dir.SetHouse(h.Context(), h.boss.actor(), name, "open", "")
		h.refused("no setting", err, keys.ErrNotFound)
	}
	h.mustSet("probation", "2d")
	h.mustSet("probation-links", "yes")
	want := keys.Rules{
		Probation: 48 * time.Hour, Rate: 7, Links: true, SendRate: 10, SendBurst: 5,
		FileSize: 1 << 10, FilesOf: 512 << 20, FilesIn: 1 << 30, FilesAll: 1 << 40, GuestFiles: true,
	}
	if r := h.rules(now); r != want {
		h.Errorf("the rules are %+v, want %+v", r, want)
	}
	// What everybody is shown is not in the audit log, other values are.
	for _, e := range h.entries() {
		if strings.Contains(e.After, "kind") {
			h.Errorf("the audit log has a text: %+v", e)
		}
	}
	last := h.entries()[len(h.entries())-1]
	if last.Action != "setting set" || last.Object != "probation-links" || last.Before != "no" || last.After != "yes" {
		h.Errorf("the last change is in the audit log as %+v", last)
	}
	log := len(h.entries())
	h.mustSet("probation-links", "yes")
	if len(h.entries()) != log {
		h.Error("a setting that did not change is in the audit log")
	}
}

func fixedSettings(h *house) {
	h.mustSet("sign-up", "closed")
	fix := func(values map[string]string) { h.Helper(); h.ok("", h.dir.Fix(h.Context(), values)) }
	fix(map[string]string{"sign-up": "open", "probation": "2h", "motd": "Hello"})
	for _, name := range []string{"sign-up", "probation", "motd"} {
		if !h.setting(name).Fixed {
			h.Errorf("%s is not fixed", name)
		}
		_, err := h.dir.SetHouse(h.Context(), h.boss.actor(), name, "", "")
		h.refused("a fixed setting", err, keys.ErrNotFound)
	}
	if mode, err := h.dir.SignUpMode(keys.Fingerprint{}); mode != keys.Open || err != nil {
		h.Errorf("the mode is %s, %v; the configuration says open", mode, err)
	}
	h.person("ann")
	if r := h.rules(time.Now()); r.Probation != 2*time.Hour {
		h.Errorf("the rules are %+v, want a probation of two hours", r)
	}
	h.mustSet("contact", "me")

	log := len(h.entries())
	fix(map[string]string{"sign-up": "open", "probation": "2h", "motd": "Hello"})
	if got := len(h.entries()); got != log {
		h.Errorf("to start again made %d entries of the audit log", got-log)
	}
	fix(nil)
	if s := h.setting("sign-up"); s.Fixed || s.Value != "closed" {
		h.Errorf("without the configuration, sign-up is %+v; want what was set", s)
	}
	if s := h.setting("contact"); s.Fixed || s.Value != "me" {
		h.Errorf("contact is %+v", s)
	}
	for _, e := range h.entries()[log:] {
		if e.By.Via != "config" || e.By.Account != 0 || e.Action != "setting set" {
			h.Errorf("the audit log has %+v, want it to be the configuration's", e)
		}
	}
	h.refused("no setting", h.dir.Fix(h.Context(), map[string]string{"colour": "red"}), keys.ErrNotFound)
	h.refused("a bad value", h.dir.Fix(h.Context(), map[string]string{"sign-up": "ajar"}), keys.ErrBadSetting)
}
