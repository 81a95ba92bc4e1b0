package room

import "errors"

// expire ends the file of a message if the retention asks for it as it is now:
// since somebody looked, the room may have been set to keep it.
func expire(tx Tx, c Expire) (Event, error) {
	if err := serverOnly(c.Header); err != nil {
		return nil, err
	}
	r, err := tx.Room(c.Room)
	if errors.Is(err, ErrNotFound) || err == nil && !r.Deleted.IsZero() {
		err = noRoom()
	}
	if err != nil {
		return nil, err
	}
	was, err := tx.Message(c.Room, c.Seq)
	switch {
	case errors.Is(err, ErrNotFound):
		return nil, noMessage(r, c.Seq)
	case err != nil:
		return nil, err
	case was.File == nil:
		return nil, refuse(ErrConflict, "message %[1]d in %[2]s has no file; nothing to do", c.Seq, r.Label())
	case !was.File.Expired.IsZero():
		return unchanged{Changed{Message: was, Change: WasExpired, Rev: was.Rev, At: was.File.Expired, Pins: r.Pins}}, nil
	}
	house, err := tx.House(c.At)
	if err != nil {
		return nil, err
	}
	if keep := house.filesFor(r); keep == 0 || c.At.Sub(was.At) < keep {
		return nil, refuse(ErrConflict, "%s keeps that file; nothing to do", r.Label())
	}
	m, f := *was, *was.File
	f.Expired = c.At
	m.File = &f
	is, err := tx.SetMessage(&m)
	if err != nil {
		return nil, err
	}
	return changed(tx, was, is, WasExpired, Person{}, c.At)
}

func unlink(tx Tx, c Unlink) (Event, error) {
	if err := serverOnly(c.Header); err != nil {
		return nil, err
	}
	if len(c.Sums) > MaxPage {
		return nil, refuse(ErrInvalid, "at most %d files are forgotten at once; give fewer", MaxPage)
	}
	return Unlinked{Sums: c.Sums}, tx.Unlink(c.Sums)
}
