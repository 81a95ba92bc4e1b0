package keys_test

import (
	"context"
	"maps"
	"sync"

	"snug/keys"
	"snug/text"
)

// A memory is a store that forgets: what package data does, in maps.
type memory struct {
	mu       sync.Mutex
	accounts []keys.Account // by ID, from 1
	keys     map[keys.Fingerprint]keys.AccountID
	signUps  map[[16]byte]keys.AccountID
	names    []name
	settings map[keys.AccountID]map[string]string
}

// A name is a username or a display name that somebody has.
type name struct {
	folded, skeleton string
	of               keys.AccountID
	display          bool
}

func newMemory() *memory {
	return &memory{
		keys: make(map[keys.Fingerprint]keys.AccountID), signUps: make(map[[16]byte]keys.AccountID),
		settings: make(map[keys.AccountID]map[string]string),
	}
}

// The store.

func (m *memory) SignUp(_ context.Context, s keys.SignUp) (keys.Account, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	return keys.Apply(tx{m}, s)
}

func (m *memory) SetDisplay(_ context.Context, s keys.SetDisplay) (keys.Account, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	return keys.ApplyDisplay(tx{m}, s)
}

func (m *memory) Set(_ context.Context, s keys.Set) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	return keys.ApplySet(tx{m}, s)
}

func (m *memory) Settings(id keys.AccountID) (map[string]string, error) {
	return maps.Clone(m.settings[id]), nil
}

func (m *memory) Account(id keys.AccountID) (keys.Account, error) { return tx{m}.Account(id) }

func (m *memory) AccountByKey(f keys.Fingerprint) (keys.Account, error) {
	return tx{m}.AccountByKey(f)
}

func (m *memory) AccountByName(folded string) (keys.Account, error) {
	for _, n := range m.names {
		if !n.display && n.folded == folded {
			return m.Account(n.of)
		}
	}
	return keys.Account{}, keys.ErrNotFound
}

func (m *memory) NameTaken(folded, skeleton string) (bool, error) {
	return tx{m}.DisplayTaken(folded, skeleton, 0)
}

// A tx is the inside of a transaction.
type tx struct{ *memory }

func (t tx) SignedUp(id [16]byte) (keys.Account, error) { return t.Account(t.signUps[id]) }

func (t tx) AccountByKey(f keys.Fingerprint) (keys.Account, error) { return t.Account(t.keys[f]) }

func (t tx) Account(id keys.AccountID) (keys.Account, error) {
	if id == 0 || int(id) > len(t.accounts) {
		return keys.Account{}, keys.ErrNotFound
	}
	return t.accounts[id-1], nil
}

func (t tx) DisplayTaken(folded, skeleton string, except keys.AccountID) (bool, error) {
	for _, n := range t.names {
		if n.of != except && (n.folded == folded || n.skeleton == skeleton) {
			return true, nil
		}
	}
	return false, nil
}

func (t tx) SetDisplay(id keys.AccountID, display, folded, skeleton string) error {
	var kept []name
	for _, n := range t.names {
		if n.of != id || !n.display {
			kept = append(kept, n)
		}
	}
	if display != "" {
		kept = append(kept, name{folded, skeleton, id, true})
	}
	t.names, t.accounts[id-1].Display = kept, display
	return nil
}

func (t tx) SetSetting(id keys.AccountID, setting, value string) error {
	if t.settings[id] == nil {
		t.settings[id] = make(map[string]string)
	}
	t.settings[id][setting] = value
	if value == "" {
		delete(t.settings[id], setting)
	}
	return nil
}

func (t tx) AddAccount(a keys.Account, folded, skeleton string, f keys.Fingerprint, signUp [16]byte) (keys.Account, error) {
	if folded != text.Fold(a.Name) || skeleton != text.Skeleton(a.Name) {
		panic("a name is stored under another one's keys")
	}
	a.ID = keys.AccountID(len(t.accounts) + 1)
	t.accounts = append(t.accounts, a)
	t.names = append(t.names, name{folded, skeleton, a.ID, false})
	t.keys[f], t.signUps[signUp] = a.ID, a.ID
	return a, nil
}
