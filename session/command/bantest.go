package command

import (
	"context"
	"net/netip"
	"slices"

	"github.com/spf13/pflag"

	"snug/keys"
	"snug/session/live"
)

func banTest() Spec {
	return Spec{
		Path: "ban test", Aliases: []string{"测试封禁"}, Args: "TARGET",
		Help:     "Show what keeps somebody out now, and which open sessions a ban would end; it changes nothing.",
		Examples: []string{"mallory", "192.0.2.0/24"},
		Least:    AtLeast(keys.Moderator), Effect: Reads,
		Bind: func(fs *pflag.FlagSet) Run {
			guests := fs.Bool("require-account", false, "of addresses: as with ban add")
			return func(_ context.Context, c *Invocation) error {
				t, err := c.banTarget(c.arg(0))
				if err != nil {
					return err
				}
				bans, err := c.bansNow(t)
				if err != nil {
					return err
				}
				hit := c.Sessions.Where(c.hitBy(keys.BanRequest{Target: t, Guests: *guests}))
				hit = slices.DeleteFunc(hit, func(s live.Session) bool { return !c.moderates(s) })
				return c.printBanTest(t, bans, hit)
			}
		},
	}
}

// moderates reports whether the caller may be shown somebody's session.
func (c *Invocation) moderates(s live.Session) bool {
	return s.Account == 0 || c.above(keys.Account{ID: s.Account, Role: s.Role})
}

// bansNow returns the bans that keep out the holder of a target now: for an
// account also those of its keys and of where it is connected from.
func (c *Invocation) bansNow(t keys.Target) ([]keys.Ban, error) {
	if t.Net.IsValid() {
		return c.bansAround(t.Net)
	}
	who := keys.Identity{Fingerprint: t.Key}
	from := []netip.Addr{{}}
	if t.Account == 0 {
		return c.bansOn([]keys.Identity{who}, from)
	}
	a, err := c.Directory.Account(t.Account)
	if err != nil {
		return nil, err
	}
	ring, err := c.Directory.Keys(a.ID)
	if err != nil {
		return nil, err
	}
	asking := []keys.Identity{{Account: a, Role: a.Role}}
	for _, k := range ring {
		asking = append(asking, keys.Identity{Fingerprint: k.Fingerprint, Account: a, Role: a.Role})
	}
	for _, s := range c.Sessions.Of(a.ID) {
		from = append(from, addressOf(s))
	}
	return c.bansOn(asking, from)
}

// bansOn returns the bans that hit any of several identities from any of several
// addresses, each once.
func (c *Invocation) bansOn(asking []keys.Identity, from []netip.Addr) ([]keys.Ban, error) {
	var all []keys.Ban
	for _, who := range asking {
		for _, addr := range from {
			found, err := c.Directory.BansOn(who, addr)
			if err != nil {
				return nil, err
			}
			for _, b := range found {
				if !slices.ContainsFunc(all, func(o keys.Ban) bool { return o.ID == b.ID }) {
					all = append(all, b)
				}
			}
		}
	}
	return all, nil
}

// bansAround returns the bans that hold all addresses of a range.
func (c *Invocation) bansAround(p netip.Prefix) ([]keys.Ban, error) {
	all, err := c.Directory.Bans(false)
	return slices.DeleteFunc(all, func(b keys.Ban) bool {
		return !b.Target.Net.IsValid() || b.Target.Net.Bits() > p.Bits() || !b.Target.Net.Contains(p.Addr())
	}), err
}

func (c *Invocation) printBanTest(t keys.Target, bans []keys.Ban, hit []live.Session) error {
	if c.JSON {
		o := banTestObject{V: 1, Type: "ban_test", Target: t.String(), Bans: []any{}, Sessions: c.sessionObjects(hit), Users: usersOf(hit)}
		for _, b := range bans {
			o.Bans = append(o.Bans, newBanObject(b))
		}
		return c.objects(o)
	}
	var rows [][]string
	for _, b := range bans {
		rows = append(rows, append([]string{c.Lang.T("banned"), b.Number(), c.targetCell(b)}, c.sanctionCells(b.Sanction)...))
	}
	for _, s := range hit {
		rows = append(rows, []string{c.Lang.T("session"), s.ID, c.nameOf(s), s.Address, s.Client, c.fingerprint(s.Key)})
	}
	if len(rows) == 0 {
		return c.notice("No ban holds that, and no open session fits.")
	}
	return c.print(columns(rows)...)
}

// usersOf returns the usernames of sessions, each once.
func usersOf(all []live.Session) []string {
	names := []string{}
	for _, s := range all {
		if s.Account != 0 && !slices.Contains(names, s.Name) {
			names = append(names, s.Name)
		}
	}
	return names
}

// nameOf returns whose session it is.
func (c *Invocation) nameOf(s live.Session) string {
	if s.Account == 0 {
		return c.Lang.T("(no account)")
	}
	return s.Name
}
