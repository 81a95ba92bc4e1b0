package session

import (
	"context"
	"net"
	"strings"
	"time"

	gossh "golang.org/x/crypto/ssh"

	"snug/keys"
	"snug/session/live"
	"snug/text"
)

// open notes the session among those that are open. That is done before anybody
// is looked up: from here on, whoever takes the key away ends this session, too.
func (s *session) open(k gossh.PublicKey, client string) {
	kind := kindScreen
	switch {
	case s.isSFTP:
		kind = "sftp"
	case s.isSCP:
		kind = "scp"
	case s.isExec:
		kind = "exec"
	}
	s.live, s.gone = s.server.Sessions.Add(live.Session{
		Key: keys.FingerprintOf(k), Kind: kind, Address: address(s.conn), Client: clientName(client), Since: time.Now(),
	}, s)
}

// identify returns who holds a proved key. It looks again after the session has
// been noted as theirs: an account that was deleted meanwhile is not missed.
func (s *session) identify(k gossh.PublicKey) (who keys.Identity, err error) {
	for noted := false; ; noted = true {
		was := who.Account.ID
		if who, err = s.server.Directory.Identify(k); err != nil || noted && who.Account.ID == was {
			return who, err
		}
		s.server.Sessions.SetAccount(s.live.ID, who.Account)
	}
}

// admit tells whether somebody may be here. The session is noted as theirs by
// now: whoever shuts them out from here on finds it and ends it.
func (s *session) admit(who keys.Identity) error {
	s.conn.named(who.Account.Name)
	err := s.server.Table.Admit(who, s.live.Address)
	if err != nil {
		s.server.refused.hit(limitDoor)
		s.conn.logRefusal("a session of somebody who is shut out")
	}
	return err
}

// became notes whose session it is, and returns what is kept of it. A guest's
// becomes a member's while it runs.
func (s *session) became(who keys.Identity) *keys.Identity {
	s.conn.named(who.Account.Name)
	s.conn.charge(who)
	s.server.Sessions.SetAccount(s.live.ID, who.Account)
	s.who.Store(&who)
	return &who
}

// close forgets the session.
func (s *session) close() {
	if s.gone != nil { // it came to something
		s.gone()
	}
	s.ending.stop()
}

// seenPatience is how long the end of a session waits until it is on disk when
// the person was there.
const seenPatience = 2 * time.Second

// keepSeen has it kept that the person was there until now.
func (s *session) keepSeen() {
	who := s.who.Load()
	if who == nil {
		return // nobody was
	}
	ctx, cancel := context.WithTimeout(context.Background(), seenPatience) // the session's own has ended
	defer cancel()
	if err := s.server.Directory.Seen(ctx, *who); err != nil {
		s.server.Log.Warn("the end of a session is not kept", "conn", s.conn.id, "user", who.Account.Name, "err", err)
	}
}

// address returns a peer's address without its port.
func address(c net.Conn) string {
	host, _, err := net.SplitHostPort(remote(c))
	if err != nil {
		return remote(c)
	}
	return host
}

// clientName makes what a client calls itself, without its comment, fit to be
// shown (RFC 4253, 4.2).
func clientName(version string) string {
	name := strings.TrimPrefix(version[:min(len(version), 255)], "SSH-2.0-")
	name, _, _ = strings.Cut(name, " ")
	return text.WcWidth.Cut(text.StripLine(name), 40)
}
