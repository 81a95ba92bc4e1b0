package command_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/charmbracelet/x/exp/golden"

	"snug/room"
	"snug/session/command"
)

// A matrix holds every command against everybody. Each cell has a private room
// of its own, in which {member} has said {message} and into which {pending} is
// invited; {stranger} is neither, {victim} is somebody new, and nobody is called
// {fresh}; {file} is the number of one that {member} has put in; {bot} is kept by {member}, and nobody has the key {public}.
var matrix = map[string]string{
	"help": "help", "whoami": "whoami", "version": "version",
	"man": "man join", "completion": "completion bash", "complete": "complete 'join lo'",
	"register": "register {fresh}",

	"room list":        "room list",
	"room show":        "room show {room}",
	"room create":      "room create {fresh}",
	"room join":        "room join {room}",
	"room leave":       "room leave {room}",
	"room pins":        "room pins {room}",
	"room read":        "room read {room}",
	"room notify":      "room notify {room} all",
	"room quiet":       "room quiet {room}",
	"room unquiet":     "room unquiet {room}",
	"room topic":       "room topic {room} Books",
	"room describe":    "room describe {room} Books",
	"room rename":      "room rename {room} {fresh}",
	"room set":         "room set {room} slow 10s",
	"room slow":        "room slow {room} 10s",
	"room private":     "room private {room} off",
	"room invite":      "room invite {room} {stranger}",
	"room uninvite":    "room uninvite {room} {pending}",
	"room decline":     "room decline {room}",
	"room invitations": "room invitations {room}",
	"room member list": "room member list {room}",
	"room role":        "room role {room} {member} moderator",
	"room transfer":    "room transfer {room} {member} --yes",
	"room archive":     "room archive {room}",
	"room unarchive":   "room unarchive {room}",
	"room delete":      "room delete {room} --yes",

	"dm send":    "dm send {member} hello",
	"dm open":    "dm open {member}",
	"dm list":    "dm list",
	"dm read":    "dm read {member}",
	"dm block":   "dm block {member}",
	"dm unblock": "dm unblock {member}",
	"dm blocks":  "dm blocks",

	"room kick":      "room kick {room} {member}",
	"room mute":      "room mute {room} {member}",
	"room unmute":    "room unmute {room} {member}",
	"room ban":       "room ban {room} {member}",
	"room unban":     "room unban {room} {member}",
	"room penalties": "room penalties {room}",

	"user list":       "user list",
	"user suspend":    "user suspend {victim}",
	"user resume":     "user resume {victim}",
	"user mute":       "user mute {victim}",
	"user unmute":     "user unmute {victim}",
	"user trust":      "user trust {victim}",
	"user untrust":    "user untrust {victim}",
	"user kick":       "user kick {victim}",
	"user note":       "user note {victim} hello",
	"user notes":      "user notes {victim}",
	"user unnote":     "user unnote {victim} 1",
	"user rename":     "user rename {victim} {fresh}",
	"user delete":     "user delete {victim} --yes",
	"user erase":      "user erase {victim} --yes",
	"user key list":   "user key list {victim}",
	"user key remove": "user key remove {victim} SHA256:none",

	"ban add":     "ban add {victim}",
	"ban remove":  "ban remove b999",
	"ban list":    "ban list",
	"ban show":    "ban show b999",
	"ban test":    "ban test {victim}",
	"ban suggest": "ban suggest {victim}",

	"who":           "who {room}",
	"user show":     "user show {member}",
	"user ignore":   "user ignore {member}",
	"user unignore": "user unignore {member}",
	"user ignored":  "user ignored",
	"user role":     "user role {stranger} moderator --reason trust",

	"message send":   "message send {room} hello",
	"message reply":  "message reply {message} hello",
	"message act":    "message act waves",
	"message edit":   "message edit {message} hello",
	"message delete": "message delete {message} --yes",
	"message react":  "message react {message} +1",
	"message pin":    "message pin {message}",
	"message unpin":  "message unpin {message}",
	"message thread": "message thread {message}",
	"message show":   "message show {message}",
	"message search": "message search in:{room} said",
	"file put":       "file put {room} a.txt",
	"file get":       "file get {file}",
	"file list":      "file list {room}",
	"file show":      "file show {file}",
	"file preview":   "file preview {file}",
	"file delete":    "file delete {file} --yes",
	"file quota":     "file quota {room}",
	"history":        "history {room}",
	"tail":           "tail {room}",
	"pipe":           "pipe --rooms {room}",

	"me show":    "me show",
	"me display": "me display {fresh}",
	"me bio":     "me bio hello",
	"me away":    "me away lunch",
	"me back":    "me back",
	"me set":     "me set clock 12h",
	"me lang":    "me lang en",
	"me tz":      "me tz UTC",
	"me clock":   "me clock 24h",
	"me theme":   "me theme dark",
	"me rename":  "me rename {fresh}",
	"me export":  "me export",
	"me delete":  "me delete --yes",

	"key list":    "key list",
	"key add":     "key add nonsense",
	"key remove":  "key remove SHA256:none",
	"key link":    "key link",
	"key join":    "key join 0000-0000",
	"key accept":  "key accept {member}",
	"key recover": "key recover {member}",

	"bot create": "bot create {fresh} {public}",
	"bot list":   "bot list",
	"bot show":   "bot show {bot}",
	"bot set":    "bot set {bot} rate 30",
	"bot join":   "bot join {bot} {room}",
	"bot leave":  "bot leave {bot} {room}",
	"bot revoke": "bot revoke {bot} --yes",

	"session list":     "session list",
	"session end":      "session end none",
	"recovery list":    "recovery list",
	"recovery approve": "recovery approve 99",
	"recovery refuse":  "recovery refuse 99",
	"audit list":       "audit list",

	"message purge":  "message purge {room} --yes",
	"message report": "message report {message} rude",
	"user report":    "user report {member} rude",
	"report list":    "report list",
	"report show":    "report show 999",
	"report resolve": "report resolve 999",
	"report dismiss": "report dismiss 999",
	"invite create":  "invite create",
	"invite list":    "invite list",
	"invite revoke":  "invite revoke none",
	"approve list":   "approve list",
	"approve accept": "approve accept nobody",
	"approve reject": "approve reject nobody",
	"lockdown show":  "lockdown show",
	"lockdown set":   "lockdown set 4",
	"announce":       "announce --level loud hello",
	"announce clear": "announce clear",
	"motd show":      "motd show",
	"motd set":       "motd set hello",
	"motd clear":     "motd clear",
	"setting list":   "setting list",
	"setting get":    "setting get contact",
	"setting set":    "setting set contact me",
	"server info":    "server info",
	"server stats":   "server stats",
	"server health":  "server health",
	"audit tail":     "audit tail",
	"audit verify":   "audit verify",
	"audit export":   "audit export",
}

