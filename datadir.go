package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"snug/data"
)

// stateDir returns where state lives when nobody has said: the directory that
// systemd gives, else the one of the XDG base directory specification.
func stateDir(environ map[string]string) (string, error) {
	// systemd separates several directories by colons; the first is ours.
	if dirs := filepath.SplitList(environ["STATE_DIRECTORY"]); len(dirs) > 0 {
		return dirs[0], nil
	}
	// The specification says to ignore a relative path.
	if dir := environ["XDG_STATE_HOME"]; filepath.IsAbs(dir) {
		return filepath.Join(dir, "snug"), nil
	}
	if home := environ["HOME"]; filepath.IsAbs(home) {
		return filepath.Join(home, ".local", "state", "snug"), nil
	}
	return "", usagef("there is no place for the data, because $HOME is not set; name a directory with --data")
}

// prepareDir makes the data directory, for its owner only, if it is missing.
// One that others can write to is refused, for they could replace the host
// key; one that others can merely look into is left as it is, because it may
// be somebody's on purpose and every file in it is closed to others anyway.
func prepareDir(dir string) error {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return fmt.Errorf("make data directory: %w; name another one with --data", err)
	}
	return checkDir(dir)
}

// checkDir returns an error when dir is no directory or others can write to it.
func checkDir(dir string) error {
	info, err := os.Stat(dir)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return fmt.Errorf("there is no data directory %s; start the server once, or name the right one with --data", dir)
	case err != nil:
		return fmt.Errorf("data directory: %w", err)
	case !info.IsDir():
		return fmt.Errorf("%s is not a directory; name one with --data", dir)
	case info.Mode().Perm()&0o022 != 0:
		return fmt.Errorf("the data directory %s can be written to by others (mode %04o), who could replace the host key; run: chmod go-w %s", dir, info.Mode().Perm(), dir)
	}
	return nil
}

// exists reports whether there is something at path, whatever it is. An error
// other than absence counts as existence, so that nothing is made anew only
// because it could not be seen.
func exists(path string) bool {
	_, err := os.Lstat(path)
	return !errors.Is(err, fs.ErrNotExist)
}

// hasData reports whether a server has ever run on a directory.
func hasData(dir string) bool { return exists(filepath.Join(dir, data.FileName)) }
