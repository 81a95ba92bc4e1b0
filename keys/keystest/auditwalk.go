package keystest

import (
	"errors"
	"slices"
	"time"

	"snug/keys"
	"snug/keys/audit"
)

// longLog makes entries until there are more than one page of them.
func longLog(h *house) []audit.Entry {
	h.Helper()
	h.ok("", together(keys.MaxEntries+20, func(i int) error {
		return h.dir.NoteDone(h.Context(), audit.Entry{Action: "session end", Object: word("s", i%100)})
	}))
	return h.entries()
}

func auditWalk(h *house) {
	all := longLog(h)
	var got []audit.Entry
	for e, err := range h.dir.AuditLog() {
		if err != nil {
			h.Fatal(err)
		}
		if got = append(got, e); e.Seq == 5 { // what is written meanwhile is not in it
			h.ok(h.dir.SetHouse(h.Context(), h.boss.actor(), "contact", "me", ""))
		}
	}
	if !slices.Equal(got, all) {
		h.Errorf("walked %d entries from %d on, want the %d that there are", len(got), got[0].Seq, len(all))
	}
	for e := range h.dir.AuditLog() {
		if e.Seq == keys.MaxEntries { // one may leave it
			break
		}
	}
	last, err := h.dir.VerifyAudit()
	if err != nil || last.Seq != uint64(len(all)+1) {
		h.Errorf("VerifyAudit = number %d, %v; want %d", last.Seq, err, len(all)+1)
	}
}

// A forgery is a store whose audit log was tampered with.
type forgery struct {
	keys.Store
	log []audit.Entry // the oldest first
}

func (f forgery) View(read func(keys.Reader) error) error {
	return f.Store.View(func(r keys.Reader) error { return read(forged{r, f.log}) })
}

type forged struct {
	keys.Reader
	log []audit.Entry
}

func (f forged) Entries(before uint64, limit int) ([]audit.Entry, error) {
	var page []audit.Entry
	for _, e := range slices.Backward(f.log) {
		if (before == 0 || e.Seq < before) && len(page) < limit {
			page = append(page, e)
		}
	}
	return page, nil
}

func auditDamage(h *house) {
	all := longLog(h)
	n := uint64(len(all))
	for what, tt := range map[string]struct {
		change func([]audit.Entry) []audit.Entry
		last   uint64 // that is sound; zero: whichever
	}{
		"nothing":            {func(l []audit.Entry) []audit.Entry { return l }, 0},
		"a bit":              {func(l []audit.Entry) []audit.Entry { l[6].By.Account ^= 1; return l }, 7},
		"one removed":        {func(l []audit.Entry) []audit.Entry { return slices.Delete(l, 6, 7) }, 6},
		"a page removed":     {func(l []audit.Entry) []audit.Entry { return slices.Delete(l, 6, keys.MaxEntries+10) }, 6},
		"the first removed":  {func(l []audit.Entry) []audit.Entry { return l[1:] }, 0},
		"the newest removed": {func(l []audit.Entry) []audit.Entry { return l[:n-1] }, n - 1},
		"a page at the end":  {func(l []audit.Entry) []audit.Entry { return l[:7] }, 7},
		"all":                {func([]audit.Entry) []audit.Entry { return nil }, 0},
		"two exchanged": {func(l []audit.Entry) []audit.Entry {
			l[6], l[7] = l[7], l[6]
			l[6].Seq, l[7].Seq = 7, 8
			return l
		}, 6},
		"one twice": {func(l []audit.Entry) []audit.Entry { return slices.Insert(l, 7, l[6]) }, 0},
		"one put behind it all": {func(l []audit.Entry) []audit.Entry {
			e := l[n-1]
			e.Seq = 1 << 63
			return append(l, e)
		}, n},
		"written anew from one on, and shorter": {func(l []audit.Entry) []audit.Entry {
			for i := 7; i < len(l)-1; i++ {
				l[i].By.Name = "eve"
				l[i] = l[i-1].Next(l[i])
			}
			return l[:n-1]
		}, n - 1},
	} {
		dir := keys.NewDirectory(forgery{h.store, tt.change(slices.Clone(all))}, nil)
		last, err := dir.VerifyAudit()
		if errors.Is(err, audit.ErrBroken) != (what != "nothing") || tt.last != 0 && last.Seq != tt.last {
			h.Errorf("%s: VerifyAudit = number %d, %v; want %d", what, last.Seq, err, tt.last)
		}
	}
}

