package lang

// zhLine is what line mode says.
var zhLine = map[string]string{
	"what you get when you connect: the screen, or line mode; from the next session on":             "连接时看到的是全屏界面还是行模式；从下次会话起生效",
	"in line mode: hold back what arrives while you type, or print it at once":                      "行模式：输入时暂缓显示新消息，或立即显示",
	"in line mode: the time once in a quarter of an hour, with each message, or never":              "行模式：每一刻钟显示一次时间、每条消息都显示，或从不显示",
	"in line mode: print each message's number before it, for /reply and others":                    "行模式：在每条消息前显示编号，供 /reply 等命令使用",
	"in line mode: what of other rooms is printed: what you are to be told of, everything, nothing": "行模式：显示其他房间的哪些消息：提醒你的、全部、不显示",
}
