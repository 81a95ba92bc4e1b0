package transfer

import (
	"strconv"
	"strings"

	"snug/room"
	"snug/text"
	"snug/text/lang"
)

// within returns what a path in a room means.
func (t *tree) within(by room.UserID, in room.Room, parts []string) (node, error) {
	whole := strings.Join(parts, "/")
	if name, err := room.ParseFileName(whole); err == nil {
		if n, ok, err := t.known(by, in, name); ok {
			return n, err
		}
	}
	if len(parts) > 1 {
		return node{}, notThere(whole)
	}
	return t.file(by, in, whole)
}

// known returns what this session itself calls so.
func (t *tree) known(by room.UserID, in room.Room, name string) (n node, ok bool, err error) {
	at := place{in.ID, name}
	t.mu.Lock()
	coming, folder, id := t.incoming[at], t.folders[at], t.arrival(at)
	if open := t.reading[at]; len(open) > 0 {
		id = open[0].Message.File.ID // the one whose attributes are asked for
	}
	n = node{kind: anUpload, room: in, name: name, alone: len(coming) == 1}
	if len(coming) > 0 {
		n.upload = coming[len(coming)-1]
	}
	t.mu.Unlock()
	switch {
	case n.upload != nil:
		return n, true, nil
	case folder:
		return node{kind: aFolder, room: in, name: name}, true, nil
	case id == 0:
		return node{}, false, nil
	}
	if n, err = t.numberedIn(by, in, id); err != nil {
		return n, false, nil //nolint:nilerr // it has gone, and what is called so may be another
	}
	return n, true, nil
}

// arrival returns the number of what this session has put in under a name; zero if it
// remembers none. The caller holds mu.
func (t *tree) arrival(at place) room.FileID {
	for i := len(t.arrived) - 1; i >= 0; i-- {
		if t.arrived[i].place == at {
			return t.arrived[i].file
		}
	}
	return 0
}

// file returns the file of a room that a name means.
func (t *tree) file(by room.UserID, in room.Room, name string) (node, error) {
	id, leaf := numbered(name)
	byNumber, err := node{}, notThere(name)
	if id != 0 {
		if byNumber, err = t.numberedIn(by, in, id); err == nil && byNumber.message.File.Leaf() == leaf {
			return byNumber, nil
		}
	}
	m, lost := t.Broker.FileNamed(t.ctx, by, in.ID, name)
	if lost == nil {
		return node{kind: aFile, room: in, message: m}, nil
	}
	if id == 0 {
		err = lost
	}
	return byNumber, err
}

// numberedIn returns the file with a number, if it is one of a room.
func (t *tree) numberedIn(by room.UserID, in room.Room, id room.FileID) (node, error) {
	at, m, err := t.Broker.File(t.ctx, by, id)
	if err != nil {
		return node{}, err
	}
	if at.ID != in.ID {
		return node{}, notThere(strconv.FormatUint(uint64(id), 10))
	}
	return node{kind: aFile, room: at, message: m}, nil
}

// received returns the file that a name in the inbox means.
func (t *tree) received(by room.UserID, parts []string) (node, error) {
	name := strings.Join(parts, "/")
	if id, _ := numbered(name); id != 0 {
		in, m, err := t.Broker.File(t.ctx, by, id)
		if err == nil && in.Conversation() && m.Author.ID != by {
			return node{kind: aFile, room: in, message: m}, nil
		}
	}
	pages := newPages(func(before room.FileID, limit int) ([]*room.Message, error) {
		return t.Broker.Received(t.ctx, by, before, limit)
	})
	for m, err := range pages.newest {
		if err != nil {
			return node{}, err
		}
		if m.File.Leaf() == name {
			in, m, err := t.Broker.File(t.ctx, by, m.File.ID)
			return node{kind: aFile, room: in, message: m}, err
		}
	}
	return node{}, notThere(name)
}

// numbered reads "81-report.pdf" or "81"; what begins with no number has zero.
func numbered(name string) (id room.FileID, leaf string) {
	digits, leaf, _ := strings.Cut(name, "-")
	n, err := strconv.ParseUint(digits, 10, 64)
	if err != nil || digits[0] == '+' {
		return 0, ""
	}
	return room.FileID(n), leaf
}

// numberedName returns what a file is called in a listing, by which it is found again.
func numberedName(f *room.File) string {
	return strconv.FormatUint(uint64(f.ID), 10) + "-" + text.StripLine(f.Leaf())
}

// roomID returns the ID of a room as people type it.
func roomID(r room.Room) string { return "r_" + strconv.FormatUint(uint64(r.ID), 10) }

// notThere refuses what is not there, or not for who asks.
func notThere(name string) error {
	return refuse(room.ErrNotFound, lang.S("there is no file %s that you can read; list what there is", shown(name)))
}

// shown returns what somebody typed as it may stand in a sentence.
func shown(name string) string {
	const enough = 80 // columns
	return text.WcWidth.Cut(text.Safe(text.StripLine(name), text.WcWidth), enough)
}
