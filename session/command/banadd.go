package command

import (
	"context"
	"time"

	"github.com/spf13/pflag"

	"snug/keys"
	"snug/keys/sanction"
	"snug/session/live"
	"snug/text/lang"
)

func banAdd() Spec {
	return Spec{
		Path: "ban add", Aliases: []string{"gban", "封禁"}, Args: "TARGET",
		Help: "Keep an account, a key, an address or a range of them off the server for a time, and end the sessions that it hits.",
		Examples: []string{
			"mallory --for 2d --reason spam", "SHA256:47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU --for perm",
			"192.0.2.7", "192.0.2.0/24 --require-account --for 1d",
		},
		Least: AtLeast(keys.Moderator), Effect: Manages,
		Bind: func(fs *pflag.FlagSet) Run {
			end := endings(fs, usualBan)
			toldReason(fs)
			guests := fs.Bool("require-account", false, "of addresses: only for keys without an account, so that nobody signs up from there")
			yes := fs.Bool("yes", false, "do it, though it ends sessions of several people")
			return func(ctx context.Context, c *Invocation) error {
				until, err := end.time(c, fs)
				if err != nil {
					return err
				}
				t, err := c.banTarget(c.arg(0))
				if err != nil {
					return err
				}
				r := keys.BanRequest{Target: t, Until: until, Reason: c.Reason, Guests: *guests}
				if !*yes {
					if err := c.warnOf(r); err != nil {
						return err
					}
				}
				return c.ban(ctx, r)
			}
		},
	}
}

func (c *Invocation) ban(ctx context.Context, r keys.BanRequest) error {
	ctx, done := write(ctx)
	defer done()
	b, err := c.Directory.Ban(ctx, c.actor(), r)
	if err != nil && !mayBeDone(err) {
		return err
	}
	ended := c.expel(c.hitBy(r))
	switch {
	case err != nil:
		return err
	case c.JSON:
		return c.objects(newBanObject(b))
	}
	return c.say("%s is banned %s: ban %s; %s.", targetOf(b), c.ends(b.Until), b.Number(), lang.S("%d sessions have ended", ended))
}

// banTarget reads what a ban is of by its form; anything else is a username.
func (c *Invocation) banTarget(typed string) (keys.Target, error) {
	t, ok, err := keys.ParseTarget(typed)
	if ok || err != nil {
		return t, err
	}
	a, err := c.someone(typed)
	return keys.Target{Account: a.ID}, err
}

// hitBy picks the open sessions that a ban would hit.
func (c *Invocation) hitBy(r keys.BanRequest) func(live.Session) bool {
	b := keys.Ban{Target: r.Target, Guests: r.Guests, Sanction: sanction.Sanction{At: time.Now(), Until: r.Until}}
	return func(s live.Session) bool {
		who, err := c.holder(s)
		return err == nil && b.Hits(who, addressOf(s))
	}
}

// More than so many people, or sessions, are a crowd: who bans them may have
// meant less.
const (
	fewPeople   = 1
	fewSessions = 3
)

// warnOf asks for a confirmation of a ban that hits a crowd.
func (c *Invocation) warnOf(r keys.BanRequest) error {
	hit := c.Sessions.Where(c.hitBy(r))
	if people := peopleOf(hit); len(people) > fewPeople || len(hit) > fewSessions {
		return c.unconfirmed("that would end %d sessions now, of %s", len(hit), c.listed(people))
	}
	return nil
}
