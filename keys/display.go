package keys

import (
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"snug/text"
)

// MaxDisplay is the most columns that a display name takes.
const MaxDisplay = 20

// maxDisplayBytes is far above what MaxDisplay columns need: longer input is
// refused before any work is spent on it.
const maxDisplayBytes = 64 * MaxDisplay

// CheckDisplay holds a display name to the policy: one clean line of at most
// MaxDisplay columns with a letter or a digit of any script, nothing that is
// invisible or turns the line around, and nothing that looks like a name that
// belongs to nobody. The empty one is fine and stands for the username. The
// error is a *Refusal and wraps ErrBadName. Whether somebody else has the name
// only the store can tell.
func CheckDisplay(display string) error {
	_, err := parseDisplay(display)
	return err
}

// parseDisplay returns a display name as it is stored.
func parseDisplay(typed string) (string, error) {
	if typed == "" {
		return "", nil
	}
	if len(typed) > maxDisplayBytes {
		return "", tooWide()
	}
	typed = strings.ReplaceAll(typed, "\u3000", " ") // the space of a Chinese keyboard
	clean, err := text.CleanLine(typed)
	switch first, _ := utf8.DecodeRuneInString(norm.NFKC.String(clean)); {
	case err != nil:
		return "", refuse(ErrBadName, "the display name is not UTF-8; switch your terminal to UTF-8 and type it again")
	case strings.TrimFunc(typed, unicode.IsSpace) != typed:
		return "", refuse(ErrBadName, "a display name cannot begin or end with a space; leave it out")
	case norm.NFC.String(typed) != clean || strings.ContainsRune(clean, utf8.RuneError):
		return "", refuse(ErrBadName, "a display name cannot have characters that nobody sees or that mean something else everywhere; type it again without them")
	case strings.ContainsRune("@#:/、", first):
		return "", refuse(ErrBadName, "a display name cannot begin with %q, which means something in a message; begin it with something else", string(first))
	case text.WcWidth.Width(clean) > MaxDisplay:
		return "", tooWide()
	case !strings.ContainsFunc(clean, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }):
		return "", refuse(ErrBadName, "a display name needs a letter or a digit; add one")
	case reservedName(text.Fold(clean), look(clean)):
		return "", refuse(ErrBadName, "the name %s is reserved; choose another", clean)
	}
	return clean, nil
}

func tooWide() error {
	return refuse(ErrBadName, "a display name takes at most %d columns, and a Chinese character takes two; shorten it", MaxDisplay)
}

// look is what remains of a display name when it is seen in passing: its
// skeleton without spaces, ornaments and the marks on Latin letters, of which
// a dot below is overlooked most easily. "Alice ✓" looks like alice.
func look(display string) string {
	var b strings.Builder
	latin := false // the letter before
	for _, r := range text.Skeleton(display) {
		switch {
		case unicode.IsMark(r):
			if latin {
				continue
			}
		case unicode.IsLetter(r), unicode.IsNumber(r):
			latin = unicode.Is(unicode.Latin, r)
		case r != '-':
			continue
		}
		b.WriteRune(r)
	}
	// What stood apart may stand together now, such as r and n.
	return text.Skeleton(strings.Trim(b.String(), "-"))
}

// reservedDisplays are for display names what reserved is for all names: the
// server, its staff, or everybody, in Chinese.
var reservedDisplays = []string{
	"管理员", "超级管理员", "管理人员", "运维", "运维人员", "站长", "群主", "版主", "系统", "系统消息", "服务器", "官方", "客服",
	"所有人", "全体成员", "大家", "大厅", "访客", "匿名", "已删除",
}

// reservedLooks are what the reserved names look like.
var reservedLooks = sync.OnceValue(func() map[string]bool {
	looks := make(map[string]bool)
	for _, name := range slices.Concat(reserved, reservedDisplays) {
		looks[text.Skeleton(name)] = true
	}
	return looks
})

// reservedName reports whether a name, given as its folded form and what it
// looks like, belongs to nobody.
func reservedName(folded, look string) bool {
	// Names that only look reserved are as misleading as the real ones.
	return slices.Contains(reservedDisplays, folded) || reservedLooks()[look] || reservedPrefix(look) != ""
}
