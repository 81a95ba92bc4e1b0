package command

import (
	"context"
	"encoding/hex"
	"errors"

	"github.com/spf13/pflag"

	"snug/keys"
	"snug/keys/audit"
)

func auditVerify() Spec {
	return Spec{
		Path: "audit verify", Aliases: []string{"核对审计"},
		Help:   "Check that no entry of the audit log was changed or taken out; compare the hash with one that you have noted.",
		Least:  AtLeast(keys.Admin),
		Effect: Reads,
		Bind: func(*pflag.FlagSet) Run {
			return func(_ context.Context, c *Invocation) error {
				last, err := c.Directory.VerifyAudit()
				switch {
				case errors.Is(err, audit.ErrBroken):
					c.Log.Error("the audit log is broken", "behind", last.Seq, "err", err)
					return fail(Internal, "the audit log is not as it was written behind entry #%d: somebody or something has changed the file; compare it with a copy", last.Seq)
				case err != nil:
					return err
				}
				hash, digest := last.Hash(), ""
				if last.Seq > 0 {
					digest = hex.EncodeToString(hash[:])
				}
				switch {
				case c.JSON:
					return c.objects(newVerifiedObject(last.Seq, last.At, digest))
				case last.Seq == 0:
					return c.say("Nothing is in the audit log yet.")
				}
				return c.print(c.Lang.T("%d entries, and all are as they were written. The hash of the last one:", last.Seq), "  "+digest)
			}
		},
	}
}

func auditExport() Spec {
	return Spec{
		Path: "audit export", Aliases: []string{"导出审计"},
		Help:     "Print the whole audit log as JSON, one entry a line, the oldest first; its hashes can be checked by another program.",
		Examples: []string{"> audit.jsonl", "--actor ann --since 2026-12-24 > ann.jsonl"},
		Least:    AtLeast(keys.Admin), Front: Exec,
		Effect: Reads,
		Bind: func(fs *pflag.FlagSet) Run {
			filter := auditFilters(fs)
			return func(ctx context.Context, c *Invocation) error {
				q, err := filter.query(c)
				if err != nil {
					return err
				}
				matches := q.Matching()
				var batch []any
				for e, err := range c.Directory.AuditLog() {
					if err == nil {
						err = ctx.Err()
					}
					if err != nil {
						return err
					}
					if !matches(e) {
						continue
					}
					if batch = append(batch, newAuditObject(e)); len(batch) < exportBatch {
						continue
					}
					if err := c.objects(batch...); err != nil {
						return err
					}
					batch = batch[:0]
				}
				return c.objects(batch...)
			}
		},
	}
}

// exportBatch is how many entries go out in one write.
const exportBatch = 200
