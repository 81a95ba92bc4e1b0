package command

import (
	"fmt"
	"strings"
	"time"

	"snug/keys"
	"snug/room"
	"snug/text"
)

// messageLines writes a message for people, under the number ref. Only its
// first line begins at the margin, so that no text can pass for a message of
// somebody else, and what is told about it stands before its text.
func (c *Invocation) messageLines(ref string, m *room.Message) []string {
	said := strings.Split(m.Text, "\n")
	switch {
	case m.File != nil && m.Text == "":
		said = []string{c.fileWords(m.File)}
	case m.File != nil:
		said = append([]string{c.fileWords(m.File)}, said...)
	}
	head := c.clock(m.At) + "  " + ref + "  "
	about := c.about(m)
	if m.Style == room.Action {
		head += "* " + m.Author.Name + about + " "
	} else {
		head += m.Author.Name + about + ": "
	}
	lines := []string{strings.TrimRight(head+said[0], " ")}
	for _, l := range said[1:] {
		lines = append(lines, "    "+l)
	}
	if len(m.Reactions) == 0 {
		return lines
	}
	var counts []string
	for _, r := range m.Reactions {
		counts = append(counts, fmt.Sprintf(":%s: %d", r.Emoji, len(r.By)))
	}
	return append(lines, "    "+strings.Join(counts, "  "))
}

// fileWords writes what a message brings into the room.
func (c *Invocation) fileWords(f *room.File) string {
	if !f.Expired.IsZero() {
		return c.Lang.T("[file #%[1]d] %[2]s (expired)", uint64(f.ID), f.Leaf())
	}
	return c.Lang.T("[file #%[1]d] %[2]s, %[3]s", uint64(f.ID), f.Leaf(), text.Size(f.Size))
}

// about returns in brackets what is told of a message before its text.
func (c *Invocation) about(m *room.Message) string {
	var notes []string
	if m.Author.Bot {
		notes = append(notes, c.Lang.T("bot"))
	}
	if m.Reply != nil {
		notes = append(notes, c.Lang.T("to #%d", m.Reply.Seq))
	}
	if m.Thread.Replies > 0 {
		notes = append(notes, c.Lang.T("%d replies", m.Thread.Replies))
	}
	if m.Pinned {
		notes = append(notes, c.Lang.T("pinned"))
	}
	switch {
	case !m.Deleted.IsZero() && m.Removed:
		notes = append(notes, c.Lang.T("deleted by a moderator"))
	case !m.Deleted.IsZero():
		notes = append(notes, c.Lang.T("deleted"))
	case !m.Edited.IsZero():
		notes = append(notes, c.Lang.T("edited"))
	}
	if len(notes) == 0 {
		return ""
	}
	return " (" + strings.Join(notes, ", ") + ")"
}

// changeLines writes what happened to a message for people. What it says after
// an edit stands below, away from the margin.
func (c *Invocation) changeLines(e room.Changed) []string {
	m, who := e.Message, e.By.Name
	said := ""
	switch e.Change {
	case room.WasEdited:
		said = c.Lang.T("%s has edited #%d", who, m.Seq)
	case room.WasDeleted:
		said = c.Lang.T("%s has deleted #%d", who, m.Seq)
	case room.WasReacted:
		said = c.Lang.T("%s has changed a reaction to #%d", who, m.Seq)
	case room.WasPinned:
		if m.Pinned {
			said = c.Lang.T("%s has pinned #%d", who, m.Seq)
		} else {
			said = c.Lang.T("%s has unpinned #%d", who, m.Seq)
		}
	case room.WasExpired:
		said = c.Lang.T("the file of #%d has expired", m.Seq)
	}
	lines := []string{c.clock(e.At) + aside + said}
	if e.Change == room.WasEdited && m.Deleted.IsZero() {
		for l := range strings.SplitSeq(m.Text, "\n") {
			lines = append(lines, "    "+l)
		}
	}
	return lines
}

// printMessages prints messages of one room.
func (c *Invocation) printMessages(in room.Room, ms []*room.Message) error {
	if c.JSON {
		items, err := c.messageObjects(in, ms)
		if err != nil {
			return err
		}
		return c.list(items, "")
	}
	var lines []string
	for _, m := range ms {
		lines = append(lines, c.messageLines(here(m), m)...)
	}
	return c.print(lines...)
}

// clock writes a time for people, in the time zone that they have set or else
// in UTC.
func (c *Invocation) clock(t time.Time) string {
	return t.In(c.location()).Format("2006-01-02 15:04:05Z07:00")
}

// location returns the caller's time zone.
func (c *Invocation) location() *time.Location {
	if c.zone == nil {
		c.zone = time.UTC
		// Times in UTC are right as well, so a store that fails is no reason
		// to show nothing.
		if set, err := c.Directory.Settings(c.Who.Account.ID); err == nil && set[keys.SetZone] != "" {
			if z, err := time.LoadLocation(set[keys.SetZone]); err == nil {
				c.zone = z
			}
		}
	}
	return c.zone
}
