package lang

// zhRich holds what stands in the text of messages.
var zhRich = map[string]string{
	"[spoiler]": "[剧透]",
}
