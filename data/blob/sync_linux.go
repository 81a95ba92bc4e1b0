package blob

import (
	"errors"
	"os"
	"syscall"
)

// syncData returns when the bytes of a file are on disk, and of what is known about
// it as much as reading them needs.
func syncData(f *os.File) error {
	c, err := f.SyscallConn()
	if err != nil {
		return err
	}
	var failed error
	err = c.Control(func(fd uintptr) {
		for {
			if failed = syscall.Fdatasync(int(fd)); !errors.Is(failed, syscall.EINTR) {
				return
			}
		}
	})
	if err == nil {
		err = os.NewSyscallError("fdatasync", failed)
	}
	return err
}
