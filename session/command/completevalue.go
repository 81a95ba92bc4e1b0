package command

import (
	"context"
	"strings"

	"github.com/spf13/pflag"

	"snug/keys"
	"snug/text/emoji"
)

// offerArgument offers what an argument can be, behind the arguments before it.
func (c *Invocation) offerArgument(ctx context.Context, o *offering, a Arg, all []Arg, before []string) error {
	switch a.Kind {
	case KindChoice:
		o.values(a.Choices)
	case KindCommand:
		c.offerNames(o, before)
	case KindSetting:
		for _, s := range keys.SettingList() {
			o.say(s.Name, s.Help)
		}
	case KindValue:
		o.values(valuesBehind(a, before))
	case KindRoom:
		return c.offerRooms(o)
	case KindBot:
		for _, b := range c.botsOf(c.Who.Account.ID) {
			o.add(b.Name, b.Display)
		}
	case KindUser, KindTarget:
		return c.offerPeople(o, roomAmong(all, before))
	case KindUsers:
		o.last()
		return c.offerPeople(o, roomAmong(all, before))
	case KindFile:
		return c.offerFiles(ctx, o)
	case KindEmoji:
		o.emoji()
	}
	return nil
}

// hints are how long things last, mostly.
var hints = []string{"10m", "1h", "1d", "7d", "30d"}

// offerFlag offers what a flag can be.
func (c *Invocation) offerFlag(o *offering, f *pflag.Flag, args []string) error {
	if choices := f.Annotations[choicesOf]; choices != nil {
		o.values(choices)
		return nil
	}
	value, _ := pflag.UnquoteUsage(f)
	kind, several := strings.CutSuffix(value, ",...")
	switch Kind(kind) {
	case "TIME":
		if f.DefValue != "" {
			o.add(f.DefValue, "")
		}
		o.values(hints)
	case KindRoom:
		if several {
			o.last()
		}
		return c.offerRooms(o)
	case KindUser, KindUsers:
		if several || kind == string(KindUsers) {
			o.last()
		}
		return c.offerPeople(o, "")
	case KindCommand:
		c.offerNames(o, nil)
	}
	return nil
}

// valuesBehind returns what the setting that was named before can be.
func valuesBehind(a Arg, before []string) []string {
	if len(before) == 0 {
		return nil
	}
	name := before[len(before)-1]
	if a.By != nil {
		return a.By[strings.ToLower(name)]
	}
	s, err := keys.SettingNamed(name)
	if err != nil {
		return nil // there is no such setting, which running the line tells
	}
	return s.Values
}

// values offers some words.
func (o *offering) values(all []string) {
	for _, v := range all {
		o.add(v, "")
	}
}

// last completes the last one of a list with commas.
func (o *offering) last() {
	o.word = o.word.behind(strings.LastIndexByte(o.word.typed, ',') + 1)
}

// emoji offers the names of emoji, with colons to whom they begin with one.
func (o *offering) emoji() {
	colon := strings.HasPrefix(o.word.typed, ":")
	for _, e := range emoji.Search(strings.TrimPrefix(o.word.typed, ":"), maxOffers) {
		if colon {
			o.add(":"+e.Name+":", e.Glyph)
		} else {
			o.add(e.Name, e.Glyph)
		}
	}
}
