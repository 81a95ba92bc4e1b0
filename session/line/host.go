package line

import (
	"context"
	"slices"
	"strings"

	"snug/text"
	"snug/ui"
	"snug/ui/pick"
)

// askHost has the host run a slash line. What it wants confirmed is asked.
func (l *loop) askHost(ctx context.Context, line string) error {
	line, err := l.withNumber(line)
	if err != nil {
		return l.failed(ctx, err)
	}
	if near := l.meant(line); near != "" {
		word, _ := cutWord(line)
		return l.fail(l.tr("unknown command %s; did you mean %s?", "/"+text.WcWidth.Cut(text.StripLine(word), maxWord), "/"+near))
	}
	reply := l.run1(ctx, line)
	if reply.Err != nil && reply.Again != "" {
		if err := l.show(reply.Text); err != nil {
			return err
		}
		yes, err := l.agrees(ctx, ui.Sentence(l.Lang, reply.Err))
		if err != nil {
			return err
		}
		if !yes {
			return l.say(l.tr("Nothing was done."))
		}
		reply = l.run1(ctx, reply.Again)
	}
	return l.replied(ctx, reply)
}

// run1 has the host run a line.
func (l *loop) run1(ctx context.Context, line string) (reply ui.Reply) {
	_ = l.during(ctx, 0, func(ctx context.Context) error {
		reply = l.host.Run(ctx, l.in.ID, line)
		return nil
	})
	return reply
}

// replied prints what came of a line, and goes where it leads.
func (l *loop) replied(ctx context.Context, reply ui.Reply) error {
	if reply.Settings != nil {
		l.choose(reply.Settings)
	}
	if err := l.show(reply.Text); err != nil {
		return err
	}
	if reply.Err != nil {
		if err := l.failed(ctx, reply.Err); err != nil {
			return err
		}
	}
	l.served = l.served || reply.Quit
	if reply.Enter != 0 && reply.Enter != l.in.ID {
		return l.enter(ctx, reply.Enter)
	}
	return nil
}

// maxWord is how many columns of an unknown word are said back.
const maxWord = 30

// meant returns the word of line mode that somebody has mistyped; empty when the
// host knows theirs, or could name a nearer one.
func (l *loop) meant(line string) string {
	word, _ := cutWord(strings.ToLower(line))
	var names []string
	for _, c := range l.host.Commands(l.Lang) {
		noun, _ := cutWord(c.Name)
		names = append(append(names, c.Name, noun), c.Aliases...)
	}
	if slices.Contains(names, word) || allOrders.byWord[word] != nil {
		return ""
	}
	all := slices.Clone(names)
	for i := range allOrders.list {
		all = append(all, allOrders.list[i].words...)
	}
	near := text.Nearest(word, all)
	if slices.Contains(names, near) {
		return ""
	}
	return near
}

// ofScreen reports whether a word is the screen's alone.
func (l *loop) ofScreen(word string) bool {
	word = strings.ToLower(word)
	if !slices.Contains(ui.Words(), word) {
		return false
	}
	for _, c := range l.host.Commands(l.Lang) {
		noun, _ := cutWord(c.Name)
		if noun == word || slices.Contains(c.Aliases, word) {
			return false
		}
	}
	return true
}

// described is the host's command that a line names; false for none. Of several
// it is the one with the longest name.
func (l *loop) described(line string) (found pick.Command, rest string, ok bool) {
	line = strings.TrimSpace(line)
	lower := strings.ToLower(line)
	if len(lower) != len(line) {
		return found, "", false // no command is written so
	}
	longest := 0
	for _, c := range l.host.Commands(l.Lang) {
		for _, name := range append([]string{c.Name}, c.Aliases...) {
			behind, is := strings.CutPrefix(lower, name)
			if is && len(name) > longest && (behind == "" || behind[0] == ' ') {
				found, ok, longest = c, true, len(name)
			}
		}
	}
	if !ok {
		return found, "", false
	}
	return found, strings.TrimSpace(line[longest:]), true
}

// withNumber puts a message's number in the place of a sign for it, where a
// command takes a message.
func (l *loop) withNumber(line string) (string, error) {
	c, rest, ok := l.described(line)
	if !ok || len(c.Args) == 0 || c.Args[0].Kind != pick.ArgMessage {
		return line, nil
	}
	sign, more := cutWord(rest)
	if !isSign(sign) {
		return line, nil
	}
	seq, err := l.signed(sign)
	if err != nil {
		return "", err
	}
	name := strings.TrimSpace(strings.TrimSuffix(strings.TrimSpace(line), rest))
	return strings.TrimSpace(name + " " + number(seq) + " " + more), nil
}

// show prints a text that somebody asked for, a page at a time.
func (l *loop) show(said string) error {
	said = strings.TrimRight(text.Strip(said), "\n ")
	if said == "" {
		return nil
	}
	return l.page(strings.Split(said, "\n"))
}

// usualPage is how many rows are printed at once where the terminal's are not
// known, least of all where they are.
const (
	usualPage = 40
	leastPage = 5
)

// page prints the first rows, and keeps the others for /more.
func (l *loop) page(lines []string) error {
	size := usualPage
	if l.t.Size.Rows > 0 {
		size = max(l.t.Size.Rows-2, leastPage)
	}
	l.more = nil
	used, n := 0, 0
	for n < len(lines) && (n == 0 || used+len(l.out.rows(lines[n])) <= size) {
		used += len(l.out.rows(lines[n]))
		n++
	}
	out := slices.Clone(lines[:n])
	if rest := lines[n:]; len(rest) > 0 {
		out = append(out, l.tr("(%d more lines; /more shows them)", int64(len(rest))))
		l.more = func(context.Context) error { return l.page(rest) }
	}
	return l.say(out...)
}
