package main

import (
	"bytes"
	"crypto/ed25519"
	"log/slog"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/pelletier/go-toml/v2"
	"golang.org/x/crypto/ssh"

	"snug/keys"
)

// keyLine is a public key as in an authorized_keys file, and keyPrint its
// fingerprint.
var keyLine, keyPrint = func() (string, string) {
	k, err := ssh.NewPublicKey(ed25519.NewKeyFromSeed(make([]byte, ed25519.SeedSize)).Public())
	if err != nil {
		panic(err)
	}
	return strings.TrimSpace(string(ssh.MarshalAuthorizedKey(k))), ssh.FingerprintSHA256(k)
}()

func TestPrintDefaultParsesToTheDefaults(t *testing.T) {
	var out, errs bytes.Buffer
	if status := run(t.Context(), []string{"config", "print-default"}, nil, &out, &errs); status != exitOK {
		t.Fatalf("exit status %d: %s", status, &errs)
	}
	var all map[string]any
	if err := toml.Unmarshal(out.Bytes(), &all); err != nil {
		t.Fatal(err)
	}
	for _, key := range settings("toml") {
		if _, ok := all[key]; !ok {
			t.Errorf("the setting %q is missing", key)
		}
	}

	path := filepath.Join(t.TempDir(), "snug.toml")
	write(t, path, out.String())
	got := Config{Listen: Address{"unset:0"}, LogFormat: LogJSON, LogLevel: slog.LevelError, Deleted: Erase}
	if err := readFile(path, &got); err != nil {
		t.Fatal(err)
	}
	want := defaultConfig()
	want.Owners, want.Exempt, want.ProxyNetworks = Owners{}, Networks{}, Networks{} // the file says: none
	unexported := cmp.Exporter(func(reflect.Type) bool { return true })
	if diff := cmp.Diff(want, got, unexported); diff != "" {
		t.Errorf("defaults (-want +got):\n%s", diff)
	}
}

func TestStrongerSourceWins(t *testing.T) {
	tests := []struct {
		name    string
		file    string
		environ map[string]string
		args    []string
		want    string // the address
	}{
		{"nothing said", "", nil, nil, ":2222"},
		{"file", `listen = ":1"`, nil, nil, ":1"},
		{"environment over file", `listen = ":1"`, map[string]string{"SNUG_LISTEN": ":2"}, nil, ":2"},
		{"flag over environment and file", `listen = ":1"`, map[string]string{"SNUG_LISTEN": ":2"}, []string{"--listen", ":3"}, ":3"},
		{"flag that says the default", `listen = ":1"`, nil, []string{"--listen", ":2222"}, ":2222"},
		{"empty variable counts as unset", `listen = ":1"`, map[string]string{"SNUG_LISTEN": ""}, nil, ":1"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			dir := t.TempDir()
			write(t, filepath.Join(dir, configFile), tt.file)
			out := check(t, tt.environ, append(tt.args, "--data", dir)...)
			if !strings.HasSuffix(out, "listening on "+tt.want+"\n") {
				t.Errorf("config check says %q, want address %s", out, tt.want)
			}
		})
	}
}

func TestSettingsOfTheServerAreFixed(t *testing.T) {
	path := filepath.Join(t.TempDir(), "snug.toml")
	write(t, path, `
sign_up = "Invite"
probation = "168h"
probation_rate = 5
send_rate = 20
send_burst = 50
probation_links = true
bots = "Staff"
files = "off"
file_size = "1024k"
file_quota = "104857600"
file_room_quota = "0.5g"
file_total = "1.5GB"
file_keep = "720h"
guest_files = true
motd = """
Be kind.

The library closes at ten."""
`)
	c, _, err := load(path, map[string]string{"SNUG_DATA": t.TempDir(), "SNUG_PROBATION_RATE": "6", "SNUG_CONTACT": " desk@example.com "}, func(*Config) {})
	if err != nil {
		t.Fatal(err)
	}
	want := map[string]string{
		"sign-up": "invite", "probation": "7d", "probation-rate": "6", "send-rate": "20", "send-burst": "50", "probation-links": "yes",
		"files": "off", "file-size": "1M", "file-quota": "100M", "file-room-quota": "512M", "file-total": "1.5G",
		"file-keep": "30d", "guest-files": "yes",
		"bots": "staff", "motd": "Be kind.\n\nThe library closes at ten.", "contact": "desk@example.com",
	}
	if diff := cmp.Diff(want, c.fixed()); diff != "" {
		t.Errorf("fixed settings (-want +got):\n%s", diff)
	}
	if none := defaultConfig().fixed(); len(none) != 0 {
		t.Errorf("without a configuration, %v are fixed", none)
	}
	for _, s := range keys.HouseNames() {
		if _, ok := want[s]; !ok {
			t.Errorf("no configuration can set %s", s)
		}
	}
}

