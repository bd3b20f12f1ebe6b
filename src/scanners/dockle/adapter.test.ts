import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { describeLive } from '../../../test/live.js';
import { replay } from '../../../test/replay.js';
import { buildImage } from '../../images/build.js';
import type { ImageFacts } from '../../model/inventory.js';
import type { ImageConfig, ScannerDefinition } from '../../model/scanner.js';
import { checkUp } from '../../pipeline/doctor.js';
import { execute } from '../../pipeline/execute.js';
import { plan } from '../../pipeline/plan.js';
import { Scheduler } from '../../process/scheduler.js';
import { Workspace } from '../../process/workspace.js';
import dockle from './adapter.js';
import { secretIn } from './findings.js';
import { historyOf } from './history.js';

const OF_HISTORY =
  'of the history: CIS-DI-0007, CIS-DI-0009, CIS-DI-0010, DKL-DI-0001, DKL-DI-0003, DKL-DI-0004, DKL-DI-0005';

async function found(name: string) {
  const { findings } = await replay(dockle, name);
  return findings
    .map(({ ruleId, severity, message, location }) => [ruleId, severity, location?.path ?? message])
    .sort();
}

describe('dockle', () => {
  it('reads what it says of the files of an image and of its configuration', async () => {
    const { outcome } = await replay(dockle, 'findings');
    expect(outcome).toEqual({ status: 'completed', considered: { files: [], packages: 0 } });
    expect(await found('findings')).toEqual([
      ['CIS-DI-0001', 'medium', undefined],
      ['CIS-DI-0006', 'low', undefined],
      ['CIS-DI-0010', 'high', 'app/.env'],
      ['CIS-DI-0010', 'high', 'app/id_rsa'],
      ['DKL-DI-0002', 'high', 'Avoid mounting sensitive dirs : /proc'],
      ['DKL-LI-0001', 'high', 'No password user found! username : canary'],
      ['DKL-LI-0003', 'low', 'app/.git'],
    ]);
  });

  it('says in full what a finding is about', async () => {
    const { findings } = await replay(dockle, 'findings');
    expect(findings.find(({ ruleId }) => ruleId === 'DKL-LI-0003')).toEqual({
      kind: 'misconfiguration',
      ruleId: 'DKL-LI-0003',
      title: 'Only put necessary files',
      severity: 'low',
      nativeSeverity: 'INFO',
      location: { path: 'app/.git' },
      rule: { helpUri: 'https://github.com/goodwithtech/dockle/blob/master/CHECKPOINT.md#dkl-li-0003' },
      pointer: '/details/5/alerts/0',
    });
  });

  it('counts a clean image as completed', async () => {
    const { outcome, findings } = await replay(dockle, 'clean');
    expect(outcome).toEqual({ status: 'completed', considered: { files: [], packages: 0 } });
    expect(findings).toEqual([]);
  });

  it('reads what it says of commands, and keeps the passwords in them out of sight', async () => {
    const { findings } = await replay(dockle, 'history');
    expect(await found('history')).toEqual([
      ['CIS-DI-0007', 'high', undefined],
      ['CIS-DI-0009', 'high', undefined],
      ['CIS-DI-0010', 'high', 'A step of its making sets A_TOKEN.'],
      ['CIS-DI-0010', 'high', 'A step of its making sets C_SECRET.'],
      ['CIS-DI-0010', 'high', 'A step of its making sets DB_PASSWORD.'],
      ['DKL-DI-0001', 'high', undefined],
      ['DKL-DI-0004', 'high', undefined],
      ['DKL-DI-0005', 'high', undefined],
    ]);
    const secrets = findings.flatMap(({ ruleId, secret }) => (secret ? [`${ruleId} ${secret}`] : []));
    expect(secrets.sort()).toEqual([
      'CIS-DI-0007 fake-three',
      'CIS-DI-0010 fake-two',
      'DKL-DI-0001 fake-three',
      'DKL-DI-0004 fake-four',
      'DKL-DI-0005 fake-three',
    ]);
    expect(JSON.stringify(findings.map(({ secret, ...rest }) => rest))).not.toContain('fake-');
  });

  it.each([
    ['no-history', 'the image does not say how it was made'],
    ['silent-history', '1 of 2 steps of its making name no command'],
  ])('is partial for an image that does not say how it was made (%s): all passes', async (name, why) => {
    const { recording, outcome, findings } = await replay(dockle, name);
    expect(recording.exitStatus).toBe(0);
    expect(findings).toEqual([]);
    expect(outcome).toMatchObject({ status: 'partial', notCovered: [{ what: OF_HISTORY, why }] });
  });

  it('is partial for what it skips', async () => {
    const { recording, outcome, findings } = await replay(dockle, 'skipped');
    expect(recording.exitStatus).toBe(0);
    expect(findings.map(({ ruleId }) => ruleId)).toEqual(['CIS-DI-0006']);
    expect(outcome).toMatchObject({
      status: 'partial',
      notCovered: [
        {
          what: 'DKL-LI-0001, Avoid empty password',
          why: 'there is no etc/shadow or etc/master.passwd in the image',
        },
        { what: 'DKL-LI-0002, Be unique UID/GROUP', why: 'there is no etc/passwd in the image' },
        { what: 'DKL-LI-0002, Be unique UID/GROUP', why: 'there is no etc/group in the image' },
      ],
    });
  });

  it('keeps a finding of a checkpoint that it skips for another file', async () => {
    const { outcome, findings } = await replay(dockle, 'mixed');
    expect(findings).toMatchObject([
      {
        ruleId: 'DKL-LI-0002',
        severity: 'high',
        nativeSeverity: 'FATAL',
        message: 'duplicate UID 0 : username toor',
        pointer: '/details/0/alerts/0',
      },
    ]);
    expect(outcome).toMatchObject({ status: 'partial', notCovered: [{ why: 'there is no etc/group in the image' }] });
  });

  it('takes a file that a later layer deletes for gone', async () => {
    const { outcome } = await replay(dockle, 'deleted');
    expect(outcome).toMatchObject({ status: 'partial', notCovered: [{ what: 'DKL-LI-0001, Avoid empty password' }] });
    expect(await found('deleted')).toEqual([['CIS-DI-0008', 'low', 'usr/bin/a']]);
  });

  it.each(['no-image', 'unreadable', 'cut'])('fails when it cannot read the image (%s)', async (name) => {
    const { recording, outcome, findings } = await replay(dockle, name);
    expect(recording.exitStatus).toBe(1);
    expect(findings).toEqual([]);
    expect(outcome).toMatchObject({
      status: 'failed',
      reason: expect.stringMatching(/^it could not read the image \(exit status 1\): its output is not whole JSON/),
    });
  });

  it('fails when it crashes, on an odd line of a file of the image', async () => {
    const { recording, outcome } = await replay(dockle, 'crash');
    expect(recording.exitStatus).toBe(2);
    expect(outcome).toEqual({
      status: 'failed',
      reason: 'it broke off (exit status 2): panic: runtime error: index out of range [2] with length 1',
    });
  });

  it('fails when it counts fewer checkpoints than there are', () => {
    const summary = { fatal: 0, warn: 0, info: 0, skip: 0, pass: 5 };
    const report = dockle.shape.parse({ summary, details: null });
    const input = { label: 'image', files: [] };
    const ended = { exitStatus: 0, stderr: '', report, input, relative: (name: string) => name };
    expect(dockle.outcome(ended)).toEqual({ status: 'failed', reason: 'it went through 5 checkpoints of 16' });
    expect(dockle.parse(report, ended)).toEqual([]);
  });

  it('is partial when nobody can tell how the image was made', () => {
    const report = dockle.shape.parse({ summary: { fatal: 0, warn: 0, info: 0, skip: 0, pass: 16 }, details: [] });
    const input = { label: 'image', files: [] };
    const ended = { exitStatus: 0, stderr: '', report, input, prepared: null, relative: (name: string) => name };
    expect(dockle.outcome(ended)).toMatchObject({
      notCovered: [{ what: OF_HISTORY, why: 'the history of the image cannot be read' }],
    });
  });

  it('leaves out what is not about the image, by whatever release', () => {
    const details = [{ code: 'CIS-DI-0005', title: 'Content trust', level: 'INFO', alerts: ['export …'] }];
    const report = dockle.shape.parse({ summary: { fatal: 0, warn: 0, info: 1, skip: 0, pass: 15 }, details });
    expect(dockle.parse(report, { input: { label: 'image', files: [] }, relative: (name) => name })).toEqual([]);
  });

  it.each([
    ['ENV A_TOKEN=******* B_PASSWORD=fake-two C_KEY="fake three" D=e', 'fake-two C_KEY="fake three'],
    ['RUN API_KEY="fake-one" x', 'fake-one'],
    ['ENV GPG_KEY=ABCDEF KEY_FILE=/etc/x KEY=/etc/y TOKEN=$1 USE_TOKEN=true KEY_ALGORITHM=sha256', undefined],
    ['app/.env', undefined],
  ])('tells what is secret in %j', (alert, secret) => {
    expect(secretIn(alert)).toBe(secret);
  });
});

