package keystest

import (
	"fmt"
	"strings"

	"snug/keys"
)

func auditPages(h *house) {
	ann := h.person("ann")
	for range 7 {
		mustLink(h, ann)
	}
	all := h.entries()
	newest := uint64(len(all))
	for _, page := range []struct {
		before uint64
		limit  int
		first  uint64 // number
		n      int
	}{
		{0, 3, newest, 3},
		{newest, 3, newest - 1, 3},
		{3, 10, 2, 2},
		{1, 10, 0, 0},
		{0, 0, 0, 0},
		{0, -1, 0, 0},
		{1 << 63, 2, newest, 2},
		{0, 1 << 30, newest, len(all)},
	} {
		got, err := h.dir.Audit(page.before, page.limit)
		if err != nil || len(got) != page.n {
			h.Errorf("Audit(%d, %d) = %d entries, %v; want %d", page.before, page.limit, len(got), err, page.n)
			continue
		}
		for i, e := range got {
			if e.Seq != page.first-uint64(i) || e != all[e.Seq-1] {
				h.Errorf("Audit(%d, %d): entry %d is %+v", page.before, page.limit, i, e)
			}
		}
	}
}

func auditEntries(h *house) {
	ann, mod := h.person("ann"), h.staff("mod-erator", keys.Moderator)
	start := len(h.entries())
	laptop, phone, fresh := NewKey(h.T), NewKey(h.T), NewKey(h.T)
	h.ok(h.dir.Offer(h.Context(), ann.actor(), line(laptop)))
	h.ok(h.dir.Accept(h.Context(), from, laptop, "ann"))
	h.ok(h.dir.UseLink(h.Context(), from, phone, mustLink(h, ann)))
	h.ok(h.dir.RemoveKey(h.Context(), ann.actor(), keys.FingerprintOf(laptop).String()))
	h.ok(h.dir.Rename(h.Context(), ann.actor(), "anna"))
	h.ok(h.dir.Recover(h.Context(), from, fresh, "anna", "lost it"))
	_, err := h.dir.Decide(h.Context(), ann.actor(), 1, keys.Verdict{Approve: true})
	h.refused("for oneself", err, keys.ErrDenied)
	h.ok(h.dir.Decide(h.Context(), mod.actor(), 1, keys.Verdict{Approve: true, DropKeys: true, Reason: "ok"}))
	_, err = h.dir.SetRole(h.Context(), mod.actor(), ann.id, keys.Admin, "")
	h.refused("a moderator", err, keys.ErrDenied)
	h.ok(h.dir.SetRole(h.Context(), h.boss.actor(), ann.id, keys.Admin, "  helps\na lot "))
	h.ok("", h.dir.Delete(h.Context(), person{ann.id, fresh}.actor(), ann.id, true))
	h.ok(h.dir.SetDisplay(h.Context(), mod.actor(), "M"))
	h.ok(h.dir.SetBio(h.Context(), mod.actor(), "I watch"))
	h.ok(h.dir.Set(h.Context(), mod.actor(), keys.SetClock, "12h")) // is not for the log

	// Who, what, whom, from, to, why and whether it was done, by the names of the keys.
	names := strings.NewReplacer(
		ann.print().String(), "KEY", keys.FingerprintOf(laptop).String(), "LAPTOP", mod.print().String(), "MOD",
		keys.FingerprintOf(phone).String(), "PHONE", keys.FingerprintOf(fresh).String(), "FRESH", h.boss.print().String(), "BOSS",
	)
	want := []string{
		"2 KEY: key add LAPTOP, , , , ok",
		"2 LAPTOP: key accept LAPTOP, , , , ok",
		"2 KEY: key link ann, , , , ok",
		"2 PHONE: key join PHONE, , , , ok",
		"2 KEY: key remove LAPTOP, , , , ok",
		"2 KEY: me rename ann, ann, anna, , ok",
		"0 FRESH: recovery request anna, , FRESH, lost it, ok",
		"2 KEY: recovery approve anna, , FRESH, , denied",
		"3 MOD: recovery approve anna, KEYS, FRESH, ok, ok",
		"3 MOD: user role anna, member, admin, , denied",
		"1 BOSS: user role anna, member, admin, helps a lot, ok",
		"2 FRESH: me delete anna, , deleted-2, , ok",
		"3 MOD: me display mod-erator, , M, , ok",
		"3 MOD: me bio mod-erator, , 7 bytes, sha256:5fd5be65c5abbad119886796dd0619b6ce1de9050d437badb6f2a41672850b3d, , ok",
	}
	got := h.entries()[start:]
	for i, e := range got {
		if e.Result != "ok" {
			e.Result = "denied"
		}
		if strings.Contains(e.Before, " ") {
			e.Before = "KEYS"
		}
		said := names.Replace(fmt.Sprintf("%d %s: %s %s, %s, %s, %s, %s", e.By.Account, e.By.Key, e.Action, e.Object, e.Before, e.After, e.Reason, e.Result))
		if i < len(want) && said != want[i] {
			h.Errorf("entry %d is %q, want %q", e.Seq, said, want[i])
		}
		if e.By.Address != from.Address || e.By.Session != from.Session || e.By.Via != from.Via || e.At.IsZero() {
			h.Errorf("entry %d does not tell from where and when: %+v", e.Seq, e)
		}
	}
	if len(got) != len(want) {
		h.Errorf("the audit log has %d entries, want %d", len(got), len(want))
	}
}
