package room_test

import (
	"fmt"
	"math/rand/v2"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"snug/room"
)

// Programs that follow rooms and give them up, while their keepers come and go and
// rooms are made and deleted, hear in the end just the rooms that they believe to
// hear. When all are closed nothing is left of them.
func TestACrowdOfTaps(t *testing.T) { synctest.Test(t, crowdOfTaps) }

func crowdOfTaps(t *testing.T) {
	h := openHouse(t)
	var all []*follower
	for n := range 6 {
		keeper := h.person(fmt.Sprint("keeper", n))
		all = append(all, &follower{
			house: h, Rand: rand.New(rand.NewPCG(uint64(n), 3)),
			keeper: keeper, bot: h.robot(keeper, fmt.Sprint("robot", n), 600, h.lobby()),
			follows: make(map[room.ID]bool), said: make(map[room.ID]uint64),
		})
	}
	var crowd sync.WaitGroup
	for _, l := range all {
		crowd.Go(func() {
			l.open()
			for range 150 {
				l.step(all[l.IntN(len(all))])
			}
			l.pull()
		})
	}
	crowd.Wait()
	chief := h.chief("zoe")
	rooms, err := h.Rooms(chief.ID)
	if err != nil {
		t.Fatal(err)
	}
	last := make(map[room.ID]uint64)
	for _, r := range rooms {
		if !r.Joined {
			h.join(chief, r.Room.Name)
		}
		last[r.Room.ID] = h.say(chief, r.Room.ID, "the last word").Seq
	}
	for _, l := range all {
		clear(l.said)
		l.pull()
		for in := range l.follows {
			if l.said[in] != last[in] {
				t.Errorf("%s heard message %d of room %d last, want %d", l.bot.Name, l.said[in], in, last[in])
			}
		}
		if len(l.said) != len(l.follows) {
			t.Errorf("%s hears %v, and believes %v", l.bot.Name, l.said, l.follows)
		}
		l.tap.Close()
	}
	time.Sleep(time.Minute) // what they have read is written before they are forgotten
	synctest.Wait()
	if people, seats, followed := h.Held(); people+seats+followed != 0 {
		t.Errorf("of who has gone %d people, %d seats and %d followed rooms are kept", people, seats, followed)
	}
}

// A follower is a bot with a tap, whose keeper is as busy as others are.
type follower struct {
	*house
	*rand.Rand
	keeper, bot room.Person
	tap         *room.Tap
	follows     map[room.ID]bool
	said        map[room.ID]uint64 // the newest message heard of each room
}

func (l *follower) open() {
	tap, err := l.Tap(l.bot, room.SitOptions{})
	if err != nil {
		l.t.Error(err)
		return
	}
	l.tap = tap
	clear(l.follows)
}

// pull takes what there is, until there is nothing.
func (l *follower) pull() {
	for n := l.tap.Pull(); len(n.Heard) > 0; n = l.tap.Pull() {
		for _, one := range n.Heard {
			in := one.Room.ID
			if !l.follows[in] {
				l.t.Errorf("%s heard %+v of a room that it does not follow", l.bot.Name, one)
			}
			if one.Ended {
				delete(l.follows, in)
			}
			for _, seq := range said(one.Events) {
				l.said[in] = seq
			}
		}
	}
}

// step does something. Most of it is refused, which is fine.
func (l *follower) step(other *follower) {
	ctx, name := l.t.Context(), []string{"cellar", "attic", "kitchen"}[l.IntN(3)]
	r, err := l.Find(l.keeper.ID, name)
	if err != nil {
		_, _ = l.Create(ctx, l.keeper.ID, name, "", room.Settings{})
		return
	}
	in := []room.ID{r.ID, r.ID, l.lobby()}[l.IntN(3)]
	switch l.IntN(16) {
	case 0, 1:
		_, _ = l.Join(ctx, l.keeper.ID, name)
	case 2, 3, 4:
		_ = l.PutBot(ctx, l.keeper.ID, l.bot.ID, in)
	case 5, 6, 7, 8:
		if _, err := l.tap.Follow(ctx, in, room.Hears{Presence: l.IntN(2) == 0, Typing: l.IntN(2) == 0}); err == nil {
			l.follows[in] = true
		}
	case 9:
		l.tap.Unfollow(in)
		delete(l.follows, in)
	case 10:
		l.tap.Typing(in, l.IntN(2) == 0)
	case 11:
		_, _, _ = l.Say(ctx, l.bot.ID, in, room.Saying{Text: "beep"})
	case 12:
		_ = l.Kick(ctx, l.keeper.ID, r.ID, other.keeper.ID, "")
		_ = l.TakeBot(ctx, l.keeper.ID, l.bot.ID, in)
	case 13:
		if l.IntN(4) == 0 {
			_ = l.Discard(ctx, l.keeper.ID, r.ID)
		}
	case 14:
		if l.IntN(4) == 0 {
			l.tap.Close()
			l.open()
		}
	default:
		l.pull()
	}
}
