package lang

// zhSCP has what is said to people whose scp speaks its older protocol.
var zhSCP = map[string]string{
	"what came is not the protocol of scp; use the scp that belongs to your ssh":                    "收到的内容不是 scp 协议；请使用你的 ssh 自带的 scp",
	"a name from scp has no / in it; send folders with: %s":                                         "scp 发来的名称里不能有 /；发送文件夹请用：%s",
	"folders are nested more than %d deep and that is the limit; copy the inner ones by themselves": "文件夹嵌套超过 %d 层，这是上限；请单独复制里面的文件夹",
	"say what to copy; list what there is with: %s":                                                 "请指明要复制什么；查看有哪些文件请用：%s",
	"%s is a folder; copy it with: %s":                                                              "%s 是文件夹；复制它请用：%s",
}
