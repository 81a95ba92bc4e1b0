package transfer

import (
	"path"
	"strings"

	"snug/text/lang"
)

// partSuffix is what WinSCP (6) puts behind the name of a file until all of it is there;
// then it gives the file its name, for which it first takes away what is called so. Such a
// file is announced when it has its name: whoever breaks it off ends it as usual.
const partSuffix = ".filepart"

// part reports whether the file waits for its name.
func (u *incoming) part() bool {
	return u.t.renames && strings.HasSuffix(u.at.name, partSuffix) && path.Base(u.at.name) != partSuffix
}

// waits reports whether a file whose handle is closed waits for its name. It then keeps
// what counts its handle, so that there are no more of them than a session may have.
func (u *incoming) waits(handle func()) bool {
	u.mu.Lock()
	defer u.mu.Unlock()
	if u.ended || !u.part() {
		return false
	}
	u.handle = handle
	return true
}

// fail notes that the upload has ended, so that it waits for nothing.
func (u *incoming) fail() {
	u.mu.Lock()
	defer u.mu.Unlock()
	u.ended = true
}

// over gives back the handle of what waited for its name.
func (u *incoming) over() {
	u.mu.Lock()
	handle := u.handle
	u.handle, u.ended = nil, true
	u.mu.Unlock()
	if handle != nil {
		handle()
	}
}

// named returns where the file is when it has its name.
func (u *incoming) named() place {
	if !u.part() {
		return u.at
	}
	return place{u.at.in, strings.TrimSuffix(u.at.name, partSuffix)}
}

// parts returns what waits for a name.
func (t *tree) parts(at place) []*incoming {
	t.mu.Lock()
	defer t.mu.Unlock()
	return append([]*incoming(nil), t.incoming[place{at.in, at.name + partSuffix}]...)
}

// rename gives a file its name that waited for it, and announces it; named is false when
// none did.
func (t *tree) rename(from, to string) (named bool, err error) {
	n, err := t.resolve(from)
	if err != nil || n.kind != anUpload || !n.upload.part() {
		return false, nil //nolint:nilerr // nothing is renamed, whether it is there or not
	}
	by, err := t.who()
	if err != nil {
		return true, err
	}
	in, name, err := t.target(by, to, false)
	if err != nil {
		return true, err
	}
	if n.upload.named() != (place{in.ID, name}) {
		return false, nil
	}
	_, err = n.upload.close()
	return true, err
}

// nameless returns what is to be said of a file that still waits for its name; ok is
// false when there is none.
func (t *tree) nameless() (said lang.Sentence, ok bool) {
	t.mu.Lock()
	defer t.mu.Unlock()
	for at, files := range t.incoming {
		if len(files) > 0 && files[0].part() {
			return lang.S("%s was not given another name, so nothing of it was kept; put it in under another name", shown(path.Base(at.name))), true
		}
	}
	return said, false
}
