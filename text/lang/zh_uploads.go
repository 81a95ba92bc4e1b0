package lang

// zhUploads is what the broker says of files.
var zhUploads = map[string]string{
	"a file cannot be called %s; give it a name of its own":             "文件不能叫 %s；请另起一个名字",
	"the file has no name; give it one":                                 "文件没有名字；请起一个",
	"the name of the file has %d bytes and the limit is %d; shorten it": "文件名有 %d 字节，上限是 %d；请缩短",
}
