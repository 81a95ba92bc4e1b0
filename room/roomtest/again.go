package roomtest

import (
	"errors"
	"reflect"

	"snug/keys"
	"snug/room"
)

// repeatedChange submits each kind of change twice, with something in between
// that would be undone if it took effect again.
func repeatedChange(h *house) {
	ann := h.staff("ann", keys.Moderator)
	lobby := h.lobby().ID
	h.post(ann, lobby, "first")
	m := h.post(ann, lobby, "second")
	edit := room.Edit{Header: header(ann), Room: lobby, Seq: m.Seq, Text: "2nd"}
	on := room.React{Header: header(ann), Room: lobby, Seq: m.Seq, Emoji: "+1", On: true}
	pin := room.Pin{Header: header(ann), Room: lobby, Seq: m.Seq, On: true}
	h.change(edit)
	h.change(room.Edit{Header: header(ann), Room: lobby, Seq: m.Seq, Text: "number two"})
	h.change(on)
	h.change(room.React{Header: header(ann), Room: lobby, Seq: m.Seq, Emoji: "+1"})
	h.change(pin)
	h.change(room.Pin{Header: header(ann), Room: lobby, Seq: m.Seq})
	is, heard, versions := h.message(lobby, m.Seq), len(h.events()), h.versions(m)

	for _, c := range []room.Command{edit, on, pin} {
		if e := h.change(c); !reflect.DeepEqual(e.Message, is) || e.By != ann {
			h.Errorf("the repeated %T led to %+v of\n%+v, want\n%+v", c, e, e.Message, is)
		}
	}
	del := room.Delete{Header: header(ann), Room: lobby, Seq: m.Seq}
	gone := h.change(del)
	if again := h.change(del); !reflect.DeepEqual(again.Message, gone.Message) {
		h.Errorf("the repeated delete led to %+v, want %+v", again.Message, gone.Message)
	}
	if got := len(h.events()); got != heard+1 {
		h.Errorf("repeated changes delivered %d events, want none", got-heard-1)
	}
	if len(versions) != 2 {
		h.Errorf("versions are %v, want two", versions)
	}
	for name, id := range map[string]room.CommandID{"an edit": edit.ID, "a delete": del.ID} {
		if _, _, err := h.rooms.MessageSeq(id); !errors.Is(err, room.ErrNotFound) {
			h.Errorf("the ID of %s finds a message (%v)", name, err)
		}
	}
	if _, seq, err := h.rooms.MessageSeq(m.ID); err != nil || seq != m.Seq {
		h.Errorf("the deleted message is number %d, %v; want %d", seq, err, m.Seq)
	}
}

// outsiders tries all that can be done to messages of a room from outside.
func outsiders(h *house) {
	ann, eve := h.person("ann"), h.person("eve")
	den := h.room(ann, "den")
	m := h.post(ann, den.ID, "between us")
	h.post(eve, h.lobby().ID, "the same number here")
	heard := h.events()
	for _, c := range []room.Command{
		room.Post{Header: header(eve), Room: den.ID, Text: "quoting you", Reply: m.Seq},
		room.Edit{Header: header(eve), Room: den.ID, Seq: m.Seq, Text: "mine now"},
		room.Delete{Header: header(eve), Room: den.ID, Seq: m.Seq},
		room.React{Header: header(eve), Room: den.ID, Seq: m.Seq, Emoji: "eyes", On: true},
		room.Pin{Header: header(eve), Room: den.ID, Seq: m.Seq, On: true},
		room.SaveDraft{Header: header(eve), Room: den.ID, Draft: room.Draft{Text: "soon"}},
		room.Notify{Header: header(eve), Room: den.ID, Level: room.All},
	} {
		h.refused(c, room.ErrDenied)
		// What there is and what is not there look the same from outside.
		if p, ok := c.(room.Pin); ok {
			p.Seq = 99
			h.refused(p, room.ErrDenied)
		}
	}
	if got := h.message(den.ID, m.Seq); !reflect.DeepEqual(got, m) {
		h.Errorf("the message is %+v now, was %+v", got, m)
	}
	if got := h.events(); len(got) != len(heard) {
		h.Errorf("refusals delivered %+v", got[len(heard):])
	}
	// A member who has left is an outsider.
	h.do(room.Join{Header: header(eve), Room: den.ID})
	mine := h.post(eve, den.ID, "hello")
	h.do(room.Leave{Header: header(eve), Room: den.ID})
	h.refused(room.Edit{Header: header(eve), Room: den.ID, Seq: mine.Seq, Text: "goodbye"}, room.ErrDenied)
	h.refused(room.Delete{Header: header(eve), Room: den.ID, Seq: mine.Seq}, room.ErrDenied)
}
