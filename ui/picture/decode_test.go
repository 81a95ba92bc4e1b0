package picture_test

import (
	"bytes"
	"compress/zlib"
	"context"
	"errors"
	"image"
	"image/color"
	"image/draw"
	"io"
	"testing"

	"snug/ui/picture"
)

func decode(t testing.TB, b []byte) (*picture.Picture, error) {
	t.Helper()
	return picture.Decode(t.Context(), bytes.NewReader(b), int64(len(b)))
}

func TestDecodeKnowsTheKinds(t *testing.T) {
	m := sunset(60, 40)
	paletted := image.NewPaletted(m.Rect, color.Palette{color.Transparent, color.Black, color.White, color.RGBA{255, 0, 0, 255}})
	draw.Draw(paletted, m.Rect, m, image.Point{}, draw.Src)
	deep := image.NewNRGBA64(m.Rect)
	draw.Draw(deep, m.Rect, m, image.Point{}, draw.Src)
	gray := image.NewGray16(m.Rect)
	tests := []struct {
		name string
		file []byte
		kind string
		w, h int
	}{
		{"PNG", pngOf(t, m), "PNG", 60, 40},
		{"PNG of 16 bits", pngOf(t, deep), "PNG", 60, 40},
		{"PNG of 16 bits, grey", pngOf(t, gray), "PNG", 60, 40},
		{"PNG with a palette and transparency", pngOf(t, paletted), "PNG", 60, 40},
		{"JPEG", jpegOf(t, m), "JPEG", 60, 40},
		{"JPEG, grey", jpegOf(t, image.NewGray(m.Rect)), "JPEG", 60, 40},
		{"JPEG, progressive", progressive(60, 40, 3, 0x11, 0x11, 0x11), "JPEG", 60, 40},
		{"JPEG, CMYK", progressive(60, 40, 4, 0x11, 0x11, 0x11, 0x11), "JPEG", 60, 40},
		{"GIF", gifOf(t, paletted), "GIF", 60, 40},
		{"GIF of two frames", gifOf(t, paletted, paletted), "GIF", 60, 40},
		{"GIF whose second frame is broken", gifOf(t, paletted, paletted)[:len(gifOf(t, paletted))+20], "GIF", 60, 40},
		{"larger than what is kept", pngOf(t, sunset(1500, 500)), "PNG", 1500, 500},
		{"one pixel", pngOf(t, sunset(1, 1)), "PNG", 1, 1},
		{"very flat", pngOf(t, sunset(20000, 1)), "PNG", 20000, 1},
		{"very high", pngOf(t, sunset(1, 20000)), "PNG", 1, 20000},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			p, err := decode(t, tt.file)
			if err != nil {
				t.Fatal(err)
			}
			if p.Kind != tt.kind || p.Width != tt.w || p.Height != tt.h {
				t.Errorf("%s of %dx%d, want %s of %dx%d", p.Kind, p.Width, p.Height, tt.kind, tt.w, tt.h)
			}
			for _, in := range []picture.Size{{Cols: 80, Rows: 22}, {Cols: 3, Rows: 1}, {Cols: 1, Rows: 50}, {Cols: 500, Rows: 200}} {
				size := p.Fit(in)
				if size.Cols < 1 || size.Rows < 1 || size.Cols > in.Cols || size.Rows > in.Rows {
					t.Errorf("takes %v of %v", size, in)
				}
				if n := len(p.Rows(in, picture.TrueColor, true)); n != size.Rows {
					t.Errorf("draws %d rows where it takes %v", n, size)
				}
			}
		})
	}
}

