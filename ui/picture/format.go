package picture

import (
	"image"
	"image/color"
	"image/gif"
	"image/jpeg"
	"image/png"
	"io"
	"strings"

	"golang.org/x/image/webp"
)

// A format is a kind of files.
type format struct {
	name   string // as people know it
	magic  string // its first bytes; "?" is any
	config func(io.Reader) (image.Config, error)
	decode func(io.Reader) (image.Image, error)

	// memory is how many bytes decoding takes at most. It is given the file from its
	// start.
	memory func(io.Reader, image.Config) (int64, error)
}

var formats = []format{
	{"PNG", "\x89PNG\r\n\x1a\n", png.DecodeConfig, png.Decode, pngMemory},
	{"JPEG", "\xff\xd8\xff", jpeg.DecodeConfig, jpeg.Decode, jpegMemory},
	{"GIF", "GIF8?a", gif.DecodeConfig, gif.Decode, gifMemory},
	{"WebP", "RIFF????WEBP", webp.DecodeConfig, webp.Decode, webpMemory},
}

// sniffed is how many bytes tell the format.
const sniffed = 12

// formatOf is the format of what begins with start, or nil.
func formatOf(start []byte) *format {
	for i := range formats {
		if f := &formats[i]; f.begins(start) {
			return f
		}
	}
	return nil
}

func (f *format) begins(start []byte) bool {
	if len(start) < len(f.magic) {
		return false
	}
	for i, c := range []byte(f.magic) {
		if c != '?' && c != start[i] {
			return false
		}
	}
	return true
}

// fixed is what every format takes beside its pixels: what they are scaled on, and
// buffers.
const fixed = 24 << 20 // bytes

func pixels(c image.Config) int64 { return int64(c.Width) * int64(c.Height) }

// pngMemory: an interlaced picture has its last pass, half of it, beside the whole.
func pngMemory(_ io.Reader, c image.Config) (int64, error) {
	each := int64(4)
	switch c.ColorModel {
	case color.GrayModel:
		each = 1
	case color.Gray16Model:
		each = 2
	case color.RGBA64Model, color.NRGBA64Model:
		each = 8
	}
	if _, indexed := c.ColorModel.(color.Palette); indexed {
		each = 1
	}
	return fixed + pixels(c)*each*3/2, nil
}

// gifMemory: an interlaced frame is put in order in another.
func gifMemory(_ io.Reader, c image.Config) (int64, error) { return fixed + 2*pixels(c), nil }

// webpMemory: what is lossless, and so may be the transparency of the rest, has up to
// 2600 groups of trees of some 53 KB (x/image v0.47), and a transform has a second
// copy of the pixels. Lossy pictures are held with the file.
func webpMemory(r io.Reader, c image.Config) (int64, error) {
	const trees = 2600 * 53 << 10
	var start [16]byte
	if _, err := io.ReadFull(r, start[:]); err != nil {
		return 0, err
	}
	if strings.HasPrefix(string(start[sniffed:]), "VP8 ") {
		return fixed + MaxBytes + 2*pixels(c), nil
	}
	return fixed + trees + 8*pixels(c), nil
}
