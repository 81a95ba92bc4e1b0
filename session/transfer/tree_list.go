package transfer

import (
	"io"
	"path"
	"slices"
	"strings"

	"snug/room"
)

// A pager reads what is in a folder, some of it at a time.
type pager struct {
	t     *tree
	by    room.UserID
	first []entry // what comes before files
	files *pages  // nil: there are none
	in    room.Room
}

// list begins to read what is in a folder: what was made in this session first, then
// files, the newest last. Whether they may be read is asked again for each part.
func (t *tree) list(n node) (*pager, error) {
	by, err := t.who()
	if err != nil {
		return nil, err
	}
	p := &pager{t: t, by: by, in: n.room}
	switch n.kind {
	case theRoot:
		p.first, err = t.rooms(by)
	case theInbox:
		p.files = newPages(func(before room.FileID, limit int) ([]*room.Message, error) {
			return t.Broker.Received(t.ctx, p.by, before, limit)
		})
	case aRoom:
		p.first = t.children(by, n.room, "")
		p.files = newPages(func(before room.FileID, limit int) ([]*room.Message, error) {
			return t.Broker.Files(t.ctx, p.by, n.room.ID, before, limit)
		})
	case aFolder:
		p.first = t.children(by, n.room, n.name)
	case aBeginning:
	case aFile, anUpload:
		return nil, notThere(path.Base(n.name))
	}
	if err == nil && p.files != nil {
		err = p.files.begin()
	}
	return p, err
}

// next returns at most limit further entries, or [io.EOF] when there are no more.
func (p *pager) next(limit int) ([]entry, error) {
	by, err := p.t.who()
	if err != nil {
		return nil, err
	}
	p.by = by
	if n := min(limit, len(p.first)); n > 0 {
		out := p.first[:n]
		p.first = p.first[n:]
		return out, nil
	}
	if p.files == nil {
		return nil, io.EOF
	}
	messages, err := p.files.next(limit)
	if err != nil {
		return nil, err
	}
	out := make([]entry, len(messages))
	for i, m := range messages {
		out[i] = fileEntry(numberedName(m.File), p.in, m)
	}
	return out, nil
}

// rooms returns the folders of the root.
func (t *tree) rooms(by room.UserID) ([]entry, error) {
	rooms, err := t.Broker.FileRooms(t.ctx, by)
	if err != nil {
		return nil, err
	}
	taken := make(map[string]int, len(rooms))
	for _, r := range rooms {
		taken[strings.ToLower(r.Name)]++
	}
	var out []entry
	if by != 0 {
		out = append(out, t.stat(by, node{kind: theInbox}, inbox))
	}
	for _, r := range rooms {
		name := r.Name
		switch {
		case taken[strings.ToLower(name)] > 1, name == "", strings.Contains(name, "/"):
			name = roomID(r)
		case strings.EqualFold(name, inbox):
			name = "#" + name
		}
		out = append(out, t.stat(by, node{kind: aRoom, room: r}, name))
	}
	return out, nil
}

// children returns what this session has made and put into a folder of a room; in the
// room itself files are listed by their numbers.
func (t *tree) children(by room.UserID, in room.Room, folder string) []entry {
	inside := func(at place) bool {
		dir := path.Dir(at.name)
		return at.in == in.ID && (dir == folder || folder == "" && dir == ".")
	}
	var names []string
	t.mu.Lock()
	for at := range t.folders {
		if inside(at) {
			names = append(names, at.name)
		}
	}
	for _, a := range t.arrived {
		if folder != "" && inside(a.place) {
			names = append(names, a.name)
		}
	}
	t.mu.Unlock()
	slices.Sort(names)
	var out []entry
	for _, name := range slices.Compact(names) {
		if n, ok, _ := t.known(by, in, name); ok {
			out = append(out, t.stat(by, n, path.Base(name)))
		}
	}
	return out
}
