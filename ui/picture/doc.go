// Package picture makes a small picture of the bytes of a file: it decodes PNG, JPEG,
// GIF (the first frame) and WebP, and draws what it found with the characters and
// colours that a terminal has.
//
// The bytes are a stranger's. [Decode] reads the header first and refuses what would
// take too many pixels, too much memory or too much time; decoders that panic are
// contained. All that decode at a time, two at most, take less than 300 MB together,
// and a photo of 16 megapixels less than 150. What has been decoded lies in memory as at most 480 by 480 pixels, and
// nothing of the file itself ever reaches a terminal: [Picture.PNG] encodes these
// pixels anew.
//
// The package has no goroutines, and what it exports may be used from any. It knows nothing of rooms, files and screens.
package picture

import (
	"errors"
	"time"
)

// The bounds of what is decoded.
const (
	MaxBytes  = 16 << 20        // of a file
	MaxPixels = 16_000_000      // of a picture
	maxSide   = 1 << 15         // pixels; a decoder keeps whole rows
	patience  = 2 * time.Second // for reading and decoding
)

// Why a file is not shown. An error of the reader is returned as it is.
var (
	// ErrUnknown: the bytes are no picture of the kinds above.
	ErrUnknown = errors.New("picture: unknown format")

	// ErrLarge: it is one, and has more bytes or pixels than are decoded.
	ErrLarge = errors.New("picture: too large")

	// ErrBroken: it begins as one, and cannot be decoded to its end.
	ErrBroken = errors.New("picture: broken")

	// ErrSlow: decoding it took too long.
	ErrSlow = errors.New("picture: takes too long")
)
