package line_test

import (
	"bytes"
	"context"
	"errors"
	"io"
	"log/slog"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"
	"unicode/utf8"

	"golang.org/x/crypto/ssh"

	"snug/data"
	"snug/keys"
	"snug/keys/audit"
	"snug/keys/keystest"
	"snug/room"
	"snug/room/roomtest"
	"snug/session/command"
	"snug/session/line"
	"snug/session/live"
	"snug/text"
	"snug/text/lang"
	"snug/ui"
	"snug/ui/pick"
	"snug/ui/screen"
)

// A world is a server without SSH: a real store, its rooms and its commands.
type world struct {
	t         *testing.T
	broker    *room.Broker
	directory *keys.Directory
	table     *command.Table
	sessions  *live.Sessions
}

// inWorld runs a test in a world whose time is the bubble's.
func inWorld(t *testing.T, test func(t *testing.T, w *world)) {
	synctest.Test(t, func(t *testing.T) {
		log := slog.New(slog.DiscardHandler)
		store, err := data.Open(t.TempDir(), data.Options{Log: log})
		if err != nil {
			t.Fatal(err)
		}
		broker, err := room.NewBroker(roomtest.Unpaced(store.Rooms()), log)
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() {
			if err := errors.Join(broker.Close(context.Background()), store.Close()); err != nil {
				t.Error(err)
			}
		})
		w := &world{t: t, broker: broker, directory: keys.NewDirectory(store.Accounts(), nil), sessions: live.New()}
		w.table, err = command.New(command.Services{
			Broker: broker, Directory: w.directory, Sessions: w.sessions, Log: log,
			Version: "test", Connect: "ssh chat.example.com",
		}, command.Specs()...)
		if err != nil {
			t.Fatal(err)
		}
		test(t, w)
	})
}

// A person is somebody with an account.
type person struct {
	w   *world
	who keys.Identity
	key ssh.PublicKey
	id  room.UserID
}

func (w *world) person(name string) *person {
	w.t.Helper()
	key := keystest.NewKey(w.t)
	who, _, err := w.directory.SignUpWith(w.t.Context(), audit.Actor{}, key, keys.Application{Name: name})
	if err != nil {
		w.t.Fatal(err)
	}
	return &person{w: w, who: who, key: key, id: room.UserID(who.Account.ID)}
}

// do runs a command line.
func (p *person) do(line string) {
	p.w.t.Helper()
	var out, errs bytes.Buffer
	if status := p.w.table.Run(p.w.t.Context(), command.Call{
		Line: line, Front: command.Exec, Who: p.who, Key: p.key, Stdout: &out, Stderr: &errs,
	}); status != 0 {
		p.w.t.Fatalf("%s: %s", line, errs.String())
	}
	synctest.Wait()
}

// say says something in a room.
func (p *person) say(in, text string) *room.Message {
	p.w.t.Helper()
	r, err := p.w.broker.Find(p.id, in)
	if err != nil {
		p.w.t.Fatal(err)
	}
	m, _, err := p.w.broker.Say(p.w.t.Context(), p.id, r.ID, room.Saying{ID: room.NewCommandID(), Text: text})
	if err != nil {
		p.w.t.Fatal(err)
	}
	synctest.Wait()
	return m
}

// sit takes a seat in the lobby, without line mode.
func (p *person) sit() *room.Seat {
	p.w.t.Helper()
	seat, err := p.w.broker.Sit(room.Person{ID: p.id, Name: p.who.Account.Name}, room.SitOptions{})
	if err != nil {
		p.w.t.Fatal(err)
	}
	p.w.t.Cleanup(seat.Close)
	r, err := p.w.broker.Find(p.id, room.Lobby)
	if err != nil {
		p.w.t.Fatal(err)
	}
	if _, err := seat.Enter(p.w.t.Context(), r.ID); err != nil {
		p.w.t.Fatal(err)
	}
	return seat
}

// A host runs slash lines by the table.
type host struct{ p *person }

func (h host) Run(ctx context.Context, in room.ID, typed string) (reply ui.Reply) {
	var out bytes.Buffer
	changed := false
	err := h.p.w.table.Do(ctx, command.Call{
		Line: typed, Front: command.Line, Who: h.p.who, Key: h.p.key, Stdout: &out, Stderr: &out, In: in,
		Enter: func(id room.ID) { reply.Enter = id }, Changed: func(string, string) { changed = true },
	})
	reply.Text, reply.Err = out.String(), err
	if f := (*command.Failure)(nil); errors.As(err, &f) && f.Status == command.Unconfirmed {
		reply.Again = typed + " --yes"
	}
	if changed {
		reply.Settings, _ = h.p.w.directory.Settings(h.p.who.Account.ID)
	}
	return reply
}

func (h host) Query(context.Context, string) ([]byte, error) {
	return nil, errors.New("nothing is queried")
}

func (h host) OpenFile(context.Context, room.FileID) (*room.Message, ui.Bytes, error) {
	return nil, nil, errors.New("nothing is looked at")
}

func (h host) Commands(in lang.Lang) []pick.Command {
	var list []pick.Command
	for _, c := range h.p.w.table.Describe(h.p.who, command.Line) {
		if len(c.Names) == 0 {
			continue
		}
		args := make([]pick.Arg, len(c.Args))
		for i, a := range c.Args {
			args[i] = pick.Arg{Name: a.Name, Optional: a.Optional}
			if a.Kind == command.KindMessage {
				args[i].Kind = pick.ArgMessage
			}
		}
		list = append(list, pick.Command{Name: c.Names[0], Aliases: c.Names[1:], Args: args, Help: in.T(string(c.Help))})
	}
	return list
}

