import { statSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Region } from './regions/region.js';
import { regionsOf } from './regions/regions.js';

const LARGEST_BYTES = 5 * 1024 * 1024;

/**
 * Where in a line a byte of the file stands.
 * @param lines of the whole file
 * @param number of the line, from 1
 * @returns characters before it, white space at the beginning of the line left out; undefined when it is not in this line
 */
export function indexInLine(lines: string[], number: number, offset: number): number | undefined {
  const line = lines[number - 1];
  if (line === undefined) return undefined;
  const rest = offset - lines.slice(0, number - 1).reduce((sum, one) => sum + Buffer.byteLength(one) + 1, 0);
  if (rest < 0 || rest >= Buffer.byteLength(line)) return undefined;
  const before = Buffer.from(line).subarray(0, rest).toString().length;
  return before - (line.length - line.trimStart().length);
}

/** Files of the target that findings point at, each read once. */
export class SourceFiles {
  readonly #root: string;
  readonly #texts = new Map<string, string | undefined>();
  readonly #lines = new Map<string, string[]>();
  readonly #regions = new Map<string, Region[]>();

  /** @param root absolute path of the target */
  constructor(root: string) {
    this.#root = path.resolve(root);
  }

  /** Reads what was not read yet. What is missing, too large, or outside of the target counts as unreadable. */
  async load(files: Iterable<string>): Promise<void> {
    for (const file of new Set(files)) {
      if (!this.#texts.has(file)) this.#texts.set(file, await this.#read(file).catch(() => undefined));
    }
  }

  async #read(file: string): Promise<string | undefined> {
    const absolute = path.resolve(this.#root, file);
    // A path that a scanner printed must not lead out of the target.
    if (!absolute.startsWith(`${this.#root}${path.sep}`)) return undefined;
    // Many files that scanners name are in no target, and an error for each would cost more than all else.
    const facts = statSync(absolute, { throwIfNoEntry: false });
    return facts?.isFile() && facts.size <= LARGEST_BYTES ? readFile(absolute, 'utf8') : undefined;
  }

  #linesOf(file: string): string[] {
    const lines = this.#lines.get(file) ?? this.#texts.get(file)?.split('\n') ?? [];
    this.#lines.set(file, lines);
    return lines;
  }

  /** A line without white space at its ends; undefined when the file was not loaded or has no such line. */
  line(file: string, number: number): string | undefined {
    return this.#linesOf(file)[number - 1]?.trim();
  }

  /** Where in a line a byte of the file stands: see `indexInLine`. */
  indexInLine(file: string, number: number, offset: number): number | undefined {
    return indexInLine(this.#linesOf(file), number, offset);
  }

  /** The parts of a loaded file; none of another. */
  regions(file: string): Region[] {
    const known = this.#regions.get(file) ?? regionsOf(file, this.#texts.get(file) ?? '');
    this.#regions.set(file, known);
    return known;
  }
}
