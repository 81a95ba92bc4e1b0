package command

import (
	"fmt"
	"log/slog"
	"slices"
	"strings"
	"sync/atomic"
	"time"

	"snug/keys"
	"snug/room"
	"snug/session/live"
	"snug/text"
)

// Services is what the commands act on.
type Services struct {
	Broker    *room.Broker
	Directory *keys.Directory
	Sessions  *live.Sessions // those that are open now
	Log       *slog.Logger

	EraseDeleted bool // what deleted accounts have said goes, too

	// Vitals returns figures of the store and the machine.
	Vitals func() (Vitals, error)

	Version string // of the program
	Name    string // of the server
	HostKey string // the server's fingerprint, as OpenSSH prints it
	Connect string // how people connect, such as "ssh chat.example.com"
}

// Vitals are figures of the program, for the people who run it.
type Vitals struct {
	Started   time.Time
	StoreSize int64             // bytes of the file
	DiskFree  int64             // bytes; negative: not known
	Entries   uint64            // of the audit log
	Commits   uint64            // since the start
	Median    time.Duration     // of the latest commits
	Slowest   time.Duration     // the 99th of a hundred of them
	Waiting   int               // commands that wait for the store
	Panics    uint64            // contained since the start
	Routines  int               // goroutines that are alive
	Files     room.Usage        // what is on disk of files, where the same bytes count once
	Refused   map[string]uint64 // how often each limit was hit since the start, by its name
}

// A Table holds the commands of a server.
type Table struct {
	services Services
	specs    []*Spec // in the order of help
	byName   map[string]*Spec
	words    int // the most words that a name has
	pace     pace
	panics   atomic.Uint64
}

// Panics returns how many panics of goroutines that work for a command have been
// contained since the start. One on the goroutine that runs a command is its caller's.
func (t *Table) Panics() uint64 { return t.panics.Load() }

// New returns a table of the given commands, usually [Specs]. A spec without
// a role, help or something to run is an error, as is a name used twice.
func New(services Services, specs ...Spec) (*Table, error) {
	t := &Table{services: services, byName: make(map[string]*Spec)}
	for _, s := range specs {
		if err := s.check(); err != nil {
			return nil, fmt.Errorf("command %q: %w", s.Path, err)
		}
		for _, name := range s.names() {
			if t.byName[name] != nil {
				return nil, fmt.Errorf("command %q: the name %q is in use", s.Path, name)
			}
			t.byName[name] = &s
			t.words = max(t.words, len(strings.Fields(name)))
		}
		t.specs = append(t.specs, &s)
	}
	return t, nil
}

// Specs returns the commands of this program, in the order of help. A command
// is one function in a file of its own, and one line here.
func Specs() []Spec {
	return []Spec{
		help(), whoami(), register(), keyJoin(), keyAccept(), keyRecover(),
		openGo(), openPlain(), openLines(),
		roomList(), roomShow(), roomCreate(), roomJoin(), roomLeave(), roomPins(),
		roomRead(), roomNotify(), roomQuiet(), roomUnquiet(),
		roomKick(), roomMute(), roomUnmute(), roomBan(), roomUnban(), roomPenalties(),
		roomTopic(), roomDescribe(), roomRename(), roomSet(), roomSlow(), roomPrivate(),
		roomInvite(), roomUninvite(), roomDecline(), roomInvitations(),
		roomMemberList(), roomRole(), roomTransfer(), roomArchive(), roomUnarchive(), roomDelete(),
		dmSend(), dmOpen(), dmList(), dmRead(), dmBlock(), dmUnblock(), dmBlocks(),
		who(), userShow(), userIgnore(), userUnignore(), userIgnored(),
		userList(), userSuspend(), userResume(), userMute(), userUnmute(), userTrust(), userUntrust(), userKick(),
		userNote(), userNotes(), userUnnote(), userRename(), userDelete(), userErase(), userKeyList(), userKeyRemove(),
		banAdd(), banRemove(), banList(), banShow(), banTest(), banSuggest(),
		messageSend(), messageReply(), messageAct(), messageEdit(), messageDelete(),
		messageReact(), messagePin(), messageUnpin(), messageThread(), messageShow(),
		history(), tail(), search(), pipeCommand(),
		filePut(), fileGet(), fileList(), fileShow(), filePreview(), fileDelete(), fileQuota(),
		meShow(), meDisplay(), meBio(), meAway(), meBack(),
		meSet(), meLang(), meZone(), meClock(), meTheme(),
		meRename(), meExport(), meDelete(),
		keyList(), keyAdd(), keyRemove(), keyLink(),
		sessionList(), sessionEnd(),
		recoveryList(), recoveryApprove(), recoveryRefuse(),
		userRole(),
		botCreate(), botList(), botShow(), botSet(), botJoin(), botLeave(), botRevoke(),
		messageReport(), userReport(), reportList(), reportShow(), reportResolve(), reportDismiss(), messagePurge(),
		inviteCreate(), inviteList(), inviteRevoke(), approveList(), approveAccept(), approveReject(),
		lockdownShow(), lockdownSet(), announce(), announceClear(), motdShow(), motdSet(), motdClear(),
		settingList(), settingGet(), settingSet(), serverInfo(), serverStats(), serverHealth(),
		auditList(), auditTail(), auditVerify(), auditExport(),
		manual(), completion(), complete(), version(),
	}
}