func (h host) Settings(lang.Lang) []pick.Setting { return nil }

// A session is a person in line mode.
type session struct {
	t     *testing.T
	in    *io.PipeWriter
	out   *transcript
	stop  context.CancelCauseFunc
	ended chan struct{}
	last  line.End
	err   error // after ended
}

// An entry says how a session begins; its zero value is in English, in the lobby,
// without a terminal.
type entry struct {
	room    string
	echo    bool
	cols    int
	rows    int
	lang    lang.Lang
	lines   bool
	signUp  *ui.SignUp
	chat    ui.Chat // besides seat and room; without a host: the table
	notices <-chan ui.Notice
}

// enter begins a session of a person.
func (p *person) enter(e entry) *session {
	p.w.t.Helper()
	seat, err := p.w.broker.Sit(room.Person{ID: p.id, Name: p.who.Account.Name, Rank: room.Rank(p.who.Role)}, room.SitOptions{})
	if err != nil {
		p.w.t.Fatal(err)
	}
	p.w.t.Cleanup(seat.Close)
	if e.room == "" {
		e.room = room.Lobby
	}
	r, err := p.w.broker.Find(p.id, e.room)
	if err != nil {
		p.w.t.Fatal(err)
	}
	e.chat.Seat, e.chat.Room = seat, r.ID
	if e.chat.Host == nil {
		e.chat.Host = host{p}
	}
	if e.chat.Settings == nil {
		if e.chat.Settings, err = p.w.directory.Settings(p.who.Account.ID); err != nil {
			p.w.t.Fatal(err)
		}
	}
	return p.w.begin(e)
}

// begin begins a session.
func (w *world) begin(e entry) *session {
	w.t.Helper()
	in, typed := io.Pipe()
	s := &session{t: w.t, in: typed, out: &transcript{t: w.t, echo: e.echo}, ended: make(chan struct{})}
	ctx, stop := context.WithCancelCause(w.t.Context())
	s.stop = stop
	go func() {
		defer close(s.ended)
		s.last, s.err = line.Run(ctx, line.Terminal{
			In: in, Out: s.out, Err: s.out, Echo: e.echo, Size: screen.Size{Cols: e.cols, Rows: e.rows},
		}, line.Config{
			Server: "chat.example.com", Connect: "ssh chat.example.com", Chat: e.chat, SignUp: e.signUp, Lang: e.lang, Zone: time.UTC,
			Lines: e.lines, Notices: e.notices,
			Changes: func(l string) bool { return w.table.Changes(l, command.Line) },
		})
	}()
	w.t.Cleanup(func() {
		stop(nil)
		_ = typed.Close()
		<-s.ended
	})
	synctest.Wait()
	return s
}

// types types something, and waits until all that comes of it has come.
func (s *session) types(text string) {
	s.t.Helper()
	s.out.heard(text)
	s.in.Write([]byte(text)) // fails when the session has ended
	synctest.Wait()
}

// end ends what is typed, and returns how the session came out.
func (s *session) end() error {
	s.t.Helper()
	_ = s.in.Close()
	<-s.ended
	return s.err
}

// shows and hides tell whether something was printed since they were asked last.
func (s *session) shows(all ...string) {
	s.t.Helper()
	got := s.out.since()
	for _, want := range all {
		if !strings.Contains(got, want) {
			s.t.Errorf("%q was not printed:\n%s", want, got)
		}
	}
}

func (s *session) hides(all ...string) {
	s.t.Helper()
	got := s.out.since()
	for _, not := range all {
		if strings.Contains(got, not) {
			s.t.Errorf("%q was printed:\n%s", not, got)
		}
	}
}

// A transcript is what was printed and typed. No byte may come into it that does
// anything but go to the next row; or back, where there is a terminal.
type transcript struct {
	t    *testing.T
	echo bool

	mu   sync.Mutex
	all  bytes.Buffer
	seen int
}

func (o *transcript) Write(p []byte) (int, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	for rest := p; len(rest) > 0; {
		r, size := utf8.DecodeRune(rest)
		rest = rest[size:]
		switch {
		case r == '\n', o.echo && (r == '\r' || r == '\b' || r == '\a'):
		case r == utf8.RuneError && size == 1, r < ' ', text.Forbidden(r):
			o.t.Errorf("%U was printed, in %q", r, p)
		}
	}
	return o.all.Write(p)
}

// heard notes what is typed; where there is a terminal it shows it by itself.
func (o *transcript) heard(typed string) {
	o.mu.Lock()
	defer o.mu.Unlock()
	if !o.echo {
		for l := range strings.Lines(typed) {
			o.all.WriteString("> " + strings.ToValidUTF8(l, "?"))
		}
	}
}

// since is what has come since it was asked for last.
func (o *transcript) since() string {
	o.mu.Lock()
	defer o.mu.Unlock()
	s := o.all.String()[o.seen:]
	o.seen = o.all.Len()
	return s
}

// golden is all of it, with what moves the cursor made visible.
func (o *transcript) golden() []byte {
	o.mu.Lock()
	defer o.mu.Unlock()
	return []byte(strings.NewReplacer("\r", "␍", "\b", "␈", "\a", "␇").Replace(o.all.String()))
}
