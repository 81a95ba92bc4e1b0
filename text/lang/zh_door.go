package lang

// zhDoor is what is said to people at the door: while they sign up, when they
// are not let in, and what they are told when they come.
var zhDoor = map[string]string{
	"your account %s is made and waits for a moderator, who lets you in; connect again later": "你的账号 %s 已建好，要等管理员批准才能进入；请稍后再连接",
	"a moderator has let you in, %s; connect again":                                           "%s，管理员已批准你加入；请重新连接",

	"you need an account for the files of this server; connect with %s and make one": "要用这台服务器上的文件，需要有账号；请用 %s 连接并注册一个",

	// What people are told when they come.
	"Announcement: %s":       "公告：%s",
	"Announcement by %s: %s": "%s 的公告：%s",
	"Thank you: the staff has acted on your report %d about %s.":               "谢谢你：管理人员已处理你的第 %d 号举报（关于 %s）。",
	"The staff has looked at your report %d about %s and found nothing to do.": "管理人员看过你的第 %d 号举报（关于 %s），认为无需处理。",
	"%s They say: %s": "%s他们说：%s",
	"the answer is too long for the screen; the command line has all of it": "内容太长，聊天界面放不下；请用命令行查看全部",

	// The admin socket.
	"%s is an owner of this server now.":                                                            "%s 现在是这台服务器的所有者。",
	"Whoever gets an account with the key %s is an owner of this server from then on.":              "谁用密钥 %s 得到账号，谁从那时起就是这台服务器的所有者。",
	"this is no public key that can be used here":                                                   "这不是可以在这里使用的公钥",
	"internal error; the log of the server says more":                                               "内部错误；详情见服务器日志",
	"the admin socket is for the user that the server runs as and for root alone":                   "管理套接字只供运行服务器的用户和 root 使用",
	"this program and the server are not of the same version; use the program that the server runs": "这个程序和服务器不是同一版本；请使用服务器正在运行的那个程序",
	"what came over the admin socket is no protocol of this version":                                "管理套接字上收到的内容不符合这个版本的协议",
	"%d commands run over the admin socket and that is the limit; wait for one of them to end":      "管理套接字上已有 %d 个命令在运行，这是上限；请等其中一个结束",
}
