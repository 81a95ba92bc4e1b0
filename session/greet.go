package session

import (
	"context"
	"time"

	"snug/keys"
	"snug/room"
	"snug/session/command"
	"snug/text"
	"snug/ui"
)

// greetPatience is how long it may take to keep that people know how their
// reports came out.
const greetPatience = 2 * time.Second

// greet adds to a chat what its person is told when they come: the message of
// the day, the announcement that counts and how their reports came out. None of
// it keeps them out when it cannot be read.
func (s *session) greet(chat ui.Chat, who room.UserID) ui.Chat {
	chat.MOTD = text.Strip(s.server.house()[keys.HouseMOTD])
	if a := s.server.announced(); a.Text != "" {
		chat.Waited = append(chat.Waited, ui.Notice{Text: command.Announced(a), Tone: tones[a.Tone]})
	}
	verdicts, err := s.server.Broker.Verdicts(who)
	if err != nil {
		s.server.Log.Error("how reports came out could not be looked up", "conn", s.conn.id, "err", err)
	}
	if len(verdicts) == 0 {
		return chat
	}
	var last uint64
	for _, r := range verdicts {
		chat.Waited = append(chat.Waited, ui.Notice{Text: command.Verdict(r)})
		last = max(last, r.ID)
	}
	ctx, cancel := context.WithTimeout(context.Background(), greetPatience)
	defer cancel()
	if err := s.server.Broker.Heard(ctx, who, last); err != nil {
		s.server.Log.Warn("it is not kept that somebody knows how their reports came out", "conn", s.conn.id, "err", err)
	}
	return chat
}

// tones are those of announcements as the screen has them.
var tones = map[keys.Tone]ui.Tone{keys.Info: ui.Info, keys.Warning: ui.Warning, keys.Critical: ui.Critical}

// house returns the settings of the server by name; without those that could
// not be read.
func (s *Server) house() map[string]string {
	all, err := s.Directory.House()
	if err != nil {
		s.Log.Error("the settings of the server could not be read", "err", err)
	}
	values := make(map[string]string, len(all))
	for _, one := range all {
		values[one.Name] = one.Value
	}
	return values
}

// announced returns the announcement that counts now; without text when there
// is none, or it cannot be read.
func (s *Server) announced() keys.Announcement {
	a, err := s.Directory.Announced()
	if err != nil {
		s.Log.Error("the announcement could not be read", "err", err)
	}
	return a
}

// warn tells whoever runs a command what everybody has to know by all means.
func (s *session) warn() {
	if a := s.server.announced(); a.Text != "" && a.Tone == keys.Critical {
		s.tell(text.Strip(s.speech.lang().Say(command.Announced(a))) + "\n")
	}
}
