package lang

// zhFileRules is what the rules of rooms and the settings say of files.
var zhFileRules = map[string]string{
	"the file has no name that can be shown; give it another": "这个文件名无法显示；请另起一个",
	"%s has no size; send it again":                           "%s 没有大小；请重新发送",
	"%s has not come whole; send it again":                    "%s 没有完整收到；请重新发送",
	"message %[1]d in %[2]s has no file; nothing to do":       "%[2]s 的第 %[1]d 条消息没有文件；无需操作",
	"%s keeps that file; nothing to do":                       "%s 保留那个文件；无需操作",
	"at most %d files are forgotten at once; give fewer":      "一次最多清除 %d 个文件；请减少",
}
