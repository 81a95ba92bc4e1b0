package lang

// zhUploads is what the broker says of files.
var zhUploads = map[string]string{
	"a file cannot be called %s; give it a name of its own":             "文件不能叫 %s；请另起一个名字",
	"the file has no name; give it one":                                 "文件没有名字；请起一个",
	"the name of the file has %d bytes and the limit is %d; shorten it": "文件名有 %d 字节，上限是 %d；请缩短",

	"%[1]s has more than %[2]s and that is the limit for one file here; make it smaller, or put it in by parts":       "%[1]s 超过 %[2]s，这是这里单个文件的上限；请缩小，或分成几份",
	"%[1]s does not fit: your files may have %[2]s together and have %[3]s; delete some of them first":                "放不下 %[1]s：你的文件合计最多 %[2]s，现已有 %[3]s；请先删除一些",
	"%[1]s does not fit: the files in %[2]s may have %[3]s together and have %[4]s; delete some of yours there first": "放不下 %[1]s：%[2]s 的文件合计最多 %[3]s，现已有 %[4]s；请先删除你在那里的一些文件",
	"%[1]s does not fit: all files on this server may have %[2]s together and have %[3]s; ask the people who run it":  "放不下 %[1]s：本服务器的文件合计最多 %[2]s，现已有 %[3]s；请联系服务器管理者",

	"this server takes no files; ask the people who run it":                "本服务器不接收文件；请联系服务器管理者",
	"only the staff of this server puts files into rooms; ask one of them": "只有本服务器的管理人员能放文件；请找其中一位",
	"%s takes no files; use another room, or ask its owner":                "%s 不接收文件；请换一个房间，或问问房主",
	"only the moderators of %s put files into it; ask one of them":         "只有 %s 的管理员能放文件；请找其中一位",

	"this server keeps no files; ask the people who run it":                                                                      "本服务器不保存文件；请联系服务器管理者",
	"you have %d uploads under way and that is the limit; wait for one of them and try again":                                    "你已有 %d 个上传在进行，到上限了；请等其中一个结束后再试",
	"the server is busy with %d uploads, so everybody has one at a time now; wait for yours and try again":                       "服务器正忙于 %d 个上传，现在每人一次只能传一个；请等你的传完后再试",
	"the server is busy with %d uploads; try again in a moment":                                                                  "服务器正忙于 %d 个上传；请稍后再试",
	"the server stops, so nothing of the file was kept; send it again later":                                                     "服务器要停了，文件没有保存；请稍后重新发送",
	"there is no place before the beginning of a file; send it again":                                                            "文件开头之前没有位置；请重新发送",
	"no file is shorter than empty; send it again":                                                                               "文件不能比空文件还短；请重新发送",
	"%s is closed already; nothing more can be added":                                                                            "%s 已经结束，不能再添加内容",
	"%s was broken off before it was all there, so nothing of it was kept; send it again":                                        "%s 还没传完就中断了，因此没有保存；请重新发送",
	"nothing of %s came for a minute, so nothing of it was kept; send it again":                                                  "%s 有一分钟没有传来任何内容，因此没有保存；请重新发送",
	"less than %[2]s of %[1]s came in a second, so it was given up and nothing of it was kept; send it over a faster connection": "%[1]s 每秒传来的不到 %[2]s，因此已放弃，没有保存；请用更快的连接重新发送",
	"the connection ended before %s was all there, so nothing of it was kept; send it again":                                     "%s 还没传完连接就断了，因此没有保存；请重新发送",
	"file %d has expired, and only what it was called is left":                                                                   "文件 %d 已过期，只留下了名称",
	"the bytes of file %d cannot be read; tell the people who run this server":                                                   "文件 %d 的内容读不出来；请告诉服务器管理者",
	"there is no file %d that you can read; the command files lists them":                                                        "没有你能读取的文件 %d；命令 files 可列出文件",
	"there is no file of that name in %s; the command files lists them":                                                          "%s 里没有叫这个名字的文件；命令 files 可列出文件",
}
