package room

import (
	"context"
)

// Edit changes what a message says and returns it as it is then. Only its
// author may, within [EditWindow] of saying it.
func (b *Broker) Edit(ctx context.Context, by UserID, in ID, seq uint64, said string) (*Message, error) {
	said, err := parseText(said)
	if err != nil {
		return nil, err
	}
	return b.change(ctx, Edit{Header: header(by), Room: in, Seq: seq, Text: said})
}

// Delete leaves a tombstone of a message, which only its author may do.
func (b *Broker) Delete(ctx context.Context, by UserID, in ID, seq uint64) (*Message, error) {
	return b.change(ctx, Delete{Header: header(by), Room: in, Seq: seq})
}

// React puts somebody under an emoji of a message, or takes them away. The
// emoji is its name, as package emoji knows it.
func (b *Broker) React(ctx context.Context, by UserID, in ID, seq uint64, emoji string, on bool) (*Message, error) {
	return b.change(ctx, React{Header: header(by), Room: in, Seq: seq, Emoji: emoji, On: on})
}

// Pin pins a message to its room, or takes the pin out.
func (b *Broker) Pin(ctx context.Context, by UserID, in ID, seq uint64, on bool) (*Message, error) {
	return b.change(ctx, Pin{Header: header(by), Room: in, Seq: seq, On: on})
}

func (b *Broker) change(ctx context.Context, c Command) (*Message, error) {
	e, err := b.store.Do(ctx, c)
	if err != nil {
		return nil, err
	}
	return e.(Changed).Message, nil
}
