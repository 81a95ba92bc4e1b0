package lang

// zhRates is Chinese for how fast people may write.
var zhRates = map[string]string{
	"you write faster than %[1]d messages a second; wait %[2]d s and try again":  "你发得太快（每秒最多 %[1]d 条）；请等 %[2]d 秒再试",
	"you write faster than is allowed; it is sent as soon as it may be":          "你发得太快；可以发送时会自动发出",
	"how many messages a second somebody may write, on all screens together":     "每人每秒最多可发多少条消息，所有会话合计",
	"how many messages somebody may write at once, before they are held to that": "每人一次最多可连发多少条消息，超出后按上一项限速",
}
