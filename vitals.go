package main

import (
	"runtime"
	"time"

	"snug/data"
	"snug/data/blob"
	"snug/room"
	"snug/session"
	"snug/session/command"
)

// Vitals gathers the figures that the commands show to the people who run the
// server.
type vitals struct {
	store   *data.Store
	broker  *room.Broker
	blobs   *blob.Store
	ssh     *session.Server // set before anybody is served
	table   *command.Table  // as ssh
	admin   *adminSocket    // as ssh
	started time.Time
}

// read returns the figures as of now.
func (v *vitals) read() (command.Vitals, error) {
	s, err := v.store.Stats()
	if err != nil {
		return command.Vitals{}, err
	}
	refused := v.ssh.Refused()
	now := v.broker.Activity()
	refused["messages"], refused["messages-of-account"], refused["resync"] = now.Refused, now.TooFast, now.Resyncs
	often := v.broker.TooOften()
	refused["joins-of-account"], refused["invites-of-account"], refused["drafts-of-account"] = often.Joins, often.Invites, often.Drafts
	return command.Vitals{
		Started: v.started, StoreSize: s.Size, DiskFree: s.Free, Entries: s.Entries,
		Commits: s.Commits, Median: s.Median, Slowest: s.Slowest, Waiting: s.Waiting,
		Panics: v.panics(), Routines: runtime.NumGoroutine(),
		Files: s.Blobs, Refused: refused,
	}, nil
}

// panics returns how many were contained since the start, wherever that was.
func (v *vitals) panics() uint64 {
	return v.ssh.Panics() + v.table.Panics() + v.admin.panics.Load() + v.broker.Panics() + v.store.Panics() + v.blobs.Panics()
}
