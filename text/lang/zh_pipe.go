package lang

// zhPipe is what the pipe of programs says.
var zhPipe = map[string]string{}
