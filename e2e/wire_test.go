package e2e_test

import (
	"bufio"
	"crypto/aes"
	"crypto/cipher"
	"crypto/ecdh"
	"crypto/rand"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"math/big"
	"net"
	"strings"
	"time"

	"golang.org/x/crypto/ssh"
)

// A wire is an SSH connection that is spoken by hand: it sends what the
// libraries of clients do not let through, in any order and at any time. It
// trusts whatever host key it is shown. One goroutine may send while another
// receives.
type wire struct {
	net.Conn
	in      *bufio.Reader
	up      *seal // nil before the first keys are in use
	down    *seal
	session []byte // its identifier, which signatures are made over
	theirs  string // the version that the server has said
}

// version is what a wire calls itself.
const version = "SSH-2.0-wire"

// newWire connects from an address of this machine, empty for the usual one,
// and says nothing yet. Whatever is sent or received later fails after a
// deadline, so that no attack waits for ever.
func newWire(s *server, from string) (*wire, error) {
	conn, err := dialTCP(s, from)
	if err != nil {
		return nil, err
	}
	if err := conn.SetDeadline(time.Now().Add(patience)); err != nil {
		return nil, err
	}
	return &wire{Conn: conn, in: bufio.NewReader(conn)}, nil
}

// dialTCP connects and speaks no SSH.
func dialTCP(s *server, from string) (net.Conn, error) {
	dialer := net.Dialer{Timeout: patience}
	if from != "" {
		dialer.LocalAddr = &net.TCPAddr{IP: net.ParseIP(from)}
	}
	return dialer.Dial("tcp", s.addr)
}

// enterWire connects and proves a key, without which nobody's is proved.
func enterWire(s *server, from string, key ssh.Signer) (w *wire, err error) {
	if w, err = newWire(s, from); err != nil {
		return nil, err
	}
	if err = w.shakeHands(); err == nil {
		err = w.authenticate("wire", key)
	}
	if err != nil {
		w.Close()
		return nil, err
	}
	return w, nil
}

// A seal encrypts or decrypts the packets of one direction (RFC 5647).
type seal struct {
	aead  cipher.AEAD
	nonce [12]byte
}

func newSeal(key, nonce []byte) (*seal, error) {
	block, err := aes.NewCipher(key)
	if err != nil {
		return nil, err
	}
	aead, err := cipher.NewGCM(block)
	if err != nil {
		return nil, err
	}
	return &seal{aead, [12]byte(nonce)}, nil
}

// next counts one more packet.
func (s *seal) next() {
	n := binary.BigEndian.Uint64(s.nonce[4:])
	binary.BigEndian.PutUint64(s.nonce[4:], n+1)
}

// packet returns a payload as it goes over the connection.
func (w *wire) packet(payload []byte) []byte {
	const head = 5 // the length and how much is padding
	block, counted := 16, 1+len(payload)
	if w.up == nil {
		block, counted = 8, head+len(payload)
	}
	padding := 2*block - counted%block
	p := make([]byte, head, head+len(payload)+padding+16)
	binary.BigEndian.PutUint32(p, uint32(1+len(payload)+padding))
	p[4] = byte(padding)
	p = append(append(p, payload...), make([]byte, padding)...)
	if w.up != nil {
		p = append(p[:4], w.up.aead.Seal(nil, w.up.nonce[:], p[4:], p[:4])...)
		w.up.next()
	}
	return p
}

// send sends packets in one write.
func (w *wire) send(payloads ...[]byte) error {
	var all []byte
	for _, p := range payloads {
		all = append(all, w.packet(p)...)
	}
	_, err := w.Write(all)
	return err
}

// receive returns the payload of the next packet.
func (w *wire) receive() ([]byte, error) {
	var head [4]byte
	if _, err := io.ReadFull(w.in, head[:]); err != nil {
		return nil, err
	}
	n := binary.BigEndian.Uint32(head[:])
	if n > 1<<20 {
		return nil, fmt.Errorf("a packet of %d bytes", n)
	}
	if w.down != nil {
		n += uint32(w.down.aead.Overhead())
	}
	p := make([]byte, n)
	_, err := io.ReadFull(w.in, p)
	if err == nil && w.down != nil {
		p, err = w.down.aead.Open(p[:0], w.down.nonce[:], p, head[:])
		w.down.next()
	}
	if err != nil {
		return nil, err
	}
	if len(p) < 2 || len(p) < 2+int(p[0]) {
		return nil, errors.New("a packet of padding alone")
	}
	return p[1 : len(p)-int(p[0])], nil
}

// await receives packets until one of a kind comes.
func (w *wire) await(kind byte) ([]byte, error) {
	for {
		p, err := w.receive()
		if err != nil || p[0] == kind {
			return p, err
		}
		if p[0] == msgDisconnect {
			return nil, fmt.Errorf("the server disconnects: %q", p[1:])
		}
	}
}

// drain receives, and looks at nothing, until the connection ends.
func (w *wire) drain() { _, _ = io.Copy(io.Discard, w.in) }

// The numbers of packets that are not sent as one of the structures below.
const (
	msgDisconnect    = 1
	msgServiceAccept = 6
	msgKexInit       = 20
	msgNewKeys       = 21
	msgKexReply      = 31
	msgAuthSuccess   = 52
	msgOpenConfirm   = 91
)

