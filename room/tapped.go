package room

// stop ends what the tap may see of a room. The caller holds the person's lock.
func (t *Tap) stop(h *hub) {
	t.in(h.id, func(f *following) {
		if f.ended == nil {
			f.end()
		}
	})
}

// farewell has the tap hear last why it hears no more of a room. The ring does not
// have that. The caller holds the person's lock.
func (t *Tap) farewell(h *hub, why Left) {
	t.in(h.id, func(f *following) {
		if f.ended != nil {
			f.ended.last = &why
		}
	})
}

// call takes over what a conversation is called now. The caller holds the person's
// lock.
func (t *Tap) call(pl place) {
	t.in(pl.hub.id, func(f *following) { f.place.name, f.place.with = pl.name, pl.with })
}

// in does something with a followed room under its hub's lock, and lets the tap
// look at it.
func (t *Tap) in(id ID, do func(*following)) {
	f := t.find(id)
	if f == nil {
		return
	}
	f.hub.mu.Lock()
	do(f)
	f.hub.mu.Unlock()
	f.tell()
}
