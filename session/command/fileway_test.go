package command_test

import (
	"fmt"
	"strings"
	"testing"

	"snug/session/command"
	"snug/session/live"
)

// TestHowToFetchAFile asks in a room how to fetch a file, with the clients that people
// have, under the names that files have.
func TestHowToFetchAFile(t *testing.T) {
	for _, tt := range []struct {
		name, connect, client, room, file string

		want string // {n}: the number of the file
	}{
		{"OpenSSH", "ssh chat.example.com", "OpenSSH_9.6p1", "books", "report.pdf", "scp chat.example.com:books/{n}-report.pdf .\nssh chat.example.com get {n} > report.pdf\n"},
		{"a port", "ssh -p 2222 chat.example.com", "OpenSSH_8.4", "books", "report.pdf", "scp -P 2222 chat.example.com:books/{n}-report.pdf .\nssh -p 2222 chat.example.com get {n} > report.pdf\n"},
		{"a user", "ssh snug@chat.example.com", "OpenSSH_9.6", "books", "报告.pdf", "scp snug@chat.example.com:books/{n}-报告.pdf .\nssh snug@chat.example.com get {n} > 报告.pdf\n"},
		{"an address", "ssh ::1", "libssh_0.10", "books", "a.txt", "scp [::1]:books/{n}-a.txt .\nssh ::1 get {n} > a.txt\n"},
		{"PuTTY", "ssh -p 2222 chat.example.com", "PuTTY_Release_0.80", "books", "a.txt", "pscp -P 2222 chat.example.com:books/{n}-a.txt .\nplink -P 2222 chat.example.com get {n} > a.txt\n"},
		{"Dropbear", "ssh -p 2222 chat.example.com", "dropbear_2022.83", "books", "a.txt", "dbclient -p 2222 chat.example.com get {n} > a.txt\n"},
		{"a line of its own", "ssh -J gate chat.example.com", "OpenSSH_9.6", "books", "a.txt", "ssh -J gate chat.example.com get {n} > a.txt\n"},
		{"a room called as the folder", "ssh chat", "OpenSSH_9.6", "inbox", "a.txt", "scp chat:#inbox/{n}-a.txt .\nssh chat get {n} > a.txt\n"},
		{"a conversation", "ssh chat", "OpenSSH_9.6", "@bob", "a.txt", "scp chat:@bob/{n}-a.txt .\nssh chat get {n} > a.txt\n"},
		{"folders", "ssh chat", "", "books", "photos/a.jpg", "scp chat:books/{n}-a.jpg .\nssh chat get {n} > a.jpg\n"},
		{"blanks", "ssh chat", "", "books", `"it's mine.pdf"`, "scp chat:{n} \"it's mine.pdf\"\nssh chat get {n} > \"it's mine.pdf\"\n"},
		{"a command in a name", "ssh chat", "", "books", "'$(rm -rf ~).txt'", "scp chat:{n} {n}.txt\nssh chat get {n} > {n}.txt\n"},
		{"a command behind a name", "ssh chat", "", "books", "'a.txt;reboot'", "scp chat:{n} \"a.txt;reboot\"\nssh chat get {n} > \"a.txt;reboot\"\n"},
		{"backticks and quotes", "ssh chat", "", "books", "'\"`id`\".$x'", "scp chat:{n} {n}\nssh chat get {n} > {n}\n"},
		{"a variable of Windows", "ssh chat", "", "books", "'%PATH%.txt'", "scp chat:{n} {n}.txt\nssh chat get {n} > {n}.txt\n"},
		{"an option", "ssh chat", "", "books", "'-oProxyCommand=x'", "scp chat:{n} \"./-oProxyCommand=x\"\nssh chat get {n} > \"./-oProxyCommand=x\"\n"},
		{"what a shell runs when it starts", "ssh chat", "", "books", ".bashrc", "scp chat:{n} {n}.bashrc\nssh chat get {n} > {n}.bashrc\n"},
		{"the same with a blank", "ssh chat", "", "books", "'.a b'", "scp chat:{n} \"{n}.a b\"\nssh chat get {n} > \"{n}.a b\"\n"},
		{"another machine", "ssh chat", "", "books", "me@evil.example:loot.txt", "scp chat:{n} {n}.txt\nssh chat get {n} > {n}.txt\n"},
		{"the console of Windows", "ssh chat", "", "books", "CON.txt", "scp chat:{n} {n}\nssh chat get {n} > {n}\n"},
		{"nearly the console of Windows", "ssh chat", "", "books", "console.txt", "scp chat:books/{n}-console.txt .\nssh chat get {n} > console.txt\n"},
		{"a comment", "ssh chat", "", "books", "'#a.txt'", "scp chat:{n} \"#a.txt\"\nssh chat get {n} > \"#a.txt\"\n"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			w := newWorld(t)
			w.services.Connect = tt.connect
			w.serve(t)
			alice := w.member(t, "alice")
			w.member(t, "bob")
			if !strings.HasPrefix(tt.room, "@") {
				alice.must(t, "room create "+tt.room)
			}
			number := alice.put(t, tt.room, tt.file, "bytes")
			alice.session = live.Session{Client: tt.client}
			a, _ := alice.slash(alice.room(t, tt.room), "get "+number)
			if want := strings.ReplaceAll(tt.want, "{n}", number); a.status != 0 || a.out != want {
				t.Errorf("it says\n%s%s and not\n%s", a.out, a.err, want)
			}
		})
	}
}

