package keystest

import (
	"errors"
	"fmt"
	"sync"
	"time"

	"snug/keys"
	"snug/keys/audit"
)

var aboutPeople = []check{
	{"what ranks may do to each other", ranks},
	{"the last owner who can get in stays", lastOwnerIn},
	{"suspensions and mutes end by themselves", measures},
	{"ends that cannot be", badEnds},
	{"of moderators at once one is first", atOnce},
	{"a name that is given is held like others", givenNames},
	{"notes have numbers and a limit", notes},
	{"keys are taken out of other accounts", takenKeys},
	{"what is done to people is in the log", peopleEntries},
	{"whoever is kept out does nothing more", keptOut},
	{"bans hit whom they are of", banHits},
	{"staff and people with accounts pass bans of addresses", banExempt},
	{"nobody bans what is their own, or an owner's", banOwn},
	{"a ban takes the place of another", banAgain},
	{"bans end, and are found and removed", banEnds},
	{"keys that leave a banned account are banned", banFollows},
	{"who may be here, and what the others are told", admission},
	{"a lockdown shuts people out", lockedOut},
	{"the operator makes owners", ownersAdded},
	{"an owner's key gets in whatever there is", ownersGetIn},
	{"accounts are picked page by page", picked},
}

// A measure is something that staff does to an account.
type measure struct {
	name  string // as the audit log has it
	least keys.Role
	do    func(h *house, by audit.Actor, id keys.AccountID) error
	undo  func(h *house, id keys.AccountID) error // by the operator
	stays bool                                    // not for owners that have to stay
	waits bool                                    // not for accounts that wait for approval
}

var allMeasures = []measure{
	{
		"user suspend", keys.Moderator,
		func(h *house, by audit.Actor, id keys.AccountID) error {
			return second(h.dir.Suspend(h.Context(), by, id, time.Now().Add(time.Hour), "x"))
		},
		func(h *house, id keys.AccountID) error { return second(h.dir.Resume(h.Context(), operator, id, "")) },
		true, true,
	},
	{
		"user mute", keys.Moderator,
		func(h *house, by audit.Actor, id keys.AccountID) error {
			return second(h.dir.MuteAccount(h.Context(), by, id, time.Time{}, "x"))
		},
		func(h *house, id keys.AccountID) error {
			return second(h.dir.UnmuteAccount(h.Context(), operator, id, ""))
		},
		false, true,
	},
	{
		"user trust", keys.Moderator,
		func(h *house, by audit.Actor, id keys.AccountID) error {
			return second(h.dir.Trust(h.Context(), by, id, true, "x"))
		},
		func(h *house, id keys.AccountID) error {
			return second(h.dir.Trust(h.Context(), operator, id, false, ""))
		},
		false, true,
	},
	{
		"user note", keys.Moderator,
		func(h *house, by audit.Actor, id keys.AccountID) error {
			return second(h.dir.AddNote(h.Context(), by, id, "x"))
		},
		func(h *house, id keys.AccountID) error {
			all, err := h.dir.Notes(id)
			if err != nil {
				return err
			}
			return h.dir.RemoveNote(h.Context(), operator, id, all[0].Number)
		},
		false, false,
	},
	{
		"ban add", keys.Moderator,
		func(h *house, by audit.Actor, id keys.AccountID) error {
			return second(h.dir.Ban(h.Context(), by, keys.BanRequest{Target: keys.Target{Account: id}}))
		},
		func(h *house, id keys.AccountID) error {
			return second(h.dir.Unban(h.Context(), operator, keys.Target{Account: id}, ""))
		},
		true, false,
	},
	{
		"user rename", keys.Admin,
		func(h *house, by audit.Actor, id keys.AccountID) error {
			return second(h.dir.RenameAccount(h.Context(), by, id, fmt.Sprintf("renamed-%d-x", id), "x"))
		},
		func(h *house, id keys.AccountID) error {
			return second(h.dir.RenameAccount(h.Context(), operator, id, fmt.Sprintf("former-%d-x", id), ""))
		},
		false, false,
	},
}

// ranks tries every measure by every rank on everybody against the rule as it is
// written down.
func ranks(h *house) {
	h.ok(h.dir.SetHouse(h.Context(), h.boss.actor(), keys.HouseSignUp, string(keys.Approval), ""))
	waiting := h.person("waiting")
	h.ok(h.dir.SetHouse(h.Context(), h.boss.actor(), keys.HouseSignUp, string(keys.Open), ""))
	gone := h.person("gone")
	h.ok("", h.dir.Delete(h.Context(), gone.actor(), gone.id, false))
	targets := []person{waiting, gone, {id: 7777}, h.boss}
	staff := []person{}
	for role := keys.Member; role <= keys.Owner; role++ {
		targets = append(targets, h.staff(word("whom", int(role)), role))
		staff = append(staff, h.staff(word("by", int(role)), role))
	}
	for _, m := range allMeasures {
		for _, by := range append(staff, person{}) {
			actor := operator
			if by.id != 0 {
				actor = by.actor()
			}
			for _, whom := range append(targets, by) {
				if whom.id != 0 {
					h.tryMeasure(m, by, actor, whom)
				}
			}
		}
	}
}

// wanted is what becomes of a measure: nil, or the kind of the refusal.
func (h *house) wanted(m measure, by, whom person) error {
	a, err := h.dir.Account(whom.id)
	mine := keys.Owner + 1 // the operator's
	if by.id != 0 {
		mine = h.account(by).Role
	}
	switch {
	case err != nil || !a.Deleted.IsZero():
		return keys.ErrNotFound
	case mine < m.least:
		return keys.ErrDenied
	case by.id == whom.id:
		return keys.ErrConflict
	case a.Role >= mine:
		return keys.ErrDenied
	case m.stays && a.Configured, m.waits && a.Pending:
		return keys.ErrConflict
	}
	return nil
}

