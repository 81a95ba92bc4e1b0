package command

import (
	"context"
	"strings"

	"github.com/spf13/pflag"

	"snug/keys"
	"snug/keys/audit"
	"snug/session/live"
)

func userKick() Spec {
	return Spec{
		Path: "user kick", Aliases: []string{"下线"}, Args: "USER",
		Help:     "End the open sessions of somebody; they may come back at once.",
		Examples: []string{"bob --reason 'your client floods the lobby'"},
		Least:    AtLeast(keys.Moderator), Effect: Manages,
		Bind: func(fs *pflag.FlagSet) Run {
			toldReason(fs)
			return onSomebody(func(ctx context.Context, c *Invocation, a keys.Account) error {
				if a.ID == c.Who.Account.ID {
					return fail(Conflict, "that is you; end sessions of your own with: %s", c.Front.form("session end SESSION"))
				}
				if !c.over(a) {
					return c.refused(ctx, "user kick", a.Name, fail(Denied, "you are not above %s; ask somebody above you both", a.Name))
				}
				open := c.Sessions.Of(a.ID)
				if len(open) == 0 {
					return fail(NotFound, "%s is not connected; to keep them from coming: %s", a.Name, c.Front.form("user suspend "+a.Name))
				}
				// Written down first: nothing that is done is missing there.
				if err := c.noteDone(ctx, "user kick", a.Name, idsOf(open)); err != nil {
					return err
				}
				ended := c.Sessions.EndAccount(a.ID, "", fail(Denied, "%s has ended your sessions (%s); ask them if you think that is wrong", c.me(), c.because()))
				return c.answerUser(a, "%d sessions of %s have ended.", ended, a.Name)
			})
		},
	}
}

// noteDone writes into the audit log that the caller does something that leaves
// nothing else in the store. Before is what there was.
func (c *Invocation) noteDone(ctx context.Context, action, object, before string) error {
	return c.Directory.NoteDone(ctx, audit.Entry{By: c.actor(), Action: action, Object: object, Before: before, Reason: c.Reason})
}

// refused notes that the caller may not do something, and returns why.
func (c *Invocation) refused(ctx context.Context, action, object string, why error) error {
	if err := c.Directory.NoteRefusal(ctx, c.actor(), action, object, why.Error()); err != nil {
		c.Log.Error("a refusal is not in the audit log", "user", c.me(), "err", err)
	}
	return why
}

// idsOf names sessions.
func idsOf(all []live.Session) string {
	ids := make([]string, len(all))
	for i, s := range all {
		ids[i] = s.ID
	}
	return strings.Join(ids, " ")
}
