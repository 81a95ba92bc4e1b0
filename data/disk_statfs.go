//go:build linux || darwin || freebsd

package data

import "syscall"

// free returns the bytes that are free on the disk of a directory, to whoever is
// not root; negative when that is not known.
func free(dir string) int64 {
	var on syscall.Statfs_t
	if err := syscall.Statfs(dir, &on); err != nil {
		return -1
	}
	return int64(on.Bavail) * int64(on.Bsize)
}
