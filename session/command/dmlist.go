package command

import (
	"context"
	"slices"
	"strconv"
	"time"

	"github.com/spf13/pflag"

	"snug/keys"
	"snug/room"
)

func dmList() Spec {
	return Spec{
		Path: "dm list", Verb: "dms", Aliases: []string{"私聊列表"},
		Help:  "List your conversations, the newest first, and what is new to you there.",
		Least: AtLeast(keys.Member),
		Bind: func(*pflag.FlagSet) Run {
			return func(_ context.Context, c *Invocation) error { return c.listTalks() }
		},
	}
}

// A talk is a conversation and when something was said there last.
type talk struct {
	room.Listing
	last time.Time // zero: never
}

// talks returns the caller's conversations, the newest first.
func (c *Invocation) talks() ([]talk, error) {
	all, err := c.Broker.Rooms(c.user())
	if err != nil {
		return nil, err
	}
	var out []talk
	for _, l := range all {
		if !l.Room.Conversation() {
			continue
		}
		t := talk{Listing: l}
		newest, err := c.Broker.History(c.user(), l.Room.ID, room.Range{Limit: 1})
		if err != nil {
			return nil, err
		}
		if len(newest) > 0 {
			t.last = newest[0].At
		}
		out = append(out, t)
	}
	slices.SortStableFunc(out, func(a, b talk) int { return b.when().Compare(a.when()) })
	return out, nil
}

// when returns what a conversation is sorted by: one that was just opened is
// new, too.
func (t talk) when() time.Time {
	if t.last.IsZero() {
		return t.Room.Created
	}
	return t.last
}

func (c *Invocation) listTalks() error {
	all, err := c.talks()
	if err != nil {
		return err
	}
	var items []any
	rows := [][]string{{c.Lang.T("WITH"), c.Lang.T("NEW"), c.Lang.T("LAST SAID")}}
	for _, t := range all {
		o, err := c.roomObject(t.Listing)
		if err != nil {
			return err
		}
		items = append(items, conversationObject{o, stampOf(t.last)})
		last := "-"
		if !t.last.IsZero() {
			last = c.clock(t.last)
		}
		rows = append(rows, []string{t.Room.Name, strconv.FormatUint(t.Unread, 10), last})
	}
	switch {
	case c.JSON:
		return c.list(items, "")
	case len(all) == 0:
		return c.notice("You have no conversations; begin one with: %s", c.Front.form("msg USER TEXT"))
	}
	return c.print(columns(rows)...)
}
