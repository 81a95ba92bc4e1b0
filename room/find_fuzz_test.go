package room_test

import (
	"errors"
	"strings"
	"testing"
	"unicode"

	"snug/room"
)

// Whatever an outsider types, they find what they may know of or get a clean
// sentence.
func FuzzFind(f *testing.F) {
	h := openHouse(f)
	ana, ben, eve := h.person("ana"), h.person("ben"), h.person("eve")
	h.private(ana, "cellar")
	talk := h.converse(ana, "ben")
	mine := h.converse(ben, "eve")
	h.create(ben, "attic")
	for _, s := range []string{
		"cellar", "#attic", "＃attic", "r_2", "R_4", "r_-1", "r_18446744073709551616", "@ben", "@ana，@ben", "@@ben",
		"@", ",", "", "a\x1b[31m", "\xff", "@\u202eben", strings.Repeat("@ben,", 500),
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, name string) {
		r, err := h.Find(eve.ID, name)
		if err == nil {
			if r.Private || r.Conversation() && r.ID != mine.ID || r.ID == talk.ID {
				t.Fatalf("%q finds %+v", name, r)
			}
			return
		}
		var refusal *room.Refusal
		if !errors.As(err, &refusal) || !errors.Is(err, room.ErrNotFound) {
			t.Fatalf("%q: %v", name, err)
		}
		if i := strings.IndexFunc(err.Error(), unicode.IsControl); i >= 0 {
			t.Fatalf("%q: the refusal %q has controls", name, err)
		}
	})
}
