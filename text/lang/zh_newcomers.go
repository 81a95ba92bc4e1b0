package lang

// zhNewcomers is what newcomers are asked in line mode.
var zhNewcomers = map[string]string{
	"For %[1]s, type: %[2]s": "要使用%[1]s，请输入：%[2]s",
	"Already have an account? Type %s to enter a code of it, or connect with its key:": "已经有账号了？输入 %s 填关联码，或用账号的密钥连接：",
	"^D ends this at any question, and nothing is made.":                               "在任何问题处按 ^D 都可退出，不会建立账号。",

	"one of these: %s": "请输入其中之一：%s",
	"that has %d bytes and the limit is %d; shorten it":                         "共 %d 字节，上限是 %d；请缩短",
	"that were too many answers that would not do; connect again to go on":      "不合要求的回答太多了；要继续请重新连接",
	"that were too many wrong codes; connect again when you have the right one": "输错的码太多了；拿到正确的码后请重新连接",

	"Username (3-32, a-z 0-9 _ -):":                       "用户名 (username)，3-32 个字符，a-z 0-9 _ -：",
	"Username for a new account, or the number of yours:": "新账号的用户名 (username)，或你的账号的序号：",
	"Display name (%s):":                                  "昵称（%s）：",
	"Note:":                                               "申请说明：",
	"Code of your invitation:":                            "邀请码：",
	"Code of an invitation (%s):":                         "邀请码（%s）：",
	"The rules here:":                                     "这里的规则：",
	"(Enter goes on)":                                     "（回车继续）",
	"Do you accept the rules? [y/N]":                      "你接受这些规则吗？[y/N]",
	"without that there is no account: y accepts them, ^D leaves": "不接受规则就不能建立账号：输入 y 接受，按 ^D 离开",

	"Username: %s":              "用户名：%s",
	"Display name: %s":          "昵称：%s",
	"Note: %s":                  "申请说明：%s",
	"Code of an invitation: %s": "邀请码：%s",
	"Key: %s":                   "密钥：%s",
	"Make this account? [y/N]":  "建立这个账号吗？[y/N]",
	"Nothing is made; here are the questions again, and ^D leaves.": "没有建立账号；下面重新提问，按 ^D 离开。",
	"The account %s is made.": "账号 %s 已建好。",
	"(Enter leaves)":          "（回车离开）",

	"Number of the account that is yours, or %s:":                      "你的账号的序号，或输入 %s：",
	"type a number of the list, or %s":                                 "请输入列表里的序号，或输入 %s",
	"Join %[1]s? Everything that this key does will be %[1]s's. [y/N]": "加入 %[1]s 吗？这把密钥以后做的一切都算 %[1]s 的。[y/N]",
	"Code:":                         "关联码：",
	"Code (Enter alone goes back):": "关联码（直接回车返回）：",
}
