package lang

var zhConversations = map[string]string{
	"that room name will not do: %s is the number of a room; choose another":        "这个聊天室名称不行：%s 是聊天室的编号；请换一个",
	"there are several rooms called %s; say which one by its id: %s":                "有多个聊天室叫 %s；请用编号指明：%s",
	"you have no conversation with %[1]s yet; the command dm open %[1]s begins one": "你和 %[1]s 还没有私聊；用命令 dm open %[1]s 开始",
}
