package command

import (
	"snug/keys"
	"snug/text/lang"
)

// openGo, openPlain and openLines open a session to talk in. Whoever serves
// sessions hears them before the table does; here they are for help, the manual
// and completion.
func openGo() Spec {
	return opening("go", "ROOM", AtLeast(keys.Guest), Reads,
		"Begin in a room: on the screen with ssh -t, otherwise in lines.", "books")
}

func openPlain() Spec {
	return opening("plain", "[ROOM]", AtLeast(keys.Guest), Reads,
		"Chat in plain lines and not on the screen, as for a screen reader; with ssh -t what arrives waits while you type.", "", "books")
}

func openLines() Spec {
	return opening("lines", "[ROOM]", AtLeast(keys.Member), Speaks,
		"Say each line of standard input in a room; nothing is printed but errors and, in the end, how many were said.", "books < notes.txt")
}

func opening(path, args string, least Least, effect Effect, help lang.Key, examples ...string) Spec {
	return Spec{
		Path: path, Args: args, Help: help, Examples: examples,
		Least: least, Front: Exec, Effect: effect, Own: true, People: true, Opens: true,
	}
}
