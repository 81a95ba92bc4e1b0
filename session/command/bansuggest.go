package command

import (
	"context"
	"net/netip"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/pflag"

	"snug/keys"
	"snug/session/live"
)

func banSuggest() Spec {
	return Spec{
		Path: "ban suggest", Aliases: []string{"封禁建议"}, Args: "USER",
		Help:  "Show the bans that would keep somebody out, and who else each would hit.",
		Least: AtLeast(keys.Moderator), Effect: Reads,
		Bind: func(*pflag.FlagSet) Run {
			return onSomebody(func(_ context.Context, c *Invocation, a keys.Account) error {
				if !c.over(a) {
					return fail(Denied, "you are not above %s; ask somebody above you both", a.Name)
				}
				targets, err := c.targetsOf(a)
				if err != nil {
					return err
				}
				var items []any
				rows := [][]string{{c.Lang.T("COMMAND"), c.Lang.T("SESSIONS"), c.Lang.T("WHO ELSE")}}
				for _, t := range targets {
					o := c.suggest(a, t)
					items = append(items, o)
					rows = append(rows, []string{c.Front.form(o.Command), strconv.Itoa(o.Sessions), strings.Join(o.Others, ", ")})
				}
				if c.JSON {
					return c.list(items, "")
				}
				return c.print(columns(rows)...)
			})
		},
	}
}

// targetsOf returns what somebody could be kept out by: the account, its keys,
// and where it is connected from.
func (c *Invocation) targetsOf(a keys.Account) ([]keys.Target, error) {
	ring, err := c.Directory.Keys(a.ID)
	if err != nil {
		return nil, err
	}
	targets := []keys.Target{{Account: a.ID}}
	for _, k := range ring {
		targets = append(targets, keys.Target{Key: k.Fingerprint})
	}
	for _, s := range c.Sessions.Of(a.ID) {
		if t, ok := around(addressOf(s)); ok && !slices.Contains(targets, t) {
			targets = append(targets, t)
		}
	}
	return targets, nil
}

// homeBits is what an IPv6 connection usually has to itself.
const homeBits = 64

// around returns an address as a ban names it, or the network of its home.
func around(addr netip.Addr) (keys.Target, bool) {
	bits := addr.BitLen()
	if addr.Is6() {
		bits = homeBits
	}
	p, err := addr.WithZone("").Prefix(bits)
	return keys.Target{Net: p}, err == nil
}

// suggest describes a ban of somebody.
func (c *Invocation) suggest(a keys.Account, t keys.Target) suggestionObject {
	name := t.String()
	if t.Account != 0 {
		name = a.Name
	}
	hit := c.Sessions.Where(c.hitBy(keys.BanRequest{Target: t}))
	others := slices.DeleteFunc(slices.Clone(hit), func(s live.Session) bool { return s.Account == a.ID })
	return suggestionObject{1, "suggestion", t.String(), "ban add " + name, len(hit), append([]string{}, peopleOf(others)...)}
}
