package keys

import (
	"context"

	"golang.org/x/crypto/ssh"

	"snug/keys/audit"
)

// A NewBot is what a bot is made with.
type NewBot struct {
	Name    string // its username, by the policy of usernames
	Display string // possibly empty
	Rate    int    // messages a minute; zero: DefaultRate
}

// Limits of bots.
const (
	DefaultRate = 60
	MaxRate     = 600 // messages a minute; by admins of the server MaxAdminRate
	MaxBots     = 10  // of one account below admin
)

// CreateBot makes an account for a program, kept by the account of by, and with a
// key that has no account yet. The bot is a Member. Guests, bots and who is
// muted, suspended, not yet approved or on probation are refused (ErrDenied), as
// is one bot too many (ErrLimited), and everybody when the server's setting says so.
func (d *Directory) CreateBot(ctx context.Context, by audit.Actor, k ssh.PublicKey, b NewBot) (Account, error) {
	return Account{}, refuse(ErrUnavailable, "not built")
}

// Bots returns the bots of an account, by ID; of nobody: all.
func (d *Directory) Bots(keeper AccountID) ([]Account, error) { return nil, nil }

// BotSet is what can change of a bot; nil stays as it is.
type BotSet struct {
	Display *string
	Rate    *int
	Key     ssh.PublicKey // instead of all those it has
}

// SetBot changes a bot. Its keeper may, and admins of the server.
func (d *Directory) SetBot(ctx context.Context, by audit.Actor, bot AccountID, s BotSet) (Account, error) {
	return Account{}, refuse(ErrUnavailable, "not built")
}

// RevokeBot deletes a bot as its keeper, or as staff above it, would delete an
// account: its key is refused from then on, what it said stays.
func (d *Directory) RevokeBot(ctx context.Context, by audit.Actor, bot AccountID) (Account, error) {
	return Account{}, refuse(ErrUnavailable, "not built")
}
