package data_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"

	"golang.org/x/crypto/ssh"

	"snug/keys"
	"snug/room"
)

// An actor is somebody who does things at random. One goroutine uses it.
type actor struct {
	*world
	random *rand.Rand
	keys   []ssh.PublicKey
	key    ssh.PublicKey // the one that the account was opened with last
	who    keys.Identity // as of now; a guest before sign-up
	seat   *room.Seat    // nil: stands
}

// A deed is one thing that somebody can do. Those who have no account sign up,
// join one, or ask for one back.
type deed struct {
	name   string
	weight int
	guest  bool
	do     func(*actor, context.Context) error
}

var deeds = []deed{
	{"create", 6, false, (*actor).create},
	{"join", 12, false, (*actor).join},
	{"leave", 8, false, (*actor).leave},
	{"rename", 6, false, (*actor).rename},
	{"discard", 3, false, (*actor).discard},
	{"archive", 3, false, (*actor).archive},
	{"configure", 8, false, (*actor).configure},
	{"describe", 3, false, (*actor).describe},
	{"invite", 8, false, (*actor).invite},
	{"uninvite", 3, false, (*actor).uninvite},
	{"decline", 3, false, (*actor).decline},
	{"appoint", 4, false, (*actor).appoint},
	{"transfer", 2, false, (*actor).transfer},
	{"say", 30, false, (*actor).say},
	{"edit", 5, false, (*actor).edit},
	{"upload", 8, false, (*actor).upload},
	{"download", 4, false, (*actor).download},
	{"delete", 5, false, (*actor).delete},
	{"react", 5, false, (*actor).react},
	{"pin", 4, false, (*actor).pin},
	{"read", 8, false, (*actor).read},
	{"draft", 2, false, (*actor).draft},
	{"notify", 2, false, (*actor).notify},
	{"ignore", 2, false, (*actor).ignore},
	{"converse", 6, false, (*actor).converse},
	{"block", 3, false, (*actor).block},
	{"username", 4, false, (*actor).username},
	{"display", 3, false, (*actor).display},
	{"setting", 3, false, (*actor).setting},
	{"offer", 4, false, (*actor).offer},
	{"remove key", 3, false, (*actor).removeKey},
	{"role", 2, false, (*actor).role},
	{"link", 2, false, (*actor).link},
	{"close account", 1, false, (*actor).closeAccount},
	{"kick", 3, false, (*actor).kick},
	{"punish", 4, false, (*actor).punish},
	{"pardon", 6, false, (*actor).pardon},
	{"purge", 2, false, (*actor).purge},
	{"complain", 5, false, (*actor).complain},
	{"decide", 4, false, (*actor).decide},
	{"hear", 3, false, (*actor).hear},
	{"ban", 3, false, (*actor).ban},
	{"unban", 2, false, (*actor).unban},
	{"restrict", 3, false, (*actor).restrict},
	{"relent", 8, false, (*actor).relent},
	{"note", 2, false, (*actor).note},
	{"rename other", 1, false, (*actor).renameOther},
	{"remove their key", 1, false, (*actor).removeKeyOf},
	{"invite people", 2, false, (*actor).invitePeople},
	{"approve", 3, false, (*actor).approve},
	{"furnish", 2, false, (*actor).furnish},
	{"lockdown", 1, false, (*actor).lockdown},
	{"announce", 1, false, (*actor).announce},
	{"sign up", 20, true, (*actor).signUp},
	{"use a code", 8, true, (*actor).use},
	{"accept", 8, true, (*actor).accept},
	{"recover", 1, true, (*actor).recover},
}

// act does one thing. The error is one that must not be.
func (a *actor) act(ctx context.Context) error {
	if a.key == nil || a.chance(20) {
		if a.connect(); a.key == nil {
			return nil
		}
	}
	d := a.choose()
	err := d.do(a, ctx)
	a.mu.Lock()
	defer a.mu.Unlock()
	switch {
	case err == nil:
		a.accepted[d.name]++
	case refusal(err):
		a.refused[d.name]++
	default:
		return fmt.Errorf("%s: %w", d.name, err)
	}
	return nil
}

