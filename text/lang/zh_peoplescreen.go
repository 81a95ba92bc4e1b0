package lang

// zhPeopleScreen is what the screen says about people, rooms and private
// conversations.
var zhPeopleScreen = map[string]string{
	// The panes.
	"INVITED":                               "邀请",
	"DIRECT":                                "私聊",
	"archived":                              "已归档",
	"private":                               "私密",
	"announce":                              "公告",
	"notes":                                 "笔记",
	"member":                                "成员",
	"mod":                                   "管理员",
	"Up Down choose  Enter menu  Esc close": "上下键 选择  回车 菜单  Esc 关闭",

	"before a room: you are there, you are named, unread, somebody is there, or not, you are invited": "房间前：当前所在、提到你、有未读、对方在线、对方不在、受邀加入",
	"behind a room: private, archived, only moderators write":                                         "房间后：私密、已归档、只有管理员能发言",
	"before a name: the room's owner, a moderator":                                                    "名字前：房间所有者、管理员",

	// The header.
	"all left":                               "都走了",
	"a group that everybody else has left":   "其他人都已离开的群聊",
	"a group that most have left":            "多数人已离开的群聊",
	"your own notes; nobody else reads them": "你自己的笔记，别人看不到",
	"only moderators write":                  "只有管理员能发言",
	"slow %s":                                "慢速 %s",
	"%d of %d online":                        "在线 %d / 共 %d 人",
	"%d/%d on":                               "在线 %d/%d",
	"online":                                 "在线",
	"offline":                                "离线",

	// Lengths of time.
	"%d s":   "%d 秒",
	"%d min": "%d 分钟",
	"%d h":   "%d 小时",
	"%d d":   "%d 天",

	// What happens to a room.
	"the room is called #%s now":                                 "房间现在叫 #%s",
	"the topic is: %s":                                           "主题改为：%s",
	"there is no topic any more":                                 "主题已清除",
	"the description is another one; /room show has it":          "简介已修改，/room show 可查看",
	"the room is archived: it is only read now":                  "房间已归档，现在只能阅读",
	"the room is in use again":                                   "房间重新启用了",
	"nobody owns the room any more":                              "房间现在没有所有者",
	"the room has another owner; /room show says who":            "所有者换人了，/room show 可查看",
	"the room is private now: nobody else sees that it is there": "房间已设为私密，外人看不到它",
	"the room is not private any more: everybody sees it":        "房间不再私密，所有人都能看到",
	"joining needs an invitation now":                            "现在需要邀请才能加入",
	"everybody may join now":                                     "现在任何人都可以加入",
	"only moderators write here now":                             "现在只有管理员可以发言",
	"all members write here again":                               "所有成员又可以发言了",
	"members may change the topic now":                           "现在成员可以修改主题",
	"only moderators change the topic now":                       "现在只有管理员可以修改主题",
	"members see everything that was said here":                  "成员能看到全部历史消息",
	"members see what was said since they joined":                "成员能看到加入以后的消息",
	"members see what is said while they are here":               "成员只能看到在场时的消息",
	"slow mode: a member writes once in %s":                      "慢速模式：每位成员每 %s只能发一条",
	"slow mode is off":                                           "慢速模式已关闭",
	"messages go after %s":                                       "消息保留 %s",
	"only the newest %d messages stay":                           "只保留最新的 %d 条消息",
	"messages stay for ever again":                               "消息恢复永久保留",
	"at most %d members now":                                     "成员上限改为 %d 人",
	"any number of members now":                                  "成员人数不再限制",
	"%s is a member like the others now":                         "%s 现在是普通成员",
	"%s is a moderator now":                                      "%s 现在是管理员",
	"%s owns the room now":                                       "%s 现在是所有者",
	"%s; you are in %s now":                                      "%s；你现在在 %s",
	"%s; Ctrl-Y brings your text back":                           "%s；按 Ctrl-Y 取回你写的文字",
	"you are not in %s any more":                                 "你已不在 %s",
	"%s was deleted":                                             "%s 已被删除",
	"%s was deleted by %s":                                       "%[2]s 删除了 %[1]s",

	// What there is of its messages.
	"older messages are gone":                                                "更早的消息已删除",
	"what was said before you came is not shown here":                        "这里不显示你到来之前的消息",
	"what was said before you joined is not shown here":                      "这里不显示你加入之前的消息",
	"(not available)":                                                        "（不可见）",
	"(deleted by a moderator)":                                               "（已被管理员删除）",
	"the message that you answer is gone; Enter would say this as a new one": "你要回复的消息已删除；按回车会作为新消息发出",
	"the thread's first message is gone, and so is the thread":               "话题的第一条消息已删除，话题随之消失",

	// Writing where it is not allowed.
	"archived: you can only read":             "已归档：只能阅读",
	"only moderators write here":              "这里只有管理员可以发言",
	"you can write again":                     "现在可以发言了",
	"slow mode: %d s left; your text is kept": "慢速模式：还剩 %d 秒，文字已保留",

	// Invitations.
	"and %d more: /invitations lists them":                      "还有 %d 个邀请：/invitations 可全部列出",
	"you are invited to %[1]s: /join %[2]s or /decline %[2]s":   "你受邀加入 %[1]s：/join %[2]s 接受，/decline %[2]s 谢绝",
	"%[1]s invites you to %[2]s: /join %[3]s or /decline %[3]s": "%[1]s 邀请你加入 %[2]s：/join %[3]s 接受，/decline %[3]s 谢绝",
	"join %s":         "加入 %s",
	"decline":         "谢绝",
	"you are invited": "邀请你加入",

	// People.
	"mention %s":                              "提及 %s",
	"write to %s in private":                  "给 %s 发私信",
	"who is %s?":                              "查看 %s 的资料",
	"ignore: hide what %s says":               "忽略：不看 %s 说的话",
	"show again what %s says":                 "重新显示 %s 说的话",
	"block: take no private messages from %s": "屏蔽：不接收 %s 的私信",
	"your own notes":                          "你自己的笔记",
	"this account was deleted":                "这个账号已删除",
	"its author: write to them, and more":     "作者：发私信等",
	"somebody who is not here":                "不在这里的人",
	"Welcome! Five things to know:":           "欢迎！先记住五件事：",
	"/msg @name writes to somebody in private; so does choosing them with Ctrl-K.": "/msg @用户名 可以发私信；按 Ctrl-K 选人也行。",
}
