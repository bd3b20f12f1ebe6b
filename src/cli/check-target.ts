import { constants } from 'node:fs';
import { access, stat } from 'node:fs/promises';
import { UsageError } from '../model/usage-error.js';

/**
 * @param target absolute path
 * @param shown as the user wrote it
 * @throws UsageError when this is no folder that can be listed
 */
export async function checkTarget(target: string, shown: string, command: 'scan' | 'merge' | 'init'): Promise<void> {
  const facts = await stat(target).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') throw new UsageError(`${shown} does not exist`);
    throw new UsageError(`${shown} cannot be read (${error.code})`);
  });
  if (!facts.isDirectory())
    throw new UsageError(`${shown} is not a folder; muster ${command} takes the folder of a repository`);
  await access(target, constants.R_OK | constants.X_OK).catch(() => {
    throw new UsageError(`${shown} cannot be read: no permission to list it`);
  });
}
