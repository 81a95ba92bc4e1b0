// Package command is the one table of commands. The command line
// (ssh host room create books) and the slash lines of the screen
// (/create books) both run through it, so that a name, a permission, a check
// or a help text exists once.
//
// A [Spec] describes a command; [New] builds a [Table] of them and refuses a
// spec that declares no role. [Table.Run] and [Table.Do] parse a line, pass it
// through one gate that looks up who holds the caller's key now and checks their
// role, and run it. The table knows who calls and where output goes, and nothing
// of SSH or screens.
//
// People are spoken to in the language of the [Call]; JSON, codes and the names
// of commands are the same in all languages.
//
// Standard output carries data, standard error notices and errors. Everything
// that leaves is cleaned: no control character and no escape sequence is ever
// written, whatever the rooms hold.
//
// A Table may be used from any goroutine; a run belongs to the goroutine that
// started it.
package command
