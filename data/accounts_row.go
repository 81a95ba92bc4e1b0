package data

import "snug/keys"

// record is a row as package keys decides about it.
func (r userRow) record(id keys.AccountID) keys.Record {
	one := keys.Record{
		ID: id, Name: r.Name, Display: r.Display, Bio: r.Bio,
		Created: unstamp(r.Created), Deleted: maybeUnstamp(r.Deleted),
		Granted: keys.Role(r.Role), Configured: r.Configured,
		NameForm:    keys.Form{Folded: r.Folded, Skeleton: r.Skeleton},
		DisplayForm: keys.Form{Folded: r.DisplayFolded, Skeleton: r.DisplaySkeleton},
		Link:        r.Link,

		Suspended: r.Suspended.sanction(), Muted: r.Muted.sanction(),
		Trusted: r.Trusted, Pending: r.Pending, Note: r.Note, NoteCount: r.NoteCount,
		Keeper: keys.AccountID(r.Keeper), Rate: int(r.Rate),
	}
	for _, f := range r.Former {
		one.Former = append(one.Former, keys.Former{Form: keys.Form{Folded: f.Folded, Skeleton: f.Skeleton}, At: unstamp(f.At)})
	}
	return one
}

// row is the opposite of record.
func row(one keys.Record) userRow {
	r := userRow{
		Name: one.Name, Folded: one.NameForm.Folded, Skeleton: one.NameForm.Skeleton,
		Display: one.Display, DisplayFolded: one.DisplayForm.Folded, DisplaySkeleton: one.DisplayForm.Skeleton,
		Bio: one.Bio, Created: stamp(one.Created), Deleted: maybeStamp(one.Deleted),
		Role: uint8(one.Granted), Configured: one.Configured, Link: one.Link,
		Suspended: sanctionRowOf(one.Suspended), Muted: sanctionRowOf(one.Muted),
		Trusted: one.Trusted, Pending: one.Pending, Note: one.Note, NoteCount: one.NoteCount,
		Keeper: uint64(one.Keeper), Rate: uint64(one.Rate),
	}
	for _, f := range one.Former {
		r.Former = append(r.Former, formerRow{f.Folded, f.Skeleton, stamp(f.At)})
	}
	return r
}

// A nameIndex is a bucket that leads to an account by its names.
type nameIndex struct {
	in    bucket
	forms func(userRow) []string // what it holds of an account
}

var nameIndices = []nameIndex{
	{names, func(r userRow) []string { return some(r.Folded) }},
	{skeletons, func(r userRow) []string { return some(r.Skeleton) }},
	{displays, func(r userRow) []string { return some(r.DisplayFolded) }},
	{displayLikes, func(r userRow) []string { return some(r.DisplaySkeleton) }},
	{heldNames, func(r userRow) []string { return r.former(func(f formerRow) string { return f.Folded }) }},
	{heldLikes, func(r userRow) []string { return r.former(func(f formerRow) string { return f.Skeleton }) }},
}

func some(form string) []string {
	if form == "" {
		return nil
	}
	return []string{form}
}

func (r userRow) former(form func(formerRow) string) []string {
	var all []string
	for _, f := range r.Former {
		all = append(all, form(f))
	}
	return all
}
