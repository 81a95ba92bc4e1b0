package e2e_test

import (
	"context"
	"crypto/ed25519"
	"crypto/rand"
	"encoding/pem"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"golang.org/x/crypto/ssh"
)

// A desk is a machine with the stock OpenSSH client and tmux, and a home of
// its own: nothing of the real one's keys, agent or configuration is used.
type desk struct {
	t      *testing.T
	home   string
	socket string // tmux's
	server *server
}

// newDesk skips the test where ssh, tmux or another tool of it is missing, but
// not in CI.
func newDesk(t *testing.T, s *server, tools ...string) *desk {
	t.Helper()
	for _, tool := range append([]string{"ssh", "tmux"}, tools...) {
		needs(t, tool)
	}
	home, err := os.MkdirTemp("", "desk") // short: a socket's path has little room
	if err != nil {
		t.Fatal(err)
	}
	d := &desk{t: t, home: home, socket: filepath.Join(home, "tmux"), server: s}
	t.Cleanup(func() {
		_, _ = d.command("tmux", "-S", d.socket, "kill-server").CombinedOutput() // it ends with its last window
		os.RemoveAll(home)
	})
	return d
}

// command returns a command that knows only this desk. One that is not done
// when patience ends is killed, so that a server that hangs fails its test.
func (d *desk) command(name string, args ...string) *exec.Cmd {
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	d.t.Cleanup(cancel)
	cmd := exec.CommandContext(ctx, name, args...)
	cmd.Dir = d.home
	cmd.Env = []string{
		"HOME=" + d.home, "PATH=" + os.Getenv("PATH"),
		"LANG=C.UTF-8", "TERM=xterm-256color", "SHELL=/bin/sh",
	}
	return cmd
}

// key writes a new key pair and returns its path.
func (d *desk) key(name string) string {
	d.t.Helper()
	_, key, err := ed25519.GenerateKey(rand.Reader)
	if err != nil {
		d.t.Fatal(err)
	}
	block, err := ssh.MarshalPrivateKey(key, name)
	if err != nil {
		d.t.Fatal(err)
	}
	public, err := ssh.NewPublicKey(key.Public())
	if err != nil {
		d.t.Fatal(err)
	}
	path := filepath.Join(d.home, name)
	for file, content := range map[string][]byte{
		path:          pem.EncodeToMemory(block),
		path + ".pub": ssh.MarshalAuthorizedKey(public),
	} {
		if err := os.WriteFile(file, content, 0o600); err != nil {
			d.t.Fatal(err)
		}
	}
	return path
}

// ssh returns the arguments of ssh to the server, as a user with a key; no key
// means that ssh has none to offer.
func (d *desk) ssh(user, key string, more ...string) []string {
	host, port := d.hostPort()
	args := append([]string{"-p", port, "-l", user}, d.trusting(key)...)
	// Options may stand before the host, what comes after "--" is the command.
	options, command := more, []string(nil)
	for i, m := range more {
		if m == "--" {
			options, command = more[:i], more[i+1:]
			break
		}
	}
	return append(append(append(args, options...), host), command...)
}

// trusting returns options for all programs of OpenSSH: with a key or without, and
// with nothing of this machine's own configuration.
func (d *desk) trusting(key string) []string {
	args := []string{
		"-F", "/dev/null",
		"-o", "UserKnownHostsFile=" + filepath.Join(d.home, "known_hosts"),
		"-o", "StrictHostKeyChecking=no", "-o", "LogLevel=ERROR",
		"-o", "IdentityAgent=none", "-o", "IdentitiesOnly=yes",
	}
	if key == "" {
		return append(args, "-o", "PubkeyAuthentication=no")
	}
	return append(args, "-i", key)
}

// run runs ssh without a terminal.
func (d *desk) run(args []string, stdin string) answer {
	d.t.Helper()
	return d.runProgram(append([]string{"ssh"}, args...), strings.NewReader(stdin))
}

// runProgram runs a program with its arguments, without a terminal.
func (d *desk) runProgram(args []string, stdin io.Reader) answer {
	d.t.Helper()
	var stdout, stderr strings.Builder
	cmd := d.command(args[0], args[1:]...)
	cmd.Stdin, cmd.Stdout, cmd.Stderr = stdin, &stdout, &stderr
	err := cmd.Run()
	if _, ok := err.(*exec.ExitError); err != nil && !ok {
		d.t.Fatal(err)
	}
	return answer{stdout.String(), stderr.String(), cmd.ProcessState.ExitCode()}
}

// A window is one terminal of a desk.
type window struct {
	desk *desk
	name string
}

// open runs ssh in a terminal of the given size, with more variables in its
// environment.
func (d *desk) open(name string, cols, rows int, args []string, env ...string) *window {
	d.t.Helper()
	return d.openProgram(name, cols, rows, append([]string{"ssh"}, args...), env...)
}

