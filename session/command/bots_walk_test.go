package command_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/charmbracelet/x/exp/golden"

	"snug/session/command"
)

// TestWhatBotsMay runs every command as a bot of ann's that is in her room books.
// What is for people is refused in the same words, and nothing happens; what else
// there is comes out as the golden list has it. A new command is on it, or says
// that it is for people.
func TestWhatBotsMay(t *testing.T) {
	specs := runnable()
	rows := make([]string, len(specs))
	t.Run("commands", func(t *testing.T) {
		for n, spec := range specs {
			t.Run(spec.Path, func(t *testing.T) {
				t.Parallel()
				d := deeds[spec.Path]
				s := newScene(t, d)
				robot := s.people["robot"]
				before, was := last(s.log(t, 0)), s.file(t)
				a := s.do(t, robot, d, "")
				rows[n] = fmt.Sprintf("%-17s %d", spec.Path, a.status)
				if !spec.People {
					return
				}
				rows[n] = fmt.Sprintf("%-17s for people", spec.Path)
				if a.status != int(command.Denied) || !strings.Contains(a.err, "bots cannot do that; their keepers can") {
					t.Errorf("%s = %+v, want that bots cannot do it", d.line, a)
				}
				if left := s.log(t, before); len(left) > 1 || len(left) == 0 && string(was) != string(s.file(t)) {
					t.Errorf("%s by a bot left %+v", d.line, left)
				}
			})
		}
	})
	if !t.Failed() {
		golden.RequireEqual(t, []byte(strings.Join(rows, "\n")+"\n"))
	}
}

// makes has somebody make a bot, and returns it.
func (p *person) makes(t *testing.T, name, flags string) *person {
	t.Helper()
	bot := p.guest(t)
	p.must(t, "bot create "+name+" "+flags, bot.line(name))
	bot.identify(t)
	return bot
}
