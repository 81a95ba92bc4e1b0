package keys

import (
	"context"

	"snug/keys/audit"
)

// A FixHouse is the intent of the server to have just these settings set by its
// configuration.
type FixHouse struct {
	Header
	Values map[string]string // by name, in the form of each
}

func (c FixHouse) apply(tx Tx) (Outcome, error) {
	settings, err := tx.HouseSettings()
	if err != nil {
		return Outcome{}, err
	}
	for _, s := range house {
		if fixedAs(settings, s.Name) == c.Values[s.Name] {
			continue
		}
		was := s.valueOf(settings)
		settings[fixedPrefix+s.Name] = c.Values[s.Name]
		if err := tx.SetHouseSetting(fixedPrefix+s.Name, c.Values[s.Name]); err != nil {
			return Outcome{}, err
		}
		e := c.entry("setting set", s.Name)
		e.Before, e.After = s.forLog(was), s.forLog(s.valueOf(settings))
		if err := note(tx, e); err != nil {
			return Outcome{}, err
		}
	}
	return Outcome{}, nil
}

// Fix has the configuration set settings of the server: those that have a value,
// by name. What was fixed before and is none of them is what it was without that.
// The server calls it when it starts, before anybody can sign up. Refusals wrap
// ErrNotFound or ErrBadSetting.
func (d *Directory) Fix(ctx context.Context, values map[string]string) error {
	fixed := make(map[string]string)
	for name, typed := range values {
		s, err := houseNamed(name)
		if err != nil {
			return err
		}
		if fixed[s.Name], err = s.read(typed); err != nil {
			return err
		}
	}
	_, err := d.do(ctx, func(h Header) Command {
		h.By = audit.Actor{Via: audit.Config}
		return FixHouse{Header: h, Values: fixed}
	})
	return because(err, "settings of the configuration")
}
