package lang

var zhJoining = map[string]string{}
