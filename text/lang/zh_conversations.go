package lang

var zhConversations = map[string]string{}
