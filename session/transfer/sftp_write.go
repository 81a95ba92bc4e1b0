package transfer

import (
	"io"
	"path"
	"sync/atomic"

	"github.com/pkg/sftp"

	"snug/room"
	"snug/text"
	"snug/text/lang"
)

var _ sftp.OpenFileWriter = (*server)(nil)

var (
	noLinks = lang.S("links are not made here; put the file in again")
	noNames = lang.S("files are not renamed here; put the file in again under that name")
	asItIs  = lang.S("what was put in stays as it is; put in another")
)

// Filewrite opens a file for writing, which is a new one always.
func (s *server) Filewrite(r *sftp.Request) (io.WriterAt, error) { return s.OpenFile(r) }

// OpenFile is Filewrite for what is opened for reading as well.
func (s *server) OpenFile(r *sftp.Request) (_ sftp.WriterAtReaderAt, err error) {
	defer s.contain("open a file for writing", &err)
	flags := r.Pflags()
	if flags.Append {
		return nil, s.unsupported(lang.S("an upload does not go on where another ended; put in the whole file"))
	}
	if !flags.Creat {
		if _, err := s.resolve(r.Filepath); err != nil {
			return nil, s.unread(err)
		}
		return nil, s.refused(refuse(room.ErrDenied, asItIs))
	}
	one, err := s.hold(false)
	if err != nil {
		return nil, s.refused(err)
	}
	defer one.unlessKept()
	up, err := s.upload(r.Filepath, -1)
	if err != nil {
		return nil, s.refused(err)
	}
	one.kept = true
	h := &writeHandle{s: s, to: up, release: one.release}
	s.opens(h)
	return h, nil
}

// A writeHandle is a file that a client has open for writing.
type writeHandle struct {
	s       *server
	to      *incoming
	release func()
	cut     atomic.Bool // the session ended first
}

var _ sftp.TransferError = (*writeHandle)(nil)

// WriteAt implements [io.WriterAt].
func (h *writeHandle) WriteAt(b []byte, off int64) (n int, err error) {
	defer h.s.contain("write a file", &err)
	n, err = h.to.WriteAt(b, off)
	return n, h.s.refused(err)
}

// ReadAt refuses, as what nobody sees yet cannot be read.
func (h *writeHandle) ReadAt([]byte, int64) (int, error) {
	return 0, h.s.refused(refuse(room.ErrDenied, lang.S("a file that is being put in cannot be read; read it when it is there")))
}

// Close announces the file, if that has its name.
func (h *writeHandle) Close() (err error) {
	defer h.s.contain("end an upload", &err)
	if h.to.waits(h.release) {
		return nil
	}
	defer h.release()
	m, err := h.to.close()
	if h.cut.Load() {
		return err // nobody is there to be told
	}
	if err == nil && m.File != nil && h.to.endsWithBlock() {
		h.s.notices.say(h.s.Lang.T("%[1]s is in %[2]s now as file %[3]d, with %[4]s; if you broke it off, delete it with: rm /%[3]d",
			shown(m.File.Leaf()), h.to.in.Label(), uint64(m.File.ID), text.Size(m.File.Size)))
	}
	return h.s.refused(err)
}

// TransferError gives the upload up, when the session ends before it was closed.
func (h *writeHandle) TransferError(error) {
	h.cut.Store(true)
	var err error
	defer h.s.contain("break off an upload", &err)
	h.to.abort()
}

// Filecmd does what takes no handle.
func (s *server) Filecmd(r *sftp.Request) (err error) {
	defer s.contain("change a file", &err)
	switch r.Method {
	case "Mkdir":
		return s.refused(s.mkdir(r.Filepath))
	case "Rmdir":
		return s.refused(s.rmdir(r.Filepath))
	case "Remove":
		return s.refused(s.remove(r.Filepath))
	case "Setstat":
		return s.setstat(r)
	case "Rename":
		if named, err := s.tree.rename(r.Filepath, r.Target); named {
			return s.refused(err)
		}
		return s.unsupported(noNames)
	}
	return s.unsupported(noLinks)
}

// setstat makes a file that is being put in as long as a client says. Times and modes
// are not kept: clients set them behind what they put in, and are let believe it.
func (s *server) setstat(r *sftp.Request) error {
	n, err := s.resolve(r.Filepath)
	if err != nil {
		return s.unread(err)
	}
	size := r.AttrFlags().Size
	switch {
	case n.kind == aFolder, n.kind == anUpload && !size, n.kind == aFile && !size && s.own(n):
		return nil
	case n.kind != anUpload:
		return s.refused(refuse(room.ErrDenied, asItIs))
	case !n.alone: // the library says which file by its path alone
		return s.refused(refuse(room.ErrConflict,
			lang.S("%s is being put in more than once, so it cannot be told which is meant; put it in again", shown(path.Base(n.name)))))
	}
	a := r.Attributes()
	if a == nil {
		return &answer{sftp.ErrSSHFxBadMessage, "bad attributes"}
	}
	return s.refused(n.upload.truncate(a.Size))
}

// own reports whether this session has put a file in.
func (t *tree) own(n node) bool {
	t.mu.Lock()
	defer t.mu.Unlock()
	for _, a := range t.arrived {
		if a.file == n.message.File.ID {
			return true
		}
	}
	return false
}
