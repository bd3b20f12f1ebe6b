import type { NotCovered } from '../../model/coverage.js';
import type { Finished, Outcome } from '../../model/scanner.js';
import { languageByName } from './languages.js';
import { Prepared } from './prepared.js';
import type { Report, ReportedError } from './report.js';

/** After so many rules that ran out of time on one file, the others are not tried on it. */
export const TIMEOUT_THRESHOLD = 3;

function kindOf({ type }: ReportedError): string {
  return typeof type === 'string' ? type : type[0];
}

/** The first line that says something, and the next where the first only announces it. */
function saying({ message, short_msg, long_msg, type }: ReportedError): string {
  const lines = (message ?? long_msg ?? short_msg ?? String(type)).split('\n').map((line) => line.trim());
  const told = lines.filter((line) => line !== '');
  return (told[0]?.endsWith(':') ? told.slice(0, 2).join(' ') : (told[0] ?? '')).replaceAll(/[.:]+$/g, '');
}

/** `a.ts:2,5-7` */
function linesOf(file: string, { spans }: ReportedError): string {
  const lines = (spans ?? []).map(({ start, end }) =>
    start.line === end.line ? `${start.line}` : `${start.line}-${end.line}`,
  );
  return lines.length === 0 ? file : `${file}:${[...new Set(lines)].join(',')}`;
}

interface Told {
  /** Why the file as a whole was not looked at. */
  whole?: string;
  /** What of it was not. */
  parts: NotCovered[];
}

/** What is said against one file. */
function tell(file: string, errors: ReportedError[], finishedOne: boolean): Told {
  const parts: NotCovered[] = [];
  const slow = new Set<string>();
  let whole: string | undefined;
  for (const error of errors) {
    const kind = kindOf(error);
    if (kind === 'PartialParsing') {
      parts.push({ what: linesOf(file, error), why: 'could not be parsed, the rest of the file could' });
    } else if (error.rule_id) {
      if (kind === 'Timeout') slow.add(error.rule_id);
      const why = kind === 'Timeout' ? 'ran out of time on it' : `broke off on it: ${kind}`;
      parts.push({ what: file, why: `its rule ${error.rule_id} ${why}` });
    } else {
      whole ??= kind === 'Syntax error' ? 'could not be parsed' : `${kind}: ${saying(error)}`;
    }
  }
  if (slow.size >= TIMEOUT_THRESHOLD)
    whole ??= `${slow.size} rules ran out of time on it, and the others were not tried`;
  else if (slow.size > 0 && !finishedOne)
    whole ??= `no rule got through with it: ${[...slow].join(', ')} ran out of time`;
  return { ...(whole === undefined ? {} : { whole }), parts };
}

interface Evidence {
  /** The files that were taken up, and whether a rule got through with them. */
  taken: Map<string, boolean>;
  byFile: Map<string, ReportedError[]>;
  ran: Set<string>;
}

function evidence({ time, errors }: Report, fileOf: (printed: string) => string): Evidence {
  const taken = new Map<string, boolean>();
  for (const { path, match_times = [] } of time?.targets ?? []) {
    // It is listed once for each way of reading it: as its language, and as text for rules that are about any file.
    const file = fileOf(path);
    taken.set(file, (taken.get(file) ?? false) || match_times.some((took) => took > 0));
  }
  const byFile = new Map<string, ReportedError[]>();
  const note = (file: string, error: ReportedError) => byFile.set(file, [...(byFile.get(file) ?? []), error]);
  for (const error of errors) if (error.path) note(fileOf(error.path), error);
  for (const { location, rule_id } of time?.fixpoint_timeouts ?? []) {
    if (location)
      note(fileOf(location.path), { type: 'Fixpoint timeout', level: 'warn', rule_id: rule_id ?? 'of data flow' });
  }
  const ran = new Set((time?.rules ?? []).map((rule) => (typeof rule === 'string' ? rule : rule.id)));
  return { taken, byFile, ran };
}

