import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { describeLive } from '../../../test/live.js';
import { replay } from '../../../test/replay.js';
import { buildImage, type Saved } from '../../images/build.js';
import type { ScannerDefinition } from '../../model/scanner.js';
import { checkUp } from '../../pipeline/doctor.js';
import { execute } from '../../pipeline/execute.js';
import { plan } from '../../pipeline/plan.js';
import { findSandbox } from '../../process/sandbox.js';
import { Scheduler } from '../../process/scheduler.js';
import { Workspace } from '../../process/workspace.js';
import cosign from './adapter.js';
import { countByKey, keyFacts } from './key.js';
import { readLayout } from './layout.js';
import type { Prepared, Report } from './outcome.js';

const COMPLETED = { status: 'completed', considered: { files: [], packages: 0 } };
const DIGEST = 'sha256:daee6779ced478f3372306e96971576815663c0e546e0f0a236dde04a5418a49';

const scratch = mkdtempSync(path.join(os.tmpdir(), 'muster-cosign-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));
const folder = () => mkdtempSync(path.join(scratch, 'folder-'));

const ecKey = () => generateKeyPairSync('ec', { namedCurve: 'P-256' });
const pem = (key: KeyObject) => key.export({ type: 'spki', format: 'pem' }).toString();

function keyFolder(content: string): string {
  const made = folder();
  writeFileSync(path.join(made, 'cosign.pub'), content);
  return made;
}

const imageOf = (saved?: Saved) => buildImage({ 'etc/motd': 'hello\n' }, {}, folder(), saved);

describe('cosign', () => {
  it('finds an image without a signature', async () => {
    const { outcome, findings, recording } = await replay(cosign, 'findings');
    expect(outcome).toEqual(COMPLETED);
    expect(recording.exitStatus).toBe(1);
    expect(findings).toMatchObject([
      { kind: 'practice', ruleId: 'unsigned', severity: 'medium', nativeSeverity: null, pointer: '' },
    ]);
    expect(findings[0]?.message).toContain(DIGEST);
  });

  it.each(['index', 'empty-signatures'])('finds the same of %s', async (name) => {
    const { outcome, findings } = await replay(cosign, name);
    expect(outcome).toEqual(COMPLETED);
    expect(findings.map(({ ruleId }) => ruleId)).toEqual(['unsigned']);
  });

  it('finds nothing where one of two signatures is by the key', async () => {
    const { outcome, findings, recording } = await replay(cosign, 'clean');
    expect(recording.prepared).toMatchObject({ digest: DIGEST, signatures: 2, byKey: 1 });
    expect(outcome).toEqual(COMPLETED);
    expect(findings).toEqual([]);
  });

  it('reads what `cosign save` itself wrote of an image that `cosign sign` signed', async () => {
    const { outcome, findings, recording } = await replay(cosign, 'saved');
    expect(recording.prepared).toMatchObject({ signatures: 1, byKey: 1, problem: null });
    expect(outcome).toEqual(COMPLETED);
    expect(findings).toEqual([]);
  });

  it('says of an image that is signed in a bundle that it would not see it', async () => {
    const { findings } = await replay(cosign, 'bundle');
    expect(findings.map(({ ruleId }) => ruleId)).toEqual(['unsigned']);
    expect(findings[0]?.message).toContain('One in a bundle, as Cosign 3 makes it, is not fetched and not seen.');
  });

  it.each(['another-key', 'another-image'])('finds that no signature is by the key: %s', async (name) => {
    const { outcome, findings } = await replay(cosign, name);
    expect(outcome).toEqual(COMPLETED);
    expect(findings).toMatchObject([{ ruleId: 'not-signed-by-key', severity: 'high' }]);
  });

  it.each([
    ['no-key', 'unavailable', 'put it as cosign.pub into a folder'],
    ['empty-folder', 'unavailable', 'MUSTER_COSIGN_DATABASE'],
    ['not-saved', 'unavailable', 'nor that there are none: fetch the image with `cosign save'],
    ['broken-key', 'failed', 'Error: loading public key: pem to public key: PEM decoding failed'],
    ['broken-layout', 'failed', 'not to be relied on'],
    ['exchanged-layer', 'failed', 'is something else'],
    ['missing-signature', 'failed', 'cannot be read: ENOENT'],
  ])('takes %s neither for evidence nor for a finding', async (name, status, reason) => {
    const { outcome, findings } = await replay(cosign, name);
    expect(outcome).toMatchObject({ status, reason: expect.stringContaining(reason) });
    expect(findings).toEqual([]);
  });
});

describe('what cosign says', () => {
  const UNSIGNED = 'Error: no signatures associated with the image saved in /l\nerror during command execution: x\n';
  const REFUSED = 'Error: no matching signatures: invalid signature when validating ASN.1 encoded signature\n';
  const whole: Prepared = { hasKey: true, digest: DIGEST, signatures: 0, byKey: 0, problem: null };
  const accepted = (digest: string) => ({ critical: { image: { 'docker-manifest-digest': digest } } });
  const judge = (prepared: Prepared, exitStatus: number, stderr: string, report: Report = []) =>
    cosign.outcome({
      ...{ input: { label: 'signature', files: [] }, relative: (name: string) => name },
      ...{ prepared, exitStatus, stderr, report },
    });

  it('counts only where the layout bears it out', () => {
    expect(judge(whole, 1, UNSIGNED)).toEqual(COMPLETED);
    expect(judge({ ...whole, signatures: 1 }, 1, UNSIGNED)).toMatchObject({
      status: 'failed',
      reason: '0 signatures refused and none accepted; the layout has 1, of which 0 are by the key',
    });
    expect(judge({ ...whole, signatures: 1 }, 1, REFUSED)).toEqual(COMPLETED);
    expect(judge({ ...whole, signatures: 2 }, 1, REFUSED).status).toBe('failed');
    expect(judge({ ...whole, signatures: 1, byKey: 1 }, 1, REFUSED).status).toBe('failed');
    expect(judge({ ...whole, signatures: 1, byKey: null }, 1, REFUSED).status).toBe('failed');
  });

  it('counts only in the words that are known', () => {
    const other = `${REFUSED.trimEnd()}\n something new\n`;
    expect(judge({ ...whole, signatures: 2 }, 1, other)).toMatchObject({
      status: 'failed',
      reason: expect.stringContaining('(exit status 1): Error: no matching signatures'),
    });
    expect(judge(whole, 2, UNSIGNED).status).toBe('failed');
    expect(judge(whole, 1, '')).toMatchObject({
      status: 'failed',
      reason: 'it could not verify (exit status 1): it says no more',
    });
  });

  it('counts for nothing where its output is cut short', () => {
    const finished = { input: { label: 'signature', files: [] }, relative: (name: string) => name, stderr: UNSIGNED };
    const problem = 'its output is not whole JSON';
    expect(cosign.outcome({ ...finished, prepared: whole, exitStatus: 1, problem })).toEqual({
      ...{ status: 'failed', reason: problem },
    });
  });

  it('counts as verified only by the digest of the image, for each signature by the key', () => {
    const signed = { ...whole, signatures: 2, byKey: 1 };
    expect(judge(signed, 0, '', [[accepted(DIGEST)]])).toEqual(COMPLETED);
    expect(judge(signed, 0, '', [[accepted('sha256:1')]])).toMatchObject({
      status: 'failed',
      reason: `it verified sha256:1, and the image is ${DIGEST}`,
    });
    expect(judge(signed, 0, '', [[accepted(DIGEST), accepted(DIGEST)]]).status).toBe('failed');
    expect(judge(signed, 0, '', [[]]).status).toBe('failed');
    expect(judge(signed, 0, '').status).toBe('failed');
    expect(judge({ ...signed, byKey: 0 }, 0, '', [[accepted(DIGEST)]])).toMatchObject({
      reason: 'it accepted 1 signatures, and 0 are by the key',
    });
  });
});

describe('the layout of an image', () => {
  const ours = ecKey();
  const other = ecKey();

  it('is read with its signatures', async () => {
    const { layout, digest } = await imageOf({ signers: [ours.privateKey, other.privateKey] });
    const read = await readLayout(layout, digest);
    expect(read).toMatchObject({ digest, problem: null });
    expect(read.signatures).toHaveLength(2);
    expect(countByKey(Buffer.from(pem(ours.publicKey)), digest, read.signatures)).toBe(1);
    expect(countByKey(Buffer.from(pem(ecKey().publicKey)), digest, read.signatures)).toBe(0);
    expect(countByKey(Buffer.from(pem(ours.publicKey)), 'sha256:1', read.signatures)).toBe(0);
    expect(countByKey(Buffer.from('no key'), digest, read.signatures)).toBeNull();
  });

  it('says whether Cosign wrote it', async () => {
    const [saved, plain] = await Promise.all([imageOf({ signers: [] }), imageOf()]);
    expect(await readLayout(saved.layout, saved.digest)).toEqual({
      ...{ digest: saved.digest, signatures: [], problem: null },
    });
    expect(await readLayout(plain.layout, plain.digest)).toEqual({ digest: null, signatures: [], problem: null });
  });

  it('has to be that of the image that is scanned', async () => {
    const { layout, digest } = await imageOf({ signers: [] });
    const another = `sha256:${'0'.repeat(64)}`;
    expect((await readLayout(layout, another)).problem).toBe(`it holds ${digest} and not ${another}`);
  });

  it('is not relied on where a file is another than its name says, is gone, or has another form', async () => {
    const { layout, digest } = await imageOf({ signers: [] });
    const blobs = path.join(layout, 'blobs/sha256');
    const config = readdirSync(blobs).find((name) => readFileSync(path.join(blobs, name), 'utf8').includes('rootfs'));
    writeFileSync(path.join(blobs, config ?? ''), '{}');
    expect((await readLayout(layout, digest)).problem).toBe(`what is stored as sha256:${config} is something else`);
    rmSync(path.join(blobs, config ?? ''));
    expect((await readLayout(layout, digest)).problem).toBe(`sha256:${config} cannot be read: ENOENT`);
    writeFileSync(path.join(layout, 'index.json'), '{"manifests": 1}');
    expect((await readLayout(layout, digest)).problem).toBe('a part of it has another form');
    rmSync(layout, { recursive: true });
    expect((await readLayout(layout, digest)).problem).toBe('it cannot be read: ENOENT');
  });

  it('may not name a file outside of it', async () => {
    const { layout, digest } = await imageOf({ signers: [] });
    const index = {
      manifests: [{ digest: 'sha256:../../x', annotations: { kind: 'dev.cosignproject.cosign/image' } }],
    };
    writeFileSync(path.join(layout, 'index.json'), JSON.stringify(index));
    expect((await readLayout(layout, digest)).problem).toBe('sha256:../../x is no digest of SHA-256');
  });
});

describe('what cosign applies to', () => {
  const inventory = { root: '/target', files: [], hidden: [], notes: [] };

  it('is images alone', async () => {
    const image = await imageOf();
    expect(cosign.appliesTo(inventory)).toEqual([]);
    expect(cosign.appliesTo({ ...inventory, image })).toEqual([{ label: 'signature', mode: 'image', files: [] }]);
  });

  it('depends on a key, which has a digest and no date', async () => {
    const facts = await keyFacts({ database: keyFolder('a key') });
    expect(facts).toEqual({
      name: 'the public key',
      updatedAt: null,
      ageHours: null,
      digest: '8fa3aab2faa9b79e0a0398da5b5abd0780142442a5be80b9a64608d718cb1fcd',
    });
    expect(await keyFacts({})).toBeUndefined();
    expect(await keyFacts({ database: folder() })).toBeUndefined();
  });
});

await describeLive(cosign, [], (tool) => {
  const cancel = new AbortController().signal;
  const ours = ecKey();
  const key = keyFolder(pem(ours.publicKey));

  async function scan(saved: Saved | undefined, database: string | undefined = key) {
    const image = await imageOf(saved);
    const beside = path.join(folder(), 'beside');
    mkdirSync(beside);
    const inventory = { root: beside, files: [], hidden: [], notes: [], image };
    const choice = { profile: 'advanced' as const, only: ['cosign'], skip: [], require: undefined };
    const { runs } = plan(inventory, [cosign as ScannerDefinition], choice);
    const workspace = await Workspace.open(path.join(scratch, 'runs'));
    try {
      const [executed] = await execute(runs, inventory, {
        workspace,
        scheduler: new Scheduler(2, 4000),
        sandbox: await findSandbox(beside, workspace.folder),
        rules: path.resolve('rules'),
        offline: false,
        databases: database === '' ? {} : { cosign: database },
        maxDatabaseAgeDays: 5,
        cancel,
        cache: undefined,
        onEvent: () => undefined,
        provide: async () => tool,
      });
      return { entry: executed?.entry, rules: executed?.findings.map(({ ruleId }) => ruleId) };
    } finally {
      await workspace.close();
    }
  }

  it('finds its canary by the key of the user, and keeps quiet on the counter-example', async () => {
    const options = {
      ...{ mode: 'auto' as const, install: false, offline: true, avoid: [], scannerFolder: () => scratch },
      store: path.join(scratch, 'store'),
    };
    // The program that was found, on a PATH of its own.
    const before = process.env['PATH'];
    process.env['PATH'] = `${path.dirname(tool.path)}${path.delimiter}${before}`;
    const services = { options, cache: scratch, remember: undefined, jobs: 2, databases: { cosign: key }, cancel };
    const checked = await checkUp([cosign as ScannerDefinition], services).finally(() => {
      process.env['PATH'] = before;
    });
    expect(checked).toMatchObject([{ id: 'cosign', canary: 'found' }]);
  }, 60_000);

  it('accepts a signature by the key', async () => {
    const { entry, rules } = await scan({ signers: [ours.privateKey] });
    expect(entry).toMatchObject({ status: 'completed', canary: 'found', exitStatus: 0 });
    expect(rules).toEqual([]);
  }, 60_000);

  it('accepts a signature by a key for RSA', async () => {
    const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const { entry, rules } = await scan({ signers: [rsa.privateKey] }, keyFolder(pem(rsa.publicKey)));
    expect(entry).toMatchObject({ status: 'completed', canary: 'found', exitStatus: 0 });
    expect(rules).toEqual([]);
  }, 60_000);

  it('finds an image without a signature', async () => {
    const { entry, rules } = await scan({ signers: [] });
    expect(entry).toMatchObject({ status: 'completed', canary: 'found', exitStatus: 1 });
    expect(rules).toEqual(['unsigned']);
  }, 60_000);

  it.each([
    ['P-256', () => ecKey().publicKey],
    ['RSA', () => generateKeyPairSync('rsa', { modulusLength: 2048 }).publicKey],
    ['Ed25519', () => generateKeyPairSync('ed25519').publicKey],
  ])(
    'finds that the signatures are by others than a key for %s',
    async (_, another) => {
      const { entry, rules } = await scan({ signers: [ours.privateKey] }, keyFolder(pem(another())));
      expect(entry).toMatchObject({ status: 'completed', canary: 'found', exitStatus: 1 });
      expect(rules).toEqual(['not-signed-by-key']);
    },
    60_000,
  );

  it('says what is missing where there is no key or no signature was fetched', async () => {
    const noKey = await scan({ signers: [] }, '');
    expect(noKey.entry).toMatchObject({ status: 'unavailable', reason: expect.stringContaining('cosign.pub') });
    const notSaved = await scan(undefined);
    expect(notSaved.entry).toMatchObject({ status: 'unavailable', reason: expect.stringContaining('cosign save') });
    expect([noKey.rules, notSaved.rules]).toEqual([[], []]);
  }, 60_000);

  it('fails by a key that is none', async () => {
    const { entry, rules } = await scan({ signers: [ours.privateKey] }, keyFolder('no key\n'));
    expect(entry).toMatchObject({ status: 'failed', reason: expect.stringContaining('loading public key') });
    expect(rules).toEqual([]);
  }, 60_000);
});
