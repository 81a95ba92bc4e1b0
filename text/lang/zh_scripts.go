package lang

// zhScripts is what commands say to scripts.
var zhScripts = map[string]string{
	"Mark what was said in a room as read: up to a message, or all of it.": "将房间里的消息标为已读：到某一条为止，或全部。",
	"%d new messages are left in %s.":                                      "%[2]s 还有 %[1]d 条新消息。",
	"#%[1]d has not been said in %[2]s yet; the newest message is #%[3]d":  "%[2]s 里还没有 #%[1]d；最新的消息是 #%[3]d",

	"Print the newest messages of rooms; with -f, go on with what is said from then on.": "打印房间的最新消息；加 -f 则继续打印此后的消息。",
	"end after so many messages: `N`":                                                             "打印这么多条消息后结束：`N`",
	"--count takes a number from 1 on":                                                            "--count 需要 1 或更大的数",
	"only what names you; without ROOM in all your rooms":                                         "只要提到你的消息；不写 ROOM 则包括你所在的全部房间",
	"begin behind this message: `ID` or number; of several rooms one of each with commas between": "从这条消息之后开始：`ID` 或编号；多个房间时每个房间写一条，用逗号隔开",
	"no room is named; write one or several, or --mentions for what names you in all of them":     "没有写房间；请写一个或几个，或用 --mentions 查看所有房间里提到你的消息",
	"these are %d rooms and the limit is %d; name fewer":                                          "这里有 %d 个房间，上限是 %d 个；请少写一些",
	"%s is a message of %s, which is not among the rooms":                                         "%s 是 %s 的消息，而那个房间不在其中",
	"#%d to #%d of %s are not for you":                                                            "%[3]s 的 #%[1]d 到 #%[2]d 不对你开放",
	"#%d to #%d of %s are gone, as the room keeps no more":                                        "%[3]s 的 #%[1]d 到 #%[2]d 已经不在了，房间不再保留它们",
	"answer this message of the room: `ID` or number":                                             "回复房间里的这条消息：`ID` 或编号",
	"say it as code in this language, such as go or text: `LANG`":                                 "作为这种语言的代码发出，例如 go 或 text：`LANG`",
	"sent again with the same KEY it is one message: `KEY`":                                       "用同一个 KEY 再发一次，仍是一条消息：`KEY`",
	"each line of stdin is a message; blank ones are left out":                                    "标准输入的每一行是一条消息；空行略过",
	"--lines says what comes on stdin; leave the text out":                                        "--lines 会把标准输入逐行发出；请不要再写文字",
	"--code stands without --lines and --me; leave one of them out":                               "--code 不能与 --lines 或 --me 同用；请去掉其中一个",
	"%q is no name of a language; write one such as go, sh or text":                               "%q 不是语言名称；请写 go、sh 或 text 之类的名称",
	"--idem takes from 1 to %d bytes of text":                                                     "--idem 需要 1 到 %d 字节的文字",

	"the line has more than %d bytes; make several of it":                                         "这一行超过 %d 个字节；请把它分成几行",
	"your ssh has sent no key that can be used; make one with: ssh-keygen -t ed25519":             "你的 ssh 没有提供可用的密钥；请用 ssh-keygen -t ed25519 生成一个",
	"line %[1]d was not said, and %[2]d before it were: %[3]s":                                    "第 %[1]d 行没有发出，它之前的 %[2]d 行已经发出：%[3]s",
	"there is no flag %[1]s; did you mean %[2]s? What is no flag and begins so stands behind: --": "没有选项 %[1]s；是想用 %[2]s 吗？不是选项而又以此开头的文字，请放在 -- 之后",
}
