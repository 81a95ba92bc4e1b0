package keys_test

import (
	"fmt"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"snug/keys"
	"snug/keys/audit"
)

// refuse has the gate refuse somebody something so many times.
func refuse(t *testing.T, d *keys.Directory, by audit.Actor, times int) {
	t.Helper()
	for range times {
		if err := d.NoteRefusal(t.Context(), by, "ban add", "bob", "not for you"); err != nil {
			t.Fatal(err)
		}
	}
}

// written returns how many entries somebody has in the log, and the last reason.
func written(t *testing.T, d *keys.Directory, by audit.Actor) (n int, reason string) {
	t.Helper()
	for e, err := range d.AuditLog() {
		if err != nil {
			t.Fatal(err)
		}
		if e.By == by {
			n, reason = n+1, e.Reason
		}
	}
	return n, reason
}

func TestRefusalsAreNotedWithinBounds(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d := keys.NewDirectory(newMemory(), nil)
		ann := audit.Actor{Account: 1, Name: "ann", Key: "SHA256:a"}
		bob := audit.Actor{Account: 2, Name: "bob", Key: "SHA256:b"}
		guest := audit.Actor{Key: "SHA256:c"}
		want := func(who audit.Actor, n int, reason string) {
			t.Helper()
			if got, why := written(t, d, who); got != n || why != reason {
				t.Errorf("%s%s has %d entries, the last with the reason %q; want %d, %q", who.Name, who.Key, got, why, n, reason)
			}
		}
		refuse(t, d, ann, 150)
		want(ann, 30, "")
		// Another key, address or name of the account is no way around it.
		other := ann
		other.Key, other.Name, other.Address = "SHA256:d", "anna", "192.0.2.9"
		refuse(t, d, other, 1)
		want(other, 0, "")
		refuse(t, d, bob, 5) // others are not held up
		want(bob, 5, "")
		refuse(t, d, guest, 31)
		want(guest, 30, "")

		time.Sleep(time.Minute - time.Nanosecond)
		refuse(t, d, ann, 1)
		want(ann, 30, "")
		time.Sleep(time.Nanosecond)
		refuse(t, d, ann, 1)
		want(ann, 31, "and 122 more")
		refuse(t, d, ann, 1)
		want(ann, 32, "")
		if _, err := d.VerifyAudit(); err != nil {
			t.Error(err)
		}
	})
}

// Somebody with a thousand keys fills neither the log nor the memory.
func TestRefusalsOfManyAreNotedWithinBounds(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		m := newMemory()
		d := keys.NewDirectory(m, nil)
		for i := range 5000 {
			refuse(t, d, audit.Actor{Key: fmt.Sprint("SHA256:", i)}, 2)
		}
		if n := len(m.log); n != 600 {
			t.Errorf("%d entries in a minute, want 600", n)
		}
		time.Sleep(time.Minute)
		late := audit.Actor{Key: "SHA256:late"}
		refuse(t, d, late, 1)
		// Of whom more is not known, it is said together.
		if n, reason := written(t, d, late); n != 1 || !strings.HasPrefix(reason, "and 9") || !strings.HasSuffix(reason, "00 more") {
			t.Errorf("the next one has %d entries, with the reason %q", n, reason)
		}
	})
}
