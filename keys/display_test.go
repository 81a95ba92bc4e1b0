package keys_test

import (
	"errors"
	"strings"
	"testing"

	"snug/keys"
	"snug/keys/audit"
	"snug/keys/keystest"
)

func TestDisplayNamePolicy(t *testing.T) {
	tests := []struct {
		name, display string
		ok            bool
	}{
		{"none", "", true},
		{"Chinese", "王小明", true},
		{"widest", strings.Repeat("王", 10), true},
		{"longest", strings.Repeat("abcd", 5), true},
		{"with a space", "Ana Bel", true},
		{"with the space of a Chinese keyboard", "王\u3000小明", true},
		{"one letter", "王", true},
		{"digits", "007", true},
		{"Arabic", "\u0645\u062d\u0645\u062f", true},
		{"Thai, with marks", "สมชาย", true},
		{"accents", "Zoë Müller", true},
		{"decomposed accents", "Zoe\u0308", true},
		{"an emoji", "小明🌸", true},
		{"an apostrophe", "O'Neill", true},
		{"a sign within", "a@b#c", true},

		{"one column too wide", strings.Repeat("王", 10) + "a", false},
		{"10 kB", strings.Repeat("x", 10<<10), false},
		{"10 kB of marks", "a" + strings.Repeat("\u0301", 5<<10), false},
		{"only ornaments", "★ ✓", false},
		{"only an emoji", "🌸", false},
		{"only marks", "\u0301\u0302", false},
		{"a space first", " ana", false},
		{"a space last", "ana ", false},
		{"only spaces", "   ", false},
		{"zero width", "a\u200bna", false},
		{"only zero width", "\u200b\u200d\u2060", false},
		{"a joiner between Latin letters", "an\u200da", false},
		{"right-to-left override", "ana\u202efdp", false},
		{"an isolate", "\u2066ana\u2069", false},
		{"an escape sequence", "ana\x1b[31m", false},
		{"a C1 control", "ana\u009b2J", false},
		{"a line break", "ana\nroot: hello", false},
		{"a line separator", "ana\u2028root", false},
		{"a tag character", "ana\U000e0041", false},
		{"private use", "ana\ue000", false},
		{"the replacement character", "ana\ufffd", false},
		{"not UTF-8", "an\xff", false},
		{"at sign first", "@ana", false},
		{"hash first", "#lobby2", false},
		{"colon first", ":ana", false},
		{"slash first", "/quit", false},
		{"full-width at sign first", "＠ana", false},
		{"full-width slash first", "／quit", false},
		{"the slash of a Chinese keyboard first", "、退出", false},
		{"reserved", "admin", false},
		{"reserved, in capitals", "ADMIN", false},
		{"reserved, in Chinese", "管理员", false},
		{"the operator", "Operator", false},
		{"the operator, in Chinese", "运维人员", false},
		{"reserved, in full width", "ｓｙｓｔｅｍ", false},
		{"looks reserved", "аdmіn", false},
		{"reserved, spaced out", "a d m i n", false},
		{"reserved, decorated", "★ Server ✓", false},
		{"reserved, with a mark", "admi\u0323n", false},
		{"reserved, dashed", "-owner-", false},
		{"reserved prefix", "guest-7", false},
		{"looks like the name of who is gone", "DeIeted-7", false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			d := keys.NewDirectory(newMemory(), nil)
			made, err := d.SignUp(t.Context(), keystest.NewKey(t), "someone", "")
			if err != nil {
				t.Fatal(err)
			}
			checked := keys.CheckDisplay(tt.display)
			_, changed := d.SetDisplay(t.Context(), by(made), tt.display)
			_, signedUp := d.SignUp(t.Context(), keystest.NewKey(t), "another", tt.display)
			if tt.ok {
				if checked != nil || changed != nil || signedUp != nil && tt.display == "" {
					t.Errorf("check = %v, change = %v, sign-up = %v; want it to be fine", checked, changed, signedUp)
				}
				return
			}
			for _, err := range []error{checked, changed, signedUp} {
				var r *keys.Refusal
				if !errors.As(err, &r) || !errors.Is(err, keys.ErrBadName) {
					t.Fatalf("error = %v, want a refusal: %v", err, keys.ErrBadName)
				}
				if said := r.Error(); len(said) > 300 || strings.ContainsAny(said, "\x1b\n\u202e\u200b") {
					t.Errorf("the refusal repeats what is hostile: %q", said)
				}
			}
		})
	}
}