// choose picks a deed by its weight.
func (a *actor) choose() deed {
	guest := !a.who.SignedUp()
	sum := 0
	for _, d := range deeds {
		if d.guest == guest {
			sum += d.weight
		}
	}
	n := a.random.IntN(sum)
	for _, d := range deeds {
		if d.guest != guest {
			continue
		}
		if n -= d.weight; n < 0 {
			return d
		}
	}
	panic("the weights do not add up")
}

// connect opens a session with one of the actor's keys.
func (a *actor) connect() {
	a.stand()
	a.key = a.keys[a.random.IntN(len(a.keys))]
	who, err := a.directory.Identify(a.key)
	if err != nil {
		a.t.Error(err)
		return
	}
	a.who = who
	switch {
	case who.Account.Pending: // whom the door keeps out
		a.key = nil
	case who.SignedUp() && a.chance(2):
		a.sit()
	}
}

func (a *actor) sit() {
	p := room.Person{ID: a.user(), Name: a.who.Account.Name, Display: a.who.Account.Display, Rank: room.Rank(a.who.Role)}
	seat, err := a.broker.Sit(p, room.SitOptions{})
	if err == nil {
		a.seat = seat
	} else if !refusal(err) {
		a.t.Error(err)
	}
}

// stand ends the session's place in the rooms.
func (a *actor) stand() {
	if a.seat != nil {
		a.seat.Close()
		a.seat = nil
	}
}

func (a *actor) user() room.UserID { return room.UserID(a.who.Account.ID) }

// chance is true once in n times.
func (a *actor) chance(n int) bool { return a.random.IntN(n) == 0 }

// pick returns one of some things.
func pick[T any](a *actor, of ...T) T { return of[a.random.IntN(len(of))] }

// name returns a username. Half of them are what others want, too, or look like
// it; those are soon used up.
func (a *actor) name() string {
	if a.chance(2) {
		return fmt.Sprintf("p%dx", a.random.IntN(100_000))
	}
	return pick(a, "a", "b", "c", "d", "l", "o") + pick(a, "nn", "da", "1e", "0n") + pick(a, "x", "y", "o", "0", "l", "1", "z")
}

func (a *actor) roomName() string {
	return pick(a, "books", "b00ks", "garden", "news", "gossip", "zoo", "z00", "attic")
}

// somewhere returns a room that the actor sees, or one at random.
func (a *actor) somewhere() room.ID {
	all, err := a.broker.Rooms(a.user())
	if err != nil || len(all) == 0 || a.chance(8) {
		return room.ID(a.random.IntN(40))
	}
	return all[a.random.IntN(len(all))].Room.ID
}

// theirs returns a room that the actor has something to say in.
func (a *actor) theirs() room.ID {
	all, err := a.broker.Rooms(a.user())
	all = slices.DeleteFunc(all, func(l room.Listing) bool { return !l.Standing.Moderates() })
	if err != nil || len(all) == 0 || a.chance(8) {
		return a.somewhere()
	}
	return all[a.random.IntN(len(all))].Room.ID
}

// somebody returns the name of somebody who may have an account.
func (a *actor) somebody() string {
	if o := a.actors[a.random.IntN(len(a.actors))]; !a.chance(3) {
		if id, err := a.directory.Identify(o.keys[0]); err == nil && id.SignedUp() {
			return id.Account.Name
		}
	}
	return a.name()
}

// signUp makes an account.
func (a *actor) signUp(ctx context.Context) error {
	_, err := a.directory.SignUp(ctx, a.key, a.name(), "")
	if err == nil {
		a.connect()
	}
	return err
}

// accept joins an account that offers a place.
func (a *actor) accept(ctx context.Context) error {
	offers, err := a.directory.Offers(keys.FingerprintOf(a.key))
	if err != nil {
		return err
	}
	name := a.name()
	if len(offers) > 0 {
		name = offers[0].Name
	}
	id, err := a.directory.Accept(ctx, a.actor(), a.key, name)
	if err == nil {
		a.who = id
	}
	return err
}

