package room

import "context"

// Changes returns at most limit messages of a room that something has happened to
// since a revision, as they are now, by revision. What is not for by is not among
// them. It may read the store.
//
// With what [Tap.Follow] returns it makes up for a time in which nobody listened:
// the changes since the last revision that is known, up to the Rev of the start, and
// the messages behind the last number that is known, up to its Last. Whoever takes
// over both and then what is pulled has missed nothing. What has happened to a
// message since Follow is in what is read here and is pulled as well.
func (b *Broker) Changes(ctx context.Context, by UserID, in ID, after uint64, limit int) ([]*Message, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	s, err := b.memberOf(by, in)
	if err != nil {
		return nil, err
	}
	list, err := b.store.Changes(in, Since{Rev: after, Above: s.Floor, Limit: min(limit, MaxPage)})
	return allAbove(s.Floor, list), err
}
