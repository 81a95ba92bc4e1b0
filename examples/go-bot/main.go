// Go-bot answers !ping in rooms, once each time it is said, whatever breaks in
// between.
//
//	go run ./examples/go-bot ROOM,... [SSH-OPTION...] HOST
//
// It needs ssh, and remembers how far it has come in each room as long as it
// runs; the bot in ../shell-bot writes that down.
package main

import (
	"cmp"
	"encoding/json"
	"errors"
	"log"
	"maps"
	"os"
	"os/exec"
	"slices"
	"strings"
	"time"
)

// A line is what the server says, as far as it matters here.
type line struct {
	Type, ID, Text, Cursor string
	Room                   string `json:"room_id"`
	Bot                    bool
	Rooms                  []line
	Later                  time.Duration `json:"retry_after_ms"`
}

func main() {
	done := make(map[string]string) // the cursor of each room behind what is answered
	for pause := time.Second; ; pause = min(2*pause, time.Minute) {
		since := strings.Join(slices.Collect(maps.Values(done)), ",")
		ssh := exec.Command("ssh", slices.Concat([]string{"-o", "ServerAliveInterval=15"}, os.Args[2:], []string{"pipe", "--rooms", os.Args[1], "--since=" + since})...)
		ssh.Stderr = os.Stderr
		in, err := ssh.StdinPipe()
		out, err2 := ssh.StdoutPipe()
		if err = errors.Join(err, err2, ssh.Start()); err != nil {
			log.Fatal(err)
		}
		at, waiting, lines := maps.Clone(done), 0, json.NewDecoder(out)
		for err == nil {
			var l line
			err = lines.Decode(&l)
			for _, r := range append(l.Rooms, l) { // hello has all rooms, another line one
				at[r.Room] = cmp.Or(r.Cursor, at[r.Room])
			}
			switch {
			case l.Type == "hello":
				pause = time.Second
			case l.Type == "message" && l.Text == "!ping" && !l.Bot:
				waiting++ // with its own ID the answer counts once, however often it is sent
				err = json.NewEncoder(in).Encode(map[string]string{"id": l.ID, "cmd": "send", "room": l.Room, "reply": l.ID, "text": "pong", "idem": l.ID})
			case l.Later > 0:
				pause, err = l.Later*time.Millisecond, errors.New("the server asks for patience")
			case l.Type == "ack" || l.Type == "error":
				waiting--
			}
			if waiting == 0 {
				maps.Copy(done, at)
			}
		}
		log.Print(err)
		_, _ = ssh.Process.Kill(), ssh.Wait() // it may have gone by itself
		time.Sleep(pause)
	}
}
