package ui

import (
	"slices"
	"time"

	"snug/room"
)

// post takes in a message that has just been said.
func (t *timeline) post(m *room.Message) {
	t.head = max(t.head, m.Seq)
	if m.Seq != t.hi+1 || !t.pos.bottom && len(t.items) >= maxWindow {
		if m.Seq > t.hi && t.itemOf(m).names {
			t.unkept++
		}
		return // a double, or what is missing is read later
	}
	t.items = t.appended(t.items, t.itemOf(m))
	t.hi = m.Seq
	if t.pos.bottom {
		t.seen = t.head
		t.shrink()
	}
}

// change shows a message as it is now, also where others quote it.
func (t *timeline) change(m *room.Message) {
	i := t.find(m.Seq)
	requote := true
	if i >= 0 && t.items[i].msg.Seq == m.Seq { // else it is in a fold, where nothing of it shows
		old := t.items[i].msg
		requote = old.Text != m.Text || old.Deleted.IsZero() != m.Deleted.IsZero()
		t.swap(i, m)
		t.foldAround(i)
	}
	if requote {
		t.requote(m)
	}
}

// swap puts a message in the place of what it was before.
func (t *timeline) swap(i int, m *room.Message) {
	it := &t.items[i]
	it.msg, it.names, it.rows = m, t.itemOf(m).names, nil
}

// requote brings the quotes of a message up to date.
func (t *timeline) requote(m *room.Message) {
	for i := range t.items {
		msg := t.items[i].msg
		if msg == nil || msg.Reply == nil || msg.Reply.Seq != m.Seq {
			continue
		}
		again := *msg
		q := room.QuoteOf(m)
		again.Reply = &q
		t.swap(i, &again)
	}
}

// refresh takes messages over that may have changed since they came.
func (t *timeline) refresh(msgs []*room.Message) {
	if len(msgs) == 0 {
		return
	}
	first := msgs[0].Seq
	for i := range t.items {
		m := t.items[i].msg
		if m == nil || m.Seq < first || m.Seq-first >= uint64(len(msgs)) {
			continue
		}
		if now := msgs[m.Seq-first]; now != m && now.Seq == m.Seq {
			t.swap(i, now)
		}
	}
	for i := len(t.items) - 1; i > 0; i-- {
		t.foldAt(i)
	}
}

// shrink forgets old messages while the newest ones are looked at.
func (t *timeline) shrink() {
	if len(t.items) > maxAttached {
		t.dropOldest(len(t.items) - minAttached)
	}
}

// dropOldest moves what stays to the front, as this comes again and again in a
// busy room; what was needed for paging only is given back.
func (t *timeline) dropOldest(n int) {
	if cap(t.items) > maxAttached+1 {
		t.items = append(make([]item, 0, max(len(t.items)-n, maxAttached+1)), t.items[n:]...)
	} else {
		t.items = slices.Delete(t.items, 0, n)
	}
	if len(t.items) > 0 {
		t.items[0].rows = nil // nothing is before it any more
	}
	t.pos.item, t.drawn = max(t.pos.item-n, 0), drawnTo{}
	t.gap = 0
	t.findOldest()
}

func (t *timeline) dropNewest(n int) {
	keep := len(t.items) - n
	t.items = append([]item(nil), t.items[:keep]...)
	t.pos.item = min(t.pos.item, keep-1)
	for i := keep - 1; i >= 0; i-- {
		if it := &t.items[i]; it.msg != nil {
			t.hi = it.last()
			break
		}
	}
}

// maxKept is how many notes are kept for when the window comes back to them.
const maxKept = 50

// addNote appends rows that only this session sees.
func (t *timeline) addNote(text string, at time.Time) { t.addToned(text, Plain, at) }

// addToned is addNote for what is louder.
func (t *timeline) addToned(text string, tone Tone, at time.Time) {
	n := &note{text: text, tone: tone, at: at}
	if t.kept = append(t.kept, n); len(t.kept) > maxKept {
		t.kept = slices.Clone(t.kept[len(t.kept)-maxKept:])
	}
	t.append(n)
}

func (t *timeline) append(n *note) {
	t.items = append(t.items, t.itemOfNote(n))
	if t.pos.bottom {
		t.shrink()
	}
}

// spokeLately is how long somebody counts as taking part after their last
// message.
const spokeLately = 30 * time.Minute

// moved shows that somebody came or went, if the person wants to know: nobody,
// those who spoke lately, folded into one row as long as nothing is said in
// between, or everybody.
func (t *timeline) moved(who room.Person, came bool, at time.Time) {
	if !t.attached() || !t.pos.bottom && len(t.items) >= maxWindow || t.ignored[who.ID] {
		return
	}
	switch t.joins {
	case "all":
		text := t.look.t("- %s left", t.look.line(who.Called()))
		if came {
			text = t.look.t("+ %s joined", t.look.line(who.Called()))
		}
		t.append(&note{text: text, at: at})
	case "smart":
		if t.spoke(who.ID, at) {
			t.fold(came, at)
		}
	}
}

// fold counts somebody who came or went.
func (t *timeline) fold(came bool, at time.Time) {
	n := &note{at: at}
	if last := len(t.items) - 1; last >= 0 {
		if it := &t.items[last]; it.note != nil && it.note.joined+it.note.left > 0 {
			n, it.rows = it.note, nil
		}
	}
	if n.joined+n.left == 0 {
		defer t.append(n)
	}
	if came {
		n.joined++
	} else {
		n.left++
	}
	switch {
	case n.left == 0:
		n.text = t.look.t("+ %d joined", n.joined)
	case n.joined == 0:
		n.text = t.look.t("- %d left", n.left)
	default:
		n.text = t.look.t("+ %d joined, %d left", n.joined, n.left)
	}
}

// spoke reports whether somebody has said something lately.
func (t *timeline) spoke(who room.UserID, at time.Time) bool {
	for i := len(t.items) - 1; i >= 0; i-- {
		m := t.items[i].msg
		switch {
		case m == nil:
		case at.Sub(m.At) > spokeLately:
			return false
		case m.Author.ID == who:
			return true
		}
	}
	return false
}
