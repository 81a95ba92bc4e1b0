package room

// InRoom implements [Event].
func (e Created) InRoom() ID { return e.Room.ID }

// InRoom implements [Event].
func (e Revised) InRoom() ID { return e.Is.ID }

// InRoom implements [Event].
func (e Discarded) InRoom() ID { return e.Room.ID }

// InRoom implements [Event].
func (e Appointed) InRoom() ID { return e.Room }

// InRoom implements [Event]: whoever is in the room already hears nothing.
func (e Invited) InRoom() ID { return 0 }

// InRoom implements [Event].
func (e Uninvited) InRoom() ID { return 0 }

// InRoom implements [Event].
func (e Blocking) InRoom() ID { return 0 }

// InRoom implements [Event].
func (e Trimmed) InRoom() ID { return e.Room }

// InRoom implements [Event]: nobody sees it.
func (e Swept) InRoom() ID { return 0 }

// InRoom implements [Event]: nobody sees it.
func (e Unlinked) InRoom() ID { return 0 }

// InRoom implements [Event]: it happens in many rooms.
func (e Departed) InRoom() ID { return 0 }

// InRoom implements [Event].
func (e Refused) InRoom() ID { return 0 }

// InRoom implements [Event].
func (e Kicked) InRoom() ID { return e.Room }

// InRoom implements [Event].
func (e Punished) InRoom() ID { return e.Room }

// InRoom implements [Event].
func (e Purged) InRoom() ID { return e.Room }

// InRoom implements [Event]: it is for the staff and the reporter.
func (e Reported) InRoom() ID { return 0 }

// InRoom implements [Event].
func (e Heard) InRoom() ID { return 0 }

// InRoom implements [Event].
func (e Joined) InRoom() ID { return e.Room }

// InRoom implements [Event].
func (e Left) InRoom() ID { return e.Room }

// InRoom implements [Event].
func (e Posted) InRoom() ID { return e.Message.Room }

// InRoom implements [Event].
func (e Changed) InRoom() ID { return e.Message.Room }

// InRoom implements [Event]: a draft concerns nobody else in the room.
func (e Drafted) InRoom() ID { return 0 }

// InRoom implements [Event]: the choice concerns nobody else in the room.
func (e Notified) InRoom() ID { return 0 }

// InRoom implements [Event].
func (e Ignoring) InRoom() ID { return 0 }

// InRoom implements [Event]: marks lie in many rooms.
func (e Marked) InRoom() ID { return 0 }
