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
	folded, skeleton := text.Fold(s.Name), text.Skeleton(s.Name)
	switch a, err := tx.AccountByKey(s.Key); {
	case err == nil:
		return Account{}, refuse(ErrKeyTaken, "this key already belongs to %s; just connect", a.Name)
	case !errors.Is(err, ErrNotFound):
		return Account{}, err
	}
	switch taken, err := tx.NameTaken(folded, skeleton); {
	case err != nil:
		return Account{}, err
	case taken:
		return Account{}, nameTaken(s.Name)
	}
	return tx.AddAccount(Account{Name: s.Name, Created: s.At}, folded, skeleton, s.Key, s.ID)
}

func nameTaken(name string) error {
	return refuse(ErrNameTaken, "the username %s is taken, or looks like one that is; choose another", name)
}
