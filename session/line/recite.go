package line

import (
	"context"
	"errors"
	"strings"
	"time"

	"snug/room"
	"snug/session/line/editor"
	"snug/text/lang"
	"snug/ui"
)

// maxWait is the longest that a line waits until it can be said.
const maxWait = 2 * time.Minute

// recite says what comes in, each line as a message, and prints nothing but how
// many there were. It stops at the first that is refused for another reason than
// that it came too soon: what comes behind it is not said either.
func (l *loop) recite(ctx context.Context, chat ui.Chat) error {
	l.seat = chat.Seat
	if name, is := lang.Parse(chat.Settings["lang"]); is && chat.Settings["lang"] != "auto" {
		l.Lang = name
	}
	v, err := l.enterNow(ctx, chat.Room)
	if err != nil {
		return err
	}
	l.in = v.Room
	said := int64(0)
	for lines := int64(1); ; {
		e, any := l.typed.next()
		switch {
		case any && e.Kind == editor.Pasted:
			l.spread(e)
		case any && (e.Kind == editor.Ended || e.Kind == editor.Interrupted):
			l.typed.ready, l.typed.ended = nil, true
		case any && e.Bad:
			return l.stopped(lines, said, lang.S("it is no UTF-8, or longer than %d bytes", int64(maxTyped)), nil)
		case any && strings.TrimSpace(e.Text) == "":
			lines++
		case any:
			if err := l.reciteLine(ctx, e.Text); err != nil {
				if ctx.Err() != nil {
					return context.Cause(ctx)
				}
				return l.stopped(lines, said, lang.Sentence{}, err)
			}
			lines++
			said++
		case l.typed.ended:
			if l.typed.failed != nil {
				return l.typed.failed
			}
			return l.fail(l.tr("%[1]d lines were said in %[2]s.", said, l.in.Label()))
		default:
			if err := l.listen(ctx); err != nil {
				return err
			}
		}
	}
}

// spread makes lines of what was pasted into a terminal.
func (l *loop) spread(e editor.Event) {
	var lines []editor.Event
	for text := range strings.SplitSeq(e.Text, "\n") {
		lines = append(lines, editor.Event{Kind: editor.Entered, Text: text, Bad: e.Bad})
	}
	l.typed.ready = append(lines, l.typed.ready...)
}

// reciteLine says one line, and waits where it comes too soon.
func (l *loop) reciteLine(ctx context.Context, line string) error {
	s := room.Saying{ID: room.NewCommandID(), Text: line}
	for waited := time.Duration(0); ; {
		err := l.post(ctx, s)
		var r *room.Refusal
		if !errors.As(err, &r) || !errors.Is(err, room.ErrLimited) || r.After <= 0 || waited+r.After > maxWait {
			return err
		}
		waited += r.After
		timer := time.NewTimer(r.After)
		select {
		case <-ctx.Done():
			timer.Stop()
			return context.Cause(ctx)
		case <-timer.C:
		}
	}
}

// stopped is the refusal that tells which line was not said, and why; err is why
// unless it is given in words.
func (l *loop) stopped(line, said int64, why lang.Sentence, err error) error {
	kind := room.ErrInvalid
	var r *room.Refusal
	switch {
	case err == nil:
	case errors.As(err, &r):
		kind, why = r.Kind, r.Text
	case errors.Is(err, room.ErrUnknownOutcome), errors.Is(err, context.DeadlineExceeded):
		kind, why = room.ErrUnavailable, lang.S("the server did not answer in time and it may yet be done; look before you do it again")
	default:
		return err
	}
	return &room.Refusal{Kind: kind, Text: lang.S("line %[1]d and what comes behind it were not said: %[3]s (%[2]d were said before it)", line, said, why)}
}
