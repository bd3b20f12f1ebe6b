import { z } from 'zod';
import type { NotCovered } from '../../model/coverage.js';
import type { Finished, Outcome } from '../../model/scanner.js';
import { Laid, type Shown } from './documents.js';

/** What `--exit-code` gives to a score of nought or less; every error has 1. */
export const LOW_SCORE = 3;

const Rule = z.object({
  id: z.string(),
  selector: z.string().optional(),
  reason: z.string(),
  href: z.string().optional(),
  points: z.number(),
});
export type Rule = z.infer<typeof Rule>;

const Row = z.object({
  object: z.string(),
  valid: z.boolean(),
  fileName: z.string().optional(),
  message: z.string().optional(),
  score: z.number(),
  scoring: z
    .object({ critical: z.array(Rule).optional(), passed: z.array(Rule).optional(), advise: z.array(Rule).optional() })
    .optional(),
});
type Row = z.infer<typeof Row>;

/** A row a document, in their order. */
export const Report = z.array(Row);
export type Report = z.infer<typeof Report>;

const SCORED = /^(?:Passed|Failed) with a score of -?\d+ points/;
const NO_RULES = /kind is not supported/;

/** Why a document counts as not looked at; undefined when it was, `none` when there is nothing in it to look at. */
function whyNot({ object, hasPod, kind }: Shown, row: Row): string | undefined | 'none' {
  const { valid, message = '', scoring } = row;
  if (row.object !== object) return `it calls it ${row.object}`;
  if (!valid) return message.trim().split('\n')[0] || 'it does not take it for valid';
  if (NO_RULES.test(message)) return hasPod ? `it has no rules for ${kind}` : 'none';
  if (!SCORED.test(message)) return message || 'it gives no score';
  const judged = [scoring?.critical, scoring?.passed, scoring?.advise].reduce((so, list = []) => so + list.length, 0);
  // Of a Job it looks at one thing and passes it with 0 points, whatever its pod may do. A score without a rule is none.
  if (hasPod && (scoring?.advise ?? scoring?.passed) === undefined) {
    return `it has ${judged > 0 ? 'few rules' : 'no rules for the pod'} of ${kind}`;
  }
  return undefined;
}

/** What an ended run means. */
export function outcomeOf({ exitStatus, stderr, report, problem, input, prepared }: Finished<Report>): Outcome {
  const { documents, unread } = Laid.parse(prepared);
  const lost: NotCovered[] = Object.entries(unread).map(([what, why]) => ({ what, why }));
  const failed = (reason: string): Outcome => ({ status: 'failed', reason, notCovered: lost });
  const [first] = lost;
  if (documents.length === 0 && first)
    return failed(`it looked at no file of ${input.files.length}: ${first.what}: ${first.why}`);
  if (!report || ![0, LOW_SCORE].includes(exitStatus)) {
    return failed(`${problem ?? 'it ended'} (exit status ${exitStatus}) ${stderr.trim().split('\n').at(-1)}`.trim());
  }
  if (report.length !== documents.length)
    return failed(`it gives ${report.length} scores for ${documents.length} documents`);
  const files = new Set<string>();
  for (const [index, shown] of documents.entries()) {
    const why = whyNot(shown, report[index] as Row);
    if (why === undefined) files.add(shown.file);
    else if (why !== 'none') {
      const part = shown.container === undefined ? '' : `, container ${shown.container}`;
      lost.push({ what: `${shown.file}: ${shown.resource}${part}`, why });
    }
  }
  const considered = { files: input.files.filter((file) => files.has(file)), packages: 0 };
  const told = new Set([...files, ...Object.keys(unread), ...lost.map(({ what }) => what.split(': ')[0])]);
  const empty = input.files.filter((file) => !told.has(file));
  const notCovered = [...lost, ...empty.map((what) => ({ what, why: 'it has no rules for anything in it' }))];
  if (notCovered.length === 0) return { status: 'completed', considered };
  const reason = `${notCovered[0]?.what}: ${notCovered[0]?.why}`;
  if (files.size === 0) return { status: 'failed', reason: `it looked at nothing: ${reason}`, notCovered };
  return { status: 'partial', reason, considered, notCovered };
}
