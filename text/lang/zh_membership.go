package lang

var zhMembership = map[string]string{}
