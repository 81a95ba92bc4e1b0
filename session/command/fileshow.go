package command

import (
	"context"
	"strings"

	"github.com/spf13/pflag"

	"snug/keys"
	"snug/room"
	"snug/text"
)

func fileShow() Spec {
	return Spec{
		Path: "file show", Aliases: []string{"文件信息"}, Args: "FILE",
		Help:   "Show all that is known of a file: its name, size and SHA-256, who has put it in, and until when it stays.",
		Least:  AtLeast(keys.Guest),
		Effect: Reads, Own: true,
		Bind: func(*pflag.FlagSet) Run {
			return func(ctx context.Context, c *Invocation) error {
				r, m, err := c.file(ctx, c.arg(0))
				if err != nil {
					return err
				}
				return c.showFile(r, m)
			}
		},
	}
}

// showFile prints what is known of a file.
func (c *Invocation) showFile(in room.Room, m *room.Message) error {
	keep, err := c.filesKept()
	switch {
	case err != nil:
		return err
	case c.JSON:
		return c.objects(newFileObject(in, m, keep))
	}
	f := m.File
	rows := [][]string{
		{c.Lang.T("file"), "#" + number(f)},
		{c.Lang.T("name"), f.Name},
		{c.Lang.T("size"), c.Lang.T("%[1]s (%[2]d bytes)", text.Size(f.Size), f.Size)},
		{c.Lang.T("type"), f.Type},
		{"SHA-256", f.Sum.String()},
		{c.Lang.T("message"), c.address(in, m.Seq)},
		{c.Lang.T("put in by"), m.Author.Name + ", " + c.minute(m.At)},
	}
	switch until := expiry(in, m, keep); {
	case !f.Expired.IsZero():
		rows = append(rows, []string{c.Lang.T("expired"), c.minute(until)})
	case !until.IsZero():
		rows = append(rows, []string{c.Lang.T("stays until"), c.minute(until)})
	}
	label := c.Lang.T("said with it")
	for line := range strings.Lines(m.Text) {
		rows = append(rows, []string{label, strings.TrimRight(line, "\n")})
		label = ""
	}
	return c.print(columns(rows)...)
}
