import { stripVTControlCharacters } from 'node:util';

/** What it writes to standard error, as far as it matters. */
export interface Log {
  /** What it says that it read. */
  bytes?: number;
  /** The commits that it says it looked at: those with changed lines. */
  commits?: number;
  /** What it left out and says so; a folder stands for all below it. */
  skipped: { path: string; why: string }[];
  /** Warnings, errors, and Git having failed: each means that not all was looked at. */
  complaints: { path?: string; said: string }[];
}

const LINE = /^\d{1,2}:\d\d[AP]M (\w{3}) (.*)$/;
const FIELD = (name: string) => new RegExp(`(?:^| )${name}=("(?:[^"\\\\]|\\\\.)*"|\\S*)`);
const PATH = FIELD('path');
const MIME_TYPE = FIELD('mime_type');
const ERROR = FIELD('error');

/** Warnings that take nothing away from what was looked at. */
const HARMLESS =
  /^(?:leaks found: \d+|Invalid \.gitleaksignore entry|Disabled rule doesn't exist|\S+ rename detection was skipped|you may want to set your diff\.renameLimit|config requires a newer)/;

/** An allowlist of values, or one with `targetRules`, leaves the file in. */
const LEFT_OUT = 'left out as a whole by an allowlist of paths: in .gitleaks.toml, or built in';

/** Its log quotes as Go does. @see https://pkg.go.dev/strconv#Quote */
function unquoted(text: string): string {
  if (!text.startsWith('"')) return text;
  const escaped = /\\(?:u([0-9a-f]{4})|U([0-9a-f]{8})|(.))/g;
  return text
    .slice(1, -1)
    .replaceAll(escaped, (_, short?: string, long?: string, plain?: string) =>
      plain === undefined ? String.fromCodePoint(Number.parseInt(short ?? long ?? '', 16)) : plain,
    );
}

function field(pattern: RegExp, text: string): string | undefined {
  const value = pattern.exec(text)?.[1];
  return value === undefined ? undefined : unquoted(value);
}

function whySkipped(text: string): string | undefined {
  if (text.startsWith('skipping binary file')) return `it takes it for binary (${field(MIME_TYPE, text)})`;
  if (/^skipping (?:file|directory): global allowlist/.test(text)) {
    return LEFT_OUT;
  }
  return undefined;
}

/** The message of a complaint, without its fields but for the error. */
function complaint(text: string): string {
  const message = text.replace(/ ?[a-z_-]+=(?:"(?:[^"\\]|\\.)*"|\S*)/g, '').trim();
  return [message, field(ERROR, text)].filter(Boolean).join(': ');
}

/** Reads its log, of which the beginning may be missing. */
export function readLog(stderr: string): Log {
  const log: Log = { skipped: [], complaints: [] };
  for (const line of stripVTControlCharacters(stderr).split('\n')) {
    const [, level = '', text = ''] = LINE.exec(line) ?? [];
    const place = field(PATH, text);
    const why = whySkipped(text);
    const isComplaint = ['ERR', 'FTL'].includes(level) || (level === 'WRN' && !HARMLESS.test(text));
    const bytes = /^scanned ~(\d+) bytes/.exec(text)?.[1];
    const commits = /^(\d+) commits scanned\./.exec(text)?.[1];
    if (bytes !== undefined) log.bytes = Number(bytes);
    if (commits !== undefined) log.commits = Number(commits);
    if (why !== undefined && place !== undefined) log.skipped.push({ path: place, why });
    if (isComplaint || text.startsWith('command aborted')) {
      log.complaints.push({ ...(place === undefined ? {} : { path: place }), said: complaint(text) });
    }
  }
  return log;
}
