package command_test

import (
	"encoding/json"
	"strings"
	"testing"

	"snug/session/command"
)

// What keeps its keeper out, or ends them, ends the sessions of a bot at once;
// those of another's bot go on.
func TestSessionsOfABotEndWithItsKeeper(t *testing.T) {
	for _, tt := range []struct {
		name, by, line string
		keeper         bool // his session ends, too
	}{
		{"suspended", "olga", "user suspend bob", true},
		{"banned", "olga", "ban add bob --yes", true},
		{"deleted", "olga", "user delete bob --yes", true},
		{"erased", "olga", "user erase bob --yes", true},
		{"deletes himself", "bob", "me delete --yes", true},
		{"the bot is suspended", "olga", "user suspend robot", false},
		{"the bot is banned", "olga", "ban add robot --yes", false},
		{"the bot is deleted", "olga", "user delete robot --yes", false},
		{"revoked by its keeper", "bob", "bot revoke robot --yes", false},
		{"revoked by an owner", "olga", "bot revoke robot --yes", false},
		{"revoked by itself", "robot", "bot revoke --yes", false},
		{"another key", "bob", "bot set robot key {public}", false},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t)
			all := map[string]*person{"olga": w.holder(t, w.owner).signedUp(t, "olga"), "bob": w.member(t, "bob"), "ann": w.member(t, "ann")}
			all["robot"] = all["bob"].makes(t, "robot", "--rooms lobby")
			other := all["ann"].makes(t, "other", "").opens(t)
			session, keeper := all["robot"].opens(t), all["bob"].opens(t)
			all[tt.by].must(t, strings.ReplaceAll(tt.line, "{public}", w.guest(t).line("new")))
			select {
			case why := <-session.ended:
				if why == nil || strings.TrimSpace(why.Error()) == "" {
					t.Error("the bot's session ends without a word")
				}
			default:
				t.Error("the bot's session goes on")
			}
			if ended := len(keeper.ended) > 0; ended != tt.keeper {
				t.Errorf("the keeper's session has ended: %v, want %v", ended, tt.keeper)
			}
			if len(other.ended) > 0 {
				t.Errorf("another's bot is cut: %v", <-other.ended)
			}
			if a := all["robot"].exec("send lobby beep"); a.status != int(command.Denied) && a.status != int(command.NoAccount) {
				t.Errorf("with the same key it still writes: %+v", a)
			}
			all["ann"].must(t, "send lobby hello")
		})
	}
}

// What its keeper may not say, a bot does not say in its next line.
func TestABotIsSilentWithItsKeeper(t *testing.T) {
	w := newWorld(t)
	olga, bob := w.holder(t, w.owner).signedUp(t, "olga"), w.member(t, "bob")
	robot := bob.makes(t, "robot", "--rooms lobby")
	robot.must(t, "send lobby beep")
	for _, step := range []struct {
		line   string
		status command.Status
	}{
		{"user mute bob", command.Denied},
		{"user unmute bob", command.OK},
		{"room mute lobby bob", command.Denied},
		{"room unmute lobby bob", command.OK},
		{"lockdown set 2 --for 1h", command.Limited},
		{"user trust bob", command.OK},
		{"lockdown set 0", command.OK},
	} {
		olga.must(t, step.line)
		if a := robot.exec("send lobby beep"); a.status != int(step.status) {
			t.Errorf("after %s: %+v, want %d", step.line, a, step.status)
		}
	}
	olga.must(t, "user untrust bob")
	olga.must(t, "setting set probation 1d")
	olga.must(t, "setting set probation-rate 1")
	if a := robot.exec("send lobby https://example.com/"); a.status != int(command.Denied) {
		t.Errorf("a link while its keeper is new: %+v", a)
	}
	if a := robot.exec("send lobby beep"); a.status != int(command.Limited) {
		t.Errorf("faster than its keeper may: %+v", a)
	}
}

