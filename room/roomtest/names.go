package roomtest

import "snug/room"

func renames(h *house) {
	ann, bob := h.person("ann"), h.person("bob")
	den, shed := h.room(ann, "den"), h.room(bob, "mill")
	name := func(by room.Person, in room.ID, name string) room.Rename {
		return room.Rename{Header: header(by), Room: in, Name: name}
	}
	for _, taken := range []string{"mill", "MILL", "mi1l", room.Lobby, "l0bby", "den"} {
		h.refused(name(ann, den.ID, taken), room.ErrConflict)
	}
	e := h.do(name(ann, den.ID, "burrow")).(room.Revised)
	if e.Was.Name != "den" || e.Is.Name != "burrow" || e.By != ann || h.find(den.ID) != e.Is {
		h.Errorf("renaming led to %+v", e)
	}
	h.do(name(ann, den.ID, "Burrow")) // its own name, written otherwise
	h.do(name(bob, shed.ID, "den"))   // the old name is free at once
	h.refused(name(ann, den.ID, "den"), room.ErrConflict)
	h.refused(name(bob, den.ID, "mine"), room.ErrDenied)
}

// privateNames tells nobody what private rooms are called.
func privateNames(h *house) {
	ann, bob := h.person("ann"), h.person("bob")
	secret := h.roomWith(ann, "lily", room.Settings{Private: true})
	public := h.room(bob, "lily") // it is free for everybody else
	if public.ID == secret.ID {
		h.Error("both rooms are one")
	}
	// Nobody has two rooms that they would confuse, or one like the lobby.
	h.refused(room.Create{Header: header(ann), Name: "li1y"}, room.ErrConflict)
	h.refused(room.Create{Header: header(ann), Name: "Lily", Settings: room.Settings{Private: true}}, room.ErrConflict)
	h.refused(room.Create{Header: header(ann), Name: "l0bby", Settings: room.Settings{Private: true}}, room.ErrConflict)
	own := h.roomWith(ann, "own", room.Settings{Private: true})
	h.refused(room.Rename{Header: header(ann), Room: own.ID, Name: "lily"}, room.ErrConflict)

	// A private room becomes public under a name that is free.
	open := room.Configure{Header: header(ann), Room: secret.ID, Was: room.Settings{Private: true}}
	h.refused(open, room.ErrConflict)
	h.do(room.Discard{Header: header(bob), Room: public.ID})
	open.Header = header(ann)
	h.do(open)
	h.refused(room.Create{Header: header(bob), Name: "lily"}, room.ErrConflict)
	h.configure(ann, secret.ID, func(s *room.Settings) { s.Private = true })
	h.room(bob, "lily")
}
