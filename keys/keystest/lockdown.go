package keystest

import (
	"strings"
	"time"

	"snug/keys"
)

func lockdowns(h *house) {
	boss := h.boss.actor()
	_, err := h.dir.SetLockdown(h.Context(), boss, keys.Normal, time.Time{}, "")
	h.refused("to lift nothing", err, keys.ErrConflict)
	for what, tt := range map[string]struct {
		level keys.Level
		until time.Duration
	}{
		"no level":    {keys.LocalOnly + 1, time.Hour},
		"a past end":  {keys.ReadOnly, -time.Second},
		"a far end":   {keys.ReadOnly, 11 * 365 * 24 * time.Hour},
		"a far level": {255, 0},
	} {
		_, err := h.dir.SetLockdown(h.Context(), boss, tt.level, time.Now().Add(tt.until), "")
		h.refused(what, err, keys.ErrBadText)
	}
	_, err = h.dir.SetLockdown(h.Context(), boss, keys.NoSignUp, time.Time{}, strings.Repeat("x", 1000))
	h.refused("a long reason", err, keys.ErrBadText)
	if l, err := h.dir.Lockdown(); err != nil || l != (keys.Lockdown{}) {
		h.Errorf("what was refused left %+v, %v", l, err)
	}

	for level := keys.NoSignUp; level <= keys.LocalOnly; level++ {
		until := time.Now().Add(time.Hour).UTC().Truncate(time.Microsecond)
		set, err := h.dir.SetLockdown(h.Context(), boss, level, until, "raid")
		got, readErr := h.dir.Lockdown()
		if err != nil || readErr != nil || got != set || got.Level != level || !got.Until.Equal(until) || got.Why != "raid" || got.By != "boss" {
			h.Errorf("level %d is %+v, %v, then %+v, %v", level, set, err, got, readErr)
		}
		if mode, err := h.dir.SignUpMode(keys.Fingerprint{}); mode != keys.Closed || err != nil {
			h.Errorf("at level %d one signs up by %s, %v", level, mode, err)
		}
		for at, reads := range map[time.Time]bool{until.Add(-time.Microsecond): level >= keys.ReadOnly, until: false} {
			if r := h.rules(at); r.ReadOnly != reads {
				h.Errorf("level %d at %v: %+v", level, at, r)
			}
		}
	}
	h.ok(h.dir.SetLockdown(h.Context(), boss, keys.ReadOnly, time.Time{}, ""))
	if r := h.rules(time.Now().Add(1000 * 24 * time.Hour)); !r.ReadOnly || !r.Until.IsZero() {
		h.Errorf("a lockdown without an end has the rules %+v", r)
	}
	h.ok(h.dir.SetLockdown(h.Context(), boss, keys.Normal, time.Now().Add(time.Hour), "over"))
	if l, err := h.dir.Lockdown(); err != nil || l != (keys.Lockdown{}) {
		h.Errorf("after it was lifted: %+v, %v", l, err)
	}
	h.person("ann")
	last := h.entries()[len(h.entries())-2]
	if last.Action != "lockdown set" || last.Before != "2" || last.After != "0" || last.Reason != "over" {
		h.Errorf("the end is in the audit log as %+v", last)
	}
}

func announcements(h *house) {
	boss := h.boss.actor()
	soon := time.Now().Add(time.Hour).UTC().Truncate(time.Microsecond)
	for what, tt := range map[string]struct {
		a    keys.Announcement
		kind error
	}{
		"nothing to take back": {keys.Announcement{}, keys.ErrNotFound},
		"only spaces":          {keys.Announcement{Text: " \n\t", Until: soon}, keys.ErrNotFound},
		"too long":             {keys.Announcement{Text: strings.Repeat("x", keys.MaxAnnounce+1), Until: soon}, keys.ErrBadText},
		"a megabyte":           {keys.Announcement{Text: strings.Repeat("x", 1<<20), Until: soon}, keys.ErrBadText},
		"not UTF-8":            {keys.Announcement{Text: "\xff", Until: soon}, keys.ErrBadText},
		"no such tone":         {keys.Announcement{Text: "x", Tone: keys.Critical + 1, Until: soon}, keys.ErrBadText},
		"a past end":           {keys.Announcement{Text: "x", Until: soon.Add(-2 * time.Hour)}, keys.ErrBadText},
		"a far end":            {keys.Announcement{Text: "x", Until: soon.Add(31 * 24 * time.Hour)}, keys.ErrBadText},
	} {
		_, err := h.dir.Announce(h.Context(), boss, tt.a)
		h.refused(what, err, tt.kind)
		if got, err := h.dir.Announced(); err != nil || got != (keys.Announcement{}) {
			h.Errorf("%s left %+v, %v", what, got, err)
		}
	}
	said, err := h.dir.Announce(h.Context(), boss, keys.Announcement{Text: "The \x1b[2Jserver\nrests at ten. ", Tone: keys.Warning, Until: soon, By: "eve"})
	got, readErr := h.dir.Announced()
	if err != nil || readErr != nil || got != said || got.Text != "The [2Jserver\nrests at ten." || got.Tone != keys.Warning || got.By != "boss" || !got.Until.Equal(soon) {
		h.Errorf("announced %+v, %v, then %+v, %v", said, err, got, readErr)
	}
	day, err := h.dir.Announce(h.Context(), boss, keys.Announcement{Text: "for a day"})
	if left := time.Until(day.Until); err != nil || left > 24*time.Hour || left < 23*time.Hour {
		h.Errorf("without an end it is told for %v, %v", left, err)
	}
	h.ok(h.dir.Announce(h.Context(), boss, keys.Announcement{}))
	if got, err := h.dir.Announced(); err != nil || got != (keys.Announcement{}) {
		h.Errorf("what was taken back is %+v, %v", got, err)
	}
	// One that has ended is told nobody, and can be taken back no more.
	past := time.Now().Add(-48 * time.Hour).UTC().Truncate(time.Microsecond)
	h.ok(h.do(keys.Announce{Header: header(h.boss, past), Said: keys.Announcement{Text: "old", Until: past.Add(time.Hour)}}))
	if got, err := h.dir.Announced(); err != nil || got != (keys.Announcement{}) {
		h.Errorf("what has ended is %+v, %v", got, err)
	}
	_, err = h.dir.Announce(h.Context(), boss, keys.Announcement{})
	h.refused("to take back what has ended", err, keys.ErrNotFound)
	for _, e := range h.entries() {
		if strings.Contains(e.After+e.Before, "rests") {
			h.Errorf("the audit log has a text: %+v", e)
		}
	}
}
