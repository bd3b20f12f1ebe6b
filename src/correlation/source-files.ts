import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import type { Region } from './regions/region.js';
import { regionsOf } from './regions/regions.js';

const LARGEST_BYTES = 5 * 1024 * 1024;

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
    const facts = await stat(absolute);
    return facts.isFile() && facts.size <= LARGEST_BYTES ? readFile(absolute, 'utf8') : undefined;
  }

  /** A line without white space at its ends; undefined when the file was not loaded or has no such line. */
  line(file: string, number: number): string | undefined {
    const text = this.#texts.get(file);
    if (text === undefined) return undefined;
    const lines = this.#lines.get(file) ?? text.split('\n');
    this.#lines.set(file, lines);
    return lines[number - 1]?.trim();
  }

  /** The parts of a loaded file; none of another. */
  regions(file: string): Region[] {
    const known = this.#regions.get(file) ?? regionsOf(file, this.#texts.get(file) ?? '');
    this.#regions.set(file, known);
    return known;
  }
}
