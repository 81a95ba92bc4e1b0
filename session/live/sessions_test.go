package live_test

import (
	"errors"
	"fmt"
	"slices"
	"sync"
	"testing"

	"snug/keys"
	"snug/session/live"
)

var errWhy = errors.New("because")

// A holder keeps what it was told.
type holder struct {
	mu      sync.Mutex
	ends    int
	why     error
	notices []live.Notice
	onEnd   func()
}

func (h *holder) End(why error) {
	h.mu.Lock()
	h.ends++
	h.why = why
	h.mu.Unlock()
	if h.onEnd != nil {
		h.onEnd()
	}
}

func (h *holder) Tell(n live.Notice) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.notices = append(h.notices, n)
}

// ended returns how often the session was told to end.
func (h *holder) ended() int {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.ends
}

func key(n byte) keys.Fingerprint { return keys.Fingerprint{n} }

func add(t *testing.T, s *live.Sessions, account keys.AccountID, k keys.Fingerprint) (live.Session, *holder, func()) {
	t.Helper()
	h := new(holder)
	one, gone := s.Add(live.Session{Account: account, Key: k}, h)
	return one, h, gone
}

func ids(sessions []live.Session) []string {
	var out []string
	for _, s := range sessions {
		out = append(out, s.ID)
	}
	return out
}

func TestSessionsAreListedUntilTheyAreGone(t *testing.T) {
	s := live.New()
	first, _, gone := add(t, s, 1, key(1))
	second, _, _ := add(t, s, 1, key(2))
	add(t, s, 2, key(3))
	if got, want := ids(s.Of(1)), []string{first.ID, second.ID}; !slices.Equal(got, want) {
		t.Errorf("sessions of account 1 = %v, want %v", got, want)
	}
	gone()
	gone() // once more changes nothing
	if got := ids(s.Of(1)); !slices.Equal(got, []string{second.ID}) {
		t.Errorf("sessions of account 1 = %v, want %v alone", got, second.ID)
	}
	if _, err := s.Find(first.ID); !errors.Is(err, live.ErrNotFound) {
		t.Errorf("Find of one that is gone = %v, want %v", err, live.ErrNotFound)
	}
	if found, err := s.Find(second.ID); err != nil || found != second {
		t.Errorf("Find = %+v, %v, want %+v", found, err, second)
	}
}

func TestIDsAreNotUsedAgain(t *testing.T) {
	s := live.New()
	seen := make(map[string]bool)
	for range 100 {
		one, _, gone := add(t, s, 1, key(1))
		if seen[one.ID] {
			t.Fatalf("the id %s is given twice", one.ID)
		}
		seen[one.ID] = true
		gone()
	}
}

func TestEndReachesOneSessionOfTheAccount(t *testing.T) {
	s := live.New()
	one, mine, _ := add(t, s, 1, key(1))
	_, other, _ := add(t, s, 1, key(1))
	theirs, foreign, _ := add(t, s, 2, key(2))
	tests := []struct {
		name string
		of   keys.AccountID
		id   string
		err  error
	}{
		{"another's", 1, theirs.ID, live.ErrNotFound},
		{"none that there is", 1, "s999", live.ErrNotFound},
		{"as nobody", 0, one.ID, live.ErrNotFound},
		{"one's own", 1, one.ID, nil},
		{"once more", 1, one.ID, live.ErrNotFound},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if _, err := s.End(tt.of, tt.id, errWhy); !errors.Is(err, tt.err) {
				t.Errorf("End = %v, want %v", err, tt.err)
			}
		})
	}
	if mine.ended() != 1 || !errors.Is(mine.why, errWhy) {
		t.Errorf("told to end %d times because of %v", mine.ended(), mine.why)
	}
	if other.ended() != 0 || foreign.ended() != 0 {
		t.Error("a session was ended that nobody named")
	}
	if got := ids(s.Of(1)); slices.Contains(got, one.ID) {
		t.Errorf("%v still lists what is ending", got)
	}
}

func TestEndKeyAndEndAccount(t *testing.T) {
	s := live.New()
	_, a, _ := add(t, s, 1, key(1))
	_, b, _ := add(t, s, 1, key(2))
	asker, c, _ := add(t, s, 1, key(3))
	_, d, _ := add(t, s, 2, key(4))
	if n := s.EndKey(key(1), errWhy); n != 1 || a.ended() != 1 {
		t.Errorf("EndKey = %d, told %d times, want 1", n, a.ended())
	}
	if n := s.EndAccount(1, asker.ID, errWhy); n != 1 || b.ended() != 1 || c.ended() != 0 {
		t.Errorf("EndAccount but the asker's = %d, want the one that is left", n)
	}
	if n := s.EndAccount(1, "", errWhy); n != 1 || c.ended() != 1 {
		t.Errorf("EndAccount = %d, want the asker's", n)
	}
	if a.ended() != 1 || b.ended() != 1 || d.ended() != 0 {
		t.Error("a session was ended twice, or one of another account")
	}
}

