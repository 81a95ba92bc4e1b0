package lang

// zhFileRules is what the rules of rooms and the settings say of files.
var zhFileRules = map[string]string{
	"the file has no name that can be shown; give it another": "这个文件名无法显示；请另起一个",
	"%s has no size; send it again":                           "%s 没有大小；请重新发送",
	"%s has not come whole; send it again":                    "%s 没有完整收到；请重新发送",
	"message %[1]d in %[2]s has no file; nothing to do":       "%[2]s 的第 %[1]d 条消息没有文件；无需操作",
	"%s keeps that file; nothing to do":                       "%s 保留那个文件；无需操作",
	"at most %d files are forgotten at once; give fewer":      "一次最多清除 %d 个文件；请减少",

	"nobody is meant by that; files are put in by members, moderators, or off":                        "没有这样的取值；文件可由 members、moderators 放入，或 off",
	"files are kept for an hour at least; give a longer time, or off to keep them as the server does": "文件至少保留一小时；请给更长的时间，或用 off 按服务器的设置保留",

	"who may put files into the room: who may write there, moderators only, or nobody":           "谁可以往房间里放文件：能发言的人、仅管理员、或无人",
	"how long files stay, such as 30d, whatever their messages do, or off: as the server has it": "文件保留多久，例如 30d，与消息无关；off 表示按服务器的设置",
	"who may write there may put files into it":                                                  "能发言的人都可以放文件",
	"only moderators put files into it":                                                          "只有管理员放文件",
	"nobody puts files into it":                                                                  "不能放文件",
	"file-keep is a time such as 30d, or off; %q is neither":                                     "file-keep 是一段时间，例如 30d，或 off；%q 都不是",

	"who may put files into rooms: every member, the staff, nobody":                   "谁可以往房间里放文件：所有成员、管理人员、无人",
	"how large one file may be":                                                       "单个文件最大多大",
	"how much the files of one person may have together":                              "一个人的文件合计最大多大",
	"how much the files of one room may have together":                                "一个房间的文件合计最大多大",
	"how much all files may take up on the disk of the server":                        "所有文件最多占用服务器多少磁盘空间",
	"how long files stay in rooms that do not say; 0s is as long as their messages":   "房间没有另行设置时文件保留多久；0s 表示与消息一样久",
	"whether people without an account may read the files of public rooms":            "没有账号的人是否可以读取公开房间的文件",
	"%s is a time such as 30d, from 1h to 3650d, or 0s for as long as their messages": "%s 是一段时间，例如 30d，从 1h 到 3650d；0s 表示与消息一样久",
	"%s is a size such as 100k, 25M or 1.5G, from 1k to 1T":                           "%s 是大小，例如 100k、25M 或 1.5G，从 1k 到 1T",
}
