//go:build linux || darwin || freebsd

package blob

import (
	"os"
	"syscall"
)

// free returns the bytes that are free on the disk of a file, to whoever is not
// root; negative when that is not known.
func free(f *os.File) int64 {
	c, err := f.SyscallConn()
	if err != nil {
		return -1
	}
	left := int64(-1)
	err = c.Control(func(fd uintptr) {
		var on syscall.Statfs_t
		if syscall.Fstatfs(int(fd), &on) == nil {
			left = int64(on.Bavail) * int64(on.Bsize)
		}
	})
	if err != nil {
		return -1
	}
	return left
}
