package room

import "time"

// An Event is a fact: a command that was accepted and is on disk. The kinds
// are the types of this file, and the only ones. Events are shared between
// sessions: nobody may change one.
type Event interface {
	// InRoom returns the room that the event happened in, zero for none.
	InRoom() ID
}

// The events.
type (
	// Created: a room was made.
	Created struct{ Room Room }

	// Joined: a person became a member.
	Joined struct {
		Room ID
		Who  Person
		At   time.Time
	}

	// Left: a person's membership ended.
	Left struct {
		Room ID
		Who  Person
		At   time.Time
	}

	// Posted: something was said.
	Posted struct{ Message *Message }

	// Marked: read marks moved. Only the marks that did move are in it.
	Marked struct{ Marks []Mark }
)

// InRoom implements [Event].
func (e Created) InRoom() ID { return e.Room.ID }

// InRoom implements [Event].
func (e Joined) InRoom() ID { return e.Room }

// InRoom implements [Event].
func (e Left) InRoom() ID { return e.Room }

// InRoom implements [Event].
func (e Posted) InRoom() ID { return e.Message.Room }

// InRoom implements [Event]: marks lie in many rooms.
func (e Marked) InRoom() ID { return 0 }
