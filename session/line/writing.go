package line

import (
	"context"
	"strings"

	"snug/room"
	"snug/ui"
)

// writeOrders are those that say something.
func writeOrders() []order {
	return []order{
		{words: []string{"me"}, says: true, help: "say what you do: /me waves", do: func(ctx context.Context, l *loop, rest string) error {
			if rest == "" {
				return l.fail(l.tr("/me needs words: /me waves"))
			}
			return l.speak(ctx, room.Action, ui.Typed(rest), 0, "/me "+rest)
		}},
		{words: []string{"reply", "r", "回复"}, says: true, help: "answer the newest message of somebody else", mine: func(rest string) bool { return !namesMessage(rest) }, do: replyNewest},
		{words: []string{"edit"}, help: "change what you said last", mine: alone, do: plain((*loop).editLast)},
		{words: []string{"write", "写"}, says: true, help: "write a message of several lines", do: plain(func(l *loop, _ context.Context) error { return l.write() })},
		{words: []string{"send"}, says: true, mine: alone, help: "say what you have pasted or written", do: plain((*loop).sendDraft)},
		{words: []string{"drop", "discard", "放弃"}, help: "forget what was pasted or written, and not said", do: plain((*loop).drop)},
		{words: []string{"draft", "草稿"}, help: "take up what you had typed in this room and not sent, or hear what /send would say", do: plain((*loop).takeUp)},
		{words: []string{"talk", "发言"}, help: "where there is no terminal: say what you type from now on", do: plain((*loop).talk)},
		{words: []string{"code"}, says: true, help: "say one line as code: /code fmt.Println()", do: func(ctx context.Context, l *loop, rest string) error {
			if rest == "" {
				return l.fail(l.tr("/code needs a line of code; /write begins a message of several lines, which ``` around them make code"))
			}
			return l.speak(ctx, room.Plain, "```\n"+rest+"\n```", 0, "/code "+rest)
		}},
		{words: []string{"raw"}, says: true, help: "say something as it is, without bold and the like", do: func(ctx context.Context, l *loop, rest string) error {
			if rest == "" {
				return l.fail(l.tr("/raw needs words: /raw 2 * 3 * 4"))
			}
			return l.speak(ctx, room.Plain, ui.Raw(rest), 0, "/raw "+rest)
		}},
		{words: []string{"shrug"}, says: true, help: "say something, and shrug", do: func(ctx context.Context, l *loop, rest string) error {
			return l.speak(ctx, room.Plain, ui.Shrug(rest), 0, "/shrug "+rest)
		}},
	}
}

// replyNewest answers the newest message of somebody else.
func replyNewest(ctx context.Context, l *loop, said string) error {
	m := l.recent.newest(1, l.isOthers)
	if m == nil {
		return l.fail(l.tr("nobody has said anything here that you could answer"))
	}
	if said == "" {
		return l.say(append(l.message(m, how{number: true}), l.tr("answer it with: %s", "/reply "+number(m.Seq)+" ..."))...)
	}
	return l.speak(ctx, room.Plain, ui.Typed(said), m.Seq, "/reply "+said)
}

// editLast takes up what the person said last: where the row is edited here, with
// its text in it.
func (l *loop) editLast(context.Context) error {
	m := l.recent.newest(1, l.isMine)
	if m == nil {
		return l.fail(l.tr("you have said nothing here that could be changed"))
	}
	if ed := l.typed.ed; ed != nil && ed.Empty() && !strings.Contains(m.Text, "\n") {
		return ed.Replace("/edit "+number(m.Seq)+" "+clean(m.Text), "")
	}
	return l.say(append(l.message(m, how{number: true}), l.tr("change it with: %s", "/edit "+number(m.Seq)+" ..."))...)
}
