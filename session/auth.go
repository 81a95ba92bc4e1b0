package session

import (
	"errors"
	"net"
	"slices"
	"strings"

	"charm.land/ssh"
	gossh "golang.org/x/crypto/ssh"

	"snug/keys"
	"snug/text"
)

// What the transport may use. ChaCha20 is left out on purpose: the client's
// order wins, and it costs 15 % more CPU for each delivery than AES-GCM. The
// last MAC is for Dropbear's client, which has none with encrypt-then-MAC and
// no AES-GCM (2022.83): without it, it could not come in at all. It is the one
// thing, beside curve25519, that ssh-audit warns of; see docs/security.md.
var transport = gossh.Config{
	KeyExchanges: []string{gossh.KeyExchangeMLKEM768X25519, gossh.KeyExchangeCurve25519},
	Ciphers:      []string{gossh.CipherAES128GCM, gossh.CipherAES256GCM, gossh.CipherAES256CTR, gossh.CipherAES128CTR},
	MACs:         []string{gossh.HMACSHA512ETM, gossh.HMACSHA256ETM, gossh.HMACSHA256},
}

// userKeys are the signatures that a client may prove its key with: those of
// [keys.CheckKey], without SHA-1.
var userKeys = []string{
	gossh.KeyAlgoED25519, gossh.KeyAlgoSKED25519,
	gossh.KeyAlgoECDSA256, gossh.KeyAlgoECDSA384, gossh.KeyAlgoECDSA521, gossh.KeyAlgoSKECDSA256,
	gossh.KeyAlgoRSASHA512, gossh.KeyAlgoRSASHA256,
}

// serverConfig is called for each connection under the library's one lock: it
// does no work that waits. Passwords and "none" stay off, because nothing here
// switches them on.
func (s *Server) serverConfig(ctx ssh.Context) *gossh.ServerConfig {
	c := connectionOf(ctx)
	config := transport
	config.Rand = secrets{c}
	return &gossh.ServerConfig{
		Config:                  config,
		MaxAuthTries:            s.Limits.AuthTries,
		PublicKeyAuthAlgorithms: userKeys,
		PreAuthConnCallback:     func(conn gossh.ServerPreAuthConn) { c.ahead.tell(conn) },
		AuthLogCallback: func(_ gossh.ConnMetadata, method string, err error) {
			switch {
			case err == nil:
				c.authenticated()
				return
			case method != "none": // which every client begins with
				c.failed()
			}
			if method == "publickey" && !errors.Is(err, ssh.ErrPermissionDenied) {
				// The library refused the algorithm before we saw the key.
				c.keyRefused("your ssh offered a key that is not accepted (" + strings.TrimPrefix(err.Error(), "ssh: ") + ")")
			}
		},
		VerifiedPublicKeyCallback: func(_ gossh.ConnMetadata, k gossh.PublicKey, p *gossh.Permissions, _ string) (*gossh.Permissions, error) {
			c.proved(k)
			return p, nil
		},
	}
}

// proved has the connection charged to whoever it belongs to. The client's
// signature was verified by now: nobody can have accounts looked up at will.
func (c *connection) proved(k gossh.PublicKey) {
	c.mu.Lock()
	c.proven = true
	c.mu.Unlock()
	who, err := c.server.Directory.Identify(k)
	if err != nil {
		c.server.Log.Error("no account could be looked up", "conn", c.id, "err", err)
		who = keys.Identity{} // a guest; the session looks again, and tells
	}
	c.charge(who)
}

// failed counts a failure to authenticate.
func (c *connection) failed() {
	c.mu.Lock()
	c.failures++
	last := c.failures == c.server.Limits.AuthTries
	c.mu.Unlock()
	if last { // the library ends the connection
		c.server.refused.hit(limitAuth)
	}
}

// offer answers whether a key is worth proving. It looks nothing up and keeps
// nothing: whoever offers a key may not hold it, and must not learn whether
// anybody does.
func (s *Server) offer(ctx ssh.Context, k ssh.PublicKey) bool {
	c := connectionOf(ctx)
	c.mu.Lock()
	c.offers++
	many := c.offers > s.Limits.AuthOffers
	c.mu.Unlock()
	if many {
		s.refused.hit(limitOffers)
		c.cut("it asked about too many keys")
		return false
	}
	err := keys.CheckKey(k)
	if err != nil {
		c.keyRefused(err.Error())
	}
	return err == nil
}

// noKey lets somebody in who has proved no key, without a question. It leads
// to the text of keyhelp.go and nowhere else: better than "Permission denied".
func noKey(ssh.Context, gossh.KeyboardInteractiveChallenge) bool { return true }

// maxKeyReasons is how many of those are kept.
const maxKeyReasons = 6

// keyRefused keeps why a key was turned down, for that text only.
func (c *connection) keyRefused(why string) {
	why = text.WcWidth.Cut(text.StripLine(why), 200)
	c.mu.Lock()
	defer c.mu.Unlock()
	if len(c.refused) < maxKeyReasons && !slices.Contains(c.refused, why) {
		c.refused = append(c.refused, why)
	}
}

// handshakeFailed counts a connection that never became one, and logs it, unless there
// are many.
func (s *Server) handshakeFailed(nc net.Conn, err error) {
	s.refused.hit(limitHandshake)
	if !s.maySay(&s.failures) {
		return
	}
	s.Log.Info("handshake failed", "remote", remote(nc), "err", quoted(err.Error()))
}
