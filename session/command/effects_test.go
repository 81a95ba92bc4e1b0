package command_test

import (
	"bytes"
	"cmp"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"snug/keys"
	"snug/keys/audit"
	"snug/room"
	"snug/session/command"
)

// A deed is a line that works, in a house where olga owns the server, ann the
// room books and bob is a member of both; eve is on the server; robot is a bot of
// ann's that is in books. Ann has said {message} in books, the guest's key is
// {public} with the fingerprint {print}, and bob has the open session {session}.
type deed struct {
	by     string // olga unless it says otherwise
	before string // lines that make it possible, as "name: line", one below the other
	line   string
	slash  bool   // in the screen, in the room books
	seated bool   // ann has a screen
	noted  string // the command that the log names, where that is not its own
}

// deeds has a deed for every command. What a line of a command that Manages
// changes for others, the log has one entry of; of the others it has none.
var deeds = map[string]deed{
	"help": {line: "help"}, "whoami": {line: "whoami"}, "version": {line: "version"},
	"man": {line: "man join"}, "completion": {line: "completion bash"}, "complete": {line: "complete 'join lo'"},
	"register":    {by: "guest", line: "register newcomer"},
	"key join":    {by: "guest", line: "key join {code}"},
	"key accept":  {by: "guest", before: "ann: key add '{public}'", line: "key accept ann"},
	"key recover": {by: "guest", line: "key recover ann", noted: "recovery request"},

	"room list":        {line: "room list"},
	"room show":        {line: "room show books"},
	"room create":      {line: "room create films"},
	"room join":        {by: "eve", line: "room join books"},
	"room leave":       {by: "bob", line: "room leave books"},
	"room pins":        {by: "ann", line: "room pins books"},
	"room read":        {by: "bob", line: "room read books"},
	"room notify":      {by: "bob", line: "room notify books all"},
	"room quiet":       {by: "bob", line: "room quiet books"},
	"room unquiet":     {by: "bob", before: "bob: room quiet books", line: "room unquiet books"},
	"room topic":       {by: "ann", line: "room topic books Reading"},
	"room describe":    {by: "ann", line: "room describe books Reading"},
	"room rename":      {by: "ann", line: "room rename books novels"},
	"room set":         {by: "ann", line: "room set books slow 10s"},
	"room slow":        {by: "ann", line: "room slow books 10s", noted: "room set"},
	"room private":     {by: "ann", line: "room private books on", noted: "room set"},
	"room invite":      {by: "ann", line: "room invite books eve"},
	"room uninvite":    {by: "ann", before: "ann: invite books eve", line: "room uninvite books eve"},
	"room decline":     {by: "eve", before: "ann: invite books eve", line: "room decline books"},
	"room invitations": {by: "ann", line: "room invitations books"},
	"room member list": {by: "ann", line: "room member list books"},
	"room role":        {by: "ann", line: "room role books bob moderator"},
	"room transfer":    {by: "ann", line: "room transfer books bob --yes"},
	"room archive":     {by: "ann", line: "room archive books"},
	"room unarchive":   {by: "ann", before: "ann: archive books", line: "room unarchive books"},
	"room delete":      {by: "ann", line: "room delete books --yes"},
	"room kick":        {by: "ann", line: "room kick books bob"},
	"room mute":        {by: "ann", line: "room mute books bob"},
	"room unmute":      {by: "ann", before: "ann: room mute books bob", line: "room unmute books bob"},
	"room ban":         {by: "ann", line: "room ban books bob"},
	"room unban":       {by: "ann", before: "ann: room ban books bob", line: "room unban books bob"},
	"room penalties":   {by: "ann", line: "room penalties books"},

	"dm send":    {by: "ann", line: "dm send bob hello"},
	"dm open":    {by: "ann", line: "dm open bob"},
	"dm list":    {by: "ann", line: "dm list"},
	"dm read":    {by: "ann", before: "ann: msg bob hello", line: "dm read bob"},
	"dm block":   {by: "ann", line: "dm block bob"},
	"dm unblock": {by: "ann", before: "ann: block bob", line: "dm unblock bob"},
	"dm blocks":  {by: "ann", line: "dm blocks"},

	"who":           {line: "who lobby"},
	"user show":     {line: "user show bob"},
	"user ignore":   {by: "ann", line: "user ignore bob"},
	"user unignore": {by: "ann", before: "ann: ignore bob", line: "user unignore bob"},
	"user ignored":  {by: "ann", line: "user ignored"},
	"user role":     {line: "user role bob moderator"},
	"user list":     {line: "user list"},
	"user suspend":  {line: "user suspend bob"},
	"user resume":   {before: "olga: user suspend bob", line: "user resume bob"},
	"user mute":     {line: "user mute bob"},
	"user unmute":   {before: "olga: user mute bob", line: "user unmute bob"},
	"user trust":    {line: "user trust bob"},
	"user untrust":  {before: "olga: user trust bob", line: "user untrust bob"},
	"user kick":     {line: "user kick bob"},
	"user note":     {line: "user note bob is kind"},
	"user notes":    {before: "olga: user note bob is kind", line: "user notes bob"},
	"user unnote":   {before: "olga: user note bob is kind", line: "user unnote bob 1"},
	"user rename":   {line: "user rename bob robert"},
	"user delete":   {line: "user delete bob --yes"},
	"user erase":    {line: "user erase bob --yes"},
	"user key list": {line: "user key list bob"},
	"user key remove": {
		before: "bob: key add '{public}'\nguest: key accept bob", line: "user key remove bob {print}",
	},

	"ban add":     {line: "ban add bob"},
	"ban remove":  {before: "olga: ban add bob", line: "ban remove bob"},
	"ban list":    {line: "ban list"},
	"ban show":    {before: "olga: ban add bob", line: "ban show b1"},
	"ban test":    {line: "ban test 192.0.2.7"},
	"ban suggest": {line: "ban suggest bob"},

	"message send":   {by: "ann", line: "message send books hello"},
	"message reply":  {by: "ann", line: "message reply {message} hello"},
	"message act":    {by: "ann", line: "message act waves", slash: true},
	"message edit":   {by: "ann", line: "message edit {message} hello"},
	"message delete": {by: "ann", line: "message delete {message} --yes"},
	"message react":  {by: "bob", line: "message react {message} +1"},
	"message pin":    {by: "ann", line: "message pin {message}"},
	"message unpin":  {by: "ann", before: "ann: pin {message}", line: "message unpin {message}"},
	"message thread": {by: "ann", line: "message thread {message}"},
	"message show":   {by: "ann", line: "message show {message}"},
	"message search": {by: "ann", line: "message search said"},
	"message purge":  {by: "ann", line: "message purge books --yes"},
	"message report": {by: "bob", line: "message report {message} rude"},
	"user report":    {by: "bob", line: "user report ann rude"},
	"report list":    {line: "report list"},
	"report show":    {before: "bob: user report ann rude", line: "report show 1"},
	"report resolve": {before: "bob: user report ann rude", line: "report resolve 1"},
	"report dismiss": {before: "bob: user report ann rude", line: "report dismiss 1"},
	"file put":       {by: "ann", line: "file put books a.txt"},
	"file get":       {by: "ann", line: "file get {file}"},
	"file list":      {by: "ann", line: "file list books"},
	"file show":      {by: "ann", line: "file show {file}"},
	"file preview":   {by: "ann", line: "file preview {file}"},
	"file delete":    {by: "ann", line: "file delete {file} --yes", noted: "message delete"},
	"file quota":     {by: "ann", line: "file quota books"},
	"history":        {by: "ann", line: "history books"},
	"tail":           {by: "ann", line: "tail books"},
	"pipe":           {by: "ann", line: "pipe --rooms books"},

	"me show":    {by: "ann", line: "me show"},
	"me display": {by: "ann", line: "me display Annie"},
	"me bio":     {by: "ann", line: "me bio I read."},
	"me away":    {by: "ann", line: "me away lunch", seated: true},
	"me back":    {by: "ann", line: "me back", seated: true},
	"me set":     {by: "ann", line: "me set clock 12h"},
	"me lang":    {by: "ann", line: "me lang zh"},
	"me tz":      {by: "ann", line: "me tz Asia/Shanghai"},
	"me clock":   {by: "ann", line: "me clock 12h"},
	"me theme":   {by: "ann", line: "me theme light"},
	"me rename":  {by: "ann", line: "me rename anna"},
	"me export":  {by: "ann", line: "me export"},
	"me delete":  {by: "bob", line: "me delete --yes"},

	"key list":   {by: "ann", line: "key list"},
	"key add":    {by: "ann", line: "key add '{public}'"},
	"key remove": {by: "ann", before: "ann: key add '{public}'\nguest: key accept ann", line: "key remove {print}"},
	"key link":   {by: "ann", line: "key link"},

	"bot create": {by: "ann", line: "bot create relay '{public}'"},
	"bot list":   {by: "ann", line: "bot list"},
	"bot show":   {before: "ann: bot create relay '{public}'", line: "bot show relay"},
	"bot set":    {by: "ann", before: "ann: bot create relay '{public}'", line: "bot set relay rate 30"},
	"bot join":   {by: "ann", before: "ann: bot create relay '{public}'", line: "bot join relay books"},
	"bot leave":  {by: "ann", before: "ann: bot create relay '{public}' --rooms books", line: "bot leave relay books"},
	"bot revoke": {by: "ann", before: "ann: bot create relay '{public}'", line: "bot revoke relay --yes"},

	"session list":     {by: "ann", line: "session list"},
	"session end":      {line: "session end {session}"},
	"recovery list":    {line: "recovery list"},
	"recovery approve": {before: "guest: key recover ann", line: "recovery approve 1"},
	"recovery refuse":  {before: "guest: key recover ann", line: "recovery refuse 1"},

	"invite create":  {line: "invite create --uses 2"},
	"invite list":    {line: "invite list"},
	"invite revoke":  {line: "invite revoke {invitation}"},
	"approve list":   {line: "approve list"},
	"approve accept": {before: "olga: setting set sign-up approval\nguest: register carl", line: "approve accept carl"},
	"approve reject": {before: "olga: setting set sign-up approval\nguest: register carl", line: "approve reject carl"},
	"lockdown show":  {line: "lockdown show"},
	"lockdown set":   {line: "lockdown set 2 --for 1h"},
	"announce":       {line: "announce We restart at ten"},
	"announce clear": {before: "olga: announce We restart at ten", line: "announce clear"},
	"motd show":      {line: "motd show"},
	"motd set":       {line: "motd set Be kind", noted: "setting set"},
	"motd clear":     {before: "olga: motd set Be kind", line: "motd clear", noted: "setting set"},
	"setting list":   {line: "setting list"},
	"setting get":    {line: "setting get sign-up"},
	"setting set":    {line: "setting set sign-up invite"},
	"server info":    {line: "server info"},
	"server stats":   {line: "server stats"},
	"server health":  {line: "server health"},
	"audit list":     {line: "audit list"},
	"audit tail":     {line: "audit tail"},
	"audit verify":   {line: "audit verify"},
	"audit export":   {line: "audit export"},
}

