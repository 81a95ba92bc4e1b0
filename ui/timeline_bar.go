package ui

import "snug/text/lang"

// seenTo is the newest message that the person has had on the screen since
// they left the bottom.
func (t *timeline) seenTo() uint64 {
	seen := t.seen
	for i := min(t.last().item, len(t.items)-1); i >= 0; i-- {
		if it := &t.items[i]; it.msg != nil {
			return max(seen, it.last())
		}
	}
	return seen
}

// below is how many messages came that the person has not had on the screen,
// and how many of those name them.
func (t *timeline) below() (n, mentions uint64) {
	seen := min(t.seenTo(), t.head)
	if n = t.head - seen; n == 0 {
		return 0, 0
	}
	for i := len(t.items) - 1; i >= 0; i-- {
		if m := t.items[i].msg; m != nil {
			if m.Seq <= seen {
				break
			}
			if t.items[i].names {
				mentions++
			}
		}
	}
	return n, mentions + t.unkept
}

// A bar says what lies beyond the screen's end. Its text is kept: it is drawn
// with every message.
type bar struct {
	lang     lang.Lang
	bottom   bool
	n        uint64 // new messages
	mentions uint64
	text     string
}

// bar is the text of the bar, empty when nothing lies there.
func (t *timeline) bar() string {
	b := bar{lang: t.look.lang, bottom: t.pos.bottom}
	switch {
	case !b.bottom:
		b.n, b.mentions = t.below()
	case t.newAbove():
		b.n = t.newCount
	default:
		return ""
	}
	if b.text = t.said.text; b != t.said || b.text == "" {
		b.text = b.say(t.look)
		t.said = b
	}
	return b.text
}

func (b bar) say(l look) string {
	switch {
	case b.bottom:
		return l.t("^ %d new (PgUp)", b.n)
	case b.mentions > 0:
		return l.t("v %d new, %s (End)", b.n, lang.S("%d mentions", b.mentions))
	case b.n > 0:
		return l.t("v %d new below (End)", b.n)
	}
	return l.t("v newest (End)")
}
