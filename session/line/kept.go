package line

import (
	"context"
	"strings"

	"snug/room"
)

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

// keepNothing counts a line that was no text. What is wrong is told once: it may be
// any file.
func (l *loop) keepNothing() error {
	s := &l.saying
	first := s.kept.whole()
	s.kept.lines++
	s.asked = false
	if !first {
		return nil
	}
	return l.fail(l.badLine())
}

// talk says what is kept, and from then on what is typed. Several lines may be a
// file, as are those that came together with it: they are one message, and none of
// them is a command.
func (l *loop) talk(ctx context.Context) error {
	s := &l.saying
	k := s.kept
	switch {
	case s.meant:
		return l.say(l.tr("what you type is said already"))
	case k.lines > 0 && !l.typed.alone:
		return l.fail(l.tr("/talk was not heeded, because other lines came with it, as from a file; type it by itself"))
	case !k.whole() || k.bytes > room.MaxTextBytes:
		return l.fail(l.tr("%d lines were typed, which is too much for one message, or no UTF-8; /drop forgets them, and this says a file line by line: %s",
			int64(k.lines), l.example("lines < FILE")))
	case k.lines > 1 && !s.asked:
		s.asked = true
		return l.say(l.tr("%d lines are kept. /talk once more says them as one message in %s; /drop forgets them.", int64(k.lines), l.label(l.in)))
	}
	s.meant, s.asked, s.kept = true, false, kept{}
	if err := l.say(l.tr("What you type is said from now on.")); err != nil || k.lines == 0 {
		return err
	}
	if k.lines == 1 {
		return l.entered(ctx, k.text[0])
	}
	s.draft, s.taken = room.Draft{Text: strings.Join(k.text, "\n")}, false
	return l.sendDraft(ctx)
}
