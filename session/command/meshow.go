package command

import (
	"context"

	"github.com/spf13/pflag"

	"snug/keys"
	"snug/room"
)

func meShow() Spec {
	return Spec{
		Path: "me show", Verb: "profile", Aliases: []string{"资料"},
		Help:  "Show your account and the settings that you have changed.",
		Least: AtLeast(keys.Member),
		Bind: func(*pflag.FlagSet) Run {
			return func(_ context.Context, c *Invocation) error {
				a, err := c.Directory.Account(c.Who.Account.ID)
				if err != nil {
					return err
				}
				set, err := c.Directory.Settings(a.ID)
				if err != nil {
					return err
				}
				if c.JSON {
					return c.objects(struct {
						V        int               `json:"v"`
						Type     string            `json:"type"`
						User     string            `json:"user"`
						UserID   string            `json:"user_id"`
						Name     string            `json:"name"`
						Role     string            `json:"role"`
						Created  string            `json:"created"`
						Settings map[string]string `json:"settings"` // those that differ from the default
					}{1, "account", a.Name, userID(room.UserID(a.ID)), called(a), c.Who.Role.String(), stamp(a.Created), set})
				}
				rows := [][]string{
					{c.Lang.T("username"), a.Name},
					{c.Lang.T("called"), called(a)},
					{c.Lang.T("role"), c.Lang.T(string(roleNames[c.Who.Role]))},
					{c.Lang.T("member since"), a.Created.In(c.location()).Format("2006-01-02")},
					{c.Lang.T("key"), c.Who.KeyType + " " + c.Who.Fingerprint.String()},
				}
				for _, s := range keys.SettingList() {
					if value := set[s.Name]; value != "" {
						rows = append(rows, []string{"set " + s.Name, value})
					}
				}
				return c.print(columns(rows)...)
			}
		},
	}
}
