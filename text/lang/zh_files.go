package lang

// zhFiles has what the commands for files say.
var zhFiles = map[string]string{
	"%s was not put into %s": "%s 没有放进 %s",
}
