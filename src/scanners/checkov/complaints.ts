import type { NotCovered } from '../../model/coverage.js';
import { inTarget } from './place.js';

/** A line of its log, from the level on at which it logs: `2026-11-24 06:50:01,123 [MainThread  ] [ERROR]  message`. */
const LOG_LINE = /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d,\d{3} \[[^\]]*\] \[(?:WARNI|ERROR|CRITI) *\] {2}(.*)$/gm;
/** Such a check has no result: the resource is neither among the failed nor among the passed ones. */
const BROKEN_CHECK = /^Failed to run check (\S+|of '.*?') on (.*)$/;
const EXTERNAL_MODULE = /^Failed to download module (.*?)(?: \(for external modules,.*)?$/;
const FAILED_CHART = /^Failed processing helm chart .*? at dir: (.*?)\. Working dir: .*?\. Failure details: (.*)/;
const BLOCKED_CHART = /^Skipping helm template for (.*?): \d+ dependency repo\(s\)/;
/** What Muster keeps of standard error. */
const KEPT_BYTES = 256 * 1024;
const LONGEST = 300;

export interface Complaints {
  /** Folder of a chart, without a slash at its end, → why it was not rendered. */
  charts: Map<string, string>;
  /** Everything else. */
  others: NotCovered[];
}

/** A check that broke off, and on what; undefined for any other message. */
function brokenCheck(message: string): NotCovered | undefined {
  const [, check, where = ''] = BROKEN_CHECK.exec(message) ?? [];
  return check === undefined ? undefined : { what: inTarget(where), why: `its check ${check} broke off` };
}

function other(message: string): NotCovered {
  const [, module] = EXTERNAL_MODULE.exec(message) ?? [];
  if (module !== undefined)
    return { what: `module ${module}`, why: 'it comes from elsewhere, and nothing is downloaded' };
  const shown = message.replaceAll(/\S*\/scratch\/tree\//g, '');
  return { what: 'what its log speaks of', why: shown.slice(0, LONGEST) };
}

function messagesIn(stderr: string): string[] {
  return [...stderr.matchAll(LOG_LINE)].map(([, message = '']) => message);
}

/** What Checkov says on standard error that it did not do. */
export function readComplaints(stderr: string): Complaints {
  const charts = new Map<string, string>();
  const others = new Map<string, NotCovered>();
  for (const message of messagesIn(stderr)) {
    const [, failed, why] = FAILED_CHART.exec(message) ?? [];
    const [, blocked] = BLOCKED_CHART.exec(message) ?? [];
    if (failed !== undefined) charts.set(inTarget(failed), `helm could not render its chart: ${why}`);
    else if (blocked !== undefined) charts.set(inTarget(blocked), 'its chart needs others that are not here');
    else others.set(message, brokenCheck(message) ?? other(message));
  }
  const isCut = Buffer.byteLength(stderr) >= KEPT_BYTES;
  const cut = isCut ? [{ what: 'its log', why: 'longer than what is kept of it' }] : [];
  return { charts, others: [...others.values(), ...cut] };
}

/** How a crash is told: its last line, and the check that it came from, if it came from one. */
export function lastWords(stderr: string): string {
  const said = stderr.trim().split('\n').at(-1)?.trim() ?? '';
  const broken = messagesIn(stderr)
    .map(brokenCheck)
    .findLast((one) => one !== undefined);
  return broken ? `${said} (before that, ${broken.why} on ${broken.what})` : said;
}
