package command

import (
	"context"
	"strconv"

	"github.com/spf13/pflag"

	"snug/keys"
	"snug/room"
)

func history() Spec {
	return Spec{
		Path: "history", Args: "ROOM",
		Help:  "Print messages of a room, oldest first.",
		Least: AtLeast(keys.Member), Here: true,
		Bind: func(fs *pflag.FlagSet) Run {
			limit := fs.Int("limit", 50, "how many, at most 1000: `N`")
			before := fs.String("before", "", "only what came before this message: `ID` or number")
			after := fs.String("after", "", "only what came after this message: `ID` or number")
			return func(_ context.Context, c *Invocation) error {
				if *limit < 1 || *limit > room.MaxPage {
					return fail(Usage, "--limit takes a number from 1 to %d", room.MaxPage)
				}
				r, err := c.room(c.arg(0))
				if err != nil {
					return err
				}
				q, forward, err := c.page(r, *before, *after, *limit)
				if err != nil {
					return err
				}
				page, err := c.Broker.History(c.user(), r.ID, q)
				if err != nil {
					return err
				}
				return c.printPage(r, page, forward)
			}
		},
	}
}

// page turns the flags into a range. Forward is true when it walks from
// --after towards the present: numbers have no holes, so the upper end is
// known, and the page is the first behind --after, not the newest.
func (c *Invocation) page(in room.Room, before, after string, limit int) (q room.Range, forward bool, err error) {
	q.Limit = limit
	if q.Before, err = c.place(in, before); err != nil {
		return q, false, err
	}
	if after == "" {
		return q, false, nil
	}
	if q.After, err = c.place(in, after); err != nil {
		return q, false, err
	}
	if end := q.After + uint64(limit) + 1; end > q.After && (q.Before == 0 || end < q.Before) {
		q.Before = end
	}
	return q, true, nil
}

// printPage prints a page and the cursor that continues it in its direction.
func (c *Invocation) printPage(in room.Room, page []*room.Message, forward bool) error {
	next, hint := "", ""
	if len(page) > 0 {
		first, last := page[0], page[len(page)-1]
		switch {
		case forward && last.Seq < in.Last:
			next, hint = last.ID.String(), "newer: history "+in.Name+" --after "
		case !forward && first.Seq > 1:
			next, hint = first.ID.String(), "older: history "+in.Name+" --before "
		}
	}
	if c.JSON {
		items := make([]any, len(page))
		for i, m := range page {
			items[i] = newMessageObject(in, m)
		}
		return c.list(items, next)
	}
	var lines []string
	for _, m := range page {
		lines = append(lines, messageLines(m)...)
	}
	if err := c.print(lines...); err != nil || next == "" {
		return err
	}
	return c.notice("%s", hint+next)
}

// place returns the number of a message of a room from its id or its number;
// zero for none.
func (c *Invocation) place(in room.Room, s string) (uint64, error) {
	if s == "" {
		return 0, nil
	}
	if seq, err := strconv.ParseUint(s, 10, 64); err == nil {
		return seq, nil
	}
	id, err := room.ParseCommandID(s)
	if err != nil {
		return 0, fail(Usage, "%q is neither the id of a message (m_...) nor a number", shorten(s))
	}
	r, seq, err := c.Broker.Locate(c.user(), id)
	if err != nil {
		return 0, err
	}
	if r.ID != in.ID {
		return 0, fail(NotFound, "there is no message %s in #%s", id, in.Name)
	}
	return seq, nil
}
