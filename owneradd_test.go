package main

import (
	"bytes"
	"crypto/ed25519"
	"crypto/rand"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/crypto/ssh"

	"snug/data"
	"snug/keys"
)

func newPublicKey(t *testing.T) ssh.PublicKey {
	t.Helper()
	public, _, err := ed25519.GenerateKey(rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	k, err := ssh.NewPublicKey(public)
	if err != nil {
		t.Fatal(err)
	}
	return k
}

func line(k ssh.PublicKey) string { return strings.TrimSpace(string(ssh.MarshalAuthorizedKey(k))) }

// snug runs the program's command line.
func snug(t *testing.T, args ...string) said {
	t.Helper()
	var out, errs bytes.Buffer
	status := run(t.Context(), args, nil, &out, &errs)
	return said{status, out.String(), errs.String()}
}

// roleOf opens the store of a server that has ended, and returns what role the
// holder of a key has, after signing up if there is a name to do that with.
func roleOf(t *testing.T, dir string, k ssh.PublicKey, name string) keys.Role {
	t.Helper()
	store, err := data.Open(dir, data.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer store.Close()
	directory := keys.NewDirectory(store.Accounts(), nil)
	if name != "" {
		if _, err := directory.SignUp(t.Context(), k, name, ""); err != nil {
			t.Fatal(err)
		}
	}
	who, err := directory.Identify(k)
	if err != nil {
		t.Fatal(err)
	}
	return who.Role
}

func TestOwnerAdd(t *testing.T) {
	for _, serving := range []bool{true, false} {
		t.Run(map[bool]string{true: "the server runs", false: "the server does not run"}[serving], func(t *testing.T) {
			dir := t.TempDir()
			old, fresh, third := newPublicKey(t), newPublicKey(t), newPublicKey(t)
			if err := start(t, dir).stop(); err != nil {
				t.Fatal(err)
			}
			if got := roleOf(t, dir, old, "old"); got != keys.Member {
				t.Fatalf("role %v before", got)
			}
			var r running
			if serving {
				r = start(t, dir)
			}
			if got := snug(t, "owner", "add", "--data", dir, line(old)); got.status != 0 || got.out != "old is an owner of this server now.\n" {
				t.Errorf("with an account: %+v", got)
			}
			file := filepath.Join(t.TempDir(), "keys.pub")
			if err := os.WriteFile(file, []byte("# two\n\n"+line(fresh)+" fresh@laptop\n"+line(third)+"\n"), 0o600); err != nil {
				t.Fatal(err)
			}
			if got := snug(t, "owner", "add", "--data", dir, file); got.status != 0 || strings.Count(got.out, "Whoever gets an account with the key SHA256:") != 2 {
				t.Errorf("a file of keys without accounts: %+v", got)
			}
			if serving {
				if err := r.stop(); err != nil {
					t.Fatal(err)
				}
			}
			if got := roleOf(t, dir, old, ""); got != keys.Owner {
				t.Errorf("who had an account is %v", got)
			}
			if got := roleOf(t, dir, fresh, "fresh"); got != keys.Owner {
				t.Errorf("who has signed up since is %v", got)
			}
		})
	}
}

func TestOwnerAddRefusesWhatIsNoKey(t *testing.T) {
	dir := t.TempDir()
	if err := start(t, dir).stop(); err != nil {
		t.Fatal(err)
	}
	empty := filepath.Join(t.TempDir(), "empty")
	if err := os.WriteFile(empty, []byte("# nobody\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	k := newPublicKey(t)
	tests := []struct {
		name   string
		args   []string
		status int
		err    string
	}{
		{"nothing", nil, 2, "needs a public key"},
		{"a fingerprint", []string{ssh.FingerprintSHA256(k)}, 2, "the public key itself"},
		{"no such file", []string{"nowhere.pub"}, 2, "no such file"},
		{"a file without a key", []string{empty}, 2, "no public key"},
		{"half a key", []string{line(k)[:40]}, 2, "no public key"},
		{"a key of a kind that is not accepted", []string{"ssh-dss AAAAB3NzaC1kc3MAAAAB"}, 2, "no public key"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := snug(t, append([]string{"owner", "add", "--data", dir}, tt.args...)...)
			if got.status != tt.status || !strings.Contains(got.err, tt.err) || got.out != "" {
				t.Errorf("%+v, want status %d and %q", got, tt.status, tt.err)
			}
		})
	}
	if got := snug(t, "owner", "add", "--data", filepath.Join(dir, "new"), line(k)); got.status != 1 || !strings.Contains(got.err, "no server has ever run") {
		t.Errorf("without data: %+v", got)
	}
	if exists(filepath.Join(dir, "new")) {
		t.Error("it made a directory")
	}
}
