package command

import (
	"context"
	"strings"

	"github.com/spf13/pflag"

	"snug/keys"
	"snug/room"
)

// pipeVerb and pipeChinese are what the pipe is called.
const pipeVerb, pipeChinese = "pipe", "管道"

func pipeCommand() Spec {
	return Spec{
		Path: pipeVerb, Aliases: []string{pipeChinese},
		Help:     "Talk to the server in JSON, one object a line both ways, for programs; docs/pipe.md in the source of snug tells how.",
		Examples: []string{"--rooms lobby,books", "--rooms lobby --presence", "--since r_1:80:7"},
		Least:    AtLeast(keys.Member), Front: Exec,
		Effect: Reads, Own: true,
		Bind: func(fs *pflag.FlagSet) Run {
			var o pipeOptions
			fs.StringVar(&o.rooms, "rooms", "", "hear these rooms from now on: `ROOM,...`")
			fs.StringVar(&o.since, "since", "", "hear these rooms from here on: `CURSOR,...`, one of each room")
			fs.BoolVar(&o.hears.Presence, "presence", false, "and who is there")
			fs.BoolVar(&o.hears.Typing, "typing", false, "and who types")
			return func(ctx context.Context, c *Invocation) error {
				c.JSON = true // also what is told on standard error
				if c.Bounded {
					return fail(Usage, "a pipe cannot be run within a pipe; open another session for it: %s", c.Connect+" pipe")
				}
				return runPipe(ctx, c, o)
			}
		},
	}
}

// pipeOptions are what a pipe is begun with, in the words of its flags.
type pipeOptions struct {
	rooms, since string
	hears        room.Hears
}

// places returns the rooms that a pipe begins with, each once, and where. A room
// that is named with a cursor begins there.
func (o pipeOptions) places(c *Invocation) ([]pipePlace, error) {
	var all []pipePlace
	add := func(one pipePlace, err error) error {
		if err != nil {
			return err
		}
		for _, p := range all {
			if p.room.ID == one.room.ID && p.since != nil && one.since != nil {
				return fail(Usage, "there are two cursors of %s; give the newer one alone", one.room.Label())
			} else if p.room.ID == one.room.ID {
				return nil
			}
		}
		all = append(all, one)
		return nil
	}
	for _, s := range commaList(o.since) {
		if err := add(c.placeAt("", s)); err != nil {
			return nil, err
		}
	}
	for _, name := range commaList(o.rooms) {
		if err := add(c.placeAt(name, "")); err != nil {
			return nil, err
		}
	}
	if len(all) > room.MaxTapped {
		return nil, fail(Usage, "a pipe hears at most %d rooms and %d are named; open another for the rest", int(room.MaxTapped), len(all))
	}
	return all, nil
}

// commaList takes apart what commas separate.
func commaList(s string) []string {
	return strings.FieldsFunc(s, func(r rune) bool { return r == ',' || r == ' ' })
}
