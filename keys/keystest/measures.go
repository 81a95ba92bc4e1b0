package keystest

import (
	"fmt"
	"strings"
	"time"

	"snug/keys"
	"snug/keys/sanction"
)

// restrict takes a measure at a time.
func (h *house) restrict(by person, c keys.Restrict, at time.Time) (keys.Account, error) {
	c.Header = header(by, at)
	c.Reason = "rude"
	o, err := h.do(c)
	return o.Account, err
}

func measures(h *house) {
	mod, ann := h.staff("mod-erator", keys.Moderator), h.person("ann")
	start := time.Now().UTC().Truncate(time.Microsecond)
	for name, m := range map[string]struct {
		keys.Measure
		of func(keys.Account) sanction.Sanction
	}{
		"suspension": {keys.Suspension, func(a keys.Account) sanction.Sanction { return a.Suspended }},
		"mute":       {keys.Muting, func(a keys.Account) sanction.Sanction { return a.Muted }},
	} {
		c := keys.Restrict{Account: ann.id, Measure: m.Measure, Until: start.Add(time.Hour)}
		lift := keys.Restrict{Account: ann.id, Measure: m.Measure, Lift: true}
		_, err := h.restrict(mod, lift, start)
		h.refused("lifting a "+name+" that is not", err, keys.ErrConflict)
		a, err := h.restrict(mod, c, start)
		h.ok(a, err)
		want := sanction.Sanction{At: start, Until: c.Until, By: uint64(mod.id), ByName: "mod-erator", Reason: "rude"}
		if got := m.of(a); got != want || h.account(ann) != a {
			h.Errorf("%s = %+v, want %+v; the account is %+v", name, got, want, h.account(ann))
		}
		_, err = h.restrict(mod, c, start.Add(time.Hour-time.Microsecond))
		h.refused("a "+name+" on top", err, keys.ErrConflict)

		// At its end it is as if it were not there.
		_, err = h.restrict(mod, lift, start.Add(time.Hour))
		h.refused("lifting a "+name+" that has ended", err, keys.ErrConflict)
		c.Until = time.Time{}
		a, err = h.restrict(mod, c, start.Add(time.Hour))
		if h.ok(a, err); !m.of(a).In(start.Add(20 * sanction.Forever)) {
			h.Errorf("a %s without an end is %+v", name, m.of(a))
		}
		a, err = h.restrict(mod, lift, start.Add(2*time.Hour))
		if h.ok(a, err); m.of(a) != (sanction.Sanction{}) || h.account(ann) != a {
			h.Errorf("after lifting it, the %s is %+v", name, m.of(a))
		}
	}
	// The same command once more changes nothing.
	c := keys.Restrict{Header: header(mod, start), Account: ann.id, Until: start.Add(time.Hour)}
	h.ok(h.do(c))
	log := len(h.entries())
	h.ok(h.do(c))
	if n := len(h.entries()) - log; n != 0 {
		h.Errorf("the same command again left %d entries", n)
	}
}

// badEnds tries ends that have passed or are too far, with all that have one.
func badEnds(h *house) {
	mod, ann := h.staff("mod-erator", keys.Moderator), h.person("ann")
	log := len(h.entries())
	for name, until := range map[string]time.Time{
		"the past": time.Now().Add(-time.Hour), "long ago": time.Unix(0, 0), "before all": time.Time{}.Add(1),
		"now": time.Now(), "too far": time.Now().Add(sanction.Forever + time.Hour),
		"at the end of all": time.Date(9999, 12, 31, 0, 0, 0, 0, time.UTC),
	} {
		_, err := h.dir.Suspend(h.Context(), mod.actor(), ann.id, until, "")
		h.refused("a suspension until "+name, err, keys.ErrBadText)
		_, err = h.dir.MuteAccount(h.Context(), mod.actor(), ann.id, until, "")
		h.refused("a mute until "+name, err, keys.ErrBadText)
		_, err = h.dir.Ban(h.Context(), mod.actor(), keys.BanRequest{Target: keys.Target{Account: ann.id}, Until: until})
		h.refused("a ban until "+name, err, keys.ErrBadText)
	}
	_, err := h.dir.Suspend(h.Context(), mod.actor(), ann.id, time.Time{}, strings.Repeat("x", 1<<20))
	h.refused("too long a reason", err, keys.ErrBadText)
	if a := h.account(ann); a.Suspended.In(time.Now()) || a.Muted.In(time.Now()) || len(h.entries()) != log {
		h.Errorf("after nothing but refusals ann is %+v, and the log has %d entries more", a, len(h.entries())-log)
	}
	a, err := h.dir.Suspend(h.Context(), mod.actor(), ann.id, time.Time{}, " it \ais\u202e\nenough ")
	if err != nil || a.Suspended.Reason != "it is enough" {
		h.Errorf("a hostile reason is kept as %q, %v", a.Suspended.Reason, err)
	}
}

