package command_test

import (
	"fmt"
	"strings"
	"testing"

	"snug/session/command"
)

func TestPipeRefusesWhatIsNoCommand(t *testing.T) {
	w := newWorld(t)
	p := w.member(t, "alice").pipe(t, "")
	p.next()
	for _, tt := range []struct{ name, line, re, says string }{
		{"no JSON", `send lobby hello`, "<nil>", "is not JSON"},
		{"half an object", `{"id":"1","cmd":"ping"`, "1", "is not JSON"},
		{"two objects", `{"id":"1","cmd":"ping"}{"id":"2","cmd":"ping"}`, "1", "is not JSON"},
		{"a list", `["send","lobby"]`, "<nil>", "no object"},
		{"null", `null`, "<nil>", "no object"},
		{"no UTF-8", "{\"id\":\"1\",\"cmd\":\"send\",\"room\":\"lobby\",\"text\":\"\xff\"}", "1", "not UTF-8"},
		{"half a surrogate", `{"id":"1","cmd":"send","room":"lobby","text":"\ud800"}`, "1", "not UTF-8"},
		{"the other half", `{"id":"1","cmd":"send","room":"lobby","text":"\udc00\ud800"}`, "1", "not UTF-8"},
		{"NUL", `{"id":"1","cmd":"send","room":"lobby","text":"\u0000"}`, "1", "U+0000"},
		{"a raw NUL", "{\"id\":\"1\",\"cmd\":\"send\",\"room\":\"lobby\",\"text\":\"\x00\"}", "1", "not JSON"},
		{"a field twice", `{"id":"1","cmd":"send","room":"lobby","text":"a","text":"b"}`, "1", "text is there twice"},
		{"a field twice by escapes", `{"id":"1","cmd":"send","room":"lobby","text":"a","te\u0078t":"b"}`, "1", "text is there twice"},
		{"too deep", `{"id":"1","cmd":"run","args":[[[["x"]]]]}`, "1", "4 levels"},
		{"very deep", `{"id":"1","cmd":"run","args":` + strings.Repeat("[", 30_000), "1", "not JSON"},
		{"an unknown field", `{"id":"1","cmd":"ping","wait":1}`, "1", "no field wait"},
		{"another case", `{"id":"1","cmd":"send","room":"lobby","Text":"a"}`, "1", "no field Text"},
		{"another type", `{"id":"1","cmd":"send","room":"lobby","text":5}`, "1", "text has to be a string"},
		{"another type of a switch", `{"id":"1","cmd":"react","room":"lobby","seq":1,"emoji":"+1","on":"yes"}`, "1", "on has to be true or false"},
		{"another type of a list", `{"id":"1","cmd":"run","args":"send lobby"}`, "1", "args has to be a list"},
		{"a broken number", `{"id":"1","cmd":"react","room":"lobby","seq":1.5,"emoji":"+1"}`, "1", "seq has to be a string or a whole number"},
		{"an unknown command", `{"id":"1","cmd":"sned","room":"lobby"}`, "1", "did you mean send?"},
		{"a command that there is nothing like", `{"id":"1","cmd":"format"}`, "1", "there are: delete, edit"},
		{"no command", `{"id":"1"}`, "1", "cmd is missing"},
		{"a command that is no text", `{"id":"1","cmd":5}`, "1", "cmd has to be a string"},
		{"no id", `{"cmd":"ping"}`, "<nil>", "id is missing"},
		{"an id that is no text", `{"id":1,"cmd":"ping"}`, "<nil>", "id has to be a string"},
		{"an id that is long", `{"id":"` + strings.Repeat("x", 65) + `","cmd":"ping"}`, "<nil>", "65 bytes"},
		{"a line that is long", `{"id":"1","cmd":"send","room":"lobby","text":"` + strings.Repeat("x", 64<<10) + `"}`, "1", "more than 65536 bytes"},
		{"a line of 10 MB", strings.Repeat("x", 10<<20), "<nil>", "more than 65536 bytes"},
		{"no room", `{"id":"1","cmd":"send","text":"a"}`, "1", "room is missing"},
		{"no text", `{"id":"1","cmd":"send","room":"lobby","text":null}`, "1", "empty"},
		{"a style that there is not", `{"id":"1","cmd":"send","room":"lobby","text":"a","style":"loud"}`, "1", "style can only be"},
		{"a long idem", `{"id":"1","cmd":"send","room":"lobby","text":"a","idem":"` + strings.Repeat("x", 129) + `"}`, "1", "idem has 129 bytes"},
		{"an idem of two lines", `{"id":"1","cmd":"send","room":"lobby","text":"a","idem":"a\nb"}`, "1", "control character"},
		{"no message", `{"id":"1","cmd":"edit","room":"lobby","text":"a"}`, "1", "which message"},
		{"a message twice", `{"id":"1","cmd":"delete","msg":"m_0","room":"lobby","seq":1}`, "1", "which message"},
		{"nothing to run", `{"id":"1","cmd":"run","args":[]}`, "1", "args is missing"},
		{"a pipe in a pipe", `{"id":"1","cmd":"run","args":["pipe"]}`, "1", "within a pipe"},
		{"what never ends", `{"id":"1","cmd":"run","args":["tail","lobby","-f"]}`, "1", "goes on until"},
		{"a cursor that is none", `{"id":"1","cmd":"subscribe","since":"r_1:a:0"}`, "1", "is no cursor"},
		{"a cursor of the future", `{"id":"1","cmd":"subscribe","since":"r_1:5:0"}`, "1", "is ahead of #lobby"},
		{"a cursor of another room", `{"id":"1","cmd":"subscribe","room":"lobby","since":"r_9:0:0"}`, "1", "is not one of #lobby"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			s := p.ask(tt.line)
			if s.is("type", "re", "code", "exit") != "error "+tt.re+" usage 2" || !strings.Contains(fmt.Sprint(s["message"]), tt.says) {
				t.Errorf("it is answered with %v, want re %s and %q", s, tt.re, tt.says)
			}
		})
	}
	p.write("", "  \t", "\r")
	if s := p.ask(`{"id":"last","cmd":"history","room":"lobby"}` + "\r"); s.is("type", "re", "items") != "result last []" {
		t.Errorf("behind all that comes %v", s)
	}
	if status := p.end(); status != 0 {
		t.Errorf("the pipe ends with %d", status)
	}
}

