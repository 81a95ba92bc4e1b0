package lang

var zhPeopleScreen = map[string]string{}
