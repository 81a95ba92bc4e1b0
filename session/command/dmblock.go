package command

import (
	"snug/keys"
	"snug/room"
)

func dmBlock() Spec {
	return Spec{
		Path: "dm block", Verb: "block", Aliases: []string{"屏蔽"}, Args: "USER",
		Help:  "Keep somebody from writing to you in private; they are not told.",
		Least: AtLeast(keys.Member), People: true, Text: true, Bind: shunning(blocks, true),
		Effect: Chooses, Own: true,
	}
}

func dmUnblock() Spec {
	return Spec{
		Path: "dm unblock", Verb: "unblock", Aliases: []string{"取消屏蔽"}, Args: "USER",
		Help:  "Let somebody write to you in private again.",
		Least: AtLeast(keys.Member), People: true, Text: true, Bind: shunning(blocks, false),
		Effect: Chooses, Own: true,
	}
}

func dmBlocks() Spec {
	return Spec{
		Path: "dm blocks", Verb: "blocks", Aliases: []string{"屏蔽列表"},
		Help:  "List whom you block.",
		Least: AtLeast(keys.Member), Bind: shunned(blocks),
		Effect: Reads, Own: true,
	}
}

var blocks = shun{
	set: (*room.Broker).Block, list: (*room.Broker).Blocked,
	began: "%s cannot write to you in private now; undo it with: %s", undo: "unblock ",
	ended: "%s can write to you in private again.", none: "You block nobody.",
}
