// Package command is the one table of commands. The command line
// (ssh host room create books) and the slash lines of the screen
// (/create books) both run through it, so that a name, a permission, a check
// or a help text exists once.
//
// A [Spec] describes a command; [New] builds a [Table] of them and refuses a
// spec that declares no role or no effect. [Table.Run] and [Table.Do] parse a
// line, pass it through one gate and run it. The gate looks up who holds the
// caller's key now, whether they may be here, and their role; it notes in the
// audit log what it refuses, and hands who acts and why to what runs. The
// operator, whose lines come through the admin socket, has no account and passes
// with every command that needs none. The table knows who calls and where output
// goes, and nothing of SSH or screens.
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
