package room

import "errors"

func judge(tx Tx, c Judge) (Event, error) {
	if c.State != ReportResolved && c.State != ReportDismissed || len(c.Answer) > MaxReason {
		return nil, refuse(ErrInvalid, "a report is resolved or dismissed, with an answer of %d bytes at most", MaxReason)
	}
	s, err := submitter(tx, c.Header)
	if err != nil {
		return nil, err
	}
	r, err := s.report(c.Report)
	if err != nil {
		return nil, err
	}
	switch {
	case r.By.ID == c.By:
		return nil, refuse(ErrDenied, "you have made report %d yourself; somebody else of the staff decides it", r.ID)
	case r.State != ReportOpen:
		return nil, refuse(ErrConflict, "report %d was decided already, by %s; nothing to do", r.ID, r.Judge.Name)
	}
	r.State, r.Decided, r.Judge, r.Answer, r.Told = c.State, c.At, s.who, c.Answer, r.By.Gone
	if err := tx.SetReport(r); err != nil {
		return nil, err
	}
	e := Reported{Report: r}
	if s.room, err = tx.StaffRoom(); err != nil {
		return nil, err
	}
	s.Floor = s.room.Trimmed
	if e.Posted, err = s.verdict(c, r); err != nil {
		return nil, err
	}
	return e, record(tx, c.Header, s.room.ID)
}

// report returns a report that is for the submitter: they are of the staff and
// above whom it is about. Others of the staff are told what they would be told
// of one that is not there.
func (s sight) report(id uint64) (Report, error) {
	if !s.who.staff() {
		return Report{}, refuse(ErrDenied, "only the staff of the server decides reports; ask one of them")
	}
	r, err := s.tx.Report(id)
	if err != nil && !errors.Is(err, ErrNotFound) {
		return Report{}, err
	}
	if err != nil || !r.About.Gone && r.About.Rank >= s.who.Rank {
		return Report{}, refuse(ErrNotFound, "there is no report %d for you; the command report list shows what there is", id)
	}
	return r, nil
}

// verdict says in the staff's room what became of a report, if it was told there.
// The operator of the server has no account that could say it.
func (s sight) verdict(c Judge, r Report) (*Posted, error) {
	if r.Thread == 0 || c.By == Operator {
		return nil, nil //nolint:nilnil // nothing is said
	}
	root, err := rootAt(s.tx, s.room.ID, r.Thread)
	if err != nil || root == nil || !root.Deleted.IsZero() {
		return nil, err
	}
	said := "resolved"
	if r.State == ReportDismissed {
		said = "dismissed"
	}
	said += " the report of " + r.By.Name
	if r.Answer != "" {
		said += ": " + r.Answer
	}
	return s.tell(c.Header, Message{Text: said, Root: r.Thread}, 1)
}

// hear is a choice: it notes something, however often it is submitted.
func hear(tx Tx, c Hear) (Event, error) {
	if _, err := submit(tx, c.Header); err != nil {
		return nil, err
	}
	untold, err := tx.Untold(c.By)
	if err != nil {
		return nil, err
	}
	for _, r := range untold {
		if r.ID > c.UpTo {
			break
		}
		r.Told = true
		if err := tx.SetReport(r); err != nil {
			return nil, err
		}
	}
	return Heard{User: c.By, UpTo: c.UpTo}, nil
}
