package ui

import (
	"cmp"
	"context"
	"time"

	tea "charm.land/bubbletea/v2"

	"snug/room"
	"snug/text/lang"
	"snug/ui/screen"
)

// A Model is one session's screen: the sign-up form, then the chat. It is a
// [screen.Model]; the loop of the session's program owns it.
type Model struct {
	ctx     context.Context //nolint:containedctx // Bubble Tea's commands take none
	server  string
	address string // in links to messages
	now     func() time.Time
	caps    screen.Caps    // what the terminal can do
	zone    *time.Location // unless the person chose one
	lang    lang.Lang      // unless the person chose one
	look    look
	settings
	notices <-chan Notice

	width, height int
	arranged      bool          // everything is in its place
	frame         *screen.Frame // nil: none was drawn yet
	drawn         bool          // it is as things are
	grows         bool          // it is but for messages that have come in the room on the screen
	chrome        *chrome       // nil: to be made
	paintedRow    paintedRow

	form *form // nil on the chat screen

	seat Seat
	host Host
	me   room.Person

	feed     feed
	outbox   outbox
	timeline timeline
	panes    panes
	composer composer
	status   status
	uploads  uploads
	drafts   drafts
	hits     hits
	alerts   alerts
	typists  typists
	ahead    typedAhead
	barred   barred
	ignored  map[room.UserID]bool
	expiring bool                // a timer runs for invitations that end
	previous room.ID             // the room before this one
	notes    map[room.ID][]*note // of other rooms; see timeline.kept
	layers   []layer
	shape    shape

	completion completion

	decoding func() // ends the decoding of a picture; nil: there was none
	running  bool   // a slash line is being run
	leaving  bool   // the last key asked to leave
	left     bool   // the one before it did
	quitting bool   // the session ends when nothing is on its way
	uprooted string // what was being written when a membership ended
	why      string // it did
	newcomer bool   // the account was made in this session
	carried  []note // for the room that is being entered
	heard    string // what was told of what was done to the person, last
}

var _ screen.Model = (*Model)(nil)

// New returns a model. Its commands end when ctx is done.
func New(ctx context.Context, c Config) *Model {
	if c.Now == nil {
		c.Now = time.Now
	}
	if c.Zone == nil {
		c.Zone = time.Local
	}
	m := &Model{
		ctx: ctx, server: c.Server, address: cmp.Or(c.Address, c.Server), now: c.Now,
		caps: c.Caps, zone: c.Zone, lang: c.Lang, notices: c.Notices,
		composer: newComposer(),
	}
	m.alerts.pressed = m.now()
	m.restyle()
	m.timeline.look = m.look
	m.timeline.pos.bottom = true
	if c.SignUp != nil {
		m.form = newForm(*c.SignUp)
	} else {
		m.sit(c.Chat)
	}
	return m
}

// sit takes a place among the rooms.
func (m *Model) sit(c Chat) {
	m.seat, m.host, m.me = c.Seat, c.Host, c.Seat.Person()
	m.feed.next, m.panes.me = c.Room, m.me.ID
	m.choose(c.Settings)
	m.greet(c)
}

// Init starts what runs beside the loop.
func (m *Model) Init() tea.Cmd {
	if m.form != nil {
		return m.check()
	}
	return m.follow()
}

// View returns the frame as Bubble Tea itself would draw it.
func (m *Model) View() tea.View { return m.Frame().View(m.look.method) }

// Frame returns what the screen looks like. It is the same frame, drawn on again when
// a message has come, as long as the terminal has the same size.
func (m *Model) Frame() *screen.Frame {
	if !m.drawn {
		if !m.grows || !m.drawGrown() {
			m.arrange()
			m.draw()
		}
		m.drawn, m.grows = true, false
		m.status.drawn = m.status.number
	}
	return m.frame
}

// arrange gives every part its place, if something has changed.
func (m *Model) arrange() {
	if m.arranged {
		return
	}
	m.arranged = true
	if m.form != nil || tooSmall(m.width, m.height) {
		return
	}
	c := classOf(m.width)
	prompt := 3
	if c == compact {
		prompt = 2
	}
	// One column stays free, for the cursor behind a full line.
	m.look.fit(m.composer.Editor, m.width-prompt-1)
	m.shape = newShape(m.width, m.height, m.lines(), &m.panes)
	m.makeRoom()
	_, cols := m.shape.timeline(m.width)
	m.timeline.resize(m.look, c, cols, m.shape.body)
	m.timeline.tail = m.outbox.rows(m.timeline.in.ID, m.look, c, cols)
}

// lines is how many rows the composer would like to have. The whole screen is
// its own as long as nothing is open above it.
func (m *Model) lines() int {
	if m.composer.tall && m.top() == nil {
		return m.height
	}
	return min(m.composer.Rows(), 8, max(m.height/3, 1))
}
