package lang

// zhPipe is what the pipe of programs says.
var zhPipe = map[string]string{
	"that goes on until it is interrupted, and here it would have no end; run it as a command of its own: %s": "这个命令要一直运行到被中断为止，在这里就没有结束的时候；请单独运行它：%s",
}
