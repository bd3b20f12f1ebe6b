import type { Report } from '../model/report.js';

/** The exit statuses of the contract. */
export const EXIT = { pass: 0, fail: 1, usage: 2, incomplete: 3, interrupted: 130 } as const;

/** The exit status of a finished scan. Interrupted beats all: nobody should take half a scan for an answer. */
export function exitStatusOf({ verdict, interrupted }: Report, allowIncomplete: boolean): number {
  if (interrupted) return EXIT.interrupted;
  if (verdict === 'incomplete' && allowIncomplete) return EXIT.pass;
  return EXIT[verdict];
}
