package screen

import (
	"context"

	tea "charm.land/bubbletea/v2"
)

// A driver shows a model: it hands it messages, starts its commands and paints
// after each message. The program's loop owns it.
type driver struct {
	ctx     context.Context //nolint:containedctx // of the program; commands and painting end with it
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

func newDriver(ctx context.Context, ring func(), fail func(error), m Model, t Terminal, opts Options) *driver {
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
		cmds:    newCommands(ring, fail),
	}
}

// begin enters the terminal, starts the model and shows it.
func (d *driver) begin() {
	d.raw = append(d.raw, Enter(d.caps, d.term)...)
	d.raw = d.probe.ask(d.raw, d.size)
	d.cmds.start(d.model.Init())
	d.step(tea.WindowSizeMsg{Width: d.size.Cols, Height: d.size.Rows})
	d.step(CapsMsg{d.caps})
	d.paint()
}

// take passes msg on and paints. It reports whether the program goes on.
func (d *driver) take(msg tea.Msg) bool {
	switch msg := msg.(type) {
	case nil:
		return true
	case tea.QuitMsg:
		return false
	case inputMsg:
		d.inputs(msg)
	case resizeMsg:
		if size := Size(msg).Clamp(); size != d.size {
			d.size = size
			d.step(tea.WindowSizeMsg{Width: size.Cols, Height: size.Rows})
		}
	case endMsg:
		d.fail(msg.err)
		return false
	case redrawMsg:
		d.painter.Reset()
	case askImagesMsg:
		d.askImages()
	case effect:
		if err := d.out.write(msg); err != nil {
			d.fail(err)
			return false
		}
	default:
		d.step(msg)
	}
	return d.paint()
}

// inputs passes on what one read held. What the terminal's replies in it have
// changed the model is told once.
func (d *driver) inputs(msgs inputMsg) {
	before := d.caps
	for len(msgs) > 0 {
		n := typedFrom(msgs)
		if n > 1 {
			d.step(Typed{Keys: msgs[:n], More: n < len(msgs) && isKey(msgs[n])})
		} else {
			n = 1
			d.input(msgs[0])
		}
		msgs = msgs[n:]
	}
	if d.caps != before {
		d.painter.SetCaps(d.caps)
		d.step(CapsMsg{d.caps})
	}
}

// input passes on one message from the terminal, unless it is a reply.
func (d *driver) input(msg tea.Msg) {
	switch msg := msg.(type) {
	case tea.CursorPositionMsg:
		d.probe.take(msg)
		d.probe.judge(&d.caps)
		return
	case imageReply:
		d.learnImages(msg)
		return
	case tea.MouseMsg:
		if !d.clicked(msg.Mouse()) {
			return
		}
	}
	answer, isReply := d.caps.learn(msg)
	if !isReply {
		d.step(msg)
		return
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
}

func (d *driver) step(msg tea.Msg) {
	next, cmd := d.model.Update(msg)
	d.model = next.(Model) // a fault of the model; recovered as a panic
	d.cmds.start(cmd)
}

// paint writes what changed, in one write, and reports whether it could.
func (d *driver) paint() bool {
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
		return false
	}
	return true
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
