package command

import (
	"slices"
	"time"

	"snug/keys"
)

// A userObject is an account as moderators see it; the contract of wire.go holds
// for it.
type userObject struct {
	accountObject
	Suspended *sanctionObject `json:"suspended"` // null: not, or not any more
	Muted     *sanctionObject `json:"muted"`     // on the whole server
	Trusted   bool            `json:"trusted"`
	New       bool            `json:"new"`      // on probation
	Pending   bool            `json:"pending"`  // waits for approval
	Sessions  int             `json:"sessions"` // that are open
}

func (c *Invocation) userObject(a keys.Account, probation time.Duration) userObject {
	now := time.Now()
	o := userObject{
		accountObject: newAccountObject(a), Trusted: a.Trusted, New: isNew(a, probation, now), Pending: a.Pending,
		Sessions: len(c.Sessions.Of(a.ID)),
	}
	if a.Suspended.In(now) {
		o.Suspended = newSanctionObject(a.Suspended)
	}
	if a.Muted.In(now) {
		o.Muted = newSanctionObject(a.Muted)
	}
	return o
}

// answerUser answers a change of an account: with it in JSON, else in words.
func (c *Invocation) answerUser(a keys.Account, key string, args ...any) error {
	if !c.JSON {
		return c.say(key, args...)
	}
	probation, err := c.probation()
	if err != nil {
		return err
	}
	return c.objects(c.userObject(a, probation))
}

// probation returns how long an account is new; zero: never.
func (c *Invocation) probation() (time.Duration, error) {
	value, err := c.houseValue(keys.HouseProbation)
	d, _ := parseDuration(value) // "0s" is none, and reads as zero
	return d, err
}

// houseValue returns what a setting of the server is now.
func (c *Invocation) houseValue(name string) (string, error) {
	all, err := c.Directory.House()
	if i := slices.IndexFunc(all, func(s keys.HouseSetting) bool { return s.Name == name }); i >= 0 {
		return all[i].Value, err
	}
	return "", err
}

// isNew reports whether an account is on probation.
func isNew(a keys.Account, probation time.Duration, now time.Time) bool {
	return !a.Trusted && !a.Pending && a.Role < keys.Moderator && now.Sub(a.Created) < probation
}

// A noteObject is what is noted about somebody. Of one that was taken away only
// the number is left.
type noteObject struct {
	V      int     `json:"v"`
	Type   string  `json:"type"`
	Number uint64  `json:"number"`
	User   string  `json:"user"` // whom it is about
	UserID string  `json:"user_id"`
	At     *string `json:"at"`
	By     string  `json:"by"` // username, as it was then
	Text   string  `json:"text"`
}

func newNoteObject(about keys.Account, n keys.Note) noteObject {
	return noteObject{1, "note", n.Number, about.Name, accountID(about.ID), stampOf(n.At), n.ByName, n.Text}
}
