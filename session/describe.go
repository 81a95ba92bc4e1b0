package session

import (
	"snug/keys"
	"snug/session/command"
	"snug/text/lang"
	"snug/ui/pick"
)

// Commands implements [ui.Host].
func (h *host) Commands(in lang.Lang) []pick.Command {
	h.mu.Lock()
	defer h.mu.Unlock()
	if list, ok := h.commands[in]; ok {
		return list
	}
	var list []pick.Command
	for _, c := range h.session.server.Table.Describe(h.who, h.session.front()) {
		if len(c.Names) == 0 {
			continue // another command hides it
		}
		list = append(list, pick.Command{
			Name: c.Names[0], Aliases: c.Names[1:], Args: arguments(c.Args), Help: in.T(string(c.Help)),
		})
	}
	if h.commands == nil {
		h.commands = make(map[lang.Lang][]pick.Command)
	}
	h.commands[in] = list
	return list
}

// Settings implements [ui.Host].
func (h *host) Settings(in lang.Lang) []pick.Setting {
	var list []pick.Setting
	for _, s := range keys.SettingList() {
		list = append(list, pick.Setting{Name: s.Name, Values: s.Values, Help: in.T(string(s.Help))})
	}
	return list
}

func arguments(args []command.Arg) []pick.Arg {
	out := make([]pick.Arg, len(args))
	for i, a := range args {
		name := a.Name
		if a.Optional {
			name = "[" + name + "]"
		}
		out[i] = pick.Arg{Name: name, Kind: argKinds[a.Kind], Choices: a.Choices, Rest: a.Rest, Optional: a.Optional, By: a.By}
	}
	return out
}

// argKinds are the kinds of arguments as the screen knows them.
var argKinds = map[command.Kind]pick.ArgKind{
	command.KindRoom: pick.ArgRoom, command.KindUser: pick.ArgPerson, command.KindBot: pick.ArgPerson, command.KindUsers: pick.ArgPeople, command.KindTarget: pick.ArgPerson, command.KindMessage: pick.ArgMessage,
	command.KindEmoji: pick.ArgEmoji, command.KindSetting: pick.ArgSettingKey, command.KindValue: pick.ArgSettingValue,
	command.KindCommand: pick.ArgCommandName, command.KindChoice: pick.ArgChoice, command.KindText: pick.ArgText,
}
