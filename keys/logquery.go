package keys

import (
	"strings"
	"time"

	"snug/keys/audit"
	"snug/text"
)

// An AuditQuery picks entries of the audit log; those match for which all holds
// that is set.
type AuditQuery struct {
	Before  uint64    // entries with a lower number; zero: from the end
	Limit   int       // at most MaxEntries
	Account AccountID // who did it
	Actor   string    // the username that they had then, or the fingerprint of their key
	Action  string    // the command, or its first words
	Object  string    // whom or what it was about, or the first word of that
	Since   time.Time // not before
	Until   time.Time // before
}

const (
	auditScan = 5000 // entries that one query looks at
	// clockSlack is how much older than one before it an entry can be said to be,
	// by clocks that were set and commands that have waited.
	clockSlack = 24 * time.Hour
)

// AuditMatching returns entries, the newest first, and the Before to go on with,
// zero at the end. One call looks at some thousands at most, so a page may be
// short, or empty, before the end.
func (d *Directory) AuditMatching(q AuditQuery) (page []audit.Entry, next uint64, err error) {
	limit, matches := max(min(q.Limit, MaxEntries), 1), q.Matching()
	next = q.Before
	for range auditScan / MaxEntries {
		some, err := d.Audit(next, MaxEntries)
		if err != nil {
			return nil, 0, err
		}
		old := 0
		for _, e := range some {
			switch {
			case e.At.Before(q.Since.Add(-clockSlack)):
				old++
			case matches(e):
				if page = append(page, e); len(page) == limit {
					return page, onward(e.Seq), nil
				}
			}
		}
		// A few may only seem old, by a clock that was wrong for a while.
		if len(some) < MaxEntries || old == len(some) {
			return page, 0, nil
		}
		next = some[len(some)-1].Seq
	}
	return page, onward(next), nil
}

// Matching returns what tells whether an entry is one that q picks, whatever
// its Before and Limit.
func (q AuditQuery) Matching() func(audit.Entry) bool {
	actor, object := text.Fold(q.Actor), text.Fold(q.Object)
	action := strings.Join(strings.Fields(strings.ToLower(q.Action)), " ")
	return func(e audit.Entry) bool {
		switch {
		case e.At.Before(q.Since), !q.Until.IsZero() && !e.At.Before(q.Until):
		case q.Account != 0 && e.By.Account != uint64(q.Account):
		case q.Actor != "" && text.Fold(e.By.Name) != actor && e.By.Key != q.Actor:
		default:
			return begins(e.Action, action) && begins(text.Fold(e.Object), object)
		}
		return false
	}
}

// begins reports whether words are the first ones of a text, or all.
func begins(text, words string) bool {
	rest, ok := strings.CutPrefix(text, words)
	return ok && (words == "" || rest == "" || rest[0] == ' ')
}

// onward is the Before behind which something is left: nothing is behind the first.
func onward(seq uint64) uint64 {
	if seq == 1 {
		return 0
	}
	return seq
}
