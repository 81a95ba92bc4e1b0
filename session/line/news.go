package line

import (
	"context"
	"slices"
	"time"

	"snug/room"
	"snug/ui"
)

// pull prints what has happened.
func (l *loop) pull(ctx context.Context) error {
	n := l.seat.Pull()
	if n.Present != nil {
		l.present, l.me = n.Present, l.seat.Person()
	}
	if n.Ignored != nil {
		l.setIgnored(n.Ignored)
	}
	var out []string
	for _, e := range n.Events {
		if e.InRoom() == l.in.ID {
			out = append(out, l.event(e)...)
		}
	}
	calls := n.Calls
	if l.settings["announce"] == "none" {
		calls = nil
	}
	var others []string
	if n.Rooms != nil {
		others = l.elsewhere(ctx, n.Rooms) // before the calls: one may be of a room that is new in it
	}
	for _, m := range calls {
		out = append(out, l.call(m)...)
	}
	out = append(out, others...)
	if n.Invited != nil {
		out = append(out, l.setInvited(n.Invited)...)
	}
	l.retitle()
	if err := l.say(out...); err != nil {
		return err
	}
	if len(calls) > 0 || slices.ContainsFunc(n.Events, l.isNamed) {
		if err := l.ring(); err != nil {
			return err
		}
	}
	l.seat.MarkRead(l.place.head)
	switch {
	case l.drift.out:
		return l.goHome(ctx)
	case n.Lost:
		return l.again(ctx)
	}
	return nil
}

// isNamed reports whether an event is a message that names the person.
func (l *loop) isNamed(e room.Event) bool {
	p, is := e.(room.Posted)
	return is && slices.Contains(p.Message.Mentions, l.me.ID) && !l.ignored[p.Message.Author.ID]
}

// bellGap is how long there is between two bells.
const bellGap = 5 * time.Second

// ring rings the bell, where there is a terminal and the person wants it.
func (l *loop) ring() error {
	if !l.t.Echo || l.settings["bell"] == "off" || l.Now().Sub(l.rang) < bellGap {
		return nil
	}
	l.rang = l.Now()
	return l.out.bell()
}

func (l *loop) setIgnored(who []room.UserID) {
	l.ignored = make(map[room.UserID]bool, len(who))
	for _, id := range who {
		l.ignored[id] = true
	}
}

// again goes on where news were lost. What was missed is not read out: there may
// be hours of it.
func (l *loop) again(ctx context.Context) error {
	v, err := l.enterNow(ctx, l.in.ID)
	if err != nil {
		l.drift.out = true // the membership has ended meanwhile
		if err := l.failed(ctx, err); err != nil {
			return err
		}
		return l.goHome(ctx)
	}
	seen := l.place.head
	l.took(v)
	var fresh []*room.Message
	for _, m := range v.Recent {
		if m.Seq > seen {
			fresh = append(fresh, m)
		}
	}
	fresh = fresh[len(fresh)-min(len(fresh), shownAtFirst):]
	var out []string
	if len(fresh) > 0 && fresh[0].Seq > seen+1 {
		out = append(out, l.tr("(%d messages were skipped; /history shows them)", int64(fresh[0].Seq-seen-1)))
	}
	for _, m := range fresh {
		out = append(out, l.arrived(m)...)
	}
	l.seat.MarkRead(l.place.head)
	return l.say(out...)
}

// maxHeld is how many notices wait while something is typed.
const maxHeld = 32

// hear prints what the server tells this person, at once if it is urgent.
func (l *loop) hear(n ui.Notice) error {
	if n.Upload != nil {
		if !n.Upload.Ended || n.Upload.Err == nil {
			return nil // the person's client shows it, and at its end there is a message
		}
		n = ui.Notice{Text: ui.NotPutIn(*n.Upload)}
	}
	if l.holds() && n.Tone < ui.Warning && len(l.held) < maxHeld {
		l.held = append(l.held, n)
		return nil
	}
	return l.say(l.notice(n)...)
}

// release prints the notices that have waited, as soon as nothing is typed.
func (l *loop) release() error {
	if l.holds() || len(l.held) == 0 {
		return nil
	}
	var out []string
	for _, n := range l.held {
		out = append(out, l.notice(n)...)
	}
	l.held = nil
	return l.say(out...)
}

// notice makes lines of a notice.
func (l *loop) notice(n ui.Notice) []string {
	said := l.Lang.Say(n.Text)
	if said == l.heard { // an event has told it
		l.heard = ""
		return nil
	}
	l.noticed = said
	mark := "-- "
	switch n.Tone {
	case ui.Warning:
		mark = "-- ! "
	case ui.Critical:
		mark = "-- !! "
	case ui.Plain, ui.Info:
	}
	return block(mark, said)
}

// typingGap is how often, at most, others are told that the person still types.
const typingGap = 3 * time.Second

// tellTyping tells others that the person types, or has stopped.
func (l *loop) tellTyping() {
	switch on := l.typed.writing() && l.settings["typing"] != "off"; {
	case !on && !l.told.IsZero():
		l.told = time.Time{}
		l.seat.Typing(false)
	case on && (l.told.IsZero() || l.Now().Sub(l.told) >= typingGap):
		l.told = l.Now()
		l.seat.Typing(true)
	}
}
