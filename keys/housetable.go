package keys

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"snug/text"
)

// A houseSetting is a setting of the server with what it takes to change it.
type houseSetting struct {
	HouseSetting
	least Role                               // that may change it
	parse func(typed string) (string, error) // to its own form; nil: one of Values
}

const (
	maxProbation = 365 * 24 * time.Hour
	maxRate      = 600
	maxSend      = 10_000 // messages, at once or a second: no bound that anybody meets
	maxContact   = 200    // bytes
	minFileKeep  = time.Hour
	maxFileKeep  = 3650 * 24 * time.Hour
)

var house = []houseSetting{
	{HouseSetting{
		Name: HouseSignUp, Default: string(Open), Values: []string{string(Open), string(ByInvite), string(Approval), string(Closed)},
		Help: "who may sign up: everybody, the invited, those whom a moderator lets in, nobody",
	}, Owner, nil},
	{HouseSetting{
		Name: HouseSendRate, Default: "2", Form: "NUMBER",
		Help: "how many messages a second somebody may write, on all screens together",
	}, Owner, numberOf(HouseSendRate, maxSend)},
	{HouseSetting{
		Name: HouseSendBurst, Default: "5", Form: "NUMBER",
		Help: "how many messages somebody may write at once, before they are held to that",
	}, Owner, numberOf(HouseSendBurst, maxSend)},
	{HouseSetting{
		Name: HouseProbation, Default: "0s", Form: "DURATION",
		Help: "how long an account is new, and held to what follows; 0s is never",
	}, Owner, parseProbation},
	{HouseSetting{
		Name: HouseProbationRate, Default: "10", Form: "NUMBER",
		Help: "how many messages a minute a new account may write",
	}, Owner, numberOf(HouseProbationRate, maxRate)},
	{HouseSetting{
		Name: HouseProbationLinks, Default: no, Values: []string{yes, no},
		Help: "whether new accounts may write links",
	}, Owner, nil},
	{HouseSetting{
		Name: HouseBots, Default: botsByMembers, Values: []string{botsByMembers, botsByStaff, botsOff},
		Help: "who may make bots: every member, the staff, nobody",
	}, Owner, nil},
	{HouseSetting{
		Name: HouseFiles, Default: filesByMembers, Values: []string{filesByMembers, filesByStaff, filesOff},
		Help: "who may put files into rooms: every member, the staff, nobody",
	}, Owner, nil},
	{HouseSetting{
		Name: HouseFileSize, Default: "25M", Form: "SIZE",
		Help: "how large one file may be",
	}, Owner, sizeOf(HouseFileSize)},
	{HouseSetting{
		Name: HouseFileQuota, Default: "250M", Form: "SIZE",
		Help: "how much the files of one person may have together",
	}, Owner, sizeOf(HouseFileQuota)},
	{HouseSetting{
		Name: HouseFileRoomQuota, Default: "1G", Form: "SIZE",
		Help: "how much the files of one room may have together",
	}, Owner, sizeOf(HouseFileRoomQuota)},
	{HouseSetting{
		Name: HouseFileTotal, Default: "10G", Form: "SIZE",
		Help: "how much all files may take up on the disk of the server",
	}, Owner, sizeOf(HouseFileTotal)},
	{HouseSetting{
		Name: HouseFileKeep, Default: "0s", Form: "DURATION",
		Help: "how long files stay in rooms that do not say; 0s is as long as their messages",
	}, Owner, parseFileKeep},
	{HouseSetting{
		Name: HouseGuestFiles, Default: no, Values: []string{yes, no},
		Help: "whether people without an account may read the files of public rooms",
	}, Owner, nil},
	{HouseSetting{
		Name: HouseMOTD, Form: "TEXT",
		Help: "a few lines that people are shown when they come in",
	}, Admin, parseMOTD},
	{HouseSetting{
		Name: HouseContact, Form: "TEXT",
		Help: "how to reach the people who run the server, for those whom it keeps out",
	}, Owner, parseContact},
}

