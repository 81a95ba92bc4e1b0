package ui

import (
	"context"
	"errors"
	"slices"

	tea "charm.land/bubbletea/v2"

	"snug/room"
	"snug/ui/picture"
)

// previewMsg is what came of a picture that was to be shown.
type previewMsg struct {
	of  *preview
	msg *room.Message // nil: the file was not opened
	pic *picture.Picture
	err error
}

// load opens the file and decodes it. It changes nothing of the layer.
func (p *preview) load(ctx context.Context, host Host) tea.Msg {
	msg, bytes, err := host.OpenFile(ctx, p.id)
	if err != nil {
		return previewMsg{of: p, err: err}
	}
	defer bytes.Close()
	pic, err := picture.Decode(ctx, bytes, msg.File.Size)
	return previewMsg{p, msg, pic, err}
}

// showPreview takes in what came of a picture, if its layer is still there.
func (m *Model) showPreview(msg previewMsg) tea.Cmd {
	p := msg.of
	if !slices.Contains(m.layers, layer(p)) {
		return nil
	}
	p.msg, p.pic = msg.msg, msg.pic
	switch {
	case msg.err == nil:
	case msg.msg == nil:
		p.close(m)
		m.status.fail(m.notShown(msg.err))
	default:
		p.failed = m.notShown(msg.err)
	}
	return m.encode()
}

// encodedMsg is a picture for a terminal that shows pixels.
type encodedMsg struct {
	of  *preview
	png []byte
	err error
}

// encode has the picture that is looked at encoded for a terminal that shows pixels,
// if that has turned out to do so.
func (m *Model) encode() tea.Cmd {
	p, open := m.top().(*preview)
	if !open || p.pic == nil || p.encoding || !m.caps.Images {
		return nil
	}
	p.encoding = true
	pic := p.pic
	return func() tea.Msg {
		png, err := pic.PNG()
		return encodedMsg{p, png, err}
	}
}

// showEncoded takes in a picture that was encoded. If it cannot be, there are half blocks.
func (m *Model) showEncoded(e encodedMsg) {
	if e.err == nil {
		e.of.png = e.png
	}
}

// notShown says why a picture is not shown.
func (m *Model) notShown(err error) string {
	l := m.look
	switch {
	case errors.Is(err, picture.ErrUnknown):
		return l.t("this is no picture that can be shown here; PNG, JPEG, GIF and WebP can, and /get gets the file")
	case errors.Is(err, picture.ErrLarge):
		return l.t("this picture is too large to be shown here; pictures of at most 16 MB and 16 megapixels can, and /get gets the file")
	case errors.Is(err, picture.ErrBroken):
		return l.t("this picture is broken, or of a kind that cannot be shown here; /get gets the file")
	case errors.Is(err, picture.ErrSlow):
		return l.t("this picture takes too long to decode; /get gets the file")
	case errors.Is(err, context.DeadlineExceeded):
		return l.t("others are looking at pictures, and the server decodes only two at once; try again in a moment")
	}
	return m.sentence(err)
}
