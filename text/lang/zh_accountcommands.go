package lang

var zhAccountCommands = map[string]string{}
