package keys_test

import (
	"crypto/dsa" //lint:ignore SA1019 a DSA key is what must be refused
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/rsa"
	"errors"
	"math/big"
	"strings"
	"testing"

	"golang.org/x/crypto/ssh"

	"snug/keys"
	"snug/keys/keystest"
)

// rsaKey makes a public key with a modulus of so many bits; nothing here ever
// verifies a signature with it.
func rsaKey(t *testing.T, bits uint) ssh.PublicKey {
	t.Helper()
	n := new(big.Int).Lsh(big.NewInt(1), bits-1)
	n.SetBit(n, 0, 1)
	return public(t, &rsa.PublicKey{N: n, E: 65537})
}

func public(t *testing.T, k any) ssh.PublicKey {
	t.Helper()
	p, err := ssh.NewPublicKey(k)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func TestA8KeyPolicy(t *testing.T) {
	ec, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	old := &dsa.PublicKey{Y: big.NewInt(4)}
	old.P, old.Q, old.G = new(big.Int).Lsh(big.NewInt(1), 1023), new(big.Int).Lsh(big.NewInt(1), 159), big.NewInt(2)

	tests := []struct {
		name string
		key  ssh.PublicKey
		tell string // in the refusal; empty: accepted
	}{
		{"Ed25519", keystest.NewKey(t), ""},
		{"ECDSA", public(t, &ec.PublicKey), ""},
		{"RSA of 2048 bits", rsaKey(t, 2048), ""},
		{"RSA of 8192 bits", rsaKey(t, 8192), ""},
		{"RSA of 1024 bits", rsaKey(t, 1024), "1024 bits is too short"},
		{"RSA of 16384 bits", rsaKey(t, 16384), "16384 bits is too long"},
		{"DSA", public(t, old), "ssh-dss"},
		{"certificate", &ssh.Certificate{Key: keystest.NewKey(t), SignatureKey: keystest.NewKey(t)}, "cert"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			err := keys.CheckKey(tt.key)
			if tt.tell == "" {
				if err != nil {
					t.Error(err)
				}
				return
			}
			var r *keys.Refusal
			if !errors.As(err, &r) || !errors.Is(err, keys.ErrBadKey) {
				t.Fatalf("error = %v, want a refusal: %v", err, keys.ErrBadKey)
			}
			if !strings.Contains(r.Error(), tt.tell) || !strings.Contains(r.Error(), "ssh-keygen -t ed25519") {
				t.Errorf("refusal %q does not say %q and what to do", r.Error(), tt.tell)
			}
		})
	}
}

func TestParseOwners(t *testing.T) {
	k := keystest.NewKey(t)
	line := strings.TrimSpace(string(ssh.MarshalAuthorizedKey(k)))
	print := keys.FingerprintOf(k).String()
	tests := []struct {
		name  string
		lines string
		want  int
		tell  string // in the error
	}{
		{"nothing", "", 0, ""},
		{"a key", line, 1, ""},
		{"a key with options and a comment", `no-pty ` + line + ` ana@desk`, 1, ""},
		{"a fingerprint", print, 1, ""},
		{"a file", "# staff\n\n" + line + "\r\n" + print + "\n", 2, ""},
		{"a short fingerprint", "SHA256:abcd", 0, "line 1"},
		{"not a key", line + "\nhello there", 0, "line 2"},
		{"a private key", "-----BEGIN OPENSSH PRIVATE KEY-----", 0, "line 1"},
		{"a key that nobody may use", string(ssh.MarshalAuthorizedKey(rsaKey(t, 1024))), 0, "1024"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, err := keys.ParseOwners(tt.lines)
			if tt.tell != "" {
				if err == nil || !strings.Contains(err.Error(), tt.tell) {
					t.Errorf("error = %v, want one that mentions %q", err, tt.tell)
				}
				return
			}
			if err != nil || len(got) != tt.want {
				t.Fatalf("owners = %v, %v; want %d", got, err, tt.want)
			}
			for _, f := range got {
				if f != keys.FingerprintOf(k) {
					t.Errorf("owner = %s, want %s", f, print)
				}
			}
		})
	}
}
