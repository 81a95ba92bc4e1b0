//go:build linux

package bench

import (
	"bufio"
	"fmt"
	"io"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"
)

// An openSSH is OpenSSH's own server, at work on a loopback port for one person, who
// sees the whole disk with its sftp-server.
type openSSH struct {
	addr string
	pid  int
}

// Where systems have them.
var (
	sshdPaths       = []string{"/usr/sbin/sshd", "/usr/bin/sshd", "/usr/local/sbin/sshd"}
	sftpServerPaths = []string{"/usr/lib/openssh/sftp-server", "/usr/libexec/openssh/sftp-server", "/usr/lib/ssh/sftp-server", "/usr/libexec/sftp-server"}
)

// program returns which of some paths is there, and skips the test if none is.
func program(tb testing.TB, what string, paths []string) string {
	tb.Helper()
	for _, path := range paths {
		if _, err := os.Stat(path); err == nil {
			return path
		}
	}
	tb.Skipf("%s of OpenSSH is missing (Debian: openssh-server), so there is nothing to compare with", what)
	return ""
}

// startOpenSSH starts one, with a configuration and a key of its own.
func startOpenSSH(tb testing.TB, p person) *openSSH {
	tb.Helper()
	sshd, sftpServer := program(tb, "sshd", sshdPaths), program(tb, "sftp-server", sftpServerPaths)
	host := newPerson(tb, "host")
	free, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		tb.Fatal(err)
	}
	addr := free.Addr().(*net.TCPAddr)
	if err := free.Close(); err != nil {
		tb.Fatal(err)
	}
	config := filepath.Join(tb.TempDir(), "sshd_config")
	if err := os.WriteFile(config, fmt.Appendf(nil, `Port %d
ListenAddress 127.0.0.1
HostKey %s
PidFile none
AuthorizedKeysFile %s.pub
StrictModes no
UsePAM no
Subsystem sftp %s
`, addr.Port, host.key, p.key, sftpServer), 0o600); err != nil {
		tb.Fatal(err)
	}
	args := []string{sshd, "-D", "-e", "-f", config}
	if _, err := os.Stat(empty); err != nil && os.Geteuid() == 0 {
		// Its own mounts give it the folder without a trace on the system.
		args = append([]string{"unshare", "-m", "sh", "-c", `mount -t tmpfs none /run && mkdir -m 755 ` + empty + ` && exec "$@"`, "sh"}, args...)
	}
	cmd := exec.CommandContext(tb.Context(), args[0], args[1:]...)
	log, err := cmd.StderrPipe()
	if err != nil {
		tb.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() {
		_ = cmd.Process.Kill() // it is not asked what it makes of that
		_ = cmd.Wait()
	})
	lines := bufio.NewReader(log)
	if line, err := lines.ReadString('\n'); err != nil || !strings.HasPrefix(line, "Server listening") {
		tb.Skipf("sshd does not start here: %v, %s", err, line)
	}
	go func() { _, _ = io.Copy(io.Discard, lines) }() // ends with the process
	return &openSSH{addr.String(), cmd.Process.Pid}
}

// empty is the folder that sshd of Debian wants when root runs it.
const empty = "/run/sshd"

// cpu returns the processor time of its processes that there are now, and of what these
// have waited for.
func (o *openSSH) cpu(tb testing.TB) time.Duration {
	tb.Helper()
	return o.cpuOf(tb, o.pid)
}

func (o *openSSH) cpuOf(tb testing.TB, pid int) time.Duration {
	tb.Helper()
	dir := fmt.Sprintf("/proc/%d/", pid)
	stat, err := os.ReadFile(dir + "stat")
	if err != nil {
		tb.Fatal(err)
	}
	_, after, _ := strings.Cut(string(stat), ") ")
	const cutime, cstime = 16 - 3, 17 - 3 // of proc(5), from the third on
	fields, sum := strings.Fields(after), processorTime(tb, pid)
	for _, field := range []string{fields[cutime], fields[cstime]} {
		ticks, err := strconv.Atoi(field)
		if err != nil {
			tb.Fatal(err)
		}
		sum += time.Duration(ticks) * time.Second / 100 // USER_HZ
	}
	children, err := os.ReadFile(fmt.Sprintf("%stask/%d/children", dir, pid))
	if err != nil {
		tb.Fatal(err)
	}
	for _, child := range strings.Fields(string(children)) {
		pid, err := strconv.Atoi(child)
		if err != nil {
			tb.Fatal(err)
		}
		sum += o.cpuOf(tb, pid)
	}
	return sum
}
