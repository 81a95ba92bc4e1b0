package admin

import (
	"cmp"
	"strconv"
	"strings"
	"time"

	"snug/text/lang"
)

// A Cell is one value of a table. At most one of its kinds is set; without any
// it is empty.
type Cell struct {
	Text   string
	Words  []lang.Key // said one behind the other
	At     time.Time
	Number *int64
}

func said(s string) Cell               { return Cell{Text: s} }
func words(all ...lang.Key) Cell       { return Cell{Words: all} }
func number[N ~int | ~int64](n N) Cell { i := int64(n); return Cell{Number: &i} }
func when(stamp string) Cell           { return Cell{At: moment(stamp)} }

// until is when something ends, which may be never.
func until(stamp *string) Cell {
	if stamp == nil {
		return words("until somebody lifts it")
	}
	return when(*stamp)
}

// moment reads a time of JSON. What is no time is the zero time.
func moment(stamp string) time.Time {
	t, err := time.Parse(time.RFC3339, stamp)
	if err != nil {
		return time.Time{}
	}
	return t
}

// Say returns what the cell says to somebody in a language and a time zone.
func (c Cell) Say(l lang.Lang, zone *time.Location) string {
	switch {
	case !c.At.IsZero():
		return c.At.In(zone).Format("2006-01-02 15:04")
	case c.Number != nil:
		return strconv.FormatInt(*c.Number, 10)
	case len(c.Words) > 0:
		all := make([]string, len(c.Words))
		for i, w := range c.Words {
			all[i] = l.T(string(w))
		}
		return strings.Join(all, ", ")
	}
	return c.Text
}

// compare orders two cells of one column.
func (c Cell) compare(d Cell) int {
	if c.Number != nil && d.Number != nil {
		return cmp.Compare(*c.Number, *d.Number)
	}
	if n := c.At.Compare(d.At); n != 0 {
		return n
	}
	return strings.Compare(strings.ToLower(c.Say(lang.English, time.UTC)), strings.ToLower(d.Say(lang.English, time.UTC)))
}
