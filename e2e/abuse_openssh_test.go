package e2e_test

import (
	"io"
	"net"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// TestOpenSSHIsForwardedNothing has the stock client ask for all that it can
// forward while a command runs: nothing comes of it, and the command goes on.
func TestOpenSSHIsForwardedNothing(t *testing.T) {
	t.Parallel()
	s := serve(t, filepath.Join(t.TempDir(), "data"))
	d := newDesk(t, s)
	ana := d.register("ana")
	d.must(ana, "send lobby good morning")
	agent := filepath.Join(d.home, "agent")
	l, err := net.Listen("unix", agent) // with no keys, and no words
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	go func() {
		for {
			c, err := l.Accept()
			if err != nil {
				return
			}
			c.Close()
		}
	}()
	local := freeAddress(t)
	tests := []struct {
		name    string
		options []string
		env     string
		knock   string // what is sent to the local end, if there is one
		refused string
	}{
		{"a local port", []string{"-L", local + ":" + s.addr}, "", "SSH-2.0-x\r\n", "channel direct-tcpip"},
		{"a local port to a socket", []string{"-L", local + ":/run/some.sock"}, "", "x", "channel direct-streamlocal@openssh.com"},
		{"any port by SOCKS", []string{"-D", local}, "", "\x05\x01\x00\x05\x01\x00\x01\x7f\x00\x00\x01\x00\x16", "channel direct-tcpip"},
		{"a port of the server", []string{"-R", "0:" + s.addr}, "", "", "request tcpip-forward"},
		{"any port from the server", []string{"-R", "0"}, "", "", "request tcpip-forward"},
		{"a socket of the server", []string{"-R", "/tmp/some.sock:" + s.addr}, "", "", "request streamlocal-forward@openssh.com"},
		{"the agent", []string{"-A", "-o", "IdentityAgent=" + agent}, "", "", "request auth-agent-req@openssh.com"},
		{"the display", []string{"-Y"}, "DISPLAY=127.0.0.1:99", "", "request x11-req"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			before := strings.Count(s.log.String(), tt.refused)
			cmd := d.command("ssh", append(tt.options, d.ssh("ana", ana, "--", "tail", "lobby", "-f", "-n", "1")...)...)
			cmd.Env = append(cmd.Env, tt.env)
			var heard, said buffer
			cmd.Stdout, cmd.Stderr = &heard, &said
			if err := cmd.Start(); err != nil {
				t.Fatal(err)
			}
			defer func() {
				_ = cmd.Process.Kill() // tail goes on until then
				_ = cmd.Wait()
			}()
			if !heard.await(patience, func(s string) bool { return strings.Contains(s, "good morning") }) {
				t.Fatalf("the command has said %q and %q", heard.String(), said.String())
			}
			if tt.knock != "" {
				if got := knock(t, local, tt.knock); strings.Contains(got, "SSH-2.0") {
					t.Errorf("the other end has said %q", got)
				}
			}
			if !s.log.await(patience, func(log string) bool { return strings.Count(log, tt.refused) > before }) {
				t.Errorf("nothing of %s was refused; the client said %q", tt.refused, said.String())
			}
		})
	}
}

// knock connects to a local address, says something and returns all that comes
// back.
func knock(t *testing.T, addr, words string) string {
	t.Helper()
	c, err := net.Dial("tcp", addr)
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	if err := c.SetDeadline(time.Now().Add(patience)); err != nil {
		t.Fatal(err)
	}
	if _, err := io.WriteString(c, words); err != nil {
		t.Fatal(err)
	}
	b, err := io.ReadAll(c)
	if timeout, ok := err.(net.Error); ok && timeout.Timeout() {
		t.Errorf("the forwarding is not refused: %v", err)
	}
	return string(b)
}
