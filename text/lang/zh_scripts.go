package lang

// zhScripts is what commands say to scripts.
var zhScripts = map[string]string{}
