package e2e_test

import (
	"fmt"
	"net"
	"os"
	"path/filepath"
	"strings"

	"golang.org/x/crypto/ssh"
)

// A stock is a program for SSH as people have it from their system.
type stock struct {
	name  string
	tools []string // it needs in the PATH

	// key makes of a key of the desk one in the program's own form, and
	// returns its path.
	key func(d *desk, path string) string

	// args returns the program and its arguments: to the server of the desk,
	// with a key in its form, with a terminal or without. Without a command
	// what the server has for that begins.
	args func(d *desk, key string, terminal bool, command []string) []string

	preface string // what it says itself when it is given no command
	unread  string // what it says itself, and its status, when nobody reads its output to the end
	mute    bool   // it does not tell the server then, which waits until it has waited too long
}

// stocks are the programs that everything without a screen is held to.
var stocks = []stock{
	{
		name: "OpenSSH", unread: "status 0\n",
		key: func(_ *desk, path string) string { return path },
		args: func(d *desk, key string, terminal bool, command []string) []string {
			return append([]string{"ssh"}, d.ssh("somebody", key, append([]string{terminalFlag(terminal), "--"}, command...)...)...)
		},
	},
	{
		name: "Dropbear", unread: "status 0\n", mute: true,
		tools: []string{"dbclient", "dropbearconvert"},
		key: func(d *desk, path string) string {
			d.tool("dropbearconvert", "openssh", "dropbear", path, path+".dropbear")
			return path + ".dropbear"
		},
		args: func(d *desk, key string, terminal bool, command []string) []string {
			host, port := d.hostPort()
			args := []string{"dbclient", terminalFlag(terminal), "-p", port, "-l", "somebody"}
			if key != "" {
				args = append(args, "-i", key)
			}
			return append(append(args, host), command...)
		},
	},
	{
		name: "PuTTY", preface: "Using username \"somebody\".\r\n", unread: "stdout: write: Broken pipe\nstatus 1\n",
		tools: []string{"plink", "puttygen"},
		key: func(d *desk, path string) string {
			d.tool("puttygen", path, "-O", "private", "-o", path+".ppk")
			return path + ".ppk"
		},
		args: func(d *desk, key string, terminal bool, command []string) []string {
			host, port := d.hostPort()
			args := []string{
				"plink", "-batch", "-ssh", "-noagent", "-noshare", terminalFlag(terminal), "-P", port, "-l", "somebody",
				"-hostkey", d.server.hostKey,
			}
			if key != "" {
				args = append(args, "-i", key)
			}
			return append(append(args, host), command...)
		},
	},
}

// terminalFlag is spelled alike by all of them.
func terminalFlag(terminal bool) string {
	if terminal {
		return "-t"
	}
	return "-T"
}

// tool runs a program that must succeed.
func (d *desk) tool(name string, args ...string) {
	d.t.Helper()
	if out, err := d.command(name, args...).CombinedOutput(); err != nil {
		d.t.Fatalf("%s %s: %v\n%s", name, strings.Join(args, " "), err, out)
	}
}

func (d *desk) hostPort() (host, port string) {
	d.t.Helper()
	host, port, err := net.SplitHostPort(d.server.addr)
	if err != nil {
		d.t.Fatal(err)
	}
	return host, port
}

// trust writes down the server's host key as Dropbear wants it. The others are
// told with each command: OpenSSH to take what comes, PuTTY the fingerprint.
func (d *desk) trust() {
	d.t.Helper()
	var found ssh.PublicKey
	_, err := ssh.Dial("tcp", d.server.addr, &ssh.ClientConfig{
		User: "somebody",
		HostKeyCallback: func(_ string, _ net.Addr, k ssh.PublicKey) error {
			found = k
			return fmt.Errorf("this was only to see the host key")
		},
	})
	if found == nil {
		d.t.Fatal(err)
	}
	if got := ssh.FingerprintSHA256(found); got != d.server.hostKey {
		d.t.Fatalf("the server has host key %s, and said %s", got, d.server.hostKey)
	}
	host, _ := d.hostPort()
	dir := filepath.Join(d.home, ".ssh")
	if err := os.Mkdir(dir, 0o700); err != nil {
		d.t.Fatal(err)
	}
	line := host + " " + string(ssh.MarshalAuthorizedKey(found))
	if err := os.WriteFile(filepath.Join(dir, "known_hosts"), []byte(line), 0o600); err != nil {
		d.t.Fatal(err)
	}
}
