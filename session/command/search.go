package command

import (
	"context"
	"slices"
	"strings"
	"time"

	"github.com/spf13/pflag"

	"snug/keys"
	"snug/room"
)

// Limits of one search: messages shown, with --all and without, and how long
// it looks for them.
const (
	fewFound   = 50
	mostFound  = 1000
	searchTime = 20 * time.Second
)

func search() Spec {
	return Spec{
		Path: "message search", Verb: "search", Aliases: []string{"find", "搜索"}, Args: "QUERY",
		Help:     "Find messages, newest first: words, \"phrases\", from:, in:, before:, after:, on:, has:link, has:file, in:all.",
		Examples: []string{"bridge from:ann", `"exact words" in:garden`, "in:@bob report after:2026-11-01"},
		Least:    AtLeast(keys.Member), Text: true, Raw: true,
		Effect: Reads, Own: true,
		Bind: func(fs *pflag.FlagSet) Run {
			all := fs.Bool("all", false, "up to 1000 messages instead of 50")
			return func(ctx context.Context, c *Invocation) error {
				q, err := c.query(c.arg(0))
				if err != nil {
					return err
				}
				found, whole, err := c.search(ctx, q)
				if err != nil {
					return err
				}
				most := fewFound
				if *all {
					most = mostFound
				}
				if err := c.printHits(found, most); err != nil || whole {
					return err
				}
				return c.notice("the search was ended before it had seen everything; narrow it with in:, from: or after:")
			}
		},
	}
}

// query reads what is to be found. On the command line there is no room to
// begin with, so it is looked for in all of them.
func (c *Invocation) query(typed string) (room.Query, error) {
	typed, before := cutCursor(typed)
	q, err := room.ParseQuery(typed, c.location())
	if err != nil {
		return q, err
	}
	if !before.IsZero() && (q.Before.IsZero() || before.Before(q.Before)) {
		q.Before = before
	}
	q.Everywhere = q.Everywhere || c.In == 0 && q.In == ""
	return q, nil
}

// cutCursor takes the "before:" off a query with which an earlier search said
// how it goes on: a time to the nanosecond, which people do not type.
func cutCursor(query string) (rest string, before time.Time) {
	for _, word := range strings.Fields(query) {
		cursor, ok := strings.CutPrefix(word, "before:")
		if !ok {
			continue
		}
		if t, err := time.Parse(time.RFC3339Nano, cursor); err == nil {
			return strings.Replace(query, word, "", 1), t
		}
	}
	return query, time.Time{}
}

// search returns what it has found, newest first, and whether that is all
// there is: it ends when it has enough or has looked long enough. The rooms
// are searched one after another, so nothing can be shown before the end.
func (c *Invocation) search(ctx context.Context, q room.Query) (found []room.Hit, whole bool, err error) {
	began := time.Now()
	var r room.Results
	for !r.Done && len(found) < mostFound && time.Since(began) < searchTime {
		if r, err = c.Broker.Search(ctx, c.user(), c.In, q, r.More); err != nil {
			return nil, false, err
		}
		found = append(found, r.Found...)
	}
	slices.SortStableFunc(found, func(a, b room.Hit) int { return b.Message.At.Compare(a.Message.At) })
	return found, r.Done, nil
}

// printHits prints the newest of what was found, each with the number by which
// any command finds it.
func (c *Invocation) printHits(found []room.Hit, most int) error {
	next := ""
	if len(found) > most {
		found = found[:most]
		next = found[most-1].Message.At.UTC().Format(time.RFC3339Nano)
	}
	if c.JSON {
		items := make([]any, len(found))
		for i, h := range found {
			o, err := c.messageObject(h.Room, h.Message)
			if err != nil {
				return err
			}
			items[i] = o
		}
		return c.list(items, next)
	}
	var lines []string
	for _, h := range found {
		lines = append(lines, c.messageLines(c.address(h.Room, h.Message.Seq), h.Message)...)
	}
	if err := c.print(lines...); err != nil {
		return err
	}
	switch {
	case next != "":
		return c.notice("older ones: the same with before:%s", next)
	case len(found) == 0:
		return c.notice("Nothing was found.")
	}
	return nil
}
