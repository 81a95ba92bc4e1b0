package lang

// zhFiles has what the commands for files say.
var zhFiles = map[string]string{
	// Their help.
	"Put a file into a room, or give it to @USER: its bytes come on stdin. Where you talk, print how to do that.":  "把文件放进房间，或交给 @用户：内容从标准输入读取。在聊天界面中则显示该怎么做。",
	"Write a file to stdout. Where you talk, print how to fetch it.":                                               "把文件写到标准输出。在聊天界面中则显示怎样取得它。",
	"List the files of a room, the newest first; on the command line without ROOM those of all your rooms.":        "列出房间里的文件，最新的在前；在命令行中不写 ROOM 时，列出你所有房间的文件。",
	"Show all that is known of a file: its name, size and SHA-256, who has put it in, and until when it stays.":    "显示一个文件的全部信息：名称、大小、SHA-256、由谁放入、保留到何时。",
	"Delete a file that you have put in, or as a moderator that of others, with the message that has brought it.":  "删除你放入的文件（管理员也可以删除别人的），连同带来它的那条消息。",
	"Show how much your files and those of a room take up, and how much they may; to the staff, all of them, too.": "显示你的文件和某个房间的文件占用了多少空间，上限又是多少；管理人员还能看到全部文件的情况。",
	"sent again with the same KEY it is one file: `KEY`":                                                           "用同一个 KEY 再发一次，仍是同一个文件：`KEY`",
	"only what this person has put in: `USER`":                                                                     "只列出此人放入的：`USER`",
	"only files with a number below this one: `FILE`":                                                              "只列出编号小于此文件的：`FILE`",
	"the file has no name; write it as: %s":                                                                        "文件没有名称；请这样写：%s",
	"a file comes on standard input, which is not to be had here; run it as a command of its own: %s":              "文件要从标准输入读取，而这里没有；请作为单独的命令运行：%s",
	"a terminal does not let all bytes through; leave out -t and write: %s":                                        "终端不会让所有字节原样通过；请去掉 -t，这样写：%s",
	"the bytes of a file are no JSON; run it as a command of its own: %s":                                          "文件的内容不是 JSON；请作为单独的命令运行：%s",
	"%s is of the type %s, which a terminal cannot show; leave out -t and write it into a file: %s":                "%s 的类型是 %s，终端无法显示；请去掉 -t，并写入文件：%s",
	"%q is no number of a file; see what there is with: %s":                                                        "%q 不是文件编号；查看有哪些文件：%s",
	"the input was cut off before its end, so nothing of it was taken":                                             "输入在结束之前中断了，所以什么也没有收下",
	"file %[1]d, %[2]s, and what was said with it in %[3]s would be gone for good":                                 "%[3]s 中的文件 %[1]d（%[2]s）以及随它发出的文字将永远消失",
	"the server has failed; see what your client says":                                                             "服务器出错了；请看你的客户端显示的内容",
	"There are no files here that you can read.":                                                                   "这里没有你能读取的文件。",

	// What they show.
	"[file #%[1]d] %[2]s, %[3]s":    "[文件 #%[1]d] %[2]s，%[3]s",
	"[file #%[1]d] %[2]s (expired)": "[文件 #%[1]d] %[2]s（已过期）",
	"the file of #%d has expired":   "#%d 的文件已过期",
	"%[1]d files, %[2]s of %[3]s":   "%[1]d 个文件，%[2]s，上限 %[3]s",
	"%[1]s (%[2]d bytes)":           "%[1]s（%[2]d 字节）",
	"file":                          "文件",
	"size":                          "大小",
	"type":                          "类型",
	"put in by":                     "放入者",
	"expired":                       "已过期",
	"stays until":                   "保留到",
	"said with it":                  "附言",
	"your files":                    "你的文件",
	"all on disk":                   "磁盘上全部",
	"one file may have":             "单个文件上限",
	"the next one may have":         "下一个文件上限",
}
