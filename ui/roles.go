package ui

import (
	"context"

	tea "charm.land/bubbletea/v2"

	"snug/room"
)

// rolesMsg is who is more than a member of a room.
type rolesMsg struct {
	in    room.ID
	roles map[room.UserID]room.Role
}

// Members are read in pages, and in a room of more than maxMembers it is not
// known of all who moderates it.
const (
	membersPage = 1000
	maxMembers  = 5000
)

// askRoles asks who is more than a member of the room on the screen. Nobody is
// in the lobby or in a conversation.
func (m *Model) askRoles() tea.Cmd {
	in := m.timeline.in
	if in.ID == 0 || in.Open() || in.Conversation() {
		return nil
	}
	ctx, seat := m.ctx, m.seat
	return func() tea.Msg {
		ctx, cancel := context.WithTimeout(ctx, patience)
		defer cancel()
		found := rolesMsg{in.ID, make(map[room.UserID]room.Role)}
		after := room.UserID(0)
		for n := 0; n < maxMembers; {
			page, err := seat.Members(ctx, in.ID, after, membersPage)
			if err != nil || len(page) == 0 {
				break // without roles, everybody is shown all the same
			}
			for _, who := range page {
				if who.Membership.Role > room.Member {
					found.roles[who.Person.ID] = who.Membership.Role
				}
			}
			n, after = n+len(page), page[len(page)-1].Person.ID
		}
		return found
	}
}

func (m *Model) showRoles(r rolesMsg) tea.Cmd {
	if r.in == m.timeline.in.ID {
		m.panes.roles, m.panes.right.rows = r.roles, nil
	}
	return nil
}

// setRole notes what somebody is in the room on the screen from now on.
func (p *panes) setRole(who room.UserID, is room.Role) {
	if p.roles == nil {
		p.roles = make(map[room.UserID]room.Role)
	}
	if p.roles[who] = is; is == room.Member {
		delete(p.roles, who)
	}
	p.right.rows = nil
}

// role is what somebody is in the room on the screen. The staff of the server
// moderates every common room.
func (p *panes) role(who room.Person) room.Role {
	i := p.index(p.current)
	if i < 0 || p.rooms[i].Room.Conversation() {
		return room.Member
	}
	switch r := p.roles[who.ID]; {
	case p.rooms[i].Room.Owner == who.ID && who.ID != 0:
		return room.Owner
	case who.Rank >= room.RankModerator:
		return max(r, room.Moderator)
	default:
		return min(r, room.Moderator) // who owned it may be known from before
	}
}
