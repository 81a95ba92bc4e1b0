package keystest

import (
	"strconv"
	"strings"
	"time"

	"snug/keys"
	"snug/keys/audit"
)

// operator is somebody at the machine.
var operator = audit.Actor{Name: "operator", Via: audit.Socket}

// houseRanks tries everything that is about the server as each role: what is
// denied changes nothing, and is in the audit log.
func houseRanks(h *house) {
	people := []person{h.person("member"), h.staff("mod-erator", keys.Moderator), h.staff("ad-min", keys.Admin), h.boss}
	h.mustSet("sign-up", "approval")
	soon := func() time.Time { return time.Now().Add(time.Hour) }
	value := 0
	for _, tt := range []struct {
		what  string
		least keys.Role
		try   func(audit.Actor) error
	}{
		{"setting set", keys.Owner, func(by audit.Actor) error {
			value++
			_, err := h.dir.SetHouse(h.Context(), by, "probation-rate", strconv.Itoa(value), "why")
			return err
		}},
		{"setting set", keys.Admin, func(by audit.Actor) error {
			value++
			_, err := h.dir.SetHouse(h.Context(), by, "motd", strings.Repeat("x", value), "why")
			return err
		}},
		{"lockdown set", keys.Admin, func(by audit.Actor) error {
			_, err := h.dir.SetLockdown(h.Context(), by, keys.ReadOnly, soon(), "why")
			return err
		}},
		{"announce", keys.Admin, func(by audit.Actor) error {
			_, err := h.dir.Announce(audit.With(h.Context(), audit.Deed{Reason: "why"}), by, keys.Announcement{Text: "hear", Until: soon()})
			return err
		}},
		{"invite create", keys.Moderator, func(by audit.Actor) error {
			_, _, err := h.dir.CreateInvite(audit.With(h.Context(), audit.Deed{Reason: "why"}), by, terms(1))
			return err
		}},
		{"invite revoke", keys.Moderator, func(by audit.Actor) error {
			all, err := h.dir.InviteCodes()
			if err != nil || len(all) == 0 {
				h.Fatalf("%d invitations, %v", len(all), err)
			}
			_, err = h.dir.RevokeInvite(h.Context(), by, all[0].Place, "why")
			return err
		}},
	} {
		for i, who := range people {
			role := keys.Member + keys.Role(i)
			before := len(h.entries())
			err := tt.try(who.actor())
			got := h.entries()[before:]
			switch {
			case role < tt.least:
				h.refused(tt.what, err, keys.ErrDenied)
			case err != nil:
				h.Errorf("%s as %s: %v", tt.what, role, err)
			}
			if len(got) != 1 || got[0].Action != tt.what || got[0].Reason != "why" || (got[0].Result == "ok") != (role >= tt.least) ||
				got[0].By != who.actor() {
				h.Errorf("%s as %s is in the audit log as %+v", tt.what, role, got)
			}
		}
		h.ok("as the operator", tt.try(operator))
	}
}
