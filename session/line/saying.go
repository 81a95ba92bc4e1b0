package line

import (
	"context"
	"errors"
	"strings"

	"snug/room"
	"snug/session/line/editor"
	"snug/ui"
)

// saying is what becomes of what is typed.
type saying struct {
	// meant says that what is typed is meant to be said. Where there is no terminal
	// it may be a file that somebody has sent here by accident.
	meant   bool
	warned  bool // they were told that it is not said
	asked   bool // /talk was typed, and what is kept has several lines
	kept    kept // that was typed before
	writing bool // a message of several lines is being written

	draft string // of several lines, that /send says; empty: none
	own   []room.CommandID
}

// maxOwn is how many messages that were typed here may be under way.
const maxOwn = 8

// mine notes a message that is typed here.
func (s *saying) mine(id room.CommandID) {
	if s.own = append(s.own, id); len(s.own) > maxOwn {
		s.own = s.own[len(s.own)-maxOwn:]
	}
}

// said reports whether a message was typed here.
func (s *saying) said(id room.CommandID) bool {
	for _, one := range s.own {
		if one == id {
			return true
		}
	}
	return false
}

// sayTyped says a line that was typed, if it is meant to be said.
func (l *loop) sayTyped(ctx context.Context, typed, said string) error {
	switch {
	case !l.saying.meant:
		return l.keep(typed)
	case l.drift.warn:
		l.drift.warn = false
		l.saying.draft = said
		return l.fail(l.tr("Not said: you are in %s now, and this may be for the room that you were in. /send says it here, /drop forgets it.", l.label(l.in)))
	}
	return l.speak(ctx, room.Plain, ui.Typed(said), 0, typed)
}

// speak says something in the room. What is refused comes back into the row, if
// there is one.
func (l *loop) speak(ctx context.Context, style room.Style, said string, reply uint64, typed string) error {
	err := l.post(ctx, room.Saying{ID: room.NewCommandID(), Style: style, Text: said, Reply: reply})
	if err == nil {
		return nil
	}
	if ctx.Err() != nil {
		return context.Cause(ctx)
	}
	if err := l.fail(l.tr("not sent: %s", ui.Sentence(l.Lang, err))); err != nil {
		return err
	}
	if ed := l.typed.ed; ed != nil && ed.Empty() && !strings.Contains(typed, "\n") {
		return ed.Replace(typed, "")
	}
	return nil
}

// post says something. When the answer does not come in time it is asked for once
// more: the same ID says it once.
func (l *loop) post(ctx context.Context, s room.Saying) error {
	l.saying.mine(s.ID)
	say := func(ctx context.Context) error {
		_, err := l.seat.Say(ctx, s)
		return err
	}
	err := l.during(ctx, patience, say)
	if ctx.Err() == nil && (errors.Is(err, room.ErrUnknownOutcome) || errors.Is(err, context.DeadlineExceeded)) {
		err = l.during(ctx, patience, say)
	}
	return err
}

// pasted keeps what came with several line ends in it: it was not typed line by
// line, and may not be meant as several messages.
func (l *loop) pasted(e editor.Event) error {
	if e.Bad {
		return l.fail(l.tr("That was too much, or no UTF-8, and was left out. Send a file with: %s", l.example("send ROOM < FILE")))
	}
	l.saying.draft = e.Text
	return l.say(l.tr("You pasted %d lines. /send says them as one message, /drop forgets them.", int64(strings.Count(e.Text, "\n")+1)))
}

// sendDraft says what was pasted or written in several lines.
func (l *loop) sendDraft(ctx context.Context) error {
	said := l.saying.draft
	if said == "" {
		return l.fail(l.tr("there is nothing to send; /write begins a message of several lines"))
	}
	l.drift.warn = false
	if err := l.post(ctx, room.Saying{ID: room.NewCommandID(), Text: ui.Typed(said)}); err != nil {
		if ctx.Err() != nil {
			return context.Cause(ctx)
		}
		return l.fail(l.tr("not sent: %s It is kept: /send tries again, /drop forgets it.", sentenceEnd(ui.Sentence(l.Lang, err))))
	}
	l.saying.draft = ""
	return nil
}

// sentenceEnd gives a refusal, which has no full stop, one.
func sentenceEnd(s string) string { return strings.TrimRight(s, ".。") + "." }

// drop forgets what is kept.
func (l *loop) drop() error {
	s := &l.saying
	if s.draft == "" && s.kept.lines == 0 && !s.writing {
		return l.say(l.tr("there is nothing to forget"))
	}
	s.draft, s.kept, s.writing, s.warned, s.asked = "", kept{}, false, false, false
	if err := l.say(l.tr("forgotten")); err != nil {
		return err
	}
	return l.prompt()
}

// write begins a message of several lines.
func (l *loop) write() error {
	l.saying.writing, l.saying.draft = true, ""
	if err := l.say(l.tr("Write the lines of the message; a line with one dot says it, and /drop in a line of its own forgets it.")); err != nil {
		return err
	}
	return l.prompt()
}

// writeOn takes one more line of a message of several. A line of two dots stands
// for one.
func (l *loop) writeOn(ctx context.Context, typed string) error {
	s := &l.saying
	switch typed {
	case ".":
		s.writing = false
		if err := l.prompt(); err != nil {
			return err
		}
		if strings.TrimSpace(s.draft) == "" {
			return l.drop()
		}
		return l.sendDraft(ctx)
	case "/drop", "/discard", "/放弃":
		return l.drop()
	case "..":
		typed = "."
	}
	if len(s.draft)+len(typed) >= 2*room.MaxTextBytes {
		return l.fail(l.tr("the message is longer than %d bytes already, and this line was left out; a line with one dot ends it", int64(room.MaxTextBytes)))
	}
	if s.draft != "" {
		s.draft += "\n"
	}
	s.draft += typed
	return nil
}

