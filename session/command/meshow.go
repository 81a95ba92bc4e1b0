package command

import (
	"context"
	"strconv"
	"strings"

	"github.com/spf13/pflag"

	"snug/keys"
)

func meShow() Spec {
	return Spec{
		Path: "me show", Verb: "profile", Aliases: []string{"资料"},
		Help:   "Show your account, the settings that you have changed, and who asks to join a key to it.",
		Least:  AtLeast(keys.Member),
		Effect: Reads, Own: true,
		Bind: func(*pflag.FlagSet) Run {
			return func(_ context.Context, c *Invocation) error {
				p, err := c.profile()
				switch {
				case err != nil:
					return err
				case c.JSON:
					return c.objects(p.object())
				}
				return c.print(columns(c.profileRows(p))...)
			}
		},
	}
}

// A profile is what an account knows of itself.
type profile struct {
	account    keys.Account
	keys       int
	settings   map[string]string // those that differ from the default
	recoveries []keys.Recovery   // that are open
}

// profile looks up the caller's own.
func (c *Invocation) profile() (p profile, err error) {
	p.account = c.Who.Account
	if p.settings, err = c.Directory.Settings(p.account.ID); err != nil {
		return p, err
	}
	ring, err := c.Directory.Keys(p.account.ID)
	if err != nil {
		return p, err
	}
	p.keys = len(ring)
	p.recoveries, err = c.Directory.Recoveries(p.account.ID)
	return p, err
}

type profileObject struct {
	accountObject
	Keys       int               `json:"keys"`
	Settings   map[string]string `json:"settings"`   // those that differ from the default
	Recoveries []recoveryObject  `json:"recoveries"` // that are open
}

func (p profile) object() profileObject {
	o := profileObject{newAccountObject(p.account), p.keys, p.settings, []recoveryObject{}}
	for _, r := range p.recoveries {
		o.Recoveries = append(o.Recoveries, newRecoveryObject(r))
	}
	return o
}

func (c *Invocation) profileRows(p profile) [][]string {
	rows := [][]string{
		{c.Lang.T("username"), p.account.Name},
		{c.Lang.T("called"), called(p.account)},
		{c.Lang.T("role"), c.Lang.T(string(roleNames[c.Who.Role]))},
		{c.Lang.T("member since"), c.day(p.account.Created)},
		{c.Lang.T("key"), c.Who.KeyType + " " + c.Who.Fingerprint.String()},
		{c.Lang.T("keys in all"), strconv.Itoa(p.keys)},
	}
	for i, line := range bioLines(p.account) {
		label := ""
		if i == 0 {
			label = c.Lang.T("about you")
		}
		rows = append(rows, []string{label, line})
	}
	for _, s := range keys.SettingList() {
		if value := p.settings[s.Name]; value != "" {
			rows = append(rows, []string{"set " + s.Name, value})
		}
	}
	for _, r := range p.recoveries {
		rows = append(rows, []string{
			c.Lang.T("a request"),
			c.Lang.T("since %s somebody asks to join the key %s: %q; turn it down with: %s", c.clock(r.At),
				r.Key.Fingerprint.String(), r.Note, c.Front.form("recovery refuse "+strconv.FormatUint(r.ID, 10))),
		})
	}
	return rows
}

// bioLines returns what somebody says about themselves, none when that is
// nothing.
func bioLines(a keys.Account) []string {
	if a.Bio == "" {
		return nil
	}
	return strings.Split(a.Bio, "\n")
}
