import { mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { makeFolder } from '../../test/repository.js';
import { FINDS_BAD, standIn, throwAway } from '../../test/stand-in.js';
import type { ScanInput } from '../model/scanner.js';
import { checkUp } from './doctor.js';

let folder: string;
beforeEach(() => {
  folder = makeFolder({});
  vi.stubEnv('PATH', `${folder}:${process.env['PATH']}`);
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true });
});

const VERSION = `if (process.argv.includes('--version')) { console.log('1.0.0'); process.exit(0); }`;

/** Looks at words by default, and at numbers in another mode. */
function inTwoModes(finds: string) {
  standIn(folder, 'throw-away', `${VERSION}${finds}`);
  const fileOf = (mode: string | undefined) => (mode === 'numbers' ? 'numbers.txt' : 'words.txt');
  return throwAway({
    modes: ['numbers'],
    appliesTo: ({ files }) =>
      files.map(({ path: file }): ScanInput => {
        const mode = file === 'numbers.txt' ? 'numbers' : 'words';
        return { label: mode, mode, files: [file] };
      }),
    canary: ({ mode }) => ({
      files: { [fileOf(mode)]: 'bad\n' },
      expects: [{ ruleId: 'bad', path: fileOf(mode) }],
      counterExample: { [fileOf(mode)]: 'good\n' },
    }),
  });
}

async function check(scanner: ReturnType<typeof throwAway>) {
  const store = path.join(folder, 'store');
  mkdirSync(store);
  const [result] = await checkUp([scanner], {
    options: { mode: 'path', install: false, offline: false, store, scannerFolder: () => store, avoid: [] },
    cache: store,
    remember: undefined,
    jobs: 2,
    databases: {},
    cancel: new AbortController().signal,
  });
  return result;
}

describe('checkUp', () => {
  it('finds the canary of each mode', async () => {
    expect(await check(inTwoModes(FINDS_BAD))).toMatchObject({ canary: 'found', version: '1.0.0' });
  });

  it('does not take one mode for proof of another', async () => {
    const deaf = FINDS_BAD.replace('flatMap((file) =>', "filter((file) => file !== 'numbers.txt').flatMap((file) =>");
    expect(deaf).not.toBe(FINDS_BAD);
    expect(await check(inTwoModes(deaf))).toMatchObject({ canary: 'missed' });
  });

  it('does not take a canary for proof that sings for everything', async () => {
    const always = `fs.writeFileSync(output, JSON.stringify(process.argv.slice(3).map((file) =>
      ({ rule: 'bad', file, line: 1, severity: 'high' }))));`;
    expect(await check(inTwoModes(always))).toMatchObject({
      canary: 'untested',
      reason: 'it finds its canary (bad) where there is none',
    });
  });
});
