import type { Row } from '../correlation/row.js';
import type { Acceptance } from '../interchange/context.js';
import { type Span, Spool } from './spool.js';

/** A row of an output, waiting to be correlated. */
export interface StoredRow extends Row {
  accepted?: Acceptance;
}

/** About so many bytes of outputs go into one part: so many rows are correlated at once. */
const PART_BYTES = 8 * 1024 * 1024;
/** So many rows are held in memory, at less than a kilobyte each; beyond, they are written to a file. */
const HELD_ROWS = 250_000;

/** Of so many domains the part is kept, and not told anew from each row. */
const REMEMBERED = 100_000;

/**
 * What rows have in common that can be one issue, whoever found it: secrets with each other wherever they stand, packages
 * by their name and version, all else by the file. It follows the order in which `clusterRows` sorts rows out.
 */
function domainOf({ kind, location, package: about, advisory }: Row): string {
  if (kind === 'secret') return '';
  if (kind === 'vulnerability' && about && advisory) {
    // Coarser than what makes two packages the same, in any ecosystem.
    const name = about.name.toLowerCase().replaceAll(/[-_.]+/g, '-');
    return `${name}@${(about.version ?? '').replace(/^v/, '')}`;
  }
  return location?.path ?? '';
}

/** FNV-1a, for spreading; 32 bits. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) value = Math.imul(value ^ text.charCodeAt(at), 0x01000193);
  return value >>> 0;
}

/**
 * Rows in parts that have nothing to do with each other, so that one after the other can be correlated, and all of them
 * never have to be in memory. A secret's value is never written.
 */
export class StoredRows {
  readonly #parts: { held: StoredRow[]; written: Span[] }[];
  readonly #partOf = new Map<string, number>();
  readonly #most: number;
  /** How many rows are held that can be written. */
  #held = 0;
  #spool: Spool | undefined;

  /**
   * @param bytes of all outputs together
   * @param most so many rows are held in memory
   * @param part so many of the bytes go into one part
   */
  constructor(bytes: number, most = HELD_ROWS, part = PART_BYTES) {
    this.#most = most;
    const parts = Math.max(1, Math.ceil(bytes / part));
    this.#parts = Array.from({ length: parts }, () => ({ held: [], written: [] }));
  }

  add(row: StoredRow): void {
    const domain = domainOf(row);
    let part = this.#partOf.get(domain);
    if (part === undefined) {
      part = hash(domain) % this.#parts.length;
      if (this.#partOf.size < REMEMBERED) this.#partOf.set(domain, part);
    }
    this.#parts[part]?.held.push(row);
    if (row.secret === undefined) this.#held++;
    if (this.#held >= this.#most) this.#spill();
  }

  #spill(): void {
    this.#spool ??= new Spool();
    this.#held = 0;
    for (const part of this.#parts) {
      const texts = part.held.filter(({ secret }) => secret === undefined).map((row) => JSON.stringify(row));
      if (texts.length > 0) part.written.push(this.#spool.write(texts.join(',')));
      part.held = part.held.filter(({ secret }) => secret !== undefined);
    }
  }

  /** Each part once; it is forgotten when the next is asked for. */
  *parts(): Generator<StoredRow[]> {
    for (const part of this.#parts) {
      const { held, written } = part;
      part.held = [];
      const texts = [...(this.#spool?.read(written) ?? [])];
      yield texts.length === 0 ? held : (JSON.parse(`[${texts.join(',')}]`) as StoredRow[]).concat(held);
    }
  }

  close(): void {
    this.#spool?.close();
  }
}
