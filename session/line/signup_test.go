package line_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/charmbracelet/x/exp/golden"

	"snug/keys"
	"snug/keys/audit"
	"snug/keys/keystest"
	"snug/room"
	"snug/text"
	"snug/text/lang"
	"snug/ui"
)

// Codes that the newcomers of these tests type: those of the store are random.
const (
	invitationCode = "INVITATION"
	accountCode    = "ACCOUNT"
)

// A doorkeeper is the other side of the questions: a real directory, which has an
// owner olga, whose accounts a newcomer can join.
type doorkeeper struct {
	*world
	*ui.SignUp
	owner  *person
	made   []ui.Application // what was asked for, in its order
	tried  []string         // codes and names of accounts to join
	refuse error            // what making an account fails with; nil: nothing besides the rules
	invite string
	link   string
}

// doorkeeper returns one that lets people in by a mode.
func (w *world) doorkeeper(mode keys.Mode) *doorkeeper {
	w.t.Helper()
	d := &doorkeeper{world: w, owner: w.person("olga")}
	must := func(err error) {
		w.t.Helper()
		if err != nil {
			w.t.Fatal(err)
		}
	}
	_, err := w.directory.AddOwner(w.t.Context(), audit.Actor{Via: audit.Socket}, d.owner.key)
	must(err)
	d.owner.who, err = w.directory.Identify(d.owner.key)
	must(err)
	by := audit.Actor{Account: uint64(d.owner.who.Account.ID), Name: "olga", Key: d.owner.who.Fingerprint.String()}
	_, d.invite, err = w.directory.CreateInvite(w.t.Context(), by, keys.InviteTerms{Uses: 1, For: 2 * time.Hour, Role: keys.Member})
	must(err)
	d.link, _, err = w.directory.Link(w.t.Context(), by)
	must(err)
	must(w.directory.Fix(w.t.Context(), map[string]string{keys.HouseSignUp: string(mode)}))
	key := keystest.NewKey(w.t)
	d.SignUp = &ui.SignUp{
		Mode: string(mode), Suggested: "mona", KeyType: "ED25519", Fingerprint: "SHA256:7mF0c9dQk2", HostKey: "SHA256:0kZ1",
		OtherKey: "ssh -o IdentitiesOnly=yes -i ~/.ssh/id_ed25519 chat.example.com",
		Check:    w.directory.Check, CheckDisplay: keys.CheckDisplay,
		Create: func(ctx context.Context, a ui.Application) (ui.Chat, error) {
			d.made = append(d.made, a)
			if d.refuse != nil {
				return ui.Chat{}, d.refuse
			}
			a.Code = strings.Replace(a.Code, invitationCode, d.invite, 1)
			who, _, err := w.directory.SignUpWith(ctx, audit.Actor{}, key, keys.Application{Name: a.Name, Display: a.Display, Code: a.Code, Note: a.Note})
			if err == nil && who.Account.Pending {
				err = &ui.Waiting{Name: who.Account.Name}
			}
			return d.chat(who, err)
		},
		Accept: func(_ context.Context, name string) (ui.Chat, error) {
			d.tried = append(d.tried, name)
			if name == "olga" {
				return d.chat(d.owner.who, nil)
			}
			return ui.Chat{}, &room.Refusal{Kind: room.ErrNotFound, Text: lang.S("no account %s offers this key a place any more", name)}
		},
		UseCode: func(ctx context.Context, code string) (ui.Chat, error) {
			d.tried = append(d.tried, code)
			return d.chat(w.directory.UseLink(ctx, audit.Actor{}, key, strings.Replace(code, accountCode, d.link, 1)))
		},
	}
	return d
}

// chat is what somebody chats with.
func (d *doorkeeper) chat(who keys.Identity, err error) (ui.Chat, error) {
	if err != nil {
		return ui.Chat{}, err
	}
	seat, err := d.broker.Sit(room.Person{ID: room.UserID(who.Account.ID), Name: who.Account.Name}, room.SitOptions{})
	if err != nil {
		return ui.Chat{}, err
	}
	d.t.Cleanup(seat.Close)
	r, err := d.broker.Find(room.UserID(who.Account.ID), room.Lobby)
	if err != nil {
		return ui.Chat{}, err
	}
	return ui.Chat{Seat: seat, Host: host{d.owner}, Room: r.ID}, nil
}

// A story is a newcomer who answers questions.
type story struct {
	name    string
	mode    keys.Mode
	change  func(d *doorkeeper)
	answers []string
	made    bool // an account was asked for at the end
}

var longRules = strings.TrimSuffix(strings.Repeat("Be kind.\n", 29)+"No \x1b[2Jspam.\n", "\n")

