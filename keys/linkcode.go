package keys

import (
	"crypto/rand"
	"crypto/sha256"
	"encoding/base32"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// A code, of a link or of an invitation, is 30 characters of Crockford's base 32: the first find it, the
// others are a secret of 128 bits. In between people read dashes.
const (
	codeAlphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
	placeSize    = 4
	secretBytes  = 16
	codeSize     = placeSize + (secretBytes*8+4)/5
	codeGroup    = 5

	maxTyped = 1024 // bytes of what somebody gives for a code
)

var codeText = base32.NewEncoding(codeAlphabet).WithPadding(base32.NoPadding)

// newCode returns a code as people are shown it, where it is found, and the hash
// of its secret.
func newCode() (code, place string, secret [32]byte) {
	var random [secretBytes + placeSize]byte
	_, _ = rand.Read(random[:]) // never fails, see there
	for _, b := range random[secretBytes:] {
		place += string(codeAlphabet[int(b)%len(codeAlphabet)])
	}
	hidden := codeText.EncodeToString(random[:secretBytes])
	return grouped(place + hidden), place, sha256.Sum256([]byte(hidden))
}

func grouped(code string) string {
	var b strings.Builder
	for i, c := range code {
		if i > 0 && i%codeGroup == 0 {
			b.WriteByte('-')
		}
		b.WriteRune(c)
	}
	return b.String()
}

// readCode reads what somebody typed, who may have taken letters for digits or
// left out the dashes. It reports false for what no code can be.
func readCode(typed string) (place string, secret [32]byte, ok bool) {
	code, ok := readCodeText(typed)
	if !ok || len(code) != codeSize {
		return "", secret, false
	}
	return code[:placeSize], sha256.Sum256([]byte(code[placeSize:])), true
}

// readCodeText returns the characters of a code, or of a part of one.
func readCodeText(typed string) (string, bool) {
	if len(typed) > maxTyped {
		return "", false
	}
	var b strings.Builder
	for _, r := range norm.NFKC.String(typed) { // a Chinese keyboard types wide ones
		r = unicode.ToUpper(r)
		switch {
		case unicode.IsSpace(r), unicode.Is(unicode.Pd, r):
			continue
		case r == 'O':
			r = '0'
		case r == 'I', r == 'L':
			r = '1'
		}
		if !strings.ContainsRune(codeAlphabet, r) {
			return "", false
		}
		b.WriteRune(r)
	}
	return b.String(), true
}