func TestPipeDoesWhatItIsTold(t *testing.T) {
	w := newWorld(t)
	alice, bob := w.member(t, "alice"), w.member(t, "bob")
	alice.must(t, "room create books")
	p := alice.pipe(t, "")
	p.next()
	for _, tt := range []struct{ name, line, want string }{
		{"say", `{"id":"1","cmd":"send","room":"books","text":"--json \"it's\" -"}`, "ack 1 1 r_2 books false"},
		{"say a dash", `{"id":"1","cmd":"send","room":"r_2","text":"-","style":"action"}`, "ack 1 2 r_2 books false"},
		{"answer", `{"id":"1","cmd":"send","room":"#books","text":"yes","reply":1}`, "ack 1 3 r_2 books false"},
		{"write to somebody", `{"id":"1","cmd":"send","room":"@bob","text":"hello"}`, "ack 1 1 r_3 @bob false"},
		{"edit", `{"id":"1","cmd":"edit","room":"books","seq":2,"text":"waves"}`, "ack 1 2 r_2 books <nil>"},
		{"react", `{"id":"1","cmd":"react","room":"books","seq":"2","emoji":":tada:"}`, "ack 1 2 r_2 books <nil>"},
		{"react no more", `{"id":"1","cmd":"react","room":"books","seq":2,"emoji":"tada","on":false}`, "ack 1 2 r_2 books <nil>"},
		{"pin", `{"id":"1","cmd":"pin","room":"books","seq":2}`, "ack 1 2 r_2 books <nil>"},
		{"unpin", `{"id":"1","cmd":"pin","room":"books","seq":2,"on":false}`, "ack 1 2 r_2 books <nil>"},
		{"delete", `{"id":"1","cmd":"delete","room":"books","seq":3}`, "ack 1 3 r_2 books <nil>"},
		{"read", `{"id":"1","cmd":"read","room":"books","seq":2}`, "ack 1 2 r_2 books <nil>"},
		{"read all", `{"id":"1","cmd":"read","room":"books"}`, "ack 1 3 r_2 books <nil>"},
		{"type where one does not listen", `{"id":"1","cmd":"typing","room":"books"}`, "error 1 <nil> <nil> <nil> <nil>"},
		{"listen", `{"id":"1","cmd":"subscribe","room":"books"}`, "ack 1 <nil> r_2 books <nil>"},
		{"type", `{"id":"1","cmd":"typing","room":"books"}`, "ack 1 <nil> r_2 books <nil>"},
		{"listen no more", `{"id":"1","cmd":"unsubscribe","room":"books"}`, "ack 1 <nil> r_2 books <nil>"},
		{"say without a name", `{"id":"1","cmd":"send","room":"books","text":"a","idem":""}`, "error 1 <nil> <nil> <nil> <nil>"},
		{"say where one is not", `{"id":"1","cmd":"send","room":"r_99","text":"a"}`, "error 1 <nil> <nil> <nil> <nil>"},
	} {
		if s := p.ask(tt.line); s.is("type", "re", "seq", "room_id", "room", "duplicate") != tt.want {
			t.Errorf("%s is answered with %v, want %s", tt.name, s, tt.want)
		}
	}
	s := p.ask(`{"id":"h","cmd":"history","room":"books","after":"1"}`)
	items, _ := s["items"].([]any)
	if len(items) != 2 || s["next"] != nil {
		t.Errorf("history is %v", s)
	}
	if out := bob.must(t, "dm read alice"); !strings.Contains(out, "hello") {
		t.Errorf("bob has %q", out)
	}
	if s := p.ask(`{"id":"r","cmd":"run","args":["send","books","-"],"stdin":"from stdin"}`); s.is("type", "exit") != "result 0" || !strings.Contains(fmt.Sprint(s["output"]), "from stdin") {
		t.Errorf("run is answered with %v", s)
	}
	if s := p.ask(`{"id":"r","cmd":"run","args":["room","show","nowhere"]}`); s.is("type", "code", "exit") != "error not_found 5" {
		t.Errorf("run is answered with %v", s)
	}
	s = p.ask(`{"id":"r","cmd":"run","args":["send","books","--lines"],"stdin":"said\n` + strings.Repeat("x", 5000) + `\n"}`)
	if said, _ := s["output"].([]any); s.is("type", "code") != "error usage" || len(said) != 1 || !strings.Contains(fmt.Sprint(said), "said") {
		t.Errorf("run of what fails half way is answered with %v", s)
	}
	if s := p.ask(`{"id":"q","cmd":"quit"}`); s.is("type", "re") != "ack q" || p.status() != 0 {
		t.Errorf("quit is answered with %v", s)
	}
}

