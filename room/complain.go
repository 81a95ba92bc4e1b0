package room

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"strings"
)

func complain(tx Tx, c Complain) (Event, error) {
	if c.Why == "" || len(c.Why) > MaxReason {
		return nil, refuse(ErrInvalid, "a report says why, in %d bytes at most; give a reason of that length", MaxReason)
	}
	if c.Who == c.By {
		return nil, refuse(ErrInvalid, "nobody reports themselves; name somebody else")
	}
	s, err := submit(tx, c.Header)
	if err == nil {
		err = s.onlyPeople()
	}
	if err != nil {
		return nil, err
	}
	about, err := somebody(tx, c.Who)
	if err != nil {
		return nil, err
	}
	r := Report{At: c.At, By: s.who, About: about, Reason: c.Why}
	where := ""
	if c.Room != 0 {
		m, conversation, err := reportable(tx, c)
		if err != nil {
			return nil, err
		}
		r.Room, r.Seq, r.Excerpt = c.Room, c.Seq, excerptOf(m)
		where = placeOf(m, conversation)
	}
	if err := reportsLeft(tx, c); err != nil {
		return nil, err
	}
	staff, e, err := staffRoom(tx, c.Header)
	if err != nil {
		return nil, err
	}
	s.room, s.Floor = staff, staff.Trimmed
	if err := s.tellStaff(c.Header, &e, &r, where); err != nil {
		return nil, err
	}
	if e.Report, err = tx.AddReport(r); err != nil {
		return nil, err
	}
	return e, record(tx, c.Header, staff.ID)
}

// reportable returns a message that somebody can report: one that they can read,
// and that is by the person whom they report.
func reportable(tx Tx, c Complain) (m *Message, conversation bool, err error) {
	s, err := inside(tx, c.Room, c.Header)
	if err == nil {
		m, err = s.upright(c.Seq)
	}
	if err == nil && m.Author.ID != c.Who {
		err = refuse(ErrInvalid, "message %d in %s is by somebody else; report its author", c.Seq, s.label())
	}
	return m, s.room.Conversation(), err
}

// excerptOf returns what is kept of a message that is reported: its text, and the name
// of its file on a line of its own. It is stored, and so in no language of anybody.
func excerptOf(m *Message) string {
	if m.File == nil {
		return m.Text
	}
	return strings.TrimPrefix(m.Text+"\n[file] "+m.File.Name, "\n")
}

// placeOf is how the staff is told which message is reported. In which
// conversation it was said is not told.
func placeOf(m *Message, conversation bool) string {
	if conversation {
		return "a private message"
	}
	return fmt.Sprintf("message %s/%d", idText(m.Room), m.Seq)
}

// reportsLeft refuses a report that there is already, and one more than somebody
// can have open.
func reportsLeft(tx Tx, c Complain) error {
	open, err := tx.OpenReports(c.By)
	if err != nil {
		return err
	}
	for _, r := range open {
		if r.same(c) {
			return refuse(ErrConflict, "you have reported that already and nobody has decided it yet; wait for the answer")
		}
	}
	if len(open) >= MaxOpenReports {
		return refuse(ErrLimited, "%d of your reports are not decided yet and that is the limit; wait for the answers", len(open))
	}
	return nil
}

// same reports whether the report is of what a command is about.
func (r Report) same(c Complain) bool {
	return r.About.ID == c.Who && r.Room == c.Room && (c.Room == 0 || r.Seq == c.Seq)
}

// staffRoom returns the staff's room, and makes it when there is none.
func staffRoom(tx Tx, c Header) (Room, Reported, error) {
	r, err := tx.StaffRoom()
	if !errors.Is(err, ErrNotFound) {
		return r, Reported{}, err
	}
	r, err = tx.AddStaffRoom(Room{Name: StaffRoom, Created: c.At, Staff: true, Settings: Settings{Private: true}})
	return r, Reported{Opened: &r}, err
}

// tellStaff says in the staff's room what was reported: the first time that somebody
// is, it begins a thread about them. Never what the message said: whatever is done
// to that, nothing of it is left here. Of a report about the staff nothing is
// said, because those whom it is about read there.
func (s sight) tellStaff(c Header, e *Reported, r *Report, where string) error {
	if r.About.staff() {
		return nil
	}
	thread, root, err := s.threadAbout(r.About)
	if err != nil {
		return err
	}
	if root == nil {
		e.Began, err = s.tell(c, Message{Text: "Reports about " + r.About.Name}, 1)
		if err != nil {
			return err
		}
		thread = e.Began.Message.Seq
	}
	said := "reports " + r.About.Name + ": " + r.Reason
	if where != "" {
		said = "reports " + where + ": " + r.Reason
	}
	r.Thread = thread
	e.Posted, err = s.tell(c, Message{Text: said, Root: thread}, 2)
	return err
}

// threadAbout returns what the thread about somebody starts with; nil when there
// is none, or its start is gone.
func (s sight) threadAbout(about Person) (uint64, *Message, error) {
	thread, err := s.tx.ThreadAbout(about.ID)
	if err != nil || thread == 0 {
		return 0, nil, err
	}
	root, err := rootAt(s.tx, s.room.ID, thread)
	if err != nil || root == nil || !root.Deleted.IsZero() {
		return 0, nil, err
	}
	return thread, root, nil
}

// tell says something in the staff's room that comes of a command: nth counts
// what does. Whoever says it need not be in the room. What answers something has
// its Root.
func (s sight) tell(c Header, m Message, nth byte) (*Posted, error) {
	m.ID, m.Room, m.At, m.Author = derived(c.ID, nth), s.room.ID, c.At, s.who
	if m.Root != 0 {
		m.Reply = &Quote{Seq: m.Root}
	}
	said, err := s.tx.AddMessage(m)
	if err != nil {
		return nil, err
	}
	e := &Posted{Message: said}
	if m.Root != 0 {
		if e.Root, err = rootAt(s.tx, m.Room, m.Root); err != nil {
			return nil, err
		}
		if e.Root, err = s.lengthen(e.Root, c.At); err != nil {
			return nil, err
		}
	}
	if s.who.staff() {
		if err := s.said(said); err != nil {
			return nil, err
		}
	}
	return e, s.tx.Record(m.ID, Outcome{Room: said.Room, Seq: said.Seq})
}

// derived is the ID of what comes of a command besides its outcome, which sorts
// as that of the command does.
func derived(id CommandID, nth byte) CommandID {
	sum := sha256.Sum256(append(id[:], nth))
	copy(id[8:], sum[:8])
	id[8] = id[8]&0x3f | 0x80 // the variant of RFC 9562
	return id
}
