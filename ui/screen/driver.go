package screen

import (
	"context"

	tea "charm.land/bubbletea/v2"
)

// A driver is the model that Bubble Tea runs. It calls the real one and paints
// after each message, on the program's loop, which owns it.
type driver struct {
	ctx     context.Context //nolint:containedctx // Bubble Tea's Update takes none
	fail    func(error)     // ends the program
	model   Model
	term    string // its terminal type
	size    Size
	caps    Caps
	painter *Painter
	out     *writer
	cmds    *commands

	raw     []byte // goes out before the next paint
	buf     []byte
	titled  bool // the window title was set
	unicode bool // mode 2027 was set
}

// Init enters the terminal, starts the model and shows it.
func (d *driver) Init() (cmd tea.Cmd) {
	defer recoverTo(d.fail)
	d.raw = append(d.raw, Enter(d.caps, d.term)...)
	cmd = tea.Batch(
		d.cmds.wrap(d.model.Init()),
		d.step(tea.WindowSizeMsg{Width: d.size.Cols, Height: d.size.Rows}),
		d.step(CapsMsg{d.caps}),
	)
	d.paint()
	return cmd
}

// View is empty: the painter has drawn the frame.
func (d *driver) View() tea.View { return tea.View{} }

// Update passes msg on and paints. After a failure nothing runs any more.
func (d *driver) Update(msg tea.Msg) (self tea.Model, cmd tea.Cmd) {
	self = d // also after a panic
	if d.ctx.Err() != nil {
		return d, nil
	}
	defer recoverTo(d.fail)
	switch msg := msg.(type) {
	case inputMsg:
		cmds := make([]tea.Cmd, 0, len(msg))
		for _, one := range msg {
			cmds = append(cmds, d.input(one))
		}
		cmd = tea.Batch(cmds...)
	case resizeMsg:
		if size := Size(msg).Clamp(); size != d.size {
			d.size = size
			cmd = d.step(tea.WindowSizeMsg{Width: size.Cols, Height: size.Rows})
		}
	case endMsg:
		d.fail(msg.err)
		return d, nil
	case redrawMsg:
		d.painter.Reset()
	case tea.WindowSizeMsg, tea.ColorProfileMsg, tea.EnvMsg:
		return d, nil // Bubble Tea's own; the model has better ones
	default:
		cmd = d.step(msg)
	}
	d.paint()
	return d, cmd
}

// input passes on one message from the terminal, unless it is a reply.
func (d *driver) input(msg tea.Msg) tea.Cmd {
	caps := d.caps
	answer, isReply := caps.learn(msg)
	if !isReply {
		return d.step(msg)
	}
	if caps == d.caps {
		return nil
	}
	if answer == setUnicode {
		d.unicode = true
	}
	d.raw = append(d.raw, answer...)
	d.caps = caps
	d.painter.SetCaps(caps)
	return d.step(CapsMsg{caps})
}

func (d *driver) step(msg tea.Msg) tea.Cmd {
	next, cmd := d.model.Update(msg)
	d.model = next.(Model) // a fault of the model; recovered as a panic
	return d.cmds.wrap(cmd)
}

// paint writes what changed, in one write.
func (d *driver) paint() {
	f := d.model.Frame()
	b := d.painter.Paint(f)
	if f != nil && f.Title != "" {
		d.titled = true
	}
	if len(d.raw) > 0 {
		d.buf = append(append(d.buf[:0], d.raw...), b...)
		b, d.raw = d.buf, d.raw[:0]
	}
	if err := d.out.write(b); err != nil {
		d.fail(err)
	}
}

// leave gives the terminal back.
func (d *driver) leave() error {
	b := Leave(d.titled)
	if d.unicode {
		b = append([]byte(resetUnicode), b...)
	}
	return d.out.write(b)
}
