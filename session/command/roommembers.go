package command

import (
	"context"
	"strconv"
	"strings"

	"github.com/spf13/pflag"

	"snug/keys"
	"snug/room"
)

// membersPage is how many members are listed at a time.
const membersPage = 200

func roomMemberList() Spec {
	return Spec{
		Path: "room member list", Verb: "members", Aliases: []string{"成员列表"}, Args: "ROOM",
		Help:  "List the members of a room and what they are in it, whether they are here or not.",
		Least: AtLeast(keys.Member), Here: true,
		Effect: Reads, Own: true,
		Bind: func(fs *pflag.FlagSet) Run {
			cursor := fs.String("cursor", "", "go on where the list ended: `CURSOR`, as it was printed there")
			return func(_ context.Context, c *Invocation) error {
				after, err := memberCursor(*cursor)
				if err != nil {
					return err
				}
				r, err := c.room(c.arg(0))
				if err != nil {
					return err
				}
				return c.listMembers(r, after)
			}
		},
	}
}

// memberCursor reads the id of the account that a list ended with.
func memberCursor(typed string) (room.UserID, error) {
	if typed == "" {
		return 0, nil
	}
	digits, ok := strings.CutPrefix(typed, "u_")
	n, err := strconv.ParseUint(digits, 10, 63)
	if !ok || err != nil {
		return 0, fail(Usage, "%q is no cursor; take the one that was printed below the list", shorten(typed))
	}
	return room.UserID(n), nil
}

func (c *Invocation) listMembers(r room.Room, after room.UserID) error {
	page, err := c.Broker.Members(c.user(), r.ID, after, membersPage+1)
	if err != nil {
		return err
	}
	next := ""
	if len(page) > membersPage {
		page = page[:membersPage]
		next = userID(page[len(page)-1].Person.ID)
	}
	var items []any
	var rows [][]string
	for _, p := range page {
		items = append(items, newMemberObject(r, p))
		role := ""
		if p.Membership.Role != room.Member {
			role = c.Lang.T(string(roleWords[p.Membership.Role]))
		}
		if p.Person.Bot {
			role = strings.TrimPrefix(role+", "+c.Lang.T("bot"), ", ")
		}
		rows = append(rows, []string{p.Person.Name, p.Person.Display, role})
	}
	if c.JSON {
		return c.list(items, next)
	}
	if err := c.print(columns(rows)...); err != nil || next == "" {
		return err
	}
	return c.notice("more: %s", c.Front.form("room member list "+c.roomName(r)+" --cursor "+next))
}
