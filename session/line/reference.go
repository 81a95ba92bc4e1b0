package line

import (
	"context"
	"strconv"
	"strings"

	"snug/room"
	"snug/text"
	"snug/text/lang"
)

// People name a message by its number, by its id, or by a sign: "^" is the newest
// of somebody else, "^^" and "^2" the one before, "!" their own newest.

// isSign reports whether a word is such a sign.
func isSign(word string) bool {
	word = text.Fold(word)
	digits := strings.TrimLeft(word, "^")
	switch {
	case word == "!":
		return true
	case digits == word || word == "":
		return false
	}
	_, err := strconv.ParseUint(digits, 10, 16)
	return digits == "" || err == nil && len(word)-len(digits) == 1
}

// signed returns the number of the message that a sign stands for.
func (l *loop) signed(sign string) (uint64, error) {
	sign = text.Fold(sign)
	if sign == "!" {
		if m := l.recent.newest(1, l.isMine); m != nil {
			return m.Seq, nil
		}
		return 0, noMessage(lang.S("you have said nothing here lately; write the number of the message"))
	}
	n := strings.Count(sign, "^")
	if digits := strings.TrimLeft(sign, "^"); digits != "" {
		n, _ = strconv.Atoi(digits) // isSign has read it
	}
	if m := l.recent.newest(max(n, 1), l.isOthers); m != nil {
		return m.Seq, nil
	}
	return 0, noMessage(lang.S("others have not said that much here lately; write the number of the message"))
}

func noMessage(said lang.Sentence) error { return &room.Refusal{Kind: room.ErrNotFound, Text: said} }

func (l *loop) isMine(m *room.Message) bool { return m.Author.ID == l.me.ID }

func (l *loop) isOthers(m *room.Message) bool {
	return m.Author.ID != l.me.ID && !l.ignored[m.Author.ID]
}

// namesMessage reports whether a line begins with what names a message.
func namesMessage(rest string) bool {
	word, _ := cutWord(rest)
	if isSign(word) || strings.HasPrefix(strings.ToLower(word), "m_") {
		return true
	}
	_, ok := numbered(word)
	return ok
}

// numbered reads a number that people write, in half- or full-width digits.
func numbered(word string) (uint64, bool) {
	n, err := strconv.ParseUint(strings.TrimLeft(text.Fold(strings.TrimSpace(word)), "#"), 10, 63)
	return n, err == nil && n > 0
}

// find returns the room and the number of the message that a word names.
func (l *loop) find(ctx context.Context, word string) (in room.ID, seq uint64, err error) {
	if isSign(word) {
		seq, err = l.signed(word)
		return l.in.ID, seq, err
	}
	if n, ok := numbered(word); ok {
		return l.in.ID, n, nil
	}
	id, err := room.ParseCommandID(word[strings.LastIndexByte(word, '#')+1:])
	if err != nil {
		return 0, 0, &room.Refusal{Kind: room.ErrInvalid, Text: lang.S("that names no message; write its number, its id, ^ for the newest of somebody else, or ! for your own")}
	}
	err = l.during(ctx, patience, func(ctx context.Context) error {
		r, n, err := l.seat.Locate(ctx, id)
		in, seq = r.ID, n
		return err
	})
	return in, seq, err
}

func number(n uint64) string { return strconv.FormatUint(n, 10) }
