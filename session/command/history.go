package command

import (
	"context"
	"strconv"
	"strings"

	"github.com/spf13/pflag"

	"snug/keys"
	"snug/room"
	"snug/text/lang"
)

func history() Spec {
	return Spec{
		Path: "history", Aliases: []string{"历史"}, Args: "ROOM",
		Help:     "Print messages of a room, oldest first.",
		Examples: []string{"lobby --limit 20", "lobby --at yesterday"},
		Least:    AtLeast(keys.Member), Here: true,
		Effect: Reads, Own: true,
		Bind: paging(func(name string) string { return name }),
	}
}

// paging declares how a page of a room's messages is chosen, and prints it. The
// room is what in makes of the first argument.
func paging(in func(arg string) string) func(*pflag.FlagSet) Run {
	return func(fs *pflag.FlagSet) Run {
		limit := fs.Int("limit", 50, "how many, at most 1000: `N`")
		before := fs.String("before", "", "only what came before this message: `ID` or number")
		after := fs.String("after", "", "only what came after this message: `ID` or number")
		around := fs.String("around", "", "what came before and after this message, and it: `ID` or number")
		at := fs.String("at", "", "begin with this day or time: `WHEN`, such as 2026-11-20, yesterday or 2h")
		return func(ctx context.Context, c *Invocation) error {
			if *limit < 1 || *limit > room.MaxPage {
				return fail(Usage, "--limit takes a number from 1 to %d", room.MaxPage)
			}
			r, err := c.room(in(c.arg(0)))
			if err != nil {
				return err
			}
			floor, err := c.floor(r)
			if err != nil {
				return err
			}
			q, forward, err := c.page(ctx, r, span{*before, *after, *around, *at}, *limit, floor)
			if err != nil {
				return err
			}
			page, err := c.Broker.History(c.user(), r.ID, q)
			if err != nil {
				return err
			}
			return c.printPage(r, page, forward, floor)
		}
	}
}

// floor returns the number up to which messages are gone or not for the caller,
// or the refusal for whom is not in the room.
func (c *Invocation) floor(in room.Room) (uint64, error) {
	s, err := c.Broker.Standing(c.user(), in.ID)
	if err == nil && !s.In {
		_, err = c.Broker.History(c.user(), in.ID, room.Range{})
	}
	return max(s.Floor, in.Trimmed), err
}

// A span says which messages are wanted, in the words of the flags.
type span struct{ before, after, around, at string }

// page turns the flags into a range. Forward is true when it walks towards the
// present: numbers have no holes, so the upper end is known, and the page is
// the first behind its lower end, not the newest.
func (c *Invocation) page(ctx context.Context, in room.Room, s span, limit int, floor uint64) (q room.Range, forward bool, err error) {
	q.Limit = limit
	if (s.around != "" || s.at != "") && s != (span{around: s.around}) && s != (span{at: s.at}) {
		return q, false, fail(Usage, "--around and --at stand alone; leave the other flags out")
	}
	if q.Before, err = c.place(in, s.before); err != nil {
		return q, false, err
	}
	switch {
	case s.after != "":
		q.After, err = c.saidAlready(in, s.after)
	case s.around != "":
		q.After, err = c.saidAlready(in, s.around)
		q.After -= min(q.After, uint64(limit)/2+1)
	case s.at != "":
		q.After, err = c.since(ctx, in, s.at)
	default:
		return q, false, nil
	}
	if err != nil {
		return q, false, err
	}
	q.After = max(q.After, floor) // there is nothing up to it
	if end := q.After + uint64(limit) + 1; end > q.After && (q.Before == 0 || end < q.Before) {
		q.Before = end
	}
	return q, true, nil
}

// printPage prints a page and the cursor that continues it in its direction.
func (c *Invocation) printPage(in room.Room, page []*room.Message, forward bool, floor uint64) error {
	next, hint := "", lang.Key("")
	if len(page) > 0 {
		first, last := page[0], page[len(page)-1]
		switch {
		case forward && last.Seq < in.Last:
			next, hint = last.ID.String(), "newer: history %s --after %s"
		case !forward && first.Seq > floor+1:
			next, hint = first.ID.String(), "older: history %s --before %s"
		}
	}
	if c.JSON {
		items, err := c.messageObjects(in, page)
		if err != nil {
			return err
		}
		return c.list(items, next)
	}
	var lines []string
	for _, m := range page {
		lines = append(lines, c.messageLines(here(m), m)...)
	}
	if err := c.print(lines...); err != nil || next == "" {
		return err
	}
	return c.notice(string(hint), c.roomName(in), next)
}

// since returns the number of the last message before a day or time.
func (c *Invocation) since(ctx context.Context, in room.Room, when string) (uint64, error) {
	q, err := room.ParseQuery("after:"+when, c.location())
	if err != nil {
		return 0, err
	}
	seq, err := c.Broker.SeqAt(ctx, c.user(), in.ID, q.After)
	return seq - min(seq, 1), err
}

// place returns the number of a message of a room from its id or its number,
// which may stand behind the room's name; zero for none.
func (c *Invocation) place(in room.Room, s string) (uint64, error) {
	if s == "" {
		return 0, nil
	}
	if seq, err := strconv.ParseUint(strings.TrimPrefix(halfWidth.Replace(s), "#"), 10, 63); err == nil {
		return seq, nil
	}
	if _, err := room.ParseCommandID(s); err != nil && !strings.ContainsAny(halfWidth.Replace(s), "#/") {
		return 0, fail(Usage, "%q is neither the id of a message (m_...) nor a number", shorten(s))
	}
	r, seq, err := c.cursor(s)
	if err != nil {
		return 0, err
	}
	if r.ID != in.ID {
		return 0, fail(NotFound, "there is no message %s in %s", shorten(s), in.Label())
	}
	return seq, nil
}

// saidAlready is place for a cursor: a number that was not given to a message
// yet is none, and comes from another room or another server.
func (c *Invocation) saidAlready(in room.Room, s string) (uint64, error) {
	seq, err := c.place(in, s)
	if err == nil && seq > in.Last {
		err = notSaid(in, seq)
	}
	return seq, err
}

func notSaid(in room.Room, seq uint64) error {
	return fail(Usage, "#%[1]d has not been said in %[2]s yet; the newest message is #%[3]d", seq, in.Label(), in.Last)
}
