package lang

var zhKeyring = map[string]string{
	// Keys.
	"an account has at most %d keys, with those that it waits for; remove one of them first":                                                    "一个账号最多有 %d 把密钥（包括等待加入的）；请先移除一把",
	"no account %s offers to take in this key; give it the key there first, with the command key add":                                           "没有名为 %s 的账号在等待这把密钥；请先在那个账号里用命令 key add 加上它",
	"that is a private key, which nobody else may ever see; give the file that ends in .pub, and make a new key if anybody could read this one": "这是私钥，绝不能让别人看到；请给出以 .pub 结尾的文件。如果别人可能读到了它，请重新生成一把密钥",
	"that is more than one line; give one public key at a time":                                                                                 "这不止一行；请一次只给一把公钥",
	"that is no public key; give one line of a file such as ~/.ssh/id_ed25519.pub":                                                              "这不是公钥；请给出 ~/.ssh/id_ed25519.pub 这类文件中的一行",
	"that is too long for a public key; give one line of a file such as ~/.ssh/id_ed25519.pub":                                                  "这太长，不像公钥；请给出 ~/.ssh/id_ed25519.pub 这类文件中的一行",
	"the key of this session is none of your account any more; connect again with another one":                                                  "这次会话所用的密钥已不属于你的账号；请换一把密钥重新连接",
	"the server's configuration makes the holder of this key an owner; take it out there first":                                                 "服务器配置把这把密钥的持有者定为所有者；请先从配置里去掉它",
	"this is the last key of the account, and nobody could enter it any more; add another key first":                                            "这是账号的最后一把密钥，移除后谁也进不来了；请先添加另一把",
	"this key is one of your account's already":                                                                                                 "这把密钥已经是你账号的了",
	"your account has no key %s; the command key list shows its keys":                                                                           "你的账号没有密钥 %s；命令 key list 可列出所有密钥",
	"%d of your keys begin with %s; write more of the fingerprint":                                                                              "你有 %d 把密钥以 %s 开头；请把指纹写得更长一些",
	"this code is wrong, was used already, or has ended; make a new one on the other device, with the command key link":                         "这个关联码不对、已用过或已过期；请在另一台设备上用命令 key link 重新生成",
	"there is no account %s to recover; give the username that it has now":                                                                      "没有名为 %s 的账号可以找回；请给出它现在的用户名",
	"nobody ranks above %s, an owner of the server; whoever runs it can name your key in the configuration and let you sign up with it":         "%s 是服务器的所有者，没有人的级别更高；请让运行服务器的人把你的密钥写进配置，你再用它注册",
	"this key asks for the account %s already; wait until that is decided, or for seven days":                                                   "这把密钥已经在申请找回账号 %s；请等待处理，或等七天后再试",
	"too many ask for that already; wait until a moderator has decided, or ask one in another way":                                              "这样的申请已经太多；请等管理员处理，或用别的方式联系管理员",
	"there is no open request %d; the command recovery list shows them":                                                                         "没有编号为 %d 的待处理申请；命令 recovery list 可列出它们",
	"nobody approves a request for their own account; take the key in with the command key add":                                                 "谁也不能批准找回自己账号的申请；请用命令 key add 添加这把密钥",
	"only moderators who rank above %s decide this; ask somebody above you":                                                                     "只有级别高于 %s 的管理员才能处理；请找级别更高的人",

	// Names, and what people say about themselves.
	"a username changes at most %d times in %d days; you can change yours again after %s":   "用户名在 %[2]d 天内最多改 %[1]d 次；你可以在 %[3]s 之后再改",
	"what you say about yourself takes at most %d bytes in %d lines; shorten it":            "个人简介最多 %d 字节、%d 行；请缩短",
	"a note or a reason takes at most %d bytes; shorten it":                                 "附言或理由最多 %d 字节；请缩短",
	"this text is not UTF-8; switch your terminal to UTF-8 and type it again":               "这段文字不是 UTF-8；请把终端编码改为 UTF-8，再输入一次",
	"who may begin a private conversation with you: everyone, people of your rooms, nobody": "谁可以向你发起私聊：所有人、与你同房间的人、谁都不行",
	"let others see when you were last here":                                                "让别人看到你上次在线的时间",

	// Roles, and the end of accounts.
	"this account was deleted; nothing more can be done with it":                                                   "这个账号已注销，不能再对它做任何操作",
	"%s has your own rank or a higher one; ask somebody above you both":                                            "%s 的级别不低于你；请找级别比你们都高的人",
	"%s is the only owner of the server; make somebody else one first":                                             "%s 是服务器唯一的所有者；请先任命另一位所有者",
	"an account cannot be a %s; choose one of: member, moderator, admin, owner":                                    "账号不能是 %s；可选：member、moderator、admin、owner",
	"nobody makes more of themselves; ask somebody above you":                                                      "谁也不能提升自己；请找级别更高的人",
	"only admins and owners delete accounts of others, and only of people below them; ask somebody above you both": "只有超级管理员和所有者能删除别人的账号，而且对方的级别要低于自己；请找级别比你们都高的人",
	"only admins and owners give roles; ask one of them":                                                           "只有超级管理员和所有者能任命；请找其中一位",
	"the server's configuration makes %s an owner; only whoever runs the server can change that":                   "服务器配置把 %s 定为所有者；只有运行服务器的人能改变",
	"the server's configuration makes %s an owner; take the key out there first":                                   "服务器配置把 %s 定为所有者；请先从配置里去掉那把密钥",
	"you can give roles below your own only; ask an owner":                                                         "你只能给予低于自己的级别；请找所有者",
}
