package command

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"snug/room"
	"snug/text"
	"snug/text/lang"
)

// A roomSetting is something that the owner of a room can choose, in the words
// of the command line.
type roomSetting struct {
	name   string
	values []string // those it can have, the default first; nil: set decides
	help   lang.Key

	value func(room.Settings) string
	set   func(*room.Settings, string) error
	words func(room.Settings) lang.Sentence // what it means when it is not the default
}

// off is the value of settings that set no limit.
const off = "off"

var roomSettings = []roomSetting{
	choice("private", "nobody but members and who is invited sees that the room is there",
		[]string{off, "on"}, "private", func(s *room.Settings) *bool { return &s.Private }),
	choice("join", "whether everybody may join, or who is invited",
		[]string{"open", "invite"}, "joining needs an invitation", func(s *room.Settings) *bool { return &s.InviteOnly }),
	choice("write", "whether all members write, or moderators only",
		[]string{"members", "moderators"}, "only moderators write", func(s *room.Settings) *bool { return &s.Announce }),
	choice("topic-lock", "whether only moderators may change the topic",
		[]string{"on", off}, "members may change the topic", func(s *room.Settings) *bool { return &s.OpenTopic }),
	{
		name: "slow", help: "how long a member waits between two messages, such as 10s or 5m, or off",
		value: func(s room.Settings) string { return limit(s.Slow > 0, formatDuration(s.Slow)) },
		set:   setSlow,
		words: func(s room.Settings) lang.Sentence {
			return lang.S("slow mode: a message every %s", formatDuration(s.Slow))
		},
	},
	{
		name: "history", values: histories[:], help: "what of the past members see: all, what was said since they joined, or none",
		value: func(s room.Settings) string { return histories[s.History] },
		set:   setHistory,
		words: func(s room.Settings) lang.Sentence { return lang.S("%s", historyWords[s.History]) },
	},
	{
		name: "retention", help: "how long messages stay, such as 30d, how many of them, such as 1000, or both: 30d,1000; or off",
		value: retention,
		set:   setRetention,
		words: retentionWords,
	},
	{
		name: "max-members", help: "how many members the room has at most, or off",
		value: func(s room.Settings) string { return limit(s.MaxMembers > 0, strconv.Itoa(s.MaxMembers)) },
		set:   setMaxMembers,
		words: func(s room.Settings) lang.Sentence { return lang.S("at most %d members", s.MaxMembers) },
	},
	{
		name: "files", values: filePolicies[:], help: "who may put files into the room: who may write there, moderators only, or nobody",
		value: func(s room.Settings) string { return filePolicies[s.Files] },
		set:   setFiles,
		words: func(s room.Settings) lang.Sentence { return lang.S("%s", filePolicyWords[s.Files]) },
	},
	{
		name: "file-keep", help: "how long files stay, such as 30d, whatever their messages do, or off: as the server has it",
		value: func(s room.Settings) string { return limit(s.FilesFor > 0, formatDuration(s.FilesFor)) },
		set:   setFileKeep,
		words: func(s room.Settings) lang.Sentence { return lang.S("files go after %s", formatDuration(s.FilesFor)) },
	},
}

// choice returns a setting with two values, the zero value first.
func choice(name string, help lang.Key, values []string, words lang.Key, field func(*room.Settings) *bool) roomSetting {
	return roomSetting{
		name: name, values: values, help: help,
		value: func(s room.Settings) string {
			if *field(&s) {
				return values[1]
			}
			return values[0]
		},
		set: func(s *room.Settings, typed string) error {
			i := slices.Index(values, strings.ToLower(typed))
			if i < 0 {
				return noValue(name, typed, values)
			}
			*field(s) = i == 1
			return nil
		},
		words: func(room.Settings) lang.Sentence { return lang.S("%s", words) },
	}
}

func noValue(name, typed string, values []string) error {
	return fail(Usage, "%s cannot be %q; choose one of: %s", name, shorten(typed), strings.Join(values, ", "))
}

// limit returns a value, or that there is none.
func limit(on bool, value string) string {
	if on {
		return value
	}
	return off
}

func setSlow(s *room.Settings, typed string) error {
	if strings.EqualFold(typed, off) {
		s.Slow = 0
		return nil
	}
	d, ok := parseDuration(typed)
	if !ok {
		return fail(Usage, "slow is a time such as 10s or 5m, or off; %q is neither", shorten(typed))
	}
	s.Slow = d
	return nil
}

var histories = [...]string{room.HistoryAll: "all", room.HistoryJoined: "joined", room.HistoryNone: "none"}

