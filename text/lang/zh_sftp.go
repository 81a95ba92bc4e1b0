package lang

// zhSFTP is what sessions of files say.
var zhSFTP = map[string]string{
	"the path has %d bytes and the limit is %d; shorten it":                                       "路径有 %d 字节，上限是 %d；请缩短",
	"there is no file %s that you can read; list what there is":                                   "没有你能读的文件 %s；请列出看看有什么",
	"nothing is put there; put it into a room, as %s/NAME, or give it to somebody, as @USER/NAME": "那里不能放文件；请放进房间，如 %s/NAME，或交给某人，如 @USER/NAME",
	"there is no folder %s; make it first":                                                        "没有文件夹 %s；请先创建",
	"no room is made like that; make one in the chat: /create NAME":                               "不能这样创建房间；请在聊天中创建：/create NAME",
	"the folder %s is there already":                                                              "文件夹 %s 已经有了",
	"a session has at most %d folders; put the rest in with another":                              "一次会话最多 %d 个文件夹；其余的请在下一次会话中放入",
	"no room is deleted like that; its owner does it in the chat: /room delete ROOM":              "不能这样删除房间；房主可在聊天中删除：/room delete ROOM",
	"links are not made here; put the file in again":                                              "这里不能建立链接；请把文件再放一次",
	"files are not renamed here; put the file in again under that name":                           "这里不能给文件改名；请用那个名字再放一次",
	"what was put in stays as it is; put in another":                                              "放进来的文件不能再改；请另放一个",
	"%s is being put in more than once, so it cannot be told which is meant; put it in again":     "%s 正被同时放入多次，无法判断指的是哪一个；请再放一次",
	"an upload does not go on where another ended; put in the whole file":                         "上传不能接着上一次的结尾继续；请放入整个文件",
	"a file that is being put in cannot be read; read it when it is there":                        "正在放入的文件不能读；等它放好再读",
	"a session has at most %d files and folders open; close some first":                           "一次会话最多同时打开 %d 个文件和文件夹；请先关闭一些",
	"a session reads at most %d files at once; close some first":                                  "一次会话最多同时读 %d 个文件；请先关闭一些",
	"say which file by its number, as in %s":                                                      "请用编号指明是哪个文件，如 %s",
}
