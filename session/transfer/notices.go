package transfer

import (
	"io"
	"sync"

	"snug/text"
)

// maxNotices is how many sentences a session is told beside its answers: a program
// that runs into one refusal after the other has nobody who reads them all.
const maxNotices = 20

// notices are the sentences that were told on standard error, each once. They may be
// used from any goroutine.
type notices struct {
	out io.Writer

	mu   sync.Mutex
	said map[string]bool
}

func newNotices(out io.Writer) *notices { return &notices{out: out, said: make(map[string]bool)} }

// say tells a sentence that was not told yet. It blocks while the client takes no
// bytes.
func (n *notices) say(sentence string) {
	sentence = text.Safe(text.StripLine(sentence), text.WcWidth)
	n.mu.Lock()
	told := n.said[sentence] || len(n.said) == maxNotices
	if !told {
		n.said[sentence] = true
	}
	n.mu.Unlock()
	if !told {
		_, _ = io.WriteString(n.out, sentence+"\n") // a client that has gone reads no answer either
	}
}
