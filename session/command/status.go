package command

import (
	"crypto/rand"
	"encoding/hex"
	"errors"
	"time"

	"snug/keys"
	"snug/room"
	"snug/text/lang"
)

// A Status is the exit status of a command. The numbers are a contract with
// scripts.
type Status uint8

// The statuses. 255 is ssh's own, and from 126 on they belong to shells.
const (
	OK          Status = iota
	Internal           // the server's fault; the log has the details
	Usage              // the line or its input is wrong
	NoAccount          // no key, or a key that nobody has registered
	Denied             // the caller may not
	NotFound           // there is none, or the caller must not know of it
	Limited            // too much at once
	Conflict           // somebody has it already
	Unconfirmed        // it needs --yes
	Unavailable        // the server cannot now, or is stopping
)

var codes = [...]string{
	OK: "ok", Internal: "internal", Usage: "usage", NoAccount: "no_account", Denied: "denied",
	NotFound: "not_found", Limited: "limited", Conflict: "conflict", Unconfirmed: "unconfirmed",
	Unavailable: "unavailable",
}

// String returns the status as JSON has it.
func (s Status) String() string { return codes[s] }

// A Failure is why a command failed, in a sentence for people.
type Failure struct {
	Status Status
	Text   lang.Sentence
	After  time.Duration // of Limited: when it is worth trying again; zero: not known
}

// Error returns the sentence.
func (f *Failure) Error() string { return f.Text.String() }

// Sentence implements [lang.Speaker].
func (f *Failure) Sentence() lang.Sentence { return f.Text }

func fail(s Status, key string, args ...any) error {
	return &Failure{Status: s, Text: lang.S(key, args...)}
}

var kinds = []struct {
	kind   error
	status Status
}{
	{room.ErrInvalid, Usage},
	{room.ErrNotFound, NotFound},
	{room.ErrDenied, Denied},
	{room.ErrConflict, Conflict},
	{room.ErrLimited, Limited},
	{room.ErrUnavailable, Unavailable},
	{keys.ErrBadName, Usage},
	{keys.ErrBadText, Usage},
	{keys.ErrBadKey, Usage},
	{keys.ErrBadSetting, Usage},
	{keys.ErrNameTaken, Conflict},
	{keys.ErrKeyTaken, Conflict},
	{keys.ErrLastKey, Conflict},
	{keys.ErrConflict, Conflict},
	{keys.ErrBadCode, NotFound},
	{keys.ErrLimited, Limited},
	{keys.ErrDenied, Denied},
	{keys.ErrNotFound, NotFound},
	{keys.ErrUnavailable, Unavailable},
}

// Told returns an error that was written for people as the Failure that it is
// for whoever is told, and false for any other error.
func Told(err error) (*Failure, bool) {
	var f *Failure
	if errors.As(err, &f) {
		return f, true
	}
	if errors.Is(err, room.ErrUnknownOutcome) || errors.Is(err, keys.ErrUnknownOutcome) {
		return &Failure{Status: Unavailable, Text: lang.S("the server did not answer in time and it may yet be done; look before you do it again")}, true
	}
	for _, k := range kinds {
		if errors.Is(err, k.kind) {
			return &Failure{k.status, sentence(err), after(err)}, true
		}
	}
	return nil, false
}

// after returns when what was refused is worth trying again; zero: not known.
func after(err error) time.Duration {
	var r *room.Refusal
	var k *keys.Refusal
	switch {
	case errors.As(err, &r):
		return r.After
	case errors.As(err, &k):
		return k.After
	}
	return 0
}

// Explain returns what people are told of any error, and the status that a command
// which fails of it exits with. What nobody planned for gets an id, which the log line
// with the details has too. It may be called from any goroutine.
func (t *Table) Explain(err error) *Failure {
	if f, ok := Told(err); ok {
		return f
	}
	id := make([]byte, 4)
	rand.Read(id) // never fails (crypto/rand)
	if fault := (*faultError)(nil); errors.As(err, &fault) {
		t.panics.Add(1)
	}
	t.services.Log.Error("command failed", "id", hex.EncodeToString(id), "err", err)
	return &Failure{Status: Internal, Text: lang.S("internal error, id %s; tell the people who run this server", hex.EncodeToString(id))}
}

// sentence takes a refusal out of what later hands wrapped around it.
func sentence(err error) lang.Sentence {
	if s := lang.Speaker(nil); errors.As(err, &s) {
		return s.Sentence()
	}
	return lang.S("%s", err.Error())
}
