package line

import (
	"context"
	"strings"

	"snug/room"
	"snug/session/line/editor"
	"snug/ui"
)

// pasted keeps what came with several line ends in it: it was not typed line by
// line, and may not be meant as several messages.
func (l *loop) pasted(e editor.Event) error {
	if e.Bad {
		return l.fail(l.tr("That was too much, or no UTF-8, and was left out. Send a file with: %s", l.example("send ROOM < FILE")))
	}
	pasted, before := rowsOf(e.Text), l.saying.draft
	if before != "" || l.saying.writing {
		if err := l.writeDown(e.Text); err != nil || l.saying.draft == before {
			return err
		}
		if l.saying.writing {
			return l.say(l.tr("You pasted %d lines; a line with one dot says the message.", pasted))
		}
		return l.say(l.tr("You pasted %[1]d more lines, and %[2]d are kept. /send says them as one message, /drop forgets them.", pasted, rowsOf(l.saying.draft)))
	}
	l.saying.draft = e.Text
	return l.say(l.tr("You pasted %d lines. /send says them as one message, /drop forgets them.", pasted))
}

// rowsOf is how many lines a text has.
func rowsOf(text string) int64 { return int64(strings.Count(text, "\n") + 1) }

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
		return l.fail(l.tr("not sent: %s (it is kept: /send tries again, /drop forgets it)", ui.Sentence(l.Lang, err)))
	}
	l.saying.draft = ""
	return nil
}

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
	return l.writeDown(typed)
}

// writeDown adds to what is to be said as one message, unless it is too long by
// far already.
func (l *loop) writeDown(more string) error {
	s := &l.saying
	if len(s.draft)+len(more) >= 2*room.MaxTextBytes {
		return l.fail(l.tr("the message would be longer than %d bytes, and this was left out; say what there is, or /drop it", int64(room.MaxTextBytes)))
	}
	if s.draft != "" {
		s.draft += "\n"
	}
	s.draft += more
	return nil
}

// interrupted is what ^C does to what is being written.
func (l *loop) interrupted() error {
	if !l.saying.writing {
		return nil
	}
	return l.drop()
}
