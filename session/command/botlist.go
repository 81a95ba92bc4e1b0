package command

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/pflag"

	"snug/keys"
	"snug/room"
)

// botsPage is how many bots are listed at a time.
const botsPage = 200

func botList() Spec {
	return Spec{
		Path: "bot list", Verb: "bots", Aliases: []string{"机器人列表"}, Args: "[USER]",
		Help:     "List your bots, or those that somebody keeps.",
		Examples: []string{"", "ann", "--all"},
		Least:    AtLeast(keys.Member), Effect: Reads, People: true,
		Bind: func(fs *pflag.FlagSet) Run {
			all := fs.Bool("all", false, "all bots of the server; for moderators")
			after := fs.String("after", "", "go on where the list ended: `ID`, as it was printed there")
			return func(_ context.Context, c *Invocation) error {
				from, err := memberCursor(*after)
				if err != nil {
					return err
				}
				keeper, err := c.keeperMeant(*all)
				if err != nil {
					return err
				}
				found, err := c.Directory.Bots(keeper)
				if err != nil {
					return err
				}
				found = slices.DeleteFunc(found, func(a keys.Account) bool { return a.ID <= keys.AccountID(from) })
				return c.printBots(found)
			}
		},
	}
}

// keeperMeant returns whose bots are to be listed; zero: everybody's.
func (c *Invocation) keeperMeant(all bool) (keys.AccountID, error) {
	switch {
	case all && c.arg(0) != "":
		return 0, fail(Usage, "--all lists everybody's bots; leave it out, or the name")
	case all && c.Who.Role < keys.Moderator:
		return 0, fail(Denied, "only the role %s may do that and yours is %s; ask somebody who has it", roleNames[keys.Moderator], roleNames[c.Who.Role])
	case all:
		return 0, nil
	case c.arg(0) != "":
		a, err := c.someone(c.arg(0))
		return a.ID, err
	case c.Operator:
		return 0, nil
	}
	return c.Who.Account.ID, nil
}

func (c *Invocation) printBots(found []keys.Account) error {
	next := ""
	if len(found) > botsPage {
		found = found[:botsPage]
		next = accountID(found[len(found)-1].ID)
	}
	var items []any
	rows := [][]string{{c.Lang.T("USERNAME"), c.Lang.T("KEEPER"), c.Lang.T("ROLE"), c.Lang.T("A MINUTE"), c.Lang.T("SESSIONS"), c.Lang.T("ROOMS")}}
	for _, a := range found {
		o, err := c.botObject(a)
		if err != nil {
			return err
		}
		items = append(items, o)
		rows = append(rows, []string{
			o.User, o.Keeper, c.Lang.T(string(roleNames[a.Role])), strconv.Itoa(o.Rate), strconv.Itoa(o.Sessions), strings.Join(o.Rooms, ", "),
		})
	}
	switch {
	case c.JSON:
		return c.list(items, next)
	case len(items) == 0:
		return c.notice("There are no bots; make one with: %s", c.Front.form("bot create NAME PUBLIC-KEY"))
	}
	if err := c.print(columns(rows)...); err != nil || next == "" {
		return err
	}
	return c.notice("more: the same with --after %s", next)
}

func botShow() Spec {
	return Spec{
		Path: "bot show", Aliases: []string{"查看机器人"}, Args: "BOT",
		Help:  "Show whose a bot is, what it may write, and which of your rooms it is in.",
		Least: AtLeast(keys.Member), Effect: Reads,
		Bind: func(*pflag.FlagSet) Run {
			return func(_ context.Context, c *Invocation) error {
				a, err := c.bot(c.arg(0))
				switch {
				case err != nil:
					return err
				case c.JSON:
					return c.botObjects(a)
				}
				return c.showBot(a)
			}
		},
	}
}

func (c *Invocation) showBot(a keys.Account) error {
	o, err := c.botObject(a)
	if err != nil {
		return err
	}
	rows := [][]string{
		{c.Lang.T("username"), o.User},
		{c.Lang.T("called"), o.Name},
		{c.Lang.T("kept by"), o.Keeper},
		{c.Lang.T("role"), c.Lang.T(string(roleNames[a.Role]))},
		{c.Lang.T("messages a minute"), strconv.Itoa(o.Rate)},
		{c.Lang.T("rooms"), strings.Join(o.Rooms, ", ")},
		{c.Lang.T("sessions"), strconv.Itoa(o.Sessions)},
	}
	for _, k := range o.Keys {
		rows = append(rows, []string{c.Lang.T("key"), strings.Join(strings.Fields(k.KeyType+" "+k.Fingerprint+" "+k.Comment), " ")})
	}
	return c.print(columns(append(rows, []string{c.Lang.T("member since"), c.day(a.Created)}))...)
}

// bot finds a bot by what people call it.
func (c *Invocation) bot(name string) (keys.Account, error) {
	a, err := c.someone(name)
	if err == nil && !a.Bot() {
		err = fail(NotFound, "%s is no bot; see yours with: %s", a.Name, c.Front.form("bot list"))
	}
	return a, err
}

// onMyBot is what runs on the bot and the room of the first two arguments.
func onMyBot(run func(context.Context, *Invocation, keys.Account, room.Room) error) Run {
	return func(ctx context.Context, c *Invocation) error {
		a, err := c.bot(c.arg(0))
		if err != nil {
			return err
		}
		r, err := c.room(c.arg(1))
		if err != nil {
			return err
		}
		ctx, done := write(ctx)
		defer done()
		return run(ctx, c, a, r)
	}
}