// actors are whom a command is tried as, and what they are in the room and on
// the server.
var actors = []struct {
	name            string
	invited, joined bool
	room, server    string // role; empty: member
	unregistered    bool
	under           string // the command that olga has given about them
	waits           bool   // for approval
	operator        bool   // over the admin socket
}{
	{name: "guest", unregistered: true},
	{name: "outsider"},
	{name: "invited", invited: true},
	{name: "member", invited: true, joined: true},
	{name: "room-mod", invited: true, joined: true, room: "moderator"},
	{name: "room-owner", invited: true, joined: true, room: "owner"},
	{name: "mod", invited: true, joined: true, server: "moderator"},
	{name: "admin", invited: true, joined: true, server: "admin"},
	{name: "owner", invited: true, joined: true, server: "owner"},
	{name: "mod-outside", server: "moderator"},
	{name: "owner-outside", server: "owner"},
	{name: "muted", invited: true, joined: true, under: "user mute"},
	{name: "suspended", invited: true, joined: true, under: "user suspend"},
	{name: "banned", invited: true, joined: true, under: "ban add"},
	{name: "waiting", waits: true},
	{name: "operator", operator: true},
}

// TestRoles runs every command as everybody and compares the exit statuses. A
// new command has to get a line above, and whoever adds it sees what they allow.
func TestRoles(t *testing.T) {
	w := newWorld(t)
	olga := w.holder(t, w.owner).signedUp(t, "olga")
	specs := runnable()
	waiting := applicants(t, w, olga, len(specs))
	rows := make([]string, len(specs)+1)
	rows[0] = fmt.Sprintf("%-17s %-21s", "", "needs")
	for _, a := range actors {
		rows[0] += " " + a.name
	}
	t.Run("commands", func(t *testing.T) {
		for n, s := range specs {
			t.Run(s.Path, func(t *testing.T) {
				t.Parallel()
				line := matrix[s.Path]
				if line == "" {
					t.Fatal("the matrix has no line for this command")
				}
				m := newStage(t, w, olga, n)
				m.waiting = waiting[n]
				// The declared role is compared, too: a rule behind the gate can
				// hide that the gate has become wider.
				row, got := fmt.Sprintf("%-17s %-21s", s.Path, s.Least), make(map[string]int)
				for i, a := range actors {
					got[a.name] = m.try(t, i, s, line)
					row += fmt.Sprintf(" %*d", len(a.name), got[a.name])
				}
				rows[n+1] = row
				wantRoomRole(t, s, got)
			})
		}
	})
	if !t.Failed() {
		golden.RequireEqual(t, []byte(strings.Join(rows, "\n")+"\n"))
	}
}

// applicants returns people who wait for approval.
func applicants(t *testing.T, w *world, olga *person, n int) []*person {
	t.Helper()
	olga.must(t, "setting set sign-up approval")
	all := make([]*person, n)
	for i := range all {
		all[i] = w.member(t, fmt.Sprintf("waiting%d", i))
	}
	olga.must(t, "setting set sign-up open")
	return all
}

// onesOwn are the commands that their author or whoever began something may run,
// and the room's moderators besides.
var onesOwn = []string{"message edit", "message delete", "file delete", "room uninvite"}

