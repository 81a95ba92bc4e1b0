package main

import (
	"crypto/ed25519"
	"crypto/rand"
	"encoding/pem"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"

	"golang.org/x/crypto/ssh"
)

// hostKeyFile holds the server's identity, inside the data directory, in the
// form that OpenSSH writes.
const hostKeyFile = "host_ed25519"

// maxHostKey bounds what is read of a host key file; a real one has 400 bytes.
const maxHostKey = 16 << 10

// openHostKey returns the host key of a data directory and makes one at the
// first start. It counts as the first start when there is neither a key nor a
// data file: the key is made before the data, so a start that was killed in
// between can be repeated, and a key that is lost later is never replaced
// behind the operator's back, for that would look like an attack to everybody
// who has connected before.
func openHostKey(dir string) (ssh.Signer, error) {
	path := filepath.Join(dir, hostKeyFile)
	if !exists(path) && !hasData(dir) {
		if err := createHostKey(dir); err != nil && !exists(path) { // else another process was faster
			return nil, err
		}
	}
	key, err := loadHostKey(dir)
	if err == nil {
		removeUnfinished(dir)
	}
	return key, err
}

// loadHostKey reads the host key and refuses one that others could have read
// or replaced.
func loadHostKey(dir string) (ssh.Signer, error) {
	path := filepath.Join(dir, hostKeyFile)
	f, err := os.OpenFile(path, os.O_RDONLY|syscall.O_NOFOLLOW|syscall.O_NONBLOCK, 0)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, fmt.Errorf("the host key %s is missing; put it back from a backup, or give the server a new identity with: snug host-key new --yes --data %s", path, dir)
	case errors.Is(err, syscall.ELOOP):
		return nil, fmt.Errorf("the host key %s is a symbolic link; put the file itself there", path)
	case err != nil:
		return nil, fmt.Errorf("the host key cannot be read (%w); give the file to the user that runs the server, with mode 0600", err)
	}
	defer f.Close()
	switch info, err := f.Stat(); {
	case err != nil:
		return nil, fmt.Errorf("host key: %w", err)
	case !info.Mode().IsRegular():
		return nil, fmt.Errorf("the host key %s is not a file; put it back from a backup", path)
	case info.Mode().Perm()&0o077 != 0:
		return nil, fmt.Errorf("the host key %s is open to others (mode %04o) and may have been copied; if you are sure that it was not, run: chmod 600 %s", path, info.Mode().Perm(), path)
	}
	b, err := io.ReadAll(io.LimitReader(f, maxHostKey))
	if err != nil {
		return nil, fmt.Errorf("read host key %s: %w", path, err)
	}
	key, err := ssh.ParsePrivateKey(b)
	if err != nil || key.PublicKey().Type() != ssh.KeyAlgoED25519 {
		return nil, fmt.Errorf("the host key %s is not an ed25519 key without a passphrase; put it back from a backup", path)
	}
	return key, nil
}

// createHostKey writes a new host key that appears whole or not at all: it is
// written and synced under a temporary name and then linked to its own, which
// fails with fs.ErrExist when there is one already.
func createHostKey(dir string) (err error) {
	defer func() {
		if err != nil {
			err = fmt.Errorf("create host key: %w", err)
		}
	}()
	_, key, err := ed25519.GenerateKey(rand.Reader)
	if err != nil {
		return err
	}
	block, err := ssh.MarshalPrivateKey(key, "snug host key")
	if err != nil {
		return err
	}
	tmp, err := os.CreateTemp(dir, unfinishedKey) // O_EXCL, 0600
	if err != nil {
		return err
	}
	defer os.Remove(tmp.Name())
	_, err = tmp.Write(pem.EncodeToMemory(block))
	if err = errors.Join(err, tmp.Sync(), tmp.Close()); err != nil {
		return err
	}
	if err := os.Link(tmp.Name(), filepath.Join(dir, hostKeyFile)); err != nil {
		return err
	}
	return syncDir(dir)
}

// unfinishedKey is the pattern of a host key's temporary names.
const unfinishedKey = "." + hostKeyFile + "-*"

// removeUnfinished takes away what a killed createHostKey left. Once there is
// a host key, nobody can have a use for it.
func removeUnfinished(dir string) {
	left, _ := filepath.Glob(filepath.Join(dir, unfinishedKey))
	for _, path := range left {
		os.Remove(path)
	}
}

// syncDir makes new names in a directory survive a loss of power.
func syncDir(dir string) error {
	d, err := os.Open(dir)
	if err != nil {
		return err
	}
	return errors.Join(d.Sync(), d.Close())
}
