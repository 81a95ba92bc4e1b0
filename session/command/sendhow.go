package command

import (
	"context"
	"strconv"
	"strings"
	"unicode/utf8"

	"snug/room"
)

// A manner is how something is to be said, in the words of the flags of send.
type manner struct {
	action bool
	reply  string // the message that it answers
	code   string // the language, when it is code
	idem   string // what the caller calls it
	named  bool   // there is idem; a script may have left it empty by mistake
	lines  bool   // each line of stdin by itself
}

// maxIdem is how many bytes the caller's name of a message has at most, and
// maxCode how many the name of a language.
const (
	maxIdem = 128
	maxCode = 20
)

// checkManner finds flags that do not go together, or cannot be what they are.
func (c *Invocation) checkManner(m manner) error {
	switch {
	case m.lines && c.arg(1) != "" && c.arg(1) != "-":
		return fail(Usage, "--lines says what comes on stdin; leave the text out")
	case m.code != "" && (m.lines || m.action):
		return fail(Usage, "--code stands without --lines and --me; leave one of them out")
	case len(m.code) > maxCode || strings.Trim(m.code, languageLetters) != "":
		return fail(Usage, "%q is no name of a language; write one such as go, sh or text", shorten(m.code))
	case m.named && m.idem == "" || len(m.idem) > maxIdem || !utf8.ValidString(m.idem) || strings.ContainsFunc(m.idem, isControl):
		return fail(Usage, "--idem takes from 1 to %d bytes of text", maxIdem)
	}
	return nil
}

// languageLetters is what names of languages are made of.
const languageLetters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789+#.-_"

func isControl(r rune) bool { return r < ' ' || r == 0x7f }

// utter says one thing in a manner. The same name given twice is one message.
func (c *Invocation) utter(ctx context.Context, in room.Room, how manner, said, name string) (m *room.Message, again bool, err error) {
	s := room.Saying{Text: said}
	if how.action {
		s.Style = room.Action
	}
	if how.code != "" {
		s.Text = fenced(how.code, said)
	}
	switch s.Reply, err = c.place(in, how.reply); {
	case err != nil:
		return nil, false, err
	case s.Reply == 0 && how.reply != "":
		return nil, false, noMessage(how.reply)
	}
	if name != "" {
		s.ID = room.CommandIDOf(c.user(), name)
	}
	return say(ctx, c, in, s)
}

// fenced writes text as code in a language. The fence is longer than any in it.
func fenced(language, code string) string {
	if strings.TrimSpace(code) == "" {
		return ""
	}
	fence := "```"
	for strings.Contains(code, fence) {
		fence += "`"
	}
	return fence + language + "\n" + strings.Trim(code, "\r\n") + "\n" + fence
}

// sendLines says each line of stdin. A conversation that there is not yet is made
// for the first of them.
func (c *Invocation) sendLines(ctx context.Context, how manner) error {
	name := c.arg(0)
	var in room.Room
	var err error
	if !isConversation(name) {
		in, err = c.room(name)
	} else {
		err = c.checkPeople(name)
	}
	if err != nil {
		return err
	}
	if c.Stdin == nil {
		return fail(Usage, "there is no text; write it at the end of the line")
	}
	_, err = EachLine(ctx, c.Stdin, func(number int, line string) error {
		if in.ID == 0 {
			if in, err = c.converse(ctx, name); err != nil {
				return err
			}
		}
		m, _, err := c.utter(ctx, in, how, line, nameOfLine(how.idem, number))
		if err != nil {
			return err
		}
		return c.sent(in, m)
	})
	return err
}

// nameOfLine names a line of what has a name. No name that a caller gives has a
// line end in it.
func nameOfLine(name string, number int) string {
	if name == "" {
		return ""
	}
	return name + "\n" + strconv.Itoa(number)
}
