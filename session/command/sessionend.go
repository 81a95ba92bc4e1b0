package command

import (
	"context"
	"errors"
	"strings"

	"github.com/spf13/pflag"

	"snug/keys"
	"snug/session/live"
)

func sessionEnd() Spec {
	return Spec{
		Path: "session end", Aliases: []string{"结束会话"}, Args: "SESSION",
		Help:  "End one of your sessions; moderators can end those of others, too.",
		Least: AtLeast(keys.Member), People: true,
		Effect: Manages,
		Bind: func(fs *pflag.FlagSet) Run {
			user := fs.String("user", "", "only if it is one of `USER`; for moderators")
			toldReason(fs)
			return func(ctx context.Context, c *Invocation) error {
				id := strings.ToLower(c.arg(0))
				ctx, done := write(ctx)
				defer done()
				s, of, err := c.endable(ctx, id)
				if err == nil && *user != "" {
					err = c.belongs(s, *user)
				}
				if err != nil {
					return err
				}
				// Written down first: nothing that is done is missing there.
				if err := c.noteDone(ctx, "session end", of.Name, s.ID); err != nil {
					return err
				}
				why := fail(Denied, "this session was ended from another one of yours")
				if of.ID != c.Who.Account.ID {
					why = fail(Denied, "this session was ended by %s, who moderates this server (%s); ask them if you think that is wrong", c.me(), c.because())
				}
				if s, err = c.Sessions.End(s.Account, s.ID, why); err != nil {
					return c.noSession(id) // it has just ended by itself
				}
				if c.JSON {
					return c.objects(c.sessionObject(s, of))
				}
				return c.say("The session %s is ended.", s.ID)
			}
		},
	}
}

// endable finds a session that the caller may end, and whose it is: nobody's, if
// its key has no account. Any other is answered as one that is not there.
func (c *Invocation) endable(ctx context.Context, id string) (s live.Session, of keys.Account, err error) {
	if s, err = c.Sessions.Find(id); err != nil {
		return s, of, c.noSession(id)
	}
	if s.Account != 0 {
		if of, err = c.Directory.Account(s.Account); err != nil && !errors.Is(err, keys.ErrNotFound) {
			return s, of, err
		}
	}
	switch own := c.above(of); {
	case own:
		return s, of, nil
	case c.Who.Role >= keys.Moderator:
		return s, of, c.refused(ctx, "session end", of.Name, c.noSession(id))
	}
	return s, of, c.noSession(id)
}

// belongs refuses a session that is not one of somebody.
func (c *Invocation) belongs(s live.Session, name string) error {
	a, err := c.someone(name)
	if err == nil && a.ID != s.Account {
		err = c.noSession(s.ID)
	}
	return err
}

func (c *Invocation) noSession(id string) error {
	return fail(NotFound, "there is no session %s that you may end; see yours with: %s", shorten(id), c.Front.form("session list"))
}
