import { randomUUID } from 'node:crypto';
import { closeSync, openSync, readSync, unlinkSync, writeSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { UsageError } from '../model/usage-error.js';

/** Where a text stands in a spool. */
export interface Span {
  offset: number;
  bytes: number;
}

const BUFFER_BYTES = 1024 * 1024;

/**
 * Texts that are too many for memory, in a file of the system's temporary folder that only this process can open: it has
 * no name there from the start, so that nothing of it stays behind, however the process ends.
 */
export class Spool {
  readonly #descriptor: number;
  #buffer = Buffer.allocUnsafe(BUFFER_BYTES);
  #used = 0;
  #written = 0;

  constructor() {
    const file = path.join(os.tmpdir(), `muster-${randomUUID()}`);
    this.#descriptor = openSync(file, 'wx+', 0o600);
    unlinkSync(file);
  }

  /** @throws UsageError when the temporary folder is full */
  write(text: string): Span {
    const most = text.length * 3; // bytes that a code unit can take in UTF-8
    if (this.#used + most > this.#buffer.length) this.#flush();
    if (most > this.#buffer.length) this.#buffer = Buffer.allocUnsafe(most);
    const bytes = this.#buffer.write(text, this.#used, 'utf8');
    const span = { offset: this.#written + this.#used, bytes };
    this.#used += bytes;
    return span;
  }

  #flush(): void {
    for (let from = 0; from < this.#used; ) {
      try {
        from += writeSync(this.#descriptor, this.#buffer, from, this.#used - from, this.#written + from);
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
        throw new UsageError(`there is no room left in ${os.tmpdir()} for what does not fit into memory; set TMPDIR`);
      }
    }
    this.#written += this.#used;
    this.#used = 0;
  }

  /** The texts at such places, in their order. More may be written meanwhile. */
  *read(spans: Iterable<Span>): Generator<string> {
    let buffer = Buffer.allocUnsafe(64 * 1024);
    for (const { offset, bytes } of spans) {
      if (offset + bytes > this.#written) this.#flush();
      if (bytes > buffer.length) buffer = Buffer.allocUnsafe(bytes);
      readSync(this.#descriptor, buffer, 0, bytes, offset);
      yield buffer.toString('utf8', 0, bytes);
    }
  }

  close(): void {
    closeSync(this.#descriptor);
  }
}
