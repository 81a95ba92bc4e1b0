package command

import (
	"time"

	"snug/keys"
	"snug/session/live"
)

// The objects of --json that are about bans; the contract of wire.go holds for
// them.

type banObject struct {
	V        int     `json:"v"`
	Type     string  `json:"type"`
	ID       string  `json:"id"`     // "b12"
	Kind     string  `json:"kind"`   // "account", "key" or "addresses"
	Target   string  `json:"target"` // as the commands read it
	User     *string `json:"user"`   // of an account: its username then
	At       string  `json:"at"`
	Until    *string `json:"until"` // null: until somebody lifts it
	By       string  `json:"by"`    // username, as it was then
	Reason   string  `json:"reason"`
	Guests   bool    `json:"require_account"` // only keys without an account are kept out
	InEffect bool    `json:"in_effect"`       // it has not ended
}

func newBanObject(b keys.Ban) banObject {
	o := banObject{
		V: 1, Type: "ban", ID: b.Number(), Kind: "addresses", Target: b.Target.String(), At: stamp(b.At), Until: stampOf(b.Until),
		By: b.ByName, Reason: b.Reason, Guests: b.Guests, InEffect: b.In(time.Now()),
	}
	switch {
	case b.Target.Account != 0:
		o.Kind, o.User = "account", &b.Name
	case b.Target.Key != keys.Fingerprint{}:
		o.Kind = "key"
	}
	return o
}

// A banTestObject is what is known of somebody, or of a target of bans.
type banTestObject struct {
	V        int      `json:"v"`
	Type     string   `json:"type"`
	Target   string   `json:"target"`
	Bans     []any    `json:"bans"`     // that keep them out now
	Sessions []any    `json:"sessions"` // that a ban would end
	Users    []string `json:"users"`    // whose they are
}

// A suggestionObject is a ban that somebody could be kept out by.
type suggestionObject struct {
	V        int      `json:"v"`
	Type     string   `json:"type"`
	Target   string   `json:"target"`
	Command  string   `json:"command"`
	Sessions int      `json:"sessions"` // that it would end now
	Others   []string `json:"others"`   // who else it would hit
}

// sessionObjects makes objects of sessions, also of those without an account.
func (c *Invocation) sessionObjects(all []live.Session) []any {
	out := make([]any, len(all))
	for i, s := range all {
		out[i] = c.sessionObject(s, keys.Account{ID: s.Account, Name: s.Name})
	}
	return out
}
