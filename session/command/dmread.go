package command

import "snug/keys"

func dmRead() Spec {
	return Spec{
		Path: "dm read", Aliases: []string{"私聊记录"}, Args: "USERS",
		Help:   "Print the messages of a conversation, oldest first.",
		Least:  AtLeast(keys.Member),
		Effect: Reads, Own: true,
		Bind: paging(func(names string) string { return conversationName(people(names)) }),
	}
}
