package ui_test

import (
	"bytes"
	"context"

	"snug/room"
	"snug/text/lang"
	"snug/ui"
)

// fakeFile is a file in memory.
type fakeFile struct {
	message *room.Message
	bytes   []byte
	hold    chan struct{} // opening it waits for that, when set
	broken  error         // what reading fails with

	opened, closed int
}

// shelve puts a file onto the host.
func (h *fakeHost) shelve(m *room.Message, content []byte) *fakeFile {
	if h.files == nil {
		h.files = make(map[room.FileID]*fakeFile)
	}
	m.File.Size = int64(len(content))
	h.files[m.File.ID] = &fakeFile{message: m, bytes: content}
	return h.files[m.File.ID]
}

func (h *fakeHost) OpenFile(ctx context.Context, id room.FileID) (*room.Message, ui.Bytes, error) {
	f := h.files[id]
	if f == nil {
		return nil, nil, &room.Refusal{Kind: room.ErrNotFound, Text: lang.S("there is no file %d that you can read; the command files lists them", uint64(id))}
	}
	if f.hold != nil {
		select {
		case <-f.hold:
		case <-ctx.Done():
			return nil, nil, ctx.Err()
		}
	}
	f.opened++
	return f.message, f, nil
}

func (f *fakeFile) ReadAt(p []byte, off int64) (int, error) {
	if f.broken != nil {
		return 0, f.broken
	}
	return bytes.NewReader(f.bytes).ReadAt(p, off)
}

func (f *fakeFile) Close() error {
	f.closed++
	return nil
}
