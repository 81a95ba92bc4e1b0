package e2e_test

import (
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
	"golang.org/x/crypto/ssh"
)

// TestStories runs the scripts of testdata. Beside testscript's own commands,
// with snug in the PATH, they have:
//
//	server start [FLAG...]   run the program on $DATA; sets $HOSTKEY and $READY
//	server stop|kill         end it in good order, or as a crash would
//	key NAME...              make keys, and the files NAME.pub
//	ssh [-e] [-in FILE] [-offer KEY] [-from ADDRESS] KEY [USER@] [-- COMMAND]
//	                         run a command, or no command, without a terminal;
//	                         -in gives it input, -offer offers another key
//	                         first without being able to prove it, -from comes
//	                         from another address, such as 127.0.0.2; -over NAME
//	                         in place of a key takes the connection of a listener
//	ctl [-in FILE] COMMAND   run a command over the admin socket of $DATA, whether
//	                         a server runs or not
//	status N                 the exit status of the last ssh or ctl was N (or, with
//	                         !, was another)
//	keep NAME [REGEXP]       what the last command printed, or the part of it that
//	                         matches, becomes $NAME
//	foreign A B KEY          every command about a message answers the holder of
//	                         the key the same for A and for B: there is none
//	hidden ROOM NAME KEY     every command about a room answers the holder of the
//	                         key the same for the room as for a name that no room
//	                         has: there is none
//	listen [-from ADDRESS] [-term TYPE] [-env NAME=VALUE] NAME KEY [-- COMMAND]
//	                         run a command, or no command, in the background;
//	                         -term gives it a terminal of that type
//	type [-bare] NAME TEXT   type a line there, or with -bare without its end;
//	                         \xNN and \uNNNN become bytes and characters
//	eof NAME                 end its input
//	heard NAME REGEXP        wait until its output matches
//	ended NAME N             wait until it has ended, with exit status N
//	hangup NAME              end its connection
//	[!] await REGEXP KEY -- COMMAND
//	                         run a command until its standard output matches (or
//	                         does not), for what the server does by and by
//	rush N [-key KEY] -- COMMAND
//	                         run a command N times at once, each with a key of
//	                         its own or all with one, and print how many ended
//	                         with which status; %d becomes 1 to N
//	harmless stdout|stderr|FILE...
//	                         there is nothing in it that a terminal would act on
//	plain stdout|FILE...     the same, but what line mode needs on a terminal:
//	                         carriage return and backspace
//	mode OCTAL FILE          the file's permissions are these
//
// With -e, \xNN and \uNNNN in the command and in the input become bytes and
// characters.
func TestStories(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata",
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
		Setup: func(env *testscript.Env) error {
			s := &story{keys: map[string]ssh.Signer{}, listeners: map[string]*listener{}}
			env.Values[storyKey{}] = s
			env.Defer(s.end)
			env.Setenv("PATH", filepath.Dir(snug)+string(filepath.ListSeparator)+env.Getenv("PATH"))
			env.Setenv("GORACE", os.Getenv("GORACE"))
			env.Setenv("DATA", filepath.Join(env.WorkDir, "data"))
			return nil
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"server":   cmdServer,
			"key":      cmdKey,
			"ssh":      cmdSSH,
			"ctl":      cmdCtl,
			"status":   cmdStatus,
			"keep":     cmdKeep,
			"foreign":  cmdForeign,
			"hidden":   cmdHidden,
			"listen":   cmdListen,
			"heard":    cmdHeard,
			"ended":    cmdEnded,
			"await":    cmdAwait,
			"hangup":   cmdHangup,
			"type":     cmdType,
			"eof":      cmdEOF,
			"rush":     cmdRush,
			"harmless": cmdHarmless,
			"plain":    cmdPlain,
			"mode":     cmdMode,
		},
	})
}

// A story is the state of one script.
type story struct {
	server    *server
	keys      map[string]ssh.Signer
	status    int // of the last ssh or ctl
	listeners map[string]*listener
}

type storyKey struct{}

func storyOf(ts *testscript.TestScript) *story { return ts.Value(storyKey{}).(*story) }

// end leaves nothing running after a script, however it went.
func (s *story) end() {
	for _, l := range s.listeners {
		l.conn.Close()
	}
	if s.server != nil {
		s.server.kill()
	}
}

// key returns the key of somebody whom the script has named.
func (s *story) key(ts *testscript.TestScript, name string) ssh.Signer {
	k := s.keys[name]
	if k == nil {
		ts.Fatalf("there is no key %s", name)
	}
	return k
}

// running returns the server of a script that has started one.
func (s *story) running(ts *testscript.TestScript) *server {
	if s.server == nil {
		ts.Fatalf("no server is running")
	}
	return s.server
}

func cmdServer(ts *testscript.TestScript, neg bool, args []string) {
	s := storyOf(ts)
	if neg || len(args) == 0 {
		ts.Fatalf("usage: server start [FLAG...] | stop | kill")
	}
	switch args[0] {
	case "start":
		if s.server != nil {
			ts.Fatalf("a server is running")
		}
		running, err := startServer(ts.Getenv("DATA"), args[1:]...)
		ts.Check(err)
		s.server = running
		ts.Setenv("HOSTKEY", running.hostKey)
		ts.Setenv("READY", strings.TrimSpace(running.ready))
	case "stop":
		ts.Check(s.running(ts).stop())
		s.server = nil
	case "kill":
		s.running(ts).kill()
		s.server = nil
	default:
		ts.Fatalf("unknown: server %s", args[0])
	}
}

func cmdKey(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) == 0 {
		ts.Fatalf("usage: key NAME...")
	}
	for _, name := range args {
		k := newKey()
		storyOf(ts).keys[name] = k
		ts.Check(os.WriteFile(ts.MkAbs(name+".pub"), ssh.MarshalAuthorizedKey(k.PublicKey()), 0o600))
		ts.Setenv(strings.ToUpper(name)+"_FINGERPRINT", ssh.FingerprintSHA256(k.PublicKey()))
	}
}

func cmdStatus(ts *testscript.TestScript, neg bool, args []string) {
	if len(args) != 1 {
		ts.Fatalf("usage: status N")
	}
	if got := strconv.Itoa(storyOf(ts).status); (got == args[0]) == neg {
		ts.Fatalf("exit status %s", got)
	}
}

func cmdKeep(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 1 || len(args) > 2 {
		ts.Fatalf("usage: keep NAME [REGEXP]")
	}
	kept := strings.TrimSpace(ts.ReadFile("stdout"))
	if len(args) == 2 {
		want, err := regexp.Compile("(?m)" + args[1])
		ts.Check(err)
		if kept = want.FindString(kept); kept == "" {
			ts.Fatalf("nothing matches %s", want)
		}
	}
	ts.Setenv(args[0], kept)
}

func cmdMode(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: mode OCTAL FILE")
	}
	info, err := os.Stat(ts.MkAbs(args[1]))
	ts.Check(err)
	if got := "0" + strconv.FormatUint(uint64(info.Mode().Perm()), 8); got != args[0] {
		ts.Fatalf("%s has mode %s, want %s", args[1], got, args[0])
	}
}
