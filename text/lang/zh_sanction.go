package lang

var zhSanction = map[string]string{
	// Ranks.
	"the operator has no account; use ssh for that":                 "操作员没有账号；请改用 ssh",
	"only people of the rank %s and above do this; ask one of them": "只有 %s 及以上级别的人能这样做；请找其中一位",
	"nobody does this to themselves; ask somebody above you":        "谁也不能对自己这样做；请找级别更高的人",
	"%s still waits for approval; accept or reject the account":     "%s 还在等待批准；请批准或拒绝这个账号",

	// Targets of bans.
	"%q is no target of a ban; give a username, or a key, an address or a range such as SHA256:…, 192.0.2.7 or 192.0.2.0/24": "%q 不能作为封禁对象；请给出用户名，或 SHA256:…、192.0.2.7、192.0.2.0/24 这样的密钥、地址或地址段",
	"a ban is of just one account, key, address or range; name one":                                                          "一次封禁只针对一个账号、密钥、地址或地址段；请给出其中一个",
	"the range %s is too wide for a ban; to keep nearly everybody out, use the command lockdown":                             "地址段 %s 太大，不能封禁；要把几乎所有人挡在外面，请用命令 lockdown",
}
