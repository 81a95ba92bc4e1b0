//go:build !linux

package blob

import "os"

// syncData returns when the bytes of a file are on disk.
func syncData(f *os.File) error { return f.Sync() }
