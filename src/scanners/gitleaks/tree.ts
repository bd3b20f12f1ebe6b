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

/**
 * Copies a file; UTF-16 becomes UTF-8, so that something can be found in it.
 * @returns the bytes of the copy
 */
async function copy(from: FileHandle, to: string): Promise<number> {
  const { bytesRead, buffer } = await from.read(Buffer.alloc(2), 0, 2, 0);
  const encoding = bytesRead === 2 ? wideEncoding(buffer) : undefined;
  const source = from.createReadStream({ start: 0, autoClose: false });
  const sink = createWriteStream(to, { flags: 'wx' });
  if (encoding === undefined) await pipeline(source, sink);
  else await pipeline(source, (chunks: AsyncIterable<Buffer>) => decoded(chunks, encoding), sink);
  return sink.bytesWritten;
}

async function layOutIgnored(target: string, scratch: string): Promise<void> {
  const entries = await readFile(path.join(target, IGNORE_FILE), 'utf8').catch(() => '');
  const shown = entries.split('\n').flatMap((entry) => {
    // `path:rule:line`
    const [, file = '', rest = ''] = /^\s*(.+)(:[^:]+:\d+)\s*$/.exec(entry) ?? [];
    return shownName(file) === file ? [] : [`${shownName(file)}${rest}\n`];
  });
  await writeFile(path.join(scratch, IGNORED), shown.join(''));
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
  const layOut = async (file: string) => {
    const shown = shownName(file);
    const to = path.join(tree, shown);
    try {
      await mkdir(path.dirname(to), { recursive: true });
      const from = await open(path.join(target, file), constants.O_RDONLY | constants.O_NOFOLLOW);
      try {
        const bytes = await copy(from, to);
        laidOut.files.push({ path: file, ...(shown === file ? {} : { shown }), bytes });
      } finally {
        await from.close();
      }
    } catch (error) {
      laidOut.unreadable.push({ path: file, why: `unreadable: ${(error as NodeJS.ErrnoException).code}` });
    }
  };
  // Obeyed also where Git ignores it and it is no part of the input.
  const files = [...new Set([...input.files, IGNORE_FILE])];
  for (let from = 0; from < files.length; from += AT_ONCE) {
    await Promise.all(files.slice(from, from + AT_ONCE).map(layOut));
  }
  const isAsked = ({ path: file }: { path: string }) => input.files.includes(file);
  return { ...laidOut, unreadable: laidOut.unreadable.filter(isAsked) };
}
