package line

import (
	"context"
	"strings"

	"snug/room"
	"snug/text"
	"snug/ui"
)

// An End is how somebody has left line mode.
type End struct {
	Room room.ID // they were in last; zero: none

	// Draft is what they had typed there and not sent. Unsaved says that the server
	// keeps another.
	Draft   room.Draft
	Unsaved bool
}

// end is how the person leaves.
func (l *loop) end() End {
	e := End{Room: l.in.ID, Draft: l.saying.stored}
	if l.seat == nil || l.Lines {
		return e
	}
	if d := l.unsent(); l.saying.taken || d != (room.Draft{}) {
		e.Draft, e.Unsaved = d, d != l.saying.stored
	}
	return e
}

// unsent is what is typed and not said: what /send would say, and what stands in
// the row. What an earlier session has left, and nobody has taken up, comes first.
func (l *loop) unsent() room.Draft {
	s := &l.saying
	d, row := s.draft, ""
	if l.typed.ed != nil && !l.asking {
		row = l.typed.ed.Text()
	}
	if d.Text = joined(d.Text, row); d.Text == "" {
		return room.Draft{}
	}
	if !s.taken && s.stored.Text != "" {
		d = room.Draft{Text: joined(s.stored.Text, d.Text), Reply: s.stored.Reply}
	}
	d.Text = strings.ToValidUTF8(d.Text[:min(len(d.Text), room.MaxTextBytes)], "")
	return d
}

// joined is one text below another.
func joined(a, b string) string {
	if strings.TrimSpace(a) == "" || strings.TrimSpace(b) == "" {
		return strings.TrimSpace(a + b)
	}
	return a + "\n" + b
}

// settle has the server forget the draft that was taken up, when nothing is left of
// it.
func (l *loop) settle(ctx context.Context) error {
	s := &l.saying
	if !s.taken || s.draft.Text != "" {
		return nil
	}
	err := l.during(ctx, patience, func(ctx context.Context) error { return l.seat.SaveDraft(ctx, l.in.ID, room.Draft{}) })
	if err != nil {
		return l.failed(ctx, err)
	}
	s.stored, s.taken = room.Draft{}, false
	return nil
}

// draftCols is how many columns are told of a draft.
const draftCols = 200

// offer tells of the draft that is kept for the room.
func (l *loop) offer() []string {
	d := l.saying.stored
	if l.saying.taken || d == (room.Draft{}) {
		return nil
	}
	return []string{"-- " + l.tr("You have a draft here; /draft takes it up, /drop forgets it: %s", ui.Excerpt(l.Lang, d.Text, draftCols))}
}

// draftsElsewhere tells in which other rooms there are drafts.
func (l *loop) draftsElsewhere() []string {
	var others []string
	for i := range l.rooms {
		if r := &l.rooms[i]; r.Draft && r.Room.ID != l.in.ID && len(others) < maxWaiting {
			others = append(others, l.label(r.Room))
		}
	}
	if len(others) == 0 {
		return nil
	}
	return []string{"-- " + l.tr("You have drafts in: %s", strings.Join(others, ", "))}
}

// takeUp puts the room's draft into the row, or where /send says it. What is there
// already is read out.
func (l *loop) takeUp(context.Context) error {
	s := &l.saying
	if s.draft.Text == "" {
		if s.stored == (room.Draft{}) || s.taken {
			return l.say(append([]string{l.tr("there is no draft here")}, l.draftsElsewhere()...)...)
		}
		s.taken = true
		if ed := l.typed.ed; ed != nil && ed.Empty() && !strings.Contains(s.stored.Text, "\n") {
			return ed.Replace(rowOf(s.stored), "")
		}
		s.draft = s.stored
	}
	said := l.tr("This is kept, and /send says it:")
	switch d := s.draft; {
	case d.Edit != 0:
		said = l.tr("This is kept, and /send changes #%d to it:", d.Edit)
	case d.Reply != 0:
		said = l.tr("This is kept, and /send answers #%d with it:", d.Reply)
	}
	return l.page(append([]string{said}, block(hang, s.draft.Text)...))
}

// rowOf is the line that says a draft.
func rowOf(d room.Draft) string {
	switch {
	case d.Edit != 0:
		return "/edit " + number(d.Edit) + " " + d.Text
	case d.Reply != 0:
		return "/reply " + number(d.Reply) + " " + d.Text
	}
	return text.StripLine(d.Text)
}
