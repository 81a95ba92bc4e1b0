package picture_test

import (
	"bytes"
	"encoding/binary"
	"errors"
	"image"
	"runtime"
	"testing"

	"snug/ui/picture"
)

// hungry are the files of so many pixels that take most memory of their kind.
func hungry(t testing.TB, side int) []struct {
	name string
	file []byte
} {
	w := uint32(side)
	palette := image.NewPaletted(image.Rect(0, 0, side, side), twoColors)
	return []struct {
		name string
		file []byte
	}{
		{"PNG of 16 bits", pngClaiming(w, w, 16, 6, 0, deflated(t, (8*side+1)*side))},
		{"PNG of 16 bits, interlaced", pngClaiming(w, w, 16, 6, 1, deflated(t, passes(side)))},
		{"PNG of two colours", pngClaiming(w, w, 1, 3, 0, deflated(t, (side/8+1)*side))},
		{"GIF", gifOf(t, palette)},
		{"GIF, interlaced", interlaced(gifOf(t, palette))},
		{"WebP, lossless", lossless(side, side, 200, 100, 50, 255)},
		{"JPEG, grey", jpegOf(t, image.NewGray(palette.Rect))},
		{"JPEG", jpegOf(t, palette)},
		{"JPEG, progressive 4:2:0", progressive(side, side, 1, 0x22, 0x11, 0x11)},
		{"JPEG, progressive 4:4:4", progressive(side, side, 1, 0x11, 0x11, 0x11)},
		{"JPEG, progressive CMYK", progressive(side, side, 1, 0x11, 0x11, 0x11, 0x11)},
	}
}

// TestMemoryIsBounded holds what is allocated at all, which is more than there is at a
// time, to what the header promised.
func TestMemoryIsBounded(t *testing.T) {
	for _, f := range hungry(t, 512) {
		t.Run(f.name, func(t *testing.T) {
			promised, err := picture.Memory(t.Context(), f.file)
			if err != nil {
				t.Fatal(err)
			}
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			if _, err := decode(t, f.file); err != nil {
				t.Fatal(err)
			}
			runtime.ReadMemStats(&after)
			if took := int64(after.TotalAlloc - before.TotalAlloc); took > promised {
				t.Errorf("took %d bytes, promised were %d", took, promised)
			}
		})
	}
}

// The largest of each kind either fit into all places or are refused.
func TestWhatNeedsTooMuchIsRefused(t *testing.T) {
	const most = picture.Places * picture.PlaceSize
	tests := []struct {
		name   string
		file   []byte
		refuse bool
		places int64
	}{
		{"PNG, 16 megapixels", pngClaiming(4000, 4000, 8, 6, 0, nil), false, 1},
		{"PNG of 16 bits, 16 megapixels", pngClaiming(4000, 4000, 16, 6, 1, nil), false, 2},
		{"photo, 16 megapixels", jpegClaiming(0xc0, 4000, 4000, 0x22, 0x11, 0x11), false, 1},
		{"progressive photo, 8 megapixels", jpegClaiming(0xc2, 4000, 2000, 0x22, 0x11, 0x11), false, 1},
		{"progressive photo, 12 megapixels", jpegClaiming(0xc2, 4000, 3000, 0x22, 0x11, 0x11), false, 2},
		{"progressive 4:2:0, 16 megapixels", jpegClaiming(0xc2, 4000, 4000, 0x22, 0x11, 0x11), false, 2},
		{"progressive 4:4:4, 16 megapixels", jpegClaiming(0xc2, 4000, 4000, 0x11, 0x11, 0x11), true, 0},
		{"lossless WebP, 16 megapixels", lossless(4000, 4000, 1, 1, 1, 1), false, 2},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			n, err := picture.Memory(t.Context(), tt.file)
			if refused := errors.Is(err, picture.ErrLarge); refused != tt.refuse || err != nil && !refused || n > most {
				t.Errorf("%d bytes, %v", n, err)
			}
			if places := (n + picture.PlaceSize - 1) / picture.PlaceSize; !tt.refuse && places != tt.places {
				t.Errorf("%d bytes are %d places, want %d", n, places, tt.places)
			}
		})
	}
}

// lossless is a WebP of one colour: codes of no bits at all stand for its pixels.
func lossless(w, h int, red, green, blue, alpha uint64) []byte {
	var body []byte
	n, left := 0, byte(0)
	put := func(v uint64, bits int) { // the lowest first
		for i := range bits {
			left |= byte(v>>i&1) << n
			if n++; n == 8 {
				body, left, n = append(body, left), 0, 0
			}
		}
	}
	put(0x2f, 8)
	put(uint64(w-1), 14)
	put(uint64(h-1), 14)
	put(1, 1) // alpha matters
	put(0, 3+1+1+1)
	for _, symbol := range []uint64{green, red, blue, alpha, 0} {
		put(1, 1) // a simple code
		put(0, 1) // of one symbol
		put(1, 1) // in eight bits
		put(symbol, 8)
	}
	put(0, 16)
	b := append([]byte("VP8L"), binary.LittleEndian.AppendUint32(nil, uint32(len(body)))...)
	b = append(b, body...)
	if len(body)%2 == 1 {
		b = append(b, 0)
	}
	b = append([]byte("WEBP"), b...)
	return append(append([]byte("RIFF"), binary.LittleEndian.AppendUint32(nil, uint32(len(b)))...), b...)
}

// passes is how many bytes the seven passes of an interlaced PNG of 16 bits have.
func passes(side int) int {
	n := 0
	for _, p := range [][4]int{{8, 8, 0, 0}, {8, 8, 4, 0}, {4, 8, 0, 4}, {4, 4, 2, 0}, {2, 4, 0, 2}, {2, 2, 1, 0}, {1, 2, 0, 1}} {
		w, h := (side-p[2]+p[0]-1)/p[0], (side-p[3]+p[1]-1)/p[1]
		n += h * (1 + 8*w)
	}
	return n
}

// interlaced says of the first frame of a GIF that its rows come in another order.
func interlaced(b []byte) []byte {
	i := bytes.IndexByte(b[13:], 0x2c) + 13
	b[i+9] |= 0x40
	return b
}

func BenchmarkDecode(b *testing.B) {
	for _, f := range hungry(b, 4000) {
		if _, err := picture.Memory(b.Context(), f.file); err != nil {
			continue // it is refused
		}
		b.Run(f.name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := decode(b, f.file); err != nil && !errors.Is(err, picture.ErrSlow) {
					b.Fatal(err)
				}
			}
		})
	}
}
