package command

import (
	"context"
	"fmt"
	"time"

	"github.com/spf13/pflag"

	"snug/keys"
	"snug/text/lang"
)

// From when on the server is not well.
const (
	leastFree   = 64 << 20    // bytes on the store's disk
	slowCommit  = time.Second // of the 99th of a hundred
	mostWaiting = 1000        // commands for the store
)

func serverHealth() Spec {
	return Spec{
		Path: "server health", Verb: "health", Aliases: []string{"健康检查"},
		Help:   "Tell whether the server is well: exit status 0, or 9 and what is wrong.",
		Least:  AtLeast(keys.Admin),
		Effect: Reads,
		Bind: func(*pflag.FlagSet) Run {
			return func(_ context.Context, c *Invocation) error {
				checks, wrong := c.checkup()
				if c.JSON {
					o := healthObject{V: 1, Type: "health", OK: wrong == nil}
					for _, one := range checks {
						o.Checks = append(o.Checks, checkObject{one.name, !one.wrong, one.detail.String()})
					}
					if err := c.objects(o); err != nil {
						return err
					}
					return wrong
				}
				var rows [][]string
				for _, one := range checks {
					word := c.Lang.T("well")
					if one.wrong {
						word = c.Lang.T("not well")
					}
					rows = append(rows, []string{one.name, word, c.Lang.Say(one.detail)})
				}
				if err := c.print(columns(rows)...); err != nil {
					return err
				}
				return wrong
			}
		},
	}
}

// A check is one thing that was looked at.
type check struct {
	name   string
	wrong  bool
	detail lang.Sentence
}

// checkup looks at the server; wrong is what the command fails with.
func (c *Invocation) checkup() (checks []check, wrong error) {
	v, err := c.Vitals()
	if err != nil {
		c.Log.Error("the store does not answer", "err", err)
		return []check{{"store", true, lang.S("it does not answer")}}, unwell("store")
	}
	checks = []check{
		{"store", v.Slowest > slowCommit, lang.S("99 of 100 commits within %s", v.Slowest.Round(10*time.Microsecond).String())},
		{"disk", v.DiskFree >= 0 && v.DiskFree < leastFree, lang.S("%s free", c.diskFree(v))},
		{"queue", v.Waiting > mostWaiting, lang.S("%d commands wait", v.Waiting)},
	}
	var names []any
	for _, one := range checks {
		if one.wrong {
			names = append(names, one.name)
		}
	}
	if len(names) == 0 {
		return checks, nil
	}
	return checks, unwell(fmt.Sprint(names...))
}

func unwell(what string) error {
	return fail(Unavailable, "the server is not well (%s); look at its log and at the disk", what)
}
