package room

import (
	"errors"
	"iter"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"snug/text"
)

// mentionMarks are what stands before the name of somebody who is called, half
// and full width.
var mentionMarks = []string{"@", "＠"}

// Limits of the search for names in one message. A username has 32 characters
// at most, a display name 20 columns.
const (
	maxUsername = 32
	maxDisplay  = 20
	maxLookUps  = 300 // enough for MaxMentions names in Chinese text
)

// called returns the members whom a post names, and whom it calls with
// everybody if its author may: who moderates, and everybody in a conversation.
func (s sight) called(c Post) ([]UserID, error) {
	names, err := mentioned(s.tx, s.room, c.By, c.Text)
	if err != nil || len(c.Here) == 0 || !s.mayCall() || !callsEverybody(c.Text) {
		return names, err
	}
	var there []UserID
	for _, user := range c.Here {
		p, err := s.tx.Person(user)
		if errors.Is(err, ErrNotFound) || err == nil && (p.Gone || user == c.By) {
			continue
		} else if err != nil {
			return nil, err
		}
		in, err := isIn(s.tx, s.room, p)
		if err != nil {
			return nil, err
		}
		if in {
			there = append(there, user)
		}
	}
	return addCalled(names, there), nil
}

// mayCall reports whether the text of somebody can call everybody.
func (s sight) mayCall() bool { return (s.room.Conversation() || s.Moderates()) && !s.isNew() }

// addCalled adds to people those who are not among them.
func addCalled(people, more []UserID) []UserID {
	known := make(map[UserID]bool, len(people))
	for _, user := range people {
		known[user] = true
	}
	for _, user := range more {
		if !known[user] && len(people) < MaxHere {
			known[user] = true
			people = append(people, user)
		}
	}
	return people
}

// mentioned returns the members whom a text names: "@" and the longest name
// that one of them has, a username or a display name. Each is in the list once,
// the author never.
//
// Usernames end where a word ends: @bobby does not name bob, and an address
// such as bob@host.example names nobody. Scripts without spaces between words
// have no such ends: @王小明你好 names 王小明.
func mentioned(tx Tx, r Room, author UserID, said string) ([]UserID, error) {
	var found []UserID
	left := maxLookUps
	for rest := range afterMarks(said) {
		if left == 0 || len(found) == MaxMentions {
			break
		}
		for _, end := range slices.Backward(nameEnds(rest)) {
			if left == 0 {
				break
			}
			left--
			who, err := memberNamed(tx, r, rest[:end])
			if errors.Is(err, ErrNotFound) {
				continue
			} else if err != nil {
				return nil, err
			}
			if who != author && !slices.Contains(found, who) {
				found = append(found, who)
			}
			break
		}
	}
	return found, nil
}

// everybody are the words that call everybody who is there, folded.
var everybody = []string{"here", "all", "在线", "所有人"}

// callsEverybody reports whether a text has "@here", or another of everybody
// behind a mark.
func callsEverybody(said string) bool {
	for rest := range afterMarks(said) {
		for _, end := range nameEnds(rest) {
			if slices.Contains(everybody, text.Fold(rest[:end])) {
				return true
			}
		}
	}
	return false
}

// afterMarks yields what stands behind each mark of a text that may call
// somebody. One behind a word may not, such as that of an address.
func afterMarks(said string) iter.Seq[string] {
	return func(yield func(string) bool) {
		for at := 0; ; {
			i := nextMark(said[at:])
			if i < 0 {
				return
			}
			at += i
			before, _ := utf8.DecodeLastRuneInString(said[:at])
			_, size := utf8.DecodeRuneInString(said[at:])
			at += size
			if before < utf8.RuneSelf && isWord(before) {
				continue
			}
			if !yield(said[at:]) {
				return
			}
		}
	}
}

// nextMark returns where the next of mentionMarks is, -1 when there is none.
// Most messages have none, and each is searched while the others wait.
func nextMark(s string) int {
	next := -1
	for _, mark := range mentionMarks {
		if i := strings.Index(s, mark); i >= 0 {
			next, s = i, s[:i]
		}
	}
	return next
}

// memberNamed returns the member of a room with a name, or ErrNotFound.
func memberNamed(tx Tx, r Room, name string) (UserID, error) {
	p, err := tx.PersonNamed(text.Fold(name))
	if err != nil {
		return 0, err
	}
	in, err := isIn(tx, r, p)
	if err == nil && !in {
		err = ErrNotFound
	}
	return p.ID, err
}

// isIn reports whether somebody is in a room, joined or not.
func isIn(tx Tx, r Room, p Person) (bool, error) {
	switch {
	case r.Staff:
		return p.inStaffRoom(), nil
	case r.Open() && !p.Bot:
		return true, nil
	}
	_, in, err := tx.Membership(r.ID, p.ID)
	return in, err
}

// nameEnds returns where a name at the start of s may end, in bytes, rising.
func nameEnds(s string) []int {
	var ends []int
	end, columns, username := 0, 0, true
	for cluster, width := range text.WcWidth.Clusters(s) {
		first, _ := utf8.DecodeRuneInString(cluster)
		username = username && end < maxUsername && isNameRune(first)
		columns += max(1, width)
		if strings.ContainsRune("\n@＠", first) || !username && columns > maxDisplay {
			break
		}
		end += len(cluster)
		if !unicode.IsSpace(first) && wordEnds(s, end) {
			ends = append(ends, end)
		}
	}
	return ends
}

// wordEnds reports whether a name may end at s[:end]: not between two letters
// or digits of a script that has spaces between its words, nor before "-" or
// "_" with such a one behind.
func wordEnds(s string, end int) bool {
	last, _ := utf8.DecodeLastRuneInString(s[:end])
	next, _ := utf8.DecodeRuneInString(strings.TrimLeft(s[end:], "-_"))
	return !isWord(last) || !isWord(next)
}

// unspaced are the scripts that put words, or particles, next to each other.
var unspaced = []*unicode.RangeTable{
	unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Bopomofo, unicode.Hangul,
	unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar,
}

// isWord reports whether r is a letter, a digit or a mark of a script with
// spaces between its words. utf8.RuneError, which stands for nothing, is not.
func isWord(r rune) bool {
	return (unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r)) && !unicode.In(r, unspaced...)
}

// isNameRune reports whether r may be in a username.
func isNameRune(r rune) bool {
	return r < utf8.RuneSelf && (isWord(r) || r == '-' || r == '_')
}
