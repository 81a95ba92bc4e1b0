package lang

// zhCmdServer is what the commands say that are about the server, reports and
// the audit log.
var zhCmdServer = map[string]string{
	"the operator has no account; use ssh for that: %s":                "运维者没有账号，请改用 ssh：%s",
	"--reason has %d bytes and the limit is %d; say it in fewer words": "--reason 有 %d 字节，上限是 %d 字节，请写得短一些",
}
