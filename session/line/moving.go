package line

import (
	"context"
	"fmt"
	"strings"

	"snug/room"
	"snug/text"
	"snug/ui/pick"
)

// moveOrders are those that go to another room.
func moveOrders() []order {
	return []order{
		{words: []string{"go", "w", "前往"}, takes: []pick.Arg{{Name: "ROOM", Kind: pick.ArgRoom}}, help: "go to a room by name or number", do: goWhere},
		{words: []string{"rooms", "房间"}, mine: alone, help: "the rooms that you are in, by number; /room list has the others", do: plain((*loop).listRooms)},
		{words: []string{"next"}, help: "the next room with a mention, else with anything unread", do: plain((*loop).nextUnread)},
		{words: []string{"back"}, help: "the room that you came from", do: plain((*loop).goBack)},
		{words: []string{"quit", "q", "退出"}, help: "leave", do: func(_ context.Context, l *loop, _ string) error {
			l.served = true
			return nil
		}},
	}
}

// goWhere goes to a room by number or by name.
func goWhere(ctx context.Context, l *loop, where string) error {
	where = strings.TrimSpace(strings.TrimLeft(where, "　"))
	if where == "" {
		return l.listRooms(ctx)
	}
	l.drift.warn = false
	if n, ok := numbered(where); ok {
		if n > uint64(len(l.rooms)) {
			return l.fail(l.tr("there is no room %d; /rooms lists them", n))
		}
		return l.enter(ctx, l.rooms[n-1].Room.ID)
	}
	if r := l.named(where); r != nil {
		return l.enter(ctx, r.Room.ID)
	}
	if name, is := strings.CutPrefix(text.Fold(where), "@"); is {
		if !l.saying.meant {
			return l.keep("/go " + where)
		}
		return l.askHost(ctx, "dm open "+name)
	}
	bare := strings.TrimLeft(where, "#＃")
	return l.fail(l.tr("you are in no room %[1]s; /rooms lists yours, and /join %[1]s joins it", bare))
}

// named is the room in the list that is called that, or has that ID; nil for none.
func (l *loop) named(typed string) *room.Listing {
	name := text.Fold(typed)
	for i := range l.rooms {
		r := &l.rooms[i]
		switch bare := text.Fold(r.Room.Name); {
		case name == bare, name == idOf(r.Room), strings.TrimLeft(name, "#") == bare, name == text.Fold(l.label(r.Room)):
			return r
		}
	}
	return nil
}

// listRooms prints the rooms that the person is in, with their numbers.
func (l *loop) listRooms(context.Context) error {
	var rows []string
	for i := range l.rooms {
		r := &l.rooms[i]
		row := fmt.Sprintf("%d %s", i+1, l.label(r.Room))
		switch {
		case r.Room.ID == l.in.ID:
			row += "  " + l.tr("you are here")
		case r.Mentions > 0:
			row += "  " + l.tr("%d new, %d for you", int64(r.Unread), int64(r.Mentions))
		case r.Unread > 0:
			row += "  " + l.tr("%d new", int64(r.Unread))
		}
		if r.Draft && r.Room.ID != l.in.ID {
			row += "  " + l.tr("a draft of yours")
		}
		rows = append(rows, row)
	}
	for _, r := range l.invited {
		rows = append(rows, "? "+l.invitation(r))
	}
	return l.page(rows)
}

// nextUnread goes to the next room in the list where something is meant for the
// person, else to the next with anything unread.
func (l *loop) nextUnread(ctx context.Context) error {
	at := 0
	for i := range l.rooms {
		if l.rooms[i].Room.ID == l.in.ID {
			at = i
		}
	}
	for _, wanted := range []func(*room.Listing) bool{
		func(r *room.Listing) bool { return r.Mentions > 0 || r.Room.Conversation() && r.Unread > 0 },
		func(r *room.Listing) bool { return r.Unread > 0 },
	} {
		for i := 1; i <= len(l.rooms); i++ {
			r := &l.rooms[(at+i)%len(l.rooms)]
			if r.Room.ID != l.in.ID && r.Level != room.None && wanted(r) {
				l.drift.warn = false
				return l.enter(ctx, r.Room.ID)
			}
		}
	}
	return l.say(l.tr("nothing is unread"))
}

// goBack goes to the room that one came from.
func (l *loop) goBack(ctx context.Context) error {
	if l.previous == 0 || l.listed(l.previous) == nil {
		return l.say(l.tr("there is no room to go back to"))
	}
	l.drift.warn = false
	return l.enter(ctx, l.previous)
}
