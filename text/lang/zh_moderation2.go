package lang

// zhModeration2 holds what is said of purges and reports by whoever reads them.
var zhModeration2 = map[string]string{
	"one to %d messages are deleted with one command; give another number":                      "一条命令可以删除 1 到 %d 条消息；请换一个数字",
	"only the staff of the server reads reports; the command report list --mine shows your own": "只有服务器的管理人员能看举报；用命令 report list --mine 查看你自己的",
}
