import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { parse } from 'yaml';
import { z } from 'zod';
import { EPSS_NAME, EPSS_NAMES, readEpss } from '../risk/epss.js';
import { readFeedFile } from '../risk/feed-file.js';
import { KEV_NAME, KEV_NAMES, readKev } from '../risk/kev.js';
import { DatabaseError } from './types.js';

/** What a file, or a folder with it under its official name, says of itself. */
interface Checked {
  /** When its content was published, as RFC 3339 writes it. */
  updatedAt: string | null;
  /** SHA-256, in hex. */
  digest: string;
}

/**
 * Reads what was fetched as it will be read in a scan.
 * @param file absolute path
 * @param url what to call it
 * @throws Error when it is not what it should be
 */
export type Check = (file: string, url: string) => Promise<Checked>;

export const checkEpss: Check = async (file, url) => {
  const feed = await readFeedFile(file, 'EPSS', EPSS_NAMES, EPSS_NAME);
  return { updatedAt: readEpss({ ...feed, path: url }).updatedAt, digest: feed.digest };
};

export const checkKev: Check = async (file, url) => {
  const feed = await readFeedFile(file, 'KEV', KEV_NAMES, KEV_NAME);
  return { updatedAt: readKev({ ...feed, path: url }).updatedAt, digest: feed.digest };
};

const Rules = z.object({
  rules: z.array(z.looseObject({ id: z.string().min(1), languages: z.array(z.string()).min(1), message: z.string() })),
});

/** A pack of Semgrep's registry bears no date. Rules that Semgrep cannot load are told in the scan, one by one. */
export const checkRules: Check = async (file, url) => {
  const refuse = (why: string) => new DatabaseError(`${url}: not a pack of rules for Semgrep: ${why}`);
  const bytes = await readFile(file);
  let content: unknown;
  try {
    content = parse(bytes.toString('utf8'), { uniqueKeys: false, logLevel: 'error' });
  } catch (error) {
    throw refuse(`not YAML: ${(error as Error).message.split('\n')[0]?.replace(/:$/, '')}`);
  }
  const read = Rules.safeParse(content);
  if (!read.success) {
    const [issue] = read.error.issues;
    throw refuse(`at /${(issue?.path ?? []).map(String).join('/')}: ${issue?.message}`);
  }
  if (read.data.rules.length === 0) throw refuse('there is no rule in it');
  return { updatedAt: null, digest: createHash('sha256').update(bytes).digest('hex') };
};
