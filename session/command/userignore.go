package command

import (
	"snug/keys"
	"snug/room"
)

func userIgnore() Spec {
	return Spec{
		Path: "user ignore", Verb: "ignore", Aliases: []string{"忽略"}, Args: "USER",
		Help:  "Hide what somebody says from your screens.",
		Least: AtLeast(keys.Member), People: true, Text: true, Bind: shunning(ignores, true),
		Effect: Chooses, Own: true,
	}
}

func userUnignore() Spec {
	return Spec{
		Path: "user unignore", Verb: "unignore", Aliases: []string{"取消忽略"}, Args: "USER",
		Help:  "Show again what somebody says.",
		Least: AtLeast(keys.Member), People: true, Text: true, Bind: shunning(ignores, false),
		Effect: Chooses, Own: true,
	}
}

func userIgnored() Spec {
	return Spec{
		Path: "user ignored", Verb: "ignored", Aliases: []string{"忽略列表"},
		Help:  "List whom you ignore.",
		Least: AtLeast(keys.Member), Bind: shunned(ignores),
		Effect: Reads, Own: true,
	}
}

var ignores = shun{
	set: (*room.Broker).Ignore, list: (*room.Broker).Ignored,
	began: "You ignore %s now; undo it with: %s", undo: "unignore ",
	ended: "You see what %s says again.", none: "You ignore nobody.",
}
