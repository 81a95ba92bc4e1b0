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
		Path: "message send", Verb: "send", Aliases: []string{"发送"}, Args: "ROOM [TEXT|-]",
		Help: "Say something in a room, or to @USER; without TEXT, or with -, what comes on stdin is one message.",
		Examples: []string{
			"lobby Good morning", "@bob Are you there?", "lobby - < notes.txt", "lobby --lines < names.txt",
			"lobby --code go < main.go", "lobby --reply 12 Yes, at noon", "lobby --idem build-81 The build is green",
		},
		Least: AtLeast(keys.Member), Text: true,
		Effect: Speaks, Own: true,
		Bind: func(fs *pflag.FlagSet) Run {
			var how manner
			fs.BoolVar(&how.action, "me", false, "say what you do: \"* alice waves\"")
			fs.StringVar(&how.reply, "reply", "", "answer this message of the room: `ID` or number")
			fs.StringVar(&how.code, "code", "", "say it as code in this language, such as go or text: `LANG`")
			fs.StringVar(&how.idem, "idem", "", "sent again with the same KEY it is one message: `KEY`")
			fs.BoolVar(&how.lines, "lines", false, "each line of stdin is a message; blank ones are left out")
			return func(ctx context.Context, c *Invocation) error {
				how.named = fs.Changed("idem")
				if err := c.checkManner(how); err != nil {
					return err
				}
				if how.lines {
					return c.sendLines(ctx, how)
				}
				r, said, err := c.destination(ctx, c.arg(0), 1)
				if err != nil {
					return err
				}
				m, _, err := c.utter(ctx, r, how, said, how.idem)
				if err != nil {
					return err
				}
				return c.sent(r, m)
			}
		},
	}
}

// sent answers with what was said: its id, or in JSON all of it.
func (c *Invocation) sent(in room.Room, m *room.Message) error {
	if c.JSON {
		return c.changed(in, m)
	}
	return c.print(m.ID.String())
}

func messageAct() Spec {
	return Spec{
		Path: "message act", Verb: "me", Aliases: []string{"动作"}, Args: "TEXT",
		Help:  "Say what you do: /me waves (on the command line: send --me).",
		Least: AtLeast(keys.Member), Front: Talk, Text: true,
		Effect: Speaks, Own: true,
		Bind: func(*pflag.FlagSet) Run {
			return func(ctx context.Context, c *Invocation) error {
				r, err := c.room("")
				if err != nil {
					return err
				}
				_, _, err = say(ctx, c, r, room.Saying{Style: room.Action, Text: c.arg(0)})
				return err
			}
		},
	}
}

// say says something and returns after it is on disk. An answer that is late
// is asked for once more under the same id, which cannot say it twice. Without an
// id it is given one. Whether something was there under its id is told by again.
func say(ctx context.Context, c *Invocation, in room.Room, s room.Saying) (m *room.Message, again bool, err error) {
	if s.ID == (room.CommandID{}) {
		s.ID = room.NewCommandID()
	}
	try := func() (*room.Message, bool, error) {
		ctx, done := write(ctx)
		defer done()
		return c.Broker.Say(ctx, c.user(), in.ID, s)
	}
	if m, again, err = try(); errors.Is(err, room.ErrUnknownOutcome) {
		return try()
	}
	return m, again, err
}

// maxInput is the most that is read from stdin for a message: far above what
// a message may have, so that the refusal can tell by how much it is too long.
const maxInput = 64 << 10

// text returns an argument that is a message's text, from stdin if the line
// has none. It blocks until stdin ends.
func (c *Invocation) text(i int) (string, error) {
	if said := c.arg(i); said != "" && (said != "-" || c.Front != Exec) {
		return said, nil
	}
	if c.Stdin == nil {
		return "", fail(Usage, "there is no text; write it at the end of the line")
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
