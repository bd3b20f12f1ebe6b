import { randomUUID } from 'node:crypto';
import { mkdir, readdir, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import lockfile from 'proper-lockfile';
import writeFileAtomic from 'write-file-atomic';
import { type FetchLimits, fetchFile } from './fetch-file.js';
import type { Source, SourceFile } from './sources.js';
import { databaseFolder, digestOf, RECORD, readStored } from './store.js';
import { DatabaseError, type StoredDatabase, type StoredFile } from './types.js';

const SILENCE_MS = 30_000;
const TOTAL_MS = 10 * 60_000;
/** Another Muster that updates the same database is waited for so long. */
const LOCK_TRIES = 240;
const LOCK_PAUSE_MS = 500;

export interface UpdateOptions {
  /** Absolute path of the user's cache. */
  cache: string;
  /** Milliseconds for each file; ten minutes when not given. */
  totalMs?: number | undefined;
  cancel?: AbortSignal | undefined;
}

export interface Updated {
  id: Source['id'];
  /** `unchanged`: the servers say that what is stored is what they have. */
  state: 'updated' | 'unchanged';
  stored: StoredDatabase;
}

/** A fetched file that waits to take its place. */
interface Arrived {
  record: StoredFile;
  /** Absolute path; undefined where the file that is there stays. */
  part?: string;
}

function asDate(lastModified: string | null): string | null {
  const time = Date.parse(lastModified ?? '');
  return Number.isNaN(time) ? null : new Date(time).toISOString();
}

/** What is said of a file in the place of its temporary name. */
function nameless(error: Error, part: string, url: string): DatabaseError {
  return new DatabaseError(error.message.replaceAll(part, url));
}

async function fetchOne(
  source: Source,
  { file, name, url }: SourceFile,
  folder: string,
  before: StoredFile | undefined,
  { totalMs = TOTAL_MS, cancel }: UpdateOptions,
): Promise<Arrived> {
  const part = path.join(folder, `.${file}.${randomUUID()}.part`);
  const limits: FetchLimits = { silenceMs: Math.min(SILENCE_MS, totalMs), totalMs, bytes: source.bytes };
  const fetchedAt = new Date().toISOString();
  // Where somebody has changed the file since, or the address is another, all of it is asked for.
  const isTrue = before?.url === url && (await digestOf(path.join(folder, file))) === before.sha256;
  const known = before && isTrue ? before : undefined;
  try {
    const fetched = await fetchFile({ url, file: part, known, limits, cancel });
    if (fetched === undefined && before) return { record: { ...before, fetchedAt } };
    if (fetched === undefined) throw new DatabaseError(`${url} answers nothing`);
    const { etag, lastModified, sha256 } = fetched;
    const said = await source.check(part, url).catch((error: Error) => {
      throw nameless(error, part, url);
    });
    const updatedAt = said.updatedAt ?? asDate(lastModified);
    return { record: { file, name, url, fetchedAt, updatedAt, sha256, etag, lastModified }, part };
  } catch (error) {
    await rm(part, { force: true });
    throw error;
  }
}

/** Holds the lock of a database while `work` is done. */
async function locked<Result>(folder: string, work: () => Promise<Result>): Promise<Result> {
  const release = await lockfile
    .lock(folder, {
      stale: 10_000,
      retries: { retries: LOCK_TRIES, factor: 1, minTimeout: LOCK_PAUSE_MS, maxTimeout: LOCK_PAUSE_MS },
      // Lost, when this process slept for long. Each file takes its place whole, so that nothing breaks.
      onCompromised: () => undefined,
    })
    .catch((error: NodeJS.ErrnoException) => {
      const why = error.code === 'ELOCKED' ? 'another Muster is updating it' : error.message;
      throw new DatabaseError(`${folder} cannot be locked: ${why}`);
    });
  try {
    return await work();
  } finally {
    await release().catch(() => undefined);
  }
}

/** Removes what an update that was killed left, and packs that are no longer asked for. Nobody else is at work here. */
async function tidy(folder: string, before: StoredDatabase | undefined, keep: SourceFile[]): Promise<void> {
  const kept = new Set(keep.map(({ file }) => file));
  const dropped = (before?.files ?? []).map(({ file }) => file).filter((file) => !kept.has(file));
  const parts = (await readdir(folder)).filter((name) => /^\..+\.part$/.test(name));
  await Promise.all([...dropped, ...parts].map((name) => rm(path.join(folder, name), { force: true })));
}

async function replace(source: Source, folder: string, options: UpdateOptions): Promise<Updated> {
  const before = await readStored(options.cache, source.id);
  const arrived = await Promise.allSettled(
    source.files.map((file) =>
      fetchOne(
        source,
        file,
        folder,
        before?.files.find((one) => one.file === file.file),
        options,
      ),
    ),
  );
  const whole = arrived.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
  const broken = arrived.find((one) => one.status === 'rejected');
  if (broken) {
    await tidy(folder, undefined, []);
    throw broken.reason;
  }
  for (const { part, record } of whole) if (part !== undefined) await rename(part, path.join(folder, record.file));
  const stored = { id: source.id, files: whole.map(({ record }) => record) };
  await writeFileAtomic(path.join(folder, RECORD), `${JSON.stringify(stored, null, 2)}\n`);
  await tidy(folder, before, source.files);
  const isSame = whole.every(({ part, record }) => {
    const old = before?.files.find(({ file }) => file === record.file);
    return part === undefined || old?.sha256 === record.sha256;
  });
  return { id: source.id, state: isSame && before?.files.length === whole.length ? 'unchanged' : 'updated', stored };
}

/**
 * Fetches a database, all of its files or none, and puts it into the store once it has been read as a scan will read it.
 * What was stored before stays until then, and stays when anything goes wrong.
 * @throws DatabaseError that says why not, in one line
 */
export async function updateDatabase(source: Source, options: UpdateOptions): Promise<Updated> {
  const folder = databaseFolder(options.cache, source.id);
  try {
    await mkdir(folder, { recursive: true });
    return await locked(folder, () => replace(source, folder, options));
  } catch (error) {
    if (error instanceof DatabaseError) throw error;
    const { code, message } = error as NodeJS.ErrnoException;
    throw new DatabaseError(`${folder} cannot be written: ${code ?? message}`);
  }
}
