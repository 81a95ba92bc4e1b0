package roomtest

import (
	"bytes"
	"maps"
	"slices"
	"strings"

	"snug/room"
)

// The bounds of files in a random run, in bytes, so small that they are met.
const (
	modelFileSize  = 2 << 10
	modelFileQuota = 5 << 10
	modelRoomQuota = 8 << 10
	modelFileTotal = 9 << 10
)

// brings is what somebody is refused a file with who may say something.
func (m *model) brings(who room.UserID, r *modelRoom, f *room.File) error {
	files := m.server.files
	switch {
	case f.Size < 0:
		return room.ErrInvalid
	case files == "off", files == "staff" && !m.people[who].staff():
		return room.ErrDenied
	case r.set.Files == room.FilesOff, r.set.Files == room.FilesByModerators && m.role(who, r) < room.Moderator:
		return room.ErrDenied
	case !m.server.links && m.watched(who, r) && strings.HasPrefix(f.Name, "www."):
		return room.ErrDenied
	case f.Size > modelFileSize:
		return room.ErrInvalid
	}
	fresh := f.Size
	if _, there := m.disk[f.Sum]; there {
		fresh = 0
	}
	if m.usage(who, 0).Bytes+f.Size > modelFileQuota || m.usage(0, r.id).Bytes+f.Size > modelRoomQuota || m.onDisk().Bytes+fresh > modelFileTotal {
		return room.ErrConflict
	}
	return nil
}

// shelve gives a message its file.
func (m *model) shelve(said *modelMessage, f room.File) {
	m.files++
	said.file = &room.File{ID: m.files, Name: f.Name, Content: f.Content}
	m.disk[f.Sum] = f.Size
}

// kept returns the messages whose file is there and has not expired, also those of
// deleted rooms that are not swept yet.
func (r *modelRoom) kept() []*modelMessage {
	var found []*modelMessage
	if r.swept {
		return nil
	}
	for _, said := range r.said[r.trimmed:] {
		if said.file != nil && said.file.Expired.IsZero() {
			found = append(found, said)
		}
	}
	return found
}

// usage counts, one by one, what files take up: of somebody, or of a room.
func (m *model) usage(who room.UserID, in room.ID) (u room.Usage) {
	for _, r := range m.rooms {
		for _, said := range r.kept() {
			if said.author == who || r.id == in {
				u.Files++
				u.Bytes += said.file.Size
			}
		}
	}
	return u
}

func (m *model) onDisk() (u room.Usage) {
	for _, size := range m.disk {
		u.Files++
		u.Bytes += size
	}
	return u
}

// unused returns what is on disk and in no room, by sum.
func (m *model) unused() []room.Sum {
	left := maps.Clone(m.disk)
	for _, r := range m.rooms {
		for _, said := range r.kept() {
			delete(left, said.file.Sum)
		}
	}
	return slices.SortedFunc(maps.Keys(left), func(a, b room.Sum) int { return bytes.Compare(a[:], b[:]) })
}

func (m *model) unlink(c room.Unlink) error {
	if c.By != 0 {
		return room.ErrDenied
	}
	for _, s := range m.unused() {
		if slices.Contains(c.Sums, s) {
			delete(m.disk, s)
		}
	}
	return nil
}

// leaf is the last part of the name of its file.
func (said *modelMessage) leaf() string {
	if said.file == nil {
		return ""
	}
	return said.file.Name[strings.LastIndexByte(said.file.Name, '/')+1:]
}

// reported is what a report keeps of a message.
func (said *modelMessage) reported() string {
	switch {
	case said.file == nil:
		return said.text
	case said.text == "":
		return "[file] " + said.file.Name
	}
	return said.text + "\n[file] " + said.file.Name
}