func (h *house) tryMeasure(m measure, by person, actor audit.Actor, whom person) {
	h.Helper()
	want := h.wanted(m, by, whom)
	before, _ := h.dir.Account(whom.id)
	log := len(h.entries())
	err := m.do(h, actor, whom.id)
	what := fmt.Sprintf("%s of %s by %q of account %d", m.name, before.Name, actor.Name, by.id)
	left := h.entries()[log:]
	if want == nil {
		if err != nil || len(left) != 1 || left[0].Action != m.name || left[0].Result != "ok" || left[0].By != actor {
			h.Errorf("%s: %v, in the log %+v", what, err, left)
			return
		}
		h.ok(what, m.undo(h, whom.id))
		return
	}
	if !errors.Is(err, want) {
		h.Errorf("%s: %v; want %v", what, err, want)
	}
	if after, _ := h.dir.Account(whom.id); after != before {
		h.Errorf("%s: refused, and yet it is now %+v", what, after)
	}
	if want == keys.ErrDenied && (len(left) != 1 || left[0].Action != m.name || left[0].Result != err.Error()) {
		h.Errorf("%s: a refusal by rank is in the log as %+v", what, left)
	}
}

// lastOwnerIn tries to keep out those without whom nobody could run the server.
func lastOwnerIn(h *house) {
	ann, bob := h.staff("ann", keys.Owner), h.staff("bob", keys.Owner)
	h.ok("", keys.NewDirectory(h.store, nil).SyncOwners(h.Context())) // boss is none any more
	hour := time.Now().Add(time.Hour)
	h.ok(h.dir.Suspend(h.Context(), operator, ann.id, hour, ""))
	// Who is suspended is no owner that others could rely on.
	_, err := h.dir.Suspend(h.Context(), operator, bob.id, hour, "")
	h.refused("suspending the last one", err, keys.ErrConflict)
	for name, t := range map[string]keys.Target{"account": {Account: bob.id}, "key": {Key: bob.print()}} {
		_, err = h.dir.Ban(h.Context(), operator, keys.BanRequest{Target: t})
		h.refused("banning the last one's "+name, err, keys.ErrConflict)
	}
	_, err = h.dir.SetRole(h.Context(), operator, bob.id, keys.Admin, "")
	h.refused("demoting the last one", err, keys.ErrConflict)
	h.refused("deleting the last one", h.dir.Delete(h.Context(), operator, bob.id, false), keys.ErrConflict)
	h.ok(h.dir.MuteAccount(h.Context(), operator, bob.id, hour, "")) // can be there, at least
	h.ok(h.dir.Resume(h.Context(), operator, ann.id, ""))
	h.ok(h.dir.Ban(h.Context(), operator, keys.BanRequest{Target: keys.Target{Account: ann.id}}))
	_, err = h.dir.Suspend(h.Context(), operator, bob.id, hour, "")
	h.refused("suspending the last one who is not banned", err, keys.ErrConflict)
	h.ok(h.dir.Unban(h.Context(), operator, keys.Target{Account: ann.id}, ""))
	h.ok(h.dir.Suspend(h.Context(), operator, bob.id, hour, ""))
	h.ok(h.dir.SetRole(h.Context(), operator, bob.id, keys.Member, "")) // no other rank could

	h.ok(h.dir.SetHouse(h.Context(), operator, keys.HouseSignUp, string(keys.Approval), ""))
	late := h.person("late-comer")
	_, err = h.dir.SetRole(h.Context(), ann.actor(), late.id, keys.Moderator, "")
	h.refused("a role for who waits", err, keys.ErrConflict)
	h.ok(h.dir.Approve(h.Context(), operator, late.id, ""))
	h.ok(h.dir.SetRole(h.Context(), operator, late.id, keys.Owner, ""))
	h.ok("", h.dir.Delete(h.Context(), operator, late.id, false))
}

// atOnce has many moderators do one thing.
func atOnce(h *house) {
	mods := make([]person, 8)
	for i := range mods {
		mods[i] = h.staff(word("mod", i), keys.Moderator)
	}
	ann := h.person("ann")
	for name, do := range map[string]func(by person) error{
		"suspend": func(by person) error {
			return second(h.dir.Suspend(h.Context(), by.actor(), ann.id, time.Now().Add(time.Hour), "x"))
		},
		"mute": func(by person) error {
			return second(h.dir.MuteAccount(h.Context(), by.actor(), ann.id, time.Time{}, "x"))
		},
		"trust": func(by person) error { return second(h.dir.Trust(h.Context(), by.actor(), ann.id, true, "")) },
	} {
		var rush sync.WaitGroup
		errs := make([]error, len(mods))
		for i, by := range mods {
			rush.Go(func() { errs[i] = do(by) })
		}
		rush.Wait()
		won := 0
		for _, err := range errs {
			if err == nil {
				won++
			} else {
				h.refused(name, err, keys.ErrConflict)
			}
		}
		if won != 1 {
			h.Errorf("%s: %d of %d were first", name, won, len(mods))
		}
	}
	done := make(map[string]int)
	for _, e := range h.entries() {
		done[e.Action]++
	}
	for _, action := range []string{"user suspend", "user mute", "user trust"} {
		if done[action] != 1 {
			h.Errorf("%s is %d times in the log", action, done[action])
		}
	}
}
