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
	young, old map[layoutKey]*[]string
	bytes      int // of the young ones
}

// Bounds of a generation of a shard. The whole cache stays under 32 MB.
const (
	maxGeneration      = 1024
	maxGenerationBytes = 1 << 20
)

// rows returns the rows of a message. They are shared: nobody may change them.
func (c *layoutCache) rows(k layoutKey) *[]string {
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
	laid := k.rows()
	rows = &laid
	s.mu.Lock()
	s.keep(k, rows)
	s.mu.Unlock()
	return rows
}

// keep puts rows into the young generation. The caller holds mu.
func (s *layoutShard) keep(k layoutKey, rows *[]string) {
	size := sizeOf(k, *rows)
	if s.young == nil || len(s.young) >= maxGeneration || s.bytes+size > maxGenerationBytes {
		s.young, s.old, s.bytes = make(map[layoutKey]*[]string), s.young, 0
	}
	s.young[k] = rows
	s.bytes += size
}

// sizeOf is about how many bytes rows take in the cache, with the message that
// they keep alive.
func sizeOf(k layoutKey, rows []string) int {
	const key, message, file, header = 160, 328, 512, 16
	size := key + message + len(k.msg.Text)
	if k.msg.File != nil {
		size += file
	}
	for _, r := range rows {
		size += header + len(r)
	}
	return size
}
