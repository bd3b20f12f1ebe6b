import path from 'node:path/posix';
import { z } from 'zod';
import type { NotCovered } from '../../model/coverage.js';
import type { Finished, Outcome } from '../../model/scanner.js';
import { eachOnce } from '../kit/trivy/gaps.js';
import { type Report, resultsOf } from '../kit/trivy/report.js';
import { pathInTree, TREE } from '../kit/trivy/tree.js';
import { type Message, messagesIn, unreadableLog } from '../kit/trivy/words.js';
import { chartOf, chartsIn, fileAt, isTerraform } from './files.js';
import { type Call, reachedFrom } from './modules.js';

const Gap = z.object({ what: z.string(), why: z.string() });

/** What the report is held against. */
export const Prepared = z.object({
  /** Files that could not be laid out, or that Trivy shows as looked at and does not look into. */
  unread: z.array(Gap),
  /** Files that hold nothing to check: no object of Kubernetes. */
  nothing: z.array(z.string()),
  /** Folders of charts that are only used by others. */
  libraries: z.array(z.string()),
  calls: z.array(z.object({ from: z.string(), to: z.string(), maybe: z.boolean() })),
  /** Where modules are called that are not in the target: file and line. */
  elsewhere: z.array(z.string()),
});
export type Prepared = z.infer<typeof Prepared>;

/** Errors that say nothing about the target: that the checks are those of the program, as they are to be. */
const HARMLESS = /^Falling back to embedded checks$/;

function placed(printed: string): string {
  return printed === TREE ? '.' : fileAt(printed.replace(`${TREE}/`, ''));
}

/** A module from elsewhere that it did not get: which ones these are is known before. */
const ELSEWHERE = /\b(?:dial|proxyconnect|Get "https?:|failed to download)\b/;

function isTelling({ level, text, fields: { err = '' } }: Message): boolean {
  if (text.startsWith('Failed to load module') && ELSEWHERE.test(err)) return false;
  return (level === 'ERROR' && !HARMLESS.test(text)) || text === 'Skipping chart';
}

function reasonOf({ text, fields: { err = '' } }: Message): string {
  const words = [text.replace(/\. Maybe try 'terraform init'\?$/, ''), err].filter((part) => part !== '').join(': ');
  return words.replaceAll(`${TREE}/`, '').replaceAll(/\s+/g, ' ');
}

/** What it says about files, folders and modules that it did not look at. Its exit status stays 0. */
function complaints(messages: Message[]): NotCovered[] {
  const gaps = messages.filter(isTelling).map((message) => {
    const where = message.fields['file_path'] ?? message.fields['loc'];
    return { what: where === undefined ? 'what it says on standard error' : placed(where), why: reasonOf(message) };
  });
  return eachOnce(gaps);
}

interface Seen {
  /** Files and folders that the report has a result for. */
  targets: Set<string>;
  /** Folders of Terraform files. */
  modules: Set<string>;
  calls: Call[];
  charts: string[];
  prepared: Prepared;
}

function whyNotTerraform(file: string, { targets, modules, calls }: Seen): string | undefined {
  const folder = path.dirname(file);
  if (targets.has(file) || modules.has(folder)) return undefined;
  return calls.some(({ to }) => to === folder)
    ? 'called with count or for_each alone, which may be none, and not shown to be looked at'
    : 'it gives no result for its folder';
}

/** Why a file was not looked at; undefined when it was. */
function whyNot(file: string, seen: Seen): string | undefined {
  const { targets, charts, prepared } = seen;
  if (isTerraform(file)) return whyNotTerraform(file, seen);
  const chart = chartOf(file, charts);
  if (targets.has(file) || prepared.nothing.includes(file)) return undefined;
  if (chart === undefined) return 'it gives no result for it: it cannot be parsed, or is not what it seems';
  // One template that cannot be rendered ends the whole chart; what has no result then rendered to nothing.
  const isRendered = [...targets].some((target) => chart === '.' || target.startsWith(`${chart}/`));
  return isRendered || prepared.libraries.includes(chart) ? undefined : 'it gives no result for its chart';
}

/** A chart that was left out, as its files: each of them was asked for. */
function byFile(gaps: NotCovered[], files: string[], charts: string[]): NotCovered[] {
  return gaps.flatMap((gap) => {
    if (!charts.includes(gap.what)) return [gap];
    const own = files.filter((file) => chartOf(file, charts) === gap.what);
    return own.map((file) => ({ what: file, why: `its chart: ${gap.why}` }));
  });
}

/** @param report of a run that ended with status 0 */
export function judge(report: Report, { input, prepared: given, relative, stderr }: Finished<Report>): Outcome {
  const prepared = Prepared.parse(given);
  const charts = chartsIn(input.files);
  const messages = messagesIn(stderr);
  const said = [
    ...prepared.unread,
    ...byFile(complaints(messages), input.files, charts),
    ...prepared.elsewhere.map((what) => ({ what, why: 'calls a module from elsewhere, which is not fetched' })),
    ...unreadableLog(messages),
  ];
  const targets = new Set(resultsOf(report).map(({ result }) => fileAt(pathInTree(result.Target, relative)) || '.'));
  const modules = reachedFrom(targets, prepared.calls);
  const seen: Seen = { targets, modules, calls: prepared.calls, charts, prepared };
  const known = new Set(said.map(({ what }) => what));
  const silent = input.files.flatMap((file): NotCovered[] => {
    const why = known.has(file) ? undefined : whyNot(file, seen);
    return why === undefined ? [] : [{ what: file, why }];
  });
  const notCovered = [...said, ...silent];
  const missed = new Set(notCovered.map(({ what }) => what));
  const considered = { files: input.files.filter((file) => !missed.has(file)), packages: 0 };
  if (notCovered.length === 0) return { status: 'completed', considered };
  const first = `${notCovered[0]?.what}: ${notCovered[0]?.why}`;
  if (considered.files.length === 0) {
    return { status: 'failed', reason: `it looked at no file of ${input.files.length}: ${first}`, notCovered };
  }
  const more = notCovered.length > 1 ? ` and ${notCovered.length - 1} more` : '';
  return { status: 'partial', reason: `not looked at: ${first}${more}`, considered, notCovered };
}
