package keystest

import (
	"time"

	"snug/keys"
)

// terms are those of an invitation for so many members.
func terms(uses int) keys.InviteTerms {
	return keys.InviteTerms{Uses: uses, For: time.Hour, Role: keys.Member}
}
