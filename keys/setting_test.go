package keys_test

import (
	"errors"
	"strings"
	"testing"

	"snug/keys"
	"snug/keys/keystest"
	"snug/text"
)

// wantFit fails the test unless s can be shown in one line.
func wantFit(t *testing.T, s string) {
	t.Helper()
	if text.WcWidth.Width(s) > keys.MaxDisplay || strings.ContainsFunc(s, func(r rune) bool { return text.Forbidden(r) || r == '\n' }) {
		t.Errorf("%q is not fit for a screen", s)
	}
}

func TestSettings(t *testing.T) {
	tests := []struct {
		name, setting, value string
		stored, shown        string
		ok                   bool
	}{
		{"one of its values", "lang", "zh", "zh", "zh", true},
		{"in capitals", "LANG", " ZH ", "zh", "zh", true},
		{"the default", "lang", "auto", "", "auto", true},
		{"nothing is the default", "clock", "", "", "24h", true},
		{"a time zone", "tz", "Asia/Shanghai", "Asia/Shanghai", "Asia/Shanghai", true},
		{"a width", "width", "120", "120", "120", true},
		{"the narrowest", "width", "20", "20", "20", true},

		{"none of its values", "lang", "fr", "", "", false},
		{"no time zone", "tz", "Mars/Olympus", "", "", false},
		{"the server's time zone", "tz", "Local", "", "", false},
		{"a path for a time zone", "tz", "../../etc/passwd", "", "", false},
		{"an absolute path for a time zone", "tz", "/etc/passwd", "", "", false},
		{"too narrow", "width", "19", "", "", false},
		{"too wide", "width", "301", "", "", false},
		{"no number", "width", "1e2", "", "", false},
		{"no such setting", "colour", "16", "", "", false},
		{"10 kB for a value", "lang", strings.Repeat("x", 10<<10), "", "", false},
		{"10 kB for a name", strings.Repeat("x", 10<<10), "x", "", "", false},
		{"an escape sequence for a value", "theme", "dark\x1b[2J", "", "", false},
		{"an override for a name", "them\u202ee", "dark", "", "", false},
		{"an escape sequence for a time zone", "tz", "Asia/\x1b]0;x\x07", "", "", false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			d := keys.NewDirectory(newMemory(), nil)
			me, err := d.SignUp(t.Context(), keystest.NewKey(t), "someone", "")
			if err != nil {
				t.Fatal(err)
			}
			shown, err := d.Set(t.Context(), by(me), tt.setting, tt.value)
			set, readErr := d.Settings(me.Account.ID)
			if readErr != nil {
				t.Fatal(readErr)
			}
			if !tt.ok {
				var r *keys.Refusal
				if !errors.As(err, &r) || !errors.Is(err, keys.ErrBadSetting) {
					t.Fatalf("error = %v, want a refusal: %v", err, keys.ErrBadSetting)
				}
				if said := r.Error(); len(said) > 400 || strings.ContainsAny(said, "\x1b\x07\u202e") {
					t.Errorf("the refusal repeats what is hostile: %.300q", said)
				}
				if len(set) > 0 {
					t.Errorf("a refused value left %v", set)
				}
				return
			}
			if err != nil || shown != tt.shown || set[strings.ToLower(tt.setting)] != tt.stored {
				t.Errorf("set = %q, %v, stored %v; want %q, stored %q", shown, err, set, tt.shown, tt.stored)
			}
		})
	}
}

func TestDefaultsAreValid(t *testing.T) {
	seen := make(map[string]bool)
	for _, s := range keys.SettingList() {
		if seen[s.Name] {
			t.Errorf("there are two settings %s", s.Name)
		}
		seen[s.Name] = true
		if v, err := s.Parse(s.Default); v != "" || err != nil {
			t.Errorf("default of %s = %q, %v; want it to be stored as nothing", s.Name, v, err)
		}
		for _, value := range s.Values {
			if _, err := s.Parse(value); err != nil {
				t.Errorf("%s: %v", s.Name, err)
			}
		}
	}
}

func TestAMisspeltSettingNamesTheNearest(t *testing.T) {
	_, err := keys.SettingNamed("thme")
	if err == nil || !strings.Contains(err.Error(), "theme?") {
		t.Errorf("error = %v, want it to name theme", err)
	}
}
