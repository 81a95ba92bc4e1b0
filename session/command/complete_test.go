package command_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/spf13/pflag"

	"snug/keys"
	"snug/room"
	"snug/session/command"
	"snug/text/lang"
)

// quoted puts a line into quotes, as the scripts of completion do.
func quoted(line string) string { return "'" + strings.ReplaceAll(line, "'", `'\''`) + "'" }

// offered returns what the last word of a line can become, and what each is.
func (p *person) offered(t *testing.T, line string) (values, helps []string) {
	t.Helper()
	out := p.must(t, "complete -- "+quoted(line))
	for row := range strings.Lines(out) {
		value, help, ok := strings.Cut(strings.TrimSuffix(row, "\n"), "\t")
		if !ok || strings.Contains(help, "\t") {
			t.Errorf("complete %q prints %q, want a value, a tab and help", line, row)
		}
		values, helps = append(values, value), append(helps, help)
	}
	return values, helps
}

// sit lets somebody be here.
func (p *person) sit(t *testing.T) {
	t.Helper()
	a := p.who.Account
	s, err := p.broker.Sit(room.Person{ID: room.UserID(a.ID), Name: a.Name, Display: a.Display, Rank: room.Rank(p.who.Role)}, room.SitOptions{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(s.Close)
}

func TestComplete(t *testing.T) {
	w := newWorld(t)
	olga := w.holder(t, w.owner).signedUp(t, "olga")
	alice, bob := w.member(t, "alice"), w.member(t, "bob")
	bob.must(t, "display 王小明")
	bob.identify(t)
	w.member(t, "mallory") // who is not here
	alice.must(t, "room create books --topic 'What we read'")
	alice.must(t, "room create boats --private")
	bob.must(t, "room create secret --private")
	alice.must(t, "msg bob hello")
	bob.sit(t)
	olga.sit(t)
	guest := w.guest(t)

	tests := []struct {
		name string
		by   *person
		line string
		want string
	}{
		{"a verb", alice, "hist", "history"},
		{"the first word of several commands", alice, "roo", "rooms room"},
		{"letter case", alice, "HIST", "history"},
		{"the second word", alice, "room cr", "create"},
		{"the third word", alice, "room member ", "list"},
		{"a command that goes on, or takes an argument", olga, "ban a", "add"},
		{"a Chinese name", alice, "加", "加入"},
		{"a short name only when nothing else fits", alice, "j", "join"},
		{"nothing for an unknown command", alice, "frobnicate lo", ""},
		{"a hidden command is not offered", alice, "comple", "completion"},
		{"what members may do is not offered to guests", guest, "join", ""},
		{"what guests may do", guest, "re", "register"},
		{"what needs a role", alice, "user susp", ""},
		{"what needs a role, to who has it", olga, "user susp", "suspend"},
		{"the names of commands as arguments", alice, "man room cre", "create"},

		{"a room", alice, "join bo", "boats books"},
		{"all rooms that one may know of", alice, "history ", "lobby boats books @bob"},
		{"no room of others", alice, "join sec", ""},
		{"their own", bob, "join sec", "secret"},
		{"no rooms for guests", guest, "history ", ""},
		{"with a mark", alice, "join #boo", "#books"},
		{"by a Chinese name of the command", alice, "加入 boo", "books"},
		{"in letters of another case", alice, "join BOO", "books"},
		{"in an open quote of the server", alice, `join "boo`, `"books"`},
		{"in an open apostrophe", alice, "join 'boo", "'books'"},
		{"after a backslash", alice, `join \boo`, `\books`},
		{"at a backslash", alice, `join boo\`, "books"},
		{"somebody in place of a room", alice, "send @b", "@bob"},
		{"behind a flag's value", alice, "tail -n 5 boo", "books"},
		{"behind two dashes", alice, "tail -- boo", "books"},
		{"no flag behind two dashes", alice, "tail -- --", ""},

		{"who is here", alice, "whois ", "bob olga"},
		{"by the display name", alice, "whois 王", "bob"},
		{"who is not here is no secret to moderators only", alice, "whois mal", ""},
		{"to moderators", olga, "user suspend mal", "mallory"},
		{"with a mark", alice, "block @o", "@olga"},
		{"the last of several people", alice, "dm bob,ol", "bob,olga"},
		{"people of a room", alice, "room role books al", "alice"},

		{"a choice", alice, "notify lobby m", "mentions"},
		{"a role of a room", alice, "role books bob m", "member moderator"},
		{"a setting", alice, "set cl", "clock"},
		{"the value of a setting", alice, "set clock ", "24h 12h"},
		{"the value of a room's setting", alice, "room set books history ", "all joined none"},
		{"an emoji", alice, "react books#1 tad", "tada"},
		{"an emoji with colons", alice, "react books#1 :tad", ":tada:"},
		{"thumbs down, which is no flag", alice, "react books#1 -1", "-1"},
		{"no message", alice, "reply ", ""},

		{"flags", alice, "tail lobby --f", "--follow"},
		{"flags behind all arguments", alice, "history lobby --limit 5 ", "--after --around --at --before --json"},
		{"a flag that is given", alice, "tail --follow lobby --f", ""},
		{"a flag that may be given again", alice, "purge books --user bob --u", "--until --user"},
		{"the value of a flag", olga, "announce --level ", "info warning critical"},
		{"the value behind =", olga, "announce --level=w", "--level=warning"},
		{"how long", alice, "mute books bob --for ", "1h 10m 1d 7d 30d"},
		{"somebody as the value of a flag", alice, "purge books --user ol", "olga"},
		{"a room as the value of a flag", olga, "invite create --room lo", "lobby"},
		{"a text is not completed", alice, "room create x --topic lo", ""},
		{"a text that has not begun", alice, "room create x --topic ", ""},
		{"the flag behind a text", alice, "room create x --topic lo and --pri", "--private"},
		{"what is said is not completed", alice, "send lobby lo", ""},
		{"a line with an apostrophe", alice, "send lobby it's lo", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got, _ := tt.by.offered(t, tt.line); strings.Join(got, " ") != tt.want {
				t.Errorf("complete %q = %q, want %q", tt.line, got, tt.want)
			}
		})
	}
	t.Run("what a room is", func(t *testing.T) {
		if _, helps := alice.offered(t, "join boo"); !slices.Equal(helps, []string{"What we read"}) {
			t.Errorf("help = %q, want the topic", helps)
		}
	})
	t.Run("what a command is, in Chinese", func(t *testing.T) {
		alice.lang = lang.Chinese
		defer func() { alice.lang = lang.English }()
		if _, helps := alice.offered(t, "hist"); len(helps) != 1 || !strings.Contains(helps[0], "消息") {
			t.Errorf("help = %q, want Chinese", helps)
		}
	})
	t.Run("in JSON", func(t *testing.T) {
		want := `{"v":1,"items":[{"v":1,"type":"candidate","value":"books","help":"What we read"}],"next":null}` + "\n"
		if got := alice.must(t, "complete --json -- 'join boo'"); got != want {
			t.Errorf("JSON = %s, want %s", got, want)
		}
	})
}

// TestCompleteOfANewCommand declares a command, and nothing else.
func TestCompleteOfANewCommand(t *testing.T) {
	w := newWorld(t, command.Spec{
		Path: "weather show", Args: "ROOM SKY=clear|cloudy", Help: "Show the weather.",
		Least: command.AtLeast(keys.Member), Effect: command.Reads,
		Bind: func(fs *pflag.FlagSet) command.Run {
			fs.String("by", "", "who says so: `USER`")
			return nothing(fs)
		},
	})
	alice := w.member(t, "alice")
	alice.sit(t)
	for line, want := range map[string]string{
		"wea": "weather", "weather ": "show", "weather show lo": "lobby", "weather show lobby cl": "clear cloudy",
		"weather show lobby clear ": "--by --json", "weather show --by al": "alice",
	} {
		if got, _ := alice.offered(t, line); strings.Join(got, " ") != want {
			t.Errorf("complete %q = %q, want %q", line, got, want)
		}
	}
}

// TestCompleteIsInert gives a room and a person what a shell or a terminal would
// act on.
func TestCompleteIsInert(t *testing.T) {
	w := newWorld(t)
	alice, mallory := w.member(t, "alice"), w.member(t, "mallory")
	mallory.must(t, "room create trap")
	const evil = "x\t$(touch pwned) `touch pwned` '; touch pwned; \" \\ \x1b[31m\u202e"
	mallory.must(t, "topic trap -", evil)
	mallory.exec("display '$(id)'")
	mallory.identify(t)
	mallory.sit(t)
	for _, line := range []string{"join tr", "whois mal", "send @mal"} {
		values, helps := alice.offered(t, line)
		if len(values) != 1 {
			t.Errorf("complete %q = %q, want one", line, values)
		}
		for _, s := range append(values, helps...) {
			if strings.ContainsAny(s, "\t\n\r\x1b\x7f\u202e") {
				t.Errorf("complete %q offers %q", line, s)
			}
		}
		for _, v := range values {
			if strings.ContainsAny(v, " $`'\"\\;&|<>(){}*?!~") {
				t.Errorf("complete %q offers the value %q, which a shell would act on", line, v)
			}
		}
	}
}

func FuzzComplete(f *testing.F) {
	for _, line := range []string{"", "join lo", `join "lo`, "tail -n 5 ", "purge lobby --user=a,", "me \\", "'", "-- -", "加入 ", "react x :+", "announce --level=", "\xff", "--for --for --for="} {
		f.Add(line)
	}
	w := newWorld(f)
	olga := w.holder(f, w.owner).signedUp(f, "olga")
	f.Fuzz(func(t *testing.T, line string) {
		a := olga.exec("complete -- " + quoted(line))
		if a.status != 0 && a.status != int(command.Usage) {
			t.Fatalf("complete %q = %+v", line, a)
		}
		for row := range strings.Lines(a.out) {
			value, _, ok := strings.Cut(row, "\t")
			if !ok || strings.Count(row, "\t") != 1 || strings.ContainsAny(strings.TrimSuffix(row, "\n"), "\n\r\x1b") || value == "" {
				t.Fatalf("complete %q prints %q", line, row)
			}
		}
	})
}

func TestSettingsOfTheServerAreCompleted(t *testing.T) {
	w := newWorld(t)
	olga := w.holder(t, w.owner).signedUp(t, "olga")
	all, err := w.directory.House()
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range all {
		if offered, _ := olga.offered(t, "setting set "+s.Name); !slices.Contains(offered, s.Name) {
			t.Errorf("%s is not offered, only %q", s.Name, offered)
		}
		offered, _ := olga.offered(t, "setting set "+s.Name+" ")
		for _, value := range append(s.Values, "default") {
			if !slices.Contains(offered, value) {
				t.Errorf("setting set %s offers %q, not %s", s.Name, offered, value)
			}
		}
	}
}

func TestWhoIsGoneIsNotCompleted(t *testing.T) {
	w := newWorld(t)
	alice, bob := w.member(t, "alice"), w.member(t, "bob")
	alice.must(t, "msg bob hello")
	if got, _ := alice.offered(t, "msg "); !slices.Contains(got, "bob") {
		t.Fatalf("with bob, %q is offered", got)
	}
	bob.must(t, "me delete --yes")
	for _, line := range []string{"msg ", "msg @", "whois d"} {
		if got, _ := alice.offered(t, line); len(got) > 0 {
			t.Errorf("complete %q offers %q", line, got)
		}
	}
}
