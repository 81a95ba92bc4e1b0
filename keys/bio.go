package keys

import (
	"context"
	"strings"

	"snug/keys/audit"
	"snug/text"
)

// MaxReason is the most bytes of a reason, or of a note to who decides.
const MaxReason = 300

// Limits of what people write about themselves.
const (
	maxBio      = 300 // bytes
	maxBioLines = 4
)

// A SetBio is the intent to say something else about oneself.
type SetBio struct {
	Header
	Account AccountID
	Bio     string // clean; the policy was checked
}

func (c SetBio) apply(tx Tx) (Outcome, error) {
	r, err := c.own(tx, c.Account)
	if err != nil || r.Bio == c.Bio {
		return Outcome{Account: r.Account()}, err
	}
	e := c.entry("me bio", r.Name)
	e.Before, e.After = digest(r.Bio), digest(c.Bio)
	r.Bio = c.Bio
	if err := tx.SetAccount(r); err != nil {
		return Outcome{}, err
	}
	return Outcome{Account: r.Account()}, note(tx, e)
}

// SetBio changes what by says about themselves and returns the account as it is
// then. Refusals wrap ErrBadText or, when the key is theirs no more, ErrDenied.
func (d *Directory) SetBio(ctx context.Context, by audit.Actor, bio string) (Account, error) {
	clean, err := text.Clean(bio[:min(len(bio), 16*maxBio)])
	switch {
	case err != nil && len(bio) <= 16*maxBio:
		return Account{}, notUTF8()
	case err != nil || len(clean) > maxBio || strings.Count(clean, "\n") >= maxBioLines:
		return Account{}, refuse(ErrBadText, "what you say about yourself takes at most %d bytes in %d lines; shorten it", maxBio, maxBioLines)
	}
	o, err := d.do(ctx, func(h Header) Command {
		h.By = by
		return SetBio{Header: h, Account: AccountID(by.Account), Bio: clean}
	})
	return o.Account, err
}

// parseReason returns a note or a reason as it is stored.
func parseReason(typed string) (string, error) {
	if len(typed) <= 16*MaxReason {
		clean, err := text.CleanLine(typed)
		if err != nil {
			return "", notUTF8()
		}
		if len(clean) <= MaxReason {
			return clean, nil
		}
	}
	return "", refuse(ErrBadText, "a note or a reason takes at most %d bytes; shorten it", MaxReason)
}

func notUTF8() error {
	return refuse(ErrBadText, "this text is not UTF-8; switch your terminal to UTF-8 and type it again")
}
