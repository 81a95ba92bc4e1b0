package session

import "strings"

// keyHelp is all that somebody without a key gets to see. Refused says why
// keys were turned down, when there were any.
func keyHelp(connect string, refused []string) string {
	var b strings.Builder
	if len(refused) == 0 {
		b.WriteString("Hello! This chat knows you by an SSH key, and your ssh sent none.\n" +
			"你好！本聊天室用 SSH 密钥识别用户，而你的 ssh 没有提供密钥。\n")
	} else {
		b.WriteString("Hello! This chat knows you by an SSH key, and what your ssh sent cannot be used:\n" +
			"你好！本聊天室用 SSH 密钥识别用户，而你的 ssh 提供的密钥不可用：\n")
		for _, why := range refused {
			b.WriteString("    " + why + "\n")
		}
	}
	b.WriteString("  1. Make one (press Enter at every question) / 生成密钥（一路回车即可）:\n" +
		"       ssh-keygen -t ed25519          (Windows PowerShell: the same; PuTTY: PuTTYgen)\n" +
		"  2. Connect again / 重新连接:   " + connect + "\n" +
		"  Have a key already? / 已有密钥:  " + withOption(connect, "-i PATH") + "\n")
	return b.String()
}
