package session

import (
	"context"
	"errors"
	"fmt"

	gossh "golang.org/x/crypto/ssh"

	"snug/keys"
	"snug/keys/audit"
	"snug/room"
	"snug/session/command"
	"snug/text"
	"snug/text/lang"
	"snug/ui"
)

// signUp returns what the form works with. The account will belong to the key
// that was proved.
func (s *session) signUp(seats *seats, who keys.Identity, k gossh.PublicKey, user string) *ui.SignUp {
	dir := s.server.Directory
	enter := func(who keys.Identity, settings map[string]string) (ui.Chat, error) {
		// Whoever has taken the key away since it joined did not find this session
		// among those of the account.
		switch now, err := s.identify(k); {
		case err != nil:
			return ui.Chat{}, s.server.explain("look the account up", err)
		case now.Account.ID != who.Account.ID:
			return ui.Chat{}, &command.Failure{Status: command.Denied, Text: lang.S("this key was taken out of the account %s again; connect anew", who.Account.Name)}
		}
		if err := s.admit(who); err != nil { // the account may be suspended
			return ui.Chat{}, err
		}
		s.became(who)
		chat, err := s.chat(seats, who, settings, k)
		return chat, s.server.explain("enter the chat", err)
	}
	join := func(who keys.Identity, err error) (ui.Chat, error) {
		if err != nil {
			return ui.Chat{}, s.server.explain("join an account", err)
		}
		s.server.Sessions.Tell(command.KeyJoined(who, k))
		return enter(who, s.settingsOf(who))
	}
	house := s.server.house()
	return &ui.SignUp{
		Mode:         s.server.signUpMode(who.Fingerprint),
		Contact:      house[keys.HouseContact],
		Offers:       s.offers(who.Fingerprint),
		Suggested:    s.suggestion(user),
		KeyType:      keyType(who.KeyType),
		Fingerprint:  who.Fingerprint.String(),
		HostKey:      s.server.fingerprint,
		OtherKey:     withOption(s.server.Connect, "-o IdentitiesOnly=yes -i ~/.ssh/id_ed25519"),
		Check:        func(name string) error { return s.server.explain("check a name", dir.Check(name)) },
		Rules:        s.server.Rules,
		CheckDisplay: keys.CheckDisplay,
		Create: func(ctx context.Context, a ui.Application) (ui.Chat, error) {
			who, to, err := dir.SignUpWith(ctx, s.actor(keys.Identity{}), k, keys.Application{
				Name: a.Name, Display: a.Display, Code: a.Code, Note: a.Note,
			})
			switch {
			case err != nil:
				return ui.Chat{}, s.server.explain("sign up", err)
			case who.Account.Pending:
				s.became(who)
				// Whoever has let them in meanwhile did not find this session among theirs.
				now, err := dir.Identify(k)
				if err != nil || now.Account.Pending || now.Account.ID != who.Account.ID {
					return ui.Chat{}, &ui.Waiting{Name: who.Account.Name}
				}
				who = now
			}
			chat, err := enter(who, s.firstSettings(ctx, who, a.Lang))
			if err == nil && to != 0 {
				chat.Room = s.joinInvited(ctx, who, to, chat.Room)
			}
			return chat, err
		},
		Accept: func(ctx context.Context, name string) (ui.Chat, error) {
			return join(dir.Accept(ctx, s.actor(keys.Identity{}), k, name))
		},
		UseCode: func(ctx context.Context, code string) (ui.Chat, error) {
			return join(dir.UseLink(ctx, s.actor(keys.Identity{}), k, code))
		},
	}
}

// signUpMode returns how somebody may sign up, as the form has it. Whether somebody does
// is decided when they do.
func (s *Server) signUpMode(f keys.Fingerprint) string {
	mode, err := s.Directory.SignUpMode(f)
	if err != nil {
		s.Log.Error("who may sign up could not be looked up", "err", err)
		mode = keys.Open
	}
	return string(mode)
}

// joinInvited has a newcomer join the room of the invitation that they came
// with, and returns the room to begin in. If that fails the invitation stands.
func (s *session) joinInvited(ctx context.Context, who keys.Identity, to uint64, otherwise room.ID) room.ID {
	ctx = audit.With(ctx, audit.Deed{By: s.actor(who)})
	_, err := s.server.Broker.Join(ctx, room.UserID(who.Account.ID), fmt.Sprintf("r_%d", to))
	if err != nil && !errors.Is(err, room.ErrConflict) { // where they are already
		s.server.Log.Warn("a newcomer did not join the room of their invitation", "conn", s.conn.id, "user", who.Account.Name, "err", err)
		return otherwise
	}
	return room.ID(to)
}

// actor is who does something in this session, for the audit log; nobody yet
// while they join or make an account.
func (s *session) actor(who keys.Identity) audit.Actor {
	by := audit.Actor{Session: s.live.ID, Address: s.live.Address, Via: audit.Screen}
	switch {
	case s.lines:
		by.Via = audit.Line
	case s.isFiles():
		by.Via = audit.Files
	}
	if who.SignedUp() {
		by.Account, by.Name, by.Key = uint64(who.Account.ID), who.Account.Name, who.Fingerprint.String()
	}
	return by
}

// maxOffers is how many accounts that take in a key the form shows. Anybody can
// offer a key a place; the rest can be accepted with `key accept`.
const maxOffers = 9

// offers are the accounts that a key may join. The form goes without them when
// they cannot be looked up.
func (s *session) offers(f keys.Fingerprint) []string {
	accounts, err := s.server.Directory.Offers(f)
	if err != nil {
		s.server.Log.Error("no offers could be looked up", "conn", s.conn.id, "err", err)
	}
	var names []string
	for _, a := range accounts[:min(len(accounts), maxOffers)] {
		names = append(names, a.Name)
	}
	return names
}

// settingsOf reads the settings of an account that this session has joined,
// and speaks its language from here on. The session goes on without them.
func (s *session) settingsOf(who keys.Identity) map[string]string {
	settings, err := s.server.Directory.Settings(who.Account.ID)
	if err != nil {
		s.server.Log.Error("settings could not be read", "conn", s.conn.id, "user", who.Account.Name, "err", err)
		return nil
	}
	s.speech.choose(settings)
	return settings
}

// firstSettings stores the language that a newcomer has chosen, if it is not
// the one of their terminal, and returns the settings of the new account. The
// account stands without it.
func (s *session) firstSettings(ctx context.Context, who keys.Identity, in lang.Lang) map[string]string {
	if in == s.speech.guess {
		return nil
	}
	value, err := s.server.Directory.Set(ctx, s.actor(who), keys.SetLang, in.String())
	if err != nil {
		s.server.Log.Error("a newcomer's language is not stored", "conn", s.conn.id, "user", who.Account.Name, "err", err)
		value = in.String()
	}
	settings := map[string]string{keys.SetLang: value}
	s.speech.choose(settings)
	return settings
}

// suggestion is the name that a newcomer finds in the form: that of their SSH
// client, if they could have it.
func (s *session) suggestion(user string) string {
	name := text.Suggest(user)
	if name == "" || s.server.Directory.Check(name) != nil {
		return ""
	}
	return name
}

// explain makes an error fit for people.
func (s *Server) explain(what string, err error) error {
	if err == nil {
		return nil
	}
	if _, ok := lang.English.Error(err); ok {
		return err
	}
	id := newID()
	s.Log.Error("session failed", "id", id, "err", fmt.Errorf("%s: %w", what, err))
	return internal("internal error, id %s; try again later", id)
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
