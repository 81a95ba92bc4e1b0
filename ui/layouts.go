package ui

import "sync"

// layouts is the cache of laid-out messages that all sessions share: a message
// that goes to a thousand screens of one size is laid out once.
var layouts layoutCache

// layoutCache keeps what was used lately. It holds two generations: what is
// asked for moves to the young one, and when that is full, it becomes the old
// one and what nobody asked for meanwhile is forgotten.
//
// Shards keep sessions on several processors from waiting for one another.
// Each mutex guards its shard only, and nothing is laid out under it.
type layoutCache struct {
	shards [16]layoutShard
}

type layoutShard struct {
	mu         sync.Mutex
	young, old map[layoutKey][]string
}

// maxGeneration is how many messages a generation of a shard holds. With rows
// of a few hundred bytes the whole cache stays under about 30 MB.
const maxGeneration = 1024

// rows returns the rows of a message. They are shared: nobody may change them.
func (c *layoutCache) rows(k layoutKey) []string {
	s := &c.shards[k.msg.Seq%uint64(len(c.shards))]
	s.mu.Lock()
	rows, ok := s.young[k]
	if !ok {
		if rows, ok = s.old[k]; ok {
			s.keep(k, rows)
		}
	}
	s.mu.Unlock()
	if ok {
		return rows
	}
	// Two sessions may lay out the same message at the same time; both
	// results are equal, so that it does not matter which one stays.
	rows = k.rows()
	s.mu.Lock()
	s.keep(k, rows)
	s.mu.Unlock()
	return rows
}

// keep puts rows into the young generation. The caller holds mu.
func (s *layoutShard) keep(k layoutKey, rows []string) {
	if s.young == nil || len(s.young) >= maxGeneration {
		s.young, s.old = make(map[layoutKey][]string), s.young
	}
	s.young[k] = rows
}
