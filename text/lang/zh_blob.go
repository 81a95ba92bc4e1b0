package lang

// zhBlob has what is said of files on the disk, and when it takes none or does not give
// them back.
var zhBlob = map[string]string{
	"files":           "文件",
	"%d, together %s": "%d 个，共 %s",
	"the disk of the server takes no file as large as this one, so nothing of it was kept; send it in parts, or ask the people who run the server": "服务器的磁盘存不下这么大的文件，所以没有保存任何内容；请把它分成几部分发送，或者询问管理服务器的人",
	"the disk of the server is full, so nothing of the file was kept; try again later, and tell the people who run the server":                     "服务器的磁盘已满，所以没有保存这个文件的任何内容；请稍后再试，并告诉管理服务器的人",
	"the server could not write to its disk, so nothing of the file was kept; try again, and tell the people who run the server":                   "服务器无法写入磁盘，所以没有保存这个文件的任何内容；请再试一次，并告诉管理服务器的人",
	"the server could not read the file from its disk; try again, and tell the people who run the server":                                          "服务器无法从磁盘读取这个文件；请再试一次，并告诉管理服务器的人",
}
