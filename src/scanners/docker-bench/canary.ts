import { randomUUID } from 'node:crypto';
import type { Canary } from '../../model/scanner.js';

/**
 * The canary's folder has a file that says so, with a word that nobody knows before this process has begun: a target
 * cannot pretend to be a canary and have an engine of our own looked at in the place of the real one.
 */
export const MARK = '.muster-canary';
const WORD = randomUUID();

/** What stands in place of the Docker client: of an engine with one container, and nothing else to tell. */
function client(isPrivileged: boolean): string {
  return `#!/bin/sh
case "$*" in
  'ps -q') echo canary ;;
  ps*) printf 'CONTAINER ID  NAMES\\nc0ffee  canary\\n' ;;
  *HostConfig.Privileged*) echo ${isPrivileged} ;;
esac
`;
}

function mark(isPrivileged: boolean): string {
  return `${WORD} ${isPrivileged}\n`;
}

/** The client to be put first on PATH, when a target's mark is that of a canary of this process. */
export function clientFor(content: string): string | undefined {
  const state = [true, false].find((isPrivileged) => content === mark(isPrivileged));
  return state === undefined ? undefined : client(state);
}

/** A container with all privileges, by the word of a client of our own: no real engine is touched for the proof. */
export const canary: Canary = {
  files: { [MARK]: mark(true) },
  expects: [{ ruleId: '5.5' }],
  counterExample: { [MARK]: mark(false) },
};