// wantRoomRole compares what a command says of the role that it needs in a room
// with whom it refused.
func wantRoomRole(t *testing.T, s command.Spec, got map[string]int) {
	t.Helper()
	if slices.Contains(onesOwn, s.Path) {
		return
	}
	denied := int(command.Denied)
	says := s.Least.String()
	if needs := strings.HasSuffix(says, " of the room"); needs != (got["member"] == denied && got["room-owner"] != denied) {
		t.Errorf("it is said to need the role %q, and answers %v", says, got)
	} else if needs && (says == "owner of the room") != (got["room-mod"] == denied) {
		t.Errorf("it is said to need the role %q, and answers %v", says, got)
	}
}

// A stage is where one command is tried.
type stage struct {
	*world
	n                               int
	olga                            *person // owns the server
	host, member, pending, stranger *person
	waiting                         *person // for approval
}

func newStage(t *testing.T, w *world, olga *person, n int) *stage {
	t.Helper()
	return &stage{
		world: w, n: n, olga: olga,
		host: w.member(t, fmt.Sprintf("host%d", n)), member: w.member(t, fmt.Sprintf("member%d", n)),
		pending: w.member(t, fmt.Sprintf("pending%d", n)), stranger: w.member(t, fmt.Sprintf("stranger%d", n)),
	}
}

// try runs a line as one of the actors, and returns the exit status.
func (s *stage) try(t *testing.T, i int, spec command.Spec, line string) int {
	t.Helper()
	a, name := actors[i], fmt.Sprintf("room%dx%d", s.n, i)
	p := s.guest(t)
	switch {
	case a.waits:
		p = s.waiting
	case !a.unregistered && !a.operator:
		p.signedUp(t, fmt.Sprintf("actor%dx%d", s.n, i))
	}
	if a.server != "" {
		s.olga.must(t, "user role "+p.who.Account.Name+" "+a.server+" --reason test")
	}
	message, in := "", room.ID(0)
	if strings.Contains(line, "{room}") || strings.Contains(line, "{message}") || strings.Contains(line, "{file}") || spec.Front == command.Talk {
		message = s.furnish(t, name, line, p, i)
		in = s.host.room(t, name)
	}
	if strings.Contains(line, "{file}") {
		line = strings.ReplaceAll(line, "{file}", s.member.put(t, name, "a.txt", "bytes"))
	}
	if a.operator { // who finds private rooms by their number alone, and reads nothing
		name = fmt.Sprintf("r_%d", in)
		message = name + "#1"
	}
	if strings.Contains(line, "{bot}") { // of {member}, who is in the room
		bot := fmt.Sprintf("bot%dx%d", s.n, i)
		s.member.must(t, "bot create "+bot+" "+s.guest(t).line(""))
		line = strings.ReplaceAll(line, "{bot}", bot)
		defer s.member.exec("bot revoke " + bot + " --yes") // there are not to be many
	}
	if strings.Contains(line, "{public}") {
		line = strings.ReplaceAll(line, "{public}", s.guest(t).line(""))
	}
	if strings.Contains(line, "{victim}") { // whom nothing was done to yet
		line = strings.ReplaceAll(line, "{victim}", s.world.member(t, fmt.Sprintf("victim%dx%d", s.n, i)).who.Account.Name)
	}
	line = strings.NewReplacer(
		"{room}", name, "{message}", message, "{fresh}", fmt.Sprintf("fresh%dx%d", s.n, i),
		"{member}", s.member.who.Account.Name, "{pending}", s.pending.who.Account.Name, "{stranger}", s.stranger.who.Account.Name,
	).Replace(line)
	if a.under != "" {
		s.olga.must(t, a.under+" "+p.who.Account.Name)
	}
	switch {
	case a.operator:
		return s.operator(line).status
	case spec.Front == command.Talk:
		got, _ := p.slash(in, line)
		return got.status
	}
	return p.exec(line).status
}

// furnish makes the room of a line, lets the actor into it as far as they are
// to be, and returns the message that is said there.
func (s *stage) furnish(t *testing.T, name, line string, p *person, i int) (message string) {
	t.Helper()
	a := actors[i]
	s.host.must(t, "room create "+name+" --private")
	if strings.Contains(line, "{pending}") {
		s.host.must(t, "invite "+name+" "+s.pending.who.Account.Name)
	}
	if strings.Contains(line, "{member}") || strings.Contains(line, "{message}") || strings.Contains(line, "{bot}") || strings.Contains(line, "{file}") {
		s.host.must(t, "invite "+name+" "+s.member.who.Account.Name)
		s.member.must(t, "join "+name)
		message = s.member.send(t, name, "said here")
	}
	if a.invited {
		s.host.must(t, "invite "+name+" "+p.who.Account.Name)
	}
	if a.joined {
		p.must(t, "join "+name)
	}
	switch a.room {
	case "moderator":
		s.host.must(t, "role "+name+" "+p.who.Account.Name+" moderator")
	case "owner":
		s.host.must(t, "transfer "+name+" "+p.who.Account.Name+" --yes")
	}
	return message
}
