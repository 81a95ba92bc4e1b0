package command

import (
	"context"
	"strconv"
	"strings"

	"github.com/spf13/pflag"

	"snug/keys"
)

// usersPage is how many accounts are listed when nothing else is said, and
// maxUsersPage the most.
const (
	usersPage    = 50
	maxUsersPage = 1000
)

func userList() Spec {
	return Spec{
		Path: "user list", Verb: "users", Aliases: []string{"用户列表"},
		Help:     "List the accounts of the server, the oldest first.",
		Examples: []string{"--suspended", "--new --match spam", "--role moderator"},
		Least:    AtLeast(keys.Moderator), Effect: Reads,
		Bind: func(fs *pflag.FlagSet) Run {
			var q keys.Query
			role := fs.String("role", "", "only those with this `ROLE`: member, moderator, admin or owner")
			oneOf(fs, "role", keys.Member.String(), keys.Moderator.String(), keys.Admin.String(), keys.Owner.String())
			fs.BoolVar(&q.Suspended, "suspended", false, "only who is suspended")
			fs.BoolVar(&q.Muted, "muted", false, "only who is muted on the whole server")
			fs.BoolVar(&q.Pending, "pending", false, "only who waits for approval")
			fs.BoolVar(&q.New, "new", false, "only who is on probation")
			fs.StringVar(&q.Words, "match", "", "only whose name has this in it: `TEXT`")
			after := fs.String("after", "", "go on where the list ended: `ID`, as it was printed there")
			fs.IntVar(&q.Limit, "limit", usersPage, "how many, at most 1000: `N`")
			return func(ctx context.Context, c *Invocation) error {
				if q.Limit < 1 || q.Limit > maxUsersPage {
					return fail(Usage, "--limit takes a number from 1 to %d", maxUsersPage)
				}
				if *role != "" {
					var err error
					if q.Role, err = parseRole(*role); err != nil {
						return err
					}
				}
				from, err := memberCursor(*after)
				if err != nil {
					return err
				}
				q.After = keys.AccountID(from)
				found, next, err := c.accounts(ctx, q)
				if err != nil {
					return err
				}
				return c.printUsers(found, next)
			}
		},
	}
}

// accounts returns a whole page of accounts: one look at the store may end
// before it has found so many.
func (c *Invocation) accounts(ctx context.Context, q keys.Query) (page []keys.Account, next keys.AccountID, err error) {
	for limit := q.Limit; ; q.After, q.Limit = next, limit-len(page) {
		var found []keys.Account
		if found, next, err = c.Directory.Accounts(q); err != nil {
			return nil, 0, err
		}
		page = append(page, found...)
		switch {
		case next == 0 || len(page) >= limit:
			return page, next, nil
		case ctx.Err() != nil:
			return nil, 0, ctx.Err()
		}
	}
}

func (c *Invocation) printUsers(found []keys.Account, next keys.AccountID) error {
	probation, err := c.probation()
	if err != nil {
		return err
	}
	cursor := ""
	if next != 0 {
		cursor = accountID(next)
	}
	var items []any
	rows := [][]string{{c.Lang.T("USERNAME"), c.Lang.T("ROLE"), c.Lang.T("SINCE"), c.Lang.T("SESSIONS"), c.Lang.T("STATE")}}
	for _, a := range found {
		o := c.userObject(a, probation)
		items = append(items, o)
		rows = append(rows, []string{
			a.Name, c.Lang.T(string(roleNames[a.Role])), c.day(a.Created), strconv.Itoa(o.Sessions), c.stateOf(o),
		})
	}
	switch {
	case c.JSON:
		return c.list(items, cursor)
	case len(items) == 0:
		return c.notice("No account fits that.")
	}
	if err := c.print(columns(rows)...); err != nil || next == 0 {
		return err
	}
	return c.notice("more: the same with --after %s", cursor)
}

// stateOf says in words what is to be known of an account.
func (c *Invocation) stateOf(o userObject) string {
	var words []string
	for _, s := range []struct {
		is   bool
		word string
	}{
		{o.Suspended != nil, c.Lang.T("suspended")},
		{o.Muted != nil, c.Lang.T("muted")},
		{o.Pending, c.Lang.T("waits for approval")},
		{o.New, c.Lang.T("new")},
		{o.Trusted, c.Lang.T("trusted")},
	} {
		if s.is {
			words = append(words, s.word)
		}
	}
	return strings.Join(words, ", ")
}
