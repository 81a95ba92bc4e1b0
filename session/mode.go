package session

import (
	"context"
	"slices"
	"strings"

	gossh "golang.org/x/crypto/ssh"

	"snug/keys"
	"snug/room"
	"snug/session/command"
	"snug/text/lang"
)

// A mode is how a session talks to its person.
type mode uint8

// The modes.
const (
	modeScreen  mode = iota // on the whole screen, or in lines where there is none or they want that
	modePlain               // in lines
	modeLines               // what comes in is said, line by line
	modeCommand             // one command, and its end
)

// A request is what a session was asked to be, without a look at whose it is.
type request struct {
	mode mode
	room string // to begin in; empty: where one was last
	err  error  // what is wrong with it
}

// modeWords begin the lines that are no commands. OpenSSH takes a word with dashes
// behind the host for an option of its own, unless -- stands before it.
var modeWords = map[string]mode{"plain": modePlain, "--plain": modePlain, "lines": modeLines, "--lines": modeLines, "go": modeScreen}

// requestOf reads the line that a client sent, which is empty when it wants none run.
func (s *session) requestOf(line string) request {
	words := strings.Fields(line)
	if !s.isExec || s.isSFTP {
		return request{mode: modeScreen}
	}
	if len(words) == 0 {
		return request{mode: modeCommand}
	}
	word, room := strings.ToLower(words[0]), strings.Trim(strings.Join(words[1:], " "), `'"`)
	m, known := modeWords[word]
	switch {
	case !known, len(words) == 2 && strings.HasPrefix(words[1], "-"): // the table explains what --help asks about
		return request{mode: modeCommand}
	case len(words) > 2, room == "" && (word == "go" || len(words) == 2):
		usage := word + " [ROOM]"
		if word == "go" {
			usage = "go ROOM"
		}
		return request{mode: m, err: &command.Failure{Status: command.Usage, Text: lang.S("one room belongs there; write it as: %s", usage)}}
	}
	return request{mode: m, room: room}
}

// noScreens are the types of terminals that no screen can be drawn on, as far as
// anybody knows.
var noScreens = []string{"", "dumb", "unknown", "emacs", "network", "dialup", "lpr", "printer", "switch", "patch", "plugboard", "ethernet", "bussplexer"}

// inLines reports whether a session that may have a screen is to be in lines.
func (s *session) inLines(r request, settings map[string]string) bool {
	switch {
	case r.mode != modeScreen, !s.pty, slices.Contains(noScreens, s.term):
		return true
	case settings[keys.SetUI] == "screen":
		return false
	case s.accessible():
		return true
	}
	return settings[keys.SetUI] == "line" && r.room == ""
}

// accessible reports whether the client's environment asks for what a screen
// reader can read.
func (s *session) accessible() bool {
	value := ""
	for _, kv := range s.env {
		if v, is := strings.CutPrefix(kv, "ACCESSIBLE="); is {
			value = v
		}
	}
	return value != "" && value != "0"
}

// talk lets the person chat in lines, or returns the screen that they are to chat on.
// Without one, the status is the session's.
func (s *session) talk(ctx context.Context, r request, who *keys.Identity, settings map[string]string, k gossh.PublicKey, user string) (*showing, int) {
	if status, may := s.mayTalk(r, who, settings); !may {
		return nil, status
	}
	if s.lines {
		return nil, s.line(ctx, r, who, settings, k, user)
	}
	return s.screen(ctx, who, settings, k, user)
}

// mayTalk decides where and how somebody talks. If they cannot, they were told why,
// and the status is the session's.
func (s *session) mayTalk(r request, who *keys.Identity, settings map[string]string) (status int, may bool) {
	switch {
	case r.err != nil:
		return s.fail("read the command line", r.err), false
	case who.Account.Bot():
		return s.botless(who.Account), false
	case !who.SignedUp() && r.mode == modeLines:
		return s.fail("begin to talk", &command.Failure{
			Status: command.NoAccount, Text: lang.S("you need an account for that; connect without %s and make one", "lines"),
		}), false
	}
	if who.SignedUp() && r.room != "" {
		in, err := s.server.Broker.Find(room.UserID(who.Account.ID), r.room)
		if err != nil {
			return s.fail("find a room", err), false
		}
		s.first = in.ID
	}
	if s.lines = s.inLines(r, settings); s.lines {
		s.server.Sessions.SetKind(s.live.ID, kindLine)
	}
	return 0, true
}

// botless tells a program that came with a bot's key where it speaks; and people
// whose key somebody has made a bot's, how they get it back.
func (s *session) botless(bot keys.Account) int {
	keeper, err := s.server.Directory.Account(bot.Keeper)
	if err != nil {
		return s.fail("look up the keeper of a bot", err)
	}
	return s.fail("begin to talk", &command.Failure{
		Status: command.Usage,
		Text: lang.S("%[1]s is a bot that %[2]s keeps, and bots have neither a screen nor line mode; use: %[3]s, or if the key is yours and no program's, free it with: %[4]s",
			bot.Name, keeper.Name, s.server.Connect+" pipe", s.server.Connect+" bot revoke --yes"),
	})
}