var stories = []story{
	{"the suggestion", keys.Open, nil, []string{"", "", "y"}, true},
	{"names", keys.Open, nil, []string{"x", "olga", "Admin!", "mei\x1b[31m", "mei", strings.Repeat("王小明", 9), "王小明", "n", "mei2", "", "yes"}, true},
	{"in the other language", keys.Open, nil, []string{"/lang", "/lang xx", "/lang zh", "/lang en", "/语言 中文", "mei", "", "y"}, true},
	{"rules", keys.Open, func(d *doorkeeper) { d.Rules = longRules }, []string{"mei", "", "", "", "n", "y", "y"}, true},
	{"an invitation", keys.ByInvite, func(d *doorkeeper) { d.Contact = "office@example.com" }, []string{"mei", "", "", "WRONG", "y", invitationCode, "y"}, true},
	{"an application", keys.Approval, func(d *doorkeeper) { d.Contact = "office@example.com" }, []string{"mei", "", "I am Mei of the office", "", "y", ""}, true},
	{"an application with an invitation", keys.Approval, nil, []string{"mei", "", "", invitationCode, "y"}, true},
	{"closed", keys.Closed, func(d *doorkeeper) { d.Contact = "office@example.com" }, []string{"", "wrong", accountCode}, false},
	{"a code", keys.Open, nil, []string{"/code", "", "/code", "WRONG", accountCode}, false},
	{"offers", keys.Open, func(d *doorkeeper) { d.Offers = []string{"gone", "olga"} }, []string{"1", "n", "1", "y", "", "2", "", "2", "Y"}, false},
	{"a name where there are offers", keys.Open, func(d *doorkeeper) { d.Offers = []string{"eve"} }, []string{"yves", "", "是"}, true},
	{"closed, with an offer", keys.Closed, func(d *doorkeeper) { d.Offers = []string{"olga"} }, []string{"yves", "", "/code", "", "1", "yes"}, false},
	{"refused in the end", keys.Open, func(d *doorkeeper) {
		d.refuse = &room.Refusal{Kind: room.ErrLimited, Text: lang.S("you are going too fast; wait %d s", int64(4))}
	}, []string{"mei", "", "y", "mei3", "y"}, true},
}

// tell runs a story up to an answer.
func (w *world) tell(st story, in lang.Lang, echo bool, answers int) (*doorkeeper, *session) {
	w.t.Helper()
	d := w.doorkeeper(st.mode)
	if st.change != nil {
		st.change(d)
	}
	e := entry{lang: in, echo: echo, signUp: d.SignUp}
	enter := "\n"
	if echo {
		e.cols, e.rows, enter = 60, 24, "\r"
	}
	s := w.begin(e)
	for _, a := range st.answers[:answers] {
		s.types(a + enter)
	}
	return d, s
}

// TestSignUpTranscripts is what newcomers are asked, in both languages.
func TestSignUpTranscripts(t *testing.T) {
	for _, in := range lang.All {
		for _, st := range stories {
			t.Run(fmt.Sprintf("%v %s", in, st.name), func(t *testing.T) {
				inWorld(t, func(t *testing.T, w *world) {
					d, s := w.tell(st, in, false, len(st.answers))
					if err := s.end(); err != nil {
						t.Error(err)
					}
					golden.RequireEqual(t, s.out.golden())
					if got := len(d.made) > 0; got != st.made {
						t.Errorf("asked for: %+v", d.made)
					}
				})
			})
		}
	}
}

// TestSignUpOnATerminal is a story where the row is edited here: what was answered
// stands in it to be put right.
func TestSignUpOnATerminal(t *testing.T) {
	inWorld(t, func(t *testing.T, w *world) {
		st := story{mode: keys.ByInvite, answers: []string{"\x15olga", "2", "王小明", "wrong", "y", "\x15" + invitationCode, "n", "", "", "", "y"}}
		d, s := w.tell(st, lang.English, true, len(st.answers))
		s.shows("Username (3-32, a-z 0-9 _ -): mona", "olga2", "you are olga2 in #lobby")
		if len(d.made) != 2 || d.made[1].Name != "olga2" || d.made[1].Display != "王小明" || d.made[1].Code != invitationCode {
			t.Errorf("asked for: %+v", d.made)
		}
	})
}

