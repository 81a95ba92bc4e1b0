package transfer

import (
	"cmp"
	"io/fs"
	"strings"
	"time"

	"snug/room"
)

// An entry is a node as a folder lists it. It implements [fs.FileInfo], and what the
// library for SFTP asks of one for owners.
type entry struct {
	name  string
	size  int64 // bytes
	mode  fs.FileMode
	at    time.Time
	owner room.Person // of a file: who put it in
	group room.Room   // the room that it is in
}

var _ fs.FileInfo = entry{}

// The modes that there are. Nobody changes a file, and nobody else is anybody here.
const (
	fileMode   = 0o440
	uploadMode = 0o640
	closedMode = fs.ModeDir | 0o550
	openMode   = fs.ModeDir | 0o750 // files may be put there
)

func (e entry) Name() string       { return e.name }
func (e entry) Size() int64        { return e.size }
func (e entry) Mode() fs.FileMode  { return e.mode }
func (e entry) ModTime() time.Time { return e.at.UTC() }
func (e entry) IsDir() bool        { return e.mode.IsDir() }
func (e entry) Sys() any           { return nil }

// Uid and Gid return numbers that tell owners apart; what they are called is asked of
// the listing.
func (e entry) Uid() uint32 { return uint32(e.owner.ID) }
func (e entry) Gid() uint32 { return uint32(e.group.ID) }

// ownerName and groupName return what stands in a long listing.
func (e entry) ownerName() string { return word(e.owner.Name) }
func (e entry) groupName() string { return word(e.group.Name) }

// word returns a name as one word of a line that clients take apart at blanks.
func word(name string) string { return cmp.Or(strings.ReplaceAll(shown(name), " ", "_"), "-") }

// stat returns what a node is like, under a name.
func (t *tree) stat(by room.UserID, n node, name string) entry {
	e := entry{name: name, mode: closedMode, at: t.since, group: n.room}
	switch n.kind {
	case theRoot, theInbox:
	case aRoom:
		if _, err := t.Broker.Quota(t.ctx, by, n.room.ID); err == nil {
			e.mode = openMode
		}
		if !n.room.Created.IsZero() {
			e.at = n.room.Created
		}
	case aFolder, aBeginning:
		e.mode = openMode
	case aFile:
		e = fileEntry(name, n.room, n.message)
	case anUpload:
		e.mode, e.size = uploadMode, n.upload.size()
	}
	return e
}

// fileEntry returns what a file is like that a message of a room has.
func fileEntry(name string, in room.Room, m *room.Message) entry {
	return entry{name: name, size: m.File.Size, mode: fileMode, at: m.At, owner: m.Author, group: in}
}
