package keys

import (
	"strings"

	"snug/text"
)

// reserved names belong to nobody: people would take them for the server, for
// its staff, or for everybody.
var reserved = []string{
	"root", "admin", "administrator", "owner", "mod", "moderator", "system",
	"operator", "operators", "admins", "moderators", "owners",
	"server", "staff", "support", "everyone", "here", "all", "snug", "lobby",
	"guest", "deleted", "anonymous", "nobody",
}

// reservedPrefixes begin the names of guests and of who is gone. To the eye, an
// underscore is a hyphen.
var reservedPrefixes = []string{"guest-", "deleted-"}

// reservedPrefix returns the reserved prefix that a name seems to begin with,
// given what it looks like: de1eted-5 can be taken for who is gone.
func reservedPrefix(look string) string {
	for _, prefix := range reservedPrefixes {
		if strings.HasPrefix(look, text.Skeleton(prefix)) {
			return prefix
		}
	}
	return ""
}

// checkName holds a new username to the policy.
func checkName(name string) error {
	if err := text.CheckName(name); err != nil {
		return refuse(ErrBadName, "that username will not do: %v", err)
	}
	folded, skeleton := text.Fold(name), text.Skeleton(name)
	if prefix := reservedPrefix(skeleton); prefix != "" {
		return refuse(ErrBadName, "usernames that begin with %s, or seem to, are reserved; choose another", prefix)
	}
	if reservedName(folded, skeleton) {
		return refuse(ErrBadName, "the name %s is reserved; choose another", name)
	}
	return nil
}
