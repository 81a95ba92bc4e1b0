package ui

import "snug/text/lang"

// seenTo is the newest message that the person has had on the screen since
// they left the bottom.
func (t *timeline) seenTo() uint64 {
	seen := t.seen
	for i := min(t.last().item, len(t.items)-1); i >= 0; i-- {
		if m := t.items[i].msg; m != nil {
			return max(seen, m.Seq)
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

// bar says what lies beyond the screen's end, empty when nothing does.
func (t *timeline) bar() string {
	if t.pos.bottom {
		if t.newAbove() {
			return t.look.t("^ %d new (PgUp)", t.newCount)
		}
		return ""
	}
	switch n, mentions := t.below(); {
	case mentions > 0:
		return t.look.t("v %d new, %s (End)", n, lang.S("%d mentions", mentions))
	case n > 0:
		return t.look.t("v %d new below (End)", n)
	}
	return t.look.t("v newest (End)")
}
