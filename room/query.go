package room

import (
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"snug/text"
)

// A Query is what to search for. A message is found when all of it holds.
type Query struct {
	Words      []string  // each is part of the text, or of the name of the file; letter case does not count
	From       string    // name of its author
	In         string    // name of the room; empty: the one the asker is in
	After      time.Time // said at this time or later; zero: no lower end
	Before     time.Time // said before this time; zero: no upper end
	Has        []string  // link, code, file, pin, reaction, reply or mention
	Everywhere bool      // in every room that the asker has joined
}

func (q Query) empty() bool {
	return len(q.Words) == 0 && q.From == "" && len(q.Has) == 0 && q.After.IsZero() && q.Before.IsZero()
}

// Limits of a query.
const (
	maxQuery = 500 // bytes
	maxWords = 16
)

// operators are the names that stand before a colon, in the languages of the
// program, and what they mean.
var operators = map[string]string{
	"from": "from", "in": "in", "before": "before", "after": "after", "on": "on", "has": "has",
	"来自": "from", "房间": "in", "之前": "before", "之后": "after", "日期": "on", "包含": "has",
}

// parts are what may follow has: and what it means there.
var parts = map[string]string{
	"link": "link", "code": "code", "file": "file", "pin": "pin", "reaction": "reaction", "reply": "reply", "mention": "mention",
	"链接": "link", "代码": "code", "文件": "file", "置顶": "pin", "表情": "reaction", "回复": "reply", "提及": "mention",
}

// everywhere are the rooms that stand for all.
var everywhere = []string{"all", "全部"}

// ParseQuery reads what somebody typed to search: words, "quoted phrases", and
// from: in: before: after: on: has: with what follows them. A room "all" stands
// for every joined room. Dates and times are those of zone; see parseWhen.
// Colons, spaces and quotes may be full width, and the names Chinese.
//
// What looks like an operator and is none is refused with the nearest one;
// 10:30 and http://host are words.
func ParseQuery(s string, zone *time.Location) (Query, error) {
	if len(s) > maxQuery {
		return Query{}, refuse(ErrInvalid, "the search has %d bytes and the limit is %d; shorten it", len(s), maxQuery)
	}
	s, err := text.CleanLine(s)
	if err != nil {
		return Query{}, refuse(ErrInvalid, "the search is not UTF-8; switch your terminal to UTF-8 and type it again")
	}
	p := queryParser{rest: s, now: time.Now().In(zone)}
	for p.skipSpaces(); p.rest != ""; p.skipSpaces() {
		if err := p.term(); err != nil {
			return Query{}, err
		}
	}
	switch q := p.query; {
	case len(q.Words) > maxWords:
		return Query{}, refuse(ErrInvalid, "the search has %d words and the limit is %d; leave some out", len(q.Words), maxWords)
	case q.empty():
		return Query{}, refuse(ErrInvalid, "there is nothing to search for; type some words, or such as from:bob")
	case !q.After.IsZero() && !q.Before.IsZero() && !q.After.Before(q.Before):
		return Query{}, refuse(ErrInvalid, "nothing can be said after that time and before the other; change one of them")
	}
	return p.query, nil
}

// A queryParser reads a query term by term.
type queryParser struct {
	rest  string // what is not read yet
	now   time.Time
	query Query
}

func (p *queryParser) skipSpaces() { p.rest = strings.TrimLeftFunc(p.rest, unicode.IsSpace) }

// term reads one word, phrase or operator.
func (p *queryParser) term() error {
	if phrase, ok := p.phrase(); ok {
		p.addWord(phrase)
		return nil
	}
	name, value := p.operator()
	if name == "" {
		p.addWord(p.word())
		return nil
	}
	p.rest = value
	p.skipSpaces()
	value, ok := p.phrase()
	if !ok {
		value = p.word()
	}
	if value == "" {
		return nothingBehind(name)
	}
	what, known := operators[name]
	if !known {
		near := text.Nearest(name, operatorNames())
		if near == "" {
			return refuse(ErrInvalid, "a search knows no %[1]s: put it in quotes to look for the text itself", name)
		}
		return refuse(ErrInvalid, "a search knows no %[1]s: did you mean %[2]s: ? Put it in quotes to look for the text itself", name, near)
	}
	return p.apply(what, value)
}

