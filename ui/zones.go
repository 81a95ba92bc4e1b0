package ui

import (
	"sync"
	"time"
)

// zones are the time zones that people have chosen. Each is read once: looks
// with zones that were read twice differ, and would not share rows.
var zones zoneTable

type zoneTable struct {
	mu     sync.Mutex
	byName map[string]*time.Location
}

// maxZones is more than there are. One zone can be named in many ways, with a
// slash more, and who does that shares no rows.
const maxZones = 1000

// named returns a time zone; false when there is none of that name.
func (t *zoneTable) named(name string) (*time.Location, bool) {
	t.mu.Lock()
	z := t.byName[name]
	t.mu.Unlock()
	if z != nil {
		return z, true
	}
	read, err := time.LoadLocation(name)
	if err != nil {
		return nil, false
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	if z := t.byName[name]; z != nil { // another session was faster
		return z, true
	}
	if t.byName == nil {
		t.byName = make(map[string]*time.Location)
	}
	if len(t.byName) < maxZones {
		t.byName[name] = read
	}
	return read, true
}
