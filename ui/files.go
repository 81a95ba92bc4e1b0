package ui

import (
	"context"
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"snug/room"
	"snug/text"
	"snug/text/lang"
)

// filesMsg is what was asked for about the files of a room.
type filesMsg struct {
	in   room.ID
	msgs []*room.Message // the newest file first
	more bool            // there are older ones
	err  error
}

// filesPage is how many files are listed at once.
const filesPage = 50

// showFiles lists the files of the room, those before a number; zero: the newest.
func (m *Model) showFiles(before room.FileID) tea.Cmd {
	if m.timeline.in.ID == 0 {
		return nil
	}
	seat, in := m.seat, m.timeline.in.ID
	return m.inRoom(func(ctx context.Context) tea.Msg {
		msgs, err := seat.Files(ctx, before, filesPage+1)
		return filesMsg{in, msgs[:min(len(msgs), filesPage)], len(msgs) > filesPage, err}
	})
}

func (m *Model) showFilesListed(f filesMsg) tea.Cmd {
	switch {
	case f.err != nil:
		m.status.fail(m.sentence(f.err))
		return nil
	case f.in != m.timeline.in.ID:
		return nil
	case len(f.msgs) == 0:
		m.status.notice(m.look.t("there are no files here; /upload says how to put one in"))
		return nil
	}
	entries := make([]entry, len(f.msgs))
	for i, msg := range f.msgs {
		entries[i] = m.fileEntry(msg)
	}
	if f.more {
		last := f.msgs[len(f.msgs)-1].File.ID
		entries = append(entries, entry{label: m.look.t("older files"), do: func(m *Model) tea.Cmd { return m.showFiles(last) }})
	}
	m.askMenu(m.look.t("files in %s", m.label(m.timeline.in)), entries)
	return nil
}

// fileEntry is a file as a row of a list: its number, its name, how large it is,
// and who brought it when. Where a row is short it does not say when.
func (m *Model) fileEntry(msg *room.Message) entry {
	l, f := m.look, msg.File
	note := text.Size(f.Size) + "  " + l.name(msg.Author, shortName)
	if m.shape.class > compact {
		note += "  " + msg.At.In(l.zone).Format("01-02 15:04")
	}
	label := "#" + fileNumber(f) + " "
	label += l.fileName(f, max(m.width-l.method.Width(label+note)-6, leastName))
	return entry{label: label, note: note, do: func(m *Model) tea.Cmd { return m.askFile(msg) }}
}

// askFile asks what to do with a file of the list.
func (m *Model) askFile(msg *room.Message) tea.Cmd {
	entries := []entry{
		{key: "f", label: m.look.t(string(getLabel)), do: func(m *Model) tea.Cmd { return m.getFile(msg) }},
		{key: "c", label: m.look.t(string(copyGetLabel)), do: func(m *Model) tea.Cmd { return m.copyFetch(msg) }},
		{key: "j", label: m.look.t("go to its message"), do: func(m *Model) tea.Cmd { return m.jumpTo(msg.Seq) }},
	}
	if isPicture(m, msg) {
		entries = slices.Insert(entries, 2, entry{
			key: "v", label: m.look.t(string(previewLabel)), do: func(m *Model) tea.Cmd { return m.lookAt(msg.File.ID) },
		})
	}
	m.askMenu(msg.File.Name, entries)
	return nil
}

// What can be done with a file, in its message's menu and in that of the list.
const (
	getLabel     lang.Key = "get the file: say how"
	copyGetLabel lang.Key = "copy the command that gets the file"
	noFileWhy    lang.Key = "there is no file in this message, or it has expired; /files lists what there is"
)

// hasFile reports whether a message has a file that is still there.
func hasFile(_ *Model, msg *room.Message) bool {
	return msg.File != nil && msg.File.Expired.IsZero() && msg.Deleted.IsZero()
}

// getFile has the host say how the person's own client gets a file.
func (m *Model) getFile(msg *room.Message) tea.Cmd {
	m.unselect()
	m.timeline.toBottom()
	return tea.Batch(m.have("get "+fileNumber(msg.File)), m.fill())
}

// copyFetch copies the command that gets a file with the person's own client: the
// first of those that the host says.
func (m *Model) copyFetch(msg *room.Message) tea.Cmd {
	return m.haveFor("get "+fileNumber(msg.File), (*Model).copyFirst)
}

// copyFirst copies the first line of what a command printed.
func (m *Model) copyFirst(said string) tea.Cmd {
	line, _, _ := strings.Cut(said, "\n")
	return m.copy(line)
}
