package pick

// A Candidate is one way to complete a token.
type Candidate struct {
	Insert string // goes in the place of the token's bytes; without control characters
	Label  string // what is shown for it: the name that matched
	Note   string // what is shown beside it; may be empty

	// Positions are the byte offsets in Label of the clusters that match.
	Positions []int
}

// A Completer completes tokens from one set of sources. What it needs it
// prepares when it is first asked for it, so that a new one for new sources
// costs nothing until then. It is not safe for concurrent use.
type Completer struct {
	src      Sources
	people   *List[option]
	rooms    *List[option]
	settings *List[option]
	levels   map[string]*List[option] // of commands, by the words before
}

// NewCompleter returns a completer for src.
func NewCompleter(src Sources) *Completer {
	return &Completer{src: src, levels: make(map[string]*List[option])}
}

// Complete returns what the token may become, best first and at most limit, or
// all of it when limit is not positive.
func (c *Completer) Complete(tok Token, limit int) []Candidate {
	var found []Candidate
	switch tok.Kind {
	case KindCommand:
		found = offer(c.level(nil), tok.Query, "/", limit)
	case KindArgument:
		found = c.argument(tok, limit)
	case KindPerson:
		found = c.offerPeople(tok.Query, "@", limit)
	case KindRoom:
		found = c.offerRooms(tok.Query, "#", limit)
	case KindEmoji:
		found = offerEmoji(tok.Query, limit)
	}
	if limit > 0 && len(found) > limit {
		found = found[:limit]
	}
	for i := range found {
		found[i].Insert += tok.Tail
	}
	return found
}

// Complete completes one token. A screen keeps a [Completer] instead, which
// remembers what it has prepared.
func Complete(tok Token, src Sources, limit int) []Candidate {
	return NewCompleter(src).Complete(tok, limit)
}
