package keystest

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"golang.org/x/crypto/ssh"

	"snug/keys"
)

var aboutBots = []check{
	{"a bot is a member that somebody keeps", botMade},
	{"who may make a bot", botMakers},
	{"what a bot cannot be made with", badBots},
	{"a bot is out when its keeper is", botsOut},
	{"a bot goes with its keeper", botsGone},
	{"a bot is never more than its keeper", botRanks},
	{"who changes a bot", botChanged},
	{"a bot's key is replaced", botKeys},
	{"who ends a bot", botRevoked},
	{"what no bot does", botLimits},
	{"a bot's key makes nobody an owner", botOwners},
}

func (h *house) make(by person, name string, k ssh.PublicKey) (keys.Account, error) {
	return h.dir.CreateBot(h.Context(), by.actor(), keys.NewBot{Name: name, Key: line(k)})
}

// bot makes one with a key of its own.
func (h *house) bot(by person, name string) person {
	h.Helper()
	k := NewKey(h.T)
	a, err := h.make(by, name, k)
	if err != nil {
		h.Fatalf("bot %s: %v", name, err)
	}
	return person{a.ID, k}
}

// bots checks which an account has; of nobody, which there are.
func (h *house) bots(of keys.AccountID, want ...person) {
	h.Helper()
	found, err := h.dir.Bots(of)
	if !slices.EqualFunc(found, want, func(a keys.Account, p person) bool { return a.ID == p.id }) || err != nil {
		h.Errorf("the bots of %d are %+v, %v, want %v", of, found, err, want)
	}
}

func botMade(h *house) {
	ann, bob := h.person("ann"), h.person("bob")
	k := NewKey(h.T)
	a, err := h.dir.CreateBot(h.Context(), ann.actor(), keys.NewBot{Name: "relay", Display: "小助手", Key: line(k), Rate: 12})
	if err != nil || !a.Bot() || a.Keeper != ann.id || a.Role != keys.Member || a.Rate != 12 || a.Display != "小助手" {
		h.Errorf("made was %+v, %v", a, err)
	}
	h.holder(k, a.ID)
	if is, err := h.dir.Account(a.ID); err != nil || is != a {
		h.Errorf("stored is %+v, %v, want %+v", is, err, a)
	}
	plain := h.bot(ann, "plain")
	if is := h.account(plain); is.Rate != keys.DefaultRate || is.Display != "" {
		h.Errorf("without more it is %+v", is)
	}
	h.bots(ann.id, person{a.ID, k}, plain)
	h.bots(bob.id)
	other := h.bot(bob, "other")
	h.bots(0, person{a.ID, k}, plain, other)
	e := h.entries()[len(h.entries())-1]
	if e.Action != "bot create" || e.Object != "other" || e.By.Account != uint64(bob.id) || !strings.Contains(e.After, other.print().String()) {
		h.Errorf("the log has %+v", e)
	}
}

func botMakers(h *house) {
	ann, muted, gone, mod := h.person("ann"), h.person("muted"), h.person("gone"), h.staff("mod-erator", keys.Moderator)
	admin := h.staff("ad-min", keys.Admin)
	h.ok(h.dir.MuteAccount(h.Context(), operator, muted.id, time.Time{}, ""))
	h.ok(h.dir.Suspend(h.Context(), operator, gone.id, time.Time{}, ""))
	robot := h.bot(ann, "robot")
	tries := func(what string, want error, all ...person) {
		h.Helper()
		for i, p := range all {
			a, err := h.make(p, fmt.Sprintf("%s-%d", strings.ReplaceAll(what, " ", "-"), i), NewKey(h.T))
			if want == nil && err != nil {
				h.Errorf("%s, %d: %v", what, i, err)
			} else if want != nil {
				h.refused(what, err, want)
			}
			if err == nil {
				h.ok(h.dir.RevokeBot(h.Context(), operator, a.ID))
			}
		}
	}
	tries("never", keys.ErrDenied, muted, gone, robot)
	tries("open", nil, ann, mod, h.boss)
	h.mustSet(keys.HouseBots, "staff")
	tries("staff", keys.ErrDenied, ann)
	tries("staff too", nil, mod, h.boss)
	h.mustSet(keys.HouseBots, "off")
	tries("off", keys.ErrDenied, ann, mod, h.boss)
	h.mustSet(keys.HouseBots, "")
	h.mustSet(keys.HouseProbation, "1d")
	tries("new", keys.ErrDenied, ann)
	tries("not new", nil, mod)
	h.ok(h.dir.Trust(h.Context(), operator, ann.id, true, ""))
	for i := range keys.MaxBots - 1 { // and robot
		h.bot(ann, fmt.Sprintf("many-%d", i))
	}
	tries("one too many", keys.ErrLimited, ann)
	h.ok(h.dir.RevokeBot(h.Context(), ann.actor(), robot.id))
	h.bot(ann, "instead")
	for i := range keys.MaxBots + 1 {
		h.bot(admin, fmt.Sprintf("staff-bot-%d", i))
	}
}

