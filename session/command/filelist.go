package command

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"github.com/spf13/pflag"

	"snug/keys"
	"snug/room"
	"snug/text"
)

func fileList() Spec {
	return Spec{
		Path: "file list", Verb: "files", Aliases: []string{"文件"}, Args: "[ROOM]",
		Help:     "List the files of a room, the newest first; on the command line without ROOM those of all your rooms.",
		Examples: []string{"lobby", "lobby --from ann --limit 10"},
		Least:    AtLeast(keys.Guest),
		Effect:   Reads, Own: true,
		Bind: func(fs *pflag.FlagSet) Run {
			from := fs.String("from", "", "only what this person has put in: `USER`")
			limit := fs.Int("limit", 50, "how many, at most 1000: `N`")
			before := fs.String("before", "", "only files with a number below this one: `FILE`")
			return func(ctx context.Context, c *Invocation) error {
				w := wanted{limit: *limit}
				if err := c.checkGuest(); err != nil {
					return err
				}
				if w.limit < 1 || w.limit > room.MaxPage {
					return fail(Usage, "--limit takes a number from 1 to %d", room.MaxPage)
				}
				var err error
				if *before != "" {
					if w.before, err = c.fileNumber(*before); err != nil {
						return err
					}
				}
				if *from != "" {
					p, err := c.Broker.FindPerson(c.user(), strings.TrimPrefix(halfWidth.Replace(*from), "@"))
					if err != nil {
						return err
					}
					w.from = p.ID
				}
				in, err := c.roomsOfFiles(ctx, c.arg(0))
				if err != nil {
					return err
				}
				w.limit++ // to know whether there are more
				found, err := c.newestFiles(ctx, in, w)
				if err != nil {
					return err
				}
				return c.printFiles(found, *limit, sameFiles(fs, c.arg(0)), len(in) > 1)
			}
		},
	}
}

// sameFiles returns the command for the same files again, to which where they go on
// is added.
func sameFiles(fs *pflag.FlagSet, in string) string {
	words := []string{"files"}
	if in != "" {
		words = append(words, in)
	}
	for _, name := range []string{"from", "limit"} {
		if f := fs.Lookup(name); f.Changed {
			words = append(words, "--"+name, f.Value.String())
		}
	}
	return strings.Join(words, " ")
}

// wanted says which files are looked for.
type wanted struct {
	from   room.UserID // zero: from anybody
	before room.FileID // zero: from the newest
	limit  int
}

// A placed file is a message with a file and the room that it is in.
type placed struct {
	in room.Room
	m  *room.Message
}

// roomsOfFiles returns the room that somebody means: the one on the screen without a
// name, or else all whose files they may read.
func (c *Invocation) roomsOfFiles(ctx context.Context, name string) ([]room.Room, error) {
	if (name != "" || c.In != 0) && c.Who.SignedUp() {
		r, err := c.room(name)
		return []room.Room{r}, err
	}
	if name == "" {
		return c.Broker.FileRooms(ctx, c.user())
	}
	r, err := c.Broker.FindOpen(halfWidth.Replace(name))
	return []room.Room{r}, err
}

// newestFiles returns files of rooms, the newest first. Of a room it reads so much
// that no newer one is missing.
func (c *Invocation) newestFiles(ctx context.Context, in []room.Room, w wanted) ([]placed, error) {
	var found []placed
	for _, r := range in {
		files, err := c.filesIn(ctx, r, w)
		if err != nil {
			return nil, err
		}
		for _, m := range files {
			found = append(found, placed{r, m})
		}
		slices.SortFunc(found, func(a, b placed) int { return cmp.Compare(b.m.File.ID, a.m.File.ID) })
		found = found[:min(len(found), w.limit)]
	}
	return found, nil
}

// filesIn returns the newest files of a room that are wanted.
func (c *Invocation) filesIn(ctx context.Context, in room.Room, w wanted) ([]*room.Message, error) {
	var found []*room.Message
	for page := w.limit; ; page = room.MaxPage {
		files, err := c.Broker.Files(ctx, c.user(), in.ID, w.before, min(page, room.MaxPage))
		if err != nil {
			return nil, err
		}
		for _, m := range files {
			if w.from == 0 || m.Author.ID == w.from {
				found = append(found, m)
			}
		}
		if len(found) >= w.limit || len(files) < min(page, room.MaxPage) {
			return found[:min(len(found), w.limit)], ctx.Err()
		}
		w.before = files[len(files)-1].File.ID
	}
}

// printFiles prints the first few of what was found, and how it goes on.
func (c *Invocation) printFiles(found []placed, few int, same string, rooms bool) error {
	next := ""
	if len(found) > few {
		found = found[:few]
		next = number(found[few-1].m.File)
	}
	if c.JSON {
		keep, err := c.filesKept()
		if err != nil {
			return err
		}
		items := make([]any, len(found))
		for i, p := range found {
			items[i] = newFileObject(p.in, p.m, keep)
		}
		return c.list(items, next)
	}
	rows := make([][]string, len(found))
	for i, p := range found {
		f := p.m.File
		rows[i] = []string{"#" + number(f), text.Size(f.Size), c.minute(p.m.At), p.m.Author.Name}
		if rooms {
			rows[i] = append(rows[i], p.in.Label())
		}
		rows[i] = append(rows[i], f.Name, f.Type)
	}
	if err := c.print(columns(rows)...); err != nil {
		return err
	}
	switch {
	case next != "":
		return c.notice("older: %s", c.Front.form(same+" --before "+next))
	case len(found) == 0:
		return c.notice("There are no files here that you can read.")
	}
	return nil
}

// offerFiles offers the numbers of the newest files.
func (c *Invocation) offerFiles(ctx context.Context, o *offering) error {
	if c.checkGuest() != nil {
		return nil // running the line tells why
	}
	in, err := c.Broker.FileRooms(ctx, c.user())
	if err != nil {
		return err
	}
	found, err := c.newestFiles(ctx, in, wanted{limit: maxOffers})
	for _, p := range found {
		f := p.m.File
		o.add(number(f), f.Leaf()+", "+text.Size(f.Size)+", "+p.in.Label(), f.Leaf())
	}
	return err
}
