package lang

// zhFrontDoor is Chinese for what whoever has too many connections is told.
var zhFrontDoor = map[string]string{
	"%d connections are open with your account and that is the limit; end one of them first":                 "你的账号已经有 %d 个连接，到了上限；请先断开其中一个",
	"%d new connections a minute are the limit for one account; try again a little later":                    "每个账号每分钟最多新建 %d 个连接；请稍后再试",
	"%d connections from your address have no account and that is the limit; try again later":                "从你的地址来的、没有账号的连接已经有 %d 个，到了上限；请稍后再试",
	"%d new connections a minute without an account are the limit for one address; try again a little later": "每个地址每分钟最多新建 %d 个没有账号的连接；请稍后再试",
}
