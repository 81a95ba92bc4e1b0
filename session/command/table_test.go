package command_test

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/charmbracelet/x/exp/golden"
	"github.com/spf13/pflag"

	"snug/keys"
	"snug/room"
	"snug/session/command"
	"snug/text/lang"
)

func nothing(*pflag.FlagSet) command.Run {
	return func(context.Context, *command.Invocation) error { return nil }
}

func TestNewRefusesIncompleteSpecs(t *testing.T) {
	member := command.AtLeast(keys.Member)
	tests := []struct {
		name string
		spec command.Spec
		want string
	}{
		{"no role", command.Spec{Path: "x", Help: "Do.", Bind: nothing}, "no role"},
		{"an example that it would not take", command.Spec{Path: "x", Args: "ROOM", Least: member, Effect: command.Reads, Help: "Do.", Bind: nothing, Examples: []string{"a b"}}, "example"},
		{"no effect", command.Spec{Path: "x", Least: member, Help: "Do.", Bind: nothing}, "no effect"},
		{"a choice of nobody", command.Spec{Path: "x", Least: member, Effect: command.Chooses, Help: "Do.", Bind: nothing}, "Own"},
		{"no help", command.Spec{Path: "x", Least: member, Effect: command.Reads, Bind: nothing}, "no help"},
		{"nothing to run", command.Spec{Path: "x", Least: member, Effect: command.Reads, Help: "Do."}, "nothing to run"},
		{"no name", command.Spec{Least: member, Help: "Do.", Bind: nothing}, "path"},
		{"two spaces in the name", command.Spec{Path: "a  b", Least: member, Effect: command.Reads, Help: "Do.", Bind: nothing}, "path"},
		{"a name in use", command.Spec{Path: "rooms", Least: member, Effect: command.Reads, Help: "Do.", Bind: nothing}, "in use"},
		{"an alias in use", command.Spec{Path: "x", Aliases: []string{"join"}, Least: member, Effect: command.Reads, Help: "Do.", Bind: nothing}, "in use"},
		{"text for nothing", command.Spec{Path: "x", Text: true, Least: member, Effect: command.Reads, Help: "Do.", Bind: nothing}, "text"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, err := command.New(command.Services{}, append(command.Specs(), tt.spec)...)
			if err == nil || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("New = %v, want an error about %q", err, tt.want)
			}
		})
	}
}

func TestEveryCommandExplainsItself(t *testing.T) {
	w := newWorld(t)
	owner := w.holder(t, w.owner)
	for _, s := range command.Specs() {
		t.Run(s.Path, func(t *testing.T) {
			for _, name := range append([]string{s.Path, cmp.Or(s.Verb, s.Path)}, s.Aliases...) {
				a, _ := owner.slash(0, "help "+name)
				if s.Front != 0 && s.Front&command.Slash == 0 {
					a = owner.exec("help " + name)
				}
				for _, want := range []string{string(s.Help), cmp.Or(s.Verb, s.Path), "who may"} {
					if !strings.Contains(a.out, want) {
						t.Errorf("help %s = %q, want %q in it", name, a.out, want)
					}
				}
			}
		})
	}
}

func TestHelpOfAFirstWordListsWhatIsBehindIt(t *testing.T) {
	w := newWorld(t)
	alice := w.member(t, "alice")
	if out := alice.must(t, "help key"); !strings.Contains(out, "  key list ") || !strings.Contains(out, "  key link ") || strings.Contains(out, "rooms") {
		t.Errorf("help key = %q, want what keys have", out)
	}
	if a, _ := alice.slash(0, "help room"); !strings.Contains(a.out, "  /invite #") && !strings.Contains(a.out, "/invite [#ROOM]") || strings.Contains(a.out, "/who") {
		t.Errorf("/help room = %q, want what rooms have", a.out)
	}
	if out := alice.must(t, "help recovery"); strings.Contains(out, "approve") {
		t.Errorf("help recovery = %q, with what only moderators may", out)
	}
	if lines := alice.must(t, "help room --json"); strings.Contains(lines, `"whoami"`) || !strings.Contains(lines, `"name":"room create"`) {
		t.Errorf("help room --json = %q", lines)
	}
}

func TestACommandOfTheOtherFrontEndIsNotUnknown(t *testing.T) {
	w := newWorld(t)
	alice := w.member(t, "alice")
	for _, line := range []string{"export", "tail lobby -f"} {
		if a, _ := alice.slash(0, line); a.status != int(command.Usage) || !strings.Contains(a.err, "command line: ssh chat.example.com ") {
			t.Errorf("/%s = %d %q, want where it runs", line, a.status, a.err)
		}
	}
	if a := alice.exec("me waves"); a.status != int(command.Usage) || !strings.Contains(a.err, "for the screen") {
		t.Errorf("me waves = %d %q, want where it runs", a.status, a.err)
	}
}

func TestHelpShowsExamplesOfItsFrontEnd(t *testing.T) {
	w := newWorld(t)
	alice := w.member(t, "alice")
	out := alice.must(t, "help key add")
	if want := "for example: ssh chat.example.com key add < ~/.ssh/"; !strings.Contains(out, want) {
		t.Errorf("help key add = %q, want %q in it", out, want)
	}
	a, _ := alice.slash(0, "help send")
	if !strings.Contains(a.out, "for example: /send lobby ") || strings.Contains(a.out, "notes.txt") {
		t.Errorf("/help send = %q, want examples without a shell", a.out)
	}
}