func TestConfigurationFileIsFound(t *testing.T) {
	inData, other := t.TempDir(), filepath.Join(t.TempDir(), "other.toml")
	write(t, filepath.Join(inData, configFile), `listen = ":1"`)
	write(t, other, `listen = ":2"`)
	tests := []struct {
		name    string
		environ map[string]string
		args    []string
		want    string
	}{
		{"in the data directory", map[string]string{"SNUG_DATA": inData}, nil, ":1"},
		{"in the default data directory", map[string]string{"STATE_DIRECTORY": inData + ":/elsewhere"}, nil, ":1"},
		{"named by the environment", map[string]string{"SNUG_DATA": inData, "SNUG_CONFIG": other}, nil, ":2"},
		{"named by a flag", map[string]string{"SNUG_DATA": inData}, []string{"--config", other}, ":2"},
		{"named by an argument", map[string]string{"SNUG_DATA": inData}, []string{other}, ":2"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if out := check(t, tt.environ, tt.args...); !strings.HasSuffix(out, "listening on "+tt.want+"\n") {
				t.Errorf("config check says %q, want address %s", out, tt.want)
			}
		})
	}
}

func TestDefaultDataDirectory(t *testing.T) {
	tests := []struct {
		name    string
		environ map[string]string
		want    string // empty: a usage error
	}{
		{"systemd", map[string]string{"STATE_DIRECTORY": "/var/lib/snug", "XDG_STATE_HOME": "/x", "HOME": "/h"}, "/var/lib/snug"},
		{"XDG", map[string]string{"XDG_STATE_HOME": "/x", "HOME": "/h"}, "/x/snug"},
		{"XDG that is relative", map[string]string{"XDG_STATE_HOME": "x", "HOME": "/h"}, "/h/.local/state/snug"},
		{"home", map[string]string{"HOME": "/h"}, "/h/.local/state/snug"},
		{"nothing", nil, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, err := stateDir(tt.environ)
			if got != tt.want || (exitStatus(err) == exitUsage) != (tt.want == "") {
				t.Errorf("stateDir = %q, %v; want %q", got, err, tt.want)
			}
		})
	}
}

