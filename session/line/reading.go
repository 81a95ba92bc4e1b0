package line

import (
	"context"
	"fmt"

	"snug/room"
	"snug/ui"
	"snug/ui/pick"
)

// readOrders are those that print what was said before.
func readOrders() []order {
	return []order{
		{words: []string{"history", "历史"}, takes: []pick.Arg{{Name: "[DATE]"}}, help: "the newest messages, or those of a day: 2026-11-20, yesterday, 7d", do: history},
		{words: []string{"older", "更早"}, help: "the messages before those", do: plain((*loop).older)},
		{words: []string{"newer", "更新"}, help: "the messages after those", do: plain((*loop).newer)},
		{words: []string{"more", "继续"}, help: "more of a long answer, or of a search", do: plain((*loop).goOn)},
		{words: []string{"unread", "未读"}, help: "what you had not read, from its beginning", do: plain((*loop).unread)},
		{words: []string{"bottom"}, help: "the newest messages once more", do: plain(func(l *loop, ctx context.Context) error { return history(ctx, l, "") })},
		{words: []string{"jump", "跳转"}, takes: []pick.Arg{{Name: "MESSAGE"}}, help: "a message, and what was said around it", do: jump},
		{words: []string{"thread", "话题", "讨论串"}, takes: []pick.Arg{{Name: "[MESSAGE]"}}, help: "what answers a message; or the newest thread", do: thread},
		{words: []string{"search", "find", "搜索"}, takes: []pick.Arg{{Name: "QUERY", Rest: true}}, help: "search: words, from: in: before: after: has:", do: search},
		{words: []string{"pins"}, mine: alone, help: "what is pinned in this room", do: plain((*loop).pins)},
		{words: []string{"置顶"}, mine: alone, do: plain((*loop).pins)},
		{words: []string{"files", "文件"}, mine: alone, help: "the files in this room", do: plain((*loop).files)},
		{words: []string{"links", "链接"}, help: "the links in what was said lately", do: plain((*loop).links)},
	}
}

// pageSize is how many old messages are printed at once.
const pageSize = 20

// read prints old messages with what is needed to speak of them: when they were
// said, and their numbers.
func (l *loop) read(list []*room.Message) []string {
	c := clock{zone: l.Zone, half: l.clock.half, told: l.Now()}
	var out []string
	for _, m := range list {
		if l.ignored[m.Author.ID] {
			continue
		}
		if c.day(m.At) != c.day(c.told) {
			out = append(out, "-- "+c.day(m.At)+" --")
		}
		c.told = m.At
		out = append(out, l.message(m, how{number: true, time: true})...)
	}
	return out
}

// from prints a page of messages that begins with a number, or the one before it
// ends with.
func (l *loop) from(ctx context.Context, seq uint64) error {
	var list []*room.Message
	err := l.during(ctx, patience, func(ctx context.Context) (err error) {
		list, err = l.seat.Before(ctx, l.in.ID, seq+pageSize, pageSize)
		return err
	})
	if err != nil {
		return l.failed(ctx, err)
	}
	for len(list) > 0 && list[0].Seq < seq {
		list = list[1:]
	}
	return l.turn(list)
}

// turn prints a page, and says where it goes on.
func (l *loop) turn(list []*room.Message) error {
	if len(list) == 0 {
		return l.say(l.tr("(there are no more messages there)"))
	}
	l.place.from, l.place.to = list[0].Seq, list[len(list)-1].Seq
	out := l.read(list)
	switch older, newer := l.place.from > 1, l.place.to < l.place.head; {
	case older && newer:
		out = append(out, l.tr("(/older and /newer go on)"))
	case older:
		out = append(out, l.tr("(/older goes on)"))
	case newer:
		out = append(out, l.tr("(/newer goes on)"))
	}
	return l.page(out)
}

// history prints the newest messages, or the first of a day.
func history(ctx context.Context, l *loop, when string) error {
	if when == "" {
		l.place.from = l.place.head + 1
		return l.older(ctx)
	}
	if namesMessage(when) {
		return jump(ctx, l, when)
	}
	q, err := room.ParseQuery("after:"+when, l.Zone)
	if err != nil || q.After.IsZero() {
		return l.fail(l.tr("that is no message and no day; write a number, an id, a link or a day such as 2026-11-20"))
	}
	var seq uint64
	err = l.during(ctx, patience, func(ctx context.Context) (err error) {
		seq, err = l.seat.SeqAt(ctx, q.After)
		return err
	})
	switch {
	case err != nil:
		return l.failed(ctx, err)
	case seq > l.place.head:
		return l.say(l.tr("nothing was said since then"))
	}
	return l.from(ctx, max(seq, 1))
}

