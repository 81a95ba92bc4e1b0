package command

import (
	"slices"
	"strings"

	"github.com/spf13/pflag"

	"snug/room"
)

// An excerpt is which part of a list is wanted, in the words of its flags.
type excerpt struct {
	limit int
	after string // the cursor with which the part before ended
}

// excerptFlags declares the flags of a list that is shown in parts.
func excerptFlags(fs *pflag.FlagSet) *excerpt {
	p := new(excerpt)
	fs.IntVar(&p.limit, "limit", room.MaxPage, "how many, at most 1000: `N`")
	fs.StringVar(&p.after, "after", "", "go on where the list ended: `ID`, as it was printed there")
	return p
}

// cutExcerpt returns the part of a list that is wanted and the cursor that continues
// it, empty at the end. Reached reports whether something stands where the part
// before ended, or behind it; name is its cursor.
func cutExcerpt[T any](p *excerpt, all []T, reached func(T) bool, name func(T) string) (cut []T, next string, err error) {
	if p.limit < 1 || p.limit > room.MaxPage {
		return nil, "", fail(Usage, "--limit takes a number from 1 to %d", room.MaxPage)
	}
	if p.after != "" {
		i := slices.IndexFunc(all, reached)
		switch {
		case i < 0:
			return nil, "", nil // what the part before ended with was the last
		case strings.EqualFold(name(all[i]), p.after):
			i++
		}
		all = all[i:]
	}
	if len(all) > p.limit {
		all = all[:p.limit]
		next = name(all[p.limit-1])
	}
	return all, next, nil
}

// more tells people how a list goes on, if it does.
func (c *Invocation) more(next string) error {
	if next == "" {
		return nil
	}
	return c.notice("more: the same with --after %s", next)
}
