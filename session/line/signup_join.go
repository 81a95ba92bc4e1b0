package line

import (
	"context"
	"strconv"

	"snug/text/lang"
	"snug/ui"
)

// offers lists the accounts that take in the person's key.
func (n *newcomer) offers() []string {
	var rows []string
	for i, name := range n.Offers {
		rows = append(rows, hang+strconv.Itoa(i+1)+". "+n.tr("Join %s", name))
	}
	return rows
}

// door is the question where nobody can sign up: accounts can be joined.
func (n *newcomer) door(ctx context.Context) (step, error) {
	if len(n.Offers) == 0 {
		return n.code, nil
	}
	answer, next, err := n.put(ctx, lang.S("Number of the account that is yours, or %s:", "/code"), "", maxChoice)
	if next != nil || err != nil {
		return next, err
	}
	if i, err := strconv.Atoi(answer); err == nil && i > 0 && i <= len(n.Offers) {
		return n.offer(n.Offers[i-1]), nil
	}
	return n.door, n.fault(n.tr("type a number of the list, or %s", "/code"))
}

// first is the question to begin with.
func (n *newcomer) first() step {
	if n.Mode == closed {
		return n.door
	}
	return n.name
}

// offer asks whether an account that offers the key a place is to be joined:
// anybody can make such an offer, and whoever accepts one gives them the key.
func (n *newcomer) offer(name string) step {
	return func(ctx context.Context) (step, error) {
		answer, next, err := n.put(ctx, lang.S("Join %[1]s? Everything that this key does will be %[1]s's. [y/N]", name), "", maxChoice)
		if next != nil || err != nil {
			return next, err
		}
		if !isYes(answer) {
			return n.first(), n.say(append([]string{n.tr("Only if you are %[1]s: everything that this key does will be %[1]s's.", name)}, n.offers()...)...)
		}
		chat, err := n.Accept(ctx, name)
		if err != nil {
			return n.first(), n.refused(ctx, err)
		}
		return n.joined(chat)
	}
}

// code says what a code of an account is, and asks for it.
func (n *newcomer) code(context.Context) (step, error) {
	return n.useCode, n.say(
		n.tr("Your account can take in this key, too. In a session with a key that it has, /key link makes a code; enter it here. It works once, for 15 minutes."),
		n.tr("Only a code of your own: everything that this key does will be that account's."))
}

// useCode joins the account that a code was made for.
func (n *newcomer) useCode(ctx context.Context) (step, error) {
	leads := n.Mode != closed || len(n.Offers) > 0 // there are other questions
	q := lang.S("Code:")
	if leads {
		q = lang.S("Code (Enter alone goes back):")
	}
	answer, next, err := n.put(ctx, q, "", maxCode)
	switch {
	case next != nil || err != nil:
		return next, err
	case answer == "" && leads:
		return n.first(), nil
	case answer == "":
		return n.useCode, n.fault(n.tr("type the code first"))
	}
	chat, err := n.UseCode(ctx, answer)
	if err != nil {
		return n.useCode, n.wrongCode(ctx, err)
	}
	return n.joined(chat)
}

// joined goes on with an account that there was.
func (n *newcomer) joined(chat ui.Chat) (step, error) {
	n.chat = chat
	return nil, n.say(n.tr("This key belongs to %s now, too; /key list shows all keys of the account.", chat.Seat.Person().Name))
}
