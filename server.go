package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"os"
	"runtime/debug"
	"time"

	"golang.org/x/crypto/ssh"

	"snug/data"
	"snug/keys"
	"snug/room"
	"snug/session"
	"snug/session/command"
	"snug/session/live"
)

// How long the parts may take to end. Together they stay under the ten seconds
// that supervisors commonly grant.
const (
	sessionsEnd = 8 * time.Second
	marksEnd    = time.Second
)

// A Server is the whole program as a configuration describes it.
type Server struct {
	Config Config
	Ready  io.Writer // is given one line as soon as people can connect
	Log    *slog.Logger
}

// Run serves until ctx ends, and returns after everybody has been told, every
// terminal was restored and everything is on disk. An end of ctx is no error.
func (s *Server) Run(ctx context.Context) (err error) {
	dir := s.Config.Data
	if err := prepareDir(dir); err != nil {
		return err
	}
	// The host key comes first: see openHostKey.
	hostKey, err := openHostKey(dir)
	if err != nil {
		return err
	}
	store, err := data.Open(dir, data.Options{Log: s.Log})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, store.Close()) }()

	blobs, err := s.openFiles(dir, store)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, blobs.Close()) }()

	broker, err := room.NewBroker(store.Rooms(), s.Log)
	if err != nil {
		return err
	}
	defer func() {
		ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), marksEnd)
		defer cancel()
		err = errors.Join(err, broker.Close(ctx))
	}()

	if err := broker.UseBlobs(blobs); err != nil {
		return err
	}

	directory := keys.NewDirectory(store.Accounts(), s.Config.Owners.fingerprints())
	// Told to stop at once, the server still starts in order to stop in order.
	if err := directory.SyncOwners(context.WithoutCancel(ctx)); err != nil {
		return err
	}
	if err := directory.Fix(context.WithoutCancel(ctx), s.Config.fixed()); err != nil {
		return err
	}
	broker.Sanctioned(0) // it was there before these settings were
	listener, err := net.Listen("tcp", s.Config.Listen.String())
	if err != nil {
		return fmt.Errorf("%w; free the address, or choose another one with --listen", err)
	}
	defer listener.Close() // for the returns before somebody serves on it

	d := &doors{vitals: vitals{store: store, broker: broker, blobs: blobs, started: time.Now()}}
	if err := s.build(d, hostKey, directory, broker, listener.Addr()); err != nil {
		return err
	}
	if err := d.admin.open(ctx); err != nil {
		return err
	}
	return s.serve(ctx, d, listener, ssh.FingerprintSHA256(hostKey.PublicKey()))
}

// The doors are the two ways in, and what is counted of them.
type doors struct {
	ssh    *session.Server
	admin  *adminSocket
	vitals vitals
}

// build wires the doors to what they lead to.
func (s *Server) build(d *doors, hostKey ssh.Signer, directory *keys.Directory, broker *room.Broker, addr net.Addr) error {
	name, connect, err := s.names(addr)
	if err != nil {
		return err
	}
	open := live.New()
	table, err := command.New(command.Services{
		Broker:    broker,
		Directory: directory,
		Sessions:  open,
		Log:       s.Log,

		EraseDeleted: s.Config.Deleted == Erase,
		Vitals:       d.vitals.read,

		Version: version,
		Name:    name,
		HostKey: ssh.FingerprintSHA256(hostKey.PublicKey()),
		Connect: connect,
	}, command.Specs()...)
	if err != nil {
		return err
	}
	d.admin = &adminSocket{
		dir: s.Config.Data, table: table, directory: directory, broker: broker, sessions: open, log: s.Log,
	}
	limits, atDoor, rates := s.Config.parts()
	broker.SetRates(rates)
	d.ssh, err = session.New(session.Config{
		HostKey:   hostKey,
		Directory: directory,
		Broker:    broker,
		Sessions:  open,
		Table:     table,
		Log:       s.Log,
		Name:      name,
		Connect:   connect,
		Rules:     s.Config.Rules.String(),
		Limits:    limits,
		Door:      atDoor,

		ProxyNetworks: s.Config.ProxyNetworks.prefixes(),
	})
	d.vitals.ssh, d.vitals.table, d.vitals.admin = d.ssh, table, d.admin
	return err
}

// serve serves on listener, which it closes, until ctx ends or the listener
// fails.
func (s *Server) serve(ctx context.Context, d *doors, listener net.Listener, fingerprint string) error {
	served := make(chan error, 1)
	go func() { served <- contained(func() error { return d.ssh.Serve(context.WithoutCancel(ctx), listener) }) }()
	fmt.Fprintf(s.Ready, "snug %s ready on %s, host key %s\n", version, listener.Addr(), fingerprint)

	var failure error
	select {
	case failure = <-served:
	case <-ctx.Done():
		s.Log.Info("stopping")
	}
	end, cancel := context.WithTimeout(context.WithoutCancel(ctx), sessionsEnd)
	defer cancel()
	closed := make(chan error, 1)
	go func() { closed <- contained(func() error { return d.admin.stop(end) }) }()
	err := d.ssh.Shutdown(end, "the server is stopping")
	if failure == nil {
		failure = <-served
	}
	return errors.Join(failure, err, <-closed)
}

// contained turns a panic into an error, after which the server still ends in order.
func contained(f func() error) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("panic: %v\n%s", p, debug.Stack())
		}
	}()
	return f()
}

// names returns what people read as the server's name and as the way to
// connect to it. Where the configuration leaves them open, the machine's name
// and the port in use have to do.
func (s *Server) names(addr net.Addr) (name, connect string, err error) {
	name, connect = s.Config.Name.String(), s.Config.Connect.String()
	if name != "" && connect != "" {
		return name, connect, nil
	}
	host, err := os.Hostname()
	if err != nil {
		return "", "", fmt.Errorf("the machine does not tell its name (%w); give the server one with --name and --connect", err)
	}
	way := "ssh " + host
	if tcp, ok := addr.(*net.TCPAddr); ok && tcp.Port != 22 {
		way = fmt.Sprintf("ssh -p %d %s", tcp.Port, host)
	}
	return cmp.Or(name, host), cmp.Or(connect, way), nil
}
