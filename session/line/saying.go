package line

import (
	"context"
	"errors"
	"strings"

	"snug/room"
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

	draft  room.Draft // of several lines, that /send says; empty: none
	stored room.Draft // what the server keeps for this room
	taken  bool       // that is in draft or in the row now, or is to be forgotten
	own    []room.CommandID
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
		l.saying.draft = room.Draft{Text: said}
		return l.fail(l.tr("Not said: you are in %s now, and this may be for the room that you were in. /send says it here, /drop forgets it.", l.label(l.in)))
	}
	return l.speak(ctx, room.Plain, ui.Typed(said), 0, typed)
}

// speak says something in the room. What is refused comes back into the row, if
// there is one.
func (l *loop) speak(ctx context.Context, style room.Style, said string, reply uint64, typed string) error {
	err := l.post(ctx, room.Saying{ID: room.NewCommandID(), Style: style, Text: said, Reply: reply})
	if err == nil {
		return l.settle(ctx)
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