func TestSlashKeepsTheSameGate(t *testing.T) {
	w := newWorld(t)
	guest := w.guest(t)
	for _, s := range command.Specs() {
		if s.Front != 0 {
			continue
		}
		exec := guest.exec(s.Path)
		if slash, _ := guest.slash(0, s.Path); slash.status != exec.status {
			t.Errorf("%s: status %d as a slash line, %d on the command line", s.Path, slash.status, exec.status)
		}
	}
}

func TestStatuses(t *testing.T) {
	w := newWorld(t, command.Spec{
		Path: "break", Help: "Fail.", Least: command.AtLeast(keys.Guest), Effect: command.Reads,
		Bind: func(*pflag.FlagSet) command.Run {
			return func(context.Context, *command.Invocation) error { return fmt.Errorf("the disk said %q", "secret") }
		},
	}, command.Spec{
		Path: "hurry", Help: "Be too quick.", Least: command.AtLeast(keys.Member), Effect: command.Reads,
		Bind: func(*pflag.FlagSet) command.Run {
			return func(context.Context, *command.Invocation) error {
				return fmt.Errorf("say: %w", &room.Refusal{Kind: room.ErrLimited, Text: lang.S("%d s left", 4)})
			}
		},
	}, command.Spec{
		Path: "reign", Help: "Rule.", Least: command.AtLeast(keys.Owner), Effect: command.Reads, Bind: nothing,
	})
	alice, bob := w.member(t, "alice"), w.member(t, "bob")
	alice.must(t, "room create books")
	alice.must(t, "send lobby hello")
	tests := []struct {
		name, line string
		by         *person
		status     command.Status
		code, says string
	}{
		{"nothing wrong", "rooms", alice, command.OK, "", ""},
		{"internal", "break", alice, command.Internal, "internal", "internal error, id "},
		{"rsync", "rsync --server -e.LsfxCIvu . lobby/", alice, command.Usage, "usage", "there is no rsync here; copy files with scp, sftp or lftp"},
		{"unknown command", "jion books", alice, command.Usage, "usage", "did you mean join?"},
		{"half a command", "room", alice, command.Usage, "usage", "help room"},
		{"no command", "", alice, command.Usage, "usage", "help"},
		{"unknown flag", "rooms --al", alice, command.Usage, "usage", "--al"},
		{"bad value", "history lobby --limit x", alice, command.Usage, "usage", "--limit"},
		{"too much", "history lobby --limit 1001", alice, command.Usage, "usage", "1000"},
		{"an open quote", `join "books`, alice, command.Usage, "usage", "quote"},
		{"a missing argument", "join", alice, command.Usage, "usage", "join ROOM"},
		{"an argument too many", "join books now", alice, command.Usage, "usage", "join ROOM"},
		{"a long line", "send lobby " + strings.Repeat("x", command.MaxLine), alice, command.Usage, "usage", "stdin"},
		{"an empty message", "send lobby", alice, command.Usage, "usage", "empty"},
		{"a bad name", "room create a", alice, command.Usage, "usage", "name"},
		{"no account", "rooms", w.guest(t), command.NoAccount, "no_account", "register NAME"},
		{"below the role", "reign", alice, command.Denied, "denied", "owner"},
		{"not a member", "history books", bob, command.Denied, "denied", "join books"},
		{"no such room", "join bokos", alice, command.NotFound, "not_found", "did you mean #books?"},
		{"no such message", "history lobby --before m_00000000000000000000000000", alice, command.NotFound, "not_found", "no message"},
		{"a taken room", "room create BOOKS", bob, command.Conflict, "conflict", "taken"},
		{"a taken name", "register Alice", w.guest(t), command.Conflict, "conflict", "taken"},
		{"too quick", "hurry", alice, command.Limited, "limited", "4 s left"},
		{"not confirmed", "delete lobby#1", alice, command.Unconfirmed, "unconfirmed", "--yes"},
		{"a bad setting", "set lang fr", alice, command.Usage, "usage", "one of: auto"},
		{"leaving twice", "leave books", bob, command.Conflict, "conflict", "not in"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			a := tt.by.exec(tt.line)
			if a.status != int(tt.status) || !strings.Contains(a.err, tt.says) {
				t.Errorf("%q = %d %q, want %d and %q", tt.line, a.status, a.err, tt.status, tt.says)
			}
			if tt.status == command.OK || len(tt.line) > command.MaxLine || strings.Contains(tt.line, `"`) {
				return // there is no error, or the switch would be part of the word
			}
			a = tt.by.exec(tt.line + " --json")
			var got struct {
				Error struct {
					Code, Message string
					Exit          int
				}
			}
			if err := json.Unmarshal([]byte(a.err), &got); err != nil {
				t.Fatalf("%q is no JSON: %v", a.err, err)
			}
			if got.Error.Code != tt.code || got.Error.Exit != int(tt.status) || a.out != "" {
				t.Errorf("--json: %+v and data %q, want code %q and exit %d", got.Error, a.out, tt.code, tt.status)
			}
		})
	}
	if !strings.Contains(w.log.String(), "secret") {
		t.Error("the log does not have what was internal")
	}
}

func TestReferenceNamesEveryCommand(t *testing.T) {
	golden.RequireEqual(t, []byte(command.Reference()))
}