func TestBadConfigurationSaysWhereAndWhat(t *testing.T) {
	dir := t.TempDir()
	tests := []struct {
		name    string
		file    string
		environ map[string]string
		args    []string
		want    []string // parts of what is said
	}{
		{"unknown key", "# one\n\nlisen = ':1'\n", nil, nil, []string{"snug.toml:3:", `unknown key "lisen"`, `did you mean "listen"?`}},
		{"two unknown keys", "lisen = ':1'\ncolour = 1\n", nil, nil, []string{"snug.toml:1:", "snug.toml:2:", "known are data, listen,"}},
		{"unknown table", "listen = ':1'\n[limits]\nx = 1\n", nil, nil, []string{"snug.toml:2:", `unknown key "limits"`}},
		{"not TOML", "listen = ':1'\nname = \n", nil, nil, []string{"snug.toml:2:"}},
		{"key set twice", "listen = ':1'\nlisten = ':2'\n", nil, nil, []string{"snug.toml:2:", "listen"}},
		{"value that does not fit", "\nlisten = 'nowhere'\n", nil, nil, []string{"snug.toml:2: listen:", `"nowhere" is no address`}},
		{"rules that are too long", "rules = '" + strings.Repeat("x", 8193) + "'\n", nil, nil, []string{"snug.toml:1: rules:", "8192"}},
		{"name with an escape sequence", `name = "\u001b[31m"`, nil, nil, []string{"snug.toml:1: name:", "plain text"}},
		{"level in a file", "log_level = 'loud'\n", nil, nil, []string{"snug.toml:1: log_level:", "loud"}},
		{"owner in a file", "owners = ['" + keyLine + "', 'SHA256:x']\n", nil, nil, []string{"snug.toml:1: owners:", "SHA256:x"}},
		{"data in a file found there", "data = '/elsewhere'\n", nil, nil, []string{"snug.toml: data", "--config"}},
		{"variable", "", map[string]string{"SNUG_LISTEN": "nowhere"}, nil, []string{"SNUG_LISTEN:", `"nowhere" is no address`}},
		{"variable with a port too high", "", map[string]string{"SNUG_LISTEN": ":65536"}, nil, []string{"SNUG_LISTEN:", "65535"}},
		{"format in a variable", "", map[string]string{"SNUG_LOG_FORMAT": "xml"}, nil, []string{"SNUG_LOG_FORMAT:", "text or json"}},
		{"fate of deleted accounts", `accounts_deleted = "keep"`, nil, nil, []string{":1: accounts_deleted:", "anonymise or erase"}},
		{"mode of sign-up", `sign_up = "invited"`, nil, nil, []string{":1: sign_up:", "open, invite, approval, closed"}},
		{"length of probation", "\nprobation = '1 month'", nil, nil, []string{":2: probation:", "24h or 7d"}},
		{"rate of probation", `probation_rate = '0'`, nil, nil, []string{":1: probation_rate:", "from 1 to 600"}},
		{"rate of sending", `send_rate = '0'`, nil, nil, []string{":1: send_rate:", "from 1 to 10000"}},
		{"burst of sending", `send_burst = "10001"`, nil, nil, []string{":1: send_burst:", "from 1 to 10000"}},
		{"links of probation in a variable", "", map[string]string{"SNUG_PROBATION_LINKS": "some"}, nil, []string{"SNUG_PROBATION_LINKS:", "yes, no"}},
		{"message that is too long", "motd = '" + strings.Repeat("x", 2001) + "'\n", nil, nil, []string{":1: motd:", "2000"}},
		{"contact of two lines that are too long", "contact = '" + strings.Repeat("x ", 101) + "'\n", nil, nil, []string{":1: contact:", "200"}},
		{"flag", "", nil, []string{"--listen", "nowhere"}, []string{"--listen", `"nowhere" is no address`, "--help"}},
		{"unknown flag", "", nil, []string{"--lisen", ":1"}, []string{"--lisen", "--help"}},
		{"owner as a missing file", "", nil, []string{"--owner", "/does/not/exist"}, []string{"neither a public key nor a fingerprint", "no such file"}},
		{"missing file", "", nil, []string{"--config", dir + "/none.toml"}, []string{"none.toml", "no such file"}},
		{"superfluous argument", "", nil, []string{"one", "two"}, []string{`"two"`}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			write(t, filepath.Join(dir, configFile), tt.file)
			var out, errs bytes.Buffer
			args := append([]string{"config", "check", "--data", dir}, tt.args...)
			if status := run(t.Context(), args, tt.environ, &out, &errs); status != exitUsage {
				t.Errorf("exit status %d, want %d", status, exitUsage)
			}
			for _, want := range tt.want {
				if !strings.Contains(errs.String(), want) {
					t.Errorf("no %q in:\n%s", want, &errs)
				}
			}
			if out.Len() != 0 {
				t.Errorf("standard output: %s", &out)
			}
		})
	}
}

func TestOwnersComeFromFilesKeysAndFingerprints(t *testing.T) {
	file := filepath.Join(t.TempDir(), "owners.pub")
	write(t, file, "# us\n"+keyLine+" ana@example\n\n")
	empty := filepath.Join(t.TempDir(), "none.pub")
	write(t, empty, "# nobody\n")
	for name, source := range map[string]string{"file": file, "key": keyLine + " ana", "fingerprint": keyPrint} {
		t.Run(name, func(t *testing.T) {
			var owners Owners
			if err := owners.Set(source); err != nil {
				t.Fatal(err)
			}
			got := owners.fingerprints()
			if len(got) != 1 || got[0].String() != keyPrint {
				t.Errorf("fingerprints %v, want %s", got, keyPrint)
			}
		})
	}
	t.Run("several in a variable", func(t *testing.T) {
		var c Config
		if err := readEnviron(map[string]string{"SNUG_OWNERS": keyPrint + "," + file}, &c); err != nil {
			t.Fatal(err)
		}
		if got := c.Owners.fingerprints(); len(got) != 2 || !slices.Equal(got[:1], got[1:]) {
			t.Errorf("fingerprints %v, want %s twice", got, keyPrint)
		}
	})
	t.Run("file without a key", func(t *testing.T) {
		var owners Owners
		if err := owners.Set(empty); err == nil {
			t.Error("no error")
		}
	})
}

// check runs "config check" and returns what it printed.
func check(t *testing.T, environ map[string]string, args ...string) string {
	t.Helper()
	var out, errs bytes.Buffer
	if status := run(t.Context(), append([]string{"config", "check"}, args...), environ, &out, &errs); status != exitOK {
		t.Fatalf("exit status %d: %s", status, &errs)
	}
	return out.String()
}

func write(t *testing.T, path, content string) {
	t.Helper()
	if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
}
