package line

import (
	"context"
	"slices"
	"strings"

	"snug/room"
	"snug/text/lang"
	"snug/ui"
)

// signUp asks a newcomer who they want to be, and returns what they chat with.
func (l *loop) signUp(ctx context.Context) (ui.Chat, error) {
	if l.Lines { // what comes in is to be said, and answers nothing
		return ui.Chat{}, &room.Refusal{Kind: room.ErrDenied, Text: lang.S("you need an account for that; make one with: %s, or join one of yours with a code from it: %s", "register NAME", "key join CODE")}
	}
	n := &newcomer{asker: l, SignUp: l.SignUp, server: l.Server, lang: l.Lang, edited: l.typed.ed != nil}
	chat, err := n.arrive(ctx)
	l.Lang = n.lang
	return chat, err
}

// Who may sign up, as [ui.SignUp] has it, besides everybody.
const (
	byInvite   = "invite"
	byApproval = "approval"
	closed     = "closed"
)

// How many answers may be wrong before the newcomer has to connect again: codes,
// which can be guessed at, and everything else.
const (
	maxWrongCodes = 5
	maxFaults     = 20
)

// A newcomer is somebody whose key has no account, while they are asked about the
// one that they want. Nothing is made before they have said yes to all of it.
type newcomer struct {
	asker
	*ui.SignUp
	server string
	lang   lang.Lang
	edited bool // what is proposed stands in the row to be edited

	wants      ui.Application
	mending    bool // one answer is asked for again, and not those behind it
	wrongCodes int
	faults     int

	chat ui.Chat // what there is to go on with, in the end
}

// A step asks for one thing, and says what to go on with; nil: the chat.
type step func(ctx context.Context) (step, error)

// arrive asks until there is something to chat with. The error is errGiveUp, that
// of the terminal, or a refusal for whoever makes too many mistakes.
func (n *newcomer) arrive(ctx context.Context) (ui.Chat, error) {
	n.wants.Name = n.Suggested
	next, err := step(n.greet), error(nil)
	for next != nil && err == nil {
		next, err = next(ctx)
	}
	return n.chat, err
}

// greet says where they are, with which key, and what can be typed besides
// answers.
func (n *newcomer) greet(context.Context) (step, error) {
	rows := []string{n.tr("Welcome to %s", n.server)}
	for _, other := range lang.All {
		if other != n.lang {
			rows = append(rows, other.T("For %[1]s, type: %[2]s", other.Name(), "/lang "+other.String()))
		}
	}
	next := n.name
	switch {
	case n.Mode == closed:
		rows = append(rows, n.tr("This server takes no new people at the moment."))
		rows = append(rows, n.contact()...)
		next = n.door
	case len(n.Offers) > 0:
		rows = append(rows, n.tr("This key has no account yet. Join the one that offers it a place, or pick a username for a new one:"))
	default:
		rows = append(rows, n.tr("You are new here. Pick a username; the account will belong to the SSH key you connected with:"))
	}
	rows = append(rows, hang+n.KeyType+"  "+n.Fingerprint+"   "+n.tr("(its comment was not sent)"))
	if n.HostKey != "" {
		rows = append(rows, n.tr("Server host key:  %s", n.HostKey))
	}
	rows = append(rows,
		n.tr("Already have an account? Type %s to enter a code of it, or connect with its key:", "/code"), hang+n.OtherKey,
		n.tr("^D ends this at any question, and nothing is made."))
	return next, n.say(append(rows, n.offers()...)...)
}

// contact says whom to ask, if anybody is named.
func (n *newcomer) contact() []string {
	if n.Contact == "" {
		return nil
	}
	return []string{n.tr("The people who run it: %s", n.Contact)}
}

// put asks a question and takes an answer of at most so many bytes. Whoever types
// a command instead goes where it leads: then next is not nil.
func (n *newcomer) put(ctx context.Context, q lang.Sentence, initial string, most int) (answer string, next step, err error) {
	for {
		said := n.lang.Say(q)
		if initial != "" && !n.edited {
			said += " [" + initial + "]"
		}
		if answer, err = n.ask(ctx, said, initial); err != nil {
			return "", nil, err
		}
		word, rest, _ := strings.Cut(strings.Replace(answer, "／", "/", 1), " ")
		switch word {
		case "/quit", "/q", "/退出":
			return "", nil, errGiveUp
		case "/code", "/关联码":
			return "", n.code, nil
		case "/lang", "/语言":
			if in, ok := lang.Parse(rest); ok {
				n.lang = in
			} else {
				err = n.fault(n.tr("one of these: %s", "/lang en, /lang zh"))
			}
		default:
			if len(answer) <= most {
				return answer, nil, nil
			}
			err = n.fault(n.tr("that has %d bytes and the limit is %d; shorten it", int64(len(answer)), int64(most)))
		}
		if err != nil {
			return "", nil, err
		}
	}
}

// fault says what is wrong with an answer, and ends it after too many.
func (n *newcomer) fault(why string) error {
	if err := n.say(why); err != nil {
		return err
	}
	if n.faults++; n.faults >= maxFaults {
		return &room.Refusal{Kind: room.ErrLimited, Text: lang.S("that were too many answers that would not do; connect again to go on")}
	}
	return nil
}

// refused tells of an error of the server's, unless it is the session's end.
func (n *newcomer) refused(ctx context.Context, err error) error {
	if ctx.Err() != nil {
		return context.Cause(ctx)
	}
	return n.fault(ui.Sentence(n.lang, err))
}

// wrongCode is refused for a code, of which fewer can be tried.
func (n *newcomer) wrongCode(ctx context.Context, err error) error {
	if err := n.refused(ctx, err); err != nil {
		return err
	}
	if n.wrongCodes++; n.wrongCodes >= maxWrongCodes {
		return &room.Refusal{Kind: room.ErrLimited, Text: lang.S("that were too many wrong codes; connect again when you have the right one")}
	}
	return nil
}

// again is what was answered before, where it can be edited: an empty answer must
// not mean it elsewhere.
func (n *newcomer) again(before string) string {
	if !n.edited {
		return ""
	}
	return before
}

func (n *newcomer) tr(key string, args ...any) string { return n.lang.T(key, args...) }

// isYes reports whether an answer is a yes.
func isYes(answer string) bool {
	return slices.Contains([]string{"y", "yes", "ｙ", "是", "好"}, strings.ToLower(answer))
}
