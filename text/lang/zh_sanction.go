package lang

var zhSanction = map[string]string{
	// Ranks.
	"the operator has no account; use ssh for that":                                                       "运维人员没有账号；请改用 ssh",
	"only moderators and above do this; ask one of them":                                                  "只有管理员及以上级别的人能这样做；请找其中一位",
	"only admins and owners do this; ask one of them":                                                     "只有超级管理员和所有者能这样做；请找其中一位",
	"nobody does this to themselves; ask somebody above you":                                              "谁也不能对自己这样做；请找级别更高的人",
	"%s still waits for approval; accept or reject the account":                                           "%s 还在等待批准；请批准或拒绝这个账号",
	"owners are added by whoever runs the server, at its machine; give a role with the command user role": "添加所有者要由运行服务器的人在那台机器上进行；请用命令 user role 来任命",

	// Until when, and who says no.
	"until %s":                "到 %s 为止",
	"until somebody lifts it": "直到有人解除",
	"that is more than ten years; give perm for what lasts until somebody lifts it": "这超过了十年；要持续到有人解除为止，请用 perm",
	"%v %v; ask %v about it":                                                         "%v，%v；如有疑问，请联系：%v",
	"%v %v, because: %s; ask %v about it":                                            "%v，%v，原因：%s；如有疑问，请联系：%v",
	"the people who run this server":                                                 "运行这台服务器的人",
	"this account is banned from the server":                                         "这个账号已被服务器封禁",
	"this key is banned from the server":                                             "这把密钥已被服务器封禁",
	"your address is banned from the server":                                         "你的地址已被服务器封禁",
	"your address is closed to people without an account":                            "你的地址不对没有账号的人开放",
	"this account is suspended":                                                      "这个账号已被停用",
	"this server is closed":                                                          "这台服务器已关闭",
	"this server is open to its staff only":                                          "这台服务器目前只对管理人员开放",
	"your account %s waits for a moderator to let it in; come back later, or ask %v": "你的账号 %s 正在等待管理员批准；请稍后再来，或联系：%v",

	// Accounts.
	"%s is not muted; nothing was changed":                              "%s 没有被禁言；什么也没有改变",
	"%s is not suspended; nothing was changed":                          "%s 没有被停用；什么也没有改变",
	"%s is trusted already; nothing was changed":                        "%s 已经受信任；什么也没有改变",
	"%s is not one of the trusted; nothing was changed":                 "%s 并不受信任；什么也没有改变",
	"%s is called that already; nothing was changed":                    "%s 已经叫这个名字；什么也没有改变",
	"%s is muted already %v, by %s; lift that first to change it":       "%[1]s 已被 %[3]s 禁言，%[2]v；要更改，请先解除",
	"%s is suspended already %v, by %s; lift that first to change it":   "%[1]s 已被 %[3]s 停用，%[2]v；要更改，请先解除",
	"%s has no key %s; the command user key list shows which there are": "%s 没有密钥 %s；命令 user key list 可列出所有密钥",
	"%d keys of %s begin with %s; write more of the fingerprint":        "%[2]s 有 %[1]d 把密钥以 %[3]s 开头；请把指纹写得更长一些",

	// Notes.
	"there are %d notes about %s already; take one away first":        "关于 %[2]s 的备注已有 %[1]d 条；请先删掉一条",
	"a note about somebody takes at most %d bytes; shorten it":        "一条备注最多 %d 字节；请缩短",
	"there is nothing to note; write some text behind the name":       "备注是空的；请在名字后面写上内容",
	"there is no note %d about %s; the command user notes lists them": "没有关于 %[2]s 的第 %[1]d 条备注；命令 user notes 可列出它们",

	// Bans.
	"%q is no target of a ban; give a username, or a key, an address or a range such as SHA256:…, 192.0.2.7 or 192.0.2.0/24": "%q 不能作为封禁对象；请给出用户名，或 SHA256:…、192.0.2.7、192.0.2.0/24 这样的密钥、地址或地址段",
	"a ban is of just one account, key, address or range; name one":                                                          "一次封禁只针对一个账号、密钥、地址或地址段；请给出其中一个",
	"the range %s is too wide for a ban; to keep nearly everybody out, use the command lockdown":                             "地址段 %s 太大，不能封禁；要把几乎所有人挡在外面，请用命令 lockdown",
	"%s is where you come from yourself; nothing was changed":                                                                "你自己就来自 %s；什么也没有改变",
	"whoever holds this key is to be an owner of the server; take the key out of its configuration first":                    "这把密钥的持有者将是服务器的所有者；请先从配置里去掉它",
	"there are %d bans already; lift some, or ban a range of addresses in the place of many":                                 "封禁已有 %d 条；请解除一些，或用一个地址段代替许多条",
	"only addresses can be closed to people without an account; name an address or a range":                                  "只有地址才能不对没有账号的人开放；请给出地址或地址段",
	"there is no ban b%d; the command ban list shows them":                                                                   "没有封禁 b%d；命令 ban list 可列出它们",
	"there is no ban of %s; the command ban list shows them":                                                                 "没有针对 %s 的封禁；命令 ban list 可列出它们",
}
