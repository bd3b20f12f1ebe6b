import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { gunzip as gunzipWith } from 'node:zlib';
import { UsageError } from '../model/usage-error.js';

const gunzip = promisify(gunzipWith);
/** Sixteen times what the larger of the two is. */
const LARGEST_BYTES = 256 * 1024 * 1024;

/** A file of data that the risk is made with. */
export interface FeedFile {
  /** Absolute. */
  path: string;
  text: string;
  /** SHA-256 of the file as it lies there, in hex. */
  digest: string;
}

async function fileIn(folder: string, feed: string, names: RegExp, official: string): Promise<string> {
  const entries = await readdir(folder);
  // `current` comes after the dates, and of dates the newest.
  const name = entries
    .filter((entry) => names.test(entry))
    .sort()
    .at(-1);
  if (name === undefined) throw new UsageError(`${folder} holds no file of ${feed}: it would be called ${official}`);
  return path.join(folder, name);
}

async function unpack(bytes: Buffer, file: string, feed: string): Promise<string> {
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes.toString('utf8');
  try {
    return (await gunzip(bytes, { maxOutputLength: LARGEST_BYTES })).toString('utf8');
  } catch (error) {
    throw new UsageError(
      `${file} is no whole gzip file (${(error as Error).message}); download the file of ${feed} again`,
    );
  }
}

/**
 * Reads a file of data, packed by gzip or not.
 * @param where absolute path of the file, or of a folder that holds one under its official name
 * @param names the official names
 * @param official one of them, for messages
 * @throws UsageError when there is none, or it cannot be read
 */
export async function readFeedFile(where: string, feed: string, names: RegExp, official: string): Promise<FeedFile> {
  let file = where;
  try {
    const bytes = await readFile(where).catch(async (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EISDIR') throw error;
      file = await fileIn(where, feed, names, official);
      return readFile(file);
    });
    const digest = createHash('sha256').update(bytes).digest('hex');
    return { path: file, text: await unpack(bytes, file, feed), digest };
  } catch (error) {
    if (error instanceof UsageError) throw error;
    const { code } = error as NodeJS.ErrnoException;
    const what = code === 'ENOENT' ? 'does not exist' : `cannot be read (${code})`;
    throw new UsageError(`the file of ${feed} ${file} ${what}; it is named by databases.${feed.toLowerCase()}`);
  }
}
