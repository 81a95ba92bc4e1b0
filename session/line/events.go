package line

import (
	"slices"
	"time"

	"snug/room"
	"snug/text/lang"
	"snug/ui"
)

// event makes lines of what has happened in the room.
func (l *loop) event(e room.Event) []string {
	switch e := e.(type) {
	case room.Posted:
		if e.Root != nil {
			l.recent.change(e.Root)
		}
		if e.Message.Seq <= l.place.head {
			return nil
		}
		return l.arrived(e.Message)
	case room.Changed:
		return l.changed(e)
	case room.Joined:
		return l.moved(e.Who, "+ %s joined", e.At)
	case room.Left:
		if e.Who.ID == l.me.ID {
			l.drift.out = true
			return []string{"-- " + l.tr("you are not in %s any more", l.label(l.in))}
		}
		return l.moved(e.Who, "- %s left", e.At)
	case room.Discarded:
		l.drift.out = true
		if e.By.ID == 0 {
			return []string{"-- " + l.tr("%s was deleted", l.label(l.in))}
		}
		return []string{"-- " + l.tr("%s was deleted by %s", l.label(l.in), e.By.Name)}
	case room.Kicked:
		return l.kicked(e)
	case room.Punished:
		return l.punished(e)
	case room.Purged:
		return l.purged(e)
	case room.Revised:
		return l.revised(e)
	case room.Appointed:
		return l.appointed(e)
	case room.Trimmed:
		l.recent.list = slices.DeleteFunc(l.recent.list, func(m *room.Message) bool { return m.Seq <= e.UpTo })
	}
	return nil // nothing is said by the others
}

// arrived takes in a message of the room, and makes lines of it unless the person
// has just typed it here, or does not want to hear of its author.
func (l *loop) arrived(m *room.Message) []string {
	l.place.head = m.Seq
	l.recent.add(m)
	h := l.usual()
	if l.saying.said(m.ID) && !h.number || l.ignored[m.Author.ID] {
		return nil
	}
	return l.news(m, h)
}

// changed makes lines of what happened to a message.
func (l *loop) changed(e room.Changed) []string {
	m, who := e.Message, e.By.Name
	was := l.recent.change(m)
	if l.ignored[m.Author.ID] || l.ignored[e.By.ID] {
		return nil
	}
	switch e.Change {
	case room.WasEdited:
		if !m.Deleted.IsZero() {
			return nil
		}
		return append(l.happened(e.At, l.tr("%s has edited #%d", who, m.Seq)+":"), block(hang, ui.Veiled(l.Lang, m.Text))...)
	case room.WasDeleted:
		return l.happened(e.At, l.tr("%s has deleted #%d", who, m.Seq))
	case room.WasPinned:
		if m.Pinned {
			return l.happened(e.At, l.tr("%s has pinned #%d", who, m.Seq))
		}
		return l.happened(e.At, l.tr("%s has unpinned #%d", who, m.Seq))
	case room.WasReacted:
		if m.Author.ID != l.me.ID && e.By.ID != l.me.ID {
			return nil
		}
		if emoji := added(was, m, e.By.ID); emoji != "" {
			return l.happened(e.At, l.tr("%[1]s reacts to #%[2]d with %[3]s", who, m.Seq, ":"+emoji+":"))
		}
		if emoji := added(m, was, e.By.ID); emoji != "" && e.By.ID == l.me.ID {
			return l.happened(e.At, l.tr("%[1]s takes %[3]s back from #%[2]d", who, m.Seq, ":"+emoji+":"))
		}
	}
	return nil
}

// added is the emoji that somebody has put under a message that was was; empty
// for none.
func added(was, is *room.Message, by room.UserID) string {
	if was == nil || is == nil {
		return ""
	}
	for _, r := range is.Reactions {
		before := slices.ContainsFunc(was.Reactions, func(o room.Reaction) bool { return o.Emoji == r.Emoji && slices.Contains(o.By, by) })
		if !before && slices.Contains(r.By, by) {
			return r.Emoji
		}
	}
	return ""
}

// happened is one row about what happened in the room, behind the time if that is due.
func (l *loop) happened(at time.Time, said string) []string { return append(l.tick(at), "-- "+said) }

// byWhom is told1 for what somebody did to the room.
func (l *loop) byWhom(at time.Time, by room.Person, said string) []string {
	if by.ID != 0 {
		said = by.Name + ": " + said
	}
	return l.happened(at, said)
}

// spokeLately is how long somebody counts as taking part after their last message.
const spokeLately = 30 * time.Minute

