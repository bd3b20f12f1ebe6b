import { readFile } from 'node:fs/promises';
import { UsageError } from '../model/usage-error.js';

const VARIABLE = 'env://';

/** A key as it was named on the command line, and what stands there. */
export interface KeyText {
  shown: string;
  text: string;
}

/**
 * Reads a key from where the user names it, as Cosign does: a file, or `env://NAME` for what a variable holds.
 * @throws UsageError when there is none
 */
export async function readKeyText(shown: string, env: NodeJS.ProcessEnv): Promise<KeyText> {
  if (shown.startsWith(VARIABLE)) {
    const name = shown.slice(VARIABLE.length);
    const text = env[name];
    if (!text) throw new UsageError(`${shown}: the variable ${name} is not set; it has to hold the key itself, as PEM`);
    return { shown, text };
  }
  try {
    return { shown, text: await readFile(shown, 'utf8') };
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new UsageError(
      code === 'ENOENT' ? `there is no key ${shown}` : `the key ${shown} cannot be read (${code}); name a file of PEM`,
    );
  }
}
