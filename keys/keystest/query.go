package keystest

import (
	"slices"
	"strings"
	"time"

	"snug/keys"
)

// pick reads all pages of a query and returns the usernames.
func (h *house) pick(q keys.Query) string {
	h.Helper()
	var names []string
	for range 100 {
		page, next, err := h.dir.Accounts(q)
		if err != nil || len(page) > q.Limit || next != 0 && next <= q.After {
			h.Fatalf("Accounts(%+v) = %d accounts, next %d, %v", q, len(page), next, err)
		}
		for _, a := range page {
			if a.ID <= q.After || a != h.account(person{id: a.ID}) {
				h.Errorf("Accounts(%+v) has %+v", q, a)
			}
			names = append(names, a.Name)
		}
		if next == 0 {
			return strings.Join(names, " ")
		}
		q.After = next
	}
	h.Fatalf("Accounts(%+v) does not end", q)
	return ""
}

func picked(h *house) {
	h.mustSet(keys.HouseProbation, "48h")
	mod, ann, bob := h.staff("mod-erator", keys.Moderator), h.person("ann"), h.person("Bobby")
	gone, cyd := h.person("gone"), h.person("cyd")
	h.mustSet(keys.HouseSignUp, string(keys.Approval))
	h.person("wait-one")
	h.person("wait-two")
	h.ok("", h.dir.Delete(h.Context(), gone.actor(), gone.id, false))
	h.ok(h.dir.SetDisplay(h.Context(), cyd.actor(), "小安 Ann"))
	h.ok(h.dir.Suspend(h.Context(), operator, ann.id, time.Now().Add(time.Hour), ""))
	h.ok(h.dir.MuteAccount(h.Context(), operator, bob.id, time.Time{}, ""))
	h.ok(h.restrict(h.boss, keys.Restrict{Account: cyd.id, Until: time.Now().Add(-time.Minute)}, time.Now().Add(-time.Hour)))
	h.ok(h.dir.Trust(h.Context(), operator, cyd.id, true, ""))
	h.ok(h.do(keys.SignUp{
		Header: header(h.boss, time.Now().Add(-49*time.Hour)), Key: keys.Key{Fingerprint: keys.FingerprintOf(NewKey(h.T))},
		OwnerKey: true, Name: "old-owner",
	}))
	for name, tt := range map[string]struct {
		q    keys.Query
		want string
	}{
		"everybody":           {keys.Query{}, "boss mod-erator ann Bobby cyd wait-one wait-two old-owner"},
		"after one":           {keys.Query{After: ann.id}, "Bobby cyd wait-one wait-two old-owner"},
		"after all":           {keys.Query{After: 1 << 50}, ""},
		"after the last":      {keys.Query{After: ^keys.AccountID(0)}, ""},
		"staff":               {keys.Query{Role: keys.Moderator}, "mod-erator"},
		"owners":              {keys.Query{Role: keys.Owner}, "boss old-owner"},
		"members":             {keys.Query{Role: keys.Member}, "ann Bobby cyd"},
		"suspended":           {keys.Query{Suspended: true}, "ann"},
		"muted":               {keys.Query{Muted: true}, "Bobby"},
		"both":                {keys.Query{Suspended: true, Muted: true}, ""},
		"waiting":             {keys.Query{Pending: true}, "wait-one wait-two"},
		"waiting, after all":  {keys.Query{Pending: true, After: ^keys.AccountID(0)}, ""},
		"new":                 {keys.Query{New: true}, "ann Bobby"},
		"by name":             {keys.Query{Words: " BOB "}, "Bobby"},
		"by display name":     {keys.Query{Words: "小安"}, "cyd"},
		"by either":           {keys.Query{Words: "ann"}, "ann cyd"},
		"by name and waiting": {keys.Query{Words: "two", Pending: true}, "wait-two"},
		"by what nobody has":  {keys.Query{Words: "\x1b[2J" + strings.Repeat("x", 1<<20)}, ""},
	} {
		for _, limit := range []int{1, 2, 1000} {
			tt.q.Limit = limit
			if got := h.pick(tt.q); got != tt.want {
				h.Errorf("%s, %d at once: %q, want %q", name, limit, got, tt.want)
			}
		}
	}
	for _, limit := range []int{0, -1} {
		page, next, err := h.dir.Accounts(keys.Query{After: 3, Limit: limit})
		if len(page) != 0 || next != 3 || err != nil {
			h.Errorf("a page of %d = %v, %d, %v", limit, page, next, err)
		}
	}
	if page, _, err := h.dir.Accounts(keys.Query{Limit: 1 << 40}); err != nil || !slices.ContainsFunc(page, func(a keys.Account) bool { return a.ID == mod.id }) {
		h.Errorf("a large page = %v, %v", page, err)
	}
}
