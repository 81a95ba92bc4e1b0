package text

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/rivo/uniseg"
)

// Marks that must not start a line, and marks that must not end one. UAX #14
// knows most of them; quotes, dashes and ellipses it leaves to the language,
// and here they follow Chinese use. The ASCII marks matter where a line has to
// end inside a word.
const (
	closing = "，。、；：？！）】》」』”’…—％" + "｝〕〉,.;:!?)]}%"
	opening = "（【《「『“‘" + "｛〔〈([{"
)

// wordMarks are punctuation that people at a terminal begin words with, as in
// /help, :tada:, --verbose and .profile. UAX #14 would part them from their
// word, or glue them to the word before.
const wordMarks = "/:-.,;!?+"

// The levels of a place to end a line, best first. A worse one is used only if
// the line has no better.
const (
	atWord   = iota // UAX #14 allows it
	atSpace         // after a space, where UAX #14 would rather not
	inLink          // inside a link, after one of linkBreaks
	inWord          // between any two clusters that kinsoku lets part
	anywhere        // between any two clusters
	levels          // not a place to end a line
)

// level is the level of the place before a cluster at pos.
func (b *breaker) level(pos int, cluster string, space bool) int {
	first, _ := utf8.DecodeRuneInString(cluster)
	last, _ := utf8.DecodeRuneInString(b.last)
	if !b.space && han(first) && han(last) && len(b.last) == utf8.RuneLen(last) {
		// Most places of a Chinese text. UAX #14 begins afresh there.
		b.rest, b.state, b.next = b.para[pos:], -1, pos
		return atWord
	}
	for b.next < pos {
		var segment string
		segment, b.rest, _, b.state = uniseg.FirstLineSegmentInString(b.rest, b.state)
		b.next += len(segment)
	}
	word := b.space && b.startsWord(pos)
	switch {
	case space:
		return levels // spaces stay with what is before them
	case strings.ContainsRune(closing, first) && !word, strings.ContainsRune(opening, last):
		return anywhere
	case b.links.inside(pos):
		return b.linkLevel(pos)
	case word, b.startsCommand(pos), b.next == pos && (b.space || !b.bare), quotes(last, first):
		return atWord
	case b.space:
		return atSpace
	}
	return inWord
}

// startsWord reports whether one of wordMarks begins a word at pos.
func (b *breaker) startsWord(pos int) bool {
	mark := b.para[pos]
	if strings.IndexByte(wordMarks, mark) < 0 || pos+1 == len(b.para) {
		return false
	}
	next := b.para[pos+1]
	return next != mark && next > ' ' && next < 0x7f || mark == '-' && next == '-'
}

// sentence reports whether the cluster before is punctuation that a word such as
// /help follows without a space: a full-width mark, or one that opens.
func (b *breaker) sentence() bool {
	last, size := utf8.DecodeRuneInString(b.last)
	return size > 1 && strings.ContainsRune(closing, last) || strings.ContainsRune(opening, last)
}

// startsCommand reports whether a word such as /help begins at pos, behind a mark
// that ends a Chinese sentence or a part of it.
func (b *breaker) startsCommand(pos int) bool {
	return b.para[pos] == '/' && b.sentence() && b.startsWord(pos)
}

// quotes reports whether a line may end between last and first because one is
// a quotation mark and the other an ideograph. UAX #14 knows this only since
// Unicode 16 (LB19a), and uniseg is older.
func quotes(last, first rune) bool {
	return (first == '“' || first == '‘') && ideograph(last) ||
		(last == '”' || last == '’') && ideograph(first)
}

// ideograph reports whether r belongs to a script that is written without
// spaces and wide.
func ideograph(r rune) bool {
	return r >= 0x2e80 && (unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana) ||
		r >= 0x3001 && r <= 0x3003 || r >= 0xff01 && r <= 0xff60)
}

// Apart reports whether what is before the place at in s and what is behind it
// have nothing to do with each other for Breaks: if a line starts there, the
// same lines follow whatever stands before, and the levels of the places
// before are the same whatever follows the character behind. It knows only
// the common cases; for others it reports false.
func Apart(s string, at int) bool {
	if at == 0 || s[at-1] == '\n' {
		return true
	}
	next, _ := utf8.DecodeRuneInString(s[at:])
	if !beginsAfresh(next) {
		return false
	}
	last, _ := utf8.DecodeLastRuneInString(s[:at])
	if last != ' ' {
		return han(last)
	}
	// After an opening mark or a quotation mark UAX #14 looks past spaces.
	before := strings.TrimRight(s[:at], " ")
	last, _ = utf8.DecodeLastRuneInString(before)
	return han(last) || last > ' ' && last < 0x7f && strings.IndexByte("([{'\"", byte(last)) < 0
}

// beginsAfresh reports whether r is a letter that UAX #14 lets a line start
// with in whatever place after a space or an ideograph.
func beginsAfresh(r rune) bool {
	return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= 0x410 && r <= 0x44f || r >= 0xac00 && r <= 0xd7a3 || han(r)
}

// han reports whether r is one of the ideographs of everyday text.
func han(r rune) bool { return r >= 0x4e00 && r <= 0x9fff }
