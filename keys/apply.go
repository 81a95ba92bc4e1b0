package keys

import (
	"errors"

	"snug/text"
)

// Apply decides a sign-up inside tx. It is deterministic: it reads no clock
// and no randomness. Every check comes before the first write, so a refusal
// leaves no trace. A sign-up that was applied before yields its account again.
func Apply(tx Tx, s SignUp) (Account, error) {
	if a, err := tx.SignedUp(s.ID); err == nil || !errors.Is(err, ErrNotFound) {
		return a, err
	}
	switch a, err := tx.AccountByKey(s.Key); {
	case err == nil:
		return Account{}, refuse(ErrKeyTaken, "this key already belongs to %s; just connect", a.Name)
	case !errors.Is(err, ErrNotFound):
		return Account{}, err
	}
	folded, skeleton := text.Fold(s.Name), text.Skeleton(s.Name)
	// A username that looks like somebody's display name misleads as well.
	switch taken, err := tx.DisplayTaken(folded, skeleton, 0); {
	case err != nil:
		return Account{}, err
	case taken:
		return Account{}, nameTaken(s.Name)
	}
	display, err := freeDisplay(tx, s.Display, Account{Name: s.Name})
	if err != nil {
		return Account{}, err
	}
	a, err := tx.AddAccount(Account{Name: s.Name, Created: s.At}, folded, skeleton, s.Key, s.ID)
	if err != nil || display == "" {
		return a, err
	}
	return storeDisplay(tx, a, display)
}

// ApplyDisplay decides a change of a display name inside tx; the rules of
// [Apply] hold.
func ApplyDisplay(tx Tx, s SetDisplay) (Account, error) {
	a, err := tx.Account(s.Account)
	if err != nil {
		return Account{}, err
	}
	display, err := freeDisplay(tx, s.Display, a)
	if err != nil || display == a.Display {
		return a, err
	}
	return storeDisplay(tx, a, display)
}

// ApplySet stores a setting inside tx; the rules of [Apply] hold.
func ApplySet(tx Tx, s Set) error {
	if _, err := tx.Account(s.Account); err != nil {
		return err
	}
	return tx.SetSetting(s.Account, s.Setting, s.Value)
}

// freeDisplay returns the display name to store for an account, unless
// somebody else has it. Who wants their username needs none.
func freeDisplay(tx Tx, display string, a Account) (string, error) {
	if display == "" || display == a.Name {
		return "", nil
	}
	switch taken, err := tx.DisplayTaken(text.Fold(display), look(display), a.ID); {
	case err != nil:
		return "", err
	case taken:
		return "", refuse(ErrNameTaken, "somebody else is called %s, or something that looks like it; choose another name", display)
	}
	return display, nil
}

func storeDisplay(tx Tx, a Account, display string) (Account, error) {
	var folded, skeleton string
	if display != "" {
		folded, skeleton = text.Fold(display), look(display)
	}
	a.Display = display
	return a, tx.SetDisplay(a.ID, display, folded, skeleton)
}

func nameTaken(name string) error {
	return refuse(ErrNameTaken, "the username %s is taken, or looks like one that is; choose another", name)
}