// A message too many says when it is worth trying again.
func TestTheRateOfABot(t *testing.T) {
	w := newWorld(t)
	bob := w.member(t, "bob")
	robot := bob.makes(t, "robot", "--rooms lobby --rate 2")
	robot.must(t, "send lobby one")
	robot.must(t, "send lobby two")
	a := robot.exec("send lobby three --json")
	var got struct {
		Error struct {
			Code  string
			After int64 `json:"retry_after_ms"`
		}
	}
	if err := json.Unmarshal([]byte(a.err), &got); err != nil || a.status != int(command.Limited) {
		t.Fatalf("the third is %+v, %v", a, err)
	}
	if got.Error.Code != "limited" || got.Error.After <= 0 || got.Error.After > 60_000 {
		t.Errorf("it says %+v", got.Error)
	}
	bob.must(t, "bot set robot rate 600")
	robot.must(t, "send lobby three")
	try(t, []attempt{
		{"none", "bot set robot rate 0", bob, command.Usage},
		{"too many", "bot set robot rate 601", bob, command.Usage},
		{"no number", "bot set robot rate many", bob, command.Usage},
		{"made with none", "bot create second --rate 0 " + w.guest(t).line(""), bob, command.Usage},
	})
}

// A stranger does nothing with a bot, and learns little of it.
func TestBotsOfOthers(t *testing.T) {
	w := newWorld(t)
	s := w.staff(t)
	bob, eve := w.member(t, "bob"), w.member(t, "eve")
	bob.must(t, "room create cellar --private")
	robot := bob.makes(t, "robot", "--rooms lobby,cellar")
	for _, by := range []*person{eve, s.mod, robot} {
		for _, line := range []string{
			"bot set robot rate 5", "bot set robot display Eve", "bot set robot key " + w.guest(t).line(""),
			"bot join robot lobby", "bot leave robot lobby",
		} {
			if a := by.exec(line); a.status != int(command.Denied) {
				t.Errorf("%s: %s = %+v, want %d", by.who.Account.Name, line, a, command.Denied)
			}
		}
	}
	try(t, []attempt{
		{"revoking another's", "bot revoke robot --yes", eve, command.Denied},
		{"without a word", "bot revoke robot", bob, command.Unconfirmed},
		{"a person", "bot revoke eve --yes", bob, command.NotFound},
		{"which one", "bot revoke --yes", bob, command.Usage},
		{"nobody", "bot show nobody", bob, command.NotFound},
		{"everybody's bots", "bot list --all", eve, command.Denied},
		{"both", "bot list eve --all", s.mod, command.Usage},
		{"everybody's bots by the staff", "bot list --all", s.mod, command.OK},
		{"a room that is not there", "bot join robot nowhere", bob, command.NotFound},
		{"another room of its own", "join lobby", robot, command.Denied},
	})
	type bot struct {
		Type, Keeper string
		Rooms        []string
		Keys         []struct{ Fingerprint string }
		Rate         int `json:"rate_per_minute"`
	}
	var seen, own bot
	eve.ask(t, "bot show robot", &seen)
	bob.ask(t, "bot show robot", &own)
	if seen.Type != "bot" || seen.Keeper != "bob" || strings.Join(seen.Rooms, " ") != "lobby" || seen.Keys != nil {
		t.Errorf("a stranger sees %+v", seen)
	}
	if strings.Join(own.Rooms, " ") != "lobby cellar" || len(own.Keys) != 1 || own.Keys[0].Fingerprint != robot.print() {
		t.Errorf("its keeper sees %+v", own)
	}
	if got := eve.must(t, "whois robot"); !strings.Contains(got, "a program that bob keeps") {
		t.Errorf("whois says %q", got)
	}
	robot.must(t, "send lobby beep")
	if got := eve.must(t, "history lobby"); !strings.Contains(got, "robot (bot): beep") {
		t.Errorf("the history says %q", got)
	}
	for _, line := range []string{"history lobby --json", "members lobby --json", "whois robot --json"} {
		if got := eve.must(t, line); !strings.Contains(got, `"bot":true`) {
			t.Errorf("%s says %q", line, got)
		}
	}
}

// Whoever has a key has it, whatever others say of it.
func TestAKeyThatSomebodyElseMadeABots(t *testing.T) {
	w := newWorld(t)
	ann, mallory, victim := w.member(t, "ann"), w.member(t, "mallory"), w.guest(t)
	a := mallory.exec("bot create leech " + ann.line(""))
	if a.status != int(command.Conflict) || strings.Contains(a.err, "ann") {
		t.Errorf("ann's key: %+v", a)
	}
	mallory.must(t, "bot create leech", victim.line(""))
	victim.identify(t)
	if a := victim.exec("register victor"); a.status != int(command.Denied) {
		t.Errorf("signing up with it: %+v", a)
	}
	if a := victim.exec("bot revoke"); a.status != int(command.Unconfirmed) {
		t.Errorf("without a word: %+v", a)
	}
	victim.must(t, "bot revoke --yes")
	victim.identify(t)
	victim.signedUp(t, "victor")
}

