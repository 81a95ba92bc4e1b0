package lang

var zhMembership = map[string]string{
	"the description is not UTF-8; switch your terminal to UTF-8 and type it again": "说明不是 UTF-8；请把终端编码改为 UTF-8，再输入一次",
	"the description has %d bytes and the limit is %d; shorten it":                  "说明有 %d 字节，上限是 %d；请缩短",
}
