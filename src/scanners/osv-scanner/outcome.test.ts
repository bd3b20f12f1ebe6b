import { describe, expect, it } from 'vitest';
import { judge } from './outcome.js';
import type { Prepared } from './prepared.js';
import type { Report } from './report.js';

const SERVICE: Prepared = { counts: {}, gaps: [] };

interface Case {
  files: string[];
  stderr?: string[];
  rows?: Record<string, { name: string; version: string; ecosystem?: string; commit?: string }[]>;
  exitStatus?: number;
  prepared?: Prepared;
}

const scanned = (place: string, packages: number) =>
  `Scanned /s/muster-target/${place} file and found ${packages} package${packages === 1 ? '' : 's'}`;

function outcomeOf({ files, stderr = [], rows = {}, exitStatus = 0, prepared = SERVICE }: Case) {
  const report: Report = {
    results: Object.entries(rows).map(([place, packages]) => ({
      source: { path: `/s/muster-target/${place}` },
      packages: packages.map((row) => ({ package: { ecosystem: 'npm', ...row } })),
    })),
  };
  const input = { label: '.', files };
  return judge({
    exitStatus,
    stderr: stderr.map((line) => `${line}\n`).join(''),
    report,
    prepared,
    input,
    relative: String,
  });
}

describe('judge', () => {
  it('does not count a file of which the program says nothing', () => {
    const rows = { 'yarn.lock': [{ name: 'a', version: '1.0.0' }] };
    expect(outcomeOf({ files: ['yarn.lock', 'a/yarn.lock'], stderr: [scanned('yarn.lock', 1)], rows })).toMatchObject({
      status: 'partial',
      considered: { files: ['yarn.lock'] },
      notCovered: [{ what: 'a/yarn.lock', why: 'it does not say that it looked at it' }],
    });
  });

  it('does not count a file whose packages are not in the output', () => {
    const cases: [string, Case][] = [
      ['its packages are not in its output', { files: ['yarn.lock'], stderr: [scanned('yarn.lock', 3)] }],
      [
        'none of its 2 packages was read',
        {
          files: ['renv.lock'],
          stderr: [scanned('renv.lock', 0)],
          prepared: { ...SERVICE, counts: { 'renv.lock': 2 } },
        },
      ],
    ];
    for (const [why, given] of cases) {
      expect(outcomeOf(given)).toMatchObject({ status: 'failed', notCovered: [{ what: given.files[0], why }] });
    }
  });

  it('takes everything that it says and nobody knows for a gap', () => {
    const rows = { 'yarn.lock': [{ name: 'a', version: '1.0.0' }] };
    const stderr = [scanned('yarn.lock', 1), 'Failed to determine version of b while parsing a yarn.lock'];
    expect(outcomeOf({ files: ['yarn.lock'], stderr, rows, exitStatus: 127 })).toMatchObject({
      status: 'partial',
      notCovered: [{ why: stderr[1] }],
    });
  });

  it('does not pass over an exit status of an error that it does not explain', () => {
    const rows = { 'yarn.lock': [{ name: 'a', version: '1.0.0' }] };
    const given = { files: ['yarn.lock'], stderr: [scanned('yarn.lock', 1)], rows };
    expect(outcomeOf(given).status).toBe('completed');
    expect(outcomeOf({ ...given, exitStatus: 127 })).toMatchObject({
      status: 'partial',
      notCovered: [{ what: 'an error' }],
    });
    expect(outcomeOf({ ...given, exitStatus: 129 }).status).toBe('failed');
  });

  it('reads errors about several files, and joins lines that go on', () => {
    const stderr = [
      'Error during extraction: (extracting as python/poetrylock) ',
      '\ts/muster-target/a/poetry.lock: could not extract: one',
      '\ts/muster-target/poetry.lock: could not extract: two',
      scanned('yarn.lock', 0),
    ];
    expect(outcomeOf({ files: ['a/poetry.lock', 'poetry.lock', 'yarn.lock'], stderr, exitStatus: 127 })).toMatchObject({
      status: 'partial',
      notCovered: [
        { what: 'a/poetry.lock', why: 'could not extract: one' },
        { what: 'poetry.lock', why: 'could not extract: two' },
      ],
    });
  });

  it('says of a file that could not be copied why', () => {
    const gap = { what: 'yarn.lock', why: 'could not be read: EACCES' };
    expect(outcomeOf({ files: ['yarn.lock'], prepared: { ...SERVICE, gaps: [gap] } })).toMatchObject({
      status: 'failed',
      notCovered: [gap],
    });
  });

  it('leaves members of the workspace aside, and modules that are looked at by themselves', () => {
    const rows = {
      'go.mod': ['./near', '../far'].map((name) => ({ name, version: '', ecosystem: 'Go' })),
      'go.sum': [{ name: 'example.com/a', version: '1.0.0', ecosystem: 'Go' }],
      'bun.lock': [{ name: 'own', version: 'workspace:own' }],
    };
    const stderr = [scanned('go.mod', 4), scanned('near/go.mod', 1), scanned('bun.lock', 1)];
    expect(outcomeOf({ files: ['go.mod', 'near/go.mod', 'bun.lock'], stderr, rows })).toMatchObject({
      considered: { files: ['go.mod', 'near/go.mod', 'bun.lock'], packages: 1 },
      notCovered: [{ what: 'go.mod: ../far', why: 'no version' }],
    });
  });

  it('looks up commits at the service, and versions that are none nowhere', () => {
    const commit = '8ebb6bf9a3b4d7e15e1ee4ea09ca9a9b4a28b9c4';
    const packages = [
      { name: 'a', version: '', commit },
      { name: 'https://git.example/b', version: '1.0.0', ecosystem: 'GIT', commit },
      { name: 'c', version: 'https://files.example/c.tgz' },
      { name: '', version: '1.0.0' },
      { name: 'd', version: '1.0.0', commit: commit.slice(0, 7) },
    ];
    expect(
      outcomeOf({ files: ['bun.lock'], stderr: [scanned('bun.lock', 5)], rows: { 'bun.lock': packages } }),
    ).toMatchObject({
      considered: { packages: 2 },
      notCovered: [
        { what: 'bun.lock: c', why: 'no version: https://files.example/c.tgz' },
        { what: 'bun.lock: ', why: expect.stringContaining('no name') },
        { what: 'bun.lock: d', why: expect.stringContaining('part of a commit hash') },
      ],
    });
  });

  it('throws without what was prepared, so that the run counts as failed', () => {
    const input = { label: '.', files: ['yarn.lock'] };
    expect(() => judge({ exitStatus: 0, stderr: '', report: { results: [] }, input, relative: String })).toThrow();
  });
});
