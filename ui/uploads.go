package ui

import (
	"slices"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"

	"snug/text"
	"snug/text/lang"
)

// uploads are the files that the person is putting into rooms, by whatever session.
// One row says how far the oldest of them is.
type uploads struct {
	list    []upload // at most maxUploads
	ticking bool     // a timer runs for those that nothing is heard of
}

// An upload is what was heard of one.
type upload struct {
	Upload
	at    time.Time // when
	heard int       // how often
}

// Bounds of what is shown of uploads.
const (
	maxUploads = 16              // of one person at once, more than the server lets anybody have
	silence    = 5 * time.Second // without a word an upload is over, or as good as that
	barCols    = 10
	blockCols  = 3 // of what moves along where nobody knows the size
)

// uploadTick looks for uploads that nothing is heard of.
type uploadTick struct{}

// showUpload takes in how far an upload is.
func (m *Model) showUpload(is Upload) tea.Cmd {
	u := &m.uploads
	i := slices.IndexFunc(u.list, func(one upload) bool { return one.ID == is.ID })
	switch {
	case is.Ended:
		if i >= 0 {
			u.list = slices.Delete(u.list, i, i+1)
		}
		if is.Err != nil {
			m.timeline.addToned(m.look.lang.Say(NotPutIn(is)), Warning, m.now())
		}
	case i >= 0:
		u.list[i] = upload{is, m.now(), u.list[i].heard + 1}
	case len(u.list) < maxUploads:
		u.list = append(u.list, upload{is, m.now(), 0})
	}
	return m.listenForUploads()
}

// NotPutIn says that an upload came to nothing, and why.
func NotPutIn(u Upload) lang.Sentence {
	return lang.S("%[1]s was not put into %[2]s: %[3]s", u.Name, u.Room, u.Err)
}

// listenForUploads starts the timer that ends those that nothing is heard of.
func (m *Model) listenForUploads() tea.Cmd {
	if u := &m.uploads; len(u.list) > 0 && !u.ticking {
		u.ticking = true
		return m.after(silence, uploadTick{})
	}
	return nil
}

// showUploadTick forgets the uploads that nothing is heard of.
func (m *Model) showUploadTick() tea.Cmd {
	u := &m.uploads
	u.ticking = false
	u.list = slices.DeleteFunc(u.list, func(one upload) bool { return m.now().Sub(one.at) >= silence })
	return m.listenForUploads()
}

// uploadRow says how far the oldest upload is, beside what lies beyond the screen;
// empty when there is none.
func (m *Model) uploadRow() string {
	if len(m.uploads.list) == 0 {
		return ""
	}
	cols := m.toldCols()
	if beyond := m.timeline.bar(); beyond != "" {
		cols -= m.look.method.Width(beyond) + 1
	}
	return m.uploads.row(m.look, cols)
}

// row says how far the oldest upload, which there is, has come, in at most cols
// columns.
func (u *uploads) row(l look, cols int) string {
	one := u.list[0]
	amount := one.amount(l)
	if more := len(u.list) - 1; more > 0 {
		amount += " " + l.t("(and %d more)", more)
	}
	barred := one.bar() + " " + amount
	fixed := func(s string) int { return l.method.Width(l.t("uploading %[1]s %[2]s", "", s)) }
	if cols-fixed(barred) >= leastName {
		amount = barred
	}
	name := l.cutName(l.line(one.Name), max(cols-fixed(amount), leastName))
	if said := l.t("uploading %[1]s %[2]s", name, amount); l.method.Width(said) <= cols {
		return said
	}
	return l.method.Cut(amount, max(cols, 1))
}

// sized reports whether the size that was declared can be true.
func (u *upload) sized() bool { return u.Size > 0 && u.Done <= u.Size }

// amount is how much of an upload is there: "12 of 25 MB".
func (u *upload) amount(l look) string {
	done := text.Size(u.Done)
	if !u.sized() {
		return done
	}
	all := text.Size(u.Size)
	n, unit, _ := strings.Cut(done, " ")
	if _, same, _ := strings.Cut(all, " "); unit == same {
		done = n
	}
	return l.t("%[1]s of %[2]s", done, all)
}

// bar draws how far an upload is, or only that it goes on.
func (u *upload) bar() string {
	if u.sized() {
		full := int(float64(u.Done) / float64(u.Size) * barCols)
		return "[" + strings.Repeat("#", full) + strings.Repeat("-", barCols-full) + "]"
	}
	at := u.heard % (barCols - blockCols + 1)
	return "[" + strings.Repeat("-", at) + strings.Repeat("#", blockCols) + strings.Repeat("-", barCols-blockCols-at) + "]"
}
