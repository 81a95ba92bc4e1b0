package lang

// zhFilesLook holds what the screen and line mode say about files.
var zhFilesLook = map[string]string{
	"[file #%d]": "[文件 #%d]",
	"[file] %s":  "[文件] %s",
	" (expired)": "（已过期）",
	"put in [file #%[1]d] %[2]s, %[3]s. /get %[1]d": "放进了 [文件 #%[1]d] %[2]s，%[3]s。/get %[1]d",
	"put in [file #%[1]d] %[2]s (expired)":          "放进了 [文件 #%[1]d] %[2]s（已过期）",

	"the files in this room":    "这个房间里的文件",
	"files in %s":               "%s 里的文件",
	"older files":               "更早的文件",
	"(/more shows older files)": "（/more 显示更早的文件）",
	"there are no files here; /upload says how to put one in": "这里还没有文件；/upload 会说明怎样放进文件",

	"get the file: say how":                        "下载文件：显示下载方法",
	"copy the command that gets the file":          "复制下载这个文件的命令",
	"go to its message":                            "跳到它的消息",
	"its links and its file":                       "其中的链接和文件",
	"there is no link in this message and no file": "这条消息里没有链接，也没有文件",
	"there is no file in this message, or it has expired; /files lists what there is": "这条消息里没有文件，或者文件已过期；/files 列出现有的文件",
	"delete this message and its file?":                                               "删除这条消息和其中的文件？",
	"Enter menu  r reply  f get the file  c copy the command  + :+1:  Esc back":       "Enter 菜单  r 回复  f 下载文件  c 复制命令  + :+1:  Esc 返回",

	"  file %d: %s":         "  文件 %d：%s",
	"  size %s, type %s":    "  大小 %s，类型 %s",
	"  SHA-256 %s":          "  SHA-256：%s",
	"  the file expired %s": "  文件过期于 %s",

	"uploading %[1]s %[2]s":               "正在上传 %[1]s %[2]s",
	"%[1]s of %[2]s":                      "%[1]s / %[2]s",
	"(and %d more)":                       "（另有 %d 个）",
	"%[1]s was not put into %[2]s: %[3]s": "%[1]s 没能放进 %[2]s：%[3]s",

	"all who write here may put files in":                     "能在这里发言的人都可以放进文件",
	"only moderators put files in now":                        "现在只有房间管理员可以放进文件",
	"nobody puts files in any more; those that are here stay": "不能再放进文件；已有的文件保留",
	"files go after %s":                                       "文件保留 %s 后清除",
	"files stay as long as the server says again":             "文件的保留时间恢复为服务器的规定",
}