describe('what dockle applies to', () => {
  const image: ImageFacts = {
    reference: 'a',
    digest: 'sha256:0',
    platform: 'linux/amd64',
    layout: '/l',
    archive: '/a',
  };
  const inventory = { root: '/target', files: [], hidden: [], notes: [] };

  it('is images alone', () => {
    expect(dockle.appliesTo(inventory)).toEqual([]);
    expect(dockle.appliesTo({ ...inventory, image })).toEqual([{ label: 'image', files: [] }]);
  });

  it('is told by an archive, and not from the folder of the target', () => {
    const input = { label: 'image', files: [] };
    const context = {
      ...{ target: '/target', input, output: '/output', scratch: '/scratch', view: '/view', rules: '/rules' },
      offline: true,
      cores: 1,
    };
    const { args, cwd } = dockle.command({ ...context, inventory: { ...inventory, image } });
    expect(args).toContain('--input=/a');
    expect(cwd).toBe('/scratch');
    expect(dockle.command({ ...context, inventory }).args).toContain('--input=/image.tar');
  });
});

describe('the history of an image', () => {
  const scratch = mkdtempSync(path.join(os.tmpdir(), 'muster-dockle-'));
  afterAll(() => rmSync(scratch, { recursive: true }));

  it('is read from its layout', async () => {
    const { layout } = await buildImage({ a: 'b' }, {}, scratch);
    expect(await historyOf(layout)).toEqual({ steps: 1, silent: 0 });
    await writeFile(path.join(layout, 'index.json'), '{"manifests": []}');
    expect(await historyOf(layout)).toBeUndefined();
  });
});