// A scene is a house in which a deed is done.
type scene struct {
	*world
	people map[string]*person
	words  *strings.Replacer
}

func newScene(t *testing.T, d deed) *scene {
	t.Helper()
	w := newWorld(t)
	s := &scene{world: w, people: map[string]*person{
		"olga": w.holder(t, w.owner).signedUp(t, "olga"), "ann": w.member(t, "ann"), "bob": w.member(t, "bob"),
		"eve": w.member(t, "eve"), "guest": w.guest(t),
	}}
	ann, olga, guest := s.people["ann"], s.people["olga"], s.people["guest"]
	ann.must(t, "room create books")
	s.people["bob"].must(t, "join books")
	s.people["robot"] = ann.makes(t, "robot", "--rooms books")
	message := ann.send(t, "books", "said here")
	open := s.people["bob"].opens(t)
	replace := []string{"{message}", message, "{public}", guest.line("phone"), "{print}", guest.print(), "{session}", open.ID}
	if strings.Contains(d.line, "{code}") {
		var link struct{ Code string }
		ann.ask(t, "key link", &link)
		replace = append(replace, "{code}", link.Code)
	}
	if strings.Contains(d.line, "{file}") {
		replace = append(replace, "{file}", ann.put(t, "books", "b.txt", "bytes"))
	}
	if strings.Contains(d.line, "{invitation}") {
		var made struct{ Place string }
		olga.ask(t, "invite create", &made)
		replace = append(replace, "{invitation}", made.Place)
	}
	if d.seated {
		seat, err := w.broker.Sit(room.Person{ID: room.UserID(ann.who.Account.ID), Name: "ann", Rank: 1}, room.SitOptions{})
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(seat.Close)
	}
	s.words = strings.NewReplacer(replace...)
	for step := range strings.Lines(d.before) {
		who, line, _ := strings.Cut(strings.TrimSpace(step), ": ")
		s.people[who].must(t, s.words.Replace(line))
	}
	return s
}

