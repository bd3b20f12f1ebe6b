import { execFile } from 'node:child_process';
import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import type { Log } from 'sarif';
import { MULTITOOL_FOLDER } from './sarif-schema.js';

/**
 * What Microsoft's validator says of a log with the rules of SARIF and of GitHub's ingestion, a line each. Its exit
 * status says nothing; what it writes does.
 */
export async function sarifComplaints(log: Log): Promise<string[]> {
  const validator = path.join(MULTITOOL_FOLDER, 'Sarif.Multitool');
  // npm does not run install scripts here, so nobody has made it executable.
  await chmod(validator, 0o755);
  const folder = await mkdtemp(path.join(os.tmpdir(), 'muster-sarif-'));
  try {
    const [input, output] = [path.join(folder, 'log.sarif'), path.join(folder, 'validation.sarif')];
    await writeFile(input, JSON.stringify(log));
    const levels = ['--level', 'Error;Warning'];
    const args = ['validate', input, '--rule-kind', 'Sarif;Ghas', ...levels, '--output', output, '--quiet'];
    const env = { ...process.env, DOTNET_SYSTEM_GLOBALIZATION_INVARIANT: '1' };
    await promisify(execFile)(validator, args, { env }).catch(() => undefined);
    const [run] = (JSON.parse(await readFile(output, 'utf8')) as Log).runs;
    return (run?.results ?? []).map(
      ({ ruleId, level, message }) => `${level} ${ruleId} ${message.id} ${message.arguments?.join(' ')}`,
    );
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
