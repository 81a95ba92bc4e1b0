package roomtest

import (
	"time"

	"snug/keys"
	"snug/room"
)

// nextOfOrder makes up a command that keeps a room in order.
func (p *player) nextOfOrder(h room.Header, in room.ID) room.Command {
	for try := 0; try < 9 && !p.common(in) && p.chance(90); try++ {
		in = p.anyRoom()
	}
	mine := h
	switch n := p.IntN(100); {
	case n < 20:
		mine.By = 11 // a moderator of the server
	case n < 40:
		mine.By = 12 // an admin
	case n < 55:
		mine.By = room.Operator
	default:
		mine.By = p.ruler(in, h.By)
	}
	who := p.person()
	if int(in) <= len(p.model.rooms) {
		who = one(p, p.model.rooms[in-1].members)
	}
	until := p.now.Add(time.Duration(p.IntN(1800)-60) * time.Second)
	switch p.IntN(13) {
	case 0, 12:
		return room.Kick{Header: mine, Room: in, Who: who}
	case 1, 2, 3:
		return room.Penalize{Header: mine, Room: in, Who: who, What: room.Measure(p.IntN(2)), On: true, Until: until}
	case 4:
		if int(in) <= len(p.model.rooms) {
			who = one(p, p.model.rooms[in-1].punished)
		}
		return room.Penalize{Header: mine, Room: in, Who: who, What: room.Measure(p.IntN(2))}
	case 5:
		c := room.Purge{Header: mine, Room: in, Limit: p.IntN(5)}
		if p.chance(50) {
			c.Of = p.people(2)
		}
		if p.chance(30) {
			c.Since = p.now.Add(-20 * time.Minute)
		}
		if p.chance(20) {
			c.Until = p.now.Add(-5 * time.Minute)
		}
		if p.chance(30) {
			c.Before = p.seq(in)
		}
		return c
	case 6:
		return room.Complain{Header: h, Who: p.person(), Why: "so it is"}
	case 7, 8:
		in, seq := p.room(h.By), uint64(0)
		if seq = p.seq(in); int(in) <= len(p.model.rooms) && seq > 0 && seq <= p.model.rooms[in-1].last() && p.chance(90) {
			who = p.model.rooms[in-1].said[seq-1].author
		}
		return room.Complain{Header: h, Who: who, Room: in, Seq: seq, Why: "so it is"}
	case 9, 10:
		if mine.By < 11 && p.chance(80) {
			mine.By = 11 + room.UserID(p.IntN(2))
		}
		return room.Judge{Header: mine, Report: uint64(p.IntN(len(p.model.reports) + 2)), State: pick(p, []room.ReportState{0, 1, 1, 1, 2, 2}), Answer: "thank you"}
	}
	return room.Hear{Header: h, UpTo: uint64(p.IntN(len(p.model.reports) + 2))}
}

// govern changes what the server lets somebody do, or everybody.
func (r *run) govern() {
	who := room.UserID(1 + r.IntN(len(actors)))
	p, until := r.model.people[who], r.now.Add(time.Duration(1+r.IntN(900))*time.Second)
	as := room.Person{ID: who}
	switch n := r.IntN(11); {
	case n < 2 && p.gone:
	case n == 0:
		r.measure(as, keys.Muting, &p.muted, until)
	case n == 1:
		r.measure(as, keys.Suspension, &p.suspended, until)
	case n == 2 && !p.gone:
		p.trusted = !p.trusted
		on := p.trusted
		r.both(func(h *house) {
			h.account(func(by keys.Header) keys.Command {
				return keys.Trust{Header: by, Account: keys.AccountID(who), On: on}
			})
		})
	case n == 3:
		r.model.server.readOnly = until
		r.both(func(h *house) { h.lockdown(keys.ReadOnly, until) })
	case n == 4 && r.model.server.readOnly.After(at):
		r.model.server.readOnly = time.Time{}
		r.both(func(h *house) { h.lockdown(keys.Normal, time.Time{}) })
	case n == 5 && r.model.server.probation == 0:
		r.model.server.probation = 2 * time.Hour
		r.both(func(h *house) { h.setting(keys.HouseProbation, "2h") })
	case n > 6:
		r.governFiles()
	case n == 6 && r.model.server.probation != 0 && r.chance(30):
		r.model.server.probation = 0
		r.both(func(h *house) { h.setting(keys.HouseProbation, "0s") })
	}
}

// measure takes a measure against an account, or lifts it.
func (r *run) measure(who room.Person, m keys.Measure, is *time.Time, until time.Time) {
	if !is.IsZero() {
		*is = time.Time{}
		r.both(func(h *house) {
			h.account(func(by keys.Header) keys.Command {
				return keys.Restrict{Header: by, Account: keys.AccountID(who.ID), Measure: m, Lift: true}
			})
		})
		return
	}
	*is = until
	r.both(func(h *house) { h.restrict(who, m, until) })
}
