package lang

// zhSFTP is what sessions of files say.
var zhSFTP = map[string]string{
	"the path has %d bytes and the limit is %d; shorten it":                                       "路径有 %d 字节，上限是 %d；请缩短",
	"there is no file %s that you can read; list what there is":                                   "没有你能读的文件 %s；请列出看看有什么",
	"nothing is put there; put it into a room, as %s/NAME, or give it to somebody, as @USER/NAME": "那里不能放文件；请放进房间，如 %s/NAME，或交给某人，如 @USER/NAME",
	"there is no folder %s; make it first":                                                        "没有文件夹 %s；请先创建",
	"no room is made like that; make one with: create NAME":                                       "不能这样创建房间；请用：create NAME",
	"the folder %s is there already":                                                              "文件夹 %s 已经有了",
	"a session has at most %d folders; put the rest in with another":                              "一次会话最多 %d 个文件夹；其余的请在下一次会话中放入",
	"rooms are not taken away like that; see: help room":                                          "不能这样删除房间；请看：help room",
	"say which file by its number, as in %s":                                                      "请用编号指明是哪个文件，如 %s",
	"no file is that long; put in a shorter one":                                                  "没有这么长的文件；请放一个短一些的",
}
