package lang

// zhTombstones is what stands in the place of messages that were deleted.
var zhTombstones = map[string]string{
	"(%d messages deleted)":                    "（%d 条消息已删除）",
	"(%d messages deleted by a moderator)":     "（%d 条消息已被管理员删除）",
	"(%d messages deleted, %d by a moderator)": "（%d 条消息已删除，其中 %d 条由管理员删除）",
}
