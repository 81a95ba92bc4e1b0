package audit

import "context"

// What [Actor.Via] can be.
const (
	Exec   = "exec"   // ssh host COMMAND
	Files  = "files"  // sftp and scp
	Screen = "screen" // a slash line, a key or a menu
	Line   = "line"   // line mode
	Socket = "socket" // the admin socket: somebody at the machine
	Config = "config" // the server's configuration
	Server = "server" // the server by itself
)

// A Deed is who does something and why. It is for the log alone: who may do
// what is never decided by it.
type Deed struct {
	By     Actor
	Reason string // clean, possibly empty
}

type deedKey struct{}

// With returns a context that carries who does what is done under it, and why.
func With(ctx context.Context, d Deed) context.Context { return context.WithValue(ctx, deedKey{}, d) }

// From returns what [With] was given, and the zero Deed without it.
func From(ctx context.Context) Deed {
	d, _ := ctx.Value(deedKey{}).(Deed)
	return d
}
