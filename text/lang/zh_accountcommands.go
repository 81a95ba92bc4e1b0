package lang

// zhAccountCommands is what the commands about accounts, keys and sessions say.
var zhAccountCommands = map[string]string{
	// What each command does.
	"Show your account, the settings that you have changed, and who asks to join a key to it.":                       "显示你的账号、你改过的设置，以及谁申请把密钥加入这个账号。",
	"Show or change what you say about yourself; with -, stdin has it; the word default makes it go.":                "显示或更改你的个人简介；写 - 则取自标准输入；写 default 则清空。",
	"Take another username; the old one stays yours for 90 days, and nobody else gets it.":                           "换一个用户名；旧的为你保留 90 天，别人拿不到。",
	"Print everything of yours, one JSON object a line: account, keys, bots, rooms, drafts, all that you have said.": "打印属于你的一切，每行一个 JSON 对象：账号、密钥、机器人、房间、草稿和你说过的话。",
	"Delete your account for good: keys, settings and memberships go, and your name is given to nobody for 90 days.": "永久注销你的账号：密钥、设置和房间成员身份都会消失，你的名字 90 天内不给任何人。",
	"List the keys that open your account, and those that you offer to take in.":                                     "列出能打开你账号的密钥，以及你愿意接纳、但对方还没同意的密钥。",
	"Offer to take a key into your account: a line such as in id_ed25519.pub; without it, or with -, stdin has it.":  "让你的账号接纳一把密钥：写 id_ed25519.pub 里那样的一行；不写或写 - 则取自标准输入。",
	"Take a key out of your account, or an offer back, and end its sessions; the last key stays.":                    "从你的账号移除一把密钥（或收回接纳），并结束它的会话；最后一把不能移除。",
	"Make a code with which another device joins your account, once and within 15 minutes.":                          "生成一个关联码，让另一台设备加入你的账号；只能用一次，15 分钟内有效。",
	"Join the key you came with to an account, with a code that key link made there.":                                "用某个账号里 key link 生成的关联码，把你连接所用的密钥加入那个账号。",
	"Join the key you came with to an account that offers to take it in.":                                            "把你连接所用的密钥加入愿意接纳它的账号。",
	"Lost every key of an account? Ask the moderators to join the key you came with to it.":                          "账号的密钥都丢了？请管理员把你连接所用的密钥加入那个账号。",
	"List who asks to join a key to an account that they have lost every key of: yours, or for moderators all.":      "列出密钥全丢、申请把新密钥加入账号的人：针对你账号的；管理员能看到全部。",
	"Join the key of a request to the account that it is for.":                                                       "同意申请，把其中的密钥加入对应的账号。",
	"Turn a request down; so can the account that it is for.":                                                        "拒绝申请；对应的账号自己也可以拒绝。",
	"List where you are connected; moderators see others, too.":                                                      "列出你在哪些地方连接着；管理员也能看别人的。",
	"End one of your sessions; moderators can end those of others, too.":                                             "结束你的一个会话；管理员也能结束别人的。",
	"Make somebody a member, a moderator, an admin or an owner of the server, or step down yourself.":                "任命某人为这台服务器的成员、管理员、超级管理员或所有者，或降低自己的身份。",

	// What each flag does.
	"do it: it cannot be undone":                                     "确认执行：无法撤销",
	"how the moderators know that it is you: one line of `TEXT`":     "管理员凭什么知道是你本人：一行 `TEXT`",
	"take the account's other keys out: somebody else may have them": "移除账号的其他密钥：它们可能已落入别人手里",
	"why, for the audit log: `TEXT`":                                 "写进审计日志的理由：`TEXT`",
	"those of somebody else: `USER`; for moderators":                 "别人的会话：`USER`；仅限管理员",
	"only what came before entry number `N`":                         "只要第 `N` 条之前的",

	// What is wrong.
	"you need an account for that; make one with: %s, or join one of yours with a code from it: %s":                           "这需要账号；注册：%s；或者用你已有账号里的关联码加入：%s",
	"you need an account for that; if you are %s, join that account with: %s, or make one with: %s, or join another with: %s": "这需要账号；如果你就是 %s，可加入该账号：%s；另行注册：%s；加入别的账号：%s",
	"the key of this session belongs to another account now; connect again":                                                   "这个会话的密钥现在属于另一个账号；请重新连接",
	"the account %s would be gone for good, and %s; me export saves what is yours first":                                      "账号 %s 将永久消失，%s；可以先用 me export 保存你的数据",
	"%q is not the number of a request; see them with: %s":                                                                    "%q 不是申请的编号；查看申请：%s",
	"%q is not a role; choose one of: member, moderator, admin, owner":                                                        "%q 不是身份；可选：member、moderator、admin、owner",
	"only a moderator above somebody may see and end their sessions, and you are not above %s":                                "只有级别更高的管理员才能查看和结束别人的会话，而你的级别并不高于 %s",
	"there is no session %s that you may end; see yours with: %s":                                                             "没有你能结束的会话 %s；查看你的会话：%s",

	// Why a session ends.
	"this session was ended from another one of yours":                                                                                                     "你在另一个会话里结束了这个会话",
	"the key of this session was taken out of the account %s; connect with another one":                                                                    "这个会话的密钥已从账号 %s 移除；请换一把密钥连接",
	"the account %s was deleted, and this session ends with it; its keys can make a new one":                                                               "账号 %s 已注销，这个会话随之结束；它的密钥可以注册新账号",
	"this key was taken out of the account %s again; connect anew":                                                                                         "这把密钥又从账号 %s 移除了；请重新连接",
	"a moderator has replaced the keys of the account %s, as somebody asked who had lost theirs; if that was not you, tell the people who run this server": "有人说丢了密钥，管理员已应其申请更换了账号 %s 的密钥；如果那不是你，请告诉这台服务器的管理者",

	// What sessions are told.
	"Your role on this server is %s now.": "你在这台服务器上的身份现在是%s。",
	"A key has joined your account: %[1]s %[2]s. If that was not you, take it out with: /key remove %[2]s":                                                                "有一把密钥加入了你的账号：%[1]s %[2]s。如果不是你本人操作，请移除它：/key remove %[2]s",
	"Somebody who says that they have lost your keys asks the moderators to join the key %s to your account. If that was not you, turn it down with: /recovery refuse %d": "有人自称丢了你的密钥，申请让管理员把密钥 %s 加入你的账号。如果不是你，请拒绝：/recovery refuse %d",

	// What was done.
	"The key joins your account when its holder says so; connect with it, or run: %s": "持有者同意后，这把密钥才加入你的账号；请用它连接，或执行：%s",
	"The offer to %s is taken back.":                                  "已收回对 %s 的接纳。",
	"%d sessions with %s have ended; the key opens nothing any more.": "用 %[2]s 打开的 %[1]d 个会话已结束；这把密钥不再有效。",
	"The key %s opens nothing any more.":                              "密钥 %s 不再有效。",
	"It works once, until %s, and opens your account: give it to nobody. On the other device connect and enter it, or run: %s":            "它只能用一次，%s 前有效，而且能打开你的账号：不要给任何人。请在另一台设备上连接并输入它，或执行：%s",
	"Welcome, %s. Your key %s opens this account now.":                                                                                    "欢迎，%s。你的密钥 %s 现在可以打开这个账号。",
	"The moderators are asked to join your key to the account %s, under number %d; once they have, connecting with it opens the account.": "已请管理员把你的密钥加入账号 %s，申请编号 %d；他们同意后，用这把密钥连接即可打开账号。",
	"Nobody has asked to join a key to an account.":                                                                                       "没有人申请把密钥加入账号。",
	"The key %s opens the account %s now.":                                                                                                "密钥 %s 现在可以打开账号 %s。",
	"The request for the account %s is turned down.":                                                                                      "针对账号 %s 的申请已拒绝。",
	"%s is not connected.":                         "%s 没有连接。",
	"The session %s is ended.":                     "会话 %s 已结束。",
	"The role of %s on this server is %s now.":     "%s 在这台服务器上的身份现在是%s。",
	"You say nothing about yourself.":              "你还没有个人简介。",
	"Your username is %s now.":                     "你的用户名现在是 %s。",
	"The account %s is deleted, and %s.":           "账号 %s 已注销，%s。",
	"what it has said goes, too":                   "它说过的话也会消失",
	"what it has said stays, under a made-up name": "它说过的话会保留，但改署一个代称",

	// The words of tables.
	"FINGERPRINT": "指纹",
	"TYPE":        "类型",
	"ADDED":       "加入于",
	"USED":        "上次使用",
	"COMMENT":     "注释",
	"ID":          "编号",
	"ACCOUNT":     "账号",
	"ASKED":       "申请时间",
	"KEY":         "密钥",
	"NOTE":        "说明",
	"KIND":        "种类",
	"SINCE":       "开始于",
	"ADDRESS":     "地址",
	"CLIENT":      "客户端",
	"about you":   "简介",
	"keys in all": "密钥数",
	"a request":   "一项申请",
	"moderator":   "管理员",
	"admin":       "超级管理员",

	"(this one) %s":         "（当前这把） %s",
	"(not accepted yet) %s": "（对方尚未同意） %s",
	"since %s somebody asks to join the key %s: %q; turn it down with: %s": "%s 起有人申请加入密钥 %s：%q；拒绝：%s",
}