func TestDecodeRefuses(t *testing.T) {
	whole := pngOf(t, sunset(60, 40))
	photo := jpegOf(t, sunset(60, 40))
	bomb := deflated(t, 8<<20) // and so on; it is refused before
	tests := []struct {
		name string
		file []byte
		want error
	}{
		{"nothing", nil, picture.ErrUnknown},
		{"one byte", []byte{0x89}, picture.ErrUnknown},
		{"a text", []byte("hello, this is no picture at all"), picture.ErrUnknown},
		{"SVG", []byte(`<svg xmlns="http://www.w3.org/2000/svg"><image href="http://10.0.0.1/"/></svg>`), picture.ErrUnknown},
		{"other RIFF files", []byte("RIFF\x04\x00\x00\x00WAVEfmt "), picture.ErrUnknown},
		{"a magic alone", whole[:8], picture.ErrBroken},
		{"PNG cut in its header", whole[:20], picture.ErrBroken},
		{"PNG cut in its pixels", whole[:len(whole)/2], picture.ErrBroken},
		{"PNG with another check sum", spoiled(whole, 30), picture.ErrBroken},
		{"PNG of no pixels", pngClaiming(0, 0, 8, 6, 0, nil), picture.ErrBroken},
		{"PNG that claims more than it has", pngClaiming(3000, 3000, 8, 6, 0, deflatedOf(t, make([]byte, 100))), picture.ErrBroken},
		{"PNG of zeros, 30000x30000", pngClaiming(30000, 30000, 8, 0, 0, bomb), picture.ErrLarge},
		{"PNG of 2^31 columns", pngClaiming(1<<31-1, 1, 1, 0, 0, nil), picture.ErrLarge},
		{"PNG of one row of 16 million", pngClaiming(16_000_000, 1, 16, 6, 0, nil), picture.ErrLarge},
		{"PNG over the limit by a row", pngClaiming(4000, 4001, 8, 2, 0, nil), picture.ErrLarge},
		{"JPEG cut in its header", photo[:30], picture.ErrBroken},
		{"JPEG cut in its pixels", photo[:len(photo)*3/4], picture.ErrBroken},
		{"JPEG of 65535x65535", jpegClaiming(0xc0, 65535, 65535, 0x11), picture.ErrLarge},
		{"JPEG with a frame after its scan", append([]byte{0xff, 0xd8}, segment(0xda, 0, 0, 0, 0)...), picture.ErrBroken},
		{"JPEG of two frames", append(jpegClaiming(0xc0, 8, 8, 0x11), frame(0xc2, 60000, 200, 0x11, 0x11, 0x11)...), picture.ErrBroken},
		{"progressive JPEG of four full components", jpegClaiming(0xc2, 4000, 4000, 0x11, 0x11, 0x11, 0x11), picture.ErrLarge},
		{"JPEG of wrong sampling", jpegClaiming(0xc0, 100, 100, 0x00, 0x33, 0xff), picture.ErrBroken},
		{"GIF cut", []byte("GIF89a\x10\x00\x10\x00\x80\x00\x00"), picture.ErrBroken},
		{"GIF of 65535x65535", []byte("GIF89a\xff\xff\xff\xff\x00\x00\x00"), picture.ErrLarge},
		{"WebP cut", []byte("RIFF\x1a\x00\x00\x00WEBPVP8L\x0d\x00\x00\x00\x2f"), picture.ErrBroken},
		{"WebP of 16384x16384", []byte("RIFF\x1a\x00\x00\x00WEBPVP8L\x0d\x00\x00\x00\x2f\xff\xff\xff\x0f\x00\x00\x00\x00\x00\x00\x00\x00\x00"), picture.ErrLarge},
		{"WebP whose picture is larger than its canvas", []byte("RIFF\x2c\x00\x00\x00WEBPVP8X\x0a\x00\x00\x00\x00\x00\x00\x00\x07\x00\x00\x07\x00\x00VP8L\x0d\x00\x00\x00\x2f\xff\xff\xff\x0f\x00\x00\x00\x00\x00\x00\x00\x00\x00"), picture.ErrBroken},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if p, err := decode(t, tt.file); !errors.Is(err, tt.want) {
				t.Errorf("%v, %v; want %v", p, err, tt.want)
			}
		})
	}
	t.Run("too many bytes", func(t *testing.T) {
		if _, err := picture.Decode(t.Context(), never{t}, picture.MaxBytes+1); !errors.Is(err, picture.ErrLarge) {
			t.Error(err)
		}
	})
}

// never is not read.
type never struct{ t *testing.T }

func (n never) ReadAt([]byte, int64) (int, error) {
	n.t.Error("it was read")
	return 0, io.EOF
}

// spoiled is b with another byte at i.
func spoiled(b []byte, i int) []byte {
	b = bytes.Clone(b)
	b[i] ^= 0xff
	return b
}

// jpegClaiming is the beginning of a JPEG.
func jpegClaiming(marker byte, w, h int, sampling ...byte) []byte {
	b := append([]byte{0xff, 0xd8}, frame(marker, w, h, sampling...)...)
	return append(b, segment(0xda, 1, 1, 0, 0, 63, 0)...)
}

// deflated is so many zeros, for the data of a PNG.
func deflated(t testing.TB, n int) []byte {
	t.Helper()
	var b bytes.Buffer
	w := zlib.NewWriter(&b)
	zeros := make([]byte, 1<<20)
	for ; n > 0; n -= len(zeros) {
		if _, err := w.Write(zeros[:min(n, len(zeros))]); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func deflatedOf(t testing.TB, body []byte) []byte {
	t.Helper()
	var b bytes.Buffer
	w := zlib.NewWriter(&b)
	if _, err := w.Write(body); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// failing fails to read behind some bytes.
type failing struct {
	file []byte
	from int64
	err  error
}

func (f failing) ReadAt(p []byte, off int64) (int, error) {
	if off+int64(len(p)) > f.from {
		return 0, f.err
	}
	return bytes.NewReader(f.file).ReadAt(p, off)
}

func TestWhatTheReaderFailsWithIsTold(t *testing.T) {
	refused := errors.New("you may not read this any more")
	// Noise does not fit into one read.
	big := pngOf(t, noise(400, 400))
	for _, from := range []int64{0, 64 << 10} {
		if _, err := picture.Decode(t.Context(), failing{big, from, refused}, int64(len(big))); !errors.Is(err, refused) {
			t.Errorf("from byte %d: %v", from, err)
		}
	}
}

func TestTheEndOfTheContextEndsDecoding(t *testing.T) {
	closed := errors.New("the layer was closed")
	ctx, cancel := context.WithCancelCause(t.Context())
	big := pngOf(t, noise(400, 400))
	r := closing{bytes.NewReader(big), func() { cancel(closed) }}
	if _, err := picture.Decode(ctx, r, int64(len(big))); !errors.Is(err, closed) {
		t.Error(err)
	}
}

// closing calls closed when it is read behind the first bytes.
type closing struct {
	io.ReaderAt
	closed func()
}

func (c closing) ReadAt(p []byte, off int64) (int, error) {
	if off > 64<<10 {
		c.closed()
	}
	return c.ReaderAt.ReadAt(p, off)
}

func noise(w, h int) *image.NRGBA {
	m := image.NewNRGBA(image.Rect(0, 0, w, h))
	state := uint32(1)
	for i := range m.Pix {
		state = state*1664525 + 1013904223
		m.Pix[i] = byte(state >> 24)
		if i%4 == 3 {
			m.Pix[i] = 255
		}
	}
	return m
}