const yes, no = "yes", "no"

// HouseNames returns the names of the settings of the server, in the order in
// which people are shown them.
func HouseNames() []string {
	names := make([]string, len(house))
	for i, s := range house {
		names[i] = s.Name
	}
	return names
}

// houseNamed finds a setting of the server. The refusal (ErrNotFound) names the
// nearest.
func houseNamed(name string) (houseSetting, error) {
	name = strings.ReplaceAll(strings.ToLower(strings.TrimSpace(name)), "_", "-")
	for _, s := range house {
		if s.Name == name {
			return s, nil
		}
	}
	if near := text.Nearest(name, HouseNames()); near != "" {
		return houseSetting{}, refuse(ErrNotFound, "the server has no setting %s; did you mean %s?", shorten(name), near)
	}
	return houseSetting{}, refuse(ErrNotFound, "the server has no setting %s; the command setting list shows them", shorten(name))
}

// ParseHouse returns what was typed for a setting of the server in the setting's
// own form; nothing is the default. Refusals wrap ErrNotFound or ErrBadSetting.
func ParseHouse(name, typed string) (string, error) {
	s, err := houseNamed(name)
	if err != nil {
		return "", err
	}
	return s.read(typed)
}

func (s houseSetting) read(typed string) (string, error) {
	typed = strings.TrimSpace(typed)
	if typed == "" {
		return s.Default, nil
	}
	if s.parse != nil {
		return s.parse(typed)
	}
	value := strings.ToLower(typed)
	if s.Default == no { // as other files of settings have it
		value = strings.NewReplacer("true", yes, "false", no).Replace(value)
	}
	if !slices.Contains(s.Values, value) {
		return "", refuse(ErrBadSetting, "%s cannot be %q; choose one of: %s", s.Name, shorten(typed), strings.Join(s.Values, ", "))
	}
	return value, nil
}

func parseProbation(typed string) (string, error) {
	lasting, ok := parseLasting(typed)
	if !ok || lasting > maxProbation {
		return "", refuse(ErrBadSetting, "%s is a time such as 24h or 7d, at most 365d, or 0s for none", HouseProbation)
	}
	return formatLasting(lasting), nil
}

func parseFileKeep(typed string) (string, error) {
	lasting, ok := parseLasting(typed)
	if !ok || lasting > maxFileKeep || 0 < lasting && lasting < minFileKeep {
		return "", refuse(ErrBadSetting, "%s is a time such as 30d, from 1h to 3650d, or 0s for as long as their messages", HouseFileKeep)
	}
	return formatLasting(lasting), nil
}

// numberOf reads a number of messages.
func numberOf(name string, most int) func(typed string) (string, error) {
	return func(typed string) (string, error) {
		n, err := strconv.Atoi(typed)
		if err != nil || n < 1 || n > most {
			return "", refuse(ErrBadSetting, "%s is a number of messages from 1 to %d", name, most)
		}
		return strconv.Itoa(n), nil
	}
}

func parseMOTD(typed string) (string, error) { return parseSaid(typed, MaxMOTD, ErrBadSetting) }

func parseContact(typed string) (string, error) {
	if len(typed) <= 16*maxContact {
		clean, err := text.CleanLine(typed)
		if err != nil {
			return "", notUTF8()
		}
		if len(clean) <= maxContact {
			return clean, nil
		}
	}
	return "", refuse(ErrBadSetting, "%s is one line of at most %d bytes; shorten it", HouseContact, maxContact)
}

// parseSaid cleans what is told to everybody.
func parseSaid(typed string, most int, kind error) (string, error) {
	if len(typed) <= 16*most {
		clean, err := text.Clean(typed)
		if err != nil {
			return "", notUTF8()
		}
		if len(clean) <= most {
			return clean, nil
		}
	}
	return "", refuse(kind, "what everybody is told takes at most %d bytes; shorten it", most)
}
