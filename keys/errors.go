package keys

import (
	"errors"
	"fmt"
	"time"

	"snug/text/lang"
)

// What a caller decides on. An error that wraps one of these has a text fit
// for people: one sentence with what, why, and what to do.
var (
	// ErrNotFound: there is no such account, key, offer, request, ban or note.
	ErrNotFound = errors.New("no such account")

	// ErrNameTaken: the name, or one that looks the same, has an owner.
	ErrNameTaken = errors.New("name taken")

	// ErrKeyTaken: the key has an account already.
	ErrKeyTaken = errors.New("key taken")

	// ErrBadName: the name breaks the policy.
	ErrBadName = errors.New("bad name")

	// ErrBadSetting: there is no such setting, or it cannot have that value.
	ErrBadSetting = errors.New("bad setting")

	// ErrBadText: a bio, a note or a reason breaks the policy, or what a ban is of
	// or until when something lasts cannot be.
	ErrBadText = errors.New("bad text")

	// ErrBadCode: there is no such link code or invitation, or none any more.
	ErrBadCode = errors.New("bad code")

	// ErrLastKey: the key is needed, as the last of its account or by the
	// configuration.
	ErrLastKey = errors.New("key needed")

	// ErrLimited: that is enough for now, or there is room for no more.
	ErrLimited = errors.New("limited")

	// ErrDenied: whoever asks may not do this.
	ErrDenied = errors.New("denied")

	// ErrConflict: it cannot be done to what there is, such as the last owner.
	ErrConflict = errors.New("conflict")

	// ErrUnavailable: the store cannot write now, or is closing.
	ErrUnavailable = errors.New("unavailable")

	// ErrUnknownOutcome: the store did not answer in time; the change may or may
	// not be on disk.
	ErrUnknownOutcome = errors.New("unknown outcome")
)

// A Refusal is an error whose text people may see. It wraps one of the
// sentinels above.
type Refusal struct {
	Kind error
	Text lang.Sentence

	After time.Duration // of ErrLimited: when it is worth trying again; zero: not known
}

// Error returns the sentence.
func (r *Refusal) Error() string { return r.Text.String() }

// Sentence implements [lang.Speaker].
func (r *Refusal) Sentence() lang.Sentence { return r.Text }

func refuse(kind error, key string, args ...any) error {
	return &Refusal{Kind: kind, Text: lang.S(key, args...)}
}

// Unwrap returns the kind.
func (r *Refusal) Unwrap() error { return r.Kind }

func isNotFound(err error) bool { return errors.Is(err, ErrNotFound) }

func isRefusal(err error) bool {
	r := (*Refusal)(nil)
	return errors.As(err, &r)
}

// because wraps what went wrong with a read. A refusal stays as it is.
func because(err error, what string, args ...any) error {
	if err == nil || isRefusal(err) {
		return err
	}
	return fmt.Errorf("%s: %w", fmt.Sprintf(what, args...), err)
}