// A kexInit begins a key exchange (RFC 4253, 7.1).
type kexInit struct {
	Cookie                           [16]byte `sshtype:"20"`
	Exchanges, HostKeys              []string
	CiphersUp, CiphersDown           []string
	MACsUp, MACsDown                 []string
	CompressionsUp, CompressionsDown []string
	LanguagesUp, LanguagesDown       []string
	Follows                          bool
	Reserved                         uint32
}

// newKexInit offers the one set of algorithms that a wire speaks.
func newKexInit() []byte {
	ciphers, macs, none := []string{"aes128-gcm@openssh.com"}, []string{"hmac-sha2-256-etm@openssh.com"}, []string{"none"}
	k := kexInit{
		Exchanges: []string{"curve25519-sha256"}, HostKeys: []string{ssh.KeyAlgoED25519},
		CiphersUp: ciphers, CiphersDown: ciphers, MACsUp: macs, MACsDown: macs, CompressionsUp: none, CompressionsDown: none,
	}
	rand.Read(k.Cookie[:]) // never fails (crypto/rand)
	return ssh.Marshal(k)
}

// sayVersion exchanges the lines that come before everything.
func (w *wire) sayVersion() error {
	if _, err := io.WriteString(w, version+"\r\n"); err != nil {
		return err
	}
	line, err := w.in.ReadString('\n')
	w.theirs = strings.TrimRight(line, "\r\n")
	return err
}

// shakeHands says the version, agrees on keys and takes them into use.
func (w *wire) shakeHands() error {
	if err := w.sayVersion(); err != nil {
		return err
	}
	ours := newKexInit()
	secret, err := ecdh.X25519().GenerateKey(rand.Reader)
	if err != nil {
		return err
	}
	public := secret.PublicKey().Bytes()
	if err := w.send(ours, ssh.Marshal(struct {
		Key []byte `sshtype:"30"`
	}{public})); err != nil {
		return err
	}
	theirs, err := w.await(msgKexInit)
	if err != nil {
		return err
	}
	p, err := w.await(msgKexReply)
	if err != nil {
		return err
	}
	var reply struct {
		HostKey, Key, Signature []byte `sshtype:"31"`
	}
	if err := ssh.Unmarshal(p, &reply); err != nil {
		return err
	}
	peer, err := ecdh.X25519().NewPublicKey(reply.Key)
	if err != nil {
		return err
	}
	shared, err := secret.ECDH(peer)
	if err != nil {
		return err
	}
	k := new(big.Int).SetBytes(shared)
	h := sha256.Sum256(ssh.Marshal(struct {
		OurVersion, TheirVersion       string
		Ours, Theirs, HostKey, Up, Dow []byte
		K                              *big.Int
	}{version, w.theirs, ours, theirs, reply.HostKey, public, reply.Key, k}))
	w.session = h[:]
	if err := w.send([]byte{msgNewKeys}); err != nil {
		return err
	}
	if _, err := w.await(msgNewKeys); err != nil {
		return err
	}
	derive := func(letter byte) []byte { // RFC 4253, 7.2
		d := sha256.Sum256(append(append(ssh.Marshal(struct{ K *big.Int }{k}), h[:]...), append([]byte{letter}, w.session...)...))
		return d[:]
	}
	if w.up, err = newSeal(derive('C')[:16], derive('A')[:12]); err != nil {
		return err
	}
	w.down, err = newSeal(derive('D')[:16], derive('B')[:12])
	return err
}

// authRequest asks to be let in (RFC 4252, 5).
type authRequest struct {
	User    string `sshtype:"50"`
	Service string
	Method  string
	Rest    []byte `ssh:"rest"`
}

// askForAuth asks for the service of authentication.
func (w *wire) askForAuth() error {
	if err := w.send(ssh.Marshal(struct {
		Service string `sshtype:"5"`
	}{"ssh-userauth"})); err != nil {
		return err
	}
	_, err := w.await(msgServiceAccept)
	return err
}

// authenticate proves a key.
func (w *wire) authenticate(user string, key ssh.Signer) error {
	if err := w.askForAuth(); err != nil {
		return err
	}
	type proof struct {
		Signed    bool
		Algorithm string
		Key       []byte
	}
	request := authRequest{user, "ssh-connection", "publickey", ssh.Marshal(proof{true, key.PublicKey().Type(), key.PublicKey().Marshal()})}
	sig, err := key.Sign(rand.Reader, append(ssh.Marshal(struct{ S []byte }{w.session}), ssh.Marshal(request)...))
	if err != nil {
		return err
	}
	request.Rest = append(request.Rest, ssh.Marshal(struct{ S []byte }{ssh.Marshal(sig)})...)
	if err := w.send(ssh.Marshal(request)); err != nil {
		return err
	}
	_, err = w.await(msgAuthSuccess)
	return err
}

// openSession opens a channel and returns the server's number for it.
func (w *wire) openSession(window uint32) (id uint32, err error) {
	if err := w.send(channelOpen("session", 0, window)); err != nil {
		return 0, err
	}
	p, err := w.await(msgOpenConfirm)
	if err != nil {
		return 0, err
	}
	return binary.BigEndian.Uint32(p[5:]), nil
}
