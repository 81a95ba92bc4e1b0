package session

import (
	"time"

	gossh "golang.org/x/crypto/ssh"
)

// filter reads the requests of a session's channel, without ever waiting for
// the session, and passes on the few that the library may see. The library
// would block for ever on a window change before the shell, has no bound on the
// environment, and allocates what a client asks for (charm.land/ssh v0.4.3).
//
// It returns when the shell or exec request has been passed on, after which
// nothing is, and called again, when the channel has closed. One goroutine at
// a time may be in it.
func (s *session) filter(reqs <-chan *gossh.Request, pass chan<- *gossh.Request) {
	for req := range reqs {
		if req.Type == "window-change" {
			s.windowChange(req)
			continue
		}
		if isKeepalive(req.Type) {
			s.reply(req, false)
			continue
		}
		if s.requests++; s.requests > s.server.Limits.Requests {
			s.server.refused.hit(limitRequests)
			s.conn.cut("it made too many requests on a session")
			continue // drained until the channel closes
		}
		switch req.Type {
		case "pty-req":
			if req = s.ptyRequest(req); req != nil {
				pass <- req
			}
		case "env":
			s.reply(req, s.setEnv(req))
		case "shell", "exec", "subsystem":
			if req.Type == "subsystem" {
				if req = s.sftpRequest(req); req == nil {
					continue
				}
			}
			if s.started {
				s.reply(req, false)
				continue
			}
			s.started, s.isExec = true, req.Type == "exec"
			s.handler.Add(1)
			s.conn.began()
			pass <- req
			return
		default: // agents, X11, signals, what comes next
			s.conn.logRefusal("request " + req.Type)
			s.reply(req, false)
		}
	}
}

// reply answers a request. It fails only when the connection has ended.
func (s *session) reply(req *gossh.Request, ok bool) { _ = req.Reply(ok, nil) }

func (s *session) windowChange(req *gossh.Request) {
	size, ok := parseSize(req.Payload)
	if ok && s.pty {
		gap := time.Second / time.Duration(s.server.Limits.Resizes)
		if wait := s.window.change(size, gap); wait > 0 {
			s.server.refused.hit(limitResize)
			time.AfterFunc(wait, s.server.contained(s.conn, "window", s.window.pass))
		}
	}
	s.reply(req, ok && s.pty)
}

// A ptyRequest is the payload of a pty-req (RFC 4254, 6.2).
type ptyRequest struct {
	Term                    string
	Cols, Rows              uint32
	PixelWidth, PixelHeight uint32
	Modes                   string
}

// ptyRequest returns the request as the library may see it, or nil when it was
// refused.
func (s *session) ptyRequest(req *gossh.Request) *gossh.Request {
	var p ptyRequest
	if s.started || s.pty || gossh.Unmarshal(req.Payload, &p) != nil {
		s.reply(req, false)
		return nil
	}
	s.pty, s.term = true, cleanTerm(p.Term)
	s.window.first = sizeOf(p.Cols, p.Rows)
	clean := *req
	clean.Payload = gossh.Marshal(ptyRequest{
		Term: s.term,
		Cols: uint32(s.window.first.Cols),
		Rows: uint32(s.window.first.Rows),
	})
	return &clean
}

// sftpRequest returns a request for sftp, which scp uses, too, as one for a
// command without words, for the library to answer alike: files are served on the
// way that every session takes, past the door. It returns nil when another subsystem
// was asked for and refused.
func (s *session) sftpRequest(req *gossh.Request) *gossh.Request {
	var sub struct{ Name string }
	if gossh.Unmarshal(req.Payload, &sub) != nil || sub.Name != "sftp" {
		s.conn.logRefusal("request " + req.Type)
		s.reply(req, false)
		return nil
	}
	if !s.started {
		s.isSFTP = true
	}
	clean := *req
	clean.Type, clean.Payload = "exec", gossh.Marshal(struct{ Command string }{})
	return &clean
}

// setEnv keeps a variable of the client's environment, if it may.
func (s *session) setEnv(req *gossh.Request) bool {
	var kv struct{ Name, Value string }
	if s.started || gossh.Unmarshal(req.Payload, &kv) != nil {
		return false
	}
	if len(s.env) == s.server.Limits.Env {
		s.server.refused.hit(limitEnv)
		return false
	}
	if !allowedEnv(kv.Name, kv.Value) {
		return false
	}
	s.env = append(s.env, kv.Name+"="+kv.Value)
	return true
}
