package main

import (
	"encoding"

	"snug/keys"
)

// A Fixed is a setting of the server, the one that S names, in the form of that
// setting. With a value nothing else can set it.
type Fixed[S setting] struct{ value string }

// A setting names one of those of package keys.
type setting interface{ name() string }

// The settings that a configuration can fix.
type (
	signUp         struct{}
	sendRate       struct{}
	sendBurst      struct{}
	probation      struct{}
	probationRate  struct{}
	probationLinks struct{}
	bots           struct{}
	files          struct{}
	fileSize       struct{}
	fileQuota      struct{}
	fileRoomQuota  struct{}
	fileTotal      struct{}
	fileKeep       struct{}
	guestFiles     struct{}
	motd           struct{}
	contact        struct{}
)

func (signUp) name() string         { return keys.HouseSignUp }
func (sendRate) name() string       { return keys.HouseSendRate }
func (sendBurst) name() string      { return keys.HouseSendBurst }
func (probation) name() string      { return keys.HouseProbation }
func (probationRate) name() string  { return keys.HouseProbationRate }
func (probationLinks) name() string { return keys.HouseProbationLinks }
func (bots) name() string           { return keys.HouseBots }
func (files) name() string          { return keys.HouseFiles }
func (fileSize) name() string       { return keys.HouseFileSize }
func (fileQuota) name() string      { return keys.HouseFileQuota }
func (fileRoomQuota) name() string  { return keys.HouseFileRoomQuota }
func (fileTotal) name() string      { return keys.HouseFileTotal }
func (fileKeep) name() string       { return keys.HouseFileKeep }
func (guestFiles) name() string     { return keys.HouseGuestFiles }
func (motd) name() string           { return keys.HouseMOTD }
func (contact) name() string        { return keys.HouseContact }

// String returns the value; empty: nothing is fixed.
func (f Fixed[S]) String() string { return f.value }

// MarshalText implements [encoding.TextMarshaler].
func (f Fixed[S]) MarshalText() ([]byte, error) { return []byte(f.value), nil }

// UnmarshalText accepts what the setting can be, and nothing.
func (f *Fixed[S]) UnmarshalText(b []byte) (err error) {
	if len(b) == 0 {
		f.value = ""
		return nil
	}
	var s S
	f.value, err = keys.ParseHouse(s.name(), string(b))
	return err
}

var _ encoding.TextUnmarshaler = (*Fixed[signUp])(nil)

// fixed returns the settings of the server that the configuration sets, by name.
func (c Config) fixed() map[string]string {
	all := map[string]string{
		keys.HouseSignUp:         c.SignUp.value,
		keys.HouseSendRate:       c.SendRate.value,
		keys.HouseSendBurst:      c.SendBurst.value,
		keys.HouseProbation:      c.Probation.value,
		keys.HouseProbationRate:  c.ProbationRate.value,
		keys.HouseProbationLinks: c.ProbationLinks.value,
		keys.HouseBots:           c.Bots.value,
		keys.HouseFiles:          c.Files.value,
		keys.HouseFileSize:       c.FileSize.value,
		keys.HouseFileQuota:      c.FileQuota.value,
		keys.HouseFileRoomQuota:  c.FileRoomQuota.value,
		keys.HouseFileTotal:      c.FileTotal.value,
		keys.HouseFileKeep:       c.FileKeep.value,
		keys.HouseGuestFiles:     c.GuestFiles.value,
		keys.HouseMOTD:           c.MOTD.value,
		keys.HouseContact:        c.Contact.value,
	}
	for name, value := range all {
		if value == "" {
			delete(all, name)
		}
	}
	return all
}
