package main

import (
	"os"
	"strings"
	"testing"

	"snug/session/command"
)

// The README's table of commands is the registry's.
func TestReadmeListsTheCommands(t *testing.T) {
	readme, err := os.ReadFile("README.md")
	if err != nil {
		t.Fatal(err)
	}
	if want := command.Reference(); !strings.Contains(string(readme), want) {
		t.Errorf("README.md does not hold the table of commands; put this into it:\n%s", want)
	}
}
