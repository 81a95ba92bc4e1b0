package transfer

import (
	"errors"
	"io"
	"path"
	"strings"
	"time"

	"snug/room"
	"snug/text/lang"
)

// Bounds of a copy.
const (
	maxSCPDepth = 32          // folders
	scpPatience = time.Minute // in which a peer has sent the rest of what was refused
)

// A sink is where what a peer sends is put.
type sink struct {
	to      string   // as the line has it
	within  bool     // to is a folder; else the name of the one thing that comes
	folders []string // paths of those that were opened and not closed
}

func newSink(to string) *sink {
	clean := strings.Trim(path.Clean("/"+to), "/")
	return &sink{to: "/" + clean, within: strings.HasSuffix(to, "/") || !strings.Contains(clean, "/")}
}

// place returns the path of something that comes with a name.
func (k *sink) place(name string) (string, error) {
	if len(k.folders) == 0 && !k.within {
		return k.to, nil
	}
	if strings.Contains(name, "/") {
		return "", refuse(room.ErrInvalid, lang.S("a name from scp has no / in it; send folders with: %s", "scp -r"))
	}
	if _, err := room.ParseFileName(name); err != nil {
		return "", err
	}
	in := k.to
	if n := len(k.folders); n > 0 {
		in = k.folders[n-1]
	}
	return path.Join(in, name), nil
}

// receive takes in what the peer sends, until it has no more.
func (s *scp) receive(to string) error {
	k := newSink(to)
	if err := s.wire.ok(); err != nil {
		return err
	}
	for {
		line, err := s.wire.line()
		switch {
		case errors.Is(err, io.EOF):
			return nil
		case err != nil:
			return err
		case line == "":
			return errSCPLine
		}
		if err := s.control(k, line[0], line[1:]); err != nil {
			return err
		}
	}
}

// control does what one line says.
func (s *scp) control(k *sink, what byte, behind string) error {
	switch what {
	case 'C', 'D':
		h, err := parseSCPHeader(behind)
		if err != nil {
			return err
		}
		at, err := k.place(h.name)
		switch {
		case err != nil:
			return s.refused(err)
		case what == 'C':
			return s.receiveFile(at, h.size)
		}
		return s.openFolder(k, at)
	case 'E':
		if len(k.folders) == 0 {
			return errSCPLine
		}
		k.folders = k.folders[:len(k.folders)-1]
		return s.wire.ok()
	case 'T': // when and with which mode it was there is nobody's business
		return s.wire.ok()
	case scpError: // the peer could not read something, and tells its person itself
		s.failed = true
		return nil
	case scpFatal:
		return errSCPStopped
	}
	return errSCPLine
}

// openFolder takes what comes for the inside of a folder. A peer leaves out one that is
// refused, with all that is in it.
func (s *scp) openFolder(k *sink, at string) error {
	if !s.recursive {
		return errSCPLine
	}
	if len(k.folders) == maxSCPDepth {
		return s.refused(refuse(room.ErrInvalid, lang.S("folders are nested more than %d deep and that is the limit; copy the inner ones by themselves", maxSCPDepth)))
	}
	if err := s.tree.mkdir(at); err != nil && !errors.Is(err, room.ErrConflict) { // it may be there
		return s.refused(err)
	}
	k.folders, k.within = append(k.folders, at), true
	return s.wire.ok()
}

// receiveFile takes one file in. It is announced when the peer has said that it was
// whole; a connection that is cut before leaves nothing. A peer sends no bytes of what
// was refused at its header; what is refused later it sends to the end, for a while.
func (s *scp) receiveFile(at string, size int64) error {
	s.over.Store(false)
	u, err := s.tree.upload(at, size)
	if err != nil {
		return s.refused(err)
	}
	defer u.abort() // after close it does nothing
	if err := s.wire.ok(); err != nil {
		return err
	}
	broken, no, err := s.takeFile(u, size)
	switch {
	case err != nil:
		return s.cutOff(u, err)
	case broken:
		s.failed = true
		return s.wire.ok()
	case no == nil:
		_, no = u.close()
	}
	if no != nil {
		return s.refused(no)
	}
	return s.wire.ok()
}

// cutOff ends the session in the middle of a file. A peer that is still there, but
// sends too little, is told.
func (s *scp) cutOff(u *incoming, err error) error {
	if s.gaveUp.Load() && s.tree.ctx.Err() == nil { // a session's end is told elsewhere
		_, why := u.close() // it has ended, and says why
		said, _ := s.Explain(why)
		_ = s.wire.refuse(scpFatal, said) // it may be gone after all
	}
	return err
}

// takeFile reads as many bytes as were declared, and writes them as long as they are
// taken; no says why they were not. Then it reads what the peer says of them: broken is
// that it could not read them itself.
func (s *scp) takeFile(u *incoming, size int64) (broken bool, no, err error) {
	for at := int64(0); at < size; {
		s.await(no)
		n, err := s.wire.r.Read(s.wire.chunk[:min(size-at, scpChunk)])
		s.waiting.Store(false)
		if n > 0 && no == nil {
			if _, no = u.WriteAt(s.wire.chunk[:n], at); no != nil {
				defer time.AfterFunc(scpPatience, s.giveUp).Stop()
			}
		}
		at += int64(n)
		if errors.Is(err, io.EOF) && at < size {
			return false, no, io.ErrUnexpectedEOF
		} else if err != nil && at < size {
			return false, no, err
		}
	}
	s.await(no)
	defer s.waiting.Store(false)
	broken, err = s.wire.answer()
	return broken, no, err
}

// await notes that the peer is waited for, who has been told of a refusal or will be. An
// upload that has ended for another reason, with nobody waiting, ends the wait here.
func (s *scp) await(no error) {
	s.waiting.Store(true)
	if no == nil && s.over.Load() {
		s.giveUp()
	}
}
