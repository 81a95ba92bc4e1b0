package data_test

import (
	"testing"

	"snug/data"
	"snug/keys"
	"snug/keys/keystest"
)

func TestAccounts(t *testing.T) {
	keystest.TestStore(t, func(t *testing.T) keys.Store {
		s := open(t, t.TempDir(), data.Options{})
		s.Hurry()
		t.Cleanup(func() {
			if !t.Failed() {
				sound(t, s)
			}
		})
		return s.Accounts()
	})
}
