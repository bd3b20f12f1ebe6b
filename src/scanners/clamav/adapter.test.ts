import { createHash } from 'node:crypto';
import { mkdirSync, rmSync } from 'node:fs';
import { afterEach, describe, expect, it } from 'vitest';
import { executeWith } from '../../../test/execute-with.js';
import { describeLive } from '../../../test/live.js';
import { replay } from '../../../test/replay.js';
import { makeFolder } from '../../../test/repository.js';
import clamav from './adapter.js';
import { builtAt, factsOf } from './database.js';
import { readReport } from './report.js';

describe('clamav', () => {
  it('reads what was found, also within an archive', async () => {
    const { recording, outcome, findings } = await replay(clamav, 'findings');
    expect(recording.exitStatus).toBe(1);
    expect(outcome).toEqual({
      status: 'completed',
      considered: { files: ['a.com', 'b c.txt', 'empty', 'z.zip'], packages: 0 },
    });
    expect(findings).toEqual([
      {
        kind: 'malware',
        ruleId: 'Muster.Eicar',
        title: 'Muster.Eicar in a.com',
        severity: 'critical',
        nativeSeverity: null,
        location: { path: 'a.com' },
        pointer: 'line=1',
      },
      expect.objectContaining({ location: { path: 'z.zip' }, pointer: 'line=4' }),
    ]);
  });

  it('completes on files without a find', async () => {
    const { outcome, findings } = await replay(clamav, 'clean');
    expect([outcome.status, findings]).toEqual(['completed', []]);
  });

  it('is partial for what is encrypted, which is no find', async () => {
    const { outcome, findings } = await replay(clamav, 'gaps');
    expect(outcome).toMatchObject({
      status: 'partial',
      considered: { files: ['b.txt', 's.bin'] },
      notCovered: [{ what: 'locked.zip', why: 'not looked at to its end: Heuristics.Encrypted.Zip' }],
    });
    expect(findings).toEqual([]);
  });

  it('is partial when a file has vanished', async () => {
    const { recording, outcome } = await replay(clamav, 'missing-file');
    expect(recording.exitStatus).toBe(2);
    expect(outcome).toMatchObject({ status: 'partial', notCovered: [{ what: 'gone.txt', why: "Can't access file" }] });
  });

  it('is unavailable without signatures', async () => {
    const { outcome } = await replay(clamav, 'no-database');
    expect(outcome).toMatchObject({ status: 'unavailable', reason: expect.stringContaining('freshclam') });
  });

  it('leaves out of its list, and names, a file whose name has a line break', () => {
    const file = (path: string) => ({ path, size: 1, kinds: [] });
    const inventory = { root: '/target', files: [file('a\nb'), file('c')], hidden: [], notes: [] };
    expect(clamav.appliesTo(inventory)).toEqual([
      { label: '.', files: ['c'], caveats: [{ what: 'a\nb', why: expect.stringContaining('line break') }] },
    ]);
  });

  it('tells a name with a colon from what is said of it', () => {
    expect(readReport('./a: OK: b: OK\nLibClamAV Warning: x\n')).toEqual([{ line: 1, path: './a: OK: b', said: 'OK' }]);
  });
});

describe('the date of signatures', () => {
  it('is that of the header of an official file', () => {
    expect(builtAt('ClamAV-VDB:07 Nov 2026 08-29 -0500:27815:123:90:abc')?.toISOString()).toBe(
      '2026-11-07T13:29:00.000Z',
    );
    expect(builtAt('ClamAV-VDB:')).toBeUndefined();
  });

  it('is that of the newest file, and unknown for signatures of one’s own', async () => {
    const header = (day: string) => `ClamAV-VDB:${day} Nov 2026 00-00 +0000:1:1:90:x`;
    const folder = makeFolder({ 'daily.cvd': header('05'), 'main.cvd': header('01'), 'readme.txt': '' });
    expect(await factsOf(folder)).toMatchObject({ updatedAt: '2026-11-05T00:00:00.000Z' });
    rmSync(folder, { recursive: true });
    const own = makeFolder({ 'a.hdb': 'x' });
    expect(await factsOf(own)).toMatchObject({ updatedAt: null, ageHours: null });
    expect(await factsOf(`${own}/absent`)).toBeUndefined();
    rmSync(own, { recursive: true });
  });
});

await describeLive(clamav, [], (tool) => {
  const made: string[] = [];
  const folder = (files: Record<string, string>) => {
    const root = makeFolder(files);
    made.push(root);
    return root;
  };
  afterEach(() => {
    for (const root of made.splice(0)) rmSync(root, { recursive: true });
  });
  /** Signatures of our own for the test file that everybody's signatures know. */
  const signatures = (content: string) => {
    const md5 = createHash('md5').update(content).digest('hex');
    return folder({ 'muster.hdb': `${md5}:${content.length}:Muster.Eicar\n` });
  };
  const canary = clamav.canary({ label: '.', files: [] });
  const eicar = canary.files['canary.com'] as string;

  it('finds its canary and what else is there, and names a folder where a file was', async () => {
    const target = folder({ 'bin/evil.com': eicar, 'a.txt': 'a' });
    mkdirSync(`${target}/empty`);
    const [executed] = await executeWith(clamav, target, tool.path, { databases: { clamav: signatures(eicar) } });
    expect(executed?.entry).toMatchObject({ status: 'completed', canary: 'found', considered: { files: 2 } });
    expect(executed?.findings.map(({ location }) => location?.path)).toEqual(['bin/evil.com']);
  });

  it('does not pass with signatures that do not know the canary', async () => {
    const other = signatures('something else that nobody has');
    const [executed] = await executeWith(clamav, folder({ 'a.txt': 'a' }), tool.path, { databases: { clamav: other } });
    expect(executed?.entry).toMatchObject({ status: 'failed', canary: 'missed' });
  });

  it('is unavailable with an empty folder of signatures', async () => {
    const none = folder({});
    const [executed] = await executeWith(clamav, folder({ 'a.txt': 'a' }), tool.path, { databases: { clamav: none } });
    expect(executed?.entry.status).toBe('unavailable');
  });
});
