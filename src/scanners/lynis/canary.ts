import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Canary } from '../../model/scanner.js';

/**
 * The canary's folder is audited in place of the machine's root. It has a file that says so, with a word that nobody
 * knows before this process has begun: a target cannot have itself audited in place of the machine.
 */
const MARK = '.muster-canary';
const WORD = randomUUID();

/** The test that reads the list of users from the folder that is audited. */
export const TEST = 'AUTH-9204';

const users = (number: number) => `root:x:0:0:root:/root:/bin/sh\ncanary:x:${number}:100:canary:/:/bin/sh\n`;

/** Whether a target is a canary of this process. */
export function isCanary(target: string): boolean {
  try {
    return readFileSync(path.join(target, MARK), 'utf8') === WORD;
  } catch {
    return false;
  }
}

/** A second user with the rights of root. */
export const canary: Canary = {
  files: { [MARK]: WORD, 'etc/passwd': users(0) },
  expects: [{ ruleId: TEST }],
  counterExample: { [MARK]: WORD, 'etc/passwd': users(1000) },
};
