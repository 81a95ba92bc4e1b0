package e2e_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/pkg/sftp"
	"golang.org/x/crypto/ssh"
)

// TestCrashLosesNoFileAcknowledged kills the server again and again while people put
// files into a room, by SFTP and by put, some of which never come to their end.
func TestCrashLosesNoFileAcknowledged(t *testing.T) {
	t.Parallel()
	dir := filepath.Join(t.TempDir(), "data")
	boss := newKey()
	s, err := startServer(dir, "--owner", ssh.FingerprintSHA256(boss.PublicKey()))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.kill() }) // whichever runs then
	s.mustAsk(t, boss, "register boss")
	s.mustAsk(t, boss, "setting set file-quota 100G")
	s.mustAsk(t, boss, "setting set file-room-quota 100G")
	s.mustAsk(t, boss, "setting set file-total 100G")

	idler := s.signUp(t, "idler")
	var givers []*giver
	for i := range 4 {
		g := &giver{name: fmt.Sprintf("giver-%d-x", i), bySFTP: i%2 == 0}
		g.key = s.signUp(t, g.name)
		givers = append(givers, g)
	}
	for round := range *rounds {
		cut := s.leaveUnfinished(t, idler)
		crashGivers(t, s, givers)
		_ = cut.Close()
		if left := filesBelow(t, filepath.Join(dir, "files", "incoming")); len(left) == 0 {
			t.Errorf("round %d: nothing was coming in when the server was killed", round+1)
		}
		mustPass(t, "db", "check", "--data", dir)
		if s, err = startServer(dir); err != nil {
			t.Fatal(err)
		}
		kept := s.filesKept(t, idler)
		for _, wrong := range judgeFiles(givers, kept) {
			t.Errorf("round %d: %s", round+1, wrong)
		}
		if diff := cmp.Diff(sumsOf(kept), filesBelow(t, filepath.Join(dir, "files"))); diff != "" {
			t.Errorf("round %d: sums of the files in the room, and what is on disk (-want +got):\n%s", round+1, diff)
		}
		t.Logf("round %d: %d files kept so far", round+1, len(kept))
		if t.Failed() {
			t.Fatalf("log of the server:\n%s", s.log)
		}
	}
	if err := s.stop(); err != nil {
		t.Error(err)
	}
	mustPass(t, "db", "check", "--data", dir)
}

// A giver is one of the people who put files into the room until the server is gone.
type giver struct {
	name   string
	key    ssh.Signer
	bySFTP bool
	tried  map[string]string // sums by names, of all that was begun
	acked  []string          // the names of what the server has taken
}

// crashGivers lets everybody put files in at once, and kills the server in the middle
// of it.
func crashGivers(t *testing.T, s *server, givers []*giver) {
	t.Helper()
	var people []busy
	for _, g := range givers {
		people = append(people, func(receipted func()) error {
			if err := g.give(s, receipted); err != nil {
				return fmt.Errorf("%s, while the server runs: %w", g.name, err)
			}
			return nil
		})
	}
	killMidway(t, s, 5*len(givers), people)
}

// give puts files in until the server is gone. Anything else that keeps it from that
// is an error, so that it is not mistaken for the crash.
func (g *giver) give(s *server, receipted func()) error {
	for {
		err := g.connect(s, receipted)
		select {
		case <-s.exited:
			return nil
		default:
		}
		if err == nil {
			continue
		}
		select { // the connection may have noticed first
		case <-s.exited:
			return nil
		case <-time.After(patience):
			return err
		}
	}
}

// connect puts files in over one connection.
func (g *giver) connect(s *server, receipted func()) error {
	c, err := s.dial(g.name, g.key)
	if err != nil {
		return err
	}
	defer c.Close()
	put := func(name string, content []byte) error {
		a, err := c.ask("put lobby "+name, bytes.NewReader(content))
		if err == nil && a.status != 0 {
			return &refusal{receipt{g.name, len(g.tried), name}, a}
		}
		return err
	}
	if g.bySFTP {
		client, err := sftp.NewClient(c.Client)
		if err != nil {
			return err
		}
		defer client.Close()
		put = func(name string, content []byte) error { return copyIn(client, name, content) }
	}
	for range sendsPerConnection - 1 {
		content := make([]byte, rand.IntN(2<<20))
		_, _ = rand.NewChaCha8([32]byte{byte(rand.Uint32()), byte(rand.Uint32())}).Read(content)
		sum := sha256.Sum256(content)
		name := fmt.Sprintf("%s-%d.bin", g.name, len(g.tried))
		if g.tried == nil {
			g.tried = make(map[string]string)
		}
		g.tried[name] = hex.EncodeToString(sum[:])
		if err := put(name, content); err != nil {
			return err
		}
		g.acked = append(g.acked, name)
		receipted()
	}
	return nil
}

// copyIn puts a file into the lobby, which has it when closing succeeds.
func copyIn(client *sftp.Client, name string, content []byte) error {
	f, err := client.Create("/lobby/" + name)
	if err != nil {
		return err
	}
	if _, err := f.ReadFromWithConcurrency(bytes.NewReader(content), 16); err != nil {
		return errors.Join(err, f.Close())
	}
	return f.Close()
}

// leaveUnfinished puts in the beginning of a file, which is on the server then, and
// goes on with nothing.
func (s *server) leaveUnfinished(t *testing.T, key ssh.Signer) *client {
	t.Helper()
	c, err := s.dial("idler", key)
	if err != nil {
		t.Fatal(err)
	}
	client, err := sftp.NewClient(c.Client)
	if err != nil {
		t.Fatal(err)
	}
	f, err := client.Create("/lobby/unfinished.bin")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := f.Write(make([]byte, 1<<20)); err != nil {
		t.Fatal(err)
	}
	return c
}
