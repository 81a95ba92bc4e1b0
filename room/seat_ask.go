package room

import (
	"context"
	"time"

	"snug/keys/audit"
)

var errNowhere = refuse(ErrDenied, "you are in no room; enter one first")

// in returns the entered room, or the refusal.
func (s *Seat) in() (ID, error) {
	h := s.entered.Load()
	if h == nil {
		return 0, errNowhere
	}
	return h.id, nil
}

// deed returns ctx with who does what is done on the seat. A reason that is in
// it stays.
func (s *Seat) deed(ctx context.Context) context.Context {
	if s.actor == (audit.Actor{}) {
		return ctx
	}
	d := audit.From(ctx)
	d.By = s.actor
	return audit.With(ctx, d)
}

// Say says something in the entered room; see [Broker.Say].
func (s *Seat) Say(ctx context.Context, what Saying) (*Message, error) {
	in, err := s.in()
	if err != nil {
		return nil, err
	}
	s.Typing(false)
	m, _, err := s.broker.Say(s.deed(ctx), s.person.id, in, what)
	return m, err
}

// Edit changes what a message of the entered room says; see [Broker.Edit].
func (s *Seat) Edit(ctx context.Context, seq uint64, text string) (*Message, error) {
	in, err := s.in()
	if err != nil {
		return nil, err
	}
	s.Typing(false)
	return s.broker.Edit(s.deed(ctx), s.person.id, in, seq, text)
}

// Delete leaves a tombstone of a message of the entered room; see
// [Broker.Delete].
func (s *Seat) Delete(ctx context.Context, seq uint64) (*Message, error) {
	in, err := s.in()
	if err != nil {
		return nil, err
	}
	return s.broker.Delete(s.deed(ctx), s.person.id, in, seq)
}

// React puts the person under an emoji of a message of the entered room, or
// takes them away; see [Broker.React].
func (s *Seat) React(ctx context.Context, seq uint64, emoji string, on bool) (*Message, error) {
	in, err := s.in()
	if err != nil {
		return nil, err
	}
	return s.broker.React(s.deed(ctx), s.person.id, in, seq, emoji, on)
}

// Pin pins a message to the entered room, or takes the pin out; see
// [Broker.Pin].
func (s *Seat) Pin(ctx context.Context, seq uint64, on bool) (*Message, error) {
	in, err := s.in()
	if err != nil {
		return nil, err
	}
	return s.broker.Pin(s.deed(ctx), s.person.id, in, seq, on)
}

// Thread returns the thread that a message of the entered room belongs to; see
// [Broker.Thread].
func (s *Seat) Thread(ctx context.Context, seq uint64) ([]*Message, error) {
	in, err := s.in()
	if err != nil {
		return nil, err
	}
	return s.broker.Thread(ctx, s.person.id, in, seq)
}

// Pinned returns the pinned messages of the entered room, by number.
func (s *Seat) Pinned(ctx context.Context) ([]*Message, error) {
	in, err := s.in()
	if err != nil {
		return nil, err
	}
	return s.broker.Pinned(ctx, s.person.id, in)
}

// Files returns the messages with files of the entered room; see [Broker.Files].
func (s *Seat) Files(ctx context.Context, before FileID, limit int) ([]*Message, error) {
	in, err := s.in()
	if err != nil {
		return nil, err
	}
	return s.broker.Files(ctx, s.person.id, in, before, limit)
}

// Info returns what there is to know of a message of the entered room.
func (s *Seat) Info(ctx context.Context, seq uint64) (Info, error) {
	in, err := s.in()
	if err != nil {
		return Info{}, err
	}
	return s.broker.Info(ctx, s.person.id, in, seq)
}

// Search finds messages, in the room here unless the query says otherwise; see
// [Broker.Search].
func (s *Seat) Search(ctx context.Context, here ID, q Query, more More) (Results, error) {
	return s.broker.Search(ctx, s.person.id, here, q, more)
}

// SeqAt returns the number of the first message of the entered room that was
// said at t or later; see [Broker.SeqAt].
func (s *Seat) SeqAt(ctx context.Context, t time.Time) (uint64, error) {
	in, err := s.in()
	if err != nil {
		return 0, err
	}
	return s.broker.SeqAt(ctx, s.person.id, in, t)
}

// Locate finds a message by its id, in any room; see [Broker.Locate].
func (s *Seat) Locate(_ context.Context, id CommandID) (Room, uint64, error) {
	return s.broker.Locate(s.person.id, id)
}

// SaveDraft keeps what the person has typed in a room, entered or not, and not
// sent; see [Broker.SaveDraft].
func (s *Seat) SaveDraft(ctx context.Context, in ID, d Draft) error {
	return s.broker.SaveDraft(ctx, s.person.id, in, d)
}

// Before returns at most limit messages of a room that are older than seq,
// oldest first.
func (s *Seat) Before(_ context.Context, in ID, seq uint64, limit int) ([]*Message, error) {
	return s.broker.History(s.person.id, in, Range{Before: max(1, seq), Limit: limit})
}
