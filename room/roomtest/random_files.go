package roomtest

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"snug/keys"
	"snug/room"
)

// file makes up a file: few that are different, so that many share their bytes.
func (p *player) file() *room.File {
	size := pick(p, []int{0, 1, 700, 1000, 2000, modelFileSize})
	f := &room.File{
		Name:    pick(p, []string{"report.pdf", "dir/report.pdf", "-rf", "报告.txt", "www.x.example"}),
		Content: holding(strings.Repeat(fmt.Sprint(p.IntN(3)), size)),
	}
	switch {
	case p.chance(2):
		f.Size = -f.Size - 1
	case p.chance(2):
		f.Size += modelFileSize + 1
	case p.chance(2):
		f.Size = 1<<63 - 1
	}
	return f
}

// nextOfFiles makes up what the server does to files, or somebody who would like to be
// it, and edits of what was said with one.
func (p *player) nextOfFiles(h room.Header, in room.ID) room.Command {
	for try := 0; try < 8 && !p.shelved(in); try++ {
		in = p.anyRoom()
	}
	seq := p.filed(in)
	switch p.IntN(4) {
	case 0:
		c := room.Edit{Header: h, Room: in, Seq: seq, Text: pick(p, []string{"", "look"})}
		if int(in) <= len(p.model.rooms) && seq > 0 && seq <= p.model.rooms[in-1].last() {
			c.By = p.model.rooms[in-1].said[seq-1].author
		}
		return c
	case 1:
		if p.chance(95) {
			h.By = 0
		}
		return room.Unlink{Header: h, Sums: p.sums()}
	}
	if p.chance(95) {
		h.By = 0
	}
	return room.Expire{Header: h, Room: in, Seq: seq}
}

// shelved reports whether a room has files that have not expired.
func (p *player) shelved(in room.ID) bool {
	return int(in) <= len(p.model.rooms) && !p.model.rooms[in-1].deleted && len(p.model.rooms[in-1].kept()) > 0
}

// filed is mostly the number of a message with a file that has not expired, an old or
// a new one.
func (p *player) filed(in room.ID) uint64 {
	if !p.shelved(in) || p.chance(10) {
		return p.seq(in)
	}
	r := p.model.rooms[in-1]
	found := r.kept()
	one := found[0]
	if p.chance(40) {
		one = pick(p, found)
	}
	return uint64(slices.Index(r.said, one)) + 1
}

// sums are those of some blobs that nothing refers to, and of some others.
func (p *player) sums() []room.Sum {
	var sums []room.Sum
	for _, s := range p.model.unused() {
		if p.chance(70) {
			sums = append(sums, s)
		}
	}
	if p.chance(30) {
		sums = append(sums, p.file().Sum)
	}
	return sums
}

// governFiles changes what the server says of files.
func (r *run) governFiles() {
	if r.chance(50) {
		who := pick(&r.player, []string{"members", "members", "staff", "off"})
		r.model.server.files = who
		r.both(func(h *house) { h.setting(keys.HouseFiles, who) })
		return
	}
	r.model.server.filesFor = pick(&r.player, []time.Duration{0, time.Hour, time.Hour})
	keep := fmt.Sprint(r.model.server.filesFor.Hours(), "h")
	r.both(func(h *house) { h.setting(keys.HouseFileKeep, keep) })
}