func auditQueries(h *house) {
	mod := h.staff("mod-erator", keys.Moderator)
	start := time.Now()
	h.ok("", h.dir.NoteDone(h.Context(), audit.Entry{By: mod.actor(), Action: "session end", Object: "r_12 #lobby"}))
	first := h.entries()
	h.mustInvite(mod, terms(1))
	_, _, err := h.dir.CreateInvite(h.Context(), mod.actor(), keys.InviteTerms{Uses: 1, For: time.Hour, Role: keys.Admin})
	h.refused("too much", err, keys.ErrDenied)
	all := longLog(h)
	n := uint64(len(first))
	for what, tt := range map[string]struct {
		q    keys.AuditQuery
		want []uint64
	}{
		"an account":              {keys.AuditQuery{Account: mod.id}, []uint64{n + 2, n + 1, n, n - 2}},
		"a key":                   {keys.AuditQuery{Actor: mod.print().String()}, []uint64{n + 2, n + 1, n, n - 2}},
		"a name":                  {keys.AuditQuery{Actor: "MOD-erator"}, []uint64{n - 2}},
		"a command":               {keys.AuditQuery{Action: " Invite  create"}, []uint64{n + 2, n + 1}},
		"its first word":          {keys.AuditQuery{Action: "invite"}, []uint64{n + 2, n + 1}},
		"a piece of a word":       {keys.AuditQuery{Action: "invit"}, nil},
		"a room":                  {keys.AuditQuery{Object: "R_12"}, []uint64{n}},
		"a room that begins so":   {keys.AuditQuery{Object: "r_1"}, nil},
		"a person":                {keys.AuditQuery{Object: "mod-erator"}, []uint64{n - 1, n - 2}},
		"all of it":               {keys.AuditQuery{Account: mod.id, Action: "session", Object: "r_12 #lobby", Since: start.Add(-time.Hour)}, []uint64{n}},
		"before a number":         {keys.AuditQuery{Account: mod.id, Before: n + 1}, []uint64{n, n - 2}},
		"since later":             {keys.AuditQuery{Since: time.Now().Add(time.Hour)}, nil},
		"since much later":        {keys.AuditQuery{Since: time.Now().Add(48 * time.Hour)}, nil},
		"until before":            {keys.AuditQuery{Until: first[0].At}, nil},
		"until and since, a hole": {keys.AuditQuery{Since: start, Until: start}, nil},
		"nobody":                  {keys.AuditQuery{Account: 77}, nil},
	} {
		for _, limit := range []int{1, 1000} { // in small pages and in large ones
			q, calls := tt.q, 0
			var got []uint64
			for more := true; more && calls < 100; calls++ {
				q.Limit = limit
				page, next, err := h.dir.AuditMatching(q)
				if err != nil || len(page) > limit {
					h.Fatalf("%s: %d entries, %v", what, len(page), err)
				}
				for _, e := range page {
					if e != all[e.Seq-1] {
						h.Errorf("%s: entry %d is %+v", what, e.Seq, e)
					}
					got = append(got, e.Seq)
				}
				q.Before, more = next, next != 0
			}
			if !slices.Equal(got, tt.want) {
				h.Errorf("%s, %d at a time: found %v, want %v", what, limit, got, tt.want)
			}
		}
	}
	page, next, err := h.dir.AuditMatching(keys.AuditQuery{Limit: 1 << 40})
	if err != nil || len(page) != keys.MaxEntries || next != page[len(page)-1].Seq {
		h.Errorf("all at once are %d, then from %d, %v", len(page), next, err)
	}
}

// auditClock has the clock be wrong for one entry, which hides none before it.
func auditClock(h *house) {
	start := time.Now()
	h.ok("", h.dir.NoteDone(h.Context(), audit.Entry{Action: "session end", Object: "s1"}))
	h.ok("", h.dir.NoteDone(h.Context(), audit.Entry{Action: "session end", Object: "s2"}))
	all := h.entries()
	all[len(all)-1].At = time.Unix(0, 0)
	dir := keys.NewDirectory(forgery{h.store, all}, nil)
	page, next, err := dir.AuditMatching(keys.AuditQuery{Action: "session end", Since: start.Add(-time.Minute), Limit: 10})
	if err != nil || next != 0 || len(page) != 1 || page[0].Object != "s1" {
		h.Errorf("behind an entry of 1970 are %+v, then %d, %v", page, next, err)
	}
}

func auditNotes(h *house) {
	ann := h.person("ann")
	ctx := audit.With(h.Context(), audit.Deed{By: operator, Reason: "from the gate"})
	long := string(make([]byte, 1<<20)) + "\x1b[2J"
	h.ok("", h.dir.NoteDone(ctx, audit.Entry{Seq: 99, At: time.Unix(0, 0), By: ann.actor(), Action: "session end", Object: "s2", Before: "open", Result: "", Prev: [32]byte{1}}))
	h.ok("", h.dir.NoteDone(h.Context(), audit.Entry{By: ann.actor(), Action: "user kick", Reason: "mine", Result: "partly", After: "a\nb" + long}))
	h.ok("", h.dir.NoteRefusal(ctx, ann.actor(), "user suspend", "bob", "only moderators may"))
	h.ok("", h.dir.NoteRefusal(h.Context(), from, "ban add", "a\x1b[31m"+long, ""))
	all := h.entries()
	for i, want := range []audit.Entry{
		{By: ann.actor(), Action: "session end", Object: "s2", Before: "open", Reason: "from the gate", Result: "ok"},
		{By: ann.actor(), Action: "user kick", After: "a b", Reason: "mine", Result: "partly"},
		{By: ann.actor(), Action: "user suspend", Object: "bob", Reason: "from the gate", Result: "only moderators may"},
		{By: from, Action: "ban add", Object: "a[31m", Result: "refused"},
	} {
		got := all[len(all)-4+i]
		if time.Since(got.At) > time.Hour || time.Since(got.At) < 0 {
			h.Errorf("entry %d is of %v", got.Seq, got.At)
		}
		got.Seq, got.At, got.Prev = 0, time.Time{}, [32]byte{}
		if got != want {
			h.Errorf("entry is %+v, want %+v", got, want)
		}
	}
}
