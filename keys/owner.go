package keys

import (
	"bufio"
	"fmt"
	"strings"

	"golang.org/x/crypto/ssh"
)

// ParseOwners reads keys, one a line: a line of an authorized_keys file
// (sshd(8)), or a fingerprint as OpenSSH prints it. Empty lines and lines that
// begin with # are passed over. The error names the line.
func ParseOwners(lines string) ([]Fingerprint, error) {
	var out []Fingerprint
	sc := bufio.NewScanner(strings.NewReader(lines))
	sc.Buffer(nil, 64<<10) // an RSA key of 8192 bits has 1.5 KiB
	for n := 1; sc.Scan(); n++ {
		line := strings.TrimSpace(sc.Text())
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		f, err := parseOwner(line)
		if err != nil {
			return nil, fmt.Errorf("line %d: %w", n, err)
		}
		out = append(out, f)
	}
	if err := sc.Err(); err != nil {
		return nil, fmt.Errorf("list of keys: %w", err)
	}
	return out, nil
}

func parseOwner(line string) (Fingerprint, error) {
	if strings.HasPrefix(line, printPrefix) {
		return parseFingerprint(line)
	}
	k, _, _, _, err := ssh.ParseAuthorizedKey([]byte(line))
	if err != nil {
		return Fingerprint{}, fmt.Errorf("%w: %.80q is neither a public key nor a fingerprint", ErrBadKey, line)
	}
	if err := CheckKey(k); err != nil {
		return Fingerprint{}, err
	}
	return FingerprintOf(k), nil
}
