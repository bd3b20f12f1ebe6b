import { readFile, writeFile } from 'node:fs/promises';
import { z } from 'zod';
import type { NotCovered } from '../../model/coverage.js';
import type { CommandContext, Finished, Outcome } from '../../model/scanner.js';
import { layOutSettings } from '../kit/trivy/command.js';
import { type Report, resultsOf, type Secret } from '../kit/trivy/report.js';
import { layOutTree, pathInTree } from '../kit/trivy/tree.js';
import { searchable } from './text.js';

/**
 * A line of ours at the end of each copy, and a rule of ours that finds it there: Trivy's report shows no file without a
 * finding, so each file gets one, which says that it was read to its end. Our ignore file moves these out of the list of
 * secrets to the suppressed ones. Around each, Trivy prints two lines: they are empty.
 */
const SIGN_RULE = 'muster-read-to-its-end';
const SIGN = 'muster: end of file';
const TRAILER = `\n\n\n${SIGN}`;

export function isSign({ RuleID }: Pick<Secret, 'RuleID'>): boolean {
  return RuleID === SIGN_RULE;
}

const IGNORE = `secrets:
  - id: ${SIGN_RULE}
    statement: "Not a secret: Muster has this found in each file, as a sign that it was read to its end."
`;

/** All of Trivy's rules by which it leaves out whole files; `examples` also allows values, and goes on doing so below. */
const PATH_RULES = [
  'dist-info',
  'tests',
  'examples',
  'vendor',
  'usr-dirs',
  'locale-dir',
  'markdown',
  'node.js',
  'golang',
  'python',
  'rubygems',
  'wordpress',
  'anaconda-log',
];

/** @see https://trivy.dev/docs/latest/guide/scanner/secret/#configuration */
const CONFIGURATION = String.raw`disable-allow-rules: [${PATH_RULES.join(', ')}]
skip-patterns: []
allow-rules:
  - id: muster-example-values
    description: What the rule "examples" allows, without its paths
    regex: '(?i)example'
rules:
  - id: ${SIGN_RULE}
    category: muster
    title: Read to its end
    severity: LOW
    keywords: ["${SIGN}"]
    regex: '${SIGN}\z'
`;

/** It does not open a file that is shorter, and none of its rules matches so little. */
const SHORTEST_BYTES = 10;

/** What the report is held against. */
const Prepared = z.object({
  gaps: z.array(z.object({ what: z.string(), why: z.string() })),
  /** Files in which there is nothing to search: too short for any of its rules, or without text. */
  nothing: z.array(z.string()),
});
type Prepared = z.infer<typeof Prepared>;

export async function prepareSecrets({ target, scratch, input }: CommandContext): Promise<Prepared> {
  await layOutSettings(scratch, { ignore: IGNORE, secrets: CONFIGURATION });
  const nothing: string[] = [];
  const gaps = await layOutTree({ target, scratch }, input.files, async (from, to, file) => {
    const text = searchable(await readFile(from));
    if (text === undefined || text.length < SHORTEST_BYTES) nothing.push(file);
    else await writeFile(to, Buffer.concat([text, Buffer.from(TRAILER)]));
  });
  return { gaps, nothing: nothing.sort() };
}

/** The files that the report shows to have been read to their end. */
function readToEnd(report: Report, relative: (path: string) => string): Set<string> {
  const shown = resultsOf(report).filter(
    ({ result }) =>
      result.Secrets?.some(isSign) ||
      result.ExperimentalModifiedFindings?.some(
        ({ Type, Finding }) => Type === 'secret' && Finding.RuleID === SIGN_RULE,
      ),
  );
  return new Set(shown.map(({ result }) => pathInTree(result.Target, relative)));
}

/** @param report of a run that ended with status 0 */
export function judgeSecrets(report: Report, { input, prepared, relative }: Finished<Report>): Outcome {
  const { gaps, nothing } = Prepared.parse(prepared);
  const read = readToEnd(report, relative);
  const idle = new Set(nothing);
  const known = new Set(gaps.map(({ what }) => what));
  const files = input.files.filter((file) => read.has(file) || idle.has(file));
  const looked = new Set(files);
  const silent: NotCovered[] = input.files
    .filter((file) => !looked.has(file) && !known.has(file))
    .map((what) => ({ what, why: 'it does not show that it read the file to its end' }));
  const notCovered = [...gaps, ...silent];
  const considered = { files, packages: 0 };
  if (notCovered.length === 0) return { status: 'completed', considered };
  const first = `${notCovered[0]?.what}: ${notCovered[0]?.why}`;
  if (files.length === 0)
    return { status: 'failed', reason: `it searched no file of ${input.files.length}: ${first}`, notCovered };
  const reason = `${notCovered.length} of ${input.files.length} files were not searched: ${first}`;
  return { status: 'partial', reason, considered, notCovered };
}