await describeLive(dockle, [], (tool) => {
  const scratch = mkdtempSync(path.join(os.tmpdir(), 'muster-dockle-'));
  const cancel = new AbortController().signal;
  afterAll(() => rmSync(scratch, { recursive: true }));

  async function scan(files: Record<string, string>, config: ImageConfig) {
    const folder = mkdtempSync(path.join(scratch, 'image-'));
    const image = await buildImage(files, config, folder);
    const beside = path.join(folder, 'beside');
    mkdirSync(beside);
    await writeFile(path.join(beside, '.dockleignore'), 'CIS-DI-0010\n');
    const inventory = { root: beside, files: [], hidden: [], notes: [], image };
    const everything = { profile: 'advanced' as const, only: ['dockle'], skip: [], require: undefined };
    const { runs } = plan(inventory, [dockle as ScannerDefinition], everything);
    const workspace = await Workspace.open(path.join(scratch, 'runs'));
    try {
      const [executed] = await execute(runs, inventory, {
        workspace,
        scheduler: new Scheduler(2, 4000),
        rules: path.resolve('rules'),
        offline: true,
        databases: {},
        maxDatabaseAgeDays: 5,
        cancel,
        cache: undefined,
        onEvent: () => undefined,
        provide: async () => tool,
      });
      return executed;
    } finally {
      await workspace.close();
    }
  }

  const ACCOUNTS = { 'etc/passwd': 'root:x:0:0::/:/bin/false\n', 'etc/shadow': 'root:!:1:0:9:7:::\n' };

  it('finds its canary, and keeps quiet on the counter-example', async () => {
    const options = {
      ...{ mode: 'path' as const, install: false, offline: true, store: scratch, avoid: [] },
      scannerFolder: () => scratch,
    };
    const services = { options, cache: scratch, remember: undefined, jobs: 2, databases: {}, cancel };
    expect(await checkUp([dockle as ScannerDefinition], services)).toMatchObject([{ id: 'dockle', canary: 'found' }]);
  }, 60_000);

  it('finds what is there, whatever stands in the ignore file beside', async () => {
    const executed = await scan({ ...ACCOUNTS, 'etc/group': 'root:x:0:\n', 'app/.env': 'A=b\n' }, { User: '1000' });
    expect(executed?.entry).toMatchObject({ status: 'completed', canary: 'found', exitStatus: 0 });
    expect(executed?.findings.map(({ ruleId, location }) => [ruleId, location?.path])).toEqual([
      ['CIS-DI-0010', 'app/.env'],
      ['CIS-DI-0006', undefined],
    ]);
  }, 60_000);

  it('fails on an image that makes it crash', async () => {
    const executed = await scan({ ...ACCOUNTS, 'etc/group': 'root\n' }, { User: '1000' });
    expect(executed?.entry).toMatchObject({
      status: 'failed',
      exitStatus: 2,
      reason: expect.stringContaining('index out of range'),
    });
  }, 60_000);
});
