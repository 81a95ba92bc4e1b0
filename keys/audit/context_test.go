package audit_test

import (
	"testing"

	"snug/keys/audit"
)

func TestDeedsTravelWithAContext(t *testing.T) {
	if d := audit.From(t.Context()); d != (audit.Deed{}) {
		t.Errorf("without a deed, From = %+v", d)
	}
	first := audit.Deed{By: audit.Actor{Account: 7, Via: audit.Exec}, Reason: "spam"}
	outer := audit.With(t.Context(), first)
	inner := audit.With(outer, audit.Deed{Reason: "more spam"})
	if d := audit.From(outer); d != first {
		t.Errorf("From = %+v, want %+v", d, first)
	}
	if d := audit.From(inner); d != (audit.Deed{Reason: "more spam"}) {
		t.Errorf("a deed within another is %+v", d)
	}
}
