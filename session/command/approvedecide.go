package command

import (
	"cmp"
	"context"
	"strings"

	"github.com/spf13/pflag"

	"snug/keys"
	"snug/text/lang"
)

func approveAccept() Spec {
	return Spec{
		Path: "approve accept", Aliases: []string{"批准加入"}, Args: "NAME...",
		Help:     "Let in who has signed up and waits, one or several.",
		Examples: []string{"bob", "bob eve"},
		Least:    AtLeast(keys.Moderator),
		Effect:   Manages,
		Bind: func(*pflag.FlagSet) Run {
			return onApplicants("%s may come in now.", func(ctx context.Context, c *Invocation, id keys.AccountID) (keys.Account, error) {
				a, err := c.Directory.Approve(ctx, c.actor(), id, c.Reason)
				if mayBeDone(err) {
					c.ruled(ctx, id)
				}
				return a, err
			})
		},
	}
}

func approveReject() Spec {
	return Spec{
		Path: "approve reject", Aliases: []string{"拒绝加入"}, Args: "NAME...",
		Help:   "Turn down who has signed up and waits, one or several; name and key are free at once.",
		Least:  AtLeast(keys.Moderator),
		Effect: Manages,
		Bind: func(*pflag.FlagSet) Run {
			return onApplicants("%s is turned down.", func(ctx context.Context, c *Invocation, id keys.AccountID) (keys.Account, error) {
				a, err := c.Directory.Reject(ctx, c.actor(), id, c.Reason)
				if mayBeDone(err) {
					c.Sessions.EndAccount(id, "", fail(Denied, "a moderator has turned down your account"))
				}
				return a, err
			})
		},
	}
}

// onApplicants is what runs on the accounts that wait and are named by the
// arguments. All of them are looked up before anything is decided; what was done
// is told when one goes wrong.
func onApplicants(said lang.Key, decide func(context.Context, *Invocation, keys.AccountID) (keys.Account, error)) Run {
	return func(ctx context.Context, c *Invocation) error {
		waiting, err := c.applicants(c.Args)
		if err != nil {
			return err
		}
		ctx, done := write(ctx)
		defer done()
		var objects []any
		var lines []string
		for _, w := range waiting {
			var a keys.Account
			if a, err = decide(ctx, c, w.Account.ID); err != nil {
				break
			}
			objects = append(objects, newAccountObject(a))
			lines = append(lines, c.Lang.T(string(said), w.Account.Name))
		}
		if c.JSON {
			return cmp.Or(err, c.objects(objects...))
		}
		return cmp.Or(err, c.print(lines...))
	}
}

// applicants finds accounts that wait by their usernames.
func (c *Invocation) applicants(names []string) ([]keys.Applicant, error) {
	all, err := c.Directory.Applicants()
	if err != nil {
		return nil, err
	}
	var found []keys.Applicant
	for _, name := range names {
		n := len(found)
		for _, a := range all {
			if strings.EqualFold(strings.TrimPrefix(name, "@"), a.Account.Name) {
				found = append(found, a)
			}
		}
		if len(found) == n {
			return nil, fail(NotFound, "nobody called %s waits to be let in; see who does with: %s", shorten(name), c.Front.form("approve list"))
		}
	}
	return found, nil
}