// do does the deed as somebody.
func (s *scene) do(t *testing.T, p *person, d deed, more string) answer {
	t.Helper()
	line := s.words.Replace(d.line) + more
	if d.slash {
		a, _ := p.slash(s.people["ann"].room(t, "books"), line)
		return a
	}
	return p.exec(line)
}

// log returns the entries behind a number, the oldest first.
func (s *scene) log(t *testing.T, behind uint64) []audit.Entry {
	t.Helper()
	var found []audit.Entry
	for e, err := range s.directory.AuditLog() {
		if err != nil {
			t.Fatal(err)
		}
		if e.Seq > behind {
			found = append(found, e)
		}
	}
	return found
}

func last(log []audit.Entry) uint64 { return uint64(len(log)) }

// file returns what is on disk.
func (s *scene) file(t *testing.T) []byte {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(s.dir, "*.db"))
	if err != nil || len(files) != 1 {
		t.Fatalf("the store is in %v, %v", files, err)
	}
	b, err := os.ReadFile(files[0])
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// TestEveryCommandDoesToTheLogWhatItSays runs every command once and looks at
// what it left in the audit log. A new command has to get a line above.
func TestEveryCommandDoesToTheLogWhatItSays(t *testing.T) {
	for _, spec := range runnable() {
		t.Run(spec.Path, func(t *testing.T) {
			t.Parallel()
			d, ok := deeds[spec.Path]
			if !ok {
				t.Fatal("no line is prepared for this command")
			}
			s := newScene(t, d)
			by := s.people[cmp.Or(d.by, "olga")]
			before, was := last(s.log(t, 0)), s.file(t)
			why := ""
			if spec.Effect == command.Manages {
				why = " --reason because"
			}
			if a := s.do(t, by, d, why); a.status != 0 {
				t.Fatalf("%s = %+v", d.line, a)
			}
			left := s.log(t, before)
			switch {
			case spec.Effect != command.Manages && len(left) > 0:
				t.Errorf("it left %+v in the log", left)
			case spec.Effect == command.Manages && len(left) != 1:
				t.Errorf("it left %d entries, want one: %+v", len(left), left)
			case spec.Effect == command.Manages:
				wantNoted(t, left[0], cmp.Or(d.noted, spec.Path), by)
			case spec.Effect == command.Reads && !bytes.Equal(was, s.file(t)):
				t.Error("it wrote to the store")
			}
		})
	}
	for path := range deeds {
		if !has(paths(), path) {
			t.Errorf("a line is prepared for %q, which is no command", path)
		}
	}
}