// TestPipesThatSayTheSameAtOnce has eight pipes race with one name: one of them says
// it, and the others are told so.
func TestPipesThatSayTheSameAtOnce(t *testing.T) {
	alice := newWorld(t).member(t, "alice")
	pipes := make([]*program, 8)
	for i := range pipes {
		pipes[i] = alice.pipe(t, "")
		pipes[i].next()
	}
	for n := range 20 {
		for _, p := range pipes {
			p.write(fmt.Sprintf(`{"id":"1","cmd":"send","room":"lobby","text":"once","idem":"k%d"}`, n))
		}
		first := 0
		for _, p := range pipes {
			if s := p.next(); s.is("type", "seq") != fmt.Sprint("ack ", n+1) {
				t.Errorf("it is answered with %v", s)
			} else if s["duplicate"] == false {
				first++
			}
		}
		if first != 1 {
			t.Errorf("%d pipes are the first", first)
		}
	}
}

func TestPipeSaysOnceWhatHasAName(t *testing.T) {
	w := newWorld(t)
	alice, bob := w.member(t, "alice"), w.member(t, "bob")
	alice.must(t, "room create books")
	const line = `{"id":"1","cmd":"send","room":"lobby","text":"once","idem":"k"}`
	first := alice.pipe(t, "")
	first.next()
	a := first.ask(line)
	first.end()
	again := alice.pipe(t, "")
	again.next()
	b := again.ask(line)
	if a["duplicate"] != false || b["duplicate"] != true || a["msg"] != b["msg"] || a["seq"] != b["seq"] {
		t.Errorf("said once with %v and again with %v", a, b)
	}
	for name, other := range map[string]string{
		"another text":  `{"id":"1","cmd":"send","room":"lobby","text":"twice","idem":"k"}`,
		"another room":  `{"id":"1","cmd":"send","room":"books","text":"once","idem":"k"}`,
		"another style": `{"id":"1","cmd":"send","room":"lobby","text":"once","style":"action","idem":"k"}`,
	} {
		if s := again.ask(other); s.is("type", "code") != "error conflict" {
			t.Errorf("%s is answered with %v", name, s)
		}
	}
	if s := bob.pipe(t, "").ask(line); s["duplicate"] != false || s["msg"] == a["msg"] {
		t.Errorf("somebody else's is answered with %v", s)
	}
	if out := alice.must(t, "history lobby"); strings.Count(out, "alice: once") != 1 {
		t.Errorf("the lobby has %q", out)
	}
}

