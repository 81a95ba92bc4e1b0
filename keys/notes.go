package keys

import (
	"context"
	"slices"
	"strconv"
	"time"

	"snug/keys/audit"
	"snug/text"
)

// maxNote is the most bytes of a note.
const maxNote = 500

// A Note is what the staff keeps of somebody.
type Note struct {
	Number uint64 // from 1, of one account, never used again
	At     time.Time
	By     AccountID // zero: the operator
	ByName string
	Text   string // one clean line
}

// An AddNote is the intent to keep a note about an account.
type AddNote struct {
	Header
	Account AccountID
	Text    string // clean, not empty
}

func (c AddNote) apply(tx Tx) (Outcome, error) {
	me, r, err := c.parties(tx, c.Account)
	if err != nil {
		return Outcome{}, err
	}
	e := c.entry("user note", r.Name)
	if err := me.over(r, Moderator); err != nil {
		return turnedDown(tx, e, err)
	}
	switch all, err := tx.Notes(r.ID); {
	case err != nil:
		return Outcome{}, err
	case len(all) >= MaxNotes:
		return Outcome{}, refuse(ErrLimited, "there are %d notes about %s already; take one away first", len(all), r.Name)
	}
	r.NoteCount++
	n := Note{Number: r.NoteCount, At: c.At, By: me.ID, ByName: me.Name, Text: c.Text}
	if err := tx.SetNote(r.ID, n); err != nil {
		return Outcome{}, err
	}
	e.After = noteName(n.Number)
	o, err := c.keep(tx, r, e)
	o.Note = n
	return o, err
}

// noteName says for the audit log which note of an account is meant. What it says
// is not for the log.
func noteName(number uint64) string { return "note " + strconv.FormatUint(number, 10) }

// AddNote keeps a note about an account for the staff. Refusals wrap ErrDenied,
// ErrConflict, ErrBadText or, when there are too many, ErrLimited.
func (d *Directory) AddNote(ctx context.Context, by audit.Actor, id AccountID, typed string) (Note, error) {
	clean, err := parseNote(typed)
	if err != nil {
		return Note{}, err
	}
	o, err := d.act(ctx, by, "", func(h Header) Command { return AddNote{Header: h, Account: id, Text: clean} })
	return o.Note, err
}

func parseNote(typed string) (string, error) {
	clean, err := text.CleanLine(typed[:min(len(typed), 16*maxNote)])
	switch {
	case len(typed) > 16*maxNote || err == nil && len(clean) > maxNote:
		return "", refuse(ErrBadText, "a note about somebody takes at most %d bytes; shorten it", maxNote)
	case err != nil:
		return "", notUTF8()
	case clean == "":
		return "", refuse(ErrBadText, "there is nothing to note; write some text behind the name")
	}
	return clean, nil
}

// A RemoveNote is the intent to take a note away.
type RemoveNote struct {
	Header
	Account AccountID
	Number  uint64
}

func (c RemoveNote) apply(tx Tx) (Outcome, error) {
	me, r, err := c.parties(tx, c.Account)
	if err != nil {
		return Outcome{}, err
	}
	e := c.entry("user unnote", r.Name)
	e.Before = noteName(c.Number)
	if err := me.over(r, Moderator); err != nil {
		return turnedDown(tx, e, err)
	}
	all, err := tx.Notes(r.ID)
	if err != nil {
		return Outcome{}, err
	}
	i := slices.IndexFunc(all, func(n Note) bool { return n.Number == c.Number })
	if i < 0 {
		return Outcome{}, refuse(ErrNotFound, "there is no note %d about %s; the command user notes lists them", c.Number, r.Name)
	}
	if err := tx.RemoveNote(r.ID, c.Number); err != nil {
		return Outcome{}, err
	}
	if err := note(tx, e); err != nil {
		return Outcome{}, err
	}
	return c.settle(tx, r)
}

// RemoveNote takes a note away, by its number. ErrNotFound: there is none.
func (d *Directory) RemoveNote(ctx context.Context, by audit.Actor, id AccountID, number uint64) error {
	_, err := d.act(ctx, by, "", func(h Header) Command { return RemoveNote{Header: h, Account: id, Number: number} })
	return err
}

// Notes returns the notes about an account, the oldest first.
func (d *Directory) Notes(id AccountID) ([]Note, error) {
	var all []Note
	err := d.store.View(func(r Reader) (err error) {
		all, err = r.Notes(id)
		return err
	})
	return all, because(err, "notes about account %d", id)
}