// paths returns all paths, each on a line.
func paths() string {
	var b strings.Builder
	for _, s := range command.Specs() {
		b.WriteString(s.Path + "\n")
	}
	return b.String()
}

func wantNoted(t *testing.T, e audit.Entry, action string, by *person) {
	t.Helper()
	if e.Action != action || e.Result != "ok" || e.Reason != "because" || e.By.Via != audit.Exec {
		t.Errorf("the entry is %+v, want %q by %s, because", e, action, by.print())
	}
	if e.By.Key != by.print() || by.who.SignedUp() && e.By.Account != uint64(by.who.Account.ID) {
		t.Errorf("the entry is by %+v, want %+v", e.By, by.who)
	}
}

// TestWhatIsRefusedToMembersIsNoted runs what takes a role as somebody without
// one. Each leaves an entry that tells who tried.
func TestWhatIsRefusedToMembersIsNoted(t *testing.T) {
	for _, spec := range runnable() {
		least := spec.Least.String()
		inRoom := strings.HasSuffix(least, "of the room")
		switch {
		case least == keys.Guest.String() || least == keys.Member.String():
			continue
		case inRoom && spec.Effect != command.Manages: // what is refused is a look at the room
			continue
		}
		t.Run(spec.Path, func(t *testing.T) {
			t.Parallel()
			d := deeds[spec.Path]
			s := newScene(t, d)
			eve := s.people["eve"]
			if inRoom {
				eve.must(t, "join books")
			}
			before := last(s.log(t, 0))
			if a := s.do(t, eve, d, ""); a.status != int(command.Denied) {
				t.Fatalf("%s = %+v, want %d", d.line, a, command.Denied)
			}
			left := s.log(t, before)
			if len(left) != 1 || left[0].Action != cmp.Or(d.noted, spec.Path) && left[0].Action != spec.Path ||
				left[0].Result == "ok" || left[0].By.Account != uint64(eve.who.Account.ID) {
				t.Errorf("it left %+v, want that eve was refused", left)
			}
		})
	}
}

