package roomtest

import (
	"slices"
	"time"

	"snug/keys"
	"snug/room"
)

func (h *house) moderator(name string) room.Person { return h.staff(name, keys.Moderator) }
func (h *house) admin(name string) room.Person     { return h.staff(name, keys.Admin) }

// roomWith makes a room with settings.
func (h *house) roomWith(by room.Person, name string, s room.Settings) room.Room {
	h.Helper()
	return h.do(room.Create{Header: header(by), Name: name, Settings: s}).(room.Created).Room
}

// find returns a room as it is stored now.
func (h *house) find(id room.ID) room.Room {
	h.Helper()
	all := h.all()
	i := slices.IndexFunc(all, func(r room.Room) bool { return r.ID == id })
	if i < 0 {
		h.Fatalf("there is no room %d", id)
	}
	return all[i]
}

// configure changes a room's settings.
func (h *house) configure(by room.Person, id room.ID, change func(*room.Settings)) {
	h.Helper()
	was := h.find(id).Settings
	is := was
	change(&is)
	h.do(room.Configure{Header: header(by), Room: id, Was: was, Is: is})
}

// letIn invites people, who come.
func (h *house) letIn(by room.Person, id room.ID, people ...room.Person) {
	h.Helper()
	for _, p := range people {
		h.do(room.Invite{Header: header(by), Room: id, Who: p.ID, Until: at.Add(time.Hour)})
		h.do(room.Join{Header: header(p), Room: id})
	}
}

// enter makes people members of a public room.
func (h *house) enter(id room.ID, people ...room.Person) {
	h.Helper()
	for _, p := range people {
		h.do(room.Join{Header: header(p), Room: id})
	}
}

func ids(people ...room.Person) []room.UserID {
	var all []room.UserID
	for _, p := range people {
		all = append(all, p.ID)
	}
	return all
}

// converse begins a conversation, or finds it.
func (h *house) converse(by room.Person, with ...room.Person) room.Room {
	h.Helper()
	return h.do(talk(by, with...)).(room.Created).Room
}

func talk(by room.Person, with ...room.Person) room.Converse {
	return room.Converse{Header: header(by), With: ids(with...)}
}

// place returns somebody's membership, which they must have.
func (h *house) place(who room.Person, in room.ID) room.Membership {
	h.Helper()
	all, err := h.rooms.Memberships(who.ID)
	m, ok := all[in]
	if err != nil || !ok {
		h.Fatalf("%s is in %v, %v; want them in %d", who.Name, all, err, in)
	}
	return m
}
