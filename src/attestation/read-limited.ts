import { readFile, stat } from 'node:fs/promises';
import { UsageError } from '../model/usage-error.js';

/** Far more than the statement of a large scan has, or the roots of all services together. */
const MOST_BYTES = 16 << 20;

/**
 * Reads a file of somebody else.
 * @param shown as the user named it
 * @param what it should be, in words
 * @throws UsageError when it is not there, cannot be read, or is larger than any such file
 */
export async function readLimited(shown: string, what: string): Promise<string> {
  try {
    const facts = await stat(shown);
    if (!facts.isFile()) throw new UsageError(`${shown} is no file; name ${what}`);
    if (facts.size > MOST_BYTES) {
      throw new UsageError(`${shown} has ${facts.size} bytes; ${what} has no more than ${MOST_BYTES}`);
    }
    return await readFile(shown, 'utf8');
  } catch (error) {
    if (error instanceof UsageError) throw error;
    const { code } = error as NodeJS.ErrnoException;
    throw new UsageError(
      code === 'ENOENT' ? `${shown} does not exist; name ${what}` : `${shown} cannot be read (${code})`,
    );
  }
}
