package command

import (
	"context"
	"strconv"
	"strings"

	"github.com/spf13/pflag"

	"snug/keys"
	"snug/session/live"
)

func recoveryApprove() Spec {
	return Spec{
		Path: "recovery approve", Aliases: []string{"同意找回"}, Args: "NUMBER",
		Help:  "Join the key of a request to the account that it is for.",
		Least: AtLeast(keys.Moderator), People: true,
		Effect: Manages,
		Bind: func(fs *pflag.FlagSet) Run {
			v := keys.Verdict{Approve: true}
			fs.BoolVar(&v.DropKeys, "drop-keys", false, "take the account's other keys out: somebody else may have them")
			fs.StringVar(&v.Reason, "reason", "", "why, for the audit log: `TEXT`")
			return func(ctx context.Context, c *Invocation) error { return c.decide(ctx, v) }
		},
	}
}

func recoveryRefuse() Spec {
	return Spec{
		Path: "recovery refuse", Aliases: []string{"拒绝找回"}, Args: "NUMBER",
		Help:  "Turn a request down; so can the account that it is for.",
		Least: AtLeast(keys.Member), People: true,
		Effect: Manages,
		Bind: func(fs *pflag.FlagSet) Run {
			var v keys.Verdict
			fs.StringVar(&v.Reason, "reason", "", "why, for the audit log: `TEXT`")
			return func(ctx context.Context, c *Invocation) error { return c.decide(ctx, v) }
		},
	}
}

// decide approves or refuses the request whose number is the first argument.
// Who may is for the directory to say: it knows the account.
func (c *Invocation) decide(ctx context.Context, v keys.Verdict) error {
	id, err := strconv.ParseUint(strings.TrimPrefix(c.arg(0), "#"), 10, 64)
	if err != nil {
		return fail(Usage, "%q is not the number of a request; see them with: %s", shorten(c.arg(0)), c.Front.form("recovery list"))
	}
	ctx, done := write(ctx)
	defer done()
	r, err := c.Directory.Decide(ctx, c.actor(), id, v)
	if err != nil {
		return err
	}
	switch {
	case v.DropKeys:
		c.Sessions.EndAccount(r.Account.ID, "", replacedKeys(r.Account))
	case v.Approve:
		c.Sessions.Tell(live.Notice{About: live.Joined, Account: r.Account, Key: r.Key})
	}
	switch {
	case c.JSON:
		return c.objects(newRecoveryObject(r))
	case v.Approve:
		return c.say("The key %s opens the account %s now.", r.Key.Fingerprint.String(), r.Account.Name)
	}
	return c.say("The request for the account %s is turned down.", r.Account.Name)
}

// replacedKeys is why the sessions of an account end whose keys were replaced.
func replacedKeys(a keys.Account) error {
	return fail(Denied, "a moderator has replaced the keys of the account %s, as somebody asked who had lost theirs; if that was not you, tell the people who run this server", a.Name)
}
