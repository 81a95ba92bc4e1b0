package lang

import (
	"maps"
	"slices"
	"sync"

	"golang.org/x/text/feature/plural"
	"golang.org/x/text/language"
	"golang.org/x/text/message"
	"golang.org/x/text/message/catalog"
)

// chinese holds the Chinese catalogue, in parts by where their keys are used.
var chinese = []map[string]string{
	zhText, zhKeys, zhCommand, zhUI, zhSession, zhRich, zhInput, zhFind, zhRoom, zhTimeline,
	zhMembership, zhConversations, zhKeyring, zhRoomCommands, zhAccountCommands, zhPeopleScreen, zhJoining, zhModeration,
	zhDoor,
	zhCmdServer,
	zhSanction,
	zhHouse,
	zhCmdPeople,
	zhModeration2,
	zhFollow,
	zhAdmin, zhModerated, zhTombstones,
	zhLine, zhNewcomers, zhPipe, zhBots, zhShell, zhScripts,
	zhFiles,
	zhUploads, zhFileRules,
	zhFilesLook,
	zhSFTP,
	zhBlob,
	zhSCP,
	zhPreview,
	zhFileTrial,
	zhRates,
	zhFrontDoor,
	zhOften,
}

// inChinese returns all of chinese.
var inChinese = sync.OnceValue(func() map[string]string {
	all := make(map[string]string)
	for _, part := range chinese {
		maps.Copy(all, part)
	}
	return all
})

// A count is an English text that differs for one thing and for several. Its
// first argument is how many.
type count struct{ one, other string }

// printers returns a printer for each language. They may be used from any
// goroutine.
var printers = sync.OnceValue(func() [2]*message.Printer {
	b := catalog.NewBuilder(catalog.Fallback(language.English))
	for key, c := range counts {
		must(b.Set(language.English, key, plural.Selectf(1, "%d", plural.One, c.one, plural.Other, c.other)))
	}
	all := inChinese()
	for _, key := range slices.Sorted(maps.Keys(all)) {
		must(b.SetString(language.Chinese, key, all[key]))
	}
	return [2]*message.Printer{
		English: message.NewPrinter(language.English, message.Catalog(b)),
		Chinese: message.NewPrinter(language.Chinese, message.Catalog(b)),
	}
})

// must panics on what only a broken catalogue can cause; a test uses all.
func must(err error) {
	if err != nil {
		panic(err)
	}
}
