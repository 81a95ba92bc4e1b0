package lang

// zhFileTrial is what people are told who go about files in a way of their own.
var zhFileTrial = map[string]string{
	"nothing is put there, as there is no room %[1]s; put it into a room, as %[2]s/NAME, or give it to somebody, as @USER/NAME": "那里不能放文件，因为没有房间 %[1]s；请放进房间，如 %[2]s/NAME，或交给某人，如 @USER/NAME",
	"you need an account for that; connect with ssh and make one":                                                               "这需要账号；请用 ssh 连接并注册一个",
	"%[1]s is in %[2]s now as file %[3]d, with %[4]s; if you broke it off, delete it with: rm /%[3]d":                           "%[1]s 已作为文件 %[3]d 放入 %[2]s，大小 %[4]s；如果是你中断的，请用 rm /%[3]d 删除",
	"%s was not given another name, so nothing of it was kept; put it in under another name":                                    "%s 没有改成别的名字，所以没有保存；请换个名字放入",
	"there is no rsync here; copy files with scp, sftp or lftp":                                                                 "这里没有 rsync；请用 scp、sftp 或 lftp 复制文件",
}
