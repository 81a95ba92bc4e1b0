package e2e_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// TestExampleBots runs the bots of examples as people would, with the stock client,
// over connections that are cut, while the server is killed and stopped: each
// question is answered once.
func TestExampleBots(t *testing.T) {
	t.Parallel()
	examples, err := filepath.Abs(filepath.Join("..", "examples"))
	if err != nil {
		t.Fatal(err)
	}
	tests := []struct {
		name  string
		tools []string
		make  func(d *desk) string // returns the path of the program
	}{
		{"shell", []string{"bash", "jq"}, func(*desk) string { return filepath.Join(examples, "shell-bot", "bot.sh") }},
		{"Go", nil, func(d *desk) string {
			bot := filepath.Join(d.home, "go-bot")
			cmd := exec.Command("go", "build", "-o", bot, "./go-bot")
			cmd.Dir = examples
			if out, err := cmd.CombinedOutput(); err != nil {
				t.Fatalf("%v\n%s", err, out)
			}
			return bot
		}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel() // they wait most of the time
			b := newBotHouse(t, tt.tools...)
			b.run(tt.make(b.desk))
			b.wake("lobby")
			b.ask("books", "!ping")
			b.say("lobby", "what is !ping?")
			b.say("books", `"} !ping $(id) {"cmd":"run"`)
			b.allAnswered()

			b.server.kill()
			b.start()
			b.ask("lobby", "!ping") // while the bot waits before it comes back
			b.allAnswered()
			b.stop()
			b.start()
			b.ask("books", "!ping")
			b.allAnswered()

			b.cuts.Store(2)
			b.server.kill()
			b.start()
			for range 3 {
				b.ask("lobby", "!ping")
			}
			b.allAnswered()
			b.server.mustAsk(t, b.keeper, "room set books slow 1s") // for the bot, which is told when to try again
			for range 3 {
				b.ask("books", "!ping")
			}
			b.allAnswered() // and by then any second answer to the others would have come
		})
	}
}

// TestTheShellBotGoesOnWhereItWas ends the bot itself, which keeps in a file where
// it was.
func TestTheShellBotGoesOnWhereItWas(t *testing.T) {
	t.Parallel()
	b := newBotHouse(t, "bash", "jq")
	bot, err := filepath.Abs(filepath.Join("..", "examples", "shell-bot", "bot.sh"))
	if err != nil {
		t.Fatal(err)
	}
	end := b.run(bot)
	b.wake("books")
	end()
	b.ask("books", "!ping")
	b.ask("lobby", "!ping")
	b.run(bot)
	b.allAnswered()
}

// TestTheReadmeOfExamples makes a bot as it says.
func TestTheReadmeOfExamples(t *testing.T) {
	t.Parallel()
	text, err := os.ReadFile(filepath.Join("..", "examples", "README.md"))
	if err != nil {
		t.Fatal(err)
	}
	d := newDesk(t, serve(t, filepath.Join(t.TempDir(), "data")), "ssh-keygen")
	key := d.register("ana")
	d.programs(key)
	for _, line := range commandLines(string(text)) {
		if program, rest, _ := strings.Cut(line, " "); strings.HasPrefix(program, "examples/") || program == "go" {
			if !strings.Contains(rest, " -i ping ") {
				t.Errorf("the bot is not run with its key: %s", line)
			}
			continue // TestExampleBots runs them
		}
		cmd := d.command("sh", "-c", line)
		cmd.Env = append(cmd.Env, "PATH="+filepath.Join(d.home, "bin")+":"+os.Getenv("PATH"))
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Errorf("%s: %v\n%s", line, err, out)
		}
	}
	if got := d.must(filepath.Join(d.home, "ping"), "whoami --json"); !strings.Contains(got, `"bot":true`) {
		t.Errorf("the key is that of %s", got)
	}
}

// TestExamplesAreShort holds them to what people are promised.
func TestExamplesAreShort(t *testing.T) {
	t.Parallel()
	for file, begin := range map[string]string{"shell-bot/bot.sh": "set -u", "go-bot/main.go": "func main() {"} {
		text, err := os.ReadFile(filepath.Join("..", "examples", file))
		if err != nil {
			t.Fatal(err)
		}
		_, program, found := strings.Cut(string(text), begin+"\n")
		lines := 1
		for line := range strings.Lines(program) {
			if line = strings.TrimSpace(line); strings.Trim(line, "})") != "" && line[0] != '#' && !strings.HasPrefix(line, "//") {
				lines++
			}
		}
		if !found || lines > 31 {
			t.Errorf("%s has %d lines that do something", file, lines)
		}
	}
}