// moved tells that somebody came or went, if the person wants to know.
func (l *loop) moved(who room.Person, key string, at time.Time) []string {
	wanted := l.settings["joins"] == "all"
	if l.settings["joins"] == "smart" {
		wanted = slices.ContainsFunc(l.recent.list, func(m *room.Message) bool { return m.Author.ID == who.ID && at.Sub(m.At) <= spokeLately })
	}
	if !wanted || l.ignored[who.ID] || who.ID == l.me.ID {
		return nil
	}
	return append(l.tick(at), l.tr(key, who.Name))
}

func (l *loop) kicked(e room.Kicked) []string {
	if e.Who.ID == l.me.ID {
		return l.putOut(lang.S("%s has put you out of %s (%s); ask its moderators if you think that is wrong.", e.By.Name, l.in.Label(), ui.Because(e.Reason)))
	}
	out := l.byWhom(e.At, e.By, ui.WithReason(l.tr("%s was put out of the room", e.Who.Name), e.Reason))
	return append(out, l.inherited(e.Removal, e.At)...)
}

func (l *loop) punished(e room.Punished) []string {
	lifted, name := e.Is.At.IsZero(), e.Who.Name
	said := ""
	switch {
	case e.Who.ID == l.me.ID && e.What == room.Ban && !lifted:
		return l.putOut(lang.S("%[1]s has banned you from %[2]s %[3]s (%[4]s); ask its moderators if you think that is wrong.",
			e.By.Name, l.in.Label(), ui.EndsIn(e.Is.Until), ui.Because(e.Is.Reason)))
	case e.Who.ID == l.me.ID:
		return nil // the server tells it
	case e.What == room.Ban && lifted:
		said = l.tr("%s may come into the room again", name)
	case e.What == room.Ban:
		said = ui.WithReason(l.tr("%[1]s is banned from the room %[2]s", name, l.until(e.Is.Until)), e.Is.Reason)
	case lifted:
		said = l.tr("%s can write again", name)
	default:
		said = ui.WithReason(l.tr("%[1]s cannot write %[2]s", name, l.until(e.Is.Until)), e.Is.Reason)
	}
	return append(l.byWhom(e.At, e.By, said), l.inherited(e.Removal, e.At)...)
}

// putOut tells the person that they are in the room no more. The server tells it
// in the same words, which are not said twice.
func (l *loop) putOut(why lang.Sentence) []string {
	l.drift.out = true
	said := l.Lang.Say(why)
	if said == l.noticed {
		l.noticed = ""
		return nil
	}
	l.heard = said
	return []string{"-- " + said}
}

func (l *loop) purged(e room.Purged) []string {
	if len(e.Gone) == 0 {
		return nil
	}
	for _, c := range e.Gone {
		l.recent.change(c.Message)
	}
	return l.byWhom(e.At, e.By, l.tr("%d messages were deleted", int64(len(e.Gone))))
}

func (l *loop) revised(e room.Revised) []string {
	is := e.Is
	if is.Conversation() { // its name depends on who looks
		is.Name = l.in.Name
	}
	l.in = is
	said := ui.Revised(l.Lang, e.Was, is)
	if e.Was.Owner != is.Owner && is.Owner != 0 {
		said = append(said, l.owner(is.Owner))
	}
	var out []string
	for _, s := range said {
		out = append(out, l.byWhom(e.At, e.By, s)...)
	}
	return out
}

func (l *loop) appointed(e room.Appointed) []string {
	said := l.tr("%s is a member like the others now", e.Who.Name)
	switch e.Role {
	case room.Moderator:
		said = l.tr("%s is a moderator now", e.Who.Name)
	case room.Owner:
		said = l.tr("%s owns the room now", e.Who.Name)
	case room.Member:
	}
	return l.byWhom(e.At, e.By, said)
}

// inherited says who owns the room now that its owner is none any more.
func (l *loop) inherited(r room.Removal, at time.Time) []string {
	if r.Heir == 0 {
		return nil
	}
	return l.happened(at, l.owner(r.Heir))
}

// owner says who owns the room now. Whoever is there has a name.
func (l *loop) owner(id room.UserID) string {
	if i := slices.IndexFunc(l.present, func(p room.Presence) bool { return p.ID == id }); i >= 0 {
		return l.tr("%s owns the room now", l.present[i].Name)
	}
	return l.tr("the room has another owner; /room show says who")
}

// until says when something ends, in the person's time zone.
func (l *loop) until(t time.Time) string {
	if t.IsZero() {
		return l.tr("until somebody lifts it")
	}
	return l.tr("until %s", t.In(l.Zone).Format("2006-01-02 15:04"))
}
