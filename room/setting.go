package room

import (
	"context"
	"strings"
	"unicode/utf8"

	"snug/text"
)

// MaxIgnored is how many accounts one person may ignore.
const MaxIgnored = 1000

// SaveDraft keeps what somebody has typed in a room and not sent. They need no
// seat: their session may have ended. A draft of nothing but white space that
// neither answers nor edits is forgotten.
func (b *Broker) SaveDraft(ctx context.Context, by UserID, in ID, d Draft) error {
	switch {
	case !utf8.ValidString(d.Text):
		return refuse(ErrInvalid, "the draft is not UTF-8; switch your terminal to UTF-8 and type it again")
	case len(d.Text) > MaxTextBytes:
		return refuse(ErrInvalid, "the draft has %d bytes and the limit is %d; shorten it", len(d.Text), MaxTextBytes)
	}
	d.Text = text.Strip(d.Text)
	if strings.TrimSpace(d.Text) == "" && d.Reply == 0 && d.Edit == 0 {
		d = Draft{}
	}
	if err := b.mayKeep(ctx, by); err != nil {
		return err
	}
	_, err := b.store.Do(ctx, SaveDraft{Header: header(ctx, by), Room: in, Draft: d})
	return err
}

// Notify says what of a room somebody wants to be told.
func (b *Broker) Notify(ctx context.Context, by UserID, in ID, l Level) error {
	_, err := b.store.Do(ctx, Notify{Header: header(ctx, by), Room: in, Level: l})
	return err
}

// Ignore hides what somebody says from by, or shows it again, and returns whom
// it found under the name.
func (b *Broker) Ignore(ctx context.Context, by UserID, who string, on bool) (Person, error) {
	p, err := b.FindPerson(by, who)
	if err != nil {
		return Person{}, err
	}
	_, err = b.store.Do(ctx, Ignore{Header: header(ctx, by), Who: p.ID, On: on})
	return p, err
}

// Ignored returns whom somebody ignores, by account.
func (b *Broker) Ignored(by UserID) ([]Person, error) {
	ids, err := b.store.Ignored(by)
	if err != nil {
		return nil, err
	}
	return b.persons(ids)
}