func TestDisplayNamesAreNotImitated(t *testing.T) {
	d := keys.NewDirectory(newMemory(), nil)
	owner, err := d.SignUp(t.Context(), keystest.NewKey(t), "marlin", "站长老李")
	if err != nil || owner.Account.Display != "站长老李" {
		t.Fatalf("sign-up = %+v, %v; want the display name", owner, err)
	}
	eve, err := d.SignUp(t.Context(), keystest.NewKey(t), "mallory", "")
	if err != nil {
		t.Fatal(err)
	}
	for name, display := range map[string]string{
		"the owner's display name":           "站长老李",
		"with a space":                       "站长 老李",
		"with an ornament":                   "站长老李 ✓",
		"the owner's username":               "marlin",
		"in capitals":                        "MARLIN",
		"in full width":                      "ｍａｒｌｉｎ",
		"in Cyrillic and Latin":              "mаrlіn",
		"one for l":                          "mar1in",
		"r and n for m":                      "rnarlin",
		"r and n apart for m":                "r narlin",
		"with a dot below":                   "mar\u0323lin",
		"with an accent":                     "márlin",
		"spaced out":                         "m a r l i n",
		"between stars":                      "★marlin★",
		"with a full stop, like a tired eye": "marlin.",
	} {
		t.Run(name, func(t *testing.T) {
			_, err := d.SetDisplay(t.Context(), by(eve), display)
			if !errors.Is(err, keys.ErrNameTaken) {
				t.Errorf("mallory may be called %q: %v", display, err)
			}
			if _, err := d.SignUp(t.Context(), keystest.NewKey(t), "trudy", display); !errors.Is(err, keys.ErrNameTaken) {
				t.Errorf("trudy may sign up as %q: %v", display, err)
			}
		})
	}
	if a, err := d.Account(eve.Account.ID); err != nil || a.Display != "" {
		t.Errorf("after the refusals = %+v, %v; want no display name", a, err)
	}
	if _, err := d.SignUp(t.Context(), keystest.NewKey(t), "trudy", ""); err != nil {
		t.Errorf("a refused sign-up left a trace: %v", err)
	}
}

func TestAUsernameMustNotLookLikeADisplayName(t *testing.T) {
	d := keys.NewDirectory(newMemory(), nil)
	if _, err := d.SignUp(t.Context(), keystest.NewKey(t), "wang", "Captain ☆"); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"captain", "CAPTAIN", "capta1n"} {
		if _, err := d.SignUp(t.Context(), keystest.NewKey(t), name, ""); !errors.Is(err, keys.ErrNameTaken) {
			t.Errorf("sign-up of %s = %v, want %v", name, err, keys.ErrNameTaken)
		}
	}
}

func TestOnesOwnNamesAreFree(t *testing.T) {
	d := keys.NewDirectory(newMemory(), nil)
	me, err := d.SignUp(t.Context(), keystest.NewKey(t), "marlin", "")
	if err != nil {
		t.Fatal(err)
	}
	for _, step := range []struct{ display, want string }{
		{"Marlin ★", "Marlin ★"},
		{"MARLIN", "MARLIN"},
		{"王小明", "王小明"},
		{"王 小明", "王 小明"},
		{"王 小明", "王 小明"},
		{"marlin", ""},
		{"小明", "小明"},
		{"", ""},
		{"小明", "小明"},
	} {
		a, err := d.SetDisplay(t.Context(), by(me), step.display)
		if err != nil || a.Display != step.want {
			t.Errorf("display name %q = %q, %v; want %q", step.display, a.Display, err, step.want)
		}
	}
	// What one is not called any more is free for the others.
	if _, err := d.SignUp(t.Context(), keystest.NewKey(t), "another", "王小明"); err != nil {
		t.Error(err)
	}
}

func TestNobodyHasNoDisplayName(t *testing.T) {
	d := keys.NewDirectory(newMemory(), nil)
	if _, err := d.SetDisplay(t.Context(), audit.Actor{Account: 7}, "ana"); !errors.Is(err, keys.ErrNotFound) {
		t.Errorf("display name of an account that is not there = %v, want %v", err, keys.ErrNotFound)
	}
	if _, err := d.Set(t.Context(), audit.Actor{Account: 7}, "clock", "12h"); !errors.Is(err, keys.ErrNotFound) {
		t.Errorf("setting of an account that is not there = %v, want %v", err, keys.ErrNotFound)
	}
}

// FuzzCheckDisplay checks that what passes the policy is fit for a screen.
func FuzzCheckDisplay(f *testing.F) {
	for _, s := range []string{"王小明", "a b", "e\u0301", "\u202e", "@x", "👩‍👩‍👧", "\xff", "\u3000", "اب"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if keys.CheckDisplay(s) != nil {
			return
		}
		d := keys.NewDirectory(newMemory(), nil)
		a, err := d.SignUp(t.Context(), keystest.NewKey(t), "someone", s)
		if errors.Is(err, keys.ErrNameTaken) {
			return
		}
		if err != nil {
			t.Fatalf("%q passed the check and not the sign-up: %v", s, err)
		}
		if again := keys.CheckDisplay(a.Account.Display); again != nil {
			t.Errorf("%q is stored as %q, which is refused: %v", s, a.Account.Display, again)
		}
		wantFit(t, a.Account.Display)
	})
}
