package e2e_test

import (
	"fmt"
	"maps"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// algorithms is all that the server speaks.
var algorithms = map[string][]string{
	"kex": {"mlkem768x25519-sha256", "curve25519-sha256", "curve25519-sha256@libssh.org", "kex-strict-s-v00@openssh.com"},
	"key": {"ssh-ed25519"},
	"enc": {"aes128-gcm@openssh.com", "aes256-gcm@openssh.com", "aes256-ctr", "aes128-ctr"},
	"mac": {"hmac-sha2-512-etm@openssh.com", "hmac-sha2-256-etm@openssh.com", "hmac-sha2-256"},
}

// accepted says which findings are no surprise, by algorithm and by a part of
// the finding. docs/security.md tells why.
var accepted = map[string]string{
	"curve25519-sha256":            "post-quantum", // for clients before OpenSSH 9.9
	"curve25519-sha256@libssh.org": "post-quantum",
	"hmac-sha2-256":                "encrypt-and-MAC", // for Dropbear, which has nothing else; nobody else chooses it
}

// A finding is what ssh-audit thinks of one algorithm.
type finding struct{ kind, algorithm, level, text string }

var (
	auditLine = regexp.MustCompile(`^\((kex|key|enc|mac)\) (\S+)(?: \([^)]*\))? +-- \[(\w+)\] (.*)$`)
	auditMore = regexp.MustCompile("^ +`- \\[(\\w+)\\] (.*)$")
	auditElse = regexp.MustCompile(`^\((sec|cve)\) .*$`)
)

// audited reads what ssh-audit prints: what the server speaks, and what of that
// is no surprise. What ssh-audit does not know it cannot find wrong.
func audited(printed string) (speaks map[string][]string, wrong []string) {
	speaks = make(map[string][]string)
	var last finding
	for line := range strings.Lines(printed) {
		line = strings.TrimRight(line, "\r\n")
		if m := auditLine.FindStringSubmatch(line); m != nil {
			last = finding{m[1], m[2], m[3], m[4]}
			speaks[last.kind] = append(speaks[last.kind], last.algorithm)
		} else if m := auditMore.FindStringSubmatch(line); m != nil {
			last.level, last.text = m[1], m[2]
		} else if auditElse.MatchString(line) {
			wrong = append(wrong, line)
			continue
		} else {
			continue
		}
		known := last.level == "info" || strings.HasPrefix(last.text, "unknown algorithm")
		if excuse := accepted[last.algorithm]; !known && (excuse == "" || !strings.Contains(last.text, excuse) || last.level != "warn") {
			wrong = append(wrong, fmt.Sprintf("%s %s: [%s] %s", last.kind, last.algorithm, last.level, last.text))
		}
	}
	return speaks, wrong
}

// TestAlgorithms has ssh-audit look at the server.
func TestAlgorithms(t *testing.T) {
	program, err := exec.LookPath("ssh-audit")
	if err != nil {
		if os.Getenv("CI") != "" {
			t.Fatal("ssh-audit is not installed")
		}
		t.Skip("ssh-audit is not installed")
	}
	s := serve(t, filepath.Join(t.TempDir(), "data"))
	_, port, err := net.SplitHostPort(s.addr)
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(program, "--no-colors", "--port="+port, "127.0.0.1")
	cmd.Env = append(os.Environ(), "HOME="+t.TempDir())
	out, err := cmd.CombinedOutput() // its status counts what it does not know as well
	speaks, wrong := audited(string(out))
	for _, one := range wrong {
		t.Errorf("ssh-audit finds %s", one)
	}
	if diff := cmp.Diff(algorithms, speaks); diff != "" {
		t.Errorf("the server speaks (-want +got):\n%s\nas ssh-audit says (%v):\n%s", diff, err, out)
	}
	if !strings.Contains(string(out), "(gen) banner: SSH-2.0-snug\n") {
		t.Errorf("the server calls itself something else than its name:\n%s", out)
	}
}

func TestFindingsOfAlgorithms(t *testing.T) {
	t.Parallel()
	const harmless = "(kex) mlkem768x25519-sha256 -- [warn] unknown algorithm\n" +
		"(kex) curve25519-sha256 -- [warn] does not provide protection against post-quantum attacks\n" +
		"          `- [info] available since OpenSSH 7.4\n" +
		"(mac) hmac-sha2-256  -- [warn] using encrypt-and-MAC mode\n"
	tests := []struct {
		name, more string
		wrong      int
	}{
		{"what is accepted", "", 0},
		{"a failure", "(kex) ecdh-sha2-nistp256 -- [fail] using elliptic curves that are suspected as being backdoored\n", 1},
		{"a failure behind a remark", "(key) ssh-rsa (1024-bit) -- [info] available\n      `- [fail] using broken SHA-1 hash algorithm\n", 1},
		{"both", "(enc) 3des-cbc -- [fail] using broken algorithm\n     `- [warn] using weak cipher mode\n", 2},
		{"another warning of what is accepted", "(mac) hmac-sha2-256 -- [warn] using a small tag\n", 1},
		{"a failure of what is accepted", "(mac) hmac-sha2-256 -- [fail] using encrypt-and-MAC mode\n", 1},
		{"a known hole", "(cve) CVE-2023-48795 -- Terrapin\n", 1},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			speaks, wrong := audited(harmless + tt.more)
			if len(wrong) != tt.wrong {
				t.Errorf("wrong is %q, want %d", wrong, tt.wrong)
			}
			if kinds := slices.Sorted(maps.Keys(speaks)); !slices.Contains(kinds, "kex") || !slices.Contains(kinds, "mac") {
				t.Errorf("it speaks %v", speaks)
			}
		})
	}
}
