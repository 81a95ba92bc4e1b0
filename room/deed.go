package room

import (
	"errors"
	"fmt"
	"strings"

	"snug/keys/sanction"
)

// A deed is what the audit log says of a command: what it is called, where it
// happens, and whom or what it is about.
type deed struct {
	action string
	room   ID     // zero: nowhere
	who    UserID // zero: nobody
	seq    uint64 // of a message; zero: none
	report uint64 // zero: none

	// now returns how that is which the command changes; nil: there is nothing
	// to say. Of a private room it is asked only if it tells nothing of the room.
	now    func(Tx, Room) (string, error)
	public bool // it tells something of the room
}

// deedOf is the one place that knows which commands leave an entry: those that do
// something for others, too, and are not themselves a message that says who and
// when. What people choose for themselves, and whether they join or leave, leaves
// none.
func deedOf(c Command) (deed, bool) {
	switch c := c.(type) {
	case Create:
		return deed{action: "room create"}, true
	case Rename:
		return deed{action: "room rename", room: c.Room, now: nameNow, public: true}, true
	case Describe:
		return describing(c), true
	case Configure:
		return deed{action: "room set", room: c.Room, now: settingsNow, public: true}, true
	case Archive:
		return deed{action: either(c.On, "room archive", "room unarchive"), room: c.Room}, true
	case Discard:
		return deed{action: "room delete", room: c.Room}, true
	case Invite:
		return deed{action: "room invite", room: c.Room, who: c.Who, now: invitationNow(c.Who)}, true
	case Uninvite:
		return deed{action: "room uninvite", room: c.Room, who: c.Who, now: invitationNow(c.Who)}, c.Who != c.By
	case Appoint:
		return deed{action: "room role", room: c.Room, who: c.Who, now: roleNow(c.Who)}, true
	case PutIn:
		return deed{action: "bot join", room: c.Room, who: c.Bot}, true
	case TakeOut:
		return deed{action: "bot leave", room: c.Room, who: c.Bot}, true
	case Transfer:
		return deed{action: "room transfer", room: c.Room, who: c.Who, now: ownerNow}, true
	}
	return deedOfOrder(c)
}

// deedOfOrder is deedOf for the commands that keep a room in order.
func deedOfOrder(c Command) (deed, bool) {
	switch c := c.(type) {
	case Delete:
		return deed{action: "message delete", room: c.Room, seq: c.Seq}, true
	case Pin:
		return deed{action: either(c.On, "message pin", "message unpin"), room: c.Room, seq: c.Seq}, true
	case Kick:
		return deed{action: "room kick", room: c.Room, who: c.Who, now: roleNow(c.Who)}, true
	case Penalize:
		action := either(c.What == Ban, either(c.On, "room ban", "room unban"), either(c.On, "room mute", "room unmute"))
		return deed{action: action, room: c.Room, who: c.Who, now: penaltyNow(c)}, true
	case Purge:
		return deed{action: "message purge", room: c.Room}, true
	case Complain:
		return deed{action: either(c.Room != 0, "message report", "user report")}, true
	case Judge:
		return deed{action: either(c.State == ReportDismissed, "report dismiss", "report resolve"), report: c.Report, now: stateNow(c.Report)}, true
	}
	return deed{}, false
}

func either[T any](one bool, a, b T) T {
	if one {
		return a
	}
	return b
}

func describing(c Describe) deed {
	d := deed{action: "room describe", room: c.Room}
	if c.Topic != nil {
		d.action, d.public = "room topic", true
		d.now = func(_ Tx, r Room) (string, error) { return r.Topic, nil }
	}
	return d
}

// object says whom or what the deed is about: "bob in r_12 #books".
func (d deed) object(tx Tx, r Room) (string, error) {
	if d.report != 0 {
		return reportObject(d.report), nil
	}
	what := ""
	switch {
	case d.who != 0:
		p, err := tx.Person(d.who)
		if err != nil && !errors.Is(err, ErrNotFound) {
			return "", err
		}
		what = p.Name
	case d.seq != 0:
		m, err := tx.Message(d.room, d.seq)
		if errors.Is(err, ErrNotFound) {
			break
		} else if err != nil {
			return "", err
		}
		what = m.ID.String()
	}
	where := roomObject(r)
	if what == "" || where == "" {
		return what + where, nil
	}
	return what + " in " + where, nil
}

