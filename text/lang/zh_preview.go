package lang

// zhPreview holds what is said about pictures that are looked at.
var zhPreview = map[string]string{
	"look at the picture":                                                 "查看图片",
	"look at a picture, by the number of its file":                        "按文件编号查看图片",
	"Look at a picture, on the screen. Elsewhere, print how to fetch it.": "在全屏界面里查看图片；在别处则打印下载方法。",

	"f get the file  Esc close":                                                                                           "f 下载文件  Esc 关闭",
	"the picture is being decoded ...":                                                                                    "正在解码图片……",
	"the file is not there any more":                                                                                      "这个文件已经不在了",
	"say which file, such as: /preview 81; /files lists what there is":                                                    "请说明是哪个文件，例如：/preview 81；/files 列出现有的文件",
	"there is no picture in this message that can be shown here; PNG, JPEG, GIF and WebP can":                             "这条消息里没有可以在这里显示的图片；支持 PNG、JPEG、GIF 和 WebP",
	"this is no picture that can be shown here; PNG, JPEG, GIF and WebP can, and /get gets the file":                      "这不是可以在这里显示的图片；支持 PNG、JPEG、GIF 和 WebP，用 /get 下载文件",
	"this picture is too large to be shown here; pictures of at most 16 MB and 16 megapixels can, and /get gets the file": "图片太大，无法在这里显示；最多支持 16 MB、1600 万像素，用 /get 下载文件",
	"this picture is broken, or of a kind that cannot be shown here; /get gets the file":                                  "图片已损坏，或者是这里无法显示的格式；用 /get 下载文件",
	"this picture takes too long to decode; /get gets the file":                                                           "解码这张图片太费时间；用 /get 下载文件",
	"others are looking at pictures, and the server decodes only two at once; try again in a moment":                      "其他人正在查看图片，服务器同时只解码两张；请稍后再试",
}
