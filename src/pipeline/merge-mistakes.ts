import { open, stat } from 'node:fs/promises';
import { olderSarif } from '../interchange/sarif/log.js';
import { type Decoded, packingOf } from '../interchange/text.js';
import { UsageError } from '../model/usage-error.js';

/** What to do about a file whose content does not tell whose it is. */
export const HOW_TO_SAY = 'say which one by SCANNER=FILE, as in hadolint=results.json (ids: muster tools list)';

/**
 * Looks whether a file can be read at all.
 * @param shown as the user wrote it
 * @param file absolute path
 * @returns the size in bytes
 * @throws UsageError when it cannot
 */
export async function checkFile({ shown, file }: { shown: string; file: string }): Promise<number> {
  const facts = await stat(file).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') throw new UsageError(`${shown} does not exist`);
    throw new UsageError(`${shown} cannot be read (${error.code})`);
  });
  if (facts.isDirectory()) throw new UsageError(`${shown} is a folder; name the files in it`);
  if (!facts.isFile()) throw new UsageError(`${shown} is not a regular file; save what it holds to one first`);
  if (facts.size === 0) {
    throw new UsageError(`${shown} is empty: nothing was written to it, or the scanner ended before it could`);
  }
  const head = Buffer.alloc(16);
  const handle = await open(file).catch((error: NodeJS.ErrnoException) => {
    throw new UsageError(`${shown} cannot be read (${error.code})`);
  });
  await handle.read(head, 0, head.length, 0).finally(() => handle.close());
  const packing = packingOf(head);
  if (packing) throw new UsageError(`${shown} is packed (${packing}); unpack it and name what is in it`);
  return facts.size;
}

const hasMember = (value: unknown, name: string): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && name in value;

/** What to say of a file that nobody recognises. */
export function notRecognised({ shown }: { shown: string }, decoded: Decoded): UsageError {
  const { json, lines, text, problem } = decoded;
  if (problem !== undefined) {
    return new UsageError(`${shown} is not whole JSON, it may have been cut short: ${problem}`);
  }
  const document = json ?? lines;
  const version = olderSarif(document);
  if (version !== undefined) {
    return new UsageError(
      `${shown} is SARIF of version ${version}; 2.1.0 is read (sarif-multitool transform makes it so)`,
    );
  }
  if (
    hasMember(document, 'schemaVersion') &&
    hasMember(document['tool'], 'name') &&
    document['tool']['name'] === 'muster'
  ) {
    return new UsageError(
      `${shown} is a report of Muster; name the scanners' outputs beside it, or sarif/muster.sarif`,
    );
  }
  const isBare = ['[]', '{}', 'null', '{"results":[]}'].includes(text.slice(0, 1000).replaceAll(/\s+/g, ''));
  if (isBare || text.trim() === '') {
    return new UsageError(`${shown} holds nothing by which its scanner could be told; ${HOW_TO_SAY}`);
  }
  return new UsageError(
    `${shown} is no output of a scanner that Muster knows, no SARIF 2.1.0 and no CycloneDX; if it is a scanner's, ${HOW_TO_SAY}`,
  );
}
