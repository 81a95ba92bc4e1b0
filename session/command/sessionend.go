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
		Help:   "End one of your sessions; moderators can end those of others, too.",
		Least:  AtLeast(keys.Member),
		Effect: Manages,
		Bind: func(*pflag.FlagSet) Run {
			return func(_ context.Context, c *Invocation) error {
				id := strings.ToLower(c.arg(0))
				s, of, err := c.endable(id)
				if err != nil {
					return err
				}
				why := fail(Denied, "this session was ended from another one of yours")
				if of.ID != c.Who.Account.ID {
					why = fail(Denied, "this session was ended by %s, who moderates this server", c.Who.Account.Name)
					c.Log.Info("session ended by staff", "user", of.Name, "session", id, "by", c.Who.Account.Name)
				}
				if s, err = c.Sessions.End(of.ID, s.ID, why); err != nil {
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

// endable finds a session that the caller may end, and whose it is. Any other
// is answered as one that is not there.
func (c *Invocation) endable(id string) (live.Session, keys.Account, error) {
	s, err := c.Sessions.Find(id)
	if err != nil || s.Account == 0 {
		return live.Session{}, keys.Account{}, c.noSession(id)
	}
	of, err := c.Directory.Account(s.Account)
	switch {
	case errors.Is(err, keys.ErrNotFound), err == nil && !c.above(of):
		return live.Session{}, keys.Account{}, c.noSession(id)
	}
	return s, of, err
}

func (c *Invocation) noSession(id string) error {
	return fail(NotFound, "there is no session %s that you may end; see yours with: %s", shorten(id), c.Front.form("session list"))
}