// openProgram is open for any program and its arguments.
func (d *desk) openProgram(name string, cols, rows int, args []string, env ...string) *window {
	d.t.Helper()
	w := &window{d, name}
	quoted := make([]string, len(args))
	for i, a := range args {
		quoted[i] = "'" + strings.ReplaceAll(a, "'", `'\''`) + "'"
	}
	w.tmux("new-session", "-d", "-s", name, "-x", strconv.Itoa(cols), "-y", strconv.Itoa(rows),
		strings.Join(append(env, quoted...), " ")+"; echo ssh ended with $?; exec cat", ";",
		"set-option", "-t", name, "status", "off", ";",
		"set-option", "-t", name, "window-size", "manual", ";",
		"resize-window", "-t", name, "-x", strconv.Itoa(cols), "-y", strconv.Itoa(rows))
	return w
}

func (w *window) tmux(args ...string) string {
	w.desk.t.Helper()
	out, err := w.desk.command("tmux", append([]string{"-u", "-S", w.desk.socket, "-f", "/dev/null"}, args...)...).CombinedOutput()
	if err != nil {
		w.desk.t.Fatalf("tmux %s: %v\n%s", strings.Join(args, " "), err, out)
	}
	return strings.TrimSuffix(string(out), "\n")
}

// send types text as it is.
func (w *window) send(text string) {
	w.desk.t.Helper()
	w.tmux("send-keys", "-t", w.name, "-l", text)
}

// press presses a key that tmux knows by name.
func (w *window) press(key string) {
	w.desk.t.Helper()
	w.tmux("send-keys", "-t", w.name, key)
}

// text returns what is on the screen.
func (w *window) text() string {
	w.desk.t.Helper()
	return w.tmux("capture-pane", "-p", "-t", w.name)
}

// ask returns the value of a tmux format.
func (w *window) ask(format string) string {
	w.desk.t.Helper()
	return w.tmux("display-message", "-p", "-t", w.name, format)
}

// until looks again and again until a condition is met. tmux tells nobody when
// a screen changes, so there is nothing better to wait for.
func (w *window) until(what string, condition func() bool) {
	w.desk.t.Helper()
	deadline := time.After(patience)
	look := time.NewTicker(20 * time.Millisecond)
	defer look.Stop()
	for !condition() {
		select {
		case <-look.C:
		case <-deadline:
			w.desk.t.Fatalf("%s: no %s after %v:\n%s", w.name, what, patience, w.text())
		}
	}
}

// waitFor waits until all the texts are on the screen.
func (w *window) waitFor(texts ...string) {
	w.desk.t.Helper()
	w.until("screen with "+strings.Join(texts, " and "), func() bool {
		on := w.text()
		for _, text := range texts {
			if !strings.Contains(on, text) {
				return false
			}
		}
		return true
	})
}

// paste pastes a text the way a terminal does for a program that knows pastes.
func (w *window) paste(text string) {
	w.desk.t.Helper()
	w.tmux("set-buffer", "--", text, ";", "paste-buffer", "-p", "-t", w.name)
}

// gone waits until none of the texts is on the screen.
func (w *window) gone(texts ...string) {
	w.desk.t.Helper()
	w.until("screen without "+strings.Join(texts, " and "), func() bool {
		on := w.text()
		for _, text := range texts {
			if strings.Contains(on, text) {
				return false
			}
		}
		return true
	})
}

// cursorBehind waits until the cursor is in the cell behind a text.
func (w *window) cursorBehind(text string) {
	w.desk.t.Helper()
	w.until("cursor behind "+text, func() bool {
		var x, y int
		if _, err := fmt.Sscan(w.ask("#{cursor_x} #{cursor_y}"), &x, &y); err != nil {
			w.desk.t.Fatal(err)
		}
		rows := strings.Split(w.text(), "\n")
		return y < len(rows) && columnAfter(rows[y]+"  ", text) == x // tmux cuts blanks off
	})
}

// do types a line and presses Enter.
func (w *window) do(line string) {
	w.desk.t.Helper()
	w.send(line)
	w.waitFor(line)
	w.press("Enter")
}

// hangUp ends the terminal, and with it the ssh in it.
func (w *window) hangUp() {
	w.desk.t.Helper()
	w.tmux("kill-session", "-t", w.name)
}

// register makes an account without a screen and returns the path of its key.
func (d *desk) register(name string) string {
	d.t.Helper()
	key := d.key(name)
	d.must(key, "register "+name)
	return key
}

// must runs a command that must succeed, and returns its output.
func (d *desk) must(key, command string) string {
	d.t.Helper()
	a := d.run(d.ssh("somebody", key, "--", command), "")
	if a.status != 0 {
		d.t.Fatalf("%s: status %d: %s", command, a.status, a.stderr)
	}
	return a.stdout
}
