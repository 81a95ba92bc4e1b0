package transfer

import (
	"io"
	"maps"
	"sync"
	"time"

	"snug/text"
)

// maxNotices is how many sentences a session is told beside its answers in each
// noticePause, and none of them twice: a program that runs into one refusal after the
// other has nobody who reads them all.
const (
	maxNotices  = 20
	noticePause = 30 * time.Second
)

// notices are the sentences that are told on standard error. They may be used from any
// goroutine.
type notices struct {
	out io.Writer

	mu   sync.Mutex
	said map[string]time.Time // when it was told last
}

func newNotices(out io.Writer) *notices { return &notices{out: out, said: make(map[string]time.Time)} }

// say tells a sentence that was not told just now. It blocks while the client takes no
// bytes.
func (n *notices) say(sentence string) {
	sentence = text.Safe(text.StripLine(sentence), text.WcWidth)
	n.mu.Lock()
	now := time.Now()
	maps.DeleteFunc(n.said, func(_ string, at time.Time) bool { return now.Sub(at) >= noticePause })
	_, told := n.said[sentence]
	if told = told || len(n.said) == maxNotices; !told {
		n.said[sentence] = now
	}
	n.mu.Unlock()
	if !told {
		_, _ = io.WriteString(n.out, sentence+"\n") // a client that has gone reads no answer either
	}
}
