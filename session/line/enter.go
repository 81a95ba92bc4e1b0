package line

import (
	"context"

	"snug/room"
	"snug/text/lang"
	"snug/ui"
)

// A place is where the person is in the messages of the room.
type place struct {
	head   uint64 // the newest that was printed, or will not be
	unread uint64 // the first that was new when the room was entered; zero: none was

	// The page that was read last; zero: none was.
	from, to uint64
}

// maxVisited is of how many rooms it is known what was printed.
const maxVisited = 256

// shownAtFirst is how many messages are printed when a room is entered.
const shownAtFirst = 10

// begin begins the chat.
func (l *loop) begin(ctx context.Context, chat ui.Chat) error {
	l.seat, l.host, l.me = chat.Seat, chat.Host, chat.Seat.Person()
	l.otherwise.lang, l.otherwise.zone = l.Lang, l.Zone
	l.choose(chat.Settings)
	v, err := l.enterNow(ctx, chat.Room)
	if err != nil {
		return err
	}
	l.took(v)
	l.invited = nil // all are told of below
	out := []string{
		l.tr("%[1]s: you are %[2]s in %[3]s. %[4]s", l.Server, l.me.Name, l.label(l.in), l.here()),
	}
	if chat.MOTD != "" {
		out = append(out, block("-- ", chat.MOTD)...)
	}
	for _, n := range chat.Waited {
		out = append(out, l.notice(n)...)
	}
	out = append(out, l.setInvited(v.Invited)...)
	out = append(out, l.waiting()...)
	if l.SignUp != nil {
		l.place.unread = 0 // everything is new to them
	}
	out = append(out, l.atFirst(v)...)
	out = append(append(out, l.offer()...), l.draftsElsewhere()...)
	if !l.saying.meant {
		out = append(out, l.tr("This session has no terminal: what you type is said from /talk on."))
	}
	out = append(out, l.tr("/help lists the commands, ^D ends."))
	l.seat.MarkRead(l.place.head)
	l.retitle()
	return l.say(out...)
}

// here says how many people are in the room.
func (l *loop) here() string { return l.tr("%d people are here.", int64(len(l.present))) }

// enterNow moves the seat into a room.
func (l *loop) enterNow(ctx context.Context, id room.ID) (v room.View, err error) {
	err = l.during(ctx, patience, func(ctx context.Context) error {
		v, err = l.seat.Enter(ctx, id)
		return err
	})
	return v, err
}

// took takes over what is known of a room that was entered. What it says is not
// printed by that.
func (l *loop) took(v room.View) {
	if l.in.ID != v.Room.ID { // what it answers or changes is in the other room
		l.saying.draft.Reply, l.saying.draft.Edit = 0, 0
	}
	l.saying.stored, l.saying.taken = v.Draft, l.saying.taken && l.in.ID == v.Room.ID
	l.in, l.present = v.Room, v.Present
	l.setRooms(v.Rooms)
	l.setIgnored(v.Ignored)
	l.drift.out = false
}

// enter goes to a room and prints what is to be known of it.
func (l *loop) enter(ctx context.Context, id room.ID) error {
	if id == l.in.ID && !l.drift.out {
		return l.say("-- " + l.tr("you are in %s already", l.label(l.in)))
	}
	from := l.in.ID
	v, err := l.enterNow(ctx, id)
	if err != nil {
		return l.failed(ctx, err)
	}
	if !l.drift.out {
		l.previous = from
	}
	if len(l.visited) >= maxVisited {
		clear(l.visited)
	}
	l.visited[from] = l.place.head
	l.took(v)
	l.recent, l.place, l.more = recent{}, place{}, nil
	said := l.tr("you are in %[1]s now. %[2]s", l.label(l.in), l.here())
	if v.Room.Topic != "" {
		said = l.tr("you are in %[1]s now. %[2]s The topic is: %[3]s", l.label(l.in), l.here(), v.Room.Topic)
	}
	_, known := l.visited[id]
	out := append([]string{"-- " + said}, l.atFirst(v)...)
	if !known {
		out = append(out, l.offer()...)
	}
	l.seat.MarkRead(l.place.head)
	l.retitle()
	return l.say(out...)
}

// atFirst makes lines of the newest messages of a room that was entered; of one that
// the person was in before, of those that are new since.
func (l *loop) atFirst(v room.View) []string {
	news := uint64(0)
	if n := len(v.Recent); n > 0 {
		if last := v.Recent[n-1].Seq; last > v.Read {
			news = last - v.Read
			l.place.unread = max(v.Read, v.Floor) + 1
		}
	}
	shown := v.Recent[len(v.Recent)-min(len(v.Recent), shownAtFirst):]
	var out []string
	if news > uint64(len(shown)) && v.Read > 0 && l.SignUp == nil {
		out = append(out, l.tr("(%d messages are new; /unread shows them from the first)", int64(news)))
	}
	for _, m := range v.Recent[:len(v.Recent)-len(shown)] {
		l.recent.add(m)
	}
	for _, m := range shown {
		l.place.head = m.Seq
		l.recent.add(m)
		if !l.ignored[m.Author.ID] && m.Seq > l.visited[v.Room.ID] {
			out = append(out, l.news(m, l.usual())...)
		}
	}
	return out
}

// A drift is that the person is not where they have gone to.
type drift struct {
	out  bool // they are in the room no more that the seat is in
	warn bool // what they type next may be for the room that they were in
}

// goHome goes to the room that one came from, or else to the lobby, which nobody
// can leave, after one was put out of the room.
func (l *loop) goHome(ctx context.Context) error {
	to := room.ID(0)
	for i := range l.rooms {
		switch r := &l.rooms[i].Room; {
		case r.ID == l.in.ID:
		case r.ID == l.previous:
			to = r.ID
		case r.Open() && to == 0:
			to = r.ID
		}
	}
	l.drift.warn = true
	return l.enter(ctx, to)
}

// label is what a room is called here: by names that lead to it.
func (l *loop) label(r room.Room) string {
	for i := range l.rooms {
		if other := &l.rooms[i].Room; other.ID != r.ID && other.Label() == r.Label() && !r.Open() {
			return r.Label() + " " + idOf(r)
		}
	}
	return r.Label()
}

// maxWaiting is how many rooms are told of in which something is new.
const maxWaiting = 10

// waiting says what is new in other rooms.
func (l *loop) waiting() []string {
	var out []string
	more := int64(0)
	for i := range l.rooms {
		r := &l.rooms[i]
		switch {
		case r.Room.ID == l.in.ID || r.Unread == 0 || r.Level == room.None:
		case len(out) == maxWaiting:
			more++
		case r.Mentions > 0:
			out = append(out, l.tr("%[1]d new in %[2]s, %[3]s.", int64(r.Unread), l.label(r.Room), lang.S("%d mentions", int64(r.Mentions))))
		default:
			out = append(out, l.tr("%[1]d new in %[2]s.", int64(r.Unread), l.label(r.Room)))
		}
	}
	if more > 0 {
		out = append(out, l.tr("and new messages in %d more rooms: /rooms lists them", more))
	}
	return out
}
