import { z } from 'zod';

/** What it writes to standard error, as far as it matters. */
export interface Log {
  /** From its last words; missing when it did not get that far. */
  finished?: { chunks: number; bytes: number; secrets: number };
  /** Commits that it says it looked at. */
  commits?: number;
  /** Files that it passed over on purpose. */
  skipped: { path: string; why: string }[];
  /** Errors, and Git having failed: each means that not all was looked at. */
  complaints: { path?: string; said: string }[];
}

const Line = z.object({
  level: z.string(),
  msg: z.string(),
  path: z.string().optional(),
  mime: z.string().optional(),
  ext: z.string().optional(),
  error: z.string().optional(),
  errors: z.array(z.string()).optional(),
  chunks: z.number().optional(),
  bytes: z.number().optional(),
  verified_secrets: z.number().optional(),
  unverified_secrets: z.number().optional(),
  commits_scanned: z.number().optional(),
});
type Line = z.infer<typeof Line>;

/** Its name for what follows stands under `errors`, too. */
const SUMMARY = 'encountered errors during scan';
/** Said at a level at which it says nothing of importance otherwise. */
const TROUBLE =
  /^(?:fatal:|error:|Error waiting for git command|Error closing git|non-critical error processing chunk|skipping oversize diff line|error scanning (?:repository|unstaged)|(?:unable|failed) to )/;

/** When it is done it ends what it started, of which it has read all that it is going to. */
const AT_THE_END = 'context canceled';

function read(line: string): Line | undefined {
  if (!line.startsWith('{')) return undefined;
  try {
    return Line.safeParse(JSON.parse(line)).data;
  } catch {
    return undefined; // the first line of a log whose beginning is missing
  }
}

function whySkipped({ msg, mime, ext }: Line): string | undefined {
  if (msg.startsWith('skipping file: extension is ignored')) {
    return `it takes it for ${mime ?? ext ?? 'something without secrets'} and passes over that`;
  }
  return /^skipping|^empty reader/.test(msg) ? msg : undefined;
}

/** An error of the system names its file; one of a repository names a folder that only this run knows. */
function named(error: string): Log['complaints'][number] {
  const said = error.replace(/^error chunking dir "[^"]*": /, '');
  const file = /^(?:[a-z ]+: )*(?:lstat|open|read) (?<file>.+): [^:]+$/.exec(said)?.groups?.['file'];
  return { ...(file === undefined ? {} : { path: file }), said };
}

function complaintsOf({ level, msg, path, error, errors }: Line): Log['complaints'] {
  const isError = /^(?:error|fatal|panic|dpanic|warn)/.test(level);
  if (!isError && (!TROUBLE.test(msg) || error === AT_THE_END)) return [];
  const place = path === undefined ? {} : { path };
  if (msg === SUMMARY && errors) return errors.map(named);
  return [{ ...place, said: error === undefined ? msg : `${msg}: ${error}` }];
}

/** Reads its log, of which the beginning may be missing. */
export function readLog(stderr: string): Log {
  const log: Log = { skipped: [], complaints: [] };
  for (const text of stderr.split('\n')) {
    const line = read(text);
    if (line === undefined) {
      // A panic, or what is said about its options, is no JSON.
      if (/^(?:panic:|fatal error:|trufflehog: error:)/.test(text)) log.complaints.push({ said: text.trim() });
      continue;
    }
    const { msg, chunks, bytes, verified_secrets = 0, unverified_secrets = 0, commits_scanned: commits } = line;
    if (msg === 'finished scanning' && chunks !== undefined && bytes !== undefined) {
      log.finished = { chunks, bytes, secrets: verified_secrets + unverified_secrets };
    }
    if (commits !== undefined) log.commits = commits;
    const complaints = complaintsOf(line);
    const why = complaints.length > 0 ? undefined : whySkipped(line);
    if (why !== undefined && line.path !== undefined) log.skipped.push({ path: line.path, why });
    log.complaints.push(...complaints);
  }
  return log;
}
