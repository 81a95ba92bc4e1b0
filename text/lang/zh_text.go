package lang

var zhText = map[string]string{
	"a name cannot contain %s; use letters a-z, digits, - and _":   "名称里不能有%s；请用字母 a-z、数字、- 和 _",
	"a name cannot be empty; use %d to %d letters, digits, - or _": "名称不能为空；请用 %d 到 %d 个字母、数字、- 或 _",
	"%q is too short; use %d to %d letters, digits, - or _":        "%q 太短；请用 %d 到 %d 个字母、数字、- 或 _",
	"a name of %d characters is too long; use %d to %d":            "名称有 %d 个字符，太长了；请用 %d 到 %d 个",
	"%q does not start with a letter; put one of a-z first":        "%q 不是以字母开头；请以 a-z 中的一个字母开头",
	"%q ends with %c; end it with a letter or a digit":             "%q 以 %c 结尾；请以字母或数字结尾",
	"spaces":           "空格",
	"the character %s": "字符 %s",
}
