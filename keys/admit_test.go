package keys_test

import (
	"errors"
	"net/netip"
	"testing"
	"time"

	"snug/keys"
	"snug/keys/audit"
	"snug/keys/keystest"
	"snug/text/lang"
)

var operator = audit.Actor{Name: "operator", Via: audit.Socket}

// What somebody is told who may not be here, word for word.
func TestAdmitSaysUntilWhenWhyAndWhomToAsk(t *testing.T) {
	until := time.Date(2031, 5, 6, 7, 8, 9, 0, time.UTC)
	from := netip.MustParseAddr("192.0.2.7")
	ban := func(of func(who keys.Identity) keys.BanRequest) func(*testing.T, *keys.Directory, keys.Identity) error {
		return func(t *testing.T, d *keys.Directory, who keys.Identity) error {
			_, err := d.Ban(t.Context(), operator, of(who))
			return err
		}
	}
	lockdown := func(l keys.Level, until time.Time, why string) func(*testing.T, *keys.Directory, keys.Identity) error {
		return func(t *testing.T, d *keys.Directory, _ keys.Identity) error {
			_, err := d.SetLockdown(t.Context(), operator, l, until, why)
			return err
		}
	}
	for _, tt := range []struct {
		name    string
		contact string
		guest   bool
		shut    func(t *testing.T, d *keys.Directory, who keys.Identity) error
		en, zh  string
	}{
		{
			"suspended", "", false,
			func(t *testing.T, d *keys.Directory, who keys.Identity) error {
				_, err := d.Suspend(t.Context(), operator, who.Account.ID, until, "rude")
				return err
			},
			"this account is suspended until 2031-05-06 07:08 UTC, because: rude; ask the people who run this server about it",
			"这个账号已被停用，到 2031-05-06 07:08 UTC 为止，原因：rude；如有疑问，请联系：运行这台服务器的人",
		},
		{
			"banned for ever, without a reason", "admin@example.com", false,
			ban(func(who keys.Identity) keys.BanRequest {
				return keys.BanRequest{Target: keys.Target{Account: who.Account.ID}}
			}),
			"this account is banned from the server until somebody lifts it; ask admin@example.com about it",
			"这个账号已被服务器封禁，直到有人解除；如有疑问，请联系：admin@example.com",
		},
		{
			"a key that is banned", "", true,
			ban(func(who keys.Identity) keys.BanRequest {
				return keys.BanRequest{Target: keys.Target{Key: who.Fingerprint}, Until: until}
			}),
			"this key is banned from the server until 2031-05-06 07:08 UTC; ask the people who run this server about it",
			"这把密钥已被服务器封禁，到 2031-05-06 07:08 UTC 为止；如有疑问，请联系：运行这台服务器的人",
		},
		{
			"an address that is banned", "", false,
			ban(func(keys.Identity) keys.BanRequest {
				return keys.BanRequest{Target: keys.Target{Net: netip.MustParsePrefix("192.0.2.0/24")}, Until: until}
			}),
			"your address is banned from the server until 2031-05-06 07:08 UTC; ask the people who run this server about it",
			"你的地址已被服务器封禁，到 2031-05-06 07:08 UTC 为止；如有疑问，请联系：运行这台服务器的人",
		},
		{
			"an address that is closed to guests", "", true,
			ban(func(keys.Identity) keys.BanRequest {
				return keys.BanRequest{Target: keys.Target{Net: netip.MustParsePrefix("192.0.2.7/32")}, Until: until, Guests: true}
			}),
			"your address is closed to people without an account until 2031-05-06 07:08 UTC; ask the people who run this server about it",
			"你的地址不对没有账号的人开放，到 2031-05-06 07:08 UTC 为止；如有疑问，请联系：运行这台服务器的人",
		},
		{
			"of two bans the longer one", "", false,
			func(t *testing.T, d *keys.Directory, who keys.Identity) error {
				for _, r := range []keys.BanRequest{
					{Target: keys.Target{Key: who.Fingerprint}, Until: until.Add(-time.Hour)},
					{Target: keys.Target{Account: who.Account.ID}, Until: until},
					{Target: keys.Target{Net: netip.MustParsePrefix("192.0.2.7/32")}, Until: until.Add(-time.Minute)},
				} {
					if _, err := d.Ban(t.Context(), operator, r); err != nil {
						return err
					}
				}
				return nil
			},
			"this account is banned from the server until 2031-05-06 07:08 UTC; ask the people who run this server about it",
			"这个账号已被服务器封禁，到 2031-05-06 07:08 UTC 为止；如有疑问，请联系：运行这台服务器的人",
		},
		{
			"only the staff", "", false, lockdown(keys.StaffOnly, until, "a flood"),
			"this server is open to its staff only until 2031-05-06 07:08 UTC, because: a flood; ask the people who run this server about it",
			"这台服务器目前只对管理人员开放，到 2031-05-06 07:08 UTC 为止，原因：a flood；如有疑问，请联系：运行这台服务器的人",
		},
		{
			"nobody", "", false, lockdown(keys.LocalOnly, time.Time{}, ""),
			"this server is closed until somebody lifts it; ask the people who run this server about it",
			"这台服务器已关闭，直到有人解除；如有疑问，请联系：运行这台服务器的人",
		},
	} {
		t.Run(tt.name, func(t *testing.T) {
			d := keys.NewDirectory(newMemory(), nil)
			k := keystest.NewKey(t)
			if !tt.guest {
				if _, err := d.SignUp(t.Context(), k, "ann", ""); err != nil {
					t.Fatal(err)
				}
			}
			if tt.contact != "" {
				if _, err := d.SetHouse(t.Context(), operator, keys.HouseContact, tt.contact, ""); err != nil {
					t.Fatal(err)
				}
			}
			who, err := d.Identify(k)
			if err != nil {
				t.Fatal(err)
			}
			if err := tt.shut(t, d, who); err != nil {
				t.Fatal(err)
			}
			err = d.Admit(who, from, true)
			for l, want := range map[lang.Lang]string{lang.English: tt.en, lang.Chinese: tt.zh} {
				if got, ok := l.Error(err); !ok || got != want {
					t.Errorf("in %s: %q (%v)\nwant %q", l, got, err, want)
				}
			}
		})
	}
}

// The form was open, or the command on its way, when the address was banned: no
// account is made behind the ban.
func TestNobodySignsUpFromWhereABanIs(t *testing.T) {
	for name, guests := range map[string]bool{"banned": false, "closed to guests": true} {
		t.Run(name, func(t *testing.T) {
			d := keys.NewDirectory(newMemory(), nil)
			net := keys.Target{Net: netip.MustParsePrefix("192.0.2.0/24")}
			if _, err := d.Ban(t.Context(), operator, keys.BanRequest{Target: net, Guests: guests}); err != nil {
				t.Fatal(err)
			}
			for address, want := range map[string]error{"192.0.2.7": keys.ErrDenied, "::ffff:192.0.2.8": keys.ErrDenied, "198.51.100.7": nil} {
				by := audit.Actor{Address: address, Via: audit.Screen}
				if _, _, err := d.SignUpWith(t.Context(), by, keystest.NewKey(t), keys.Application{Name: "mallory"}); !errors.Is(err, want) {
					t.Errorf("sign-up from %s: %v, want %v", address, err, want)
				}
			}
		})
	}
}
