package e2e_test

import (
	"fmt"
	"sync"
	"testing"

	"golang.org/x/crypto/ssh"
)

// A talk is somebody who says something all the time, and is heard.
type talk struct {
	t     *testing.T
	said  chan int // how often so far, if somebody asks
	stop  chan struct{}
	ended sync.WaitGroup
}

func newTalk(t *testing.T, s *server) *talk {
	t.Helper()
	k := &talk{t: t, said: make(chan int), stop: make(chan struct{})}
	key := s.signUp(t, "talker")
	k.ended.Go(func() { k.on(s, key) })
	t.Cleanup(k.end)
	return k
}

// on says one word after another, until it is told to stop or is not heard.
func (k *talk) on(s *server, key ssh.Signer) {
	defer close(k.said)
	for n := 0; ; {
		c, err := s.dial("talker", key)
		if err != nil {
			k.t.Error(err)
			return
		}
		for range sendsPerConnection {
			a, err := c.ask(fmt.Sprint("send lobby word ", n), nil)
			if err != nil || a.status != 0 {
				k.t.Errorf("word %d: %v, %+v", n, err, a)
				c.Close()
				return
			}
			n++
			select {
			case <-k.stop:
				c.Close()
				return
			case k.said <- n:
			default:
			}
		}
		c.Close()
	}
}

// more waits until more was said, and returns how much by now; 0 when it is over.
func (k *talk) more() int { return <-k.said }

// end ends the talk. It may be called again.
func (k *talk) end() {
	select {
	case <-k.stop:
	default:
		close(k.stop)
	}
	k.ended.Wait()
}
