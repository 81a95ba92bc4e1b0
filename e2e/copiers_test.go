package e2e_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

// A copier is a program that copies files, as people have it from their system.
type copier struct {
	name  string
	tools []string // it needs in the PATH

	// put returns a program with its arguments and its input that copies files of the
	// desk into a room, and get one that copies all files of a room into the folder got.
	put func(d *desk, key, in string, files []string) (args []string, stdin string)
	get func(d *desk, key, in string) (args []string, stdin string)
}

// copiers are the programs that have to copy every byte there and back.
var copiers = []copier{
	{
		name: "scp", tools: []string{"scp"},
		put: func(d *desk, key, in string, files []string) ([]string, string) {
			return append(append(d.copying("scp", key), files...), d.at(in+"/")), ""
		},
		get: func(d *desk, key, in string) ([]string, string) {
			return append(d.copying("scp", key, "-p"), d.at(in+"/*"), "got"), ""
		},
	},
	{
		name: "scp of old", tools: []string{"scp"},
		put: func(d *desk, key, in string, files []string) ([]string, string) {
			return append(append(d.copying("scp", key, "-O", "-p"), files...), d.at(in+"/")), ""
		},
		get: func(d *desk, key, in string) ([]string, string) {
			return append(d.copying("scp", key, "-O"), d.at(in+"/*"), "got"), ""
		},
	},
	{
		name: "sftp", tools: []string{"sftp"},
		put: func(d *desk, key, in string, files []string) ([]string, string) {
			return append(d.copying("sftp", key, "-b", "-"), d.at("")), "cd " + in + "\nput -p " + strings.Join(files, "\nput -p ") + "\n"
		},
		get: func(d *desk, key, in string) ([]string, string) {
			return append(d.copying("sftp", key, "-b", "-"), d.at("")), "lcd got\nget -p " + in + "/*\n"
		},
	},
	{
		name: "put and get",
		put: func(d *desk, key, in string, files []string) ([]string, string) {
			var lines []string
			for _, f := range files {
				lines = append(lines, d.sshLine(key)+" put "+in+" "+f+" < "+f)
			}
			return []string{"sh", "-e"}, strings.Join(lines, "\n")
		},
		get: func(d *desk, key, in string) ([]string, string) {
			var lines []string
			for name, number := range d.numbersIn(key, in) {
				lines = append(lines, fmt.Sprintf("%s get %d < /dev/null > got/%[2]d-%s", d.sshLine(key), number, name))
			}
			return []string{"sh", "-e"}, strings.Join(lines, "\n")
		},
	},
	{
		name: "lftp", tools: []string{"lftp"},
		put: func(d *desk, key, in string, files []string) ([]string, string) {
			return d.lftp(key, "mput -O "+in+" "+strings.Join(files, " ")), ""
		},
		get: func(d *desk, key, in string) ([]string, string) {
			return d.lftp(key, "mirror "+in+" got"), ""
		},
	},
	{
		name: "paramiko", tools: []string{debianPython},
		put: func(d *desk, key, in string, files []string) ([]string, string) {
			return d.paramiko(key, append([]string{"put", in}, files...)...), ""
		},
		get: func(d *desk, key, in string) ([]string, string) {
			return d.paramiko(key, "get", in), ""
		},
	},
	{
		name: "pscp", tools: []string{"pscp", "puttygen"},
		put: func(d *desk, key, in string, files []string) ([]string, string) {
			return append(append(d.pscp(key, "-sftp"), files...), d.at(in+"/")), ""
		},
		get: func(d *desk, key, in string) ([]string, string) {
			return append(d.pscp(key, "-sftp"), d.at(in+"/*"), "got"), ""
		},
	},
	{
		name: "pscp of old", tools: []string{"pscp", "puttygen"},
		put: func(d *desk, key, in string, files []string) ([]string, string) {
			return append(append(d.pscp(key, "-scp"), files...), d.at(in+"/")), ""
		},
		get: func(d *desk, key, in string) ([]string, string) {
			return append(d.pscp(key, "-scp", "-unsafe"), d.at(in+"/*"), "got"), ""
		},
	},
}

// at returns a path on the server as scp takes it.
func (d *desk) at(path string) string {
	host, _ := d.hostPort()
	return "somebody@" + host + ":" + path
}

// copying returns how a program of OpenSSH that copies is called.
func (d *desk) copying(program, key string, more ...string) []string {
	_, port := d.hostPort()
	return append(append([]string{program, "-P", port}, d.trusting(key)...), more...)
}

// sshLine is how ssh is called in a shell, before its command.
func (d *desk) sshLine(key string) string {
	return "ssh " + strings.Join(d.ssh("somebody", key), " ")
}

// pscp returns how PuTTY's program is called.
func (d *desk) pscp(key string, more ...string) []string {
	_, port := d.hostPort()
	if _, err := os.Stat(key + ".ppk"); err != nil {
		d.tool("puttygen", key, "-O", "private", "-o", key+".ppk")
	}
	return append([]string{"pscp", "-batch", "-noagent", "-q", "-P", port, "-hostkey", d.server.hostKey, "-i", key + ".ppk"}, more...)
}

// lftp returns how lftp is called to run a command. It calls ssh itself.
func (d *desk) lftp(key, command string) []string {
	host, port := d.hostPort()
	return []string{"lftp", "-c", "set cmd:fail-exit yes; set net:max-retries 1; set sftp:auto-confirm yes; " +
		"set sftp:connect-program 'ssh -a -x " + strings.Join(d.trusting(key), " ") + "'; " +
		"open -p " + port + " sftp://somebody:@" + host + "; " + command}
}

// debianPython is the Python that Debian's package of paramiko is for.
const debianPython = "/usr/bin/python3"

// paramiko returns how the script that uses paramiko is called.
func (d *desk) paramiko(key string, more ...string) []string {
	if out, err := d.command(debianPython, "-c", "import paramiko").CombinedOutput(); err != nil {
		if os.Getenv("CI") != "" {
			d.t.Fatalf("%v\n%s", err, out)
		}
		d.t.Skip("paramiko is missing")
	}
	host, port := d.hostPort()
	script, err := filepath.Abs(filepath.Join("testdata", "copyfiles.py"))
	if err != nil {
		d.t.Fatal(err)
	}
	return append([]string{debianPython, script, host, port, key}, more...)
}