// recover asks for somebody's account, and the owner decides.
func (a *actor) recover(ctx context.Context) error {
	r, err := a.directory.Recover(ctx, a.actor(), a.key, a.somebody(), "please")
	if err != nil {
		return err
	}
	boss := &actor{world: a.world, who: a.owner}
	_, err = a.directory.Decide(ctx, boss.actor(), r.ID, keys.Verdict{Approve: a.chance(2), DropKeys: a.chance(2), Reason: "why not"})
	return err
}

// offer lets another key of the actor's into the account, or one of another.
func (a *actor) offer(ctx context.Context) error {
	from := a
	if a.chance(3) {
		from = a.actors[a.random.IntN(len(a.actors))]
	}
	k := from.keys[a.random.IntN(len(from.keys))]
	_, err := a.directory.Offer(ctx, a.actor(), string(ssh.MarshalAuthorizedKey(k)))
	return err
}

// removeKey takes a key out that may or may not be in.
func (a *actor) removeKey(ctx context.Context) error {
	_, err := a.directory.RemoveKey(ctx, a.actor(), keys.FingerprintOf(a.keys[a.random.IntN(len(a.keys))]).String())
	return err
}

// link makes a code, and somebody who has no account uses it, or guesses.
func (a *actor) link(ctx context.Context) error {
	code, _, err := a.directory.Link(ctx, a.actor())
	if err != nil {
		return err
	}
	o := a.actors[a.random.IntN(len(a.actors))]
	if a.chance(2) {
		code = code[:len(code)-1] + pick(a, "0", "1", "2")
	}
	_, err = a.directory.UseLink(ctx, (&actor{}).actor(), o.keys[a.random.IntN(len(o.keys))], code)
	return err
}

// changed tells the rooms of an account that is called something else. Others
// change it at the same time: what is told last has to be what is so, as the
// commands of the server see to.
func (a *actor) changed(acc keys.Account, err error) error {
	if err != nil {
		return err
	}
	for told := (keys.Account{}); acc != told; {
		if acc, err = a.directory.Account(acc.ID); err != nil {
			return err
		}
		a.broker.Renamed(room.Person{
			ID: room.UserID(acc.ID), Name: acc.Name, Display: acc.Display, Rank: room.Rank(acc.Role), Gone: !acc.Deleted.IsZero(),
		})
		if told, err = a.directory.Account(acc.ID); err != nil {
			return err
		}
	}
	return nil
}

func (a *actor) username(ctx context.Context) error {
	return a.changed(a.directory.Rename(ctx, a.actor(), a.name()))
}

func (a *actor) display(ctx context.Context) error {
	return a.changed(a.directory.SetDisplay(ctx, a.actor(), a.name()))
}

func (a *actor) setting(ctx context.Context) error {
	_, err := a.directory.Set(ctx, a.actor(), "dm", pick(a, "everyone", "rooms", "nobody"))
	return err
}

// role lets the owner of the server change what somebody is.
func (a *actor) role(ctx context.Context) error {
	boss := &actor{world: a.world, who: a.owner}
	return a.changed(a.directory.SetRole(ctx, boss.actor(), a.who.Account.ID, pick(a, keys.Member, keys.Member, keys.Moderator, keys.Admin), "why not"))
}

// closeAccount ends the account. The key is a guest's again.
func (a *actor) closeAccount(ctx context.Context) error {
	id := a.who.Account.ID
	if err := a.directory.Delete(ctx, a.actor(), id, a.chance(2)); err != nil {
		return err
	}
	a.stand()
	a.key = nil
	return a.broker.Depart(ctx, room.UserID(id))
}

// messages returns some of a room.
func (a *actor) messages(in room.ID) []*room.Message {
	found, err := a.broker.History(a.user(), in, room.Range{Limit: 5})
	if err != nil && !refusal(err) {
		a.t.Error(err)
	}
	return found
}

// number returns that of a message of a room, or one at random.
func (a *actor) number(in room.ID) uint64 {
	found := a.messages(in)
	if len(found) == 0 || a.chance(10) {
		return a.random.Uint64N(50)
	}
	return found[a.random.IntN(len(found))].Seq
}
