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
	{name: "file of a message", value: attachmentObject{}},
	{name: "message shown", value: messageShown{}},
	{name: "version of a message", value: versionObject{}},
	{name: "change of a message", value: changeObject{}},
	{name: "purge", value: purgeObject{}},
	{name: "file", value: fileObject{}},
	{name: "quota", value: quotaObject{}},
	{name: "use of a quota", value: usageObject{}},

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

	{name: "hello", value: helloObject{}, doc: "pipe.md"},
	{name: "limits of a pipe", value: pipeLimitsObject{}, doc: "pipe.md"},
	{name: "room of a pipe", value: pipedRoomObject{}, doc: "pipe.md"},
	{name: "message heard", value: pipedMessageObject{}, doc: "pipe.md"},
	{name: "change heard", value: pipedChangeObject{}, doc: "pipe.md"},
	{name: "update", value: updateObject{}, doc: "pipe.md"},
	{name: "member event", value: memberEventObject{}, doc: "pipe.md"},
	{name: "role heard", value: pipedRoleObject{}, doc: "pipe.md"},
	{name: "room_change heard", value: pipedRoomChangeObject{}, doc: "pipe.md"},
	{name: "room_gone", value: roomGoneObject{}, doc: "pipe.md"},
	{name: "presence", value: presenceObject{}, doc: "pipe.md"},
	{name: "typing", value: typingObject{}, doc: "pipe.md"},
	{name: "gap heard", value: pipedGapObject{}, doc: "pipe.md"},
	{name: "ack", value: ackObject{}, doc: "pipe.md"},
	{name: "result of run", value: ranObject{}, doc: "pipe.md"},
	{name: "result of history", value: historyObject{}, doc: "pipe.md"},
	{name: "refusal", value: refusalObject{}, doc: "pipe.md"},
	{name: "ping", value: pingObject{}, doc: "pipe.md"},
	{name: "bye", value: byeObject{}, doc: "pipe.md"},
	{name: "command of a pipe", value: orderHead{}, doc: "pipe.md"},
	{name: "command about a message", value: messageHead{}, doc: "pipe.md"},
	{name: "send", value: sendOrder{}, doc: "pipe.md"},
	{name: "edit", value: editOrder{}, doc: "pipe.md"},
	{name: "react", value: reactOrder{}, doc: "pipe.md"},
	{name: "pin", value: pinOrder{}, doc: "pipe.md"},
	{name: "read", value: readOrder{}, doc: "pipe.md"},
	{name: "typing, the command", value: typingOrder{}, doc: "pipe.md"},
	{name: "subscribe", value: subscribeOrder{}, doc: "pipe.md"},
	{name: "unsubscribe", value: unsubscribeOrder{}, doc: "pipe.md"},
	{name: "history", value: historyOrder{}, doc: "pipe.md"},
	{name: "run", value: runOrder{}, doc: "pipe.md"},
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
