package data

import (
	"encoding/binary"
	"unicode"
	"unicode/utf8"
)

// foldASCII copies src over dst with the capitals of ASCII made small, and
// returns it. All other bytes stay as they are.
func foldASCII(dst, src []byte) []byte {
	dst = append(dst[:0], src...)
	i := 0
	for ; i+8 <= len(dst); i += 8 {
		binary.LittleEndian.PutUint64(dst[i:], small8(binary.LittleEndian.Uint64(dst[i:])))
	}
	for ; i < len(dst); i++ {
		if 'A' <= dst[i] && dst[i] <= 'Z' {
			dst[i] |= 0x20
		}
	}
	return dst
}

// small8 makes the capitals among eight bytes small, all at once: a search
// spends most of its time here.
func small8(x uint64) uint64 {
	const each, high = 0x0101010101010101, 0x8080808080808080
	low := x &^ high
	fromA := low + each*(0x80-'A')     // the high bit of a byte: it is A or behind it
	behindZ := low + each*(0x80-'Z'-1) // the same: it is behind Z
	capitals := (fromA &^ behindZ) & high &^ x
	return x | capitals>>2 // 0x80 >> 2 is the bit that makes letters small
}

// foldUnicode is foldASCII for the letters of every script. Bytes that are not
// UTF-8 stay as they are.
func foldUnicode(dst, src []byte) []byte {
	dst = dst[:0]
	for i := 0; i < len(src); {
		if b := src[i]; b < utf8.RuneSelf {
			if 'A' <= b && b <= 'Z' {
				b |= 0x20
			}
			dst = append(dst, b)
			i++
			continue
		}
		r, size := utf8.DecodeRune(src[i:])
		if size == 1 || ideograph(r) {
			dst = append(dst, src[i:i+size]...)
		} else {
			dst = utf8.AppendRune(dst, foldRune(r))
		}
		i += size
	}
	return dst
}

// foldRune brings the forms of a letter together, the final sigma with the
// others too.
func foldRune(r rune) rune { return unicode.ToLower(unicode.ToUpper(r)) }

// ideograph reports whether r is of the large blocks of Eastern Asia, which have
// no letter case; it spares them a look into the tables.
func ideograph(r rune) bool { return 0x2e80 <= r && r < 0xa640 || 0xac00 <= r && r < 0xd800 }
