package ui

import (
	"net"

	"snug/ui/admin"
)

// reach is how people reach the server from a shell.
func (m *Model) reach() string {
	host, port, err := net.SplitHostPort(m.address)
	if err != nil {
		return "ssh " + m.address
	}
	return "ssh -p " + port + " " + host
}

// maxSame is how many rows a command line takes at the foot of a list.
const maxSame = 3

// sameAs are the rows that say which command line does the same, where there are
// size rows; none for no line.
func (m *Model) sameAs(line string, cols, size int) []string {
	if line == "" || size < 4 {
		return nil
	}
	l := m.look
	rows := l.wrapLine(l.line(l.t("same as: %s", admin.Shell(m.reach(), line))), cols-2)
	rows = rows[:min(len(rows), maxSame, max(size/4, 1))]
	for i, r := range rows {
		rows[i] = " " + l.theme.Dim.Paint(r)
	}
	return rows
}
