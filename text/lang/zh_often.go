package lang

// zhOften is what people are told who do something too often.
var zhOften = map[string]string{
	"you join and leave rooms too often; wait %d s and try again": "你加入和离开房间太频繁；请等 %d 秒再试",
	"you begin conversations too often; wait %d s and try again":  "你新建私聊太频繁；请等 %d 秒再试",
	"you invite people too often; wait %d s and try again":        "你邀请别人太频繁；请等 %d 秒再试",
	"you save drafts too often; wait %d s and try again":          "你保存草稿太频繁；请等 %d 秒再试",
}
