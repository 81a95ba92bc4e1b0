package transfer

import (
	"errors"
	"path"
	"slices"
	"strings"

	"snug/room"
	"snug/text/lang"
)

// upload begins to put a file in where a path says; size is what the client declares
// in bytes, negative when it does not. What is there already is not written over: the
// file becomes another of that name.
func (t *tree) upload(p string, size int64) (*incoming, error) {
	by, err := t.who()
	if err != nil {
		return nil, err
	}
	in, name, err := t.target(by, p, true)
	if err != nil {
		return nil, err
	}
	u := &incoming{t: t, in: in, at: place{in.ID, name}}
	if u.part() {
		for _, begun := range t.parts(u.named()) {
			begun.abort() // its program has begun anew
		}
	}
	u.up, err = t.Broker.Upload(t.ctx, by, in.ID, room.Offer{Name: u.named().name, Size: size, Told: t.Told})
	if err != nil {
		return nil, err
	}
	t.mu.Lock()
	t.incoming[u.at] = append(t.incoming[u.at], u)
	t.mu.Unlock()
	return u, nil
}

// target returns the room and the name that a path means for what is not there yet. A
// conversation is begun, if begin says so.
func (t *tree) target(by room.UserID, p string, begin bool) (room.Room, string, error) {
	parts, err := split(p)
	if err != nil {
		return room.Room{}, "", err
	}
	if len(parts) < 2 || parts[0] == inbox {
		return room.Room{}, "", t.noPlace(by, parts)
	}
	name, err := room.ParseFileName(strings.Join(parts[1:], "/"))
	if err != nil {
		return room.Room{}, "", err
	}
	in, err := t.room(by, parts[0])
	if begin && errors.Is(err, room.ErrNotFound) && by != 0 && strings.HasPrefix(parts[0], "@") {
		in, err = t.Broker.Converse(t.ctx, by, people(parts[0])...)
	}
	if err == nil && by == 0 {
		err = needsAccount()
	}
	if err != nil {
		return room.Room{}, "", err
	}
	if dir := path.Dir(name); dir != "." {
		t.mu.Lock()
		made := t.folders[place{in.ID, dir}]
		t.mu.Unlock()
		if !made {
			return room.Room{}, "", refuse(room.ErrNotFound, lang.S("there is no folder %s; make it first", shown(dir)))
		}
	}
	return in, name, nil
}

// noPlace returns why nothing is put where a path leads that is in no room. It may be
// that of a folder: programs that find none there take its path for that of a file.
func (t *tree) noPlace(by room.UserID, parts []string) error {
	if len(parts) == 1 && parts[0] != inbox {
		in, err := t.room(by, parts[0])
		if err == nil && by != 0 {
			_, err = t.Broker.Quota(t.ctx, by, in.ID) // whether anything may be put there
		}
		switch {
		case errors.Is(err, room.ErrDenied), errors.Is(err, room.ErrNotFound) && strings.HasPrefix(parts[0], "@") && !t.begins(by, parts[0]):
			return err
		case errors.Is(err, room.ErrNotFound) && !strings.HasPrefix(parts[0], "@"):
			return refuse(room.ErrDenied, lang.S("nothing is put there, as there is no room %[1]s; put it into a room, as %[2]s/NAME, or give it to somebody, as @USER/NAME",
				shown(parts[0]), room.Lobby))
		}
	}
	return refuse(room.ErrDenied,
		lang.S("nothing is put there; put it into a room, as %s/NAME, or give it to somebody, as @USER/NAME", room.Lobby))
}

// needsAccount refuses a guest what only somebody may do.
func needsAccount() error {
	return refuse(room.ErrDenied, lang.S("you need an account for that; connect with ssh and make one"))
}

// mkdir makes a folder in a room for this session, so that what is in a folder can be
// put in under its name. Nobody else sees it.
func (t *tree) mkdir(p string) error {
	by, err := t.who()
	if err != nil {
		return err
	}
	if parts, err := split(p); err == nil && len(parts) < 2 {
		return refuse(room.ErrDenied, lang.S("no room is made like that; make one in the chat: /create NAME"))
	}
	in, name, err := t.target(by, p, true)
	if err != nil {
		return err
	}
	if _, err := t.Broker.Quota(t.ctx, by, in.ID); err != nil {
		return err
	}
	at := place{in.ID, name}
	t.mu.Lock()
	defer t.mu.Unlock()
	switch {
	case t.folders[at]:
		return refuse(room.ErrConflict, lang.S("the folder %s is there already", shown(name)))
	case len(t.folders) >= maxFolders:
		return refuse(room.ErrLimited, lang.S("a session has at most %d folders; put the rest in with another", maxFolders))
	}
	t.folders[at] = true
	return nil
}

// rmdir takes away a folder that mkdir made. What was put in stays.
func (t *tree) rmdir(p string) error {
	n, err := t.resolve(p)
	if err != nil {
		return err
	}
	if n.kind != aFolder {
		return refuse(room.ErrDenied, lang.S("no room is deleted like that; its owner does it in the chat: /room delete ROOM"))
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	delete(t.folders, place{n.room.ID, n.name})
	return nil
}

// remove deletes a file with its message, as far as its rules allow. The path says its
// number, or what this session has put in under that name: the newest that is called so
// may be somebody else's.
func (t *tree) remove(p string) error {
	n, err := t.resolve(p)
	if err != nil {
		return err
	}
	switch n.kind {
	case anUpload:
		n.upload.abort()
		return nil
	case aFile:
	case theRoot, theInbox, aRoom, aBeginning, aFolder:
		return refuse(room.ErrDenied, lang.S("no room is deleted like that; its owner does it in the chat: /room delete ROOM"))
	}
	by, err := t.who()
	switch {
	case err != nil:
		return err
	case by == 0:
		return needsAccount()
	}
	id, _ := numbered(path.Base(p))
	if id != n.message.File.ID && len(t.parts(place{n.room.ID, n.message.File.Name})) > 0 {
		return nil // for what comes under that name; neither is in the way of the other
	}
	t.mu.Lock()
	mine := t.arrival(place{n.room.ID, n.message.File.Name}) == n.message.File.ID
	t.mu.Unlock()
	if id != n.message.File.ID && !mine {
		return refuse(room.ErrDenied, lang.S("say which file by its number, as in %s", shown(numberedName(n.message.File))))
	}
	_, err = t.Broker.Delete(t.ctx, by, n.room.ID, n.message.Seq)
	return err
}

// landed notes the end of an upload, and the file that it became, if it did.
func (t *tree) landed(u *incoming, m *room.Message) {
	u.over()
	t.mu.Lock()
	defer t.mu.Unlock()
	others := slices.DeleteFunc(t.incoming[u.at], func(o *incoming) bool { return o == u })
	if t.incoming[u.at] = others; len(others) == 0 {
		delete(t.incoming, u.at)
	}
	if m == nil || m.File == nil {
		return
	}
	if len(t.arrived) == maxArrivals {
		t.arrived = append(t.arrived[:0], t.arrived[1:]...)
	}
	t.arrived = append(t.arrived, arrival{u.named(), m.File.ID})
}
