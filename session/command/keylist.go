package command

import (
	"context"
	"slices"
	"time"

	"github.com/spf13/pflag"

	"snug/keys"
)

func keyList() Spec {
	return Spec{
		Path: "key list", Aliases: []string{"密钥"},
		Help:   "List the keys that open your account, and those that you offer to take in.",
		Least:  AtLeast(keys.Member),
		Effect: Reads, Own: true,
		Bind: func(*pflag.FlagSet) Run {
			return func(_ context.Context, c *Invocation) error {
				all, err := c.keyring()
				if err != nil {
					return err
				}
				return c.printKeys(all)
			}
		},
	}
}

// printKeys lists keys of an account.
func (c *Invocation) printKeys(all []keys.Key) error {
	var items []any
	rows := [][]string{{c.Lang.T("FINGERPRINT"), c.Lang.T("TYPE"), c.Lang.T("ADDED"), c.Lang.T("USED"), c.Lang.T("COMMENT")}}
	for _, k := range all {
		items = append(items, c.keyObject(k))
		rows = append(rows, []string{c.fingerprint(k.Fingerprint), k.Type, c.day(k.Added), c.day(k.Used), c.keyNote(k)})
	}
	if c.JSON {
		return c.list(items, "")
	}
	return c.print(columns(rows)...)
}

// keyring returns the keys of the caller's account, then those that it offers
// to take in.
func (c *Invocation) keyring() ([]keys.Key, error) {
	in, err := c.Directory.Keys(c.Who.Account.ID)
	if err != nil {
		return nil, err
	}
	offered, err := c.Directory.Offered(c.Who.Account.ID)
	return slices.Concat(in, offered), err
}

// fingerprint writes a fingerprint for a table. A screen has room for its
// beginning, by which the commands find a key as well.
func (c *Invocation) fingerprint(f keys.Fingerprint) string {
	if c.Front.talks() {
		return f.String()[:len("SHA256:")+12]
	}
	return f.String()
}

// keyNote is what people read beside a key.
func (c *Invocation) keyNote(k keys.Key) string {
	switch {
	case k.Fingerprint == c.Who.Fingerprint:
		return c.Lang.T("(this one) %s", k.Comment)
	case k.Offered:
		return c.Lang.T("(not accepted yet) %s", k.Comment)
	}
	return k.Comment
}

// day writes a date for people, "-" when it is not known.
func (c *Invocation) day(t time.Time) string {
	if t.IsZero() {
		return "-"
	}
	return t.In(c.location()).Format("2006-01-02")
}