// atTheMachine are the lines of the operator that differ from those of others:
// they read no message, and have no session.
var atTheMachine = map[string]string{
	"message delete": "message delete books#1 --yes",
	"session list":   "session list --all",
}

// TestTheOperatorHasEveryCommandThatNeedsNoAccount runs every command over the
// admin socket: those about one's own account are refused with a sentence, and
// what the others change has an entry.
func TestTheOperatorHasEveryCommandThatNeedsNoAccount(t *testing.T) {
	for _, spec := range runnable() {
		if spec.Front == command.Talk {
			continue
		}
		t.Run(spec.Path, func(t *testing.T) {
			t.Parallel()
			d := deeds[spec.Path]
			s := newScene(t, d)
			line := cmp.Or(atTheMachine[spec.Path], s.words.Replace(d.line))
			before := last(s.log(t, 0))
			a := s.operator(line)
			left := s.log(t, before)
			if spec.Own {
				if a.status != int(command.NoAccount) || !strings.Contains(a.err, "the operator has no account") || len(left) > 0 {
					t.Errorf("%s = %+v and left %v, want %d", line, a, left, command.NoAccount)
				}
				return
			}
			if a.status != 0 {
				t.Fatalf("%s = %+v", line, a)
			}
			if spec.Effect != command.Manages {
				return
			}
			if len(left) != 1 || left[0].By != (audit.Actor{Name: "operator", Via: audit.Socket}) {
				t.Errorf("%s left %+v, want one entry by the operator", line, left)
			}
		})
	}
}
