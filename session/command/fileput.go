package command

import (
	"context"
	"errors"
	"io"
	"strconv"

	"github.com/spf13/pflag"

	"snug/keys"
	"snug/room"
)

func filePut() Spec {
	return Spec{
		Path: "file put", Verb: "put", Aliases: []string{"upload", "上传"}, Args: "ROOM [NAME] [TEXT]",
		Help: "Put a file into a room, or give it to @USER: its bytes come on stdin. Where you talk, print how to do that.",
		Examples: []string{
			"lobby report.pdf < report.pdf", "lobby report.pdf As promised < report.pdf", "@bob photos/a.jpg < a.jpg",
			"lobby log.txt --reply 12 < log.txt", "lobby build.log --idem build-81 < build.log",
		},
		Least: AtLeast(keys.Member), Here: true, Text: true,
		Effect: Speaks, Own: true,
		Bind: func(fs *pflag.FlagSet) Run {
			var how manner
			fs.StringVar(&how.reply, "reply", "", "answer this message of the room: `ID` or number")
			fs.StringVar(&how.idem, "idem", "", "sent again with the same KEY it is one file: `KEY`")
			return func(ctx context.Context, c *Invocation) error {
				how.named = fs.Changed("idem")
				if c.Front.talks() {
					return c.explainPut()
				}
				if err := c.checkPut(how); err != nil {
					return err
				}
				r, m, err := c.putFile(ctx, how)
				switch {
				case err != nil:
					return err
				case c.JSON || m.File == nil: // what was put in under that name is deleted
					return c.changed(r, m)
				}
				return c.print(strconv.FormatUint(uint64(m.File.ID), 10))
			}
		},
	}
}

// checkPut finds what no file can come in by.
func (c *Invocation) checkPut(how manner) error {
	usage := c.Connect + " put " + shorten(c.arg(0)) + " NAME < FILE"
	switch {
	case c.arg(1) == "":
		return fail(Usage, "the file has no name; write it as: %s", usage)
	case c.Bounded || c.Stdin == nil:
		return fail(Usage, "a file comes on standard input, which is not to be had here; run it as a command of its own: %s", usage)
	case c.Terminal:
		return fail(Usage, "a terminal does not let all bytes through; leave out -t and write: %s", usage)
	}
	return c.checkManner(how)
}

// putFile takes a file from stdin into the room of the first argument. Nothing of
// it is left when stdin was cut off.
func (c *Invocation) putFile(ctx context.Context, how manner) (r room.Room, m *room.Message, err error) {
	name, err := room.ParseFileName(c.arg(1))
	if err != nil {
		return r, nil, err
	}
	if r, err = c.placeToPut(ctx); err != nil {
		return r, nil, err
	}
	o := room.Offer{Name: name, Size: -1, Text: c.arg(2), Told: c.comingIn}
	switch o.Reply, err = c.place(r, how.reply); {
	case err != nil:
		return r, nil, err
	case o.Reply == 0 && how.reply != "":
		return r, nil, noMessage(how.reply)
	}
	if how.idem != "" {
		o.ID = room.CommandIDOf(c.user(), how.idem)
	}
	up, err := c.Broker.Upload(ctx, c.user(), r.ID, o)
	if err != nil {
		return r, nil, err
	}
	if err := c.stream(up); err != nil {
		up.Abort(err)
		if _, err = up.Close(); ctx.Err() != nil { // with what ended it first, but for a session's end
			err = context.Cause(ctx)
		}
		return r, nil, err
	}
	m, err = up.Close()
	return r, m, err
}

// placeToPut finds the room of the first argument. A conversation that there is not
// yet is made.
func (c *Invocation) placeToPut(ctx context.Context) (room.Room, error) {
	if !isConversation(c.arg(0)) {
		return c.room(c.arg(0))
	}
	if err := c.checkPeople(c.arg(0)); err != nil {
		return room.Room{}, err
	}
	return c.converse(ctx, c.arg(0))
}

// fileChunk is how many bytes of a file are held at a time.
const fileChunk = 32 << 10

// stream writes stdin to a file, whole or with an error.
func (c *Invocation) stream(to io.WriterAt) error {
	buf := make([]byte, fileChunk)
	for at := int64(0); ; {
		n, err := io.ReadFull(c.Stdin, buf)
		if n > 0 {
			if _, refused := to.WriteAt(buf[:n], at); refused != nil {
				return refused
			}
			at += int64(n)
		}
		switch {
		case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF):
			if c.Whole != nil {
				return c.Whole()
			}
			return nil
		case err != nil:
			return err
		}
	}
}

// comingIn tells the caller's sessions how far the file on stdin is. One that came to
// nothing, because too little of it came, is waited for no longer.
func (c *Invocation) comingIn(p room.Progress) {
	c.Sessions.Tell(Uploading(c.Who.Account.ID, p))
	if p.Ended && p.Err != nil {
		_ = c.Stdin.Close() // what it held is of no use any more
	}
}
