package command

import (
	"strings"

	"github.com/spf13/pflag"

	"snug/keys"
)

// An auditFilter picks entries of the audit log, by flags.
type auditFilter struct {
	actor, action, object *string
	span                  stretch
}

// auditFilters declares the flags.
func auditFilters(fs *pflag.FlagSet) auditFilter {
	return auditFilter{
		actor:  fs.String("actor", "", "only what `USER` did; also a key's fingerprint, or operator"),
		action: fs.String("action", "", "only this command, or those that begin with it: `TEXT`, such as ban or user suspend"),
		object: fs.String("object", "", "only what was done to it: `OBJECT`, such as a username or r_12"),
		span:   stretches(fs),
	}
}

// query returns what the flags ask for, all of it.
func (f auditFilter) query(c *Invocation) (q keys.AuditQuery, err error) {
	q.Actor, q.Action, q.Object = strings.TrimPrefix(*f.actor, "@"), *f.action, *f.object
	q.Since, q.Until, err = f.span.times(c)
	return q, err
}
