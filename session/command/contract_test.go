package command

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
)

// These tests see the objects of --json themselves, which nobody else needs.

// A wireObject is one kind of object of --json and where it is described.
type wireObject struct {
	name  string // of its section in the document
	value any
	doc   string // the document; empty: api.md
}

// wireObjects are all kinds of objects that the commands write.
var wireObjects = []wireObject{
	{name: "list", value: listObject{}},
	{name: "error", value: errorObject{}},
	{name: "gap", value: gapObject{}},

	{name: "message", value: messageObject{}},
	{name: "reaction of a message", value: reactionObject{}},
	{name: "message shown", value: messageShown{}},
	{name: "version of a message", value: versionObject{}},
	{name: "change of a message", value: changeObject{}},
	{name: "purge", value: purgeObject{}},

	{name: "room", value: roomObject{}},
	{name: "invitation in a room", value: invitedObject{}},
	{name: "room shown", value: roomShown{}},
	{name: "conversation", value: conversationObject{}},
	{name: "room_setting", value: roomSettingObject{}},
	{name: "member", value: memberObject{}},
	{name: "invitation", value: invitationObject{}},
	{name: "penalty", value: penaltyObject{}},
	{name: "sanction", value: sanctionObject{}},
	{name: "role", value: roleObject{}},
	{name: "room_change", value: roomChangeObject{}},
	{name: "revision of a room", value: revisionObject{}},

	{name: "person", value: personObject{}},
	{name: "person present", value: presentObject{}},
	{name: "person shown", value: whoisObject{}},
	{name: "oversight", value: oversightObject{}},
	{name: "identity", value: identityObject{}},
	{name: "account", value: accountObject{}},
	{name: "profile", value: profileObject{}},
	{name: "user", value: userObject{}},
	{name: "bot", value: botObject{}},
	{name: "note", value: noteObject{}},
	{name: "applicant", value: applicantObject{}},

	{name: "key", value: keyObject{}},
	{name: "link", value: linkObject{}},
	{name: "recovery", value: recoveryObject{}},
	{name: "session", value: sessionObject{}},
	{name: "setting", value: settingObject{}},
	{name: "membership", value: membershipObject{}},
	{name: "draft", value: draftObject{}},

	{name: "ban", value: banObject{}},
	{name: "ban_test", value: banTestObject{}},
	{name: "suggestion", value: suggestionObject{}},
	{name: "report", value: reportObject{}},
	{name: "invite", value: inviteObject{}},
	{name: "audit", value: auditObject{}},
	{name: "actor of an audit entry", value: actorObject{}},
	{name: "audit_verified", value: verifiedObject{}},

	{name: "server", value: serverObject{}},
	{name: "version", value: releaseObject{}},
	{name: "command", value: commandObject{}},
	{name: "candidate", value: candidateObject{}},
	{name: "script", value: scriptObject{}},
	{name: "stats", value: statsObject{}},
	{name: "store in stats", value: storeObject{}},
	{name: "health", value: healthObject{}},
	{name: "check in health", value: checkObject{}},
	{name: "server_setting", value: houseSettingObject{}},
	{name: "lockdown", value: lockdownObject{}},
	{name: "announcement", value: announcementObject{}},
	{name: "motd", value: motdObject{}},
}

// TestTheRegistryIsWhole finds a struct with names for JSON that is in no document.
func TestTheRegistryIsWhole(t *testing.T) {
	known := make(map[string]bool)
	for _, o := range wireObjects {
		known[reflect.TypeOf(o.value).Name()] = true
	}
	files, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range files {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(file, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.TypeSpec:
				if s, ok := n.Type.(*ast.StructType); ok && forJSON(s) && !known[n.Name.Name] {
					t.Errorf("%s: %s is written as JSON; put it into wireObjects and describe it in docs", name, n.Name.Name)
				}
				return false
			case *ast.StructType:
				if forJSON(n) {
					t.Errorf("%s: an object of JSON has no name, so no test can see it", name)
				}
			}
			return true
		})
	}
}

func forJSON(s *ast.StructType) bool {
	return slices.ContainsFunc(s.Fields.List, func(f *ast.Field) bool { return f.Tag != nil && strings.Contains(f.Tag.Value, "json:") })
}
