package e2e_test

import "golang.org/x/crypto/ssh"

// The packets of RFC 4254 that a client sends, made by hand.

// channelOpen opens a channel of a kind under our number, with the window that
// the server may fill.
func channelOpen(kind string, ours, window uint32) []byte {
	return ssh.Marshal(struct {
		Kind         string `sshtype:"90"`
		Ours         uint32
		Window, Most uint32
	}{kind, ours, window, 32 << 10})
}

// channelRequest asks something of a channel. The payload is a structure, or
// bytes as they are; nil is none.
func channelRequest(id uint32, kind string, payload any) []byte {
	p := ssh.Marshal(struct {
		ID   uint32 `sshtype:"98"`
		Kind string
		Want bool
	}{id, kind, false})
	switch payload := payload.(type) {
	case nil:
		return p
	case []byte:
		return append(p, payload...)
	}
	return append(p, ssh.Marshal(payload)...)
}

// channelData is what the client's standard input is made of.
func channelData(id uint32, data string) []byte {
	return ssh.Marshal(struct {
		ID   uint32 `sshtype:"94"`
		Data string
	}{id, data})
}

// channelExtended is data of another kind; only servers have a use for it.
func channelExtended(id, kind uint32, data string) []byte {
	return ssh.Marshal(struct {
		ID, Kind uint32 `sshtype:"95"`
		Data     string
	}{id, kind, data})
}

// channelAdjust lets the server send so many bytes more.
func channelAdjust(id, more uint32) []byte {
	return ssh.Marshal(struct {
		ID, More uint32 `sshtype:"93"`
	}{id, more})
}

// channelEnd is the end of what the client sends.
func channelEnd(id uint32) []byte {
	return ssh.Marshal(struct {
		ID uint32 `sshtype:"96"`
	}{id})
}

// channelClose closes a channel.
func channelClose(id uint32) []byte {
	return ssh.Marshal(struct {
		ID uint32 `sshtype:"97"`
	}{id})
}

// globalRequest asks something that belongs to no channel.
func globalRequest(kind string, want bool) []byte {
	return ssh.Marshal(struct {
		Kind string `sshtype:"80"`
		Want bool
	}{kind, want})
}

// The payloads of requests of a channel.
type (
	execRequest struct{ Command string }
	envRequest  struct{ Name, Value string }
	sizeRequest struct{ Cols, Rows, Width, Height uint32 }
	ptyRequest  struct {
		Term                      string
		Cols, Rows, Width, Height uint32
		Modes                     string
	}
)
