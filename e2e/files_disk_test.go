package e2e_test

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"golang.org/x/crypto/ssh"
)

// TestTheChatGoesOnWhenTheDiskIsFull has files come in, each way, until the disk takes
// no more of them, while somebody talks.
func TestTheChatGoesOnWhenTheDiskIsFull(t *testing.T) {
	for _, tt := range []struct {
		name, shell string // which becomes the server; $0 is its folder
		probe       string // whether this machine lets it; empty: each does
		said        string
	}{
		{
			"no file as large", `ulimit -f 65536; exec "$@"`, // blocks of 512 bytes
			"", "takes no file as large as this one",
		},
		{
			"full", `mount -t tmpfs -o size=96m,mode=0700 small "$0" && exec unshare -m "$@"`, // of which 64 MiB are for the chat
			"mount -t tmpfs -o size=1m small /mnt", "the disk of the server is full",
		},
	} {
		t.Run(tt.name, func(t *testing.T) {
			dir, boss := t.TempDir(), newKey()
			args := []string{"-c", tt.shell, dir, snug, "--data", filepath.Join(dir, "data"), "--listen", "127.0.0.1:0", "--owner", ssh.FingerprintSHA256(boss.PublicKey())}
			cmd := exec.Command("sh", args...)
			if tt.probe != "" {
				if out, err := exec.Command("unshare", "-rm", "sh", "-c", tt.probe).CombinedOutput(); err != nil {
					t.Skipf("the machine grants no disk of one's own: %s", out)
				}
				cmd = exec.Command("unshare", append([]string{"-rm", "sh"}, args...)...)
			}
			s, err := startAs(cmd)
			if err != nil {
				t.Fatal(err)
			}
			stopAfter(t, s)
			s.mustAsk(t, boss, "register boss")
			s.mustAsk(t, boss, "setting set file-size 100M")
			d := newDesk(t, s, "scp")
			key := d.register("ana")
			names, _ := d.furnish([]int64{40 << 20})
			big := names[0]
			d.write("small.txt", "small", 0o600)
			talk := newTalk(t, s)
			for way, args := range map[string][]string{
				"scp":        append(d.copying("scp", key), big, d.at("lobby/")),
				"scp of old": append(d.copying("scp", key, "-O"), big, d.at("lobby/")),
				"put":        append([]string{"ssh"}, d.ssh("somebody", key, "--", "put lobby "+big)...),
			} {
				before := talk.more()
				a := d.runFrom(args, big)
				if a.status == 0 || !strings.Contains(a.stderr, tt.said) {
					t.Errorf("%s: status %d, want another, and %q on standard error:\n%s%s", way, a.status, tt.said, a.stdout, a.stderr)
				}
				if after := talk.more(); after < before+2 {
					t.Errorf("%s: %d words were said before, and %d when it had ended", way, before, after)
				}
			}
			talk.end()
			d.copies(append(d.copying("scp", key), "small.txt", d.at("lobby/")))
			if there := d.filesIn(key, "lobby"); len(there) != 1 || there["small.txt"] == "" {
				t.Errorf("the lobby has %v", there)
			}
			// Seen as the server sees it, which may have the disk for itself.
			files := filepath.Join(fmt.Sprint("/proc/", s.cmd.Process.Pid, "/root"), dir, "data", "files")
			if coming, err := os.ReadDir(filepath.Join(files, "incoming")); err != nil || len(coming) > 0 {
				t.Errorf("still coming in: %v, %v", coming, err)
			}
		})
	}
}

// runFrom is runProgram with a file of the desk as standard input.
func (d *desk) runFrom(args []string, name string) answer {
	d.t.Helper()
	f, err := os.Open(filepath.Join(d.home, name))
	if err != nil {
		d.t.Fatal(err)
	}
	defer f.Close()
	return d.runProgram(args, f)
}

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
