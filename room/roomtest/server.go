package roomtest

import (
	"context"
	"strings"
	"time"

	"snug/keys"
	"snug/keys/audit"
	"snug/room"
)

// operator is whoever is at the machine.
var operator = room.Person{ID: room.Operator, Name: room.OperatorName, Rank: room.RankAdmin + 2}

// setting changes a setting of the server.
func (h *house) setting(name, value string) {
	h.Helper()
	h.account(func(by keys.Header) keys.Command { return keys.SetHouse{Header: by, Name: name, Value: value} })
}

// lockdown closes the server, or opens it.
func (h *house) lockdown(l keys.Level, until time.Time) {
	h.Helper()
	h.account(func(by keys.Header) keys.Command { return keys.SetLockdown{Header: by, Level: l, Until: until} })
}

// restrict takes a measure against an account.
func (h *house) restrict(who room.Person, m keys.Measure, until time.Time) {
	h.Helper()
	h.account(func(by keys.Header) keys.Command {
		return keys.Restrict{Header: by, Account: keys.AccountID(who.ID), Measure: m, Until: until}
	})
}

// trust ends somebody's probation.
func (h *house) trust(who room.Person) {
	h.Helper()
	h.account(func(by keys.Header) keys.Command {
		return keys.Trust{Header: by, Account: keys.AccountID(who.ID), On: true}
	})
}

// log returns the newest entries of the audit log, the oldest first.
func (h *house) log(n int) []audit.Entry {
	h.Helper()
	var all []audit.Entry
	err := h.accounts.View(func(r keys.Reader) error {
		page, err := r.Entries(0, n)
		for _, e := range page {
			all = append([]audit.Entry{e}, all...)
		}
		return err
	})
	must(h, err)
	return all
}

// logged returns the entries that doing something has left.
func (h *house) logged(do func()) []audit.Entry {
	h.Helper()
	last := func() (n uint64) {
		must(h, h.accounts.View(func(r keys.Reader) (err error) {
			n, err = r.LastEntry()
			return err
		}))
		return n
	}
	was := last()
	do()
	if is := last(); is > was {
		return h.log(int(is - was))
	}
	return nil
}

// logs fails unless a command leaves one entry, and returns that.
func (h *house) logs(c room.Command) audit.Entry {
	h.Helper()
	left := h.logged(func() { h.do(c) })
	if len(left) != 1 || left[0].Result != "ok" {
		h.Fatalf("%T left %+v in the audit log, want one entry", c, left)
	}
	return left[0]
}

// told submits a command that must be refused, and returns what is said then.
func (h *house) told(c room.Command, kind error) string {
	h.Helper()
	h.refused(c, kind)
	_, err := h.rooms.Do(context.Background(), c)
	if err == nil {
		return ""
	}
	return err.Error()
}

// says fails unless a command is refused with words in it.
func (h *house) says(c room.Command, kind error, words ...string) {
	h.Helper()
	said := h.told(c, kind)
	for _, w := range words {
		if !strings.Contains(said, w) {
			h.Errorf("%T is refused with %q, want %q in it", c, said, w)
		}
	}
}

func (h *house) penalty(in room.ID, who room.Person) room.Penalty {
	h.Helper()
	all, err := h.rooms.PenaltiesOf(who.ID)
	must(h, err)
	return all[in]
}

// mute and ban are what moderators do for an hour.
func mute(by room.Person, in room.ID, who room.Person) room.Penalize {
	return room.Penalize{Header: header(by), Room: in, Who: who.ID, What: room.Mute, On: true, Until: at.Add(time.Hour)}
}

func ban(by room.Person, in room.ID, who room.Person) room.Penalize {
	return room.Penalize{Header: header(by), Room: in, Who: who.ID, What: room.Ban, On: true, Until: at.Add(time.Hour)}
}

func lift(by room.Person, in room.ID, who room.Person, what room.Measure) room.Penalize {
	return room.Penalize{Header: header(by), Room: in, Who: who.ID, What: what}
}

func kick(by room.Person, in room.ID, who room.Person) room.Kick {
	return room.Kick{Header: header(by), Room: in, Who: who.ID}
}

func purge(by room.Person, in room.ID, of ...room.Person) room.Purge {
	return room.Purge{Header: header(by), Room: in, Of: ids(of...), Limit: room.PurgeAtOnce}
}
