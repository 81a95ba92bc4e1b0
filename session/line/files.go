package line

import (
	"context"

	"snug/room"
	"snug/text"
	"snug/ui"
)

// withFile makes lines of a message that brings a file; its text, if any, stands
// below. Head ends with its author, behind whom no text of theirs begins a row so.
func (l *loop) withFile(head string, m *room.Message) []string {
	f := m.File
	name := text.StripLine(f.Name)
	said := l.tr("put in [file #%[1]d] %[2]s, %[3]s. /get %[1]d", uint64(f.ID), name, text.Size(f.Size))
	if !f.Expired.IsZero() {
		said = l.tr("put in [file #%[1]d] %[2]s (expired)", uint64(f.ID), name)
	}
	if m.Text != "" {
		said += "\n" + ui.Veiled(l.Lang, m.Text)
	}
	return block(head+" ", said)
}

// files prints what was put into the room, the newest first.
func (l *loop) files(ctx context.Context) error { return l.filesBefore(ctx, 0) }

// filesBefore prints a page of the files whose numbers are less than one; zero: of
// the newest.
func (l *loop) filesBefore(ctx context.Context, before room.FileID) error {
	var list []*room.Message
	err := l.during(ctx, patience, func(ctx context.Context) (err error) {
		list, err = l.seat.Files(ctx, before, pageSize+1)
		return err
	})
	switch {
	case err != nil:
		return l.failed(ctx, err)
	case len(list) == 0:
		return l.say(l.tr("there are no files here; /upload says how to put one in"))
	}
	shown := list[:min(len(list), pageSize)]
	out := l.read(shown)
	if len(list) == len(shown) {
		return l.page(out)
	}
	if err := l.page(append(out, l.tr("(/more shows older files)"))); err != nil {
		return err
	}
	oldest := shown[len(shown)-1].File.ID
	l.andThen(func(ctx context.Context) error { return l.filesBefore(ctx, oldest) })
	return nil
}
