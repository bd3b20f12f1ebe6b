import { z } from 'zod';
import type { NotCovered } from '../../model/coverage.js';
import { inTarget, type Named, withoutPlaces } from './place.js';

const Line = z.looseObject({ level: z.string(), msg: z.string() });
type Line = z.infer<typeof Line>;

/** Its log, one JSON document a line (`--log-type json`). What is none is left out: it has no level. */
function linesOf(stderr: string): Line[] {
  return stderr.split('\n').flatMap((text) => {
    if (!text.startsWith('{')) return [];
    try {
      const parsed = Line.safeParse(JSON.parse(text));
      return parsed.success ? [parsed.data] : [];
    } catch {
      return [];
    }
  });
}

/** What changes nothing about what is looked at, or is told better by another line. */
const IDLE = [
  /^failed to (?:parse provider version|fetch latest version for terraform provider)/,
  /^(?:Deprecation warning|invalid severity found in rule definition)/,
  /^error while (?:searching for iac files|parsing iac file)/,
  /^(?:failed to download "|error while fetching available modules|directory +does not exist|failed to build unified config)/,
];
const MODULE = /^failed to download remote module "(?<module>[^"]*)"/;
/** Follows upon a line that says more. */
const CONSEQUENCE = /^(?:scan run failed|perform 'terrascan init'|failed to initialize policy engine)/;
/** Where and why, given to a function that has no place for the latter, as Go prints it. */
const UNPARSED = /^error while parsing dockerfile (?<file>.+?)%!\(EXTRA \S+?=(?<why>.+)\)$/s;
/** A field that was given to the wrong function, as Go prints it. */
const FIELD = /\s*\{[\w ]+? \d+ \d+ +(?<value>[^}]*?)(?: <nil>)?\}/g;

function wordsOf({ msg, error }: Line): string {
  const said = withoutPlaces(msg.replace(FIELD, ': $<value>'));
  return typeof error === 'string' ? `${said}: ${withoutPlaces(error)}` : said;
}

function isComplaint({ level, msg }: Line): boolean {
  return level !== 'info' && level !== 'debug' && !IDLE.some((pattern) => pattern.test(msg));
}

function gapOf(line: Line, laid: Named): NotCovered {
  const { file, why } = UNPARSED.exec(line.msg)?.groups ?? {};
  if (file !== undefined && why !== undefined) return { what: inTarget(file, laid), why: withoutPlaces(why) };
  const module = MODULE.exec(line.msg)?.groups?.['module'];
  if (module === undefined) return { what: 'part of it', why: wordsOf(line) };
  return { what: `module ${module}`, why: 'it comes from elsewhere, and nothing is downloaded' };
}

/** What it complains of and goes on: a file, a resource, a module or a policy is passed over. */
export function complaintsIn(stderr: string, laid: Named): NotCovered[] {
  const gaps = linesOf(stderr)
    .filter(isComplaint)
    .map((line) => gapOf(line, laid));
  return [...new Map(gaps.map((gap) => [`${gap.what} ${gap.why}`, gap])).values()];
}

/** The last thing that it says, for a reason. */
export function lastWords(stderr: string): string {
  const lines = stderr.split('\n').filter((line) => line.trim() !== '');
  const panic = lines.find((line) => line.startsWith('panic: ') || line.startsWith('fatal error: '));
  const complaints = linesOf(stderr).filter(isComplaint);
  const last = complaints.findLast(({ msg }) => !CONSEQUENCE.test(msg)) ?? complaints.at(-1);
  return panic ?? (last ? wordsOf(last) : withoutPlaces(lines.at(-1) ?? ''));
}
