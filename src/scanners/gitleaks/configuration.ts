import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';

/** Below `scratch`. */
export const CONFIGURATION = 'gitleaks.toml';
const BUILT_IN = '[extend]\nuseDefault = true\n';

/**
 * Lays out the configuration to run with: the target's, else the built-in one.
 *
 * The target's is obeyed although it can silence anything. Those who have one keep test keys quiet with it, or have
 * rules of their own; without it they would get a hundred findings that they have dealt with, and lose theirs. So that
 * it cannot silence in secret, it is named in the ledger (`silencedBy`), the canary has to be found under it, and a
 * file that it leaves out altogether makes the run partial. `exclude` in muster.yml, with a reason, does that openly.
 */
export async function layOutConfiguration(target: string, scratch: string): Promise<void> {
  const own = await readFile(path.join(target, '.gitleaks.toml')).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return BUILT_IN;
    throw error;
  });
  await writeFile(path.join(scratch, CONFIGURATION), own);
}
