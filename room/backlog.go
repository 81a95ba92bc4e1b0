package room

// Backlog is how many messages a newcomer is shown at once, at most.
const Backlog = 200

// A backlog holds the newest messages of a room, as they are now. They follow
// one another without a hole. The zero backlog is empty. The hub's mutex
// guards it.
type backlog struct {
	messages []*Message // at most twice Backlog
}

// add puts a new message at the end.
func (b *backlog) add(m *Message) {
	if len(b.messages) == 2*Backlog {
		n := copy(b.messages, b.messages[Backlog:])
		clear(b.messages[n:])
		b.messages = b.messages[:n]
	}
	b.messages = append(b.messages, m)
}

// seed puts what was said before in front.
func (b *backlog) seed(older []*Message) {
	older = older[max(0, len(older)+len(b.messages)-2*Backlog):]
	b.messages = append(append(make([]*Message, 0, 2*Backlog), older...), b.messages...)
}

// trim drops the messages up to a number, and what is quoted of them.
func (b *backlog) trim(upTo uint64) {
	if first := b.oldest(); first != 0 && first <= upTo {
		n := copy(b.messages, b.messages[min(upTo-first+1, uint64(len(b.messages))):])
		clear(b.messages[n:])
		b.messages = b.messages[:n]
	}
	b.rewrite(func(m *Message) *Message { return above(upTo, m) })
}

// rewrite puts what is made of each message in its place.
func (b *backlog) rewrite(is func(*Message) *Message) {
	for i, m := range b.messages {
		b.messages[i] = is(m)
	}
}

// oldest returns the number of the first message, zero when there is none.
func (b *backlog) oldest() uint64 {
	if len(b.messages) == 0 {
		return 0
	}
	return b.messages[0].Seq
}

// newest returns at most Backlog of the newest messages, oldest first.
func (b *backlog) newest() []*Message {
	from := b.messages[max(0, len(b.messages)-Backlog):]
	return append(make([]*Message, 0, len(from)), from...)
}

// renew puts a message in the place of what it was before, and into what
// quotes it.
func (b *backlog) renew(m *Message) {
	for i, one := range b.messages {
		b.messages[i] = renewed(one, m)
	}
}

// requote returns m, or, when it quotes what was said otherwise than that is
// now, a copy with the new quote.
func requote(m, of *Message) *Message {
	if m.Reply == nil || m.Reply.Seq != of.Seq {
		return m
	}
	q := QuoteOf(of)
	if *m.Reply == q {
		return m
	}
	quoting := *m
	quoting.Reply = &q
	return &quoting
}
