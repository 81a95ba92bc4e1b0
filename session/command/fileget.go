package command

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/spf13/pflag"

	"snug/keys"
	"snug/room"
)

func fileGet() Spec {
	return Spec{
		Path: "file get", Verb: "get", Aliases: []string{"下载"}, Args: "FILE",
		Help:     "Write a file to stdout. Where you talk, print how to fetch it.",
		Examples: []string{"81 > report.pdf", "81 --json"},
		Least:    AtLeast(keys.Guest),
		Effect:   Reads, Own: true,
		Bind: func(*pflag.FlagSet) Run {
			return func(ctx context.Context, c *Invocation) error {
				r, m, err := c.file(ctx, c.arg(0))
				if err != nil {
					return err
				}
				line := c.Connect + " get " + number(m.File)
				switch {
				case c.Front.talks():
					return c.explainGet(r, m.File)
				case c.Bounded:
					return fail(Usage, "the bytes of a file are no JSON; run it as a command of its own: %s", line)
				case c.JSON:
					return c.showFile(r, m)
				case c.Terminal && !strings.HasPrefix(m.File.Type, "text/"):
					return fail(Usage, "%s is of the type %s, which a terminal cannot show; leave out -t and write it into a file: %s",
						m.File.Leaf(), m.File.Type, line+" > "+saveAs(m.File))
				}
				return c.sendFile(ctx, m.File)
			}
		},
	}
}

// file finds the file of a number that the caller may read. Whoever has no account
// is told so where the server has no files for guests.
func (c *Invocation) file(ctx context.Context, typed string) (room.Room, *room.Message, error) {
	if err := c.checkGuest(); err != nil {
		return room.Room{}, nil, err
	}
	id, err := c.fileNumber(typed)
	if err != nil {
		return room.Room{}, nil, err
	}
	return c.Broker.File(ctx, c.user(), id)
}

// checkGuest refuses those without an account where they have no files.
func (c *Invocation) checkGuest() error {
	if c.Who.SignedUp() {
		return nil
	}
	if value, err := c.houseValue(keys.HouseGuestFiles); err != nil || value == "yes" {
		return err
	}
	return c.stranger()
}

// fileNumber reads the number of a file: "81", "#81", "81-report.pdf".
func (c *Invocation) fileNumber(typed string) (room.FileID, error) {
	digits, _, _ := strings.Cut(strings.TrimPrefix(halfWidth.Replace(typed), "#"), "-")
	n, err := strconv.ParseUint(digits, 10, 63)
	if err != nil || n == 0 {
		return 0, fail(Usage, "%q is no number of a file; see what there is with: %s", shorten(typed), c.Front.form("files"))
	}
	return room.FileID(n), nil
}

// number writes the number of a file.
func number(f *room.File) string { return strconv.FormatUint(uint64(f.ID), 10) }

// sendFile writes the bytes of a file as they are; a terminal is given clean lines.
func (c *Invocation) sendFile(ctx context.Context, f *room.File) error {
	d, err := c.Broker.OpenFile(ctx, c.user(), f.ID)
	if err != nil {
		return err
	}
	defer d.Close()
	if c.Terminal {
		return c.sendText(ctx, io.NewSectionReader(d, 0, f.Size))
	}
	buf := make([]byte, fileChunk)
	for at := int64(0); at < f.Size; {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		n, err := d.ReadAt(buf[:min(fileChunk, f.Size-at)], at)
		if gone := put(c.Stdout, buf[:n]); gone != nil {
			return gone
		}
		if at += int64(n); err != nil && at < f.Size {
			return fmt.Errorf("file %d from byte %d: %w", f.ID, at, err)
		}
	}
	return nil
}

// sendText prints the lines of a text. One that is longer than fileChunk becomes
// several.
func (c *Invocation) sendText(ctx context.Context, from io.Reader) error {
	lines := bufio.NewReaderSize(from, fileChunk)
	for ctx.Err() == nil {
		line, _, err := lines.ReadLine()
		if errors.Is(err, io.EOF) {
			return nil
		} else if err != nil {
			return err
		}
		if err := c.print(string(line)); err != nil {
			return err
		}
	}
	return ctx.Err()
}