func TestHowToPutAFile(t *testing.T) {
	w := newWorld(t)
	alice := w.member(t, "alice")
	alice.must(t, "room create books")
	for _, tt := range []struct{ line, want string }{
		{"put", "scp FILE chat.example.com:books/\nssh chat.example.com put books FILE < FILE\n"},
		{"upload report.pdf", "scp report.pdf chat.example.com:books/\nssh chat.example.com put books report.pdf < report.pdf\n"},
		{"put #lobby report.pdf", "scp report.pdf chat.example.com:lobby/\nssh chat.example.com put lobby report.pdf < report.pdf\n"},
		{"put my report.pdf", "scp my chat.example.com:books/\nssh chat.example.com put books my < my\n"},
		{"put a;b", "scp FILE chat.example.com:books/\nssh chat.example.com put books FILE < FILE\n"},
	} {
		if a, _ := alice.slash(alice.room(t, "books"), tt.line); a.status != 0 || a.out != tt.want {
			t.Errorf("/%s says\n%s%s and not\n%s", tt.line, a.out, a.err, tt.want)
		}
	}
}

func TestFileList(t *testing.T) {
	w := newWorld(t)
	olga := w.holder(t, w.owner).signedUp(t, "olga")
	alice, bob, guest := w.member(t, "alice"), w.member(t, "bob"), w.guest(t)
	alice.must(t, "room create books")
	alice.must(t, "room create cellar --private")
	for i, by := range []*person{alice, bob, alice, bob} {
		by.put(t, "lobby", fmt.Sprintf("l%d.txt", i+1), "bytes")
	}
	alice.put(t, "books", "b5.txt", "bytes")
	alice.put(t, "cellar", "c6.txt", "bytes")
	alice.put(t, "@bob", "d7.txt", "bytes")
	for _, tt := range []struct {
		name, line string
		by         *person
		want       string
		next       string
	}{
		{"a room", "files lobby", alice, "[l4.txt l3.txt l2.txt l1.txt]", ""},
		{"a page", "files lobby --limit 2", alice, "[l4.txt l3.txt]", "3"},
		{"the page behind", "files lobby --limit 2 --before 3", alice, "[l2.txt l1.txt]", ""},
		{"of somebody", "files lobby --from @bob", alice, "[l4.txt l2.txt]", ""},
		{"of somebody, a page", "files lobby --from bob --limit 1", alice, "[l4.txt]", "4"},
		{"of somebody, the page behind", "files lobby --from bob --limit 1 --before 4", alice, "[l2.txt]", ""},
		{"all rooms", "files", alice, "[d7.txt c6.txt b5.txt l4.txt l3.txt l2.txt l1.txt]", ""},
		{"all rooms, a page", "files --limit 3 --before 7", alice, "[c6.txt b5.txt l4.txt]", "4"},
		{"all rooms of another", "files", bob, "[d7.txt l4.txt l3.txt l2.txt l1.txt]", ""},
		{"a conversation", "files @alice", bob, "[d7.txt]", ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			var found struct {
				Items []struct {
					Name, Room string
					File       uint64
				}
				Next *string
			}
			tt.by.ask(t, tt.line, &found)
			names, next := []string{}, ""
			for _, f := range found.Items {
				names = append(names, f.Name)
			}
			if found.Next != nil {
				next = *found.Next
			}
			if fmt.Sprint(names) != tt.want || next != tt.next {
				t.Errorf("%s = %v, next %q; want %s, %q", tt.line, names, next, tt.want, tt.next)
			}
		})
	}
	t.Run("guests", func(t *testing.T) {
		olga.must(t, "setting set guest-files yes")
		out := guest.must(t, "files")
		if !strings.Contains(out, "l4.txt") || !strings.Contains(out, "b5.txt") || strings.Contains(out, "c6.txt") || strings.Contains(out, "d7.txt") {
			t.Errorf("a guest sees %s", out)
		}
		if out := guest.must(t, "files lobby"); !strings.Contains(out, "l4.txt") || strings.Contains(out, "b5.txt") {
			t.Errorf("a guest sees %s in the lobby", out)
		}
		try(t, []attempt{
			{"reads", "get 4", guest, command.OK},
			{"reads nothing private", "get 6", guest, command.NotFound},
			{"lists nothing private", "files cellar", guest, command.NotFound},
			{"writes nothing", "put lobby a.txt", guest, command.NoAccount},
			{"deletes nothing", "file delete 4 --yes", guest, command.NoAccount},
		})
	})
	t.Run("for people", func(t *testing.T) {
		a := alice.exec("files lobby --limit 1 --from bob")
		if !strings.HasPrefix(a.out, "#4  5 B  ") || !strings.Contains(a.out, "  bob  l4.txt  text/plain") || !strings.Contains(a.err, "files lobby --from bob --limit 1 --before 4") {
			t.Errorf("it prints %q %q", a.out, a.err)
		}
		if got, helps := alice.offered(t, "get 4"); fmt.Sprint(got, helps) != "[4] [l4.txt, 5 B, #lobby]" {
			t.Errorf("completion offers %q %q", got, helps)
		}
		if got, _ := bob.offered(t, "get c6"); len(got) > 0 {
			t.Errorf("completion offers %q of others", got)
		}
	})
}