// interrupted is what ^C does to what is being written.
func (l *loop) interrupted() error {
	if !l.saying.writing {
		return nil
	}
	return l.drop()
}

// kept is what was typed before it was meant.
type kept struct {
	text  []string
	bytes int
	lines int // with those that there was no more room for
}

// Bounds of what is kept.
const (
	maxKeptLines = 64
	maxKeptBytes = 64 << 10
)

// whole reports whether everything is kept.
func (k *kept) whole() bool { return len(k.text) == k.lines }

// keep keeps a line that was typed before /talk.
func (l *loop) keep(typed string) error {
	k := &l.saying.kept
	k.lines++
	l.saying.asked = false
	if len(k.text) < maxKeptLines && k.bytes+len(typed) <= maxKeptBytes {
		k.text = append(k.text, typed)
		k.bytes += len(typed)
	}
	if l.saying.warned {
		return nil
	}
	l.saying.warned = true
	return l.fail(l.tr("Not said: this session has no terminal. /talk says it, and what you type from then on; /drop forgets it."))
}

// talk says what is kept, and from then on what is typed. Several lines may be a
// file: they are one message, and none of them is a command.
func (l *loop) talk(ctx context.Context) error {
	s := &l.saying
	k := s.kept
	switch {
	case s.meant:
		return l.say(l.tr("what you type is said already"))
	case !k.whole() || k.bytes > room.MaxTextBytes:
		return l.fail(l.tr("%d lines were typed, which is too much for one message; /drop forgets them, and this says a file line by line: %s",
			int64(k.lines), l.example("--lines < FILE")))
	case k.lines > 1 && !s.asked:
		s.asked = true
		return l.say(l.tr("%d lines are kept. /talk once more says them as one message in %s; /drop forgets them.", int64(k.lines), l.label(l.in)))
	}
	*s = saying{meant: true, own: s.own}
	switch k.lines {
	case 0:
		return l.say(l.tr("What you type is said from now on."))
	case 1:
		return l.entered(ctx, k.text[0])
	}
	s.draft = strings.Join(k.text, "\n")
	return l.sendDraft(ctx)
}

// writeOrders are those that say something.
func writeOrders() []order {
	return []order{
		{words: []string{"me"}, says: true, help: "say what you do: /me waves", do: func(ctx context.Context, l *loop, rest string) error {
			if rest == "" {
				return l.fail(l.tr("/me needs words: /me waves"))
			}
			return l.speak(ctx, room.Action, ui.Typed(rest), 0, "/me "+rest)
		}},
		{words: []string{"reply", "r", "回复"}, says: true, help: "answer the newest message of somebody else", mine: func(rest string) bool { return !namesMessage(rest) }, do: replyNewest},
		{words: []string{"edit"}, help: "change what you said last", mine: alone, do: plain((*loop).editLast)},
		{words: []string{"write", "写"}, says: true, help: "write a message of several lines", do: plain(func(l *loop, _ context.Context) error { return l.write() })},
		{words: []string{"send"}, says: true, mine: alone, help: "say what you have pasted or written", do: plain((*loop).sendDraft)},
		{words: []string{"drop", "discard", "放弃"}, help: "forget what was pasted or written, and not said", do: plain(func(l *loop, _ context.Context) error { return l.drop() })},
		{words: []string{"talk", "发言"}, help: "where there is no terminal: say what you type from now on", do: plain((*loop).talk)},
		{words: []string{"code"}, says: true, help: "say one line as code: /code fmt.Println()", do: func(ctx context.Context, l *loop, rest string) error {
			if rest == "" {
				return l.fail(l.tr("/code needs a line of code; /write begins a message of several lines, which ``` around them make code"))
			}
			return l.speak(ctx, room.Plain, "```\n"+rest+"\n```", 0, "/code "+rest)
		}},
		{words: []string{"raw"}, says: true, help: "say something as it is, without bold and the like", do: func(ctx context.Context, l *loop, rest string) error {
			if rest == "" {
				return l.fail(l.tr("/raw needs words: /raw 2 * 3 * 4"))
			}
			return l.speak(ctx, room.Plain, ui.Raw(rest), 0, "/raw "+rest)
		}},
		{words: []string{"shrug"}, says: true, help: "say something, and shrug", do: func(ctx context.Context, l *loop, rest string) error {
			return l.speak(ctx, room.Plain, ui.Shrug(rest), 0, "/shrug "+rest)
		}},
	}
}

// replyNewest answers the newest message of somebody else.
func replyNewest(ctx context.Context, l *loop, said string) error {
	m := l.recent.newest(1, l.isOthers)
	if m == nil {
		return l.fail(l.tr("nobody has said anything here that you could answer"))
	}
	if said == "" {
		return l.say(append(l.message(m, how{number: true}), l.tr("answer it with: %s", "/reply "+number(m.Seq)+" ..."))...)
	}
	return l.speak(ctx, room.Plain, ui.Typed(said), m.Seq, "/reply "+said)
}

// editLast takes up what the person said last: where the row is edited here, with
// its text in it.
func (l *loop) editLast(context.Context) error {
	m := l.recent.newest(1, l.isMine)
	if m == nil {
		return l.fail(l.tr("you have said nothing here that could be changed"))
	}
	if ed := l.typed.ed; ed != nil && ed.Empty() && !strings.Contains(m.Text, "\n") {
		return ed.Replace("/edit "+number(m.Seq)+" "+clean(m.Text), "")
	}
	return l.say(append(l.message(m, how{number: true}), l.tr("change it with: %s", "/edit "+number(m.Seq)+" ..."))...)
}
