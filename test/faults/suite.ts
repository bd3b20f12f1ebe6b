import { describe, expect, it } from 'vitest';
import type { ScannerDefinition } from '../../src/model/scanner.js';
import { FAULTS } from './faults.js';
import { stage } from './take.js';

/** The whole output is there all the same: here a scanner may complete, when its canary was found. */
const HARMLESS = ['output of 200 MB', 'invalid UTF-8'];

/** Provokes every fault in each of the scanners. */
export function testFaultsOf(scanners: ScannerDefinition[]): void {
  describe.each(scanners)('faults of $id', async (scanner) => {
    const subject = await stage(scanner);
    // What is known from documentation alone has left nothing behind that a fault could be played on.
    const isSeen = scanner.verified !== 'documentation';
    const what = 'a recording of findings, or a program to make one';
    it(isSeen ? `has ${what}` : `is verified by documentation, for lack of ${what}`, () => {
      expect(subject !== undefined).toBe(isSeen);
    });
    if (!subject) return;

    it.each(FAULTS)('$title: neither complete nor a pass', { timeout: 120_000 }, async ({ title, provoke }) => {
      const cell = await provoke(subject);
      if (typeof cell === 'string') return expect(cell).not.toBe('');
      expect(cell).not.toMatchObject({ verdict: 'pass' });
      if (cell.status === 'completed') expect([title, cell.canary]).toEqual([expect.toBeOneOf(HARMLESS), 'found']);
      if (!HARMLESS.includes(title)) expect(cell.alone).not.toBe('completed');
      if (cell.status !== 'completed') expect(cell.reason).not.toBe('');
      return undefined;
    });
  });
}
