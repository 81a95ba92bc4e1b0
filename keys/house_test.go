package keys_test

import (
	"errors"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"snug/keys"
	"snug/keys/audit"
	"snug/keys/keystest"
)

func TestDefaultsOfTheServerAreValid(t *testing.T) {
	d := keys.NewDirectory(newMemory(), nil)
	all, err := d.House()
	if err != nil || len(all) != len(keys.HouseNames()) {
		t.Fatalf("%d settings, %v", len(all), err)
	}
	for i, s := range all {
		if s.Name != keys.HouseNames()[i] || s.Value != s.Default || s.Fixed || s.Help == "" || (s.Form == "") == (s.Values == nil) {
			t.Errorf("setting %+v", s)
		}
		for _, value := range append(s.Values, s.Default, "") {
			if got, err := keys.ParseHouse(s.Name, value); err != nil || value != "" && got != value {
				t.Errorf("%s: %q is read as %q, %v", s.Name, value, got, err)
			}
		}
		if s.Values != nil { // what one gets is one's own
			s.Values[0] = "hacked"
		}
	}
	if got, _ := keys.ParseHouse(keys.HouseSignUp, "open"); got != "open" {
		t.Error("the values of a setting can be changed from outside")
	}
}

// Values that nobody can have set, such as those of a newer version, do no harm.
func TestRulesOfStrangeValues(t *testing.T) {
	for name, settings := range map[string]map[string]string{
		"nothing":  nil,
		"nonsense": {keys.HouseProbation: "soon", keys.HouseProbationRate: "-5", keys.HouseSendRate: "0", keys.HouseSendBurst: "none", keys.HouseProbationLinks: "maybe", "colour": "red", keys.HouseFiles: "everybody", keys.HouseFileSize: "-5M", keys.HouseFileKeep: "soon", keys.HouseGuestFiles: "maybe"},
		"empty":    {keys.HouseProbation: "", "config:probation": ""},
	} {
		if r := keys.HouseOf(settings, keys.Lockdown{}, time.Now()); r.Rate < 1 || r.SendRate < 1 || r.SendBurst < 1 || r.Probation != 0 || r.Links || r.ReadOnly ||
			r.FileSize < 0 || r.FilesFor != 0 || r.GuestFiles {
			t.Errorf("%s makes the rules %+v", name, r)
		}
	}
}

// FuzzParseHouse checks that what a setting of the server is read as is clean, and
// is read as itself.
func FuzzParseHouse(f *testing.F) {
	for _, s := range []string{"open", "24h", "0s", "9999999999d", "-1h", "10", "1e3", "true", "\x1b[31mx", "\xff", "a\u202eb", "１２h", " ", "1.5G", "25MB", "1.001k", "2049"} {
		f.Add(uint(len(s)), s)
	}
	f.Fuzz(func(t *testing.T, which uint, typed string) {
		name := keys.HouseNames()[which%uint(len(keys.HouseNames()))]
		value, err := keys.ParseHouse(name, typed)
		if err != nil {
			var r *keys.Refusal
			if !errors.As(err, &r) || len(r.Error()) > 400 {
				t.Errorf("%s, %q: %v", name, typed, err)
			}
			return
		}
		if again, err := keys.ParseHouse(name, value); again != value || err != nil {
			t.Errorf("%s: %q is read as %q, and that as %q, %v", name, typed, value, again, err)
		}
		if !utf8.ValidString(value) || len(value) > keys.MaxMOTD || strings.ContainsAny(value, "\x1b\x00\u202e\r") {
			t.Errorf("%s: %q is read as %q", name, typed, value)
		}
		rules := keys.HouseOf(map[string]string{name: value}, keys.Lockdown{}, time.Now())
		if rules.Probation < 0 || rules.Rate < 1 || rules.SendRate < 1 || rules.SendBurst < 1 || rules.FilesFor < 0 ||
			min(rules.FileSize, rules.FilesOf, rules.FilesIn, rules.FilesAll) < 1<<10 {
			t.Errorf("%s = %q makes the rules %+v", name, value, rules)
		}
	})
}

// FuzzInvitation checks that nothing but the code of an invitation is one, however
// it is typed.
func FuzzInvitation(f *testing.F) {
	for _, s := range []string{"", "-", "0OoIiLl1-", "{}", "{}{}", " {} ", "{}0", "\xff{}", "２{}", "{}\u200b", "u"} {
		f.Add(s, byte(0))
	}
	f.Fuzz(func(t *testing.T, typed string, at byte) {
		boss := keystest.NewKey(t)
		d := keys.NewDirectory(newMemory(), []keys.Fingerprint{keys.FingerprintOf(boss)})
		me, err := d.SignUp(t.Context(), boss, "boss", "")
		if err != nil {
			t.Fatal(err)
		}
		if _, err := d.SetHouse(t.Context(), by(me), keys.HouseSignUp, "invite", ""); err != nil {
			t.Fatal(err)
		}
		_, code, err := d.CreateInvite(t.Context(), by(me), keys.InviteTerms{Uses: 1, For: time.Hour, Role: keys.Member})
		if err != nil {
			t.Fatal(err)
		}
		typed = strings.ReplaceAll(typed, "{}", code)
		if i := int(at); i > 0 && i < len(code) { // a piece of it
			typed = code[:i] + typed
		}
		_, _, err = d.SignUpWith(t.Context(), audit.Actor{}, keystest.NewKey(t), keys.Application{Name: "ann", Code: typed})
		switch {
		case err == nil && plain(typed) != plain(code):
			t.Errorf("%q is taken for %q", typed, code)
		case strings.TrimSpace(typed) == "" && !errors.Is(err, keys.ErrDenied):
			t.Errorf("without a code: %v", err)
		case err != nil && strings.TrimSpace(typed) != "" && !errors.Is(err, keys.ErrBadCode):
			t.Errorf("%q: %v", typed, err)
		}
	})
}
