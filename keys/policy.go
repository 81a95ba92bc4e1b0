package keys

import (
	"crypto/rsa"
	"errors"

	"golang.org/x/crypto/ssh"

	"snug/text/lang"
)

// ErrBadKey: the key's type or size is not accepted.
var ErrBadKey = errors.New("bad key")

// Limits of an RSA modulus, in bits. Below the lower one it can be broken;
// above the upper one checking a signature costs the server too much.
const (
	minRSABits = 2048
	maxRSABits = 8192
)

// CheckKey holds a public key to the policy: Ed25519 and ECDSA, both also on a
// security key, and RSA of 2048 to 8192 bits. Anything else, certificates and
// DSA among it, is a *Refusal wrapping ErrBadKey.
func CheckKey(k ssh.PublicKey) error {
	switch k.Type() {
	case ssh.KeyAlgoED25519, ssh.KeyAlgoSKED25519,
		ssh.KeyAlgoECDSA256, ssh.KeyAlgoECDSA384, ssh.KeyAlgoECDSA521, ssh.KeyAlgoSKECDSA256:
		return nil
	case ssh.KeyAlgoRSA:
		ck, ok := k.(ssh.CryptoPublicKey)
		if !ok {
			break
		}
		r, ok := ck.CryptoPublicKey().(*rsa.PublicKey)
		if !ok {
			break
		}
		switch bits := r.N.BitLen(); {
		case bits < minRSABits:
			return badKey("an RSA key of %d bits is too short", bits)
		case bits > maxRSABits:
			return badKey("an RSA key of %d bits is too long", bits)
		}
		return nil
	}
	return badKey("a key of type %.40q is not accepted", k.Type())
}

func badKey(key string, args ...any) error {
	return refuse(ErrBadKey, "%v; use an Ed25519 key (make one with: ssh-keygen -t ed25519), ECDSA, or RSA of 2048 to 8192 bits", lang.S(key, args...))
}