/** The rules that Semgrep does not say it ran, each with what it says of them. */
function rulesNotRun(given: string[], ran: Set<string>, errors: ReportedError[]): NotCovered[] {
  return given
    .filter((id) => !ran.has(id))
    .map((id) => {
      // Of a rule that needs a newer release the name is told with the folder in front.
      const error = errors.find(({ rule_id }) => rule_id === id || rule_id?.endsWith(`.${id}`));
      return { what: `rule ${id}`, why: error ? saying(error) : 'it does not say that it ran it' };
    });
}

interface Judged {
  files: string[];
  notCovered: NotCovered[];
}

/** Goes through what was asked for, file by file. */
function judgeFiles(input: string[], { taken, byFile }: Evidence, hasRules: (file: string) => boolean): Judged {
  const judged: Judged = { files: [], notCovered: [] };
  for (const file of input) {
    const { whole, parts } = tell(file, byFile.get(file) ?? [], taken.get(file) ?? false);
    const why =
      whole ??
      (taken.has(file) ? undefined : 'it does not say that it looked at it') ??
      (hasRules(file) ? undefined : 'none of the rules for its language was loaded');
    if (why === undefined) judged.files.push(file);
    judged.notCovered.push(...(why === undefined ? parts : [{ what: file, why }]));
  }
  return judged;
}

/** Why there is no report, or one that does not tell what was looked at. */
function failure({ exitStatus, stderr, report, problem }: Finished<Report>): Outcome {
  const first = report?.errors.find(({ level }) => level === 'error');
  const said = first ? saying(first) : (stderr.trim().split('\n').at(-1)?.trim() ?? '');
  const what = problem ?? (first ? 'it broke off' : 'it does not say what it looked at');
  return { status: 'failed', reason: `${what} (exit status ${exitStatus}) ${said}`.trim() };
}

/**
 * What a run means. Neither its exit status (0 with files that could not be parsed, 2 with results) nor the list
 * `paths.scanned` tells what was looked at: that is in what it says under `time` and under `errors`.
 */
export function judge(finished: Finished<Report>): Outcome {
  const { exitStatus, report, input, prepared, relative } = finished;
  if (!report?.time) return failure(finished);
  const { rules, names, official, gaps: unusable } = Prepared.parse(prepared);
  const given = new Map(Object.entries(names).map(([name, file]) => [file, name]));
  const seen = evidence(report, (printed) => names[relative(printed)] ?? relative(printed));
  const missingRules = rulesNotRun([...Object.values(rules).flat(), ...official], seen.ran, report.errors);
  const { files, notCovered: gaps } = judgeFiles(input.files, seen, (file) => {
    const folder = languageByName(given.get(file) ?? file)?.folder;
    return folder !== undefined && (rules[folder] ?? []).some((id) => seen.ran.has(id));
  });
  const notCovered = [...gaps, ...missingRules, ...unusable];
  const first = report.errors.find(({ level }) => level === 'error');
  if (files.length === 0) {
    const why = first ? saying(first) : `${notCovered[0]?.what}: ${notCovered[0]?.why}`;
    return { status: 'failed', reason: `it looked at no file of ${input.files.length}: ${why}`, notCovered };
  }
  if (exitStatus > 1 && missingRules.length === 0) {
    return { status: 'failed', reason: `exit status ${exitStatus}: ${first ? saying(first) : 'it does not say why'}` };
  }
  const considered = { files, packages: 0 };
  if (notCovered.length === 0) return { status: 'completed', considered };
  const unread = input.files.length - files.length;
  const reasons = [
    ...(unread > 0 ? [`${unread} of ${input.files.length} files could not be looked at`] : []),
    ...(missingRules.length > 0 ? [`${missingRules.length} of its rules did not run`] : []),
    ...(unusable.length > 0
      ? [`not all of the official rules could be used: ${unusable[0]?.what}: ${unusable[0]?.why}`]
      : []),
  ];
  return { status: 'partial', reason: reasons.join('; ') || 'parts of files were left out', considered, notCovered };
}