func badBots(h *house) {
	ann, bob := h.person("ann"), h.person("bob")
	h.ok(h.dir.SetDisplay(h.Context(), bob.actor(), "Robert"))
	asks, robot := NewKey(h.T), h.bot(ann, "robot")
	h.ok(h.dir.Recover(h.Context(), from, asks, "bob", ""))
	owner := NewKey(h.T)
	h.ok(h.dir.AddOwner(h.Context(), operator, owner))
	good := NewKey(h.T)
	for what, tt := range map[string]struct {
		bot  keys.NewBot
		want error
	}{
		"a person's name":           {keys.NewBot{Name: "Bob", Key: line(good)}, keys.ErrNameTaken},
		"what looks like one":       {keys.NewBot{Name: "b0b", Key: line(good)}, keys.ErrNameTaken},
		"a person's display name":   {keys.NewBot{Name: "robert", Key: line(good)}, keys.ErrNameTaken},
		"a display name like one":   {keys.NewBot{Name: "relay", Display: "R0bert ✓", Key: line(good)}, keys.ErrNameTaken},
		"another bot's name":        {keys.NewBot{Name: "robot", Key: line(good)}, keys.ErrNameTaken},
		"a reserved name":           {keys.NewBot{Name: "moderator", Key: line(good)}, keys.ErrBadName},
		"a name that is none":       {keys.NewBot{Name: "a b", Key: line(good)}, keys.ErrBadName},
		"a display name of control": {keys.NewBot{Name: "relay", Display: "a\x1b[2Jb", Key: line(good)}, keys.ErrBadName},
		"somebody's key":            {keys.NewBot{Name: "relay", Key: line(bob.key)}, keys.ErrKeyTaken},
		"the keeper's own key":      {keys.NewBot{Name: "relay", Key: line(ann.key)}, keys.ErrKeyTaken},
		"another bot's key":         {keys.NewBot{Name: "relay", Key: line(robot.key)}, keys.ErrKeyTaken},
		"the key of a recovery":     {keys.NewBot{Name: "relay", Key: line(asks)}, keys.ErrKeyTaken},
		"the key of an owner to be": {keys.NewBot{Name: "relay", Key: line(owner)}, keys.ErrKeyTaken},
		"no key":                    {keys.NewBot{Name: "relay"}, keys.ErrBadKey},
		"what is no key":            {keys.NewBot{Name: "relay", Key: "-----BEGIN OPENSSH PRIVATE KEY-----"}, keys.ErrBadKey},
		"no messages":               {keys.NewBot{Name: "relay", Key: line(good), Rate: -1}, keys.ErrBadText},
		"too many messages":         {keys.NewBot{Name: "relay", Key: line(good), Rate: keys.MaxRate + 1}, keys.ErrBadText},
	} {
		_, err := h.dir.CreateBot(h.Context(), ann.actor(), tt.bot)
		h.refused(what, err, tt.want)
		if err != nil && tt.want == keys.ErrKeyTaken && strings.Contains(err.Error(), "bob") {
			h.Errorf("%s tells whose it is: %v", what, err)
		}
	}
	h.holder(good, 0)
	h.bots(ann.id, robot)
	// The configuration's keys are nobody's but the owners'.
	named := NewKey(h.T)
	h.dir = keys.NewDirectory(h.store, []keys.Fingerprint{h.boss.print(), keys.FingerprintOf(named)})
	h.refused("a key of the configuration", second(h.make(ann, "relay", named)), keys.ErrKeyTaken)
	if a, err := h.dir.CreateBot(h.Context(), h.boss.actor(), keys.NewBot{Name: "quick", Key: line(good), Rate: keys.MaxAdminRate}); err != nil || a.Rate != keys.MaxAdminRate {
		h.Errorf("an owner's quick bot: %+v, %v", a, err)
	}
}

func botsOut(h *house) {
	ann, bob := h.person("ann"), h.person("bob")
	robot, other := h.bot(ann, "robot"), h.bot(bob, "other")
	h.admitted("on an ordinary day", robot, nil, nil)
	h.ok(h.dir.Suspend(h.Context(), operator, ann.id, time.Time{}, ""))
	h.admitted("while its keeper is suspended", robot, keys.ErrDenied, keys.ErrDenied)
	h.refused("what it does then", second(h.dir.SetDisplay(h.Context(), robot.actor(), "x")), keys.ErrDenied)
	h.admitted("another's", other, nil, nil)
	h.ok(h.dir.Resume(h.Context(), operator, ann.id, ""))
	h.admitted("after that", robot, nil, nil)
	h.ban(h.boss, keys.Target{Account: ann.id}, "")
	h.admitted("while its keeper is banned", robot, keys.ErrDenied, keys.ErrDenied)
	h.ok(h.dir.Unban(h.Context(), operator, keys.Target{Account: ann.id}, ""))
	h.admitted("after that", robot, nil, nil)
	h.ban(h.boss, keys.Target{Account: robot.id}, "")
	h.admitted("while it is banned itself", robot, keys.ErrDenied, keys.ErrDenied)
	h.admitted("its keeper then", ann, nil, nil)
}

