package keys

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"snug/text"
	"snug/text/lang"
)

// A Setting is something that each account can choose for itself.
type Setting struct {
	Name    string
	Values  []string // those it can have; nil: Check decides
	Default string   // what an account has that chose nothing
	Help    lang.Key // one sentence

	check func(value string) error
}

// The names of the settings.
const (
	SetLang      = "lang"
	SetZone      = "tz"
	SetClock     = "clock"
	SetTheme     = "theme"
	SetColors    = "colors"
	SetAmbiguous = "ambiguous"
	SetWidth     = "width"
	SetJoins     = "joins"
	SetTyping    = "typing"
	SetBell      = "bell"
	SetAlert     = "alert"
	SetAutoAway  = "autoaway"
	SetSort      = "sort"
	SetRooms     = "rooms"
	SetMembers   = "members"
	SetMouse     = "mouse"
	SetDM        = "dm"
	SetLastSeen  = "lastseen"
	SetUI        = "ui"
	SetFlow      = "flow"
	SetTimes     = "times"
	SetNumbers   = "numbers"
	SetAnnounce  = "announce"
)

var settings = []Setting{
	{Name: SetLang, Values: []string{"auto", "en", "zh"}, Default: "auto", Help: "the language of the screen"},
	{Name: SetZone, Default: "auto", Help: "the time zone of the times shown, such as Europe/Berlin", check: checkZone},
	{Name: SetClock, Values: []string{"24h", "12h"}, Default: "24h", Help: "how times are written"},
	{Name: SetTheme, Values: []string{"auto", "dark", "light"}, Default: "auto", Help: "colours for a dark or a light background"},
	{Name: SetColors, Values: []string{"auto", "none", "16", "256", "rgb"}, Default: "auto", Help: "how many colours are used"},
	{Name: SetAmbiguous, Values: []string{"auto", "narrow", "wide"}, Default: "auto", Help: "how wide your terminal draws characters of ambiguous width"},
	{Name: SetWidth, Default: "100", Help: "the most columns that a line of text takes, 20 to 300", check: checkWidth},
	{Name: SetJoins, Values: []string{"none", "smart", "all"}, Default: "none", Help: "whose coming and going a room shows: nobody's, that of people who spoke lately, everybody's"},
	{Name: SetTyping, Values: []string{"on", "off"}, Default: "on", Help: "see who is typing, and let others see that you are"},
	{Name: SetBell, Values: []string{"mentions", "all", "off"}, Default: "mentions", Help: "what rings the terminal's bell while you look elsewhere"},
	{Name: SetAlert, Values: []string{"off", "osc9", "osc777", "osc99"}, Default: "off", Help: "desktop notifications, in the way that your terminal knows"},
	{Name: SetAutoAway, Values: []string{"on", "off"}, Default: "on", Help: "be away after 15 minutes without a key"},
	{Name: SetSort, Values: []string{"fixed", "activity"}, Default: "fixed", Help: "the order of the list of rooms"},
	{Name: SetRooms, Values: []string{"auto", "off"}, Default: "auto", Help: "the pane of rooms"},
	{Name: SetMembers, Values: []string{"auto", "off"}, Default: "auto", Help: "the pane of members"},
	{Name: SetMouse, Values: []string{"off", "on"}, Default: "off", Help: "use the mouse wheel; marking text then needs Shift"},
	{Name: SetDM, Values: []string{"everyone", "rooms", "nobody"}, Default: "everyone", Help: "who may begin a private conversation with you: everyone, people of your rooms, nobody"},
	{Name: SetLastSeen, Values: []string{"off", "on"}, Default: "off", Help: "let others see when you were last here"},
	{Name: SetUI, Values: []string{"auto", "screen", "line"}, Default: "auto", Help: "what you get when you connect: the screen, or line mode; from the next session on"},
	{Name: SetFlow, Values: []string{"hold", "live"}, Default: "hold", Help: "in line mode: hold back what arrives while you type, or print it at once"},
	{Name: SetTimes, Values: []string{"auto", "on", "off"}, Default: "auto", Help: "in line mode: the time once in a quarter of an hour, with each message, or never"},
	{Name: SetNumbers, Values: []string{"off", "on"}, Default: "off", Help: "in line mode: print each message's number before it, for /reply and others"},
	{Name: SetAnnounce, Values: []string{"mentions", "all", "none"}, Default: "mentions", Help: "in line mode: what of other rooms is printed: what you are to be told of, everything, nothing"},
}

// SettingList returns all settings, in the order in which people are shown them.
func SettingList() []Setting { return slices.Clone(settings) }

// SettingNamed finds a setting. The refusal (ErrBadSetting) names the nearest.
func SettingNamed(name string) (Setting, error) {
	name = strings.ToLower(strings.TrimSpace(name))
	names := make([]string, len(settings))
	for i, s := range settings {
		if s.Name == name {
			return s, nil
		}
		names[i] = s.Name
	}
	if near := text.Nearest(name, names); near != "" {
		return Setting{}, refuse(ErrBadSetting, "there is no setting %s; did you mean %s?", shorten(name), near)
	}
	return Setting{}, refuse(ErrBadSetting, "there is no setting %s; the command set lists them", shorten(name))
}

// Parse returns the value to store for what was typed; the default becomes
// the empty value. Refusals wrap ErrBadSetting.
func (s Setting) Parse(typed string) (string, error) {
	value := strings.TrimSpace(typed)
	if s.Values != nil {
		value = strings.ToLower(value)
	}
	switch {
	case value == "" || value == s.Default:
		return "", nil
	case s.check != nil:
		return value, s.check(value)
	case !slices.Contains(s.Values, value):
		return "", refuse(ErrBadSetting, "%s cannot be %q; choose one of: %s", s.Name, shorten(typed), strings.Join(s.Values, ", "))
	}
	return value, nil
}

func checkZone(value string) error {
	if value == "Local" { // Go's name for the server's zone
		return refuse(ErrBadSetting, "there is no time zone %q; use a name such as Europe/Berlin or Asia/Shanghai", value)
	}
	if _, err := time.LoadLocation(value); err != nil {
		return refuse(ErrBadSetting, "there is no time zone %q; use a name such as Europe/Berlin or Asia/Shanghai", shorten(value))
	}
	return nil
}

func checkWidth(value string) error {
	if n, err := strconv.Atoi(value); err != nil || n < 20 || n > 300 {
		return refuse(ErrBadSetting, "the width is a number of columns from 20 to 300, such as 100")
	}
	return nil
}

// shorten makes what somebody typed fit to be repeated in a refusal.
func shorten(typed string) string {
	return text.WcWidth.Cut(text.StripLine(typed[:min(len(typed), 1024)]), 40)
}
