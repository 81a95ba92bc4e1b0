package blob

// Operation is what the disk is asked to do.
type Operation = operation

// Operations lists what the disk is asked to do.
var Operations = []Operation{creating, writing, truncating, syncing, reading, renaming, syncingFolder}

// SyncEvery is how many bytes of a spool are synced at once.
const SyncEvery = syncEvery

// WithSync returns the options with another syncEvery.
func (o Options) WithSync(every int64) Options {
	o.every = every
	return o
}

// WithFault returns the options with something that is asked before each
// operation of the disk, and whose error the disk then has.
func (o Options) WithFault(fault func(Operation) error) Options {
	o.fault = fault
	return o
}
