package lang

// zhDoor is what is said to people at the door: while they sign up, when they
// are not let in, and what they are told when they come.
var zhDoor = map[string]string{
	"your account %s is made and waits for a moderator, who lets you in; connect again later": "你的账号 %s 已建好，要等管理员批准才能进入；请稍后再连接",
}
