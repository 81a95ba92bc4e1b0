package command

import (
	"cmp"
	"context"
	"strings"

	"github.com/spf13/pflag"

	"snug/keys"
	"snug/text"
)

func settingList() Spec {
	return Spec{
		Path: "setting list", Verb: "settings", Aliases: []string{"服务器设置"},
		Help:   "List the settings of the server.",
		Least:  AtLeast(keys.Owner),
		Effect: Reads,
		Bind: func(*pflag.FlagSet) Run {
			return func(_ context.Context, c *Invocation) error {
				all, err := c.Directory.House()
				if err != nil {
					return err
				}
				var items []any
				var rows [][]string
				for _, s := range all {
					items = append(items, newHouseSettingObject(s))
					rows = append(rows, c.houseRow(s))
				}
				if c.JSON {
					return c.list(items, "")
				}
				return c.print(columns(rows)...)
			}
		},
	}
}

func settingGet() Spec {
	return Spec{
		Path: "setting get", Aliases: []string{"查看服务器设置"}, Args: houseSettings,
		Help:   "Show a setting of the server.",
		Least:  AtLeast(keys.Owner),
		Effect: Reads,
		Bind: func(*pflag.FlagSet) Run {
			return func(_ context.Context, c *Invocation) error {
				s, err := c.houseSetting(c.arg(0))
				if err != nil {
					return err
				}
				return c.showHouse(s)
			}
		},
	}
}

func settingSet() Spec {
	return Spec{
		Path: "setting set", Aliases: []string{"更改服务器设置"}, Args: houseSettings + " VALUE",
		Help:     "Change a setting of the server; the value default brings the default back.",
		Examples: []string{"sign-up invite", "probation 24h", "contact Write to hostmaster@example.com"},
		Least:    AtLeast(keys.Owner), Text: true,
		Values: houseValues,
		Effect: Manages,
		Bind: func(*pflag.FlagSet) Run {
			return func(ctx context.Context, c *Invocation) error {
				value := c.arg(1)
				if strings.EqualFold(value, "default") {
					value = ""
				}
				ctx, done := write(ctx)
				defer done()
				s, err := c.Directory.SetHouse(ctx, c.actor(), c.arg(0), value, c.Reason)
				if mayBeDone(err) {
					c.Broker.Sanctioned(0)
				}
				if err != nil {
					return err
				}
				return c.showHouse(s)
			}
		},
	}
}

// houseSettings is the argument that names a setting of the server, houseValues
// what those can be that have a choice.
const houseSettings = "SETTING=" + keys.HouseSignUp + "|" + keys.HouseSendRate + "|" + keys.HouseSendBurst + "|" +
	keys.HouseProbation + "|" + keys.HouseProbationRate + "|" +
	keys.HouseProbationLinks + "|" + keys.HouseBots + "|" +
	keys.HouseFiles + "|" + keys.HouseFileSize + "|" + keys.HouseFileQuota + "|" + keys.HouseFileRoomQuota + "|" +
	keys.HouseFileTotal + "|" + keys.HouseFileKeep + "|" + keys.HouseGuestFiles + "|" + keys.HouseMOTD + "|" + keys.HouseContact

var houseValues = map[string][]string{
	keys.HouseSignUp:         {string(keys.Open), string(keys.ByInvite), string(keys.Approval), string(keys.Closed), "default"},
	keys.HouseSendRate:       {"2", "10", "default"},
	keys.HouseSendBurst:      {"5", "20", "default"},
	keys.HouseProbation:      {"24h", "7d", "0s", "default"},
	keys.HouseProbationRate:  {"10", "default"},
	keys.HouseProbationLinks: {"yes", "no", "default"},
	keys.HouseBots:           {"members", "staff", "off", "default"},
	keys.HouseFiles:          {"members", "staff", "off", "default"},
	keys.HouseFileSize:       {"25M", "100M", "1G", "default"},
	keys.HouseFileQuota:      {"250M", "1G", "default"},
	keys.HouseFileRoomQuota:  {"1G", "10G", "default"},
	keys.HouseFileTotal:      {"10G", "100G", "default"},
	keys.HouseFileKeep:       {"30d", "90d", "0s", "default"},
	keys.HouseGuestFiles:     {"yes", "no", "default"},
	keys.HouseMOTD:           {"default"},
	keys.HouseContact:        {"default"},
}

// houseSetting finds a setting of the server by its name.
func (c *Invocation) houseSetting(name string) (keys.HouseSetting, error) {
	all, err := c.Directory.House()
	if err != nil {
		return keys.HouseSetting{}, err
	}
	var names []string
	for _, s := range all {
		if strings.EqualFold(s.Name, name) {
			return s, nil
		}
		names = append(names, s.Name)
	}
	if near := text.Nearest(strings.ToLower(name), names); near != "" {
		return keys.HouseSetting{}, fail(NotFound, "the server has no setting %s; did you mean %s?", shorten(name), near)
	}
	return keys.HouseSetting{}, fail(NotFound, "the server has no setting %s; the command setting list shows them", shorten(name))
}

func (c *Invocation) showHouse(s keys.HouseSetting) error {
	if c.JSON {
		return c.objects(newHouseSettingObject(s))
	}
	return c.print(columns([][]string{c.houseRow(s)})...)
}

// houseRow is a row of a table: the name, the value, and what it means.
func (c *Invocation) houseRow(s keys.HouseSetting) []string {
	first, _, more := strings.Cut(s.Value, "\n")
	if more {
		first += " ..."
	}
	about := c.Lang.T(string(s.Help))
	if s.Values != nil {
		about += " (" + strings.Join(s.Values, ", ") + ")"
	}
	if s.Fixed {
		about += "; " + c.Lang.T("set by the configuration file")
	}
	return []string{s.Name, cmp.Or(first, "-"), about}
}
