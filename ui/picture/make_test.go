package picture_test

import (
	"bytes"
	"encoding/binary"
	"hash/crc32"
	"image"
	"image/color"
	"image/gif"
	"image/jpeg"
	"image/png"
	"testing"
)

// sunset is a small picture with all there is: colours, greys, and transparency at its
// edge.
func sunset(w, h int) *image.NRGBA {
	m := image.NewNRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		for x := range w {
			c := color.NRGBA{uint8(255 * x / w), uint8(128 * y / h), uint8(255 - 255*y/h), 255}
			if x > w*3/4 {
				c = color.NRGBA{uint8(255 * y / h), uint8(255 * y / h), uint8(255 * y / h), 255}
			}
			if x < w/8 || y > h*7/8 {
				c.A = 0
			}
			m.SetNRGBA(x, y, c)
		}
	}
	return m
}

func pngOf(t testing.TB, m image.Image) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := png.Encode(&b, m); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func jpegOf(t testing.TB, m image.Image) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := jpeg.Encode(&b, m, nil); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func gifOf(t testing.TB, frames ...*image.Paletted) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := gif.EncodeAll(&b, &gif.GIF{Image: frames, Delay: make([]int, len(frames))}); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// chunk is a chunk of a PNG.
func chunk(kind string, body []byte) []byte {
	b := binary.BigEndian.AppendUint32(nil, uint32(len(body)))
	b = append(append(b, kind...), body...)
	return binary.BigEndian.AppendUint32(b, crc32.ChecksumIEEE(b[4:]))
}

// pngClaiming is a PNG whose header says what it likes, with body as its data.
func pngClaiming(w, h uint32, depth, kind, interlace byte, body []byte) []byte {
	head := binary.BigEndian.AppendUint32(binary.BigEndian.AppendUint32(nil, w), h)
	head = append(head, depth, kind, 0, 0, interlace)
	b := append([]byte("\x89PNG\r\n\x1a\n"), chunk("IHDR", head)...)
	if kind == 3 {
		b = append(b, chunk("PLTE", []byte{0, 0, 0, 255, 255, 255})...)
	}
	return append(append(b, chunk("IDAT", body)...), chunk("IEND", nil)...)
}

// bits writes the bits of entropy coded data, with zeros stuffed behind 0xff.
type bits struct {
	out  []byte
	left uint
	n    int
}

func (b *bits) put(code uint, n int) {
	for i := n - 1; i >= 0; i-- {
		b.left = b.left<<1 | code>>i&1
		if b.n++; b.n == 8 {
			b.out = append(b.out, byte(b.left))
			if byte(b.left) == 0xff {
				b.out = append(b.out, 0)
			}
			b.left, b.n = 0, 0
		}
	}
}

// segment is a segment of a JPEG.
func segment(marker byte, body ...byte) []byte {
	n := len(body) + 2
	return append([]byte{0xff, marker, byte(n >> 8), byte(n)}, body...)
}

// frame is the header of a JPEG's frame; sampling has a byte for each component.
func frame(marker byte, w, h int, sampling ...byte) []byte {
	body := []byte{8, byte(h >> 8), byte(h), byte(w >> 8), byte(w), byte(len(sampling))}
	for i, s := range sampling {
		body = append(body, byte(i+1), s, 0)
	}
	return segment(marker, body...)
}

// progressive is a progressive JPEG of so many pixels, all grey: a first scan of the
// averages, and scans more that say that nothing comes behind it.
func progressive(w, h, more int, sampling ...byte) []byte {
	b := []byte{0xff, 0xd8}
	if len(sampling) == 4 { // without which nobody knows that it is CMYK
		b = append(b, segment(0xee, append([]byte("Adobe"), 0, 100, 0, 0, 0, 0, 0)...)...)
	}
	b = append(b, segment(0xdb, append([]byte{0}, bytes.Repeat([]byte{1}, 64)...)...)...)
	b = append(b, frame(0xc2, w, h, sampling...)...)
	// One code of one bit: 0 stands for the value 0, which is no difference.
	b = append(b, segment(0xc4, append([]byte{0x00, 1}, make([]byte, 16)...)...)...)
	// And for runs of blocks without anything: 2^14 of them with 14 bits more.
	b = append(b, segment(0xc4, append([]byte{0x10, 1}, append(make([]byte, 15), 0xe0)...)...)...)
	scan := []byte{byte(len(sampling))}
	for i := range sampling {
		scan = append(scan, byte(i+1), 0)
	}
	b = append(b, segment(0xda, append(scan, 0, 0, 0)...)...)
	blocks := 0
	for range sampling {
		blocks += (w + 7) / 8 * ((h + 7) / 8)
	}
	var dc bits
	for range blocks {
		dc.put(0, 1)
	}
	dc.put(0xff, 8-dc.n%8)
	b = append(b, dc.out...)
	for i := range more {
		b = append(b, segment(0xda, 1, byte(i%len(sampling)+1), 0, 1, 63, 0)...)
		var ac bits
		for left := blocks / len(sampling); left > 0; left -= 1<<14 + 1<<14 - 1 {
			ac.put(0, 1)
			ac.put(1<<14-1, 14)
		}
		ac.put(0x7f, 7)
		b = append(b, ac.out...)
	}
	return append(b, 0xff, 0xd9)
}
