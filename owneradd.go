package main

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"strings"

	"github.com/spf13/cobra"
	"golang.org/x/crypto/ssh"

	"snug/data"
	"snug/keys"
	"snug/keys/audit"
	"snug/room"
	"snug/session/command"
	"snug/session/live"
	"snug/text/lang"
)

// ownerAdd is for the day on which nobody can get in.
func (o *operator) ownerAdd() *cobra.Command {
	return &cobra.Command{
		Use:   "add KEY|FILE",
		Short: "Make whoever holds a public key an owner of the server",
		Long: `Make whoever holds a public key an owner of the server: at once if the key has
an account, else as soon as it gets one. The server may be running or not.`,
		Args: func(cmd *cobra.Command, args []string) error {
			if len(args) == 0 {
				return usagef("owner add needs a public key, or a file of them; see: snug owner add --help")
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			c, _, err := o.config()
			if err != nil {
				return err
			}
			// An unquoted line of a key is several arguments.
			owners, err := readKeys(strings.Join(args, " "))
			if err != nil {
				return err
			}
			for _, k := range owners {
				if err := o.addOwner(cmd.Context(), c, k); err != nil {
					return err
				}
			}
			return nil
		},
	}
}

// addOwner asks the server, or without one does it itself.
func (o *operator) addOwner(ctx context.Context, c Config, k ssh.PublicKey) error {
	line := string(bytes.TrimSpace(ssh.MarshalAuthorizedKey(k)))
	err := o.ask(ctx, c.Data, request{Owner: line})
	if !errors.Is(err, errNotRunning) {
		return err
	}
	if !hasData(c.Data) {
		return fmt.Errorf("no server has ever run on %s; start it once, or start it with --owner", c.Data)
	}
	store, err := data.Open(c.Data, data.Options{Log: newLogger(o.stderr, c)})
	if err != nil {
		return err
	}
	directory := keys.NewDirectory(store.Accounts(), c.Owners.fingerprints())
	a, err := directory.AddOwner(ctx, operatorActor(""), k)
	if err == nil {
		_, err = fmt.Fprintln(o.stdout, o.lang().Say(ownerAdded(k, a)))
	}
	return errors.Join(err, store.Close())
}

// readKeys reads a public key, or those of a file, one a line.
func readKeys(source string) ([]ssh.PublicKey, error) {
	lines, err := os.ReadFile(source)
	switch {
	case err == nil:
	case strings.HasPrefix(source, "SHA256:"):
		return nil, usagef("a fingerprint does not do here; give the public key itself, a line as in id_ed25519.pub")
	case strings.ContainsRune(source, ' '):
		lines = []byte(source)
	default:
		return nil, usagef("%q is no public key, and as a file: %w", source, err)
	}
	var out []ssh.PublicKey
	sc := bufio.NewScanner(bytes.NewReader(lines))
	for n := 1; sc.Scan(); n++ {
		line := bytes.TrimSpace(sc.Bytes())
		if len(line) == 0 || line[0] == '#' {
			continue
		}
		k, err := readKey(line)
		if err != nil {
			return nil, usagef("line %d of the keys: %w", n, err)
		}
		out = append(out, k)
	}
	if err := sc.Err(); err != nil || len(out) == 0 {
		return nil, usagef("there is no public key in %q", source)
	}
	return out, nil
}

// readKey reads one that can be somebody's here.
func readKey(line []byte) (ssh.PublicKey, error) {
	k, _, _, _, err := ssh.ParseAuthorizedKey(line)
	if err != nil {
		return nil, fmt.Errorf("%.80q is no public key; a line as in id_ed25519.pub is", line)
	}
	return k, keys.CheckKey(k)
}

// addOwner does for a client of the socket what ownerAdd is for, and tells
// those who are there.
func (a *adminSocket) addOwner(ctx context.Context, c *adminConn, l lang.Lang, line string) command.Status {
	k, err := readKey([]byte(line))
	if err != nil {
		return c.refuse(l, command.Usage, lang.S("this is no public key that can be used here"))
	}
	owner, err := a.directory.AddOwner(ctx, operatorActor(c.from), k)
	var said lang.Speaker
	switch {
	case errors.As(err, &said):
		return c.refuse(l, command.Internal, said.Sentence())
	case err != nil:
		a.log.Error("no owner was added", "from", c.from, "err", err)
		return c.refuse(l, command.Internal, lang.S("internal error; the log of the server says more"))
	}
	if owner.ID != 0 {
		a.broker.Renamed(room.Person{
			ID: room.UserID(owner.ID), Name: owner.Name, Display: owner.Display, Rank: room.Rank(owner.Role),
		})
		a.sessions.Tell(live.Notice{About: live.Changed, Account: owner})
	}
	_ = c.send(streamOut, []byte(l.Say(ownerAdded(k, owner))+"\n")) // a client that has gone needs no text
	return command.OK
}

// operatorActor is somebody at the machine as the audit log has them.
func operatorActor(from string) audit.Actor {
	return audit.Actor{Name: "operator", Address: from, Via: audit.Socket}
}

// ownerAdded says what AddOwner has done.
func ownerAdded(k ssh.PublicKey, a keys.Account) lang.Sentence {
	if a.ID == 0 {
		return lang.S("Whoever gets an account with the key %s is an owner of this server from then on.", ssh.FingerprintSHA256(k))
	}
	return lang.S("%s is an owner of this server now.", a.Name)
}
