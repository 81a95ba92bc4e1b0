package keystest

import (
	"errors"
	"time"

	"snug/keys"
)

const day = 24 * time.Hour

// rename gives a person another name at a time.
func (h *house) rename(p person, name string, at time.Time) error {
	_, err := h.do(keys.Rename{Header: header(p, at), Name: name})
	return err
}

func (h *house) display(p person, display string, at time.Time) error {
	_, err := h.do(keys.SetDisplay{Header: header(p, at), Account: p.id, Display: display})
	return err
}

// join at a time, as somebody new.
func (h *house) arrive(name string, at time.Time) error {
	k := keys.Key{Fingerprint: keys.FingerprintOf(NewKey(h.T))}
	_, err := h.do(keys.SignUp{Header: header(h.boss, at), Key: k, Name: name})
	return err
}

func heldNames(h *house) {
	ann, eve := h.person("marlin"), h.person("mallory")
	for _, name := range []string{"mallory", "MALLORY", "ma11ory", "admin", "x y", "boss"} {
		if _, err := h.dir.Rename(h.Context(), ann.actor(), name); !errors.Is(err, keys.ErrNameTaken) && !errors.Is(err, keys.ErrBadName) {
			h.Errorf("marlin may be called %s: %v", name, err)
		}
	}
	a, err := h.dir.Rename(h.Context(), ann.actor(), "Anna")
	if err != nil || a.Name != "Anna" || a.ID != ann.id {
		h.Fatalf("Rename = %+v, %v", a, err)
	}
	h.holder(ann.key, ann.id)
	for _, name := range []string{"marlin", "MARLIN", "mar1in", "rnarlin"} {
		if err := h.dir.Check(name); !errors.Is(err, keys.ErrNameTaken) {
			h.Errorf("Check(%s) = %v while marlin is held", name, err)
		}
		h.refused(name, h.arrive(name, time.Now()), keys.ErrNameTaken)
		h.refused(name, h.rename(eve, name, time.Now()), keys.ErrNameTaken)
		h.refused(name, h.display(eve, name, time.Now()), keys.ErrNameTaken)
	}
	h.refused("decorated", h.display(eve, "★ Mar1in ★", time.Now()), keys.ErrNameTaken)
	err = h.store.View(func(r keys.Reader) error {
		if b, err := r.AccountByName("marlin"); !errors.Is(err, keys.ErrNotFound) {
			h.Errorf("the old name leads to %+v, %v", b, err)
		}
		if b, err := r.AccountByName("anna"); err != nil || b != a {
			h.Errorf("the new name leads to %+v, %v", b, err)
		}
		return nil
	})
	h.ok("", err)
	h.ok("", h.display(ann, "Marlin ★", time.Now()))
	h.ok("", h.rename(ann, "marlin", time.Now())) // and back
	h.refused("anna", h.rename(eve, "anna", time.Now()), keys.ErrNameTaken)
	if a := h.account(ann); a.Name != "marlin" || a.Display != "Marlin ★" {
		h.Errorf("after that marlin is %+v", a)
	}

	// After 90 days it is anybody's, and held for them from then on.
	later := time.Now().Add(91 * day)
	h.ok("", h.rename(eve, "Anna", later))
	h.refused("anna, whose it was", h.rename(ann, "anna", later), keys.ErrNameTaken)
	h.ok("", h.rename(eve, "evelyn", later))
	h.refused("anna, held for eve", h.rename(ann, "anna", later), keys.ErrNameTaken)
	h.refused("anna, held for eve", h.arrive("annA", later.Add(89*day)), keys.ErrNameTaken)
	h.ok("", h.arrive("anna", later.Add(90*day)))
}

func renames(h *house) {
	ann := h.person("ann")
	start := time.Now().UTC().Truncate(time.Microsecond)
	h.ok("", h.rename(ann, "ann", start)) // is none
	h.ok("", h.rename(ann, "Ann", start)) // is one
	h.ok("", h.rename(ann, "annie", start.Add(day)))
	h.ok("", h.rename(ann, "ann", start.Add(2*day)))
	h.refused("the fourth", h.rename(ann, "annabel", start.Add(3*day)), keys.ErrLimited)
	h.refused("the fourth", h.rename(ann, "annabel", start.Add(90*day-time.Second)), keys.ErrLimited)
	h.ok("", h.rename(ann, "annabel", start.Add(90*day)))
	h.refused("the next one", h.rename(ann, "anne", start.Add(91*day-time.Second)), keys.ErrLimited)
	h.ok("", h.rename(ann, "anne", start.Add(91*day)))
	if a := h.account(ann); a.Name != "anne" {
		h.Errorf("after that ann is %+v", a)
	}

	// A display name that one's username has become is none.
	bob := h.person("bob")
	h.ok("", h.display(bob, "Robert", start))
	h.ok("", h.rename(bob, "Robert", start))
	if a := h.account(bob); a.Display != "" || a.Name != "Robert" {
		h.Errorf("after that bob is %+v", a)
	}
	if err := h.rename(person{77, bob.key}, "nobody2", start); !errors.Is(err, keys.ErrNotFound) {
		h.Errorf("a name for nobody: %v", err)
	}
}
