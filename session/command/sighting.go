package command

import (
	"sync/atomic"

	"golang.org/x/crypto/ssh"

	"snug/keys"
)

// Identifier returns [Table.Identify] of one session, for where it is asked thousands of
// times a second: it looks again when anything has changed. Whoever may be here once may
// be here until something changes; time alone only ends what kept them out.
func (t *Table) Identifier(was keys.Identity, key ssh.PublicKey, address string) func() (keys.Identity, error) {
	type sighting struct {
		who      keys.Identity
		revision uint64
	}
	var last atomic.Pointer[sighting]
	return func() (keys.Identity, error) {
		now := t.services.Directory.Revision() // before it is looked, lest a change be missed
		if s := last.Load(); s != nil && s.revision == now {
			return s.who, nil
		}
		who, err := t.Identify(was, key, address)
		if err == nil {
			last.Store(&sighting{who, now})
		}
		return who, err
	}
}
