import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { executeWith } from '../../test/execute-with.js';
import { makeFolder } from '../../test/repository.js';
import { FINDS_BAD, standIn, throwAway } from '../../test/stand-in.js';
import type { ExecuteEvent } from './execute.js';

let target: string;
let bin: string;
beforeEach(() => {
  target = makeFolder({ 'a.txt': 'good\nbad\n', 'b.txt': 'good\n' });
  bin = makeFolder({});
});
afterEach(() => {
  for (const folder of [target, bin]) rmSync(folder, { recursive: true });
});

async function entryOf(script: string, more: Parameters<typeof executeWith>[3] = {}, scanner = throwAway()) {
  const [executed] = await executeWith(scanner, target, standIn(bin, 'tool', script), more);
  if (!executed) throw new Error('nothing was executed');
  return { ...executed.entry, rows: executed.findings, looked: executed.looked };
}

describe('execute', () => {
  it('completes a scanner that says what it looked at and finds its canary', async () => {
    expect(await entryOf(FINDS_BAD)).toMatchObject({
      status: 'completed',
      canary: 'found',
      exitStatus: 0,
      version: '1.0.0',
      considered: { files: 2, packages: 0 },
      looked: ['a.txt', 'b.txt'],
      rows: [{ ruleId: 'bad', location: { path: 'a.txt', startLine: 2 } }],
    });
  });

  it.each([
    [
      'exits 0 and reports nothing, also on its canary',
      `fs.writeFileSync(output, '[]')`,
      'failed',
      'did not find its canary (bad)',
    ],
    ['exits 0 without an output', ``, 'failed', 'it wrote no output'],
    ['exits 0 with an empty output', `fs.writeFileSync(output, '')`, 'failed', 'its output is empty'],
    ['prints half a document', `fs.writeFileSync(output, '[{"rule": "ba')`, 'failed', 'not whole JSON'],
    ['prints a document of another shape', `fs.writeFileSync(output, '{"results": []}')`, 'failed', 'another shape'],
    ['exits with another status', `process.exit(4)`, 'failed', 'no output'],
    ['is killed', `process.kill(process.pid, 'SIGKILL')`, 'failed', 'killed by SIGKILL'],
  ])('counts a scanner that %s as failed', async (_, script, status, reason) => {
    expect(await entryOf(script)).toMatchObject({ status, reason: expect.stringContaining(reason), looked: [] });
  });

  it('keeps a scanner from writing into the target, and without a need from the network', async () => {
    const writes = `fs.writeFileSync(require('node:path').join(process.cwd(), 'planted'), ''); ${FINDS_BAD}`;
    const entry = await entryOf(writes);
    if (!entry.sandbox?.targetReadOnly)
      return expect(entry.sandbox).toEqual({ targetReadOnly: false, network: 'open' });
    expect(entry).toMatchObject({ status: 'failed', sandbox: { targetReadOnly: true, network: 'none' } });
    expect(existsSync(path.join(target, 'planted'))).toBe(false);
  });

  it('ends a scanner that hangs, and says so', async () => {
    expect(await entryOf('setInterval(() => {}, 1000)', { timeoutSeconds: 0.5 })).toMatchObject({
      status: 'timed-out',
      reason: expect.stringMatching(/^ended after 0\.\d s, its time limit$/),
      canary: 'untested',
    });
  });

  it('keeps findings of a run that failed', async () => {
    const row = JSON.stringify([{ rule: 'r', file: 'a.txt', line: 1, severity: 'low' }]);
    const entry = await entryOf(`fs.writeFileSync(output, ${JSON.stringify(row)}); process.exit(3)`);
    expect(entry).toMatchObject({ status: 'failed', findings: 1, rows: [{ ruleId: 'r' }] });
  });

  it('is unavailable where its program cannot be had or started', async () => {
    const unavailable = { provide: async () => ({ reason: 'needs Go' }) };
    expect(await entryOf(FINDS_BAD, unavailable)).toMatchObject({ status: 'unavailable', reason: 'needs Go' });
    const gone = {
      provide: async () => ({ id: 'x', path: '/absent', version: '1', source: 'PATH' as const, sha256: null }),
    };
    expect(await entryOf(FINDS_BAD, gone)).toMatchObject({
      status: 'unavailable',
      reason: expect.stringMatching(/could not be started: .*(?:ENOENT|not found)/),
    });
  });

  it('does not count a scanner that the target has silenced', async () => {
    // Obeys an ignore file as real scanners do, and finds nothing anywhere because of it.
    const obeys = `if (fs.existsSync('.throwawayignore')) fs.writeFileSync(output, '[]'); else { ${FINDS_BAD} }`;
    expect((await entryOf(obeys)).status).toBe('completed');
    writeFileSync(path.join(target, '.throwawayignore'), '*\n');
    expect(await entryOf(obeys)).toMatchObject({ status: 'failed', canary: 'missed' });
  });

  it('is partial where only a part of the canary was missed', async () => {
    const twoParts = throwAway({
      canary: () => ({
        files: { 'canary.txt': 'bad\n' },
        expects: [
          { ruleId: 'bad', proves: 'text' },
          { ruleId: 'worse', proves: 'prose' },
        ],
        counterExample: {},
      }),
    });
    expect(await entryOf(FINDS_BAD, {}, twoParts)).toMatchObject({
      status: 'partial',
      canary: 'found',
      reason: 'its canary was missed for prose',
      notCovered: [{ what: 'prose' }],
    });
  });

  it('is partial with what is known beforehand not to be seen', async () => {
    const shallow = throwAway({
      appliesTo: ({ files }) => [
        {
          label: '.',
          files: files.map((file) => file.path),
          caveats: [{ what: 'older commits', why: 'shallow clone' }],
        },
      ],
    });
    expect(await entryOf(FINDS_BAD, {}, shallow)).toMatchObject({
      status: 'partial',
      reason: 'older commits: shallow clone',
    });
  });

  it('refuses without a connection what needs one, and runs what does not', async () => {
    const twoWays = throwAway({
      network: 'database',
      databaseFacts: async () => ({ name: 'old', updatedAt: null, ageHours: 9000, digest: 'x' }),
      appliesTo: () => [
        { label: 'packages', mode: 'packages', files: ['a.txt'] },
        { label: 'words', mode: 'words', files: ['canary.txt', 'a.txt'], network: 'never' },
      ],
      command: ({ output }) => ({ args: [`--report=${output}`] }),
    });
    const none = `fs.writeFileSync(output, JSON.stringify([{ rule: 'bad', file: 'canary.txt', line: 1, severity: 'low' }]))`;
    const program = standIn(bin, 'tool', none);
    const executed = await executeWith(twoWays, target, program, { offline: true });
    expect(executed.map(({ entry }) => [entry.input, entry.status])).toEqual([
      ['packages', 'unavailable'],
      ['words', 'completed'],
    ]);
    expect(executed[0]?.entry.reason).toContain('MUSTER_THROW_AWAY_DATABASE');
  });

  it('is partial with a database that is older than allowed, and says how old', async () => {
    const withDatabase = (days: number) =>
      throwAway({
        network: 'database',
        databaseFacts: async () => ({ name: 'the database', updatedAt: null, ageHours: days * 24, digest: 'x' }),
      });
    expect((await entryOf(FINDS_BAD, {}, withDatabase(5))).status).toBe('completed');
    expect(await entryOf(FINDS_BAD, {}, withDatabase(90))).toMatchObject({
      status: 'partial',
      database: { ageHours: 2160 },
      notCovered: [{ what: 'what was published since', why: expect.stringContaining('90 days old, more than 5') }],
    });
  });

  it('remembers a canary that was found, until program or rules change', async () => {
    const cache = path.join(bin, 'cache');
    const count = path.join(bin, 'count');
    const counting = `fs.appendFileSync(${JSON.stringify(count)}, 'x'); ${FINDS_BAD}`;
    const runs = () => readFileSync(count, 'utf8').length;
    await entryOf(counting, { cache });
    expect(runs()).toBe(2);
    await entryOf(counting, { cache });
    expect(runs()).toBe(3);
    writeFileSync(path.join(target, '.throwawayignore'), 'other.txt\n');
    await entryOf(counting, { cache });
    expect(runs()).toBe(5);
  });

  it('never remembers a canary that was missed', async () => {
    const cache = path.join(bin, 'cache');
    await entryOf(`fs.writeFileSync(output, '[]')`, { cache });
    expect(existsSync(cache)).toBe(false);
    expect((await entryOf(FINDS_BAD, { cache })).canary).toBe('found');
  });

  it('says of what was not finished that it was interrupted, and keeps what was', async () => {
    const controller = new AbortController();
    const slow = throwAway({
      appliesTo: ({ files }) =>
        files.map(({ path: file }) => ({ label: file === 'b.txt' ? 'slow' : 'quick', files: [file] })),
      timeoutSeconds: 20,
    });
    const script = `if (process.argv[3] === 'b.txt') setInterval(() => {}, 1000); else { ${FINDS_BAD} }`;
    const onEvent = (event: ExecuteEvent) => {
      if (event.type === 'ended' && event.executed.run.input.label === 'quick') controller.abort();
    };
    const executed = await executeWith(slow, target, standIn(bin, 'tool', script), {
      cancel: controller.signal,
      onEvent,
    });
    expect(executed.map(({ entry }) => [entry.input, entry.status, entry.findings])).toEqual([
      ['quick', 'completed', 1],
      ['slow', 'failed', 0],
    ]);
    expect(executed[1]?.entry.reason).toContain('interrupted');
  });
});