// older prints the page before the one that was read last.
func (l *loop) older(ctx context.Context) error {
	before := l.place.from
	if before == 0 {
		before = l.place.head + 1
	}
	var list []*room.Message
	err := l.during(ctx, patience, func(ctx context.Context) (err error) {
		list, err = l.seat.Before(ctx, l.in.ID, before, pageSize)
		return err
	})
	if err != nil {
		return l.failed(ctx, err)
	}
	return l.turn(list)
}

// newer prints the page after the one that was read last.
func (l *loop) newer(ctx context.Context) error {
	if l.place.to == 0 || l.place.to >= l.place.head {
		return l.say(l.tr("these are the newest messages"))
	}
	return l.from(ctx, l.place.to+1)
}

// unread prints what was new when the room was entered, from its beginning.
func (l *loop) unread(ctx context.Context) error {
	if l.place.unread == 0 {
		return l.say(l.tr("nothing was unread here"))
	}
	return l.from(ctx, l.place.unread)
}

// goOn prints more of what was printed last.
func (l *loop) goOn(ctx context.Context) error {
	if l.more == nil {
		return l.say(l.tr("there is nothing more"))
	}
	more := l.more
	l.more = nil
	return more(ctx)
}

// andThen has /more go on with next, behind what is left of the page that was
// printed last.
func (l *loop) andThen(next func(ctx context.Context) error) {
	rest := l.more
	if rest == nil {
		l.more = next
		return
	}
	l.more = func(ctx context.Context) error {
		switch err := rest(ctx); {
		case err != nil:
			return err
		case l.more == nil:
			return next(ctx)
		}
		l.andThen(next)
		return nil
	}
}

// jump prints a message and what was said around it, in whatever room it is.
func jump(ctx context.Context, l *loop, what string) error {
	in, seq, err := l.find(ctx, what)
	if err != nil {
		return l.failed(ctx, err)
	}
	if in != l.in.ID {
		if err := l.enter(ctx, in); err != nil || l.in.ID != in {
			return err
		}
	}
	if seq > l.place.head {
		return l.fail(l.tr("there is no message %d here", seq))
	}
	return l.from(ctx, max(seq, pageSize/2)-pageSize/2+1)
}

// thread prints a thread.
func thread(ctx context.Context, l *loop, what string) error {
	in, seq := l.in.ID, uint64(0)
	if what == "" {
		m := l.recent.newest(1, func(m *room.Message) bool { return m.Root != 0 || m.Thread.Replies > 0 })
		if m == nil {
			return l.say(l.tr("nobody has answered anything here lately; /thread and a message's number shows what answers it"))
		}
		seq = m.Seq
	} else {
		var err error
		if in, seq, err = l.find(ctx, what); err != nil {
			return l.failed(ctx, err)
		}
	}
	if in != l.in.ID {
		return l.askHost(ctx, "thread "+what)
	}
	return l.list(ctx, "", func(ctx context.Context) ([]*room.Message, error) { return l.seat.Thread(ctx, seq) })
}

// pins prints what is pinned.
func (l *loop) pins(ctx context.Context) error {
	return l.list(ctx, l.tr("nothing is pinned here"), l.seat.Pinned)
}

// list prints messages that are asked for, a page at a time.
func (l *loop) list(ctx context.Context, none string, ask func(ctx context.Context) ([]*room.Message, error)) error {
	var list []*room.Message
	err := l.during(ctx, patience, func(ctx context.Context) (err error) {
		list, err = ask(ctx)
		return err
	})
	switch {
	case err != nil:
		return l.failed(ctx, err)
	case len(list) == 0 && none != "":
		return l.say(none)
	}
	return l.page(l.read(list))
}

// maxLinks is how many links are printed.
const maxLinks = 20

// links prints the links in what was said lately, the newest first.
func (l *loop) links(context.Context) error {
	var out []string
	for i := len(l.recent.list) - 1; i >= 0 && len(out) < maxLinks; i-- {
		m := l.recent.list[i]
		for _, url := range ui.Links(m.Text) {
			if len(out) < maxLinks {
				out = append(out, fmt.Sprintf("%d %s: %s", m.Seq, m.Author.Name, url))
			}
		}
	}
	if len(out) == 0 {
		return l.say(l.tr("there are no links"))
	}
	return l.page(out)
}
