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
			Name: c.Names[0], Aliases: c.Names[1:], Args: h.arguments(c.Args), Help: in.T(string(c.Help)),
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

// findBots looks up which bots the person keeps, for the next that is completed. It
// reads the store. What it cannot look up is not offered.
func (h *host) findBots() {
	s := h.session
	found, err := s.server.Directory.Bots(h.person().Account.ID)
	if err != nil {
		s.server.Log.Error("the bots of an account could not be looked up", "conn", s.conn.id, "err", err)
	}
	names := make([]string, len(found))
	for i, a := range found {
		names[i] = a.Name
	}
	h.mu.Lock()
	defer h.mu.Unlock()
	h.bots, h.commands = names, nil
}

// arguments describes those of a command. The caller holds mu.
func (h *host) arguments(args []command.Arg) []pick.Arg {
	out := make([]pick.Arg, len(args))
	for i, a := range args {
		name := a.Name
		if a.Optional {
			name = "[" + name + "]"
		}
		out[i] = pick.Arg{Name: name, Kind: argKinds[a.Kind], Choices: a.Choices, Rest: a.Rest, Optional: a.Optional, By: a.By}
		if a.Kind == command.KindBot {
			out[i].Choices = h.bots
		}
	}
	return out
}

// argKinds are the kinds of arguments as the screen knows them.
var argKinds = map[command.Kind]pick.ArgKind{
	command.KindRoom: pick.ArgRoom, command.KindUser: pick.ArgPerson, command.KindBot: pick.ArgChoice, command.KindUsers: pick.ArgPeople, command.KindTarget: pick.ArgPerson, command.KindMessage: pick.ArgMessage,
	command.KindEmoji: pick.ArgEmoji, command.KindSetting: pick.ArgSettingKey, command.KindValue: pick.ArgSettingValue,
	command.KindCommand: pick.ArgCommandName, command.KindChoice: pick.ArgChoice, command.KindText: pick.ArgText,
}
