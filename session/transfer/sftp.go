package transfer

import (
	"context"
	"errors"
	"io"
	"runtime/debug"
	"sync"

	"github.com/pkg/sftp"

	"snug/room"
	"snug/text/lang"
)

// SFTP serves requests from rw until it ends or ctx does, and returns the exit
// status of the session. It closes rw, which has to end a Read and a Write that wait.
func SFTP(ctx context.Context, rw io.ReadWriteCloser, c Config) int {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel() // what is still coming in comes to nothing
	s := &server{tree: newTree(ctx, c), notices: newNotices(c.Notices), owners: make(map[string]string), groups: make(map[string]string)}
	s.renames = true
	p := newPackets(rw, s.newest)
	closed := make(chan struct{})
	stop := context.AfterFunc(ctx, func() {
		defer close(closed)
		defer c.contain("sftp")
		_ = p.Close() // it ends one way or the other
	})
	err := sftp.NewRequestServer(p, sftp.Handlers{FileGet: s, FilePut: s, FileCmd: s, FileList: s}).Serve()
	if stop() {
		if said, waits := s.nameless(); waits {
			s.notices.say(c.Lang.Say(said))
		}
		_ = p.Close()
	} else {
		<-closed
	}
	if errors.Is(err, io.EOF) && ctx.Err() == nil {
		return 0
	}
	if c.Log != nil {
		c.Log.Info("sftp ended", "err", err)
	}
	return 1
}

// A server answers the requests of one session. The library calls it from goroutines
// of its own, which recover nothing, so every method that it calls does.
type server struct {
	*tree
	notices *notices

	mu             sync.Mutex        // guards what follows
	opened         file              // the last one
	handles        int               // that are open
	downloads      int               // of those, files that are read
	owners, groups map[string]string // names of the numbers of the last listing
}

// Limits of a session. Each handle costs a few KiB, and a file that is read a
// descriptor.
const (
	maxHandles   = 16
	maxDownloads = 8
)

// A hold is one of the handles that a session may have.
type hold struct {
	release func() // once, however often it is called
	kept    bool   // a handle has it now
}

// unlessKept gives the hold back of what did not become a handle.
func (h *hold) unlessKept() {
	if !h.kept {
		h.release()
	}
}

// hold counts one handle more.
func (s *server) hold(download bool) (*hold, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	switch {
	case s.handles == maxHandles:
		return nil, refuse(room.ErrLimited, lang.S("a session has at most %d files and folders open; close some first", maxHandles))
	case download && s.downloads == maxDownloads:
		return nil, refuse(room.ErrLimited, lang.S("a session reads at most %d files at once; close some first", maxDownloads))
	}
	s.handles++
	if download {
		s.downloads++
	}
	return &hold{release: sync.OnceFunc(func() {
		s.mu.Lock()
		defer s.mu.Unlock()
		s.handles--
		if download {
			s.downloads--
		}
	})}, nil
}

// opens notes that a file is open.
func (s *server) opens(f file) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.opened = f
}

// newest returns the file that was opened last.
func (s *server) newest() file {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.opened
}

// contain recovers a panic of a handler, and answers it with an error.
func (s *server) contain(where string, err *error) {
	if p := recover(); p != nil {
		id := s.Panicked(where, p, debug.Stack())
		said := s.Lang.T("internal error, id %s; tell the people who run this server", id)
		s.notices.say(said)
		*err = &answer{sftp.ErrSSHFxFailure, said}
	}
}

// An answer is a status with what is said of it.
type answer struct {
	status error // one of the library's
	said   string
}

func (a *answer) Error() string { return a.said }
func (a *answer) Unwrap() error { return a.status }

// refused answers an error of the tree, which is told on standard error, too: most
// clients have but a word of their own for a status.
func (s *server) refused(err error) error {
	if err == nil || errors.Is(err, io.EOF) {
		return err
	}
	a := s.answerTo(err)
	s.notices.say(a.said)
	return a
}

// unread answers why something cannot be read. What somebody may not read is not
// there for them.
func (s *server) unread(err error) error {
	if err == nil || errors.Is(err, io.EOF) {
		return err
	}
	a := s.answerTo(err)
	if errors.Is(err, room.ErrDenied) && !errors.As(err, new(shutOut)) {
		a.status = sftp.ErrSSHFxNoSuchFile
	}
	s.notices.say(a.said)
	return a
}

// unseen is unread for what programs ask all the time to learn whether it is there.
func (s *server) unseen(err error) error {
	if errors.Is(err, room.ErrNotFound) {
		return s.answerTo(err)
	}
	return s.unread(err)
}

// answerTo returns the status of an error, and what people are told of it.
func (s *server) answerTo(err error) *answer {
	if s.ctx.Err() != nil { // which nobody needs to have explained
		return &answer{sftp.ErrSSHFxFailure, err.Error()}
	}
	said, _ := s.Explain(err)
	a := &answer{sftp.ErrSSHFxFailure, said}
	switch {
	case errors.As(err, new(shutOut)), errors.Is(err, room.ErrDenied):
		a.status = sftp.ErrSSHFxPermissionDenied
	case errors.Is(err, room.ErrNotFound):
		a.status = sftp.ErrSSHFxNoSuchFile
	}
	return a
}

// unsupported answers what there is no such thing as here.
func (s *server) unsupported(why lang.Sentence) error {
	said := s.Lang.Say(why)
	s.notices.say(said)
	return &answer{sftp.ErrSSHFxOpUnsupported, said}
}
