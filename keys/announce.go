package keys

import (
	"context"
	"fmt"
	"time"

	"snug/keys/audit"
)

// How long an announcement is told to those who come: unless somebody says, and
// at most.
const (
	announceFor     = 24 * time.Hour
	announceAtMost  = 30 * 24 * time.Hour
	announceAtMostD = int(announceAtMost / (24 * time.Hour))
)

var tones = []string{Info: "info", Warning: "warning", Critical: "critical"}

// String returns the tone's name.
func (t Tone) String() string {
	if int(t) >= len(tones) {
		return "unknown tone"
	}
	return tones[t]
}

// An Announce is the intent to tell everybody something, or, with an empty text,
// to take the last announcement back.
type Announce struct {
	Header
	Said Announcement // clean; By and At are filled in
}

func (c Announce) apply(tx Tx) (Outcome, error) {
	me, err := c.actor(tx)
	if err != nil {
		return Outcome{}, err
	}
	was, err := tx.Announcement()
	if err != nil {
		return Outcome{}, err
	}
	a := c.Said
	action := "announce"
	if a.Text == "" {
		action, a = "announce clear", Announcement{}
	} else {
		a.By, a.At = me.Name, c.At
	}
	e := c.entry(action, "server")
	e.Before, e.After = was.forLog(c.At), a.forLog(c.At)
	switch {
	case me.role() < Admin:
		return denied(tx, e, refuse(ErrDenied, "only admins and owners tell everybody something; ask one of them"))
	case a.Text == "" && !was.in(c.At):
		return Outcome{}, refuse(ErrNotFound, "there is no announcement to take back")
	case a.Text != "" && !a.in(c.At):
		return Outcome{}, ended()
	}
	if err := tx.SetAnnouncement(a); err != nil {
		return Outcome{}, err
	}
	return Outcome{Account: me.Account(), Said: a}, note(tx, e)
}

// in reports whether an announcement counts at a time.
func (a Announcement) in(now time.Time) bool { return a.Text != "" && now.Before(a.Until) }

func (a Announcement) forLog(now time.Time) string {
	if !a.in(now) {
		return ""
	}
	return fmt.Sprintf("%s until %s, %s", a.Tone, stamp(a.Until), digest(a.Text))
}

// Announce keeps an announcement for those who come before its end, by default a
// day from now, and returns it. Whoever calls it tells the sessions that are open.
// An empty text takes the last one back. Refusals wrap ErrBadText, ErrNotFound or
// ErrDenied, which is in the audit log.
func (d *Directory) Announce(ctx context.Context, by audit.Actor, a Announcement) (Announcement, error) {
	said, err := parseSaid(a.Text, MaxAnnounce, ErrBadText)
	if err != nil {
		return Announcement{}, err
	}
	if a.Until.IsZero() {
		a.Until = time.Now().Add(announceFor)
	}
	switch {
	case a.Tone > Critical:
		return Announcement{}, refuse(ErrBadText, "an announcement is not %s; choose one of: info, warning, critical", a.Tone)
	case time.Until(a.Until) > announceAtMost:
		return Announcement{}, refuse(ErrBadText, "an announcement is told for %d days at most; give an earlier end", announceAtMostD)
	}
	a.Text, a.Until = said, stored(a.Until)
	o, err := d.do(ctx, func(h Header) Command {
		h.By = by
		return Announce{Header: h, Said: a}
	})
	return o.Said, err
}

// Announced returns the announcement that counts now; its Text is empty when none
// does.
func (d *Directory) Announced() (Announcement, error) {
	var a Announcement
	err := d.store.View(func(r Reader) (err error) {
		a, err = r.Announcement()
		return err
	})
	if err != nil || !a.in(time.Now()) {
		return Announcement{}, because(err, "announcement")
	}
	return a, nil
}
