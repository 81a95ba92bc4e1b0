package command

import (
	"path"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"snug/room"
)

// A way is how people reach this server, taken from what they are told to connect
// with.
type way struct {
	host string // with the user's name before it, if one is given
	port string // empty: the usual one
}

// wayOf reads a line such as "ssh -p 2222 chat.example.com". It is false for a line
// with anything else in it, which other programs than ssh may not understand.
func wayOf(connect string) (w way, ok bool) {
	words := strings.Fields(connect)
	for i := 1; i < len(words); i++ {
		switch word := words[i]; {
		case word == "-p" && i+1 < len(words):
			i++
			w.port = words[i]
		case strings.HasPrefix(word, "-"), w.host != "":
			return w, false
		default:
			w.host = word
		}
	}
	if w.port == "22" {
		w.port = ""
	}
	return w, w.host != "" && words[0] == "ssh"
}

// copying returns how the line of a program like scp begins, and how it writes the
// server.
func (w way) copying(program string) (begin, host string) {
	if w.port != "" {
		program += " -P " + w.port
	}
	user, machine := "", w.host
	if i := strings.LastIndexByte(w.host, '@'); i >= 0 {
		user, machine = w.host[:i+1], w.host[i+1:]
	}
	if strings.Contains(machine, ":") {
		machine = "[" + machine + "]"
	}
	return program, user + machine + ":"
}

// A client is which programs somebody has, as far as their session tells.
type client struct {
	copy string // like scp; empty: none
	run  string // the line that runs a command on the server
}

// client returns the programs of the caller's client.
func (c *Invocation) client() (is client, w way) {
	name := strings.ToLower(c.Session.Client)
	w, known := wayOf(c.Connect)
	switch {
	case !known:
		return client{run: c.Connect}, w
	case strings.HasPrefix(name, "putty"):
		is = client{copy: "pscp", run: "plink" + strings.ReplaceAll(strings.TrimPrefix(c.Connect, "ssh"), " -p ", " -P ")}
	case strings.HasPrefix(name, "dropbear"):
		is = client{run: "dbclient" + strings.TrimPrefix(c.Connect, "ssh")}
	default:
		is = client{copy: "scp", run: c.Connect}
	}
	return is, w
}

// explainGet prints the lines with which somebody fetches a file with the client
// that they have.
func (c *Invocation) explainGet(in room.Room, f *room.File) error {
	is, w := c.client()
	save := saveAs(f)
	var lines []string
	if is.copy != "" {
		begin, host := w.copying(is.copy)
		source, target := c.filesOf(in)+"/"+number(f)+"-"+f.Leaf(), "."
		if save != f.Leaf() { // the number alone finds it as well
			source, target = number(f), save
		}
		source = host + source
		lines = append(lines, begin+" "+source+" "+target)
	}
	return c.print(append(lines, is.run+" get "+number(f)+" > "+save)...)
}

// explainPut prints the lines with which somebody puts a file into the room of the
// first argument.
func (c *Invocation) explainPut() error {
	r, err := c.room(c.arg(0))
	if err != nil {
		return err
	}
	name := c.arg(1)
	if !plainName(name) {
		name = "FILE"
	}
	is, w := c.client()
	var lines []string
	if is.copy != "" {
		begin, host := w.copying(is.copy)
		lines = append(lines, begin+" "+name+" "+host+c.filesOf(r)+"/")
	}
	return c.print(append(lines, is.run+" put "+c.roomName(r)+" "+name+" < "+name)...)
}

// filesOf returns the folder in which clients for files see a room.
func (c *Invocation) filesOf(r room.Room) string {
	name := c.roomName(r)
	if name == "inbox" { // there is a folder of that name
		name = "#" + name
	}
	return name
}

// saveAs returns a name for a file on somebody's disk, as a shell is given it: the
// file's own, in quotes if it must be, or else its number. Whoever has named the file is
// not to choose what the line does to the one who runs it.
func saveAs(f *room.File) string {
	name := f.Leaf()
	if strings.HasPrefix(name, ".") { // such as .bashrc, which is there already, and is run
		name = number(f) + name
	}
	switch {
	case device.MatchString(name):
		return number(f)
	case plainName(name):
		return name
	case strings.ContainsAny(name, "\"$`\\!%^“”„"), // which quotes do not keep from every shell
		strings.Contains(name, ":"): // behind which scp would copy the file to another machine
		if ext := path.Ext(name); plainName(ext) {
			return number(f) + ext
		}
		return number(f)
	case strings.HasPrefix(name, "-"):
		name = "./" + name
	}
	return `"` + name + `"`
}

// device is the form of names that Windows has for what is no file, such as the
// console.
var device = regexp.MustCompile(`(?i)^(con|prn|aux|nul|(com|lpt)[0-9¹²³])[ .]*(\.|$)`)

// plainName reports whether every shell and its programs take a name as it is:
// letters and digits of any script, and dots, dashes and underscores.
func plainName(name string) bool {
	return name != "" && name[0] != '-' && strings.IndexFunc(name, func(r rune) bool {
		return r == utf8.RuneError || !unicode.In(r, unicode.L, unicode.N) && !strings.ContainsRune(".-_", r)
	}) < 0
}
