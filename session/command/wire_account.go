package command

import (
	"encoding/hex"
	"time"

	"snug/keys"
	"snug/keys/audit"
	"snug/room"
	"snug/session/live"
)

// The objects of --json that are about accounts; the contract of wire.go holds
// for them. A time that is not known is null.

type keyObject struct {
	V           int     `json:"v"`
	Type        string  `json:"type"`
	Fingerprint string  `json:"fingerprint"`
	KeyType     string  `json:"key_type"`
	Comment     string  `json:"comment"`
	Added       *string `json:"added"`
	Used        *string `json:"used"`    // when a session with it ended last, about
	Offered     bool    `json:"offered"` // its holder has not accepted yet
	Current     bool    `json:"current"` // the caller came with it
}

func (c *Invocation) keyObject(k keys.Key) keyObject {
	return keyObject{
		V: 1, Type: "key", Fingerprint: k.Fingerprint.String(), KeyType: k.Type, Comment: k.Comment,
		Added: stampOf(k.Added), Used: stampOf(k.Used), Offered: k.Offered, Current: k.Fingerprint == c.Who.Fingerprint,
	}
}

type linkObject struct {
	V     int    `json:"v"`
	Type  string `json:"type"`
	Code  string `json:"code"`
	Until string `json:"until"`
}

type sessionObject struct {
	V           int    `json:"v"`
	Type        string `json:"type"`
	ID          string `json:"id"`
	User        string `json:"user"`
	UserID      string `json:"user_id"`
	Kind        string `json:"kind"` // "screen", "line", "exec", "pipe", "sftp" or "scp"
	Fingerprint string `json:"fingerprint"`
	Address     string `json:"address"`
	Client      string `json:"client"` // what it calls itself
	Since       string `json:"since"`
	Current     bool   `json:"current"` // the caller's own
}

func (c *Invocation) sessionObject(s live.Session, of keys.Account) sessionObject {
	return sessionObject{
		V: 1, Type: "session", ID: s.ID, User: of.Name, UserID: accountID(of.ID), Kind: s.Kind,
		Fingerprint: s.Key.String(), Address: s.Address, Client: s.Client, Since: stamp(s.Since), Current: s.ID == c.Session.ID,
	}
}

type recoveryObject struct {
	V           int    `json:"v"`
	Type        string `json:"type"`
	ID          uint64 `json:"id"`
	User        string `json:"user"` // whose account it is
	UserID      string `json:"user_id"`
	Fingerprint string `json:"fingerprint"` // of the key that would join it
	KeyType     string `json:"key_type"`
	Note        string `json:"note"` // by who asks
	At          string `json:"at"`
	Until       string `json:"until"` // it ends then if nobody has decided
}

func newRecoveryObject(r keys.Recovery) recoveryObject {
	return recoveryObject{
		1, "recovery", r.ID, r.Account.Name, accountID(r.Account.ID),
		r.Key.Fingerprint.String(), r.Key.Type, r.Note, stamp(r.At), stamp(r.Until()),
	}
}

// An auditObject has all that [audit.Entry.Hash] takes in, so that the chain of
// the log can be checked by another program.
type auditObject struct {
	V      int         `json:"v"`
	Type   string      `json:"type"`
	Seq    uint64      `json:"seq"`
	At     string      `json:"at"` // to the microsecond
	By     actorObject `json:"by"`
	Action string      `json:"action"`
	Object string      `json:"object"` // whom or what it was about
	Before string      `json:"before"`
	After  string      `json:"after"`
	Reason string      `json:"reason"`
	Result string      `json:"result"` // "ok", or why it was refused
	Prev   string      `json:"prev"`   // the hash of the entry before, in hexadecimal digits
	Hash   string      `json:"hash"`
}

type actorObject struct {
	User    string `json:"user"` // as it was then; empty: a guest, or the server itself
	UserID  string `json:"user_id"`
	Key     string `json:"key"`
	Session string `json:"session"`
	Address string `json:"address"`
	Via     string `json:"via"` // "exec", "files", "screen", "line", "socket" or "config"
}

func newAuditObject(e audit.Entry) auditObject {
	by := actorObject{User: e.By.Name, Key: e.By.Key, Session: e.By.Session, Address: e.By.Address, Via: e.By.Via}
	if e.By.Account != 0 {
		by.UserID = accountID(keys.AccountID(e.By.Account))
	}
	hash := e.Hash()
	return auditObject{
		1, "audit", e.Seq, e.At.UTC().Format("2006-01-02T15:04:05.000000Z"), by, e.Action, e.Object,
		e.Before, e.After, e.Reason, e.Result, hex.EncodeToString(e.Prev[:]), hex.EncodeToString(hash[:]),
	}
}

func accountID(id keys.AccountID) string { return userID(room.UserID(id)) }

// stampOf is stamp for a time that may be unknown.
func stampOf(t time.Time) *string {
	if t.IsZero() {
		return nil
	}
	s := stamp(t)
	return &s
}
