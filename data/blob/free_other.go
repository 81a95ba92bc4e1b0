//go:build !linux && !darwin && !freebsd

package blob

import "os"

// free says that what is free on the disk of a file is not known.
func free(*os.File) int64 { return -1 }