// TestPipePassesTheGateEachTime takes away from somebody what they had when the pipe
// began.
func TestPipePassesTheGateEachTime(t *testing.T) {
	w := newWorld(t)
	olga := w.holder(t, w.owner).signedUp(t, "olga")
	alice := w.member(t, "alice")
	p := alice.pipe(t, "")
	p.next()
	if s := p.ask(`{"id":"1","cmd":"run","args":["user","suspend","olga"]}`); s.is("code") != "denied" {
		t.Errorf("a member's suspension is answered with %v", s)
	}
	olga.must(t, "user suspend alice")
	for _, line := range []string{
		`{"id":"1","cmd":"send","room":"lobby","text":"still here"}`, `{"id":"1","cmd":"history","room":"lobby"}`,
		`{"id":"1","cmd":"subscribe","room":"lobby"}`, `{"id":"1","cmd":"run","args":["rooms"]}`,
	} {
		if s := p.ask(line); s.is("type", "code") != "error denied" {
			t.Errorf("%s is answered with %v", line, s)
		}
	}
}

func TestPipeTellsWhenToTryAgain(t *testing.T) {
	w := newWorld(t)
	alice, bob := w.member(t, "alice"), w.member(t, "bob")
	alice.must(t, "room create books")
	alice.must(t, "slow books 1h")
	bob.must(t, "join books")
	p := bob.pipe(t, "")
	p.next()
	p.ask(`{"id":"1","cmd":"send","room":"books","text":"one"}`)
	s := p.ask(`{"id":"2","cmd":"send","room":"books","text":"two"}`)
	if ms, _ := s["retry_after_ms"].(float64); s.is("type", "code", "exit") != "error limited 6" || ms < 3_500_000 || ms > 3_600_000 {
		t.Errorf("slow mode is answered with %v", s)
	}
}

func TestPipeEnds(t *testing.T) {
	w := newWorld(t)
	alice := w.member(t, "alice")
	for _, tt := range []struct {
		name, input string
		status      command.Status
		said        bool
	}{
		{"with the input", `{"id":"1","cmd":"send","room":"lobby","text":"all of it"}` + "\n", command.OK, true},
		{"within a line", `{"id":"1","cmd":"send","room":"lobby","text":"half of it"}`, command.Usage, false},
		{"within a line of nothing", ` `, command.Usage, false},
	} {
		t.Run(tt.name, func(t *testing.T) {
			a := alice.exec("pipe", tt.input)
			if a.status != int(tt.status) || strings.Contains(a.out, `"ack"`) != tt.said || strings.Contains(a.out, `"bye"`) {
				t.Errorf("it ends with %+v", a)
			}
			if !tt.said && !strings.Contains(a.out, "the last line has no end and was not run") {
				t.Errorf("nobody is told: %+v", a)
			}
		})
	}
	if out := alice.must(t, "history lobby"); strings.Contains(out, "half") {
		t.Errorf("half a line was run: %s", out)
	}
}
