package command_test

import (
	"testing"

	"snug/session/live"
)

// An open is a session of somebody that is open while they give commands.
type open struct {
	live.Session
	ended   chan error
	notices chan live.Notice
}

// opens opens a session of a person.
func (p *person) opens(t *testing.T) *open {
	t.Helper()
	return p.opensFrom(t, "192.0.2.7")
}

// opensFrom opens a session of a person who comes from an address.
func (p *person) opensFrom(t *testing.T, address string) *open {
	t.Helper()
	o := &open{ended: make(chan error, 1), notices: make(chan live.Notice, 99)}
	var gone func()
	o.Session, gone = p.sessions.Add(live.Session{
		Account: p.who.Account.ID, Name: p.who.Account.Name, Role: p.who.Role,
		Key: p.who.Fingerprint, Kind: "screen", Address: address, Client: "OpenSSH_9.9",
	}, o)
	t.Cleanup(gone)
	return o
}

// from returns the person as somebody whose lines come from a session.
func (p *person) from(o *open) *person {
	there := *p
	there.session = o.Session
	return &there
}

// End implements [live.Holder].
func (o *open) End(why error) { o.ended <- why }

// Tell implements [live.Holder].
func (o *open) Tell(n live.Notice) { o.notices <- n }

// told returns the next notice, which has come already.
func (o *open) told(t *testing.T) live.Notice {
	t.Helper()
	select {
	case n := <-o.notices:
		return n
	default:
		t.Fatal("the session was told nothing")
		return live.Notice{}
	}
}

// why returns why the session was ended, empty when it is open.
func (o *open) why() string {
	select {
	case err := <-o.ended:
		return err.Error()
	default:
		return ""
	}
}
