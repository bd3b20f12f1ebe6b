import { describe, expect, it } from 'vitest';
import { throwAway } from '../../test/stand-in.js';
import { blankEntry } from '../model/coverage.js';
import type { FindingKind } from '../model/finding.js';
import type { FileKind, Inventory } from '../model/inventory.js';
import { findBlindSpots } from './blind-spots.js';
import type { Executed } from './execute.js';

function inventoryOf(files: Record<string, FileKind[]>, more: Partial<Inventory> = {}): Inventory {
  const list = Object.entries(files).map(([path, kinds]) => ({ path, size: 1, kinds }));
  return { root: '/t', files: list, hidden: [], notes: [], ...more };
}

function ran(id: string, finds: FindingKind[], files: string[], looked: string[], more = {}): Executed {
  const scanner = throwAway({ id, finds });
  const run = { scanner, input: { label: '.', files }, required: true, outputPath: `basic/${id}.json` };
  return { run, entry: { ...blankEntry(id, '.', true), ...more }, looked, findings: [] };
}

describe('findBlindSpots', () => {
  it('is empty where each file was looked at for each kind of issue', () => {
    const inventory = inventoryOf({ 'a.py': ['python'] });
    const all = [ran('bandit', ['code'], ['a.py'], ['a.py']), ran('gitleaks', ['secret'], ['a.py'], ['a.py'])];
    expect(findBlindSpots(inventory, all, [], [])).toEqual([]);
  });

  it('says of a file that was given and not looked at what became of the scanner', () => {
    const inventory = inventoryOf({ 'a.py': ['python', 'binary'], 'b.py': ['python', 'binary'] });
    const partly = ran('bandit', ['code'], ['a.py', 'b.py'], ['a.py'], {
      status: 'partial',
      notCovered: [{ what: 'b.py', why: 'syntax error' }],
    });
    expect(findBlindSpots(inventory, [partly], [], [])).toEqual([
      { what: 'python source', paths: ['b.py'], why: 'bandit: syntax error' },
    ]);
    const failed = ran('bandit', ['code'], ['a.py', 'b.py'], [], { status: 'failed', reason: 'crashed' });
    expect(findBlindSpots(inventory, [failed], [], [])).toEqual([
      { what: 'python source', paths: ['a.py', 'b.py'], why: 'bandit: crashed' },
    ]);
  });

  it('counts a run for what it was for, and not for all that its scanner can find', () => {
    const inventory = inventoryOf({ 'yarn.lock': ['lockfile', 'binary'] });
    const secrets = ran('trivy-fs', ['vulnerability', 'secret'], ['yarn.lock'], ['yarn.lock']);
    secrets.run.input = { ...secrets.run.input, finds: ['secret'] };
    expect(findBlindSpots(inventory, [secrets], [], []).map(({ why }) => why)).toEqual(['no scanner for it']);
    const packages = {
      ...secrets,
      run: { ...secrets.run, input: { ...secrets.run.input, finds: ['vulnerability' as const] } },
    };
    expect(findBlindSpots(inventory, [packages], [], [])).toEqual([]);
  });

  it('tells a scanner that is switched off from there being none', () => {
    const inventory = inventoryOf({ Dockerfile: ['dockerfile', 'binary'], 'x.rs': ['rust', 'binary'] });
    const hadolint = throwAway({ id: 'hadolint', finds: ['misconfiguration'] });
    const absent = [
      { ...blankEntry('hadolint', '.', false), status: 'disabled' as const, reason: 'runs with --profile advanced' },
    ];
    expect(findBlindSpots(inventory, [], absent, [hadolint])).toEqual([
      { what: 'dockerfile configuration', paths: ['Dockerfile'], why: 'hadolint: runs with --profile advanced' },
      { what: 'rust source', paths: ['x.rs'], why: 'no scanner for it' },
    ]);
  });

  it('names what could not be read, and repositories within', () => {
    const hidden = [
      { path: 'closed/', kind: 'unreadable' as const, why: 'unreadable: EACCES' },
      { path: 'sub/', kind: 'repository' as const, why: 'submodule or repository of its own' },
      { path: 'node_modules/', kind: 'ignored' as const, why: '.gitignore' },
    ];
    expect(findBlindSpots(inventoryOf({}, { hidden }), [], [], []).map(({ paths }) => paths)).toEqual([
      ['closed/'],
      ['sub/'],
    ]);
  });
});