var historyWords = [...]lang.Key{
	room.HistoryAll: "members see all that was said", room.HistoryJoined: "members see what was said since they joined",
	room.HistoryNone: "members see what is said while they are there",
}

func setHistory(s *room.Settings, typed string) error {
	i := slices.Index(histories[:], strings.ToLower(typed))
	if i < 0 {
		return noValue("history", typed, histories[:])
	}
	s.History = room.History(i)
	return nil
}

// retention writes an age, a number, or both.
func retention(s room.Settings) string {
	var parts []string
	if s.KeepFor > 0 {
		parts = append(parts, formatDuration(s.KeepFor))
	}
	if s.KeepLast > 0 {
		parts = append(parts, strconv.Itoa(s.KeepLast))
	}
	return limit(len(parts) > 0, strings.Join(parts, ","))
}

func retentionWords(s room.Settings) lang.Sentence {
	switch {
	case s.KeepLast == 0:
		return lang.S("messages go after %s", formatDuration(s.KeepFor))
	case s.KeepFor == 0:
		return lang.S("only the newest %d messages stay", s.KeepLast)
	}
	return lang.S("messages go after %s, and only the newest %d stay", formatDuration(s.KeepFor), s.KeepLast)
}

func setRetention(s *room.Settings, typed string) error {
	age, number := time.Duration(0), 0
	if !strings.EqualFold(typed, off) {
		for part := range strings.SplitSeq(halfWidth.Replace(typed), ",") {
			part = strings.TrimSpace(part)
			d, isAge := parseDuration(part)
			n, err := strconv.ParseUint(part, 10, 31)
			switch {
			case isAge && age == 0:
				age = d
			case err == nil && n > 0 && number == 0:
				number = int(n)
			default:
				return fail(Usage, "retention is a time such as 30d, a number of messages such as 1000, both as 30d,1000, or off; %q is none of these", shorten(typed))
			}
		}
	}
	s.KeepFor, s.KeepLast = age, number
	return nil
}

func setMaxMembers(s *room.Settings, typed string) error {
	if strings.EqualFold(typed, off) {
		s.MaxMembers = 0
		return nil
	}
	n, err := strconv.ParseUint(halfWidth.Replace(typed), 10, 31)
	if err != nil || n == 0 {
		return fail(Usage, "max-members is a number from 1, or off; %q is neither", shorten(typed))
	}
	s.MaxMembers = int(n)
	return nil
}

var filePolicies = [...]string{room.FilesByMembers: "members", room.FilesByModerators: "moderators", room.FilesOff: off}

var filePolicyWords = [...]lang.Key{
	room.FilesByMembers: "who may write there may put files into it", room.FilesByModerators: "only moderators put files into it",
	room.FilesOff: "nobody puts files into it",
}

func setFiles(s *room.Settings, typed string) error {
	i := slices.Index(filePolicies[:], strings.ToLower(typed))
	if i < 0 {
		return noValue("files", typed, filePolicies[:])
	}
	s.Files = room.FilePolicy(i)
	return nil
}

func setFileKeep(s *room.Settings, typed string) error {
	if strings.EqualFold(typed, off) {
		s.FilesFor = 0
		return nil
	}
	d, ok := parseDuration(typed)
	if !ok {
		return fail(Usage, "file-keep is a time such as 30d, or off; %q is neither", shorten(typed))
	}
	s.FilesFor = d
	return nil
}

// roomSettingNamed finds a setting. The refusal names the nearest.
func roomSettingNamed(typed string) (roomSetting, error) {
	name := strings.ToLower(strings.TrimSpace(typed))
	names := make([]string, len(roomSettings))
	for i, s := range roomSettings {
		if s.name == name {
			return s, nil
		}
		names[i] = s.name
	}
	if near := text.Nearest(name, names); near != "" {
		return roomSetting{}, fail(Usage, "rooms have no setting %s; did you mean %s?", shorten(typed), near)
	}
	return roomSetting{}, fail(Usage, "rooms have no setting %s; choose one of: %s", shorten(typed), strings.Join(names, ", "))
}

// settingWords says what is chosen for a room where it is not the default.
func settingWords(s room.Settings) []lang.Sentence {
	var out []lang.Sentence
	for _, one := range roomSettings {
		if one.value(s) != one.value(room.Settings{}) {
			out = append(out, one.words(s))
		}
	}
	return out
}

// settingValues returns what is chosen for a room, by the names of settings.
func settingValues(r room.Room) map[string]string {
	out := make(map[string]string, len(roomSettings))
	for _, one := range roomSettings {
		if !r.Conversation() { // nobody sets anything of one
			out[one.name] = one.value(r.Settings)
		}
	}
	return out
}