// operator returns the name of the operator that comes next and what follows
// its colon, and an empty name when a word comes next. Names that the program
// does not know count when they are of letters a-z and have something right
// behind them.
func (p *queryParser) operator() (name, rest string) {
	i := strings.IndexAny(p.rest, ":：")
	if i <= 0 {
		return "", ""
	}
	name = strings.ToLower(p.rest[:i])
	_, size := utf8.DecodeRuneInString(p.rest[i:])
	rest = p.rest[i+size:]
	if _, known := operators[name]; known {
		return name, rest
	}
	next, _ := utf8.DecodeRuneInString(rest)
	if strings.Trim(name, "abcdefghijklmnopqrstuvwxyz") != "" || rest == "" || unicode.IsSpace(next) || strings.ContainsRune(`:：/\)(`, next) {
		return "", ""
	}
	return name, rest
}

// word reads up to the next space.
func (p *queryParser) word() string {
	i := strings.IndexFunc(p.rest, unicode.IsSpace)
	if i < 0 {
		i = len(p.rest)
	}
	word := p.rest[:i]
	p.rest = p.rest[i:]
	return word
}

// closing are the quotes that a phrase may stand in.
var closing = map[rune]string{'"': `"“”`, '“': `”"`, '”': `”"`, '＂': "＂", '「': "」", '『': "』"}

// phrase reads what stands in quotes. Quotes that are not closed end with the
// query.
func (p *queryParser) phrase() (string, bool) {
	first, size := utf8.DecodeRuneInString(p.rest)
	ends, ok := closing[first]
	if !ok {
		return "", false
	}
	said := p.rest[size:]
	p.rest = ""
	if i := strings.IndexAny(said, ends); i >= 0 {
		_, size := utf8.DecodeRuneInString(said[i:])
		said, p.rest = said[:i], said[i+size:]
	}
	return strings.TrimSpace(said), true
}

func (p *queryParser) addWord(w string) {
	if w != "" && !slices.Contains(p.query.Words, w) {
		p.query.Words = append(p.query.Words, w)
	}
}

// apply takes an operator into the query.
func (p *queryParser) apply(what, value string) error {
	q := &p.query
	switch what {
	case "from":
		return once(&q.From, value, what)
	case "in":
		if q.Everywhere = slices.Contains(everywhere, strings.ToLower(value)); q.Everywhere {
			return nil
		}
		if value = bareName(value); value == "" {
			return nothingBehind(what)
		}
		return once(&q.In, value, what)
	case "has":
		part, ok := parts[strings.ToLower(value)]
		if !ok {
			return noPart(value)
		}
		if !slices.Contains(q.Has, part) {
			q.Has = append(q.Has, part)
		}
		return nil
	}
	from, to, err := parseWhen(value, p.now)
	if err != nil {
		return err
	}
	if what == "on" {
		from = startOfDay(from)
	}
	if what != "before" && (q.After.IsZero() || from.After(q.After)) {
		q.After = from
	}
	if what == "before" {
		to = from
	}
	if what != "after" && (q.Before.IsZero() || to.Before(q.Before)) {
		q.Before = to
	}
	return nil
}

// once sets what a message can have one of only.
func once(to *string, value, what string) error {
	if *to != "" && text.Fold(*to) != text.Fold(value) {
		return refuse(ErrInvalid, "a search takes one %s: only; leave the other out", what)
	}
	*to = value
	return nil
}

func nothingBehind(name string) error {
	return refuse(ErrInvalid, "%s: needs something behind it; the command help search says how", name)
}

func noPart(what string) error {
	if near := text.Nearest(strings.ToLower(what), partNames()); near != "" {
		return refuse(ErrInvalid, "no message has %[1]s; did you mean has:%[2]s?", text.StripLine(what), near)
	}
	return refuse(ErrInvalid, "no message has %s; it can have a link, code, file, pin, reaction, reply or mention", text.StripLine(what))
}
