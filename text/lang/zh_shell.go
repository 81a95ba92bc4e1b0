package lang

// zhShell is what completion and the manual say.
var zhShell = map[string]string{}
