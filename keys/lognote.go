package keys

import (
	"cmp"
	"context"
	"fmt"
	"strings"

	"snug/keys/audit"
	"snug/text"
)

// maxLogged is the most bytes of a field of an entry that is made elsewhere.
const maxLogged = 500

// A Log is the intent to write an entry into the audit log.
type Log struct {
	Header
	Entry audit.Entry
}

func (c Log) apply(tx Tx) (Outcome, error) {
	c.Entry.At, c.Entry.By, c.Entry.Reason = c.At, c.By, c.Reason
	return Outcome{}, note(tx, c.Entry)
}

// NoteRefusal writes into the audit log that somebody was refused something by
// the gate. It writes at most 30 a minute for one account, or one guest's key, and
// 600 in all; the next entry's reason says how many were left out. Its By is as it
// is given, and decides nothing.
func (d *Directory) NoteRefusal(ctx context.Context, by audit.Actor, action, object, why string) error {
	left, ok := d.refusals.take(by)
	if !ok {
		return nil
	}
	e := audit.Entry{By: by, Action: action, Object: object, Reason: audit.From(ctx).Reason, Result: cmp.Or(why, "refused")}
	if left > 0 {
		e.Reason = strings.TrimSpace(fmt.Sprintf("%s and %d more", e.Reason, left))
	}
	return d.NoteDone(ctx, e)
}

// NoteDone writes into the audit log that something was done that leaves nothing
// else in the store, such as the end of a session. The entry's number, time and
// hash are filled in, and without one its result, which is then "ok", and its
// reason.
func (d *Directory) NoteDone(ctx context.Context, e audit.Entry) error {
	e = audit.Entry{
		By: e.By, Action: logged(e.Action), Object: logged(e.Object), Before: logged(e.Before),
		After: logged(e.After), Reason: logged(e.Reason), Result: cmp.Or(logged(e.Result), "ok"),
	}
	_, err := d.do(ctx, func(h Header) Command {
		h.By, h.Reason = e.By, cmp.Or(e.Reason, h.Reason)
		return Log{Header: h, Entry: e}
	})
	return err
}

// logged makes a field of an entry fit to be kept and shown.
func logged(s string) string {
	if len(s) > maxLogged {
		s = strings.ToValidUTF8(s[:maxLogged], "")
	}
	return text.StripLine(s)
}