// roomObject is how the log names a room, which is never by the name of one that
// not everybody may know of.
func roomObject(r Room) string {
	switch {
	case r.ID == 0:
		return ""
	case r.Private:
		return idText(r.ID)
	}
	return idText(r.ID) + " " + r.Label()
}

func reportObject(id uint64) string { return fmt.Sprintf("report %d", id) }

// state says how that is now which the deed changes.
func (d deed) state(tx Tx, r Room) (string, error) {
	if d.now == nil {
		return "", nil
	}
	if d.room != 0 {
		var err error
		if r, err = tx.Room(d.room); errors.Is(err, ErrNotFound) || err == nil && d.public && r.Private {
			return "", nil
		} else if err != nil {
			return "", err
		}
	}
	return d.now(tx, r)
}

func nameNow(_ Tx, r Room) (string, error) { return r.Label(), nil }

func ownerNow(tx Tx, r Room) (string, error) {
	p, err := tx.Person(r.Owner)
	if errors.Is(err, ErrNotFound) {
		return "", nil
	}
	return p.Name, err
}

var roleNames = [...]string{Member: "member", Moderator: "moderator", Owner: "owner"}

func roleNow(who UserID) func(Tx, Room) (string, error) {
	return func(tx Tx, r Room) (string, error) {
		m, in, err := tx.Membership(r.ID, who)
		if err != nil || !in {
			return "", err
		}
		return roleNames[m.Role], nil
	}
}

func invitationNow(who UserID) func(Tx, Room) (string, error) {
	return func(tx Tx, r Room) (string, error) {
		i, there, err := tx.Invitation(r.ID, who)
		if err != nil || !there {
			return "", err
		}
		return "until " + stamp(i.Until), nil
	}
}

func penaltyNow(c Penalize) func(Tx, Room) (string, error) {
	return func(tx Tx, r Room) (string, error) {
		p, err := tx.Penalty(r.ID, c.Who)
		if err != nil {
			return "", err
		}
		return lasting(*p.of(c.What), c.Header), nil
	}
}

// lasting says how long a sanction lasts; nothing when there is none.
func lasting(x sanction.Sanction, c Header) string {
	if !x.In(c.At) {
		return ""
	}
	return endOf(x).String()
}

func stateNow(id uint64) func(Tx, Room) (string, error) {
	return func(tx Tx, _ Room) (string, error) {
		r, err := tx.Report(id)
		if errors.Is(err, ErrNotFound) {
			return "", nil
		} else if err != nil {
			return "", err
		}
		return [...]string{"open", "resolved", "dismissed"}[r.State], nil
	}
}

func settingsNow(_ Tx, r Room) (string, error) {
	var parts []string
	for _, one := range []struct {
		on  bool
		say string
	}{
		{r.Private, "private"},
		{r.InviteOnly, "invite-only"},
		{r.Announce, "announce"},
		{r.OpenTopic, "open topic"},
		{r.Slow > 0, "slow " + r.Slow.String()},
		{r.History == HistoryJoined, "history since joining"},
		{r.History == HistoryNone, "history of the session"},
		{r.KeepFor > 0, "keeps " + r.KeepFor.String()},
		{r.KeepLast > 0, fmt.Sprintf("keeps the newest %d", r.KeepLast)},
		{r.Files == FilesByModerators, "files by moderators"},
		{r.Files == FilesOff, "no files"},
		{r.FilesFor > 0, "keeps files " + r.FilesFor.String()},
		{r.MaxMembers > 0, fmt.Sprintf("at most %d members", r.MaxMembers)},
	} {
		if one.on {
			parts = append(parts, one.say)
		}
	}
	if len(parts) == 0 {
		return "public", nil
	}
	return strings.Join(parts, ", "), nil
}
