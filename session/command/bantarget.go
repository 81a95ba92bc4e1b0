package command

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"snug/keys"
	"snug/session/live"
)

// parseBanID reads the number of a ban as people give it: "b12", or "12".
func parseBanID(typed string) (uint64, bool) {
	n, err := strconv.ParseUint(strings.TrimPrefix(strings.ToLower(strings.TrimSpace(typed)), "b"), 10, 64)
	return n, err == nil
}

// banMeant finds a ban by its number or by what it is of. Somebody may have chosen
// a username that is the number of another's ban.
func (c *Invocation) banMeant(typed string) (keys.Ban, error) {
	n, isNumber := parseBanID(typed)
	if isNumber && strings.Trim(typed, "0123456789") == "" { // which no username is
		return c.Directory.BanByID(n)
	}
	of, err := c.banNamed(typed)
	switch {
	case isNumber && err == nil && of.ID != n:
		return keys.Ban{}, fail(Conflict, "%s is the number of a ban, and somebody who is banned is called so; write %d for the ban, or @%s for the person",
			shorten(typed), n, of.Name)
	case isNumber:
		return c.Directory.BanByID(n)
	}
	return of, err
}

// banNamed finds a ban by what it is of.
func (c *Invocation) banNamed(typed string) (keys.Ban, error) {
	t, err := c.banTarget(typed)
	if err != nil {
		return keys.Ban{}, err
	}
	all, err := c.Directory.Bans(true)
	if err != nil {
		return keys.Ban{}, err
	}
	if i := slices.IndexFunc(all, func(b keys.Ban) bool { return b.Target == t }); i >= 0 {
		return all[i], nil
	}
	return keys.Ban{}, fail(NotFound, "there is no ban of %s; see them with: %s", shorten(typed), c.Front.form("ban list"))
}

// targetOf writes what a ban is of, for people.
func targetOf(b keys.Ban) string {
	if b.Target.Account != 0 {
		return cmp.Or(b.Name, b.Target.String())
	}
	return b.Target.String()
}

// peopleOf returns the accounts of sessions by name, and each key without one as
// a person of its own.
func peopleOf(all []live.Session) []string {
	var names []string
	guests := make(map[keys.Fingerprint]bool)
	for _, s := range all {
		if s.Account == 0 {
			guests[s.Key] = true
		} else {
			names = append(names, s.Name)
		}
	}
	slices.Sort(names)
	names = slices.Compact(names)
	for f := range guests {
		names = append(names, f.String()[:len("SHA256:")+12])
	}
	slices.Sort(names[len(names)-len(guests):])
	return names
}

// manyNames is how many people are named in a sentence.
const manyNames = 5

// listed names people in a sentence.
func (c *Invocation) listed(names []string) string {
	if len(names) <= manyNames {
		return strings.Join(names, ", ")
	}
	return fmt.Sprintf("%s +%d", strings.Join(names[:manyNames], ", "), len(names)-manyNames)
}
