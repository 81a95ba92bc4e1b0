package main

import (
	"bufio"
	"context"
	"errors"
	"io"
	"log/slog"
	"net"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"golang.org/x/crypto/ssh"

	"snug/data"
)

func TestServerRunsUntilItIsTold(t *testing.T) {
	dir := t.TempDir()
	first := start(t, dir)
	var seen string
	_, err := ssh.Dial("tcp", first.addr, &ssh.ClientConfig{
		HostKeyCallback: func(_ string, _ net.Addr, k ssh.PublicKey) error {
			seen = ssh.FingerprintSHA256(k)
			return errors.New("seen enough")
		},
	})
	if err == nil || seen != first.hostKey {
		t.Errorf("the host key seen is %s, the one announced %s", seen, first.hostKey)
	}
	if !exists(filepath.Join(dir, data.FileName)) {
		t.Errorf("there is no %s, which tells a first start from a lost host key", data.FileName)
	}

	other := server(dir)
	if err := other.Run(t.Context()); !errors.Is(err, data.ErrInUse) {
		t.Errorf("a second server on the same data says: %v", err)
	}
	if err := first.stop(); err != nil {
		t.Errorf("the end: %v", err)
	}
	if _, err := net.Dial("tcp", first.addr); err == nil {
		t.Error("somebody still listens")
	}

	second := start(t, dir)
	if second.hostKey != first.hostKey {
		t.Errorf("the host key is %s, it was %s", second.hostKey, first.hostKey)
	}
	if err := second.stop(); err != nil {
		t.Errorf("the end: %v", err)
	}
}

// Data that are new, because the old ones are lost or come back later, do not make
// the server remove people's files.
func TestNewDataLeaveTheFilesOfOldOnes(t *testing.T) {
	dir := t.TempDir()
	sum := strings.Repeat("ab", 32)
	kept := filepath.Join(dir, "files", "ab", sum)
	if err := os.MkdirAll(filepath.Dir(kept), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(kept, []byte("somebody's"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := start(t, dir).stop(); err != nil {
		t.Fatal(err)
	}
	if !exists(kept) {
		t.Error("the file is gone")
	}
}

func TestServerThatCannotListenLetsGoOfItsData(t *testing.T) {
	dir := t.TempDir()
	taken, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer taken.Close()
	s := server(dir)
	s.Config.Listen = Address{taken.Addr().String()}
	if err := s.Run(t.Context()); err == nil || !strings.Contains(err.Error(), "--listen") {
		t.Errorf("error %v, want one that says what to do", err)
	}
	if err := start(t, dir).stop(); err != nil {
		t.Error(err)
	}
}

func TestServerThatIsToldToStopAtOnce(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := server(t.TempDir()).Run(ctx); err != nil {
		t.Error(err)
	}
}

func TestServerDoesNotReplaceALostHostKey(t *testing.T) {
	dir := t.TempDir()
	if err := start(t, dir).stop(); err != nil {
		t.Fatal(err)
	}
	if err := os.Remove(filepath.Join(dir, hostKeyFile)); err != nil {
		t.Fatal(err)
	}
	if err := server(dir).Run(t.Context()); err == nil || !strings.Contains(err.Error(), "missing") {
		t.Errorf("error %v", err)
	}
	if exists(filepath.Join(dir, hostKeyFile)) {
		t.Error("there is a host key again")
	}
}

// server returns a server on dir at an address of its own.
func server(dir string) *Server {
	return &Server{
		Config: Config{Data: dir, Listen: Address{"127.0.0.1:0"}},
		Ready:  io.Discard,
		Log:    slog.New(slog.DiscardHandler),
	}
}

// A running server is one that has said it is ready.
type running struct {
	addr, hostKey string
	stop          func() error // ends it and returns Run's error
}

var readyLine = regexp.MustCompile(`^snug ` + regexp.QuoteMeta(version) + ` ready on (\S+), host key (SHA256:\S+)\n$`)

func start(t *testing.T, dir string) running {
	t.Helper()
	ctx, cancel := context.WithCancel(t.Context())
	r, w := io.Pipe()
	s := server(dir)
	s.Ready = w
	ended := make(chan error, 1)
	go func() {
		err := s.Run(ctx)
		w.CloseWithError(errors.Join(errors.New("it ended"), err))
		ended <- err
	}()
	line, err := bufio.NewReader(r).ReadString('\n')
	m := readyLine.FindStringSubmatch(line)
	if m == nil {
		t.Fatalf("it said %q: %v", line, err)
	}
	return running{m[1], m[2], func() error {
		cancel()
		return <-ended
	}}
}
