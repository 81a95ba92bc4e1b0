package command

import (
	"context"
	"embed"
	"fmt"
	"regexp"
	"strings"

	"github.com/spf13/pflag"

	"snug/keys"
)

func completion() Spec {
	return Spec{
		Path: "completion", Args: "SHELL=bash|zsh|fish",
		Help:     "Print a script with which your shell completes commands, rooms and people behind ssh and this server's name.",
		Examples: []string{"bash > ~/.snug.bash", "zsh --host chat > ~/.snug.zsh"},
		Least:    AtLeast(keys.Guest), Front: Exec,
		Effect: Reads,
		Bind: func(fs *pflag.FlagSet) Run {
			hosts := fs.StringArray("host", nil, "what you write for this server behind ssh: `HOST`, or HOST:PORT with a port; may be given several times")
			return func(_ context.Context, c *Invocation) error {
				script, err := c.completionScript(c.arg(0), *hosts)
				switch {
				case err != nil:
					return err
				case c.JSON:
					return c.objects(scriptObject{1, "script", strings.ToLower(c.arg(0)), script})
				}
				return put(c.Stdout, []byte(script))
			}
		},
	}
}

type scriptObject struct {
	V      int    `json:"v"`
	Type   string `json:"type"`
	Shell  string `json:"shell"`
	Script string `json:"script"`
}

// scripts are the scripts of the shells. @HOSTS@ stands in them for the quoted
// names of the server, and @NAME@ for what their functions begin with.
//
//go:embed completion
var scripts embed.FS

// hostForm is what a name of the server can be: nothing in it means anything to a
// shell.
var hostForm = regexp.MustCompile(`^[A-Za-z0-9][A-Za-z0-9._-]{0,252}(:[0-9]{1,5})?$`)

// completionScript returns the script for a shell.
func (c *Invocation) completionScript(shell string, hosts []string) (string, error) {
	if len(hosts) == 0 {
		hosts = []string{usualHost(c.Connect)}
	}
	quoted := make([]string, len(hosts))
	for i, h := range hosts {
		if !hostForm.MatchString(h) {
			return "", fail(Usage, "%q is no name of a host; write it as you write it behind ssh, with a colon before a port: --host chat.example.com:2222", shorten(h))
		}
		quoted[i] = "'" + h + "'"
	}
	b, err := scripts.ReadFile("completion/ssh." + strings.ToLower(shell))
	if err != nil {
		return "", fail(Usage, "there is no script for %s; choose one of: %s", shorten(shell), "bash, zsh, fish")
	}
	name := "_snug_" + strings.NewReplacer(".", "_", "-", "_", ":", "_").Replace(hosts[0])
	return strings.NewReplacer("@HOSTS@", strings.Join(quoted, " "), "@NAME@", name).Replace(string(b)), nil
}

// usualHost returns the name of the server, and the port, from what people are
// told to connect with, such as "ssh -p 2222 chat.example.com".
func usualHost(connect string) string {
	host, port := "", ""
	words := strings.Fields(connect)
	for i, w := range words {
		switch {
		case w == "-p" && i+1 < len(words):
			port = words[i+1]
		case i > 0 && words[i-1] != "-p" && !strings.HasPrefix(w, "-"):
			host = w[strings.LastIndexByte(w, '@')+1:]
		}
	}
	if port == "" || port == "22" {
		return host
	}
	return fmt.Sprintf("%s:%s", host, port)
}
