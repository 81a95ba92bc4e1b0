package session

import (
	"context"
	"errors"
	"fmt"

	gossh "golang.org/x/crypto/ssh"

	"snug/keys"
	"snug/room"
	"snug/text"
	"snug/ui"
)

// signUp returns what the form works with. The account will belong to the key
// that was proved.
func (s *session) signUp(seats *seats, who keys.Identity, k gossh.PublicKey, user string) *ui.SignUp {
	dir := s.server.Directory
	return &ui.SignUp{
		Suggested:   text.Suggest(user),
		KeyType:     keyType(who.KeyType),
		Fingerprint: who.Fingerprint.String(),
		HostKey:     s.server.fingerprint,
		OtherKey:    withOption(s.server.Connect, "-o IdentitiesOnly=yes -i ~/.ssh/id_ed25519"),
		Check:       func(name string) error { return s.server.explain("check a name", dir.Check(name)) },
		Create: func(ctx context.Context, name string) (ui.Chat, error) {
			who, err := dir.SignUp(ctx, k, name)
			if err != nil {
				return ui.Chat{}, s.server.explain("sign up", err)
			}
			s.conn.named(who.Account.Name)
			chat, err := s.chat(seats, who, k)
			return chat, s.server.explain("enter the chat", err)
		},
	}
}

// explain makes an error fit for people.
func (s *Server) explain(what string, err error) error {
	if err == nil || errors.As(err, new(*room.Refusal)) || errors.As(err, new(*keys.Refusal)) {
		return err
	}
	id := newID()
	s.Log.Error("session failed", "id", id, "err", fmt.Errorf("%s: %w", what, err))
	return errors.New("internal error, id " + id + "; try again later")
}

// keyType names a key's type as people know it.
func keyType(algorithm string) string {
	switch algorithm {
	case gossh.KeyAlgoED25519:
		return "ED25519"
	case gossh.KeyAlgoSKED25519:
		return "ED25519-SK"
	case gossh.KeyAlgoRSA:
		return "RSA"
	case gossh.KeyAlgoSKECDSA256:
		return "ECDSA-SK"
	}
	return "ECDSA"
}
