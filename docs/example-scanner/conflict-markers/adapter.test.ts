import { rmSync } from 'node:fs';
import { afterEach, expect, it } from 'vitest';
import type { ScannerDefinition } from '../../../src/model/scanner.js';
import { loadScanners } from '../../../src/scanners/registry.js';
import { executeWith } from '../../../test/execute-with.js';
import { makeFolder } from '../../../test/repository.js';
import conflictMarkers from './adapter.js';

let target: string;
afterEach(() => rmSync(target, { recursive: true }));

it('is found by its folder alone, runs, finds its canary and reports', async () => {
  target = makeFolder({ 'a.txt': 'one\n<<<<<<< HEAD\n', 'b.txt': 'two\n' });
  const scanners = await loadScanners(`${import.meta.dirname}/..`);
  const scanner = scanners.find(({ id }) => id === 'conflict-markers');
  const [executed] = await executeWith(scanner as ScannerDefinition, target, process.execPath);
  expect(executed?.entry).toMatchObject({
    status: 'completed',
    canary: 'found',
    considered: { files: 2 },
    findings: 1,
  });
  expect(executed?.findings[0]).toMatchObject({ location: { path: 'a.txt', startLine: 2 }, pointer: '/results/0' });
});

it('is partial when a file cannot be read', () => {
  target = makeFolder({});
  const outcome = conflictMarkers.outcome({
    exitStatus: 0,
    stderr: '',
    report: { read: 1, results: [], unreadable: [{ file: 'b.txt', why: 'EACCES' }] },
    input: { label: '.', files: ['a.txt', 'b.txt'] },
    relative: (file) => file,
  });
  expect(outcome).toMatchObject({ status: 'partial', notCovered: [{ what: 'b.txt', why: 'EACCES' }] });
});
