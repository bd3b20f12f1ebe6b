import { constants } from 'node:fs';
import { open, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import type { NotCovered } from '../../model/coverage.js';
import type { CommandContext, Outcome, ScanInput } from '../../model/scanner.js';
import type { Log } from './log.js';

/** Below `scratch`: the files to look at, a line each. */
export const LIST = 'files';
const AT_ONCE = 64;

/** What it is asked to look at, to be held against what it says that it read. */
const LaidOut = z.object({
  files: z.array(z.object({ path: z.string(), bytes: z.number() })),
  unreadable: z.array(z.object({ path: z.string(), why: z.string() })),
});

/** It cuts a file into pieces of this many bytes, and hands each on with the beginning of the next. */
const CHUNK_BYTES = 10 * 1024;
const PEEK_BYTES = 3 * 1024;

/** What a file counts for in the sums that it prints at its end (pkg/sources/chunker.go of 3.97.0). */
function countsFor(size: number): { chunks: number; bytes: number } {
  const chunks = Math.ceil(size / CHUNK_BYTES);
  let bytes = size;
  for (let end = CHUNK_BYTES; end < size; end += CHUNK_BYTES) bytes += Math.min(PEEK_BYTES, size - end);
  return { chunks, bytes };
}

/** How archives begin that it would unpack: zip, gzip, bzip2, xz, 7-Zip, RAR, Zstandard, LZ4, ar, RPM, cpio. */
const ARCHIVES = [
  ...['504b0304', '504b0506', '1f8b', '425a68', 'fd377a585a00', '377abcaf271c', '526172211a07', '28b52ffd', '04224d18'],
  ...['213c617263683e', 'edabeedb', '3037303730'],
].map((hex) => Buffer.from(hex, 'hex'));
const TAR = { at: 257, says: Buffer.from('ustar') };

function isArchive(head: Buffer): boolean {
  const isTar = head.subarray(TAR.at, TAR.at + TAR.says.length).equals(TAR.says);
  return isTar || ARCHIVES.some((magic) => head.subarray(0, magic.length).equals(magic));
}

/** Looks at one file. A link or a pipe in its place, which the inventory did not see, is not followed. */
async function lookAt(file: string): Promise<{ bytes: number } | { why: string }> {
  const handle = await open(file, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
  try {
    const facts = await handle.stat();
    if (!facts.isFile()) return { why: 'no longer a file' };
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(512), 0, 512, 0);
    if (isArchive(buffer.subarray(0, bytesRead))) return { why: 'an archive, by its first bytes' };
    return { bytes: facts.size };
  } finally {
    await handle.close();
  }
}

/**
 * Lists the input's files for it, instead of the folder: in that it would also read `.git`, what Git ignores, and what
 * was excluded. Each name begins with `./`, so that none is taken for an option, a comment, or another list.
 */
export async function layOutTree({ target, input, scratch }: CommandContext): Promise<z.infer<typeof LaidOut>> {
  const laidOut: z.infer<typeof LaidOut> = { files: [], unreadable: [] };
  for (let from = 0; from < input.files.length; from += AT_ONCE) {
    const some = input.files.slice(from, from + AT_ONCE);
    const facts = await Promise.allSettled(some.map((file) => lookAt(path.join(target, file))));
    for (const [index, fact] of facts.entries()) {
      const file = some[index] ?? '';
      if (fact.status === 'rejected') laidOut.unreadable.push({ path: file, why: `unreadable: ${fact.reason.code}` });
      else if ('why' in fact.value) laidOut.unreadable.push({ path: file, why: fact.value.why });
      else laidOut.files.push({ path: file, bytes: fact.value.bytes });
    }
  }
  await writeFile(path.join(scratch, LIST), laidOut.files.map(({ path: file }) => `./${file}\n`).join(''));
  return laidOut;
}

interface Account {
  files: string[];
  notCovered: NotCovered[];
  chunks: number;
  bytes: number;
}

/** Goes through what it was asked to look at: what the log says of each file, and what the rest makes together. */
function accountFor(laidOut: z.infer<typeof LaidOut>, log: Log, relative: (printed: string) => string): Account {
  const account: Account = {
    files: [],
    notCovered: laidOut.unreadable.map(({ path: file, why }) => ({ what: file, why })),
    chunks: 0,
    bytes: 0,
  };
  const said = new Map(log.skipped.map(({ path: file, why }) => [relative(file), why]));
  for (const { path: file, said: words } of log.complaints) if (file !== undefined) said.set(relative(file), words);
  for (const { path: file, bytes } of laidOut.files) {
    const why = said.get(file);
    if (why !== undefined && bytes > 0) {
      account.notCovered.push({ what: file, why });
      continue;
    }
    const counts = countsFor(bytes);
    account.chunks += counts.chunks;
    account.bytes += counts.bytes;
    account.files.push(file);
  }
  return account;
}

/** The files: it says how many pieces and bytes it read, which has to be all of it but for what it names. */
export function treeOutcome(
  prepared: unknown,
  log: Log,
  input: ScanInput,
  relative: (printed: string) => string,
): Outcome {
  const { files, notCovered, chunks, bytes } = accountFor(LaidOut.parse(prepared), log, relative);
  const general = log.complaints.filter(({ path: file }) => file === undefined);
  const read = log.finished ?? { chunks: 0, bytes: 0 };
  if (read.chunks !== chunks || read.bytes !== bytes) {
    const counted = `it read ${read.bytes} bytes in ${read.chunks} pieces, not ${bytes} in ${chunks}, and does not say why`;
    return { status: 'failed', reason: general[0]?.said ?? counted, notCovered };
  }
  const gaps = [...notCovered, ...general.map(({ said }) => ({ what: input.label, why: said }))];
  const considered = { files, packages: 0 };
  if (gaps.length === 0) return { status: 'completed', considered };
  const first = `${gaps[0]?.what}: ${gaps[0]?.why}`;
  if (files.length === 0) {
    return { status: 'failed', reason: `it looked at no file of ${input.files.length}: ${first}`, notCovered: gaps };
  }
  const left = input.files.length - files.length;
  const reason = left > 0 ? `${left} of ${input.files.length} files were not looked at: ${first}` : first;
  return { status: 'partial', reason, considered, notCovered: gaps };
}
