import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';
import { type Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';

export interface SaveOptions {
  /** Permissions of a new file. */
  mode: number;
  /** The most that is taken. */
  bytes: number;
  /** The error for what is larger. */
  tooLarge: () => Error;
  /** Whether the file has to be on the disk, not in the system's memory, when this returns. */
  flush?: boolean;
  signal: AbortSignal;
}

/**
 * Writes what arrives to a file, which is overwritten, and never more than the limit.
 * @param file absolute path
 * @returns the digest, in hex, and the number of bytes
 * @throws what the body, the file system or the signal says, and `tooLarge`; what was written so far stays
 */
export async function saveBody(
  body: Readable,
  file: string,
  { mode, bytes: most, tooLarge, flush = false, signal }: SaveOptions,
): Promise<{ sha256: string; bytes: number }> {
  const hash = createHash('sha256');
  let bytes = 0;
  const meter = new Transform({
    transform(chunk: Buffer, _, done) {
      bytes += chunk.length;
      hash.update(chunk);
      if (bytes > most) done(tooLarge());
      else done(null, chunk);
    },
  });
  // A body that fails while the file is opened is told by the pipeline, which gets it afterwards.
  body.on('error', () => undefined);
  // Opened first: a stream that is given up while it opens its file makes it after its user has removed it.
  const handle = await open(file, 'w', mode).catch((error: Error) => {
    body.destroy();
    throw error;
  });
  await pipeline(body, meter, handle.createWriteStream({ flush }), { signal });
  return { sha256: hash.digest('hex'), bytes };
}
