package text

import "errors"

var (
	// ErrNotUTF8 is why Clean and CleanLine refuse a string.
	ErrNotUTF8 = errors.New("text: not valid UTF-8")

	// ErrBadName is wrapped by every error of CheckName.
	ErrBadName = errors.New("text: bad name")
)
