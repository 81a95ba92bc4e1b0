package keys

import (
	"cmp"
	"context"
	"crypto/sha256"
	"fmt"
	"slices"

	"snug/keys/audit"
)

// A SetHouse is the intent to change a setting of the server.
type SetHouse struct {
	Header
	Name  string // of a setting
	Value string // in its own form
}

func (c SetHouse) apply(tx Tx) (Outcome, error) {
	me, err := c.actor(tx)
	if err != nil {
		return Outcome{}, err
	}
	s, err := houseNamed(c.Name)
	if err != nil {
		return Outcome{}, err
	}
	settings, err := tx.HouseSettings()
	if err != nil {
		return Outcome{}, err
	}
	was := s.valueOf(settings)
	e := c.entry("setting set", s.Name)
	e.Before, e.After = s.forLog(was), s.forLog(c.Value)
	switch {
	case me.role() < s.least && s.least == Owner:
		return denied(tx, e, refuse(ErrDenied, "only owners change the settings of the server; ask one of them"))
	case me.role() < s.least:
		return denied(tx, e, refuse(ErrDenied, "only admins and owners change what everybody is shown; ask one of them"))
	case fixedAs(settings, s.Name) != "":
		return Outcome{}, refuse(ErrNotFound, "the configuration file sets %s, so nothing else can; change it there, and start the server again", s.Name)
	case was == c.Value:
		return Outcome{Account: me.Account()}, nil
	}
	value := c.Value
	if value == s.Default {
		value = ""
	}
	if err := tx.SetHouseSetting(s.Name, value); err != nil {
		return Outcome{}, err
	}
	return Outcome{Account: me.Account()}, note(tx, e)
}

// forLog is a value as the audit log has it, which holds no texts of people.
func (s houseSetting) forLog(value string) string {
	if s.Name == HouseMOTD {
		return digest(value)
	}
	return value
}

// digest stands for a text in the audit log: whoever has the text can tell that
// it is this one.
func digest(text string) string {
	if text == "" {
		return ""
	}
	return fmt.Sprintf("%d bytes, sha256:%x", len(text), sha256.Sum256([]byte(text)))
}

// SetHouse changes a setting of the server and returns it as it is then; an empty
// value is the default. ErrNotFound: there is no such setting, or the
// configuration sets it; ErrBadSetting: it cannot have that value. ErrDenied is in
// the audit log.
func (d *Directory) SetHouse(ctx context.Context, by audit.Actor, name, value, reason string) (HouseSetting, error) {
	s, err := houseNamed(name)
	if err != nil {
		return HouseSetting{}, err
	}
	if s.Value, err = s.read(value); err != nil {
		return HouseSetting{}, err
	}
	if reason, err = parseReason(reason); err != nil {
		return HouseSetting{}, err
	}
	_, err = d.do(ctx, func(h Header) Command {
		h.By, h.Reason = by, cmp.Or(reason, h.Reason)
		return SetHouse{Header: h, Name: s.Name, Value: s.Value}
	})
	return s.shown(), err
}

// shown returns the setting for others, who may change what they get.
func (s houseSetting) shown() HouseSetting {
	s.Values = slices.Clone(s.Values)
	return s.HouseSetting
}

// House returns the settings of the server, in the order in which people are
// shown them.
func (d *Directory) House() ([]HouseSetting, error) {
	all := make([]HouseSetting, 0, len(house))
	err := d.store.View(func(r Reader) error {
		settings, err := r.HouseSettings()
		for _, s := range house {
			s.Value, s.Fixed = s.valueOf(settings), fixedAs(settings, s.Name) != ""
			all = append(all, s.shown())
		}
		return err
	})
	if err != nil {
		return nil, because(err, "settings of the server")
	}
	return all, nil
}
