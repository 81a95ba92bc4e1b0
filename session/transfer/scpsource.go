package transfer

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"path"
	"strings"

	"snug/room"
	"snug/text"
	"snug/text/lang"
)

// Modes that files and folders have where they are copied to: their owner there does
// with them what they like.
const (
	scpFileMode   = 0o644
	scpFolderMode = 0o755
)

// send sends what the paths mean, each as far as it may be read.
func (s *scp) send(paths []string) error {
	if _, err := s.wire.answer(); err != nil { // the peer is ready
		return err
	}
	if len(paths) == 0 {
		return s.refused(refuse(room.ErrInvalid, lang.S("say what to copy; list what there is with: %s", "sftp")))
	}
	if whole := strings.Join(paths, " "); len(paths) > 1 && s.named(whole) {
		paths = []string{whole} // whoever has typed a blank has left out the quotes
	}
	for _, p := range paths {
		if err := s.sendPath(p); err != nil {
			return err
		}
	}
	return nil
}

// named reports whether a path has exactly the name of a file.
func (s *scp) named(p string) bool {
	n, err := s.tree.resolve(p)
	if err != nil || n.kind != aFile {
		return false
	}
	name := path.Base(p)
	return name == numberedName(n.message.File) || name == n.message.File.Leaf()
}

// sendPath sends what one path means. What has it for its name goes before a pattern.
func (s *scp) sendPath(p string) error {
	n, err := s.tree.resolve(p)
	name := text.StripLine(path.Base(path.Clean("/" + p)))
	if errors.Is(err, room.ErrNotFound) && strings.ContainsAny(name, "*?") {
		return s.sendMatches(p, name, err)
	}
	if err != nil {
		return s.refused(err)
	}
	if n.folder() {
		return s.sendFolder(n, path.Clean("/"+p), name)
	}
	return s.sendFile(p, name)
}

// sendMatches sends what in a folder a pattern means.
func (s *scp) sendMatches(p, pattern string, lost error) error {
	in := path.Dir(path.Clean("/" + p))
	n, err := s.tree.resolve(in)
	if err != nil {
		return s.refused(err)
	}
	pattern = strings.NewReplacer(`\`, `\\`, `[`, `\[`).Replace(pattern) // * and ? alone mean something
	matched := false
	err = s.each(n, func(e entry) error {
		if is, err := path.Match(pattern, e.name); err != nil || !is {
			return nil //nolint:nilerr // no pattern is wrong without brackets
		}
		matched = true
		return s.sendEntry(e, in)
	})
	if err == nil && !matched {
		return s.refused(lost)
	}
	return err
}

// each calls what with every entry of a folder. An error of what ends it; that a
// folder cannot be read is told to the peer.
func (s *scp) each(n node, what func(entry) error) error {
	entries, err := s.tree.list(n)
	if err != nil {
		return s.refused(err)
	}
	for {
		some, err := entries.next(pageSize)
		switch {
		case errors.Is(err, io.EOF):
			return nil
		case err != nil:
			return s.refused(err)
		}
		for _, e := range some {
			if err := what(e); err != nil {
				return err
			}
		}
	}
}

// sendEntry sends what a folder lists.
func (s *scp) sendEntry(e entry, in string) error {
	at := path.Join(in, e.name)
	if !e.IsDir() {
		return s.sendFile(at, e.name)
	}
	n, err := s.tree.resolve(at)
	if err != nil {
		return s.refused(err)
	}
	return s.sendFolder(n, at, e.name)
}

// sendFolder sends a folder with all that is in it. The root has no name of its own.
func (s *scp) sendFolder(n node, at, name string) error {
	if !s.recursive {
		return s.refused(refuse(room.ErrInvalid, lang.S("%s is a folder; copy it with: %s", shown(name), "scp -r")))
	}
	if n.kind == theRoot {
		name = "files"
	}
	no, err := s.header("D%04o 0 %s\n", scpFolderMode, name)
	if no || err != nil {
		return err
	}
	if err := s.each(n, func(e entry) error { return s.sendEntry(e, at) }); err != nil {
		return err
	}
	_, err = s.header("E\n")
	return err
}

// header writes a line and reads what the peer says to it.
func (s *scp) header(format string, args ...any) (no bool, err error) {
	if _, err := fmt.Fprintf(s.wire.w, format, args...); err != nil {
		return false, err
	}
	no, err = s.wire.answer()
	s.failed = s.failed || no
	return no, err
}

// sendFile sends one file under a name. When it cannot be read to its end the session
// ends: the protocol has no word for it until as many bytes were sent as were declared.
func (s *scp) sendFile(at, name string) error {
	from, err := s.tree.open(at)
	if err != nil {
		return s.refused(err)
	}
	defer from.close()
	file := from.Message.File
	if s.times {
		when := from.Message.At.Unix()
		if no, err := s.header("T%d 0 %d 0\n", when, when); no || err != nil {
			return err
		}
	}
	no, err := s.header("C%04o %d %s\n", scpFileMode, file.Size, name)
	if no || err != nil {
		return err
	}
	for at := int64(0); at < file.Size; {
		n, err := from.ReadAt(s.wire.chunk[:min(file.Size-at, scpChunk)], at)
		if n == 0 {
			return s.broken(cmp.Or(err, io.ErrUnexpectedEOF))
		}
		if _, err := s.wire.w.Write(s.wire.chunk[:n]); err != nil {
			return err
		}
		at += int64(n)
	}
	if err := s.wire.ok(); err != nil {
		return err
	}
	no, err = s.wire.answer()
	s.failed = s.failed || no
	return err
}

// broken tells a person on standard error why a file has no end.
func (s *scp) broken(err error) error {
	if s.tree.ctx.Err() != nil {
		return err // whoever has ended the session tells why
	}
	said, _ := s.Explain(err)
	newNotices(s.Notices).say("scp: " + said)
	return err
}
