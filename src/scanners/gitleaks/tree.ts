import { constants, createWriteStream } from 'node:fs';
import { type FileHandle, mkdir, open, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { z } from 'zod';
import type { CommandContext } from '../../model/scanner.js';
import { layOutConfiguration } from './configuration.js';
import { shownName } from './names.js';

/** Below `scratch`: what it is shown as the target. */
export const TREE = 'tree';
/** Below `scratch`: entries of the target's `.gitleaksignore` for files that are shown under another name. */
export const IGNORED = 'ignored';
const IGNORE_FILE = '.gitleaksignore';
const AT_ONCE = 32;
/** Bytes up to which a file is copied in one go. */
const AT_A_TIME = 1024 * 1024;

/** What was laid out of the target, to be held against what the program says that it read. */
export const LaidOut = z.object({
  files: z.array(
    z.object({
      path: z.string(),
      /** Where it is not shown under its own name. */
      shown: z.string().optional(),
      bytes: z.number(),
    }),
  ),
  unreadable: z.array(z.object({ path: z.string(), why: z.string() })),
});
export type LaidOut = z.infer<typeof LaidOut>;

/** The encoding that a byte order mark names, where it is one that no pattern for text matches. */
function wideEncoding([first, second]: Buffer): string | undefined {
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  return first === 0xfe && second === 0xff ? 'utf-16be' : undefined;
}

async function* decoded(chunks: AsyncIterable<Buffer>, encoding: string): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding);
  for await (const chunk of chunks) yield decoder.decode(chunk, { stream: true });
  yield decoder.decode();
}

async function copyInParts(from: FileHandle, to: string): Promise<number> {
  const { buffer } = await from.read(Buffer.alloc(2), 0, 2, 0);
  const encoding = wideEncoding(buffer);
  const source = from.createReadStream({ start: 0, autoClose: false });
  const sink = createWriteStream(to, { flags: 'wx' });
  if (encoding === undefined) await pipeline(source, sink);
  else await pipeline(source, (chunks: AsyncIterable<Buffer>) => decoded(chunks, encoding), sink);
  return sink.bytesWritten;
}

/**
 * Copies a file; UTF-16 becomes UTF-8, so that something can be found in it.
 * @returns the bytes of the copy
 */
async function copy(from: FileHandle, to: string): Promise<number> {
  const { size } = await from.stat();
  if (size > AT_A_TIME) return copyInParts(from, to);
  const bytes = await from.readFile();
  const encoding = wideEncoding(bytes);
  const text = encoding === undefined ? bytes : Buffer.from(new TextDecoder(encoding).decode(bytes));
  await writeFile(to, text, { flag: 'wx' });
  return text.length;
}

async function layOutIgnored(target: string, scratch: string): Promise<void> {
  const entries = await readFile(path.join(target, IGNORE_FILE), 'utf8').catch(() => '');
  const shown = entries.split('\n').flatMap((entry) => {
    // `path:rule:line`
    const [, file, rest] = /^\s*(.+)(:[^:]+:\d+)\s*$/.exec(entry) ?? [];
    return file === undefined || shownName(file) === file ? [] : [`${shownName(file)}${rest}\n`];
  });
  await writeFile(path.join(scratch, IGNORED), shown.join(''));
}

/** Lays out one file. A link in its place, which the inventory did not see, is not followed. */
async function layOutFile(target: string, tree: string, file: string): Promise<LaidOut['files'][number]> {
  const shown = shownName(file);
  const to = path.join(tree, shown);
  const from = await open(path.join(target, file), constants.O_RDONLY | constants.O_NOFOLLOW);
  try {
    return { path: file, ...(shown === file ? {} : { shown }), bytes: await copy(from, to) };
  } finally {
    await from.close();
  }
}

/**
 * Lays out copies of the input's files in `scratch`. It takes one folder and walks it: in the target it would also read
 * what Git ignores, wait at a named pipe, and leave out names that look like archives. Links are not followed by it.
 */
export async function layOutTree({ target, input, scratch }: CommandContext): Promise<LaidOut> {
  const tree = path.join(scratch, TREE);
  await mkdir(tree);
  await layOutConfiguration(target, scratch);
  await layOutIgnored(target, scratch);
  const laidOut: LaidOut = { files: [], unreadable: [] };
  const asked = new Set(input.files);
  // Obeyed also where Git ignores it and it is no part of the input.
  const files = [...new Set([...input.files, IGNORE_FILE])];
  for (const folder of new Set(files.map((file) => path.dirname(file)))) {
    await mkdir(path.join(tree, folder), { recursive: true });
  }
  for (let from = 0; from < files.length; from += AT_ONCE) {
    const some = files.slice(from, from + AT_ONCE);
    const results = await Promise.allSettled(some.map((file) => layOutFile(target, tree, file)));
    for (const [index, result] of results.entries()) {
      const file = some[index] ?? '';
      if (result.status === 'fulfilled') laidOut.files.push(result.value);
      else if (asked.has(file)) laidOut.unreadable.push({ path: file, why: `unreadable: ${result.reason.code}` });
    }
  }
  return laidOut;
}