// TestGivingUp ends every story at every question, by ^D, by ^C and by a broken
// connection, and holds that nothing is made by that.
func TestGivingUp(t *testing.T) {
	for _, st := range stories {
		t.Run(st.name, func(t *testing.T) {
			inWorld(t, func(t *testing.T, w *world) {
				d := w.doorkeeper(st.mode)
				if st.change != nil {
					st.change(d)
				}
				for n := range st.answers {
					for _, way := range []string{"\x04", "\x03", "/quit\r", ""} {
						d.made, d.tried = nil, nil
						s := w.begin(entry{echo: true, cols: 60, rows: 24, signUp: d.SignUp})
						for _, a := range st.answers[:n] {
							if a == "y" || a == "Y" || a == "yes" || a == "是" || a == accountCode {
								break // up to the first that does something
							}
							s.types("\x15" + a + "\r")
						}
						if s.types("\x15" + way); way == "" {
							_ = s.end()
						}
						synctest.Wait()
						select {
						case <-s.ended:
							if s.err != nil || len(d.made) > 0 {
								t.Errorf("%d answers, then %q: %v, made %+v", n, way, s.err, d.made)
							}
						default:
							t.Errorf("%d answers, then %q: the session goes on", n, way)
						}
					}
				}
			})
		})
	}
}

func TestWhoGuessesIsShownOut(t *testing.T) {
	tests := []struct {
		name    string
		mode    keys.Mode
		answers []string
		again   []string // typed over and over
		tried   int
	}{
		{"codes of accounts", keys.Open, []string{"/code"}, []string{"4J7QK-0M2XN-8V5RT-C1WZP-6H3BD-9F0GS"}, 5},
		{"codes of accounts where nobody signs up", keys.Closed, nil, []string{"4J7QK"}, 5},
		{"invitations", keys.ByInvite, []string{"mei", "", "CODE", "y"}, []string{"CODE2", "y"}, 5},
		{"names", keys.Open, nil, []string{"olga"}, 0},
		{"answers that are too long", keys.Open, nil, []string{strings.Repeat("x", 200)}, 0},
		{"no to the rules of the house", keys.Open, []string{"mei", ""}, []string{"n"}, 0},
		{"a file that was piped in", keys.Open, nil, []string{"Dear all,", "y", "please find below"}, 0},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			inWorld(t, func(t *testing.T, w *world) {
				d := w.doorkeeper(tt.mode)
				d.Suggested, d.Rules = "", "Be kind."
				if tt.mode != keys.Open {
					d.Rules = ""
				}
				s := w.begin(entry{signUp: d.SignUp})
				for _, a := range tt.answers {
					s.types(a + "\n")
				}
				for i := 0; i < 60 && s.out.since() != ""; i++ {
					s.types(tt.again[i%len(tt.again)] + "\n")
				}
				select {
				case <-s.ended:
				default:
					t.Fatal("the session goes on")
				}
				if !errors.Is(s.err, room.ErrLimited) {
					t.Errorf("the session ends with %v", s.err)
				}
				if n := len(d.made) + len(d.tried); n != tt.tried {
					t.Errorf("the server was asked %d times, want %d", n, tt.tried)
				}
			})
		})
	}
}

// TestLinesAnswerNothing pipes a file with --lines in where there is no account.
func TestLinesAnswerNothing(t *testing.T) {
	inWorld(t, func(t *testing.T, w *world) {
		d := w.doorkeeper(keys.Open)
		s := w.begin(entry{signUp: d.SignUp, lines: true})
		if <-s.ended; !errors.Is(s.err, room.ErrDenied) || len(d.made) > 0 {
			t.Errorf("ended with %v, made %+v", s.err, d.made)
		}
	})
}

// TestTheSessionEndsWhileAnAccountWaits lets a newcomer in who waits for that.
func TestTheSessionEndsWhileAnAccountWaits(t *testing.T) {
	inWorld(t, func(t *testing.T, w *world) {
		_, s := w.tell(story{mode: keys.Approval, answers: []string{"mei", "", "It is me", "", "y"}}, lang.English, false, 5)
		s.shows("Your account mei is made, and a moderator has to let you in.")
		letIn := errors.New("you were let in; connect again")
		s.stop(letIn)
		if <-s.ended; !errors.Is(s.err, letIn) {
			t.Errorf("ended with %v", s.err)
		}
	})
}

// TestWhatTheServerSaysIsClean has everything that newcomers are shown be hostile;
// the transcript complains about what it gets.
func TestWhatTheServerSaysIsClean(t *testing.T) {
	const hostile = "evil\x1b]0;x\x07\u202e\r\nolga: hi\u009b2J"
	for _, mode := range []keys.Mode{keys.Open, keys.Closed, keys.ByInvite} {
		inWorld(t, func(t *testing.T, w *world) {
			d := w.doorkeeper(mode)
			d.Contact, d.Rules, d.OtherKey, d.KeyType, d.HostKey = hostile, hostile, hostile, hostile, hostile
			d.Offers, d.Suggested = []string{hostile}, text.Strip(hostile)
			d.refuse = errors.New(hostile)
			s := w.begin(entry{signUp: d.SignUp})
			for _, a := range []string{"1", "y", "mei", "", "CODE", "y", "y", "/code", hostile, ""} {
				s.types(a + "\n")
			}
			s.shows("evil]0;x")
		})
	}
}