// TestTheHolderMayAsk ends a session whose holder asks and forgets at once, as
// it could not if a lock were held.
func TestTheHolderMayAsk(t *testing.T) {
	s := live.New()
	h := new(holder)
	_, gone := s.Add(live.Session{Account: 1, Key: key(1)}, h)
	h.onEnd = func() { s.Of(1); gone() }
	if n := s.EndKey(key(1), errWhy); n != 1 {
		t.Errorf("EndKey = %d", n)
	}
}

func TestNoticesReachTheAccountOnly(t *testing.T) {
	s := live.New()
	one, mine, _ := add(t, s, 0, key(1))
	_, other, _ := add(t, s, 2, key(2))
	s.SetAccount(one.ID, keys.Account{ID: 1})
	s.SetAccount("s999", keys.Account{ID: 1}) // there is none
	s.Tell(live.Notice{About: live.Joined, Account: keys.Account{ID: 1}})
	if len(mine.notices) != 1 || mine.notices[0].About != live.Joined || len(other.notices) != 0 {
		t.Errorf("told %+v and %+v", mine.notices, other.notices)
	}
}

func TestWhereReachesThoseThatFit(t *testing.T) {
	s := live.New()
	fits := func(one live.Session) bool { return one.Role < keys.Moderator && one.Address == "192.0.2.7" }
	held := make(map[string]*holder)
	var want []string
	for i, one := range []live.Session{
		{Account: 1, Key: key(1), Address: "192.0.2.7", Role: keys.Member},
		{Account: 2, Key: key(2), Address: "192.0.2.7", Role: keys.Moderator},
		{Account: 3, Key: key(3), Address: "192.0.2.8", Role: keys.Member},
		{Key: key(4), Address: "192.0.2.7"},
	} {
		h := new(holder)
		added, _ := s.Add(one, h)
		if held[added.ID] = h; i == 0 || i == 3 {
			want = append(want, added.ID)
		}
	}
	if got := ids(s.Where(fits)); !slices.Equal(got, want) {
		t.Errorf("Where = %v, want %v", got, want)
	}
	s.TellWhere(live.Notice{About: live.Announced}, fits)
	for _, one := range s.Where(fits) {
		if _, err := s.End(one.Account, one.ID, errWhy); err != nil {
			t.Errorf("ending %s: %v", one.ID, err)
		}
	}
	for id, h := range held {
		hit := 0
		if slices.Contains(want, id) {
			hit = 1
		}
		if h.ended() != hit || len(h.notices) != hit {
			t.Errorf("%s was ended %d times and told %+v, want it %d times", id, h.ended(), h.notices, hit)
		}
	}
	s.TellWhere(live.Notice{About: live.Announced}, fits)
	if got := s.Where(fits); len(got) > 0 || len(held[want[0]].notices) > 1 {
		t.Errorf("what is ending is still found: %v", ids(got))
	}
}

// TestARoleIsKnownAtOnce is what a ban of addresses goes by, which spares staff.
func TestARoleIsKnownAtOnce(t *testing.T) {
	s := live.New()
	one, _, _ := add(t, s, 0, key(1))
	role := func() keys.Role {
		t.Helper()
		found, err := s.Find(one.ID)
		if err != nil {
			t.Fatal(err)
		}
		return found.Role
	}
	s.SetAccount(one.ID, keys.Account{ID: 1, Name: "ana", Role: keys.Member})
	if got := role(); got != keys.Member {
		t.Errorf("role = %v after signing up", got)
	}
	s.Tell(live.Notice{About: live.Said, Account: keys.Account{ID: 1, Role: keys.Owner}}) // no word of its role
	s.Tell(live.Notice{About: live.Changed, Account: keys.Account{ID: 2, Role: keys.Owner}})
	if got := role(); got != keys.Member {
		t.Errorf("role = %v after what is not about it", got)
	}
	s.Tell(live.Notice{About: live.Changed, Account: keys.Account{ID: 1, Name: "anna", Role: keys.Moderator}})
	if got := role(); got != keys.Moderator {
		t.Errorf("role = %v, want the new one", got)
	}
}

func TestManyAtOnce(t *testing.T) {
	s := live.New()
	var wg sync.WaitGroup
	for i := range 50 {
		wg.Go(func() {
			k := key(byte(i))
			for range 20 {
				h := new(holder)
				one, gone := s.Add(live.Session{Account: 1, Key: k}, h)
				s.Tell(live.Notice{Account: keys.Account{ID: 1}})
				s.EndKey(k, errWhy)
				_, _ = s.End(1, one.ID, errWhy) // it was ended already
				if h.ended() != 1 {
					t.Errorf("told to end %d times", h.ended())
				}
				gone()
			}
		})
	}
	wg.Wait()
	if left := s.Of(1); len(left) != 0 {
		t.Errorf("%v are left", left)
	}
}

func BenchmarkEndKeyAmongThousands(b *testing.B) {
	s := live.New()
	for i := range 10_000 {
		var k keys.Fingerprint
		copy(k[:], fmt.Sprint(i))
		s.Add(live.Session{Account: keys.AccountID(i), Key: k}, new(holder))
	}
	for b.Loop() {
		s.EndKey(key(0), errWhy)
	}
}
