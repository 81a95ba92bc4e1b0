package ui

import (
	"context"
	"slices"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"

	"snug/room"
	"snug/text"
	"snug/ui/rich"
	"snug/ui/screen"
)

// What was asked for about messages, to be shown in a list or as a text.
type (
	pinsMsg struct {
		in   room.ID
		msgs []*room.Message
		err  error
	}
	infoMsg struct {
		info room.Info
		err  error
	}
)

// showPins lists what is pinned in the room.
func (m *Model) showPins() tea.Cmd {
	if m.timeline.in.ID == 0 {
		return nil
	}
	seat, in := m.seat, m.timeline.in.ID
	return m.inRoom(func(ctx context.Context) tea.Msg {
		msgs, err := seat.Pinned(ctx)
		return pinsMsg{in, msgs, err}
	})
}

func (m *Model) showPinned(p pinsMsg) tea.Cmd {
	switch {
	case p.err != nil:
		m.status.fail(m.sentence(p.err))
		return nil
	case p.in != m.timeline.in.ID:
		return nil
	case len(p.msgs) == 0:
		m.status.notice(m.look.t("nothing is pinned here; select a message and press p"))
		return nil
	}
	entries := make([]entry, len(p.msgs))
	for i, msg := range p.msgs {
		entries[i] = entry{label: m.oneRow(msg, m.width-5), do: func(m *Model) tea.Cmd { return m.jumpTo(msg.Seq) }}
	}
	slices.Reverse(entries)
	m.askMenu(m.look.t("pinned in %s", m.label(m.timeline.in)), entries)
	return nil
}

// maxLinks is how many links are listed.
const maxLinks = 50

// showLinks lists the links of a message and what gets its file, or the links of all
// that are loaded, newest first; choosing one copies it.
func (m *Model) showLinks(of *room.Message) tea.Cmd {
	var urls []string
	if of != nil {
		urls = rich.Links(of.Text)
	} else {
		for i := len(m.timeline.items) - 1; i >= 0 && len(urls) < maxLinks; i-- {
			if msg := m.timeline.items[i].msg; msg != nil {
				urls = append(urls, rich.Links(msg.Text)...)
			}
		}
	}
	var entries []entry
	if of != nil && hasFile(m, of) {
		entries = append(entries, entry{label: m.look.t(string(copyGetLabel)), do: func(m *Model) tea.Cmd { return m.copyFetch(of) }})
	}
	for _, url := range urls[:min(len(urls), maxLinks)] {
		entries = append(entries, entry{label: url, do: func(m *Model) tea.Cmd { return m.copy(url) }})
	}
	for i := range entries[:min(len(entries), 9)] {
		entries[i].key = string(rune('1' + i))
	}
	if len(entries) == 0 {
		m.status.notice(m.look.t("there are no links"))
		return nil
	}
	m.askMenu(m.look.t("links; Enter copies one"), entries)
	return nil
}

// copy hands a text to the clipboard of the person's computer.
func (m *Model) copy(s string) tea.Cmd {
	cmd, ok := screen.Copy(s)
	if !ok {
		m.status.fail(m.look.t("that is too much to copy; use Alt-L and mark it with the mouse"))
		return nil
	}
	m.status.notice(m.look.t("sent to your terminal's clipboard; some terminals and tmux block this, then use Alt-L"))
	return cmd
}

// showInfo tells what is known of a message.
func (m *Model) showInfo(of *room.Message) tea.Cmd {
	seat := m.seat
	return m.inRoom(func(ctx context.Context) tea.Msg {
		info, err := seat.Info(ctx, of.Seq)
		return infoMsg{info, err}
	})
}

func (m *Model) showInfoText(i infoMsg) tea.Cmd {
	if i.err != nil {
		m.status.fail(m.sentence(i.err))
		return nil
	}
	l, msg := m.look, i.info.Message
	when := func(t time.Time) string { return t.In(l.zone).Format("2006-01-02 15:04:05 MST") }
	var b strings.Builder
	line := func(key string, args ...any) { b.WriteString(l.t(key, args...) + "\n") }
	line("Message %d of %s, %s", msg.Seq, m.label(m.timeline.in), msg.ID)
	line("  said by %s (@%s), %s", msg.Author.Called(), msg.Author.Name, when(msg.At))
	if !msg.Edited.IsZero() {
		line("  edited %s", when(msg.Edited))
	}
	if !msg.Deleted.IsZero() {
		line("  deleted %s", when(msg.Deleted))
	}
	if f := msg.File; f != nil {
		line("  file %d: %s", uint64(f.ID), f.Name)
		line("  size %s, type %s", text.Size(f.Size), f.Type)
		line("  SHA-256 %s", f.Sum)
		if !f.Expired.IsZero() {
			line("  the file expired %s", when(f.Expired))
		}
	}
	for _, r := range msg.Reactions {
		line("  :%s: %s", r.Emoji, called(i.info.Reactors[r.Emoji]))
	}
	if len(i.info.Seen) > 0 {
		line("  seen by %s, of those who are here", called(i.info.Seen))
	}
	for _, v := range i.info.Versions {
		line("\nBefore the edit, %s:\n%s", when(v.At), v.Text)
	}
	m.read(strings.TrimRight(b.String(), "\n"))
	return nil
}

// called lists people.
func called(who []room.Person) string {
	names := make([]string, len(who))
	for i, p := range who {
		names[i] = p.Called()
	}
	return strings.Join(names, ", ")
}
