package picture

import (
	"bytes"
	"image/png"
)

// maxPNG is how many bytes PNG returns. A terminal has to take all of them in one
// write, within the time in which a client that does not read is cut.
const maxPNG = 128 << 10

// PNG encodes the picture for terminals that show pixels, in as many of them as go
// into 128 KiB. It takes some 10 ms.
func (p *Picture) PNG() ([]byte, error) {
	encoder := png.Encoder{CompressionLevel: png.BestSpeed}
	for m := p.pix; ; {
		var b bytes.Buffer
		if err := encoder.Encode(&b, m); err != nil {
			return nil, err
		}
		if b.Len() <= maxPNG {
			return b.Bytes(), nil
		}
		m = resized(m, max(m.Rect.Dx()*3/4, 1), max(m.Rect.Dy()*3/4, 1))
	}
}
