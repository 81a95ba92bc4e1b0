package line

import (
	"context"
	"errors"
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
	pasted, before := rowsOf(e.Text), l.saying.draft.Text
	if before != "" || l.saying.writing {
		if err := l.writeDown(e.Text); err != nil || l.saying.draft.Text == before {
			return err
		}
		if l.saying.writing {
			return l.say(l.tr("You pasted %d lines; a line with one dot says the message.", pasted))
		}
		return l.say(l.tr("You pasted %[1]d more lines, and %[2]d are kept. /send says them as one message, /drop forgets them.", pasted, rowsOf(l.saying.draft.Text)))
	}
	l.saying.draft.Text = e.Text
	return l.say(l.tr("You pasted %d lines. /send says them as one message, /drop forgets them.", pasted))
}

// rowsOf is how many lines a text has.
func rowsOf(text string) int64 { return int64(strings.Count(text, "\n") + 1) }

// sendDraft says what was pasted or written in several lines, or taken up; or
// changes a message to it.
func (l *loop) sendDraft(ctx context.Context) error {
	d := l.saying.draft
	if d.Text == "" {
		return l.fail(l.tr("there is nothing to send; /write begins a message of several lines"))
	}
	l.drift.warn = false
	if err := l.deliver(ctx, d); err != nil {
		if ctx.Err() != nil {
			return context.Cause(ctx)
		}
		return l.fail(l.tr("not sent: %s (it is kept: /send tries again, /drop forgets it)", ui.Sentence(l.Lang, err)))
	}
	l.saying.draft = room.Draft{}
	return l.settle(ctx)
}

// deliver says a draft, or has it take the place of the message that it changes.
func (l *loop) deliver(ctx context.Context, d room.Draft) error {
	if d.Edit == 0 {
		return l.post(ctx, room.Saying{ID: room.NewCommandID(), Text: ui.Typed(d.Text), Reply: d.Reply})
	}
	return l.during(ctx, patience, func(ctx context.Context) error {
		_, err := l.seat.Edit(ctx, d.Edit, ui.Typed(d.Text))
		return err
	})
}

// drop forgets what is kept, or else the draft that another session has left.
func (l *loop) drop(ctx context.Context) error {
	s := &l.saying
	if s.draft.Text == "" && s.kept.lines == 0 && !s.writing {
		if s.stored == (room.Draft{}) {
			return l.say(l.tr("there is nothing to forget"))
		}
		s.taken = true
	}
	s.draft, s.kept, s.writing, s.warned, s.asked = room.Draft{}, kept{}, false, false, false
	return errors.Join(l.settle(ctx), l.say(l.tr("forgotten")))
}

// write begins a message of several lines.
func (l *loop) write() error {
	l.saying.writing, l.saying.draft = true, room.Draft{}
	return l.say(l.tr("Write the lines of the message; a line with one dot says it, and /drop in a line of its own forgets it."))
}

// writeOn takes one more line of a message of several. A line of two dots stands
// for one.
func (l *loop) writeOn(ctx context.Context, typed string) error {
	s := &l.saying
	switch typed {
	case ".":
		s.writing = false
		if strings.TrimSpace(s.draft.Text) == "" {
			return l.drop(ctx)
		}
		return l.sendDraft(ctx)
	case "/drop", "/discard", "/放弃":
		return l.drop(ctx)
	case "..":
		typed = "."
	}
	return l.writeDown(typed)
}

// writeDown adds to what is to be said as one message, unless it is too long by
// far already.
func (l *loop) writeDown(more string) error {
	s := &l.saying
	if len(s.draft.Text)+len(more) >= 2*room.MaxTextBytes {
		return l.fail(l.tr("the message would be longer than %d bytes, and this was left out; say what there is, or /drop it", int64(room.MaxTextBytes)))
	}
	if s.draft.Text != "" {
		s.draft.Text += "\n"
	}
	s.draft.Text += more
	return nil
}

// interrupted is what ^C does to what is being written.
func (l *loop) interrupted(ctx context.Context) error {
	if !l.saying.writing {
		return nil
	}
	return l.drop(ctx)
}