func givenNames(h *house) {
	admin, ann, eve := h.staff("ad-min", keys.Admin), h.person("ann"), h.person("evelyn")
	a, err := h.dir.RenameAccount(h.Context(), admin.actor(), ann.id, "Flower", "the old one was rude")
	if err != nil || a.Name != "Flower" || h.account(ann) != a {
		h.Fatalf("RenameAccount = %+v, %v", a, err)
	}
	h.refused("the old name", h.rename(eve, "ann", time.Now()), keys.ErrNameTaken)
	for name, kind := range map[string]error{
		"evelyn": keys.ErrNameTaken, "eve1yn": keys.ErrNameTaken, "ad-min": keys.ErrNameTaken,
		"x y": keys.ErrBadName, "": keys.ErrBadName, "root": keys.ErrBadName, "Flower": keys.ErrConflict,
	} {
		_, err := h.dir.RenameAccount(h.Context(), admin.actor(), ann.id, name, "")
		h.refused("the name "+name, err, kind)
	}
	for i := range 5 { // staff is not bound by how often one renames oneself
		h.ok(h.dir.RenameAccount(h.Context(), admin.actor(), ann.id, word("name", i), ""))
	}
	h.refused("one's own doing after that", h.rename(ann, "annie", time.Now()), keys.ErrLimited)
	e := h.entries()[len(h.entries())-6]
	if e.Action != "user rename" || e.Object != "ann" || e.Before != "ann" || e.After != "Flower" || e.Reason != "the old one was rude" {
		h.Errorf("the entry is %+v", e)
	}
}

func notes(h *house) {
	mod, ann := h.staff("mod-erator", keys.Moderator), h.person("ann")
	for i := range keys.MaxNotes {
		n, err := h.dir.AddNote(h.Context(), mod.actor(), ann.id, fmt.Sprintf(" note\a %d\u202e\n", i+1))
		if err != nil || n.Number != uint64(i+1) || n.Text != fmt.Sprintf("note %d", i+1) || n.By != mod.id || n.ByName != "mod-erator" || n.At.IsZero() {
			h.Fatalf("note %d = %+v, %v", i+1, n, err)
		}
	}
	_, err := h.dir.AddNote(h.Context(), mod.actor(), ann.id, "one too many")
	h.refused("one too many", err, keys.ErrLimited)
	for name, said := range map[string]string{
		"none": "", "blank": " \n ", "too long": strings.Repeat("x", 501), "far too long": strings.Repeat("茶", 1<<20), "no UTF-8": "\xff",
	} {
		_, err := h.dir.AddNote(h.Context(), mod.actor(), ann.id, said)
		h.refused(name, err, keys.ErrBadText)
	}
	h.ok("", h.dir.RemoveNote(h.Context(), mod.actor(), ann.id, keys.MaxNotes))
	for _, number := range []uint64{0, keys.MaxNotes, 1 << 40} {
		h.refused("a note that is not there", h.dir.RemoveNote(h.Context(), mod.actor(), ann.id, number), keys.ErrNotFound)
	}
	n, err := h.dir.AddNote(h.Context(), operator, ann.id, "by the operator")
	if err != nil || n.Number != keys.MaxNotes+1 || n.By != 0 || n.ByName != "operator" {
		h.Errorf("after the last one was taken away comes %+v, %v", n, err)
	}
	all, err := h.dir.Notes(ann.id)
	if err != nil || len(all) != keys.MaxNotes || all[0].Number != 1 || all[len(all)-1] != n {
		h.Errorf("the notes are %+v, %v", all, err)
	}
	for _, e := range h.entries() {
		if strings.Contains(e.After+e.Before+e.Reason, "by the operator") {
			h.Errorf("the log says what was noted: %+v", e)
		}
	}
	// They go with the account.
	h.ok("", h.dir.Delete(h.Context(), ann.actor(), ann.id, false))
	if all, err := h.dir.Notes(ann.id); err != nil || len(all) != 0 {
		h.Errorf("of a deleted account there are %d notes, %v", len(all), err)
	}
}