func botsGone(h *house) {
	ann, bob := h.person("ann"), h.person("bob")
	first, second, other := h.bot(ann, "first"), h.bot(ann, "second"), h.bot(bob, "other")
	h.ok("", h.dir.Delete(h.Context(), operator, ann.id, true))
	h.bots(0, other)
	h.bots(ann.id)
	for _, b := range []person{first, second} {
		h.holder(b.key, 0)
		if a := h.account(b); a.Deleted.IsZero() || !a.Bot() || a.Role != keys.Guest {
			h.Errorf("left of a bot is %+v", a)
		}
	}
	h.refused("its name, soon after", h.arrive("first", time.Now()), keys.ErrNameTaken)
	actions := 0
	for _, e := range h.entries() {
		if e.Action == "bot revoke" {
			actions++
		}
	}
	if actions != 2 {
		h.Errorf("%d bots are revoked in the log, want 2", actions)
	}
}

func botRanks(h *house) {
	ann, mod, admin := h.person("ann"), h.staff("mod-erator", keys.Moderator), h.staff("ad-min", keys.Admin)
	robot, helper, quick := h.bot(ann, "robot"), h.bot(mod, "helper"), h.bot(h.boss, "quick")
	role := func(by, of person, r keys.Role) error {
		return second(h.dir.SetRole(h.Context(), by.actor(), of.id, r, ""))
	}
	is := func(of person, want keys.Role) {
		h.Helper()
		if got := h.account(of).Role; got != want {
			h.Errorf("account %d is a %s, want %s", of.id, got, want)
		}
	}
	h.refused("more than its keeper", role(admin, robot, keys.Moderator), keys.ErrDenied)
	h.refused("an admin", role(h.boss, quick, keys.Admin), keys.ErrDenied)
	h.refused("an owner", role(h.boss, quick, keys.Owner), keys.ErrDenied)
	h.refused("by its keeper, who gives none", role(mod, helper, keys.Moderator), keys.ErrDenied)
	h.refused("by itself", role(helper, helper, keys.Moderator), keys.ErrDenied)
	h.ok("", role(admin, helper, keys.Moderator))
	is(helper, keys.Moderator)
	h.ok("", role(h.boss, quick, keys.Moderator))

	// With the rank it acts on those below, and never on its keeper.
	h.ok(h.dir.MuteAccount(h.Context(), helper.actor(), ann.id, time.Time{}, ""))
	h.refused("its keeper", second(h.dir.MuteAccount(h.Context(), helper.actor(), mod.id, time.Time{}, "")), keys.ErrDenied)
	h.refused("another moderator's bot", second(h.dir.MuteAccount(h.Context(), helper.actor(), quick.id, time.Time{}, "")), keys.ErrDenied)
	h.ok(h.dir.MuteAccount(h.Context(), helper.actor(), robot.id, time.Time{}, ""))

	before := len(h.entries())
	h.ok("", role(h.boss, mod, keys.Member))
	is(helper, keys.Member)
	if left := h.entries()[before:]; len(left) != 2 || left[1].Object != "helper" || left[1].Before != "moderator" || left[1].After != "member" {
		h.Errorf("the log has %+v", left)
	}
	h.refused("what it did before", second(h.dir.UnmuteAccount(h.Context(), helper.actor(), ann.id, "")), keys.ErrDenied)
	h.ok("", role(h.boss, mod, keys.Moderator))
	is(helper, keys.Member) // until somebody grants it again

	// Whom the configuration names no more is what was granted, and so are their bots.
	h.dir = keys.NewDirectory(h.store, nil)
	h.ok("", h.dir.SyncOwners(h.Context()))
	is(h.boss, keys.Member)
	is(quick, keys.Member)
}

func botOwners(h *house) {
	ann := h.person("ann")
	robot := h.bot(ann, "robot")
	h.refused("at the machine", second(h.dir.AddOwner(h.Context(), operator, robot.key)), keys.ErrConflict)
	ban := h.mustBan(robot.print().String())
	h.refused("while it is banned", second(h.dir.AddOwner(h.Context(), operator, robot.key)), keys.ErrConflict)
	if left, err := h.dir.BanByID(ban.ID); err != nil || !left.In(time.Now()) {
		h.Errorf("of the ban is left %+v, %v", left, err)
	}
	h.dir = keys.NewDirectory(h.store, []keys.Fingerprint{h.boss.print(), robot.print()})
	h.ok("", h.dir.SyncOwners(h.Context()))
	if a := h.account(robot); a.Role != keys.Member || a.Configured {
		h.Errorf("the bot is %+v", a)
	}
}
