package keys

import (
	"strings"

	"snug/text"
)

// reserved names belong to nobody: people would take them for the server, for
// its staff, or for everybody.
var reserved = []string{
	"root", "admin", "administrator", "owner", "mod", "moderator", "system",
	"server", "staff", "support", "everyone", "here", "all", "snug", "lobby",
	"guest", "deleted", "anonymous", "nobody",
}

// reservedPrefixes begin the names of guests and of who is gone.
var reservedPrefixes = []string{"guest-", "guest_", "deleted-", "deleted_"}

// checkName holds a new username to the policy.
func checkName(name string) error {
	if err := text.CheckName(name); err != nil {
		return refuse(ErrBadName, "that username will not do: %v", err)
	}
	folded, skeleton := text.Fold(name), text.Skeleton(name)
	for _, prefix := range reservedPrefixes {
		if strings.HasPrefix(folded, prefix) {
			return refuse(ErrBadName, "usernames that begin with %s are reserved; choose another", prefix)
		}
	}
	if reservedName(folded, skeleton) {
		return refuse(ErrBadName, "the name %s is reserved; choose another", name)
	}
	return nil
}
