import { z } from 'zod';
import type { RawFinding } from '../../model/finding.js';
import { pointer } from '../../model/pointer.js';
import type { ParseContext } from '../../model/scanner.js';
import { region } from '../kit/lines.js';
import { NEW_PREFIX } from './history.js';
import { LaidOut } from './tree.js';

/** As 8.x prints it. */
const Row = z.object({
  RuleID: z.string(),
  Description: z.string().optional(),
  StartLine: z.number(),
  EndLine: z.number(),
  Secret: z.string(),
  File: z.string(),
  Commit: z.string().optional(),
  Tags: z.array(z.string()).nullish(),
});

/** As 7.x did (scan/leak.go of its sources). */
const OlderRow = z.object({
  rule: z.string(),
  offender: z.string(),
  lineNumber: z.number(),
  file: z.string(),
  commit: z.string().optional(),
});

export const Report = z.union([z.array(Row), z.array(OlderRow)]);
export type Report = z.infer<typeof Report>;

/** 7.x gave this to what was not yet committed. */
const NO_COMMIT = /^0*$/;
/** What `--redact` leaves of a value is the same for different ones, or no longer the value. */
const REDACTED = /^$|^REDACT(?:ED)?$|\.\.\.$/;

function asCurrent(row: Report[number]): z.infer<typeof Row> {
  if ('RuleID' in row) return row;
  const { rule: RuleID, lineNumber: StartLine, offender: Secret, file: File, commit = '' } = row;
  return { RuleID, StartLine, EndLine: StartLine, Secret, File, Commit: commit };
}

/** How a value was hidden that does not stand in the file as it is. */
function decoding(tags: string[]): string | undefined {
  const how = tags.flatMap((tag) => (tag.startsWith('decoded:') ? [tag.slice('decoded:'.length)] : []));
  return how.length > 0 ? `It stands there encoded (${how.join(', ')})` : undefined;
}

/** Turns its rows into findings. */
export function findingsOf(report: Report, { input, prepared, relative }: ParseContext): RawFinding[] {
  const laidOut = input.mode === 'tree' ? LaidOut.safeParse(prepared).data : undefined;
  const own = new Map(laidOut?.files.map(({ path: file, shown }) => [shown ?? file, file]));
  return report.map(asCurrent).map((row, index) => {
    const shown = relative(row.File);
    const printed = input.mode === 'history' ? shown.replace(new RegExp(`^${NEW_PREFIX}/`), '') : shown;
    const message = decoding(row.Tags ?? []);
    return {
      kind: 'secret' as const,
      ruleId: row.RuleID,
      title: row.Description || row.RuleID,
      ...(message === undefined ? {} : { message }),
      // It knows no severity. Who has the value can use it, from the moment it is pushed: nothing to put off, and yet
      // nobody has seen it work.
      severity: 'high' as const,
      nativeSeverity: null,
      location: {
        path: own.get(printed) ?? printed,
        // Its columns count bytes, and one too many on every line but the first of those that it read at once.
        ...region({ startLine: row.StartLine, endLine: row.EndLine }),
        ...(row.Commit && !NO_COMMIT.test(row.Commit) ? { commit: row.Commit } : {}),
      },
      ...(REDACTED.test(row.Secret) ? {} : { secret: row.Secret }),
      pointer: pointer(index),
    };
  });
}
