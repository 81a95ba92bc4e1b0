package lang

// zhShell is what completion and the manual say.
var zhShell = map[string]string{
	// Completion.
	"Print what the last word of a command line can become, one a line, with a tab before what it is.":                       "列出命令行最后一个词可以补全成什么，每行一个，制表符后面是说明。",
	"Print a script with which your shell completes commands, rooms and people behind ssh and this server's name.":           "输出一个脚本，让你的 shell 在 ssh 和本服务器的名字后面补全命令、房间和用户。",
	"what you write for this server behind ssh: `HOST`, or HOST:PORT with a port; may be given several times":                "你在 ssh 后面怎样写这台服务器：`HOST`，有端口时写 HOST:PORT；可以给出多次",
	"%q is no name of a host; write it as you write it behind ssh, with a colon before a port: --host chat.example.com:2222": "%q 不是主机名；请按 ssh 后面的写法写，端口前加冒号：--host chat.example.com:2222",
	"there is no script for %s; choose one of: %s":                                                                           "没有 %s 的脚本；请选择其中之一：%s",

	// What opens sessions.
	"Begin in a room: on the screen with ssh -t, otherwise in lines.":                                                   "从一个房间开始：加 ssh -t 进入全屏界面，否则进入行模式。",
	"Chat in plain lines and not on the screen, as for a screen reader; with ssh -t what arrives waits while you type.": "用逐行的纯文本聊天，不用全屏界面，例如配合读屏软件；加 ssh -t 时，你输入期间新消息会先等着。",
	"Say each line of standard input in a room; nothing is printed but errors and, in the end, how many were said.":     "把标准输入的每一行都发到一个房间里；只显示错误，最后显示一共发了几行。",
	"%[1]s opens a session to talk in, which cannot be done from here; connect anew: %[2]s":                             "%[1]s 会打开一个聊天会话，在这里做不到；请重新连接：%[2]s",

	// The manual.
	"Print the manual, or what it has about one command.":    "显示手册，或者手册里关于一个命令的内容。",
	"print the source of a manual page, for the program man": "输出手册页的源文件，供 man 程序使用",
	"Name":                              "名称",
	"Synopsis":                          "用法",
	"Description":                       "说明",
	"Commands":                          "命令",
	"Output":                            "输出",
	"Exit status":                       "退出状态",
	"Environment":                       "环境变量",
	"Flags":                             "选项",
	"Examples":                          "例子",
	"a chat that people enter with ssh": "用 ssh 进入的聊天室",
	"COMMAND [ARGUMENT...] [--FLAG...]": "命令 [参数...] [--选项...]",
	"the choice":                        "可选的值",
	"what your terminal can show":       "你的终端能显示什么",
	"with any value but 0: line mode instead of the screen":                                                                                                                                                               "值不是 0 时：进入行模式，而不是全屏界面",
	"the language, if your ssh sends them and you have not set one with: %s":                                                                                                                                              "语言，前提是你的 ssh 会发送这些变量，而且你没有用这个命令设置过语言：%s",
	"Without a command you get the screen, or line mode where there is no terminal that can show it, with TERM=dumb or ACCESSIBLE=1.":                                                                                     "不带命令时进入全屏界面；终端无法显示全屏界面、TERM=dumb 或 ACCESSIBLE=1 时进入行模式。",
	"With a command the answer is printed. In the screen and in line mode the same commands have a slash before them; in the command line a room's name needs no #, which shells take for a comment.":                     "带命令时输出它的结果。在全屏界面和行模式里，同样的命令前面加斜杠；在命令行里，房间名前面不用写 #，因为 shell 会把它当作注释。",
	"Your key is who you are: there are no passwords, and the username before the @ of ssh does not matter.":                                                                                                              "你的密钥就是你的身份：没有密码，ssh 里 @ 前面的用户名也不起作用。",
	"Standard output carries what was asked for, standard error notices and errors. Every command takes --json: a list is one object with its items, a thing is one object, and an error is an object on standard error.": "标准输出是所要的内容，标准错误是提示和错误。每个命令都可以加 --json：列表是一个含有各项的对象，单个事物是一个对象，错误是标准错误上的一个对象。",
	"Only pipe, plain, lines, send --lines and commands whose usage has a - read standard input.":                                                                                                                         "只有 pipe、plain、lines、send --lines 和用法里带 - 的命令才会读取标准输入。",
	"It is done.": "已完成。",
	"The server has made a mistake; its log has the details.":   "服务器出了错；详情在它的日志里。",
	"The line or its input is wrong; nothing was done.":         "命令行或输入有误；什么都没有做。",
	"There is no key, or no account with it.":                   "没有密钥，或者密钥没有对应的账号。",
	"You may not do that.":                                      "你没有这个权限。",
	"There is no such thing, or you may not know of it.":        "没有这样的东西，或者你无权知道它。",
	"That is too much at once; try it later.":                   "一下子太多了；请稍后再试。",
	"Somebody has it already, or it is as you want it already.": "已经有人占用，或者已经是你要的样子。",
	"It needs --yes.": "需要加上 --yes。",
	"The server cannot do it now, or is stopping.": "服务器现在做不到，或者正在停止。",
}
