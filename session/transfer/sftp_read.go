package transfer

import (
	"io"
	"io/fs"
	"path"
	"strconv"

	"github.com/pkg/sftp"

	"snug/room"
)

var (
	_ sftp.FileReader           = (*server)(nil)
	_ sftp.NameLookupFileLister = (*server)(nil)
	_ sftp.StatVFSFileCmder     = (*server)(nil)
)

// Fileread opens a file for reading.
func (s *server) Fileread(r *sftp.Request) (_ io.ReaderAt, err error) {
	defer s.contain("open a file", &err)
	one, err := s.hold(true)
	if err != nil {
		return nil, s.refused(err)
	}
	defer one.unlessKept()
	d, err := s.open(r.Filepath)
	if err != nil {
		return nil, s.unread(err)
	}
	one.kept = true
	h := &readHandle{s, d, one.release}
	s.opens(h)
	return h, nil
}

// A readHandle is a file that a client has open for reading.
type readHandle struct {
	s       *server
	from    *download
	release func()
}

// ReadAt implements [io.ReaderAt].
func (h *readHandle) ReadAt(b []byte, off int64) (n int, err error) {
	defer h.s.contain("read a file", &err)
	n, err = h.from.ReadAt(b, off)
	return n, h.s.unread(err)
}

// WriteAt refuses, as what is there is never changed.
func (h *readHandle) WriteAt([]byte, int64) (int, error) {
	return 0, h.s.refused(refuse(room.ErrDenied, asItIs))
}

// Close implements [io.Closer].
func (h *readHandle) Close() (err error) {
	defer h.s.contain("close a file", &err)
	defer h.release()
	return h.s.refused(h.from.close())
}

// Filelist opens a folder, or tells what something is like.
func (s *server) Filelist(r *sftp.Request) (_ sftp.ListerAt, err error) {
	defer s.contain("list", &err)
	switch r.Method {
	case "List":
		return s.openFolder(r.Filepath)
	case "Readlink":
		return nil, s.unsupported(noLinks)
	}
	n, err := s.resolve(r.Filepath)
	if err != nil {
		return nil, s.unseen(err)
	}
	by, err := s.who()
	if err != nil {
		return nil, s.unread(err)
	}
	return attributes{s.stat(by, n, path.Base(r.Filepath))}, nil
}

// attributes are what one thing is like.
type attributes struct{ entry }

// ListAt implements [sftp.ListerAt].
func (a attributes) ListAt(out []fs.FileInfo, _ int64) (int, error) {
	out[0] = a.entry
	return 1, nil
}

func (s *server) openFolder(p string) (sftp.ListerAt, error) {
	one, err := s.hold(false)
	if err != nil {
		return nil, s.refused(err)
	}
	defer one.unlessKept()
	n, err := s.resolve(p)
	if err != nil {
		return nil, s.unread(err)
	}
	list, err := s.list(n)
	if err != nil {
		return nil, s.unread(err)
	}
	one.kept = true
	return &folderHandle{s: s, list: list, release: one.release}, nil
}

// A folderHandle is a folder that a client has open. The library reads it from one
// goroutine at a time.
type folderHandle struct {
	s       *server
	list    *pager
	release func()
}

// ListAt implements [sftp.ListerAt]: it goes on where it was, as the protocol does.
func (h *folderHandle) ListAt(out []fs.FileInfo, _ int64) (n int, err error) {
	defer h.s.contain("list a folder", &err)
	entries, err := h.list.next(len(out))
	if err != nil {
		return 0, h.s.unread(err)
	}
	owners, groups := make(map[string]string), make(map[string]string)
	for i, e := range entries {
		out[i] = e
		owners[number(e.Uid())], groups[number(e.Gid())] = e.ownerName(), e.groupName()
	}
	h.s.mu.Lock()
	h.s.owners, h.s.groups = owners, groups
	h.s.mu.Unlock()
	return len(entries), nil
}

// Close implements [io.Closer].
func (h *folderHandle) Close() error {
	h.release()
	return nil
}

// LookupUserName returns who the number in an entry of the last listing is: the
// library asks for that before it answers.
func (s *server) LookupUserName(uid string) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.owners[uid]
}

// LookupGroupName returns which room the number in an entry of the last listing is.
func (s *server) LookupGroupName(gid string) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.groups[gid]
}

// StatVFS tells how much somebody may still put into a room: what is used are its
// files, and what is free is what the nearest bound leaves.
func (s *server) StatVFS(r *sftp.Request) (_ *sftp.StatVFS, err error) {
	defer s.contain("tell what is free", &err)
	n, err := s.resolve(r.Filepath)
	if err != nil {
		return nil, s.unread(err)
	}
	by, err := s.who()
	if err != nil {
		return nil, s.unread(err)
	}
	const block, readOnly = 1 << 10, 1 // bytes; flag of statvfs@openssh.com
	v := &sftp.StatVFS{Bsize: block, Frsize: block, Flag: readOnly, Namemax: room.MaxLeaf}
	if n.room.ID == 0 {
		return v, nil
	}
	q, err := s.Broker.Quota(s.ctx, by, n.room.ID)
	if err != nil {
		return v, nil //nolint:nilerr // nothing may be put there, which is what it says
	}
	q.File = q.MaxServer // of all together, not of one
	free := q.Left()
	v.Flag, v.Bavail = 0, uint64(free/block)
	v.Bfree, v.Blocks = v.Bavail, uint64((q.Room.Bytes+free)/block)
	v.Files = uint64(q.Room.Files)
	return v, nil
}

// number returns a number as the library asks for its name.
func number(id uint32) string { return strconv.FormatUint(uint64(id), 10) }
