package room

import (
	"errors"
	"slices"
	"time"
)

// A sight is a room as whoever submits a command sees it.
type sight struct {
	tx   Tx
	at   time.Time
	who  Person
	room Room
	Standing
	place Membership // theirs, if they have one

	conduct Conduct
	house   House // zero for the staff, whom it does not bind
	toStaff bool  // the room is their conversation with somebody of the staff
}

// submit loads the submitter of a command, who must have an account in use, and
// what the server lets them do.
func submit(tx Tx, c Header) (sight, error) {
	s := sight{tx: tx, at: c.At}
	var err error
	if s.who, err = actor(tx, c.By); err != nil {
		return s, err
	}
	if s.conduct, err = tx.Conduct(c.By); err != nil {
		return s, err
	}
	if s.conduct.Suspended.In(c.At) {
		return s, s.suspended()
	}
	if !s.who.staff() {
		s.house, err = tx.House(c.At)
	}
	return s, err
}

func (s sight) suspended() error {
	return refuse(ErrDenied, "your account is suspended %s, reason: %s; ask the people who run this server", endOf(s.conduct.Suspended), reasonOf(s.conduct.Suspended))
}

// submitter is submit for what the operator of the server does, too.
func submitter(tx Tx, c Header) (sight, error) {
	if c.By == Operator {
		return sight{tx: tx, at: c.At, who: operator}, nil
	}
	return submit(tx, c)
}

// see loads the submitter of a command and a room. A room that they must not
// know of is refused like one that is not there.
func see(tx Tx, id ID, c Header) (sight, error) {
	s, err := submitter(tx, c)
	if err != nil {
		return s, err
	}
	s.room, err = tx.Room(id)
	if errors.Is(err, ErrNotFound) {
		return s, noRoom()
	} else if err != nil {
		return s, err
	}
	b, err := s.bond(id, c)
	if err != nil {
		return s, err
	}
	var known bool
	s.place, s.toStaff = b.Membership, b.toStaff
	if s.Standing, known = standingOf(s.room, s.who, b, c.At); !known {
		return s, noRoom()
	}
	return s, nil
}

// bond loads what ties the submitter to the room.
func (s sight) bond(id ID, c Header) (b bond, err error) {
	if b.Membership, b.in, err = s.tx.Membership(id, c.By); err != nil {
		return b, err
	}
	i, invited, err := s.tx.Invitation(id, c.By)
	if err != nil {
		return b, err
	}
	b.invited = invited && c.At.Before(i.Until)
	b.silenced = s.conduct.Muted
	if s.room.Kind == Common {
		if b.Penalty, err = s.tx.Penalty(id, c.By); err == nil {
			b.Penalty, err = s.mutedToo(id, b.Penalty)
		}
	} else if b.in && s.room.Kind == Direct && (s.silenced() || s.lockedOut()) {
		b.toStaff, err = s.talksToStaff()
	}
	return b, err
}

// talksToStaff reports whether somebody of the staff is in the conversation.
func (s sight) talksToStaff() (bool, error) {
	others, err := s.others()
	return slices.ContainsFunc(others, Person.staff), err
}

// inside is see for what only members may do.
func inside(tx Tx, id ID, c Header) (sight, error) {
	s, err := see(tx, id, c)
	if err == nil {
		err = s.enters()
	}
	return s, err
}

// enters refuses whoever is not in the room.
func (s sight) enters() error {
	switch {
	case s.In:
		return nil
	case s.Banned.In(s.at):
		return s.banned()
	}
	return notIn(s.room, s.who)
}

// operator is whom a command of the Operator is by.
var operator = Person{ID: Operator, Name: OperatorName, Rank: RankAdmin + 2}

// actor loads the submitter of a command, who must have an account that was let
// in.
func actor(tx Tx, id UserID) (Person, error) {
	if id == Operator {
		return operator, refuse(ErrDenied, "the operator has no account; use ssh for that")
	}
	p, err := tx.Person(id)
	switch {
	case errors.Is(err, ErrNotFound) || err == nil && p.Gone:
		err = noAccount()
	case err == nil && p.Rank == 0:
		err = refuse(ErrDenied, "your account waits until somebody of the staff lets it in; ask the people who run this server")
	}
	return p, err
}

func noAccount() error {
	return refuse(ErrDenied, "you have no account any more; connect again to make one")
}

// somebody loads an account that a command names, that must be in use and was let
// in: nobody knows of one that waits.
func somebody(tx Tx, id UserID) (Person, error) {
	p, err := tx.Person(id)
	if errors.Is(err, ErrNotFound) || err == nil && (p.Gone || p.Rank == 0) {
		err = refuse(ErrNotFound, "there is no such person; the command who lists who is here")
	}
	return p, err
}

// label returns how the room is written in a refusal. Conversations are stored
// without a name.
func (s sight) label() string {
	r := s.named()
	return r.Label()
}

// named returns the room with the name that it has for the submitter. A name
// that cannot be read is left out of what is a refusal anyway.
func (s sight) named() Room {
	r := s.room
	if !r.Conversation() || r.Name != "" { // the broker fills it in
		return r
	}
	others, err := s.others()
	if err == nil {
		r.Name = conversationName(r, s.who, others)
	}
	return r
}

// others returns whom the submitter talks with in a conversation, by account.
func (s sight) others() ([]Person, error) {
	ids, err := s.tx.Members(s.room.ID, 0, MaxGroup)
	if err != nil {
		return nil, err
	}
	var others []Person
	for _, id := range ids {
		if id == s.who.ID {
			continue
		}
		p, err := s.tx.Person(id)
		if err != nil {
			return nil, err
		}
		others = append(others, p)
	}
	return others, nil
}

// inUse refuses what would change an archived room.
func (s sight) inUse() error {
	if s.room.Archived.IsZero() {
		return nil
	}
	return refuse(ErrConflict, "%s is archived and only read now; its owner can bring it back with the command room unarchive", s.label())
}

// owns refuses what only the owner of a room may do, also in what has none.
func (s sight) owns() error {
	switch {
	case s.room.Conversation():
		return refuse(ErrDenied, "%s is a conversation, which nobody owns; make a room for that", s.label())
	case !s.Owns() && s.room.Open():
		return refuse(ErrDenied, "only the administrators of the server may do that in %s; ask one of them", s.label())
	case !s.Owns():
		return refuse(ErrDenied, "only the owner of %s may do that; ask them", s.label())
	}
	return nil
}

// owned is see for what an owner does to a room in use, which is not the lobby.
func owned(tx Tx, id ID, c Header) (sight, error) {
	s, err := see(tx, id, c)
	switch {
	case err != nil:
	case s.room.Open():
		err = refuse(ErrDenied, "%s is everybody's room and always stays that; do it to another room", s.label())
	case s.room.Staff:
		err = s.isStaffs()
	default:
		err = s.owns()
	}
	return s, err
}

// isStaffs refuses what nobody does to the staff's room.
func (s sight) isStaffs() error {
	return refuse(ErrDenied, "%s is the room of the staff and always stays that; do it to another room", s.label())
}

func noRoom() error {
	return refuse(ErrNotFound, "there is no such room; the command rooms lists them")
}

func notIn(r Room, who Person) error {
	if who.Bot {
		return refuse(ErrDenied, "this bot is not in %[1]s, so it cannot read or write there; its keeper puts it in with the command bot join", r.Label())
	}
	return refuse(ErrDenied, "you are not in %[1]s, so you cannot read or write there; join it first with the command join %[2]s", r.Label(), r.Name)
}
