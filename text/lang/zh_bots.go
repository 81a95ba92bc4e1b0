package lang

// zhBots is what is said of bots.
var zhBots = map[string]string{}
