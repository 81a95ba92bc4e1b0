package keystest

import (
	"strings"
	"time"

	"snug/keys"
)

func botChanged(h *house) {
	ann, bob := h.person("ann"), h.person("bob")
	mod, admin := h.staff("mod-erator", keys.Moderator), h.staff("ad-min", keys.Admin)
	robot := h.bot(ann, "robot")
	rate := func(by person, n int) error {
		return second(h.dir.SetBot(h.Context(), by.actor(), robot.id, keys.BotSet{Rate: &n}))
	}
	for _, stranger := range []person{bob, mod, robot} {
		before := len(h.entries())
		h.refused("by a stranger", rate(stranger, 5), keys.ErrDenied)
		if left := h.entries()[before:]; len(left) != 1 || left[0].Action != "bot set" || left[0].Result == "ok" {
			h.Errorf("the log has %+v", left)
		}
	}
	h.ok("", rate(ann, 5))
	h.refused("none at all", rate(ann, 0), keys.ErrBadText)
	h.refused("too many", rate(ann, keys.MaxRate+1), keys.ErrBadText)
	h.ok("", rate(admin, keys.MaxAdminRate))
	if a := h.account(robot); a.Rate != keys.MaxAdminRate {
		h.Errorf("it is %+v", a)
	}
	called := "机器人一号"
	a, err := h.dir.SetBot(h.Context(), ann.actor(), robot.id, keys.BotSet{Display: &called})
	if err != nil || a.Display != called || a.Rate != keys.MaxAdminRate {
		h.Errorf("it is %+v, %v", a, err)
	}
	taken := "Mod-Erator"
	h.refused("somebody's name", second(h.dir.SetBot(h.Context(), ann.actor(), robot.id, keys.BotSet{Display: &taken})), keys.ErrNameTaken)
	n := 5
	h.refused("a person", second(h.dir.SetBot(h.Context(), admin.actor(), bob.id, keys.BotSet{Rate: &n})), keys.ErrNotFound)
}

func botKeys(h *house) {
	ann, bob := h.person("ann"), h.person("bob")
	robot := h.bot(ann, "robot")
	next := NewKey(h.T)
	give := func(by person, k string) error {
		return second(h.dir.SetBot(h.Context(), by.actor(), robot.id, keys.BotSet{Key: &k}))
	}
	h.refused("by a stranger", give(bob, line(next)), keys.ErrDenied)
	h.refused("somebody's", give(ann, line(bob.key)), keys.ErrKeyTaken)
	h.refused("none", give(ann, "nonsense"), keys.ErrBadKey)
	h.ok("", give(ann, line(next)))
	h.holder(next, robot.id)
	h.holder(robot.key, 0)
	h.ring(robot, next)
	// Who had the old key is somebody else from then on.
	h.refused("with the old key", second(h.dir.SetDisplay(h.Context(), robot.actor(), "x")), keys.ErrDenied)
	h.signUp(robot.key, "somebody")
}

func botRevoked(h *house) {
	ann, bob := h.person("ann"), h.person("bob")
	mod, admin := h.staff("mod-erator", keys.Moderator), h.staff("ad-min", keys.Admin)
	revoke := func(by, bot person) error { return second(h.dir.RevokeBot(h.Context(), by.actor(), bot.id)) }
	first, second, third := h.bot(ann, "first"), h.bot(ann, "second"), h.bot(ann, "third")
	for _, stranger := range []person{bob, mod, second} {
		h.refused("by a stranger", revoke(stranger, first), keys.ErrDenied)
	}
	h.refused("a person", revoke(admin, bob), keys.ErrNotFound)
	h.ok("", revoke(ann, first))
	h.ok("", revoke(admin, second))
	h.refused("what is gone", revoke(ann, first), keys.ErrNotFound)
	h.bots(ann.id, third)
	h.holder(first.key, 0)

	// Somebody whose key was made a bot's has it back, and can sign up with it.
	h.ok("", revoke(third, third))
	h.holder(third.key, 0)
	h.signUp(third.key, "rightful")
	h.bots(0)
}

// botLimits tries as a bot what would make it its own master.
func botLimits(h *house) {
	ann := h.person("ann")
	robot := h.bot(ann, "robot")
	d, ctx, by := h.dir, h.Context(), robot.actor()
	for what, err := range map[string]error{
		"a key":        second(d.Offer(ctx, by, line(NewKey(h.T)))),
		"its key":      second(d.RemoveKey(ctx, by, robot.print().String())),
		"another name": second(d.Rename(ctx, by, "another")),
		"a bot":        second(h.make(robot, "small", NewKey(h.T))),
		"an invitation": func() error {
			_, _, err := d.CreateInvite(ctx, by, keys.InviteTerms{Uses: 1, For: time.Hour, Role: keys.Member})
			return err
		}(),
		"a code": func() error {
			_, _, err := d.Link(ctx, by)
			return err
		}(),
		"its recovery by somebody": second(d.Recover(ctx, from, NewKey(h.T), "robot", "it is mine")),
	} {
		h.refused(what, err, keys.ErrDenied)
	}
	h.ring(robot, robot.key)
	if a := h.account(robot); a.Name != "robot" || strings.Contains(a.Display, "x") {
		h.Errorf("the bot is %+v", a)
	}
}
