package command

import (
	"snug/keys"
	"snug/room"
)

// A botObject is a program's account and whose it is; the contract of wire.go
// holds for it.
type botObject struct {
	V        int         `json:"v"`
	Type     string      `json:"type"`
	User     string      `json:"user"`
	UserID   string      `json:"user_id"`
	Name     string      `json:"name"`      // what it is called
	Keeper   string      `json:"keeper"`    // username
	KeeperID string      `json:"keeper_id"` // for ever
	Role     string      `json:"role"`      // on the server
	Rate     int         `json:"rate_per_minute"`
	Rooms    []string    `json:"rooms"`    // that it is in and the caller may know of
	Sessions int         `json:"sessions"` // that are open
	Created  string      `json:"created"`
	Keys     []keyObject `json:"keys"` // for its keeper and for admins; null for others
}

func (c *Invocation) botObject(a keys.Account) (botObject, error) {
	o := botObject{
		V: 1, Type: "bot", User: a.Name, UserID: accountID(a.ID), Name: called(a), KeeperID: accountID(a.Keeper),
		Role: a.Role.String(), Rate: a.Rate, Rooms: []string{}, Sessions: len(c.Sessions.Of(a.ID)), Created: stamp(a.Created),
	}
	keeper, err := c.Directory.Account(a.Keeper)
	if err != nil {
		return o, err
	}
	o.Keeper = keeper.Name
	in, err := c.Broker.BotRooms(c.user(), room.UserID(a.ID))
	if err != nil {
		return o, err
	}
	o.Rooms = append(o.Rooms, c.handlesOf(in)...)
	if a.Keeper != c.Who.Account.ID && c.Who.Role < keys.Admin {
		return o, nil
	}
	all, err := c.Directory.Keys(a.ID)
	for _, k := range all {
		o.Keys = append(o.Keys, c.keyObject(k))
	}
	return o, err
}

// botObjects answers with a bot in JSON.
func (c *Invocation) botObjects(a keys.Account) error {
	o, err := c.botObject(a)
	if err != nil {
		return err
	}
	return c.objects(o)
}
