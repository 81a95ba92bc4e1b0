package keystest

import (
	"errors"
	"strings"
	"sync"

	"snug/keys"
)

// pending signs somebody up who waits for approval.
func (h *house) pending(name string) person {
	h.Helper()
	k := NewKey(h.T)
	id, _, err := h.dir.SignUpWith(h.Context(), from, k, keys.Application{Name: name, Note: "  I know\nbob\x1b[m "})
	if err != nil || !id.Account.Pending || id.Role != keys.Guest {
		h.Fatalf("%s signs up as %+v, %v; want it to wait", name, id, err)
	}
	return person{id.Account.ID, k}
}

func approvals(h *house) {
	ann, mod := h.person("ann"), h.staff("mod-erator", keys.Moderator)
	h.mustSet(keys.HouseSignUp, "approval")
	bob := h.pending("bob")
	var waits []keys.AccountID
	var r keys.Record
	read := func() {
		h.Helper()
		h.ok("", h.store.View(func(from keys.Reader) (err error) {
			if waits, err = from.Pending(); err == nil {
				r, err = from.AccountRecord(bob.id)
			}
			return err
		}))
	}
	if read(); len(waits) != 1 || waits[0] != bob.id || r.Note != "I know bob[m" {
		h.Errorf("waiting are %v, with the note %q", waits, r.Note)
	}
	start := len(h.entries())
	for what, try := range map[string]func() error{
		"accept": func() error { _, err := h.dir.Approve(h.Context(), ann.actor(), bob.id, ""); return err },
		"reject": func() error { _, err := h.dir.Reject(h.Context(), ann.actor(), bob.id, ""); return err },
		"itself": func() error { _, err := h.dir.Approve(h.Context(), bob.actor(), bob.id, ""); return err },
	} {
		h.refused(what, try(), keys.ErrDenied)
	}
	if got := len(h.entries()) - start; got != 2 {
		h.Errorf("two members who were denied left %d entries of the audit log", got)
	}
	_, err := h.dir.Approve(h.Context(), mod.actor(), bob.id, strings.Repeat("x", keys.MaxReason+1))
	h.refused("a long reason", err, keys.ErrBadText)
	a, err := h.dir.Approve(h.Context(), mod.actor(), bob.id, "known")
	if read(); err != nil || a.Pending || a.Role != keys.Member || len(waits) != 0 || r.Note != "" {
		h.Errorf("approved is %+v, %v; waiting are %v, with the note %q", a, err, waits, r.Note)
	}
	if e := h.entries()[start+2]; e.Action != "approve accept" || e.Object != "bob" || e.Before != "pending" || e.After != "member" || e.Reason != "known" {
		h.Errorf("the audit log has %+v", e)
	}
	_, err = h.dir.Approve(h.Context(), mod.actor(), bob.id, "")
	h.refused("again", err, keys.ErrConflict)
	_, err = h.dir.Reject(h.Context(), mod.actor(), bob.id, "")
	h.refused("to reject who was let in", err, keys.ErrConflict)
	_, err = h.dir.Approve(h.Context(), mod.actor(), 77, "")
	if !errors.Is(err, keys.ErrNotFound) {
		h.Errorf("to approve nobody: %v", err)
	}
	h.ok(h.dir.Rename(h.Context(), bob.actor(), "bobby"))
}

// waiting tries what anybody can do to their own account.
func waiting(h *house) {
	h.mustSet(keys.HouseSignUp, "approval")
	eve := h.pending("eve")
	h.mustSet(keys.HouseSignUp, "open")
	ctx, by := h.Context(), eve.actor()
	before := len(h.entries())
	for what, try := range map[string]func() error{
		"rename":      func() error { _, err := h.dir.Rename(ctx, by, "eva"); return err },
		"display":     func() error { _, err := h.dir.SetDisplay(ctx, by, "Eva"); return err },
		"bio":         func() error { _, err := h.dir.SetBio(ctx, by, "me"); return err },
		"set":         func() error { _, err := h.dir.Set(ctx, by, keys.SetClock, "12h"); return err },
		"link":        func() error { _, _, err := h.dir.Link(ctx, by); return err },
		"key add":     func() error { _, err := h.dir.Offer(ctx, by, line(NewKey(h.T))); return err },
		"delete":      func() error { return h.dir.Delete(ctx, by, eve.id, false) },
		"invite":      func() error { _, _, err := h.dir.CreateInvite(ctx, by, terms(1)); return err },
		"be promoted": func() error { _, err := h.dir.SetRole(ctx, by, eve.id, keys.Moderator, ""); return err },
	} {
		h.refused(what, try(), keys.ErrDenied)
	}
	if got := len(h.entries()); got != before {
		h.Errorf("whoever waits left %d entries of the audit log", got-before)
	}
	_, err := h.dir.SignUp(ctx, eve.key, "other", "")
	h.refused("another account with the key", err, keys.ErrKeyTaken)
}

func rejections(h *house) {
	h.mustSet(keys.HouseSignUp, "approval")
	bob := h.pending("bob")
	gone, err := h.dir.Reject(h.Context(), h.boss.actor(), bob.id, "spam")
	if err != nil || gone.Name != "deleted-2" || gone.Deleted.IsZero() {
		h.Fatalf("rejected is %+v, %v", gone, err)
	}
	h.holder(bob.key, 0)
	again, _, err := h.dir.SignUpWith(h.Context(), from, bob.key, keys.Application{Name: "bob"})
	if err != nil || again.Account.ID != 3 || !again.Account.Pending {
		h.Errorf("bob again is %+v, %v", again, err)
	}
	_, err = h.dir.Approve(h.Context(), h.boss.actor(), bob.id, "")
	h.refused("who was rejected", err, keys.ErrNotFound)

	// Two moderators at once come to one decision.
	for n := range 5 {
		p := h.pending(word("pat", n))
		errs := make([]error, 2)
		var wg sync.WaitGroup
		wg.Go(func() { _, errs[0] = h.dir.Approve(h.Context(), h.boss.actor(), p.id, "") })
		wg.Go(func() { _, errs[1] = h.dir.Reject(h.Context(), operator, p.id, "") })
		wg.Wait()
		a, lost := h.account(p), 1
		if errs[0] != nil {
			lost = 0
		}
		if errs[1-lost] != nil || a.Pending || a.Deleted.IsZero() != (lost == 1) {
			h.Errorf("accepted: %v, rejected: %v; the account is %+v", errs[0], errs[1], a)
		}
		if !errors.Is(errs[lost], keys.ErrConflict) && !errors.Is(errs[lost], keys.ErrNotFound) {
			h.Errorf("who came second is told %v", errs[lost])
		}
	}
}

func manyPending(h *house) {
	h.mustSet(keys.HouseSignUp, "approval")
	_, code := h.mustInvite(h.boss, terms(1))
	h.ok("", together(keys.MaxPending, func(i int) error {
		_, err := h.apply(word("pat", i), "")
		return err
	}))
	_, err := h.apply("late", "")
	h.refused("one too many", err, keys.ErrLimited)
	h.ok(h.apply("invited", code))
	h.ok(h.dir.Reject(h.Context(), h.boss.actor(), 2, ""))
	h.ok(h.apply("late", ""))
}
