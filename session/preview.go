package session

import (
	"context"
	"errors"
	"io"

	"snug/room"
	"snug/session/command"
	"snug/ui"
)

// OpenFile implements [ui.Host].
func (h *host) OpenFile(ctx context.Context, id room.FileID) (*room.Message, ui.Bytes, error) {
	s := h.session.server
	who, err := s.Table.Identify(h.person(), h.key, h.session.live.Address)
	var d *room.Download
	if err == nil {
		d, err = s.Broker.OpenFile(ctx, room.UserID(who.Account.ID), id)
	}
	switch {
	case err == nil:
		return d.Message, explained{d, s.Table}, nil
	case ctx.Err() != nil:
		return nil, nil, context.Cause(ctx)
	}
	return nil, nil, s.Table.Explain(err)
}

// explained is the bytes of a file, whose errors are fit for people.
type explained struct {
	*room.Download
	table *command.Table
}

// ReadAt implements [io.ReaderAt].
func (e explained) ReadAt(p []byte, off int64) (int, error) {
	n, err := e.Download.ReadAt(p, off)
	if err != nil && !errors.Is(err, io.EOF) {
		err = e.table.Explain(err)
	}
	return n, err
}
