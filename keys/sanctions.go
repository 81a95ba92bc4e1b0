package keys

import (
	"cmp"
	"context"
	"time"

	"snug/keys/audit"
	"snug/keys/sanction"
	"snug/text/lang"
)

// act submits a command about others, with its reason: the one that is given, or
// else the one that ctx carries.
func (d *Directory) act(ctx context.Context, by audit.Actor, reason string, command func(Header) Command) (Outcome, error) {
	reason, err := parseReason(reason)
	if err != nil {
		return Outcome{}, err
	}
	return d.do(ctx, func(h Header) Command {
		h.By, h.Reason = by, cmp.Or(reason, h.Reason)
		return command(h)
	})
}

// turnedDown ends a command for want of rank, which is noted in the audit log.
func turnedDown(tx Tx, e audit.Entry, why error) (Outcome, error) {
	if !isRefusal(why) {
		return Outcome{}, why
	}
	return denied(tx, e, why)
}

// stored is an end as it is stored. One that is not the zero time does not become
// it, which would last for ever.
func stored(until time.Time) time.Time {
	if until.IsZero() {
		return time.Time{}
	}
	if until = until.UTC().Truncate(time.Microsecond); until.IsZero() {
		until = until.Add(time.Microsecond)
	}
	return until
}

// sanction returns what somebody imposes until a time; zero is until it is lifted.
func (h Header) sanction(me Record, until time.Time) (sanction.Sanction, error) {
	switch {
	case until.IsZero():
	case !h.At.Before(until):
		return sanction.Sanction{}, ended()
	case h.At.Add(sanction.Forever).Before(until):
		return sanction.Sanction{}, refuse(ErrBadText, "that is more than ten years; give perm for what lasts until somebody lifts it")
	}
	return sanction.Sanction{At: h.At, Until: until, By: uint64(me.ID), ByName: me.Name, Reason: h.Reason}, nil
}

// lasts says for the audit log until when something counts.
func lasts(s sanction.Sanction) string {
	if s.Until.IsZero() {
		return "perm"
	}
	return "until " + s.Until.UTC().Format(time.RFC3339)
}

// ends says for people until when something counts.
func ends(until time.Time) lang.Sentence {
	if until.IsZero() {
		return lang.S("until somebody lifts it")
	}
	return lang.S("until %s", stamp(until))
}
