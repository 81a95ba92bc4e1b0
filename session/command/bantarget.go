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

// parseBanID reads the number of a ban as people give it: "b12".
func parseBanID(typed string) (uint64, bool) {
	digits, ok := strings.CutPrefix(strings.ToLower(strings.TrimSpace(typed)), "b")
	n, err := strconv.ParseUint(digits, 10, 64)
	return n, ok && err == nil
}

// banMeant finds a ban by its number or by what it is of.
func (c *Invocation) banMeant(typed string) (keys.Ban, error) {
	if n, ok := parseBanID(typed); ok {
		return c.Directory.BanByID(n)
	}
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
