package line

import (
	"context"
	"errors"
	"strconv"
	"strings"

	"snug/text/lang"
	"snug/ui"
)

// Bytes of the answers: more than is allowed, so that the checks can say so.
const (
	maxName    = 128
	maxDisplay = 512
	maxCode    = 128
	maxNote    = 300
	maxChoice  = 128
)

// rulesAtOnce is how many lines of the rules are shown before a key is awaited.
const rulesAtOnce = 20

// then is the step behind an answer: the next one, or the last when only that
// answer was to be put right.
func (n *newcomer) then(next step) (step, error) {
	if n.mending {
		next = n.confirm
	}
	return next, nil
}

// name asks for the username or, where there are accounts to join, for the number
// of one of those.
func (n *newcomer) name(ctx context.Context) (step, error) {
	q, initial := lang.S("Username (3-32, a-z 0-9 _ -):"), n.wants.Name
	if len(n.Offers) > 0 {
		q, initial = lang.S("Username for a new account, or the number of yours:"), ""
	}
	answer, next, err := n.put(ctx, q, initial, maxName)
	if next != nil || err != nil {
		return next, err
	}
	if i, err := strconv.Atoi(answer); err == nil && i > 0 && i <= len(n.Offers) {
		return n.offer(n.Offers[i-1]), nil
	}
	if answer == "" {
		return n.name, n.fault(n.tr("type a name first"))
	}
	n.wants.Name = n.again(answer)
	if err := n.Check(answer); err != nil {
		return n.name, n.refused(ctx, err)
	}
	n.wants.Name = answer
	return n.then(n.display)
}

func (n *newcomer) display(ctx context.Context) (step, error) {
	q := lang.S("Display name (%s):", lang.Key("any script, up to 20 columns; may be empty"))
	answer, next, err := n.put(ctx, q, n.again(n.wants.Display), maxDisplay)
	if next != nil || err != nil {
		return next, err
	}
	n.wants.Display = answer
	if err := n.CheckDisplay(answer); err != nil {
		return n.display, n.refused(ctx, err)
	}
	switch n.Mode {
	case byInvite:
		return n.then(n.invitation)
	case byApproval:
		return n.then(n.note)
	}
	return n.then(n.rules)
}

// note asks what those read who let people in.
func (n *newcomer) note(ctx context.Context) (step, error) {
	if err := n.say(n.tr("a moderator reads this and lets you in: say who you are")); err != nil {
		return nil, err
	}
	answer, next, err := n.put(ctx, lang.S("Note:"), n.again(n.wants.Note), maxNote)
	if next != nil || err != nil {
		return next, err
	}
	n.wants.Note = answer
	return n.then(n.invitation)
}

// invitation asks for the code of one.
func (n *newcomer) invitation(ctx context.Context) (step, error) {
	q, hint := lang.S("Code of your invitation:"), []string{n.tr("new people need the code of an invitation; ask somebody who is here")}
	if n.Mode == byApproval {
		q, hint = lang.S("Code of an invitation (%s):", lang.Key("if you have one")), []string{n.tr("with the code of an invitation you need not wait")}
	} else {
		hint = append(hint, n.contact()...)
	}
	if err := n.say(hint...); err != nil {
		return nil, err
	}
	answer, next, err := n.put(ctx, q, n.again(n.wants.Code), maxCode)
	if next != nil || err != nil {
		return next, err
	}
	if n.wants.Code = answer; answer == "" && n.Mode == byInvite {
		return n.invitation, n.fault(n.tr("type the code of your invitation first"))
	}
	return n.then(n.rules)
}

// rules shows the rules and asks whether they are accepted.
func (n *newcomer) rules(ctx context.Context) (step, error) {
	if n.Rules == "" {
		return n.confirm, nil
	}
	rows := append([]string{n.tr("The rules here:")}, strings.Split(strings.TrimRight(n.Rules, "\n"), "\n")...)
	for len(rows) > rulesAtOnce {
		if err := n.say(rows[:rulesAtOnce]...); err != nil {
			return nil, err
		}
		rows = rows[rulesAtOnce:]
		if _, next, err := n.put(ctx, lang.S("(Enter goes on)"), "", maxChoice); next != nil || err != nil {
			return next, err
		}
	}
	if err := n.say(rows...); err != nil {
		return nil, err
	}
	return n.accept, nil
}

// accept is the question behind the rules.
func (n *newcomer) accept(ctx context.Context) (step, error) {
	answer, next, err := n.put(ctx, lang.S("Do you accept the rules? [y/N]"), "", maxChoice)
	if next != nil || err != nil {
		return next, err
	}
	if !isYes(answer) {
		return n.accept, n.fault(n.tr("without that there is no account: y accepts them, ^D leaves"))
	}
	return n.confirm, nil
}

// confirm says everything once more and makes the account.
func (n *newcomer) confirm(ctx context.Context) (step, error) {
	rows := []string{n.tr("Username: %s", n.wants.Name)}
	if n.wants.Display != "" {
		rows = append(rows, n.tr("Display name: %s", n.wants.Display))
	}
	if n.wants.Note != "" {
		rows = append(rows, n.tr("Note: %s", n.wants.Note))
	}
	if n.wants.Code != "" {
		rows = append(rows, n.tr("Code of an invitation: %s", n.wants.Code))
	}
	rows = append(rows, n.tr("Key: %s", n.KeyType+"  "+n.Fingerprint))
	if err := n.say(rows...); err != nil {
		return nil, err
	}
	answer, next, err := n.put(ctx, lang.S("Make this account? [y/N]"), "", maxChoice)
	if next != nil || err != nil {
		return next, err
	}
	if n.mending = false; !isYes(answer) {
		return n.name, n.fault(n.tr("Nothing is made; here are the questions again, and ^D leaves."))
	}
	return n.create(ctx)
}

func (n *newcomer) create(ctx context.Context) (step, error) {
	n.wants.Lang = n.lang
	chat, err := n.Create(ctx, n.wants)
	var waiting *ui.Waiting
	switch {
	case errors.As(err, &waiting):
		return n.wait(waiting.Name), nil
	case err != nil:
		return n.blame(ctx, err)
	}
	n.chat = chat
	return nil, n.say(n.tr("The account %s is made.", n.wants.Name))
}

// blame leads back to the question that an error of Create is about, as far as is
// known: the code, when the names can be had.
func (n *newcomer) blame(ctx context.Context, err error) (step, error) {
	n.mending = true
	switch {
	case n.Check(n.wants.Name) != nil:
		n.wants.Name = n.again(n.wants.Name)
		return n.name, n.refused(ctx, err)
	case n.CheckDisplay(n.wants.Display) != nil:
		return n.display, n.refused(ctx, err)
	case n.wants.Code != "":
		return n.invitation, n.wrongCode(ctx, err)
	}
	return n.name, n.refused(ctx, err)
}

// wait is what is left to whoever has to be let in.
func (n *newcomer) wait(name string) step {
	return func(ctx context.Context) (step, error) {
		rows := append([]string{
			n.tr("Your account %s is made, and a moderator has to let you in.", name),
			n.tr("You can leave, and connect again later; or wait here: the session ends when you are let in, and then you connect again."),
		}, n.contact()...)
		if err := n.say(rows...); err != nil {
			return nil, err
		}
		if _, err := n.ask(ctx, n.tr("(Enter leaves)"), ""); err != nil {
			return nil, err
		}
		return nil, errGiveUp
	}
}
