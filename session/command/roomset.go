package command

import (
	"context"
	"strings"

	"github.com/spf13/pflag"

	"snug/keys"
	"snug/room"
	"snug/text/lang"
)

func roomSet() Spec {
	return Spec{
		Path: "room set", Aliases: []string{"roomset", "房间设置"}, Args: "ROOM [" + keysOfRooms() + "] [VALUE]",
		Help:     "Show the settings of a room, or change one.",
		Examples: []string{"garden private on", "garden slow 30s", "garden history joined", "garden retention 30d,1000", "garden max-members 50"},
		Least:    AtLeast(keys.Member).InRoom(room.Owner), Here: true, Values: valuesOfRooms(),
		Effect: Manages,
		Bind: func(*pflag.FlagSet) Run {
			return inRoom(func(ctx context.Context, c *Invocation, r room.Room) error {
				if c.arg(1) == "" {
					return c.showRoomSettings(r)
				}
				return c.roomSetting(ctx, r, c.arg(1), c.arg(2))
			})
		},
	}
}

func roomSlow() Spec {
	return roomShortcut("slow", "慢速", "Show or change how long members of a room wait between two messages, such as 30s; off ends it.",
		off, "10s", "1m", "5m", "1h")
}

func roomPrivate() Spec {
	return roomShortcut("private", "私密", "Show or change whether a room is private: nobody else sees that it is there.", off, "on")
}

// roomShortcut returns the command that is short for setting one thing of a room.
// Values are those that people are shown.
func roomShortcut(name, alias string, help lang.Key, values ...string) Spec {
	return Spec{
		Path: "room " + name, Verb: name, Aliases: []string{alias}, Args: "ROOM [VALUE=" + strings.Join(values, "|") + "]",
		Help: help, Least: AtLeast(keys.Member).InRoom(room.Owner), Here: true,
		Effect: Manages,
		Bind: func(*pflag.FlagSet) Run {
			return inRoom(func(ctx context.Context, c *Invocation, r room.Room) error {
				return c.roomSetting(ctx, r, name, c.arg(1))
			})
		},
	}
}

// keysOfRooms declares the argument that is the name of a room's setting.
func keysOfRooms() string {
	names := make([]string, len(roomSettings))
	for i, s := range roomSettings {
		names[i] = s.name
	}
	return "KEY=" + strings.Join(names, "|")
}

// valuesOfRooms returns what the settings of rooms can be. Those that take any
// number or time can be off.
func valuesOfRooms() map[string][]string {
	values := make(map[string][]string, len(roomSettings))
	for _, s := range roomSettings {
		if values[s.name] = s.values; s.values == nil {
			values[s.name] = []string{off}
		}
	}
	return values
}

func (c *Invocation) showRoomSettings(r room.Room) error {
	if err := settable(r); err != nil {
		return err
	}
	var items []any
	var rows [][]string
	for _, s := range roomSettings {
		items = append(items, newRoomSettingObject(r, s))
		rows = append(rows, []string{s.name, s.value(r.Settings), c.Lang.T(string(s.help))})
	}
	if c.JSON {
		return c.list(items, "")
	}
	return c.print(columns(rows)...)
}

// roomSetting shows a setting of a room, or changes it when there is a value.
func (c *Invocation) roomSetting(ctx context.Context, r room.Room, name, value string) error {
	s, err := roomSettingNamed(name)
	if err != nil {
		return err
	}
	if err := settable(r); err != nil {
		return err
	}
	if value != "" {
		ctx, done := write(ctx)
		defer done()
		if r, err = c.Broker.Configure(ctx, c.user(), r.ID, func(to *room.Settings) error { return s.set(to, value) }); err != nil {
			return err
		}
	}
	switch {
	case c.JSON:
		return c.objects(newRoomSettingObject(r, s))
	case value != "" && c.shows(r):
		return nil
	}
	lines := []string{s.name + " = " + s.value(r.Settings), "  " + c.Lang.T(string(s.help))}
	if s.values != nil {
		lines = append(lines, "  "+c.Lang.T("one of: %s", strings.Join(s.values, ", ")))
	}
	return c.print(lines...)
}

// settable refuses what has no settings.
func settable(r room.Room) error {
	if r.Conversation() {
		return fail(Denied, "%s is a conversation and has no settings; who may write to you is your own setting dm", r.Label())
	}
	return nil
}
