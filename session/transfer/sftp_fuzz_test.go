package transfer_test

import (
	"io"
	"net"
	"strings"
	"sync"
	"testing"

	"snug/session/transfer"
)

// served runs a session over what a client sends, whose answers it reads.
func (v *visit) served(sent []byte) {
	ours, theirs := net.Pipe()
	var client sync.WaitGroup
	client.Go(func() {
		_, _ = theirs.Write(sent) // the session may end first
		theirs.Close()
	})
	client.Go(func() { _, _ = io.Copy(io.Discard, theirs) })
	transfer.SFTP(v.h.t.Context(), ours, v.config())
	client.Wait()
}

// Whatever bytes come, the session ends, nothing panics, and nothing is left open.
func FuzzSFTPBytes(f *testing.F) {
	h := openHouse(f)
	h.put("ann", h.books.ID, "a.txt", "content")
	begin := string(request(fxInit, 3))
	f.Add([]byte(begin))
	f.Add([]byte(begin + string(request(fxStat, 1, "/books"))))
	f.Add([]byte(begin + string(request(fxOpen, 1, "/books/1-a.txt", forReading, noAttrs)) + string(request(fxRead, 2, "1", uint64(0), 100))))
	f.Add([]byte(begin + string(request(fxOpen, 1, "/books/b", forWriting, noAttrs)) + string(request(fxFsetstat, 2, "1", 0x80000000, -1))))
	f.Add([]byte(begin + string(request(fxExtended, 1, "statvfs@openssh.com", "/books"))))
	f.Add([]byte{0, 0, 0, 5, 1, 0, 0, 0, 3, 255, 255, 255, 255, 200})
	f.Fuzz(func(t *testing.T, b []byte) {
		h.t = t
		h.visit("ben").served(b)
		if _, _, spools := h.blobs.Count(); spools != 0 {
			t.Errorf("%d spools are left", spools)
		}
	})
}

// Requests that are well formed, in any order and with any handle, are answered each.
func FuzzSFTPRequests(f *testing.F) {
	h := openHouse(f)
	h.put("ann", h.books.ID, "a.txt", "content")
	f.Add([]byte{0, 5, 1, 9, 2}, "/books/1-a.txt")
	f.Add([]byte{3, 6, 7, 8, 2, 2, 11, 12}, "/books/b.txt")
	f.Add([]byte{4, 9, 9, 9, 5, 6}, "/")
	f.Add([]byte{10, 13, 14, 15, 16, 17, 18, 19}, "/@cat/\x00")
	f.Fuzz(func(t *testing.T, which []byte, path string) {
		if len(which) > 200 {
			return
		}
		h.t = t
		path = strings.ToValidUTF8(path, "\xff")
		w := h.visit("ben").wire()
		w.t = t
		for i, one := range which {
			handle := string('1' + one>>5)
			asks := [][]byte{
				request(fxOpen, i, path, forReading, noAttrs),
				request(fxOpen, i, path, int(one), 4, 0o600),
				request(fxClose, i, handle),
				request(fxOpen, i, path, forWriting, noAttrs),
				request(fxOpendir, i, path),
				request(fxRead, i, handle, uint64(one), int(one)),
				request(fxWrite, i, handle, uint64(one)<<56, path),
				request(fxFstat, i, handle),
				request(fxFsetstat, i, handle, int(one), uint64(one), 1, 2, 3, 4, 5),
				request(fxReaddir, i, handle),
				request(9, i, path, 1, uint64(one)), // SETSTAT
				request(13, i, path),                // REMOVE
				request(14, i, path, 0),             // MKDIR
				request(15, i, path),                // RMDIR
				request(16, i, path),                // REALPATH
				request(18, i, path, path+"x"),      // RENAME
				request(19, i, path),                // READLINK
				request(20, i, path, path),          // SYMLINK
				request(fxExtended, i, "statvfs@openssh.com", path),
				request(fxExtended, i, "hardlink@openssh.com", path, path),
			}
			w.ask(asks[int(one&31)%len(asks)])
		}
	})
}
