//go:build linux

package bench

import (
	"fmt"
	"strings"
	"testing"
)

// BenchmarkRoomsPane has people say messages on two servers in turn. On the one they
// have the list of their rooms beside the room, on the other they have switched it
// off. An operation is forty messages on each, ten a second.
func BenchmarkRoomsPane(b *testing.B) { roomsPane(200, 10, 40).run(b) }

func roomsPane(sessions, perSecond, messages int) scenario {
	return func(tb testing.TB, more func() bool) map[string]float64 {
		type side struct {
			flow    flow
			server  *server
			clients []*client
			board   *board
		}
		with, without := &side{board: &board{}}, &side{board: &board{}}
		for _, at := range []*side{with, without} {
			at.server = startServer(tb, "")
			at.clients = crowd(tb, at.server, sessions, "", at.board)
			for i := range 5 {
				if err := at.clients[0].run(fmt.Sprintf("create den%d", i)); err != nil {
					tb.Fatal(err)
				}
			}
			for _, c := range at.clients[1:] {
				for i := range 5 {
					if err := c.run(fmt.Sprintf("join den%d", i)); err != nil {
						tb.Fatal(err)
					}
				}
			}
		}
		for _, c := range without.clients {
			c.press(tb, "/set rooms off\r")
		}
		settle(append(with.clients, without.clients...)...)
		for _, c := range without.clients {
			if out, err := c.output("set rooms"); err != nil || !strings.Contains(out, "off") {
				tb.Fatalf("the list of rooms is still on: %q, %v", out, err)
			}
		}
		for more() {
			with.flow.measure(tb, with.server, with.clients, with.board, perSecond, messages)
			without.flow.measure(tb, without.server, without.clients, without.board, perSecond, messages)
		}
		return map[string]float64{
			"with-cpu-µs/delivery":    us(with.flow.cpu) / with.flow.deliveries,
			"without-cpu-µs/delivery": us(without.flow.cpu) / without.flow.deliveries,
			"with/without":            with.flow.cpu.Seconds() / without.flow.cpu.Seconds() * without.flow.deliveries / with.flow.deliveries,
		}
	}
}
