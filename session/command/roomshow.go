package command

import (
	"context"
	"strconv"
	"strings"

	"github.com/spf13/pflag"

	"snug/keys"
	"snug/room"
)

func roomShow() Spec {
	return Spec{
		Path: "room show", Aliases: []string{"房间信息"}, Args: "ROOM",
		Help:  "Show a room: its topic and description, who owns and moderates it, its settings and figures.",
		Least: AtLeast(keys.Member), Here: true,
		Effect: Reads,
		Bind: func(*pflag.FlagSet) Run {
			return inRoom(func(_ context.Context, c *Invocation, r room.Room) error {
				l, ok, err := c.listing(r.ID)
				switch {
				case err != nil:
					return err
				case !ok:
					return c.errNoRoom()
				}
				shown, err := c.shown(l)
				switch {
				case err != nil:
					return err
				case c.JSON:
					return c.objects(shown)
				}
				return c.print(columns(c.shownRows(l, shown))...)
			})
		},
	}
}

// shown gathers what there is to know of a room.
func (c *Invocation) shown(l room.Listing) (roomShown, error) {
	o, err := c.roomObject(l)
	s := roomShown{roomObject: o, Description: l.Room.Description, Moderators: []string{}}
	if err != nil || !l.Standing.In || l.Room.Open() || l.Room.Conversation() {
		return s, err // nobody is above the others there
	}
	above, err := c.Broker.Moderators(c.user(), l.Room.ID)
	for _, p := range above {
		if p.Membership.Role == room.Moderator {
			s.Moderators = append(s.Moderators, p.Person.Name)
		}
	}
	return s, err
}

// shownRows lays a room out for people.
func (c *Invocation) shownRows(l room.Listing, s roomShown) [][]string {
	r := l.Room
	rows := [][]string{{c.Lang.T("room"), r.Name}, {c.Lang.T("kind"), c.kindWords(r)}}
	add := func(label string, lines ...string) {
		for _, line := range lines {
			rows = append(rows, []string{label, line})
			label = ""
		}
	}
	if r.Topic != "" {
		add(c.Lang.T("topic"), r.Topic)
	}
	if s.Description != "" {
		add(c.Lang.T("description"), strings.Split(s.Description, "\n")...)
	}
	if s.Owner != nil {
		add(c.Lang.T("owner"), *s.Owner)
	}
	if len(s.Moderators) > 0 {
		add(c.Lang.T("moderators"), strings.Join(s.Moderators, ", "))
	}
	if r.Members > 0 && !r.Open() {
		add(c.Lang.T("members"), strconv.Itoa(r.Members))
	}
	var settings []string
	for _, one := range settingWords(r.Settings) {
		settings = append(settings, c.Lang.Say(one))
	}
	add(c.Lang.T("settings"), settings...)
	if l.Invitation != nil && !l.Joined {
		add(c.Lang.T("invited"), c.Lang.T("by %s, until %s", l.InvitedBy.Name, c.minute(l.Invitation.Until)))
	}
	add(c.Lang.T("joined"), c.yesNo(l.Joined))
	if l.Standing.In {
		add(c.Lang.T("your role"), c.Lang.T(string(roleWords[l.Standing.Role])))
	}
	add(c.Lang.T("here now"), strconv.Itoa(l.Present))
	add(c.Lang.T("new to you"), strconv.FormatUint(l.Unread, 10))
	add(c.Lang.T("naming you"), strconv.FormatUint(l.Mentions, 10))
	add(c.Lang.T("tells you"), c.Lang.T(string(levelWords[l.Level])))
	add(c.Lang.T("pinned"), strconv.Itoa(r.Pins))
	add(c.Lang.T("messages"), strconv.FormatUint(r.Last, 10))
	add(c.Lang.T("made"), c.day(r.Created))
	if !r.Archived.IsZero() {
		add(c.Lang.T("archived"), c.day(r.Archived))
	}
	return rows
}
