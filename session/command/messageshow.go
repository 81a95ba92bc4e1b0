package command

import (
	"context"
	"strings"

	"github.com/spf13/pflag"

	"snug/keys"
	"snug/room"
)

func messageShow() Spec {
	return Spec{
		Path: "message show", Verb: "show", Aliases: []string{"info", "详情"}, Args: "ID",
		Help:   "Show all that is known of a message: what its author changed, reactions, who of those present has read it.",
		Least:  AtLeast(keys.Member),
		Effect: Reads, Own: true,
		Bind: func(*pflag.FlagSet) Run {
			return func(ctx context.Context, c *Invocation) error {
				r, m, err := c.target(c.arg(0))
				if err != nil {
					return err
				}
				info, err := c.Broker.Info(ctx, c.user(), r.ID, m.Seq)
				if err != nil {
					return err
				}
				if c.JSON {
					return c.infoObject(r, info)
				}
				return c.printInfo(r, info)
			}
		},
	}
}

// A messageShown is what "message show" gives: the object of the history, and
// more.
type messageShown struct {
	messageObject
	Versions []versionObject `json:"versions"` // what it said before; for its author and moderators only
	Seen     []string        `json:"seen"`     // usernames of who is here and has read it
}

type versionObject struct {
	TS   string `json:"ts"` // when it was said, or edited to this
	Text string `json:"text"`
}

func (c *Invocation) infoObject(in room.Room, i room.Info) error {
	m, err := c.messageObject(in, i.Message)
	if err != nil {
		return err
	}
	out := messageShown{m, []versionObject{}, usernames(i.Seen)}
	for _, v := range i.Versions {
		out.Versions = append(out.Versions, versionObject{stamp(v.At), v.Text})
	}
	return c.objects(out)
}

func (c *Invocation) printInfo(in room.Room, i room.Info) error {
	m := i.Message
	lines := c.messageLines(c.address(in, m.Seq), m)
	rows := [][]string{{c.Lang.T("id"), m.ID.String()}}
	if m.Reply != nil {
		rows = append(rows, []string{c.Lang.T("answers"), c.address(in, m.Reply.Seq)})
	}
	if m.Thread.Replies > 0 {
		rows = append(rows, []string{c.Lang.T("thread"), c.Lang.T("%d replies", m.Thread.Replies)})
	}
	for _, r := range m.Reactions {
		rows = append(rows, []string{":" + r.Emoji + ":", strings.Join(usernames(i.Reactors[r.Emoji]), ", ")})
	}
	if len(i.Seen) > 0 {
		rows = append(rows, []string{c.Lang.T("read by"), strings.Join(usernames(i.Seen), ", ")})
	}
	lines = append(lines, columns(rows)...)
	for _, v := range i.Versions {
		lines = append(lines, c.Lang.T("until then, from %s:", c.clock(v.At)))
		for l := range strings.SplitSeq(v.Text, "\n") {
			lines = append(lines, "    "+l)
		}
	}
	return c.print(lines...)
}

func usernames(people []room.Person) []string {
	out := make([]string, len(people))
	for i, p := range people {
		out[i] = p.Name
	}
	return out
}
