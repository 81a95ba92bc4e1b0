package lang

// zhSession is what sessions say outside of the chat screen.
var zhSession = map[string]string{
	"%s; come back soon with: %s":                  "%s；稍后请重新连接：%s",
	"the server is stopping":                       "服务器即将停止",
	"interrupted":                                  "已中断",
	"... and more; the command line has all of it": "……还有更多；完整内容请用命令行查看",
	"internal error, id %s; try again later":       "内部错误，编号 %s；请稍后再试",
	"internal error, id %s; connect again, and tell the people who run this server":                      "内部错误，编号 %s；请重新连接，并告诉这台服务器的管理者",
	"internal error, id %s; your draft is saved; connect again, and tell the people who run this server": "内部错误，编号 %s；你的草稿已保存，请重新连接，并告知服务器的管理者",
}