// find takes a command's name off the front of a line: the longest that fits.
func (t *Table) find(line string, f Front) (s *Spec, rest string, err error) {
	if s, rest = t.longest(line, f); s == nil {
		return nil, "", t.unknown(line, f)
	}
	return s, rest, nil
}

// longest is find, and nil when the line names no command of the front end.
func (t *Table) longest(line string, f Front) (found *Spec, behind string) {
	name, left := "", line
	for range t.words {
		var word string
		if word, left = cutField(left); word == "" {
			break
		}
		name = strings.TrimPrefix(name+" "+strings.ToLower(word), " ")
		if s := t.byName[name]; s != nil && s.on(f) {
			found, behind = s, left
			if s.Text && f.talks() && s.arguments()[0].Rest {
				break // what follows is its text: "/me set fire to it"
			}
		}
	}
	return found, behind
}

// findWords is find for a command in words, and returns those behind its name.
func (t *Table) findWords(words []string, f Front) (found *Spec, behind []string, err error) {
	name := ""
	for i, word := range words[:min(len(words), t.words)] {
		name = strings.TrimPrefix(name+" "+strings.ToLower(word), " ")
		if s := t.byName[name]; s != nil && s.on(f) {
			found, behind = s, words[i+1:]
		}
	}
	if found == nil {
		return nil, nil, t.unknown(name, f)
	}
	return found, behind, nil
}

// under returns the commands that the caller is offered and whose path goes on
// behind a first word, such as those of rooms behind "room".
func (t *Table) under(first string, c *Invocation) []*Spec {
	var specs []*Spec
	for _, s := range t.specs {
		if strings.HasPrefix(s.Path, strings.ToLower(first)+" ") && s.offered(c) {
			specs = append(specs, s)
		}
	}
	return specs
}

// offered reports whether help has a command for the caller.
func (s *Spec) offered(c *Invocation) bool { return s.on(c.Front) && s.concerns(c) }

// concerns reports whether a command, of whatever front end, is of use to the
// caller. Guests see what members may, too: it is why they would sign up.
func (s *Spec) concerns(c *Invocation) bool {
	return s.Least.role <= max(c.Who.Role, keys.Member) && !(c.Operator && s.Own) && !(s.People && c.Who.Account.Bot()) && !s.Hidden
}

// unknown is the answer to a line that names no command. The line is not
// repeated beyond its first words, and it is never logged: it may have been
// meant for a room.
func (t *Table) unknown(line string, f Front) error {
	first, left := cutField(strings.ToLower(line))
	if first == "" {
		return fail(Usage, "no command was given; see them all with: %s", f.form("help"))
	}
	if s, _ := t.longest(line, Exec); s != nil { // what has both front ends was found
		return fail(Usage, "%s is for the command line: %s", f.form(s.short()), t.services.Connect+" "+s.short())
	}
	if s, _ := t.longest(line, Slash); s != nil {
		return fail(Usage, "%s is for the screen, which you get without a command: %s", s.short(), t.services.Connect)
	}
	if first == "rsync" && f == Exec { // whose client runs itself here
		return fail(Usage, "there is no rsync here; copy files with scp, sftp or lftp")
	}
	second, _ := cutField(left)
	var names []string
	under := false // something goes on behind the first word
	for name, s := range t.byName {
		if !s.on(f) {
			continue
		}
		names = append(names, name)
		under = under || strings.HasPrefix(name, first+" ")
	}
	slices.Sort(names)
	near := text.Nearest(first+" "+second, names)
	if near == "" {
		near = text.Nearest(first, names)
	}
	switch {
	case under && second == "":
		return fail(Usage, "%s needs one more word; see them all with: %s", f.form(first), f.form("help "+first))
	case near != "":
		return fail(Usage, "unknown command %s; did you mean %s?", f.form(shorten(first)), f.form(near))
	case under:
		return fail(Usage, "unknown command %s; see them all with: %s", f.form(shorten(first+" "+second)), f.form("help "+first))
	}
	return fail(Usage, "unknown command %s; see them all with: %s", f.form(shorten(first)), f.form("help"))
}

// form writes a command as a front end's people type it.
func (f Front) form(command string) string {
	if f.talks() {
		return "/" + command
	}
	return command
}

// shorten cuts a word of unknown origin to what an error can carry.
func shorten(s string) string { return text.WcWidth.Cut(text.StripLine(s), 40) }
