package lang

// zhModerated is what the screen says to those who are kept from something, and
// of what was done to others.
var zhModerated = map[string]string{
	"%[1]s has put you out of %[2]s":      "%[1]s 把你移出了 %[2]s",
	"%[1]s has banned you from %[2]s":     "%[1]s 禁止你进入 %[2]s",
	"%s was put out of the room":          "%s 被移出房间",
	"%[1]s is banned from the room %[2]s": "%[1]s 被禁止进入房间，%[2]s",
	"%s may come into the room again":     "%s 可以重新进入房间",
	"%[1]s cannot write %[2]s":            "%[1]s 被禁言，%[2]s",
	"%s can write again":                  "%s 可以重新发言",
	"%d messages were deleted":            "%d 条消息被删除",

	"muted by %[1]s %[2]s: %[3]s; a moderator can lift that":                                                      "已被 %[1]s 禁言，%[2]s：%[3]s；可请管理员解除",
	"the server is locked down %s: only the staff writes, and whom they trust; you can write to one of the staff": "服务器已封锁（%s）：只有管理人员和受信任的人能发言；你可以私聊管理人员",

	// What can be done about somebody.
	"moderate %s":                                      "管理 %s",
	"report it to the staff":                           "向管理人员举报",
	"moderate: delete, mute, kick, ban":                "管理：删除、禁言、踢出、禁入",
	"only what others have said can be reported":       "只能举报别人的发言",
	"only moderators can do that, and to others alone": "只有管理员能这样做，且只能对别人",
	"report this message of %s":                        "举报 %s 的这条消息",
	"report %s to the staff":                           "向管理人员举报 %s",
	"delete this message of %s":                        "删除 %s 的这条消息",
	"mute %s in this room":                             "在本房间禁言 %s",
	"let %s write in this room again":                  "允许 %s 在本房间重新发言",
	"put %s out of this room":                          "把 %s 移出本房间",
	"ban %s from this room":                            "禁止 %s 进入本房间",
	"delete what %s has said in this room":             "清理 %s 在本房间的发言",

	// The sign-up form.
	"Esc quit": "Esc 退出",
	"Tab next field  Shift-Tab back  ^O I have an account  Esc quit": "Tab 下一项  Shift-Tab 上一项  ^O 我已有账号  Esc 退出",
	"The people who run it: %s":                                      "管理者联系方式：%s",
	"This server takes no new people at the moment.":                 "本服务器目前不接受新用户。",
	"Your account %s is made, and a moderator has to let you in.":    "你的账号 %s 已建好，要等管理员批准才能进入。",
	"You can leave, and connect again later; or wait here: the session ends when you are let in, and then you connect again.": "你可以先离开，稍后再连接；也可以在这里等：获批后会话会结束，届时请重新连接。",
	"a moderator reads this and lets you in: say who you are":                                                                 "管理员会看到这段话并决定是否批准：请说明你是谁",
	"if you have one": "有的话填写",
	"new people need the code of an invitation; ask somebody who is here": "新用户需要邀请码；请向这里的人索取",
	"type the code of your invitation first":                              "请先填写邀请码",
	"with the code of an invitation you need not wait":                    "有邀请码就不用等待批准",
}
