package command

import (
	"context"
	"errors"
	"slices"
	"strings"
	"time"

	"github.com/spf13/pflag"

	"snug/keys"
	"snug/room"
)

func userShow() Spec {
	return Spec{
		Path: "user show", Verb: "whois", Aliases: []string{"查看"}, Args: "USER",
		Help:  "Show who somebody is, whether they are here, and which rooms you share.",
		Least: AtLeast(keys.Member), Text: true,
		Effect: Reads,
		Bind: func(*pflag.FlagSet) Run {
			return func(_ context.Context, c *Invocation) error {
				p, err := c.Broker.FindPerson(c.user(), c.arg(0))
				if err != nil {
					return err
				}
				k, err := c.whois(p)
				switch {
				case err != nil:
					return err
				case c.JSON:
					return c.objects(c.whoisObject(k))
				}
				return c.print(columns(c.whoisRows(k))...)
			}
		},
	}
}

// A somebody is what the caller may know of somebody.
type somebody struct {
	room.Presence
	present bool
	account keys.Account
	zone    *time.Location // nil: not told
	seen    time.Time      // zero: not told
	shared  []room.Room    // rooms that both are in
	keys    []keys.Key     // of oneself, and for admins of those below
	staff   *oversight     // nil: the caller is not above them
	keeper  string         // username of who keeps a bot; empty: it is a person
}

// whois gathers what the caller may know of somebody.
func (c *Invocation) whois(p room.Person) (k somebody, err error) {
	if k.account, err = c.Directory.Account(keys.AccountID(p.ID)); err != nil {
		return k, err
	}
	if k.account.Bot() {
		keeper, err := c.Directory.Account(k.account.Keeper)
		if err != nil {
			return k, err
		}
		k.keeper = keeper.Name
	}
	if k.Presence, k.present, err = c.presenceOf(p); err != nil {
		return k, err
	}
	set, err := c.Directory.Settings(k.account.ID)
	if err != nil {
		return k, err
	}
	if zone := set[keys.SetZone]; zone != "" {
		if k.zone, err = time.LoadLocation(zone); err != nil {
			k.zone = nil // a zone that this machine does not know any more
		}
	}
	if k.seen, err = c.Directory.LastSeen(k.account.ID); err != nil {
		return k, err
	}
	if p.ID == c.user() {
		k.keys, err = c.Directory.Keys(k.account.ID)
		return k, err
	}
	if k.staff, err = c.oversee(k.account); err != nil {
		return k, err
	}
	if k.staff != nil {
		k.keys = k.staff.keys
	}
	k.shared, err = c.Broker.Shared(c.user(), p.ID)
	return k, err
}

// presenceOf returns whether somebody is there, and how. Whoever is connected is
// in the lobby, of which the operator only knows who has a session.
func (c *Invocation) presenceOf(p room.Person) (room.Presence, bool, error) {
	if c.Operator {
		return room.Presence{Person: p}, len(c.Sessions.Of(keys.AccountID(p.ID))) > 0, nil
	}
	lobby, err := c.Broker.Find(c.user(), room.Lobby)
	if err != nil {
		return room.Presence{}, false, err
	}
	people, err := c.Broker.Present(c.user(), lobby.ID)
	if errors.Is(err, room.ErrDenied) { // a bot that is not there
		err = nil
	}
	if at := slices.IndexFunc(people, func(o room.Presence) bool { return o.ID == p.ID }); at >= 0 {
		return people[at], true, nil
	}
	return room.Presence{Person: p}, false, err
}

// A whoisObject is what "user show" gives.
type whoisObject struct {
	presentObject
	Present   bool        `json:"present"`
	Created   string      `json:"created"`
	Role      string      `json:"role"` // on the server
	Bio       string      `json:"bio"`
	Zone      *string     `json:"tz"`         // null: not told
	LocalTime *string     `json:"local_time"` // with the offset of that zone
	LastSeen  *string     `json:"last_seen"`  // null: not told
	Shared    []string    `json:"shared"`     // rooms that the caller is in as well
	Keys      []keyObject `json:"keys"`       // of the caller, and for admins of those below; null for others
	Keeper    *string     `json:"keeper"`     // username of who keeps a bot; null: it is a person

	Staff *oversightObject `json:"staff"` // for moderators above them; else null
}

func (c *Invocation) whoisObject(k somebody) whoisObject {
	o := whoisObject{
		presentObject: newPresentObject(k.Presence), Present: k.present, Created: stamp(k.account.Created),
		Role: k.account.Role.String(), Bio: k.account.Bio, LastSeen: stampOf(k.seen), Shared: c.handlesOf(k.shared), Staff: k.staff.object(),
	}
	if k.keeper != "" {
		o.Keeper = &k.keeper
	}
	if k.zone != nil {
		zone, now := k.zone.String(), time.Now().In(k.zone).Format(time.RFC3339)
		o.Zone, o.LocalTime = &zone, &now
	}
	for _, one := range k.keys {
		o.Keys = append(o.Keys, c.keyObject(one))
	}
	return o
}

func (c *Invocation) handlesOf(rooms []room.Room) []string {
	names := make([]string, len(rooms))
	for i, r := range rooms {
		names[i] = c.roomName(r)
	}
	return names
}

// whoisRows lays out for people what the caller may know of somebody.
func (c *Invocation) whoisRows(k somebody) [][]string {
	rows := [][]string{{c.Lang.T("username"), k.Name}, {c.Lang.T("called"), k.Called()}}
	add := func(label string, lines ...string) {
		for _, line := range lines {
			rows = append(rows, []string{label, line})
			label = ""
		}
	}
	if k.account.Bio != "" {
		add(c.Lang.T("about"), strings.Split(k.account.Bio, "\n")...)
	}
	add(c.Lang.T("role"), c.Lang.T(string(roleNames[k.account.Role])))
	if k.keeper != "" {
		add(c.Lang.T("bot"), c.Lang.T("a program that %s keeps", k.keeper))
	}
	add(c.Lang.T("here now"), c.presence(k.Presence, k.present))
	if !k.seen.IsZero() && !k.present {
		add(c.Lang.T("last here"), c.minute(k.seen))
	}
	if k.zone != nil {
		add(c.Lang.T("their time"), time.Now().In(k.zone).Format("15:04")+"  "+k.zone.String())
	}
	if len(k.shared) > 0 {
		add(c.Lang.T("rooms you share"), strings.Join(c.handlesOf(k.shared), ", "))
	}
	for _, one := range k.keys {
		add(c.Lang.T("key"), strings.Join(strings.Fields(one.Type+" "+one.Fingerprint.String()+" "+one.Comment), " "))
	}
	add(c.Lang.T("member since"), c.day(k.account.Created))
	return append(rows, c.oversightRows(k.staff)...)
}

// presence tells in words whether somebody is there.
func (c *Invocation) presence(p room.Presence, here bool) string {
	switch {
	case !here:
		return c.Lang.T("no")
	case p.Away && p.Why != "":
		return c.Lang.T("away: %s", p.Why)
	case p.Away:
		return c.Lang.T("away")
	case p.Idle:
		return c.Lang.T("yes, but no key was pressed lately")
	}
	return c.Lang.T("yes")
}