// A bot stays made when a room will not have it, and its keeper is told.
func TestABotThatARoomWillNotHave(t *testing.T) {
	w := newWorld(t)
	ann, bob := w.member(t, "ann"), w.member(t, "bob")
	ann.must(t, "room create books")
	key := w.guest(t)
	a := bob.exec("bot create robot --rooms lobby,books", key.line(""))
	if a.status != int(command.Denied) || !has(a.err, "bot join robot books", "error: ") {
		t.Errorf("made is %+v", a)
	}
	if got := bob.must(t, "bot list"); !has(got, "robot", "lobby") || strings.Contains(got, "books") {
		t.Errorf("there is %q", got)
	}
	if a := bob.exec("bot create other --rooms nowhere", w.guest(t).line("")); a.status != int(command.NotFound) {
		t.Errorf("a room that is not there: %+v", a)
	}
	if a := bob.exec("bot show other"); a.status != int(command.NotFound) {
		t.Errorf("and yet it was made: %+v", a)
	}
}

// A moderator's bot moderates when it was granted that, and not any more when its
// keeper does not.
func TestABotModeratesAsLongAsItsKeeperDoes(t *testing.T) {
	w := newWorld(t)
	s := w.staff(t)
	eve := w.member(t, "eve")
	robot := s.mod.makes(t, "robot", "")
	session := robot.opens(t)
	try(t, []attempt{
		{"before", "user mute eve", robot, command.Denied},
		{"inviting before", "invite create", robot, command.Denied},
		{"granted by its keeper", "user role robot moderator", s.mod, command.Denied},
		{"as an admin", "user role robot admin", s.owner, command.Denied},
		{"as an owner", "user role robot owner", s.owner, command.Denied},
		{"granted", "user role robot moderator", s.owner, command.OK},
		{"mutes", "user mute eve", robot, command.OK},
		{"its keeper", "user mute mod-one", robot, command.Denied},
		{"invites", "invite create", robot, command.OK},
		{"takes on people", "user role eve moderator", robot, command.Denied},
		{"for people still", "room create den", robot, command.Denied},
		{"its keeper is none any more", "user role mod-one member", s.owner, command.OK},
		{"then", "user unmute eve", robot, command.Denied},
	})
	if len(session.ended) > 0 {
		t.Errorf("its session has ended: %v", <-session.ended)
	}
	if a := eve.exec("send lobby hello"); a.status != int(command.Denied) {
		t.Errorf("who was muted: %+v", a)
	}
}

// A bot that hears a room is told why it hears no more in words that are true of
// bots, which cannot join.
func TestABotIsToldWhoPutsItBack(t *testing.T) {
	for name, line := range map[string]string{"taken out": "bot leave robot books", "its keeper leaves": "leave books"} {
		t.Run(name, func(t *testing.T) {
			w := newWorld(t)
			bob := w.member(t, "bob")
			w.member(t, "ann").must(t, "room create books")
			bob.must(t, "join books")
			robot := bob.makes(t, "robot", "--rooms books")
			pipe, tail := robot.pipe(t, "--rooms books"), robot.follow(t, t.Context(), "tail books -n 1 -f --json")
			pipe.next() // hello: it hears the room now
			bob.must(t, "send books hello")
			if n := tail.next(t); n != 1 {
				t.Fatalf("the tail hears #%d first", n)
			}
			bob.must(t, line)
			if status := <-tail.status; status != int(command.Denied) || !strings.Contains(tail.stderr.String(), "this bot is not in #books any more; its keeper puts it in") {
				t.Errorf("the tail ends with %d, %q", status, tail.stderr)
			}
			for one := range pipe.lines {
				if strings.Contains(one, `"room_gone"`) {
					if !strings.Contains(one, "this bot is not in #books any more; its keeper puts it in") {
						t.Errorf("the pipe says %s", one)
					}
					return
				}
			}
			t.Error("the pipe ends without a word of the room")
		})
	}
}

func TestHelpTellsABotOfNoScreen(t *testing.T) {
	w := newWorld(t)
	robot := w.member(t, "ann").makes(t, "robot", "")
	if out := robot.must(t, "help"); strings.Contains(out, "you get the screen") || !strings.Contains(out, "\n  pipe ") || strings.Contains(out, "\n  plain ") {
		t.Errorf("help = %q, want what a bot has", out)
	}
}
