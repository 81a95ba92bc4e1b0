package keys_test

import (
	"errors"
	"strings"
	"testing"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"snug/keys"
	"snug/keys/audit"
	"snug/keys/keystest"
)

// linked returns a directory with one account, which has a code.
func linked(t testing.TB) (d *keys.Directory, code string) {
	t.Helper()
	d = keys.NewDirectory(newMemory(), nil)
	me, err := d.SignUp(t.Context(), keystest.NewKey(t), "someone", "")
	if err != nil {
		t.Fatal(err)
	}
	code, _, err = d.Link(t.Context(), audit.Actor{Account: uint64(me.Account.ID), Key: me.Fingerprint.String()})
	if err != nil {
		t.Fatal(err)
	}
	return d, code
}

func TestCodesAreNotRepeated(t *testing.T) {
	seen := make(map[string]bool)
	for range 200 {
		_, code := linked(t)
		place, secret, _ := strings.Cut(code, "-")
		if secret = place[4:] + secret; seen[secret] || len(secret) != 1+4+25 {
			t.Fatalf("the secret %q comes again, or is short", secret)
		}
		seen[secret] = true
	}
}

// FuzzUseLink checks that nothing but the code is the code, however it is typed.
func FuzzUseLink(f *testing.F) {
	for _, s := range []string{"", "-", "0OoIiLl1-", "{}", "{}{}", " {} ", "{}0", "\xff{}", "２{}", "{}\u200b", "u"} {
		f.Add(s, byte(0))
	}
	f.Fuzz(func(t *testing.T, typed string, at byte) {
		d, code := linked(t)
		typed = strings.ReplaceAll(typed, "{}", code)
		if i := int(at); i > 0 && i < len(code) { // a piece of it
			typed = code[:i] + typed
		}
		id, err := d.UseLink(t.Context(), audit.Actor{}, keystest.NewKey(t), typed)
		switch {
		case err == nil && id.Account.Name != "someone":
			t.Errorf("%q joins %+v", typed, id)
		case err == nil && plain(typed) != plain(code):
			t.Errorf("%q is taken for %q", typed, code)
		case err != nil && !errors.Is(err, keys.ErrBadCode):
			t.Errorf("%q: %v", typed, err)
		}
	})
}

// plain is what matters of a code.
func plain(code string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) || unicode.Is(unicode.Pd, r) {
			return -1
		}
		switch r = unicode.ToUpper(r); r {
		case 'O':
			return '0'
		case 'I', 'L':
			return '1'
		}
		return r
	}, norm.NFKC.String(code))
}
