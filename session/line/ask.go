package line

import (
	"context"
	"errors"
	"strings"

	"snug/session/line/editor"
	"snug/text"
	"snug/ui"
)

// errGiveUp is why there is no answer: the person has typed ^D, or their input
// has ended.
var errGiveUp = errors.New("line: given up")

// An asker asks the person questions, one after the other.
type asker interface {
	// say prints rows. They are cleaned, and wrapped where the terminal is known to
	// be narrower.
	say(lines ...string) error

	// ask prints a question and returns the line that is typed, without blanks
	// around it. Where the row is edited here, initial stands in it to begin with;
	// else an empty line is taken for initial, and the question should say so.
	//
	// The error is errGiveUp, that of the terminal, or the cause of the end of ctx.
	ask(ctx context.Context, question, initial string) (string, error)
}

var _ asker = (*loop)(nil)

// ask implements [asker]. What others say meanwhile waits.
func (l *loop) ask(ctx context.Context, question, initial string) (string, error) {
	l.asking = true
	if err := l.pose(question, initial); err != nil {
		return "", err
	}
	for {
		e, any := l.typed.next()
		switch {
		case any && e.Bad:
			if err := errors.Join(l.fail(l.tr("that was no UTF-8, or too long; type it again")), l.pose(question, "")); err != nil {
				return "", err
			}
		case any && e.Kind == editor.Entered:
			l.asking = false // the row is empty
			return l.answer(e.Text, initial), nil
		case any && e.Kind == editor.Pasted:
			if err := errors.Join(l.fail(l.tr("an answer is one line, and that were several; type it again")), l.pose(question, "")); err != nil {
				return "", err
			}
		case any && e.Kind == editor.Asked: // nothing completes an answer
		case any, l.typed.ended:
			l.asking = !any // what is left in the row was an answer
			return "", errGiveUp
		default:
			if err := l.listen(ctx); err != nil {
				return "", err
			}
		}
	}
}

// pose shows a question: before the row that is edited, if it leaves room there.
func (l *loop) pose(question, initial string) error {
	ed := l.typed.ed
	if ed == nil {
		return l.say(question)
	}
	prompt := clean(question) + " "
	if l.out.cols > 0 && text.WcWidth.Width(prompt) > l.out.cols/2 {
		prompt = "> "
		if err := l.say(question); err != nil {
			return err
		}
	}
	if err := ed.Prompt(prompt); err != nil || initial == "" || !ed.Empty() {
		return err
	}
	return ed.Replace(initial, "")
}

func (l *loop) answer(typed, initial string) string {
	typed = strings.TrimSpace(typed)
	if typed == "" && l.typed.ed == nil {
		return initial
	}
	return typed
}

// listen waits for what is typed, and for nothing else.
func (l *loop) listen(ctx context.Context) error {
	select {
	case <-ctx.Done():
		return context.Cause(ctx)
	case s := <-l.sizes:
		return l.resize(s)
	case piece, more := <-l.typed.pieces:
		return l.typed.take(l.typed.whole(ctx, piece), more)
	}
}

// agrees asks whether something is meant. Nothing but a yes is one.
func (l *loop) agrees(ctx context.Context, what string) (bool, error) {
	if err := l.say(what); err != nil {
		return false, err
	}
	early := len(l.typed.ready) > 0 // what comes next came together with what is asked about
	typed, err := l.ask(ctx, l.tr("Do it? [y/N]"), "")
	if err != nil && !errors.Is(err, errGiveUp) {
		return false, err
	}
	switch {
	case isYes(typed) && early: // as from a file
		return false, l.say(l.tr("That came before the question was asked."))
	case isYes(typed):
		return true, nil
	}
	if _, slash := ui.SlashLine(typed); slash { // no answer, but what comes next
		l.typed.ready = append([]editor.Event{{Kind: editor.Entered, Text: typed}}, l.typed.ready...)
	}
	return false, nil
}
