package lang

var zhKeyring = map[string]string{}
