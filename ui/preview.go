package ui

import (
	"context"
	"slices"
	"strconv"
	"strings"

	tea "charm.land/bubbletea/v2"

	"snug/room"
	"snug/text/lang"
	"snug/ui/picture"
	"snug/ui/screen"
)

// A preview is a picture in the place of the timeline and its panes, until it is
// closed. What was decoded goes with it.
type preview struct {
	id     room.FileID
	msg    *room.Message    // that brought the file; nil: it is not open yet
	pic    *picture.Picture // nil: not decoded yet
	failed string           // why there is none

	// as laid out last
	rows []string
	size picture.Size
	ink  picture.Ink
	dark bool

	encoding bool   // png is made, or was
	png      []byte // of what is shown, for terminals that show pixels; nil: not made
	image    *screen.Image
}

const (
	previewLabel lang.Key = "look at the picture"
	noPictureWhy lang.Key = "there is no picture in this message that can be shown here; PNG, JPEG, GIF and WebP can"
)

// shownTypes are the media types of files that a preview is offered for.
var shownTypes = []string{"image/png", "image/jpeg", "image/gif", "image/webp"}

// isPicture reports whether a message has a picture that a preview may show.
func isPicture(m *Model, msg *room.Message) bool {
	return hasFile(m, msg) && slices.Contains(shownTypes, msg.File.Type)
}

// lookAtNumber shows the picture whose number was typed: "81", "#81",
// "81-whiteboard.jpg".
func (m *Model) lookAtNumber(typed string) tea.Cmd {
	digits, _, _ := strings.Cut(strings.TrimLeft(typed, "#＃"), "-")
	id, err := strconv.ParseUint(digits, 10, 63)
	if err != nil || id == 0 {
		m.status.fail(m.look.t("say which file, such as: /preview 81; /files lists what there is"))
		return nil
	}
	return m.lookAt(room.FileID(id))
}

// lookAt opens a layer that shows a picture as soon as it is decoded.
func (m *Model) lookAt(id room.FileID) tea.Cmd {
	m.stopLooking()
	ctx, cancel := context.WithTimeout(m.ctx, patience)
	m.decoding = cancel
	p, host := &preview{id: id}, m.host
	m.open(p)
	return tea.Batch(screen.AskImages, func() tea.Msg {
		defer cancel()
		return p.load(ctx, host)
	})
}

// stopLooking ends the decoding that goes on. There is never more than one of a
// session, but for what a decoder does until it reads again.
func (m *Model) stopLooking() {
	if m.decoding != nil {
		m.decoding()
	}
}

// press implements [layer].
func (p *preview) press(m *Model, k tea.Key) (tea.Cmd, bool) {
	switch k.Keystroke() {
	case "esc", "q", "enter", "ctrl+c", "ctrl+g":
		p.close(m)
	case "/": // the next command
		p.close(m)
		return nil, false
	case "f":
		if p.msg != nil {
			p.close(m)
			return m.getFile(p.msg), true
		}
	}
	return nil, true
}

func (p *preview) close(m *Model) {
	m.stopLooking()
	m.shut(p)
}

// paste implements [layer].
func (p *preview) paste(*Model, string) bool { return true }

// hint implements [layer].
func (p *preview) hint(m *Model) string { return m.look.t("f get the file  Esc close") }

// hear closes the preview when its file is taken away. Of rooms that are not on the
// screen nothing is heard.
func (p *preview) hear(m *Model, e room.Event) {
	switch e := e.(type) {
	case room.Changed:
		p.follow(m, e)
	case room.Purged:
		for _, gone := range e.Gone {
			p.follow(m, gone)
		}
	}
}

// follow takes in what became of a message.
func (p *preview) follow(m *Model, c room.Changed) {
	msg := c.Message
	if p.msg == nil || msg.Room != p.msg.Room || msg.Seq != p.msg.Seq || hasFile(m, msg) {
		return
	}
	p.close(m)
	m.status.notice(m.look.t("the file is not there any more"))
}
