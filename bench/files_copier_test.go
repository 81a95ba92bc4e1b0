//go:build linux

package bench

import (
	"bufio"
	"crypto/ed25519"
	"crypto/rand"
	"encoding/pem"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"golang.org/x/crypto/ssh"
)

// MB are the bytes of one, as the server says sizes.
const MB = 1 << 20

// cipher is the one that every copy is made with, whatever the programs prefer.
const cipher = "aes128-gcm@openssh.com"

// A person has their key on the disk, for the programs of OpenSSH.
type person struct {
	name   string
	key    string // path of the key; that of the public one ends in .pub
	signer ssh.Signer
}

func newPerson(tb testing.TB, name string) person {
	tb.Helper()
	_, key, err := ed25519.GenerateKey(rand.Reader)
	if err != nil {
		tb.Fatal(err)
	}
	signer, err := ssh.NewSignerFromKey(key)
	if err != nil {
		tb.Fatal(err)
	}
	block, err := ssh.MarshalPrivateKey(key, "")
	if err != nil {
		tb.Fatal(err)
	}
	p := person{name, filepath.Join(tb.TempDir(), name), signer}
	if err := errors.Join(
		os.WriteFile(p.key, pem.EncodeToMemory(block), 0o600),
		os.WriteFile(p.key+".pub", ssh.MarshalAuthorizedKey(signer.PublicKey()), 0o600),
	); err != nil {
		tb.Fatal(err)
	}
	return p
}

// runs runs commands as a person, over one connection.
func (p person) runs(tb testing.TB, addr string, lines ...string) {
	tb.Helper()
	c, err := dialAs(addr, p.name, p.signer)
	if err != nil {
		tb.Fatal(err)
	}
	defer c.close()
	for _, line := range lines {
		if err := c.run(line); err != nil {
			tb.Fatal(err)
		}
	}
}

// startFileServer starts a server that takes as many files as there are, with the people
// who put them in.
func startFileServer(tb testing.TB, people ...person) *server {
	tb.Helper()
	boss := newPerson(tb, "boss")
	s := startServer(tb, "", "--owner", ssh.FingerprintSHA256(boss.signer.PublicKey()))
	boss.runs(tb, s.addr, "register boss", "setting set file-size 1T", "setting set file-quota 1T",
		"setting set file-room-quota 1T", "setting set file-total 1T")
	for _, p := range people {
		p.runs(tb, s.addr, "register "+p.name)
	}
	return s
}

// bigFile writes a file of random bytes.
func bigFile(tb testing.TB, size int64) string {
	tb.Helper()
	path := filepath.Join(tb.TempDir(), "big.bin")
	f, err := os.Create(path)
	if err != nil {
		tb.Fatal(err)
	}
	if _, err := io.CopyN(f, rand.Reader, size); err != nil {
		tb.Fatal(err)
	}
	if err := errors.Join(f.Sync(), f.Close()); err != nil {
		tb.Fatal(err)
	}
	return path
}

// A copier is OpenSSH's sftp, connected and told what to do line by line. It is for one
// goroutine.
type copier struct {
	cmd  *exec.Cmd
	in   io.WriteCloser
	out  *bufio.Scanner
	err  strings.Builder // whole when it has ended
	ends sync.Once
}

// copierTo connects a copier, with more flags of sftp, and ends it with the test.
func copierTo(tb testing.TB, p person, addr string, more ...string) *copier {
	tb.Helper()
	if _, err := exec.LookPath("sftp"); err != nil {
		tb.Skip("sftp of OpenSSH is missing (Debian: openssh-client)")
	}
	host, port, err := net.SplitHostPort(addr)
	if err != nil {
		tb.Fatal(err)
	}
	args := append([]string{
		"-q", "-b", "-", "-F", "/dev/null", "-c", cipher, "-i", p.key, "-P", port, "-o", "IdentityAgent=none", "-o", "IdentitiesOnly=yes",
		"-o", "StrictHostKeyChecking=no", "-o", "UserKnownHostsFile=/dev/null", "-o", "LogLevel=ERROR",
	}, more...)
	c := &copier{cmd: exec.CommandContext(tb.Context(), "sftp", append(args, host)...)}
	c.cmd.Stderr, c.cmd.WaitDelay = &c.err, time.Second // its ssh has it, too

	out, err := c.cmd.StdoutPipe()
	if err != nil {
		tb.Fatal(err)
	}
	if c.in, err = c.cmd.StdinPipe(); err != nil {
		tb.Fatal(err)
	}
	c.out = bufio.NewScanner(out)
	if err := c.cmd.Start(); err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(c.close)
	c.must(tb, "")
	return c
}

// do runs one line and waits for its end.
func (c *copier) do(line string) error {
	if _, err := io.WriteString(c.in, line+"\npwd\n"); err != nil {
		c.close()
		return fmt.Errorf("%s: %w: %s", line, err, c.err.String())
	}
	for c.out.Scan() {
		if strings.HasPrefix(c.out.Text(), "Remote working directory") {
			return nil
		}
	}
	c.close()
	return fmt.Errorf("%s: sftp has ended: %s", line, c.err.String())
}

func (c *copier) must(tb testing.TB, line string) {
	tb.Helper()
	if err := c.do(line); err != nil {
		tb.Fatal(err)
	}
}

// close ends it, whatever it does, and waits for it. Any goroutine may call it, and again.
func (c *copier) close() {
	c.ends.Do(func() {
		_ = c.cmd.Process.Kill() // it may have ended
		_ = c.cmd.Wait()
	})
}
