package keys_test

import (
	"bytes"
	"cmp"
	"context"
	"maps"
	"slices"
	"sync"
	"time"

	"snug/keys"
	"snug/keys/audit"
)

// A memory is a store that forgets: what package data does, in maps.
type memory struct {
	mu         sync.Mutex
	revision   uint64
	accounts   []keys.Record // by ID, from 1
	rings      map[keys.AccountID]map[keys.Fingerprint]keys.Key
	applied    map[[16]byte]keys.AccountID
	links      map[string]keys.Link
	recoveries []keys.Recovery
	lastAsked  uint64
	settings   map[keys.AccountID]map[string]string
	seen       map[keys.AccountID]time.Time
	departing  map[keys.AccountID]bool
	log        []audit.Entry
	home       home
	people
}

func newMemory() *memory {
	return &memory{
		rings:     make(map[keys.AccountID]map[keys.Fingerprint]keys.Key),
		applied:   make(map[[16]byte]keys.AccountID),
		links:     make(map[string]keys.Link),
		settings:  make(map[keys.AccountID]map[string]string),
		seen:      make(map[keys.AccountID]time.Time),
		departing: make(map[keys.AccountID]bool),
		home:      newHome(),
	}
}

func (m *memory) Do(ctx context.Context, c keys.Command) (keys.Outcome, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if err := ctx.Err(); err != nil {
		return keys.Outcome{}, err
	}
	m.revision++
	return keys.Apply(tx{m}, c)
}

func (m *memory) Revision() uint64 {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.revision
}

func (m *memory) View(read func(keys.Reader) error) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	return read(tx{m})
}

// A tx is the inside of a transaction.
type tx struct {
	*memory
}

// The reads.

func (t tx) AccountRecord(id keys.AccountID) (keys.Record, error) {
	if id == 0 || int(id) > len(t.accounts) {
		return keys.Record{}, keys.ErrNotFound
	}
	r := t.accounts[id-1]
	r.Former = slices.Clone(r.Former)
	return r, nil
}

func (t tx) Account(id keys.AccountID) (keys.Account, error) {
	r, err := t.AccountRecord(id)
	if err != nil {
		return keys.Account{}, err
	}
	return r.Account(), nil
}

func (t tx) AccountByKey(f keys.Fingerprint) (keys.Account, error) {
	for id, ring := range t.rings {
		if k, ok := ring[f]; ok && !k.Offered {
			return t.Account(id)
		}
	}
	return keys.Account{}, keys.ErrNotFound
}

func (t tx) AccountByName(folded string) (keys.Account, error) {
	for _, r := range t.accounts {
		if folded != "" && r.NameForm.Folded == folded {
			return r.Account(), nil
		}
	}
	return keys.Account{}, keys.ErrNotFound
}

func (t tx) Called(f keys.Form) ([]keys.AccountID, error) {
	like := func(of keys.Form) bool { return of.Folded == f.Folded || of.Skeleton == f.Skeleton }
	var all []keys.AccountID
	for _, r := range t.accounts {
		if like(r.NameForm) || like(r.DisplayForm) || slices.ContainsFunc(r.Former, func(f keys.Former) bool { return like(f.Form) }) {
			all = append(all, r.ID)
		}
	}
	return all, nil
}

func (t tx) Owners() ([]keys.Account, error) {
	var all []keys.Account
	for _, r := range t.accounts {
		if a := r.Account(); a.Role == keys.Owner {
			all = append(all, a)
		}
	}
	return all, nil
}

func (t tx) Keyring(id keys.AccountID) ([]keys.Key, error) {
	return slices.SortedFunc(maps.Values(t.rings[id]), func(a, b keys.Key) int {
		return bytes.Compare(a.Fingerprint[:], b.Fingerprint[:])
	}), nil
}

func (t tx) OffersFor(f keys.Fingerprint) ([]keys.AccountID, error) {
	var all []keys.AccountID
	for id, ring := range t.rings {
		if ring[f].Offered {
			all = append(all, id)
		}
	}
	slices.Sort(all)
	return all, nil
}

func (t tx) Link(place string) (keys.Link, error) {
	if l, ok := t.links[place]; ok {
		return l, nil
	}
	return keys.Link{}, keys.ErrNotFound
}

func (t tx) Recoveries() ([]keys.Recovery, error) {
	all := slices.Clone(t.recoveries)
	for i := range all {
		all[i].Account, _ = t.Account(all[i].Account.ID)
	}
	return all, nil
}

func (t tx) Settings(id keys.AccountID) (map[string]string, error) {
	all := make(map[string]string)
	maps.Copy(all, t.settings[id])
	return all, nil
}

func (t tx) Seen(id keys.AccountID) (time.Time, error) { return t.seen[id], nil }

func (t tx) Entries(before uint64, limit int) ([]audit.Entry, error) {
	var page []audit.Entry
	for _, e := range slices.Backward(t.log) {
		if (before == 0 || e.Seq < before) && len(page) < limit {
			page = append(page, e)
		}
	}
	return page, nil
}

// The writes.

func (t tx) Applied(id [16]byte) (keys.Account, error) { return t.Account(t.applied[id]) }

func (t tx) SetApplied(id [16]byte, of keys.AccountID) error {
	t.applied[id] = of
	return nil
}

func (t tx) AddAccount(r keys.Record) (keys.Record, error) {
	r.ID = keys.AccountID(len(t.accounts) + 1)
	t.accounts = append(t.accounts, r)
	return r, nil
}

func (t tx) SetAccount(r keys.Record) error {
	t.accounts[r.ID-1] = r
	return nil
}

func (t tx) SetKey(id keys.AccountID, k keys.Key) error {
	if t.rings[id] == nil {
		t.rings[id] = make(map[keys.Fingerprint]keys.Key)
	}
	t.rings[id][k.Fingerprint] = k
	return nil
}

func (t tx) RemoveKey(id keys.AccountID, f keys.Fingerprint) error {
	delete(t.rings[id], f)
	return nil
}

func (t tx) SetLink(l keys.Link) error {
	t.links[l.Place] = l
	return nil
}

func (t tx) RemoveLink(place string) error {
	delete(t.links, place)
	return nil
}

func (t tx) AddRecovery(r keys.Recovery) (keys.Recovery, error) {
	t.lastAsked++
	r.ID = t.lastAsked
	t.recoveries = append(t.recoveries, r)
	return r, nil
}

func (t tx) RemoveRecovery(id uint64) error {
	t.recoveries = slices.DeleteFunc(t.recoveries, func(r keys.Recovery) bool { return r.ID == id })
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

func (t tx) SetSeen(id keys.AccountID, at time.Time) error {
	t.seen[id] = at
	return nil
}

func (t tx) Depart(id keys.AccountID, erase bool) error {
	t.departing[id] = erase
	return nil
}

func (t tx) AddEntry(e audit.Entry) error {
	t.log = append(t.log, e)
	slices.SortFunc(t.log, func(a, b audit.Entry) int { return cmp.Compare(a.Seq, b.Seq) })
	return nil
}
