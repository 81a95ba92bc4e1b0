package picture

import (
	"bufio"
	"image"
	"io"
)

// The markers of a JPEG file (ITU T.81, table B.1) that matter before its pixels.
const (
	markerBaseline    = 0xc0
	markerProgressive = 0xc2
	markerFirstRST    = 0xd0
	markerLastRST     = 0xd7
	markerEOI         = 0xd9
	markerScan        = 0xda
)

// jpegMemory: a progressive picture has all of its coefficients, of four bytes, in
// memory before the first pixel; what is not YCbCr is converted. Blocks that stand
// out over the edges are counted.
func jpegMemory(r io.Reader, c image.Config) (int64, error) {
	marker, head, err := jpegFrame(bufio.NewReaderSize(r, step))
	if err != nil {
		return 0, err
	}
	const block = 8
	comps := head[6:]
	wide, high := 1, 1 // blocks of the largest component in one unit
	for i := 0; i+2 < len(comps); i += 3 {
		wide, high = max(wide, int(comps[i+1]>>4)), max(high, int(comps[i+1]&15))
	}
	if len(comps) == 3 {
		wide, high = 1, 1 // one component is never sampled otherwise
	}
	across := int64((c.Width + block*wide - 1) / (block * wide))
	down := int64((c.Height + block*high - 1) / (block * high))
	samples := int64(0)
	for i := 0; i+2 < len(comps); i += 3 {
		n := int64(comps[i+1]>>4) * int64(comps[i+1]&15)
		if len(comps) == 3 {
			n = 1
		}
		samples += across * down * n * block * block
	}
	all := fixed + samples
	if marker == markerProgressive {
		all += 4 * samples
	}
	if len(comps) > 3 {
		all += 4 * pixels(c)
	}
	return all, nil
}

// jpegFrame finds the header of the frame as the standard library's decoder finds it,
// and returns its marker and its body, of which the first six bytes are there.
func jpegFrame(r *bufio.Reader) (marker byte, head []byte, err error) {
	if _, err := r.Discard(2); err != nil {
		return 0, nil, err
	}
	for {
		// What lies between two segments is passed over.
		if c, err := r.ReadByte(); err != nil {
			return 0, nil, err
		} else if c != 0xff {
			continue
		}
		for marker = 0xff; marker == 0xff; {
			if marker, err = r.ReadByte(); err != nil {
				return 0, nil, err
			}
		}
		switch {
		case marker == 0, marker >= markerFirstRST && marker <= markerLastRST:
			continue
		case marker == markerEOI, marker == markerScan:
			return 0, nil, ErrBroken // before there was a frame
		}
		var size [2]byte
		if _, err := io.ReadFull(r, size[:]); err != nil {
			return 0, nil, err
		}
		n := int(size[0])<<8 + int(size[1]) - 2
		if n < 0 {
			return 0, nil, ErrBroken
		}
		if marker >= markerBaseline && marker <= markerProgressive {
			head = make([]byte, n)
			if _, err := io.ReadFull(r, head); err != nil {
				return 0, nil, err
			}
			if n < 6+3 || (n-6)%3 != 0 {
				return 0, nil, ErrBroken
			}
			return marker, head, nil
		}
		if _, err := r.Discard(n); err != nil {
			return 0, nil, err
		}
	}
}
