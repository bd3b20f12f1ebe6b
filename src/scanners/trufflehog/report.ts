import { z } from 'zod';
import type { RawFinding } from '../../model/finding.js';
import { pointer } from '../../model/pointer.js';
import type { ParseContext } from '../../model/scanner.js';
import { region } from '../kit/lines.js';

const Row = z.object({
  SourceMetadata: z.object({
    // Under the name of what was looked at: `Filesystem` and `Git`; others (`Github`, `Docker`) elsewhere.
    Data: z.record(
      z.string(),
      z.object({ commit: z.string().optional(), file: z.string().optional(), line: z.number().optional() }),
    ),
  }),
  DetectorName: z.string(),
  DetectorDescription: z.string().optional(),
  DecoderName: z.string(),
  Verified: z.boolean(),
  Raw: z.string(),
  RawV2: z.string().optional(),
  Redacted: z.string().optional(),
  SecretParts: z.record(z.string(), z.string()).nullish(),
});
type Row = z.infer<typeof Row>;

/** As 2.x prints it, the program in Python: strings by one rule, in one change of a file. */
const OlderRow = z.object({
  commitHash: z.string(),
  path: z.string(),
  reason: z.string(),
  stringsFound: z.array(z.string()),
});

/** A row a line; none when it found nothing. */
export const Report = z.array(z.union([Row, OlderRow]));
export type Report = z.infer<typeof Report>;

/**
 * The value, as other scanners have it where it is one; where it is several that belong together, each on a line of its
 * own, so that each is scrubbed from what is written.
 */
function secretOf({ Raw, RawV2 = '', SecretParts }: Row): string {
  const values = [Raw, RawV2, ...Object.values(SecretParts ?? {})].filter((value) => value.trim() !== '');
  const others = values.filter((value) => value !== Raw);
  return others.length === 0 ? Raw : [...new Set(values)].join('\n');
}

function messageOf(row: Row, ofCommit: string | undefined): string | undefined {
  const encoded = row.DecoderName === 'PLAIN' ? [] : [`It stands there encoded (${row.DecoderName.toLowerCase()})`];
  const message =
    ofCommit === undefined ? [] : [`It stands in the message or in the names of commit ${ofCommit}, not in a file`];
  const works = row.Verified ? ['It works: the service took it'] : [];
  const said = [...message, ...encoded, ...works];
  return said.length > 0 ? said.join('. ') : undefined;
}

function findingOf(row: Row, index: number, prefix: string, relative: ParseContext['relative']): RawFinding {
  const [place = {}] = Object.values(row.SourceMetadata.Data);
  const printed = place.file === undefined || place.file === '' ? undefined : relative(place.file);
  const file = printed?.startsWith(prefix) ? printed.slice(prefix.length) : printed;
  const message = messageOf(row, file === undefined ? place.commit : undefined);
  // Where something stood encoded it gives the first line of the piece that it was in.
  const lines = row.DecoderName === 'PLAIN' ? region({ startLine: place.line, endLine: place.line }) : {};
  const commit = place.commit ? { commit: place.commit } : {};
  return {
    kind: 'secret',
    ruleId: row.DetectorName,
    title: `A secret of the kind ${row.DetectorName}`,
    ...(message === undefined ? {} : { message }),
    // It knows no severity. Who has the value can use it from the moment it is pushed; whether it works is not asked.
    severity: row.Verified ? 'critical' : 'high',
    nativeSeverity: null,
    // What stands in a commit itself is in no file.
    ...(file === undefined ? {} : { location: { path: file, ...lines, ...commit } }),
    ...(row.DetectorDescription ? { rule: { name: row.DetectorName, help: row.DetectorDescription } } : {}),
    ...(row.Verified ? { verified: true as const } : {}),
    secret: secretOf(row),
    pointer: pointer(index),
  };
}

/** One for each string: which line it stands on is not said. */
function olderFindingsOf({ commitHash, path, reason, stringsFound }: z.infer<typeof OlderRow>, index: number) {
  return stringsFound.map(
    (secret, at): RawFinding => ({
      kind: 'secret',
      ruleId: reason,
      title: `A secret: ${reason}`,
      // What only looks random is a guess.
      severity: reason === 'High Entropy' ? 'medium' : 'high',
      nativeSeverity: null,
      location: { path, commit: commitHash },
      secret,
      pointer: pointer(index, 'stringsFound', at),
    }),
  );
}

/** Where the target stands in the repository: nothing, or ending in a slash. */
const Prepared = z.object({ prefix: z.string() }).partial();

/** Turns its rows into findings. */
export function findingsOf(report: Report, { prepared, relative }: ParseContext): RawFinding[] {
  const { prefix = '' } = Prepared.safeParse(prepared).data ?? {};
  return report.flatMap((row, index) =>
    'reason' in row ? olderFindingsOf(row, index) : [findingOf(row, index, prefix, relative)],
  );
}
