package lang

// zhJoining is the half of the sign-up form that joins an account that there
// is, and what its people are told.
var zhJoining = map[string]string{
	"I have an account":   "我已有账号",
	"I am new here":       "我是新用户",
	"Join the account":    "加入账号",
	"Join %s":             "加入 %s",
	"joining ...":         "正在加入……",
	"type the code first": "请先输入关联码",

	"Tab next field  Shift-Tab back  Enter create  ^O I have an account  Esc quit": "Tab 下一项  Shift-Tab 上一项  回车 创建  ^O 我已有账号  Esc 退出",
	"Tab next field  Shift-Tab back  Enter join  ^O I am new here  Esc quit":       "Tab 下一项  Shift-Tab 上一项  回车 加入  ^O 我是新用户  Esc 退出",

	"This key has no account yet. Join the one that offers it a place, or pick a username for a new one:":                                                "这把密钥还没有账号。可以加入愿意接纳它的账号，也可以取一个用户名 (username) 新建账号：",
	"Already have an account? Press Ctrl-O to enter a code, or connect with its key:":                                                                    "已经有账号了？按 Ctrl-O 输入关联码，或用账号的密钥连接：",
	"Your account can take in this key, too. In a session with a key that it has, /key link makes a code; enter it here. It works once, for 15 minutes.": "这把密钥也可以归入你已有的账号：先用账号里的密钥登录，输入 /key link 得到关联码，再填到这里。关联码 15 分钟内有效，只能用一次。",

	"Only if you are %[1]s: everything that this key does will be %[1]s's.":               "只有你就是 %[1]s 才可加入：这把密钥以后做的一切都算 %[1]s 的。",
	"Join %[1]s? y yes, any other key no. Everything that this key does will be %[1]s's.": "加入 %[1]s 吗？按 y 加入，按其他键取消。这把密钥以后做的一切都算 %[1]s 的。",
	"Only a code of your own: everything that this key does will be that account's.":      "只填你自己生成的关联码：这把密钥以后做的一切都算那个账号的。",
	"This key belongs to %s now, too; /key list shows all keys of the account.":           "这把密钥现在也归 %s 所有；/key list 可查看账号的全部密钥。",
}
