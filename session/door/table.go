package door

import (
	"container/list"
	"time"
)

// A table remembers a value for each key: for all that are in use, and for a
// bounded number of others. Those that were not used for longest are forgotten
// first. Everything it does takes constant time.
type table[K comparable, V any] struct {
	most        int
	fresh       func(K) *V
	forgettable func(*V, time.Time) bool // nothing is lost with the value
	entries     map[K]*entry[K, V]
	idle        list.List // of *entry, those that were used last at the back
}

// An entry is a key's.
type entry[K comparable, V any] struct {
	key   K
	value *V
	uses  int
	idle  *list.Element // nil while in use
}

func newTable[K comparable, V any](most int, fresh func(K) *V, forgettable func(*V, time.Time) bool) *table[K, V] {
	return &table[K, V]{most: most, fresh: fresh, forgettable: forgettable, entries: make(map[K]*entry[K, V])}
}

// take returns the entry of a key, which is in use until give.
func (t *table[K, V]) take(k K) *entry[K, V] {
	e := t.entries[k]
	if e == nil {
		e = &entry[K, V]{key: k, value: t.fresh(k)}
		t.entries[k] = e
	}
	if e.idle != nil {
		t.idle.Remove(e.idle)
		e.idle = nil
	}
	e.uses++
	return e
}

// give ends one use of an entry.
func (t *table[K, V]) give(e *entry[K, V], now time.Time) {
	if e.uses--; e.uses > 0 {
		return
	}
	e.idle = t.idle.PushBack(e)
	for range 2 { // one more than can have come, so that the table shrinks again
		first := t.idle.Front()
		if first == nil {
			return
		}
		if old := first.Value.(*entry[K, V]); t.idle.Len() > t.most || t.forgettable(old.value, now) {
			t.idle.Remove(first)
			delete(t.entries, old.key)
		}
	}
}
