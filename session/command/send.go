package command

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/spf13/pflag"

	"snug/keys"
	"snug/room"
)

func messageSend() Spec {
	return Spec{
		Path: "message send", Verb: "send", Args: "ROOM [TEXT|-]",
		Help:  "Say something in a room; without TEXT, or with -, what comes on stdin is one message.",
		Least: AtLeast(keys.Member), Text: true,
		Bind: func(fs *pflag.FlagSet) Run {
			me := fs.Bool("me", false, "say what you do: \"* alice waves\"")
			return func(ctx context.Context, c *Invocation) error {
				r, err := c.room(c.arg(0))
				if err != nil {
					return err
				}
				said := c.arg(1)
				if said == "" || said == "-" && c.Front == Exec {
					if said, err = c.message(); err != nil {
						return err
					}
				}
				style := room.Plain
				if *me {
					style = room.Action
				}
				m, err := say(ctx, c, r, style, said)
				if err != nil {
					return err
				}
				if c.JSON {
					return c.objects(newMessageObject(r, m))
				}
				return c.print(m.ID.String())
			}
		},
	}
}

func messageAct() Spec {
	return Spec{
		Path: "message act", Verb: "me", Args: "TEXT",
		Help:  "Say what you do: /me waves (on the command line: send --me).",
		Least: AtLeast(keys.Member), Front: Slash, Text: true,
		Bind: func(*pflag.FlagSet) Run {
			return func(ctx context.Context, c *Invocation) error {
				r, err := c.room("")
				if err != nil {
					return err
				}
				_, err = say(ctx, c, r, room.Action, c.arg(0))
				return err
			}
		},
	}
}

// say says something and returns after it is on disk. An answer that is late
// is asked for once more under the same id, which cannot say it twice.
func say(ctx context.Context, c *Invocation, in room.Room, style room.Style, said string) (*room.Message, error) {
	id := room.NewCommandID()
	try := func() (*room.Message, error) {
		ctx, done := write(ctx)
		defer done()
		return c.Broker.Say(ctx, id, c.user(), in.ID, style, said)
	}
	m, err := try()
	if errors.Is(err, room.ErrUnknownOutcome) {
		m, err = try()
	}
	return m, err
}

// maxInput is the most that is read from stdin for a message: far above what
// a message may have, so that the refusal can tell by how much it is too long.
const maxInput = 64 << 10

// message reads stdin as one message. It blocks until stdin ends.
func (c *Invocation) message() (string, error) {
	if c.Stdin == nil {
		return "", fail(Usage, "there is nothing to say; write the text behind the room")
	}
	b, err := io.ReadAll(io.LimitReader(c.Stdin, maxInput+1))
	switch {
	case err != nil:
		return "", fmt.Errorf("message from stdin: %w", err)
	case len(b) > maxInput:
		return "", fail(Usage, "stdin has more than %d bytes; send it in parts", maxInput)
	}
	return strings.TrimRight(string(b), "\r\n"), nil
}
