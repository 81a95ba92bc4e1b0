package command

import (
	"strconv"
	"strings"
	"time"

	"snug/keys"
	"snug/keys/sanction"
	"snug/room"
)

// An oversight is what the staff is shown of somebody below them.
type oversight struct {
	userObject
	account keys.Account
	notes   int
	reports int        // open ones about them, at most maxReportsShown
	keys    []keys.Key // for admins; else nil
	ring    int        // how many keys there are
}

// maxReportsShown is how many open reports are counted for one person.
const maxReportsShown = 100

// oversee gathers what the staff is shown of somebody; nil when the caller is
// not above them.
func (c *Invocation) oversee(a keys.Account) (*oversight, error) {
	if !c.over(a) {
		return nil, nil
	}
	probation, err := c.probation()
	if err != nil {
		return nil, err
	}
	o := &oversight{userObject: c.userObject(a, probation), account: a}
	ring, err := c.Directory.Keys(a.ID)
	if err != nil {
		return nil, err
	}
	if o.ring = len(ring); c.Who.Role >= keys.Admin {
		o.keys = ring
	}
	noted, err := c.Directory.Notes(a.ID)
	if err != nil {
		return nil, err
	}
	o.notes = len(noted)
	open, err := c.Broker.Reports(c.user(), room.UserID(a.ID), true, 0, maxReportsShown)
	o.reports = len(open)
	return o, err
}

// An oversightObject is what "user show" adds for the staff.
type oversightObject struct {
	Suspended *sanctionObject `json:"suspended"` // null: not, or not any more
	Muted     *sanctionObject `json:"muted"`     // on the whole server
	Trusted   bool            `json:"trusted"`
	New       bool            `json:"new"`
	Pending   bool            `json:"pending"`
	Sessions  int             `json:"sessions"`
	Keys      int             `json:"keys"`
	Notes     int             `json:"notes"`
	Reports   int             `json:"reports"` // open ones, at most 100
}

func (o *oversight) object() *oversightObject {
	if o == nil {
		return nil
	}
	return &oversightObject{o.Suspended, o.Muted, o.Trusted, o.New, o.Pending, o.Sessions, o.ring, o.notes, o.reports}
}

// oversightRows lays out for people what the staff is shown.
func (c *Invocation) oversightRows(o *oversight) [][]string {
	if o == nil {
		return nil
	}
	var rows [][]string
	now := time.Now()
	for _, s := range []struct {
		word string
		is   sanction.Sanction
	}{{c.Lang.T("suspended"), o.account.Suspended}, {c.Lang.T("muted"), o.account.Muted}} {
		if s.is.In(now) {
			cells := c.sanctionCells(s.is)
			rows = append(rows, []string{s.word, strings.Join(cells, "  ")})
		}
	}
	if word := c.stateOf(userObject{Trusted: o.Trusted, New: o.New, Pending: o.Pending}); word != "" {
		rows = append(rows, []string{c.Lang.T("state"), word})
	}
	for _, n := range []struct {
		word string
		n    int
	}{
		{c.Lang.T("sessions"), o.Sessions},
		{c.Lang.T("keys in all"), o.ring},
		{c.Lang.T("staff notes"), o.notes},
		{c.Lang.T("open reports"), o.reports},
	} {
		rows = append(rows, []string{n.word, strconv.Itoa(n.n)})
	}
	return rows
}
