package keys

import (
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"strings"

	"golang.org/x/crypto/ssh"
)

// A Fingerprint is the SHA-256 of a public key's wire form (RFC 4253, 6.6).
type Fingerprint [sha256.Size]byte

// FingerprintOf returns a key's fingerprint.
func FingerprintOf(k ssh.PublicKey) Fingerprint { return sha256.Sum256(k.Marshal()) }

const printPrefix = "SHA256:"

// String returns the fingerprint as OpenSSH prints it: "SHA256:" and base 64.
func (f Fingerprint) String() string {
	return printPrefix + base64.RawStdEncoding.EncodeToString(f[:])
}

// parseFingerprint reads what String returns.
func parseFingerprint(s string) (Fingerprint, error) {
	sum, ok := strings.CutPrefix(s, printPrefix)
	b, err := base64.RawStdEncoding.DecodeString(strings.TrimRight(sum, "="))
	if !ok || err != nil || len(b) != len(Fingerprint{}) {
		return Fingerprint{}, fmt.Errorf("%w: %.80q is no SHA-256 fingerprint; print one with: ssh-keygen -lf FILE", ErrBadKey, s)
	}
	return Fingerprint(b), nil
}
