package lang

var zhRoomCommands = map[string]string{}
