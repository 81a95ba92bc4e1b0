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

	probe   probe
	raw     []byte // goes out before the next paint
	titled  bool   // the window title was set
	unicode bool   // mode 2027 was set
	asked   bool   // whether it shows images
}

func newDriver(ctx context.Context, fail func(error), m Model, t Terminal, opts Options) *driver {
	caps := CapsFrom(opts.Environ, opts.Term)
	return &driver{
		ctx:     ctx,
		fail:    fail,
		model:   m,
		term:    opts.Term,
		size:    t.Clamp(),
		caps:    caps,
		painter: &Painter{caps: caps},
		out:     newWriter(t, fail),
		cmds:    newCommands(fail),
	}
}

// Init enters the terminal, starts the model and shows it.
func (d *driver) Init() (cmd tea.Cmd) {
	defer recoverTo(d.fail)
	d.raw = append(d.raw, Enter(d.caps, d.term)...)
	d.raw = d.probe.ask(d.raw, d.size)
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
		cmd = d.inputs(msg)
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
	case askImagesMsg:
		d.askImages()
	case effect:
		if err := d.out.write(msg); err != nil {
			d.fail(err)
			return d, nil
		}
	case tea.WindowSizeMsg, tea.ColorProfileMsg, tea.EnvMsg:
		return d, nil // Bubble Tea's own; the model has better ones
	default:
		cmd = d.step(msg)
	}
	d.paint()
	return d, cmd
}

// inputs passes on what one read held. What the terminal's replies in it have
// changed the model is told once.
func (d *driver) inputs(msgs inputMsg) tea.Cmd {
	before := d.caps
	cmds := make([]tea.Cmd, 0, len(msgs)+1)
	for _, msg := range msgs {
		cmds = append(cmds, d.input(msg))
	}
	if d.caps != before {
		d.painter.SetCaps(d.caps)
		cmds = append(cmds, d.step(CapsMsg{d.caps}))
	}
	return tea.Batch(cmds...)
}

// input passes on one message from the terminal, unless it is a reply.
func (d *driver) input(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case tea.CursorPositionMsg:
		d.probe.take(msg)
		d.probe.judge(&d.caps)
		return nil
	case imageReply:
		d.learnImages(msg)
		return nil
	case tea.MouseMsg:
		if !d.clicked(msg.Mouse()) {
			return nil
		}
	}
	answer, isReply := d.caps.learn(msg)
	if !isReply {
		return d.step(msg)
	}
	d.raw = append(d.raw, answer...)
	if answer == setUnicode {
		d.unicode = true
		if d.caps.Synced {
			d.raw = append(d.raw, beginSync...) // until the end of the full paint that follows
		}
		d.raw = d.probe.ask(d.raw, d.size) // it measures in another way now
	}
	d.probe.judge(&d.caps)
	return nil
}

func (d *driver) step(msg tea.Msg) tea.Cmd {
	next, cmd := d.model.Update(msg)
	d.model = next.(Model) // a fault of the model; recovered as a panic
	return d.cmds.wrap(cmd)
}

// paint writes what changed, in one write.
func (d *driver) paint() {
	f := d.model.Frame()
	p, _ := papers.Get().(*paper)
	d.painter.paper = p
	defer func() {
		d.painter.paper = nil
		papers.Put(p)
	}()
	b := d.painter.Paint(f)
	if f != nil && f.Title != "" {
		d.titled = true
	}
	if len(d.raw) > 0 {
		p.all = append(append(p.all[:0], d.raw...), b...)
		b, d.raw = p.all, nil
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
	if d.painter.image != nil {
		b = append([]byte(deleteImage), b...)
	}
	return d.out.write(b)
}
