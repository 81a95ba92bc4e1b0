package admin

// houseActions are what can be done about the server itself.
var houseActions = []Action{
	{Key: "a", Label: "announce something to everybody", Path: "announce", Asks: []Ask{
		{Label: "level", Flag: "--level", First: "info"}, {Label: "for", Flag: "--for", First: "24h"}, {Label: "text", Must: true, Text: true},
	}},
	{Key: "u", Label: "take the announcement back", Path: "announce clear", Asks: []Ask{reason}},
	{Key: "l", Label: "lock the server down: 0 is off, 1 no sign-ups, 2 read-only, 3 staff, 4 nobody", Path: "lockdown set", Asks: []Ask{
		{Label: "level", First: "2", Must: true}, {Label: "for", Flag: "--for", First: "1h"}, reason,
	}},
	{Key: "L", Label: "show the lockdown", Path: "lockdown show", Shows: true},
	{Key: "s", Label: "who may sign up: open, invite, approval, closed", Path: "setting set sign-up", Asks: []Ask{{Label: "who", First: "invite", Must: true}}},
	{Key: "m", Label: "change the message of the day", Path: "motd set", Asks: []Ask{{Label: "text", Must: true, Text: true}}},
	{Key: "o", Label: "show all settings", Path: "setting list", Shows: true},
	{Key: "v", Label: "show all sessions", Path: "session list --all", Shows: true},
	{Key: "h", Label: "show how the server fares", Path: "server health", Shows: true},
}