func TestFileShowDeleteQuota(t *testing.T) {
	w := newWorld(t)
	alice := w.member(t, "alice")
	alice.must(t, "put lobby docs/a.txt first words", "bytes")
	out := alice.must(t, "file show 1")
	for _, want := range []string{"docs/a.txt", "5 B (5 bytes)", "text/plain", "277089d91c0bdf4f2e6862ba7e4a07605119431f5d13f726dd352b06f1b206a9", "lobby#1", "alice", "first words"} {
		if !strings.Contains(out, want) {
			t.Errorf("%q is not in %s", want, out)
		}
	}
	var q struct {
		Left   int64 `json:"left_bytes"`
		File   int64 `json:"file_bytes"`
		Person struct {
			Files int
			Bytes int64
		}
	}
	alice.ask(t, "file quota", &q)
	if q.Person.Files != 1 || q.Person.Bytes != 5 || q.File != 25<<20 || q.Left != 25<<20 {
		t.Errorf("the quota is %+v", q)
	}
	if out := alice.must(t, "file quota lobby"); !strings.Contains(out, "1 file, 5 B of 250 MB") {
		t.Errorf("the quota is %s", out)
	}
	if a := w.member(t, "bert").exec("file delete 1 --yes"); a.status != int(command.Denied) || !strings.Contains(a.err, "file 1 (a.txt) is by alice") {
		t.Errorf("somebody else who deletes it is told %d %q", a.status, a.err)
	}
	alice.must(t, "file delete 1 --yes")
	if m := alice.last(t, "lobby"); !m.Deleted || len(m.Files) > 0 {
		t.Errorf("what is left is %+v", m)
	}
	if out := alice.must(t, "file quota lobby"); !strings.Contains(out, "0 files, 0 B of 250 MB") {
		t.Errorf("the quota is %s", out)
	}
}

// TestNobodyLearnsWhatOthersHave puts in what is in a room of others already. What that
// takes up must not tell that it is there.
func TestNobodyLearnsWhatOthersHave(t *testing.T) {
	w := newWorld(t)
	olga := w.holder(t, w.owner).signedUp(t, "olga")
	alice, bob := w.member(t, "alice"), w.member(t, "bob")
	alice.must(t, "room create cellar --private")
	alice.must(t, "put cellar plan.txt", "the plan")
	for _, how := range []string{"", " --json"} {
		if before := bob.must(t, "file quota"+how); strings.Contains(before, `"server"`) || strings.Contains(before, "on disk") {
			t.Errorf("a member is told %s", before)
		}
		if all := olga.must(t, "file quota"+how); !strings.Contains(all, `"server":{"files":1,"bytes":8,`) && !strings.Contains(all, "all on disk") {
			t.Errorf("the owner is told %s", all)
		}
	}
	var answers [2]string
	for i, guess := range []string{"the plan", "the plot"} {
		number := bob.put(t, "lobby", "guess.txt", guess)
		answers[i] = bob.must(t, "file quota --json")
		bob.must(t, "file delete "+number+" --yes")
	}
	if answers[0] != answers[1] {
		t.Errorf("what others have is answered\n%swhat nobody has\n%s", answers[0], answers[1])
	}
}

// TestFilesInAPipe hears of a file, and runs what can be run there.
func TestFilesInAPipe(t *testing.T) {
	w := newWorld(t)
	alice, bob := w.member(t, "alice"), w.member(t, "bob")
	p := bob.pipe(t, "--rooms lobby")
	p.line() // hello
	number := alice.put(t, "lobby", "a.txt", "bytes")
	if line := p.line(); !strings.Contains(line, `"files":[{"file":`+number+`,"name":"a.txt","size":5,`) {
		t.Errorf("it hears %s", line)
	}
	for _, tt := range []struct{ args, want string }{
		{`"file","list","lobby"`, `"exit":0,"output":[{"v":1,"items":[{"v":1,"type":"file","file":` + number},
		{`"get","` + number + `"`, `"code":"usage"`},
		{`"put","lobby","b.txt"`, `"code":"usage"`},
	} {
		p.write(`{"id":"1","cmd":"run","args":[` + tt.args + `],"stdin":"bytes"}`)
		if line := p.line(); !strings.Contains(line, tt.want) {
			t.Errorf("run %s = %s, want %s", tt.args, line, tt.want)
		}
	}
}
