import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PREDICATE_TYPE } from '../src/model/attestation.js';
import type { Report } from '../src/model/report.js';
import cosign from '../src/scanners/cosign/adapter.js';
import { asCosignKey, buildAttestable, buildStatement, COMMIT, makeKey, signedBy } from './attestations.js';
import { HOSTILE_TEXTS, hostileReport } from './hostile-report.js';
import { describeLive } from './live.js';
import { muster } from './muster.js';
import { commitAll, git, makeFolder } from './repository.js';
import { identityToken, type SigstoreServices, startSigstore } from './sigstore-services.js';
import { standIn } from './stand-in.js';

const HADOLINT = `
const files = process.argv.slice(2).filter((word) => !word.startsWith('-') && word !== 'json');
if (process.argv.includes('--version')) { console.log('Haskell Dockerfile Linter 2.15.1'); process.exit(0); }
const rows = files.filter((file) => fs.readFileSync(file, 'utf8').includes('sudo')).map((file) =>
  ({ code: 'DL3004', column: 1, file, level: 'error', line: 2, message: 'Do not use sudo' }));
console.log(JSON.stringify(rows));
process.exit(rows.length > 0 ? 1 : 0);
`;

const ours = makeKey();
const dir = makeFolder({
  'our.key': ours.privatePem,
  'our.pub': ours.publicPem,
  'other.pub': makeKey().publicPem,
  'cosign.key': asCosignKey(ours.privateKey, 'pw'),
});
afterAll(() => rm(dir));
const rm = (folder: string) => rmSync(folder, { recursive: true, force: true });
const place = (...names: string[]) => path.join(dir, ...names);
const run = (args: string[], env: Record<string, string> = {}) => muster(args, { cwd: dir, env });

/** Writes a result of the commit `COMMIT` that ended a minute ago, into a folder of its own. */
function result(name: string, overrides: Partial<Report> = {}): string {
  const [startedAt, finishedAt] = [90_000, 60_000].map((ago) => new Date(Date.now() - ago).toISOString());
  const report = buildAttestable({ startedAt: startedAt as string, finishedAt: finishedAt as string, ...overrides });
  mkdirSync(place(name), { recursive: true });
  writeFileSync(place(name, 'report.json'), JSON.stringify(report));
  return name;
}
const bundleOf = (name: string) => `${name}/reports/attestation.sigstore.json`;
const verify = (file: string, ...args: string[]) => run(['verify-attestation', file, ...args]);
const BY_US = ['--key', 'our.pub', '--subject', COMMIT];

describe('from a scan to the answer', () => {
  let target: string;
  let env: Record<string, string>;
  const scan = (where: string, ...more: string[]) => {
    const args = ['--only', 'hadolint', '--tools', 'path', '--no-install', '--quiet', '--format', 'attestation'];
    return muster(['scan', where, ...args, ...more], { cwd: target, env });
  };
  beforeAll(() => {
    target = makeFolder({ Dockerfile: 'FROM x@sha256:1\n', 'api/Dockerfile': 'FROM x\n', '.gitignore': '*.log\n' });
    commitAll(target);
    const bin = place('bin');
    mkdirSync(bin);
    standIn(bin, 'hadolint', HADOLINT);
    env = { PATH: `${bin}:${process.env['PATH']}`, MUSTER_CACHE_DIR: place('cache') };
  });
  afterAll(() => rm(target));

  it('proves what was scanned of the commit that was checked out', async () => {
    writeFileSync(path.join(target, 'build.log'), 'ignored');
    expect(await scan('.')).toMatchObject({ status: 0, stderr: '' });
    const commit = git(target, 'rev-parse', 'HEAD').trim();
    const file = path.join(target, 'security-results/reports/attestation.intoto.json');
    expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({
      subject: [{ name: '.', digest: { gitCommit: commit } }],
      predicate: { verdict: 'pass', coverage: expect.arrayContaining([expect.objectContaining({ canary: 'found' })]) },
    });
    const signed = await muster(['attest', '--key', place('cosign.key')], {
      cwd: target,
      env: { COSIGN_PASSWORD: 'pw' },
    });
    expect(signed).toMatchObject({ status: 0, stdout: '' });
    expect(signed.stderr).toContain(
      'wrote security-results/reports/attestation.sigstore.json, of a scan whose verdict is pass',
    );
    const bundle = path.join(target, 'security-results/reports/attestation.sigstore.json');
    const asked = ['--key', 'our.pub', '--subject', commit, '--require', 'hadolint', '--max-age', '1h'];
    const { status, stdout } = await verify(bundle, ...asked, '--no-blind-spots');
    expect(stdout).toMatch(/✓ require hadolint +it looked at all of its input, and found its canary/);
    // Only one scanner ran, and there is more to look for than what it does.
    expect(stdout).toContain('✗ no blind spots');
    expect(status).toBe(3);
    expect(await verify(bundle, ...asked)).toMatchObject({ status: 0 });
    // The statement of this scan does not stay beside the result of the next.
    await scan('.', '--format', 'sarif');
    expect(existsSync(bundle)).toBe(false);
  });

  it('proves a folder of it as its tree', async () => {
    expect(await scan('api')).toMatchObject({ status: 0 });
    await muster(['attest', '--key', place('our.key')], { cwd: target });
    const tree = git(target, 'rev-parse', 'HEAD:api').trim();
    const bundle = path.join(target, 'security-results/reports/attestation.sigstore.json');
    expect(await verify(bundle, '--key', 'our.pub', '--subject', `gitTree:${tree}`)).toMatchObject({ status: 0 });
    const commit = git(target, 'rev-parse', 'HEAD').trim();
    expect(await verify(bundle, '--key', 'our.pub', '--subject', commit)).toMatchObject({ status: 1 });
  });

  it('proves nothing of changed files, and says the result all the same', async () => {
    writeFileSync(path.join(target, 'new.txt'), 'x');
    const { status, stdout, stderr } = await scan('.');
    rmSync(path.join(target, 'new.txt'));
    expect(stderr).toMatch(/^muster: what was scanned is not commit [0-9a-f]{40}: 1 file changed, missing, not added/);
    expect(stdout).toContain('PASS');
    expect(status).toBe(2);
    const report = JSON.parse(readFileSync(path.join(target, 'security-results/report.json'), 'utf8')) as Report;
    expect(report.target.uncommitted).toBe(1);
    expect(await muster(['attest', '--key', place('our.key')], { cwd: target })).toMatchObject({ status: 2 });
  });
});

describe('muster attest', () => {
  beforeAll(() => {
    result('good');
    result('plain', { target: { kind: 'directory', path: '.' } });
  });

  it.each<[string, string[], Record<string, string>, RegExp]>([
    ['no key', ['good'], {}, /name the key to sign by with --key, or --keyless/],
    ['both', ['good', '--key', 'our.key', '--keyless'], {}, /one of the two/],
    ['no such key', ['good', '--key', 'none.key'], {}, /there is no key none\.key/],
    ['no password', ['good', '--key', 'cosign.key'], {}, /cosign\.key is encrypted; set COSIGN_PASSWORD/],
    [
      'another password',
      ['good', '--key', 'cosign.key'],
      { COSIGN_PASSWORD: 'x' },
      /is not the password of cosign\.key/,
    ],
    ['no result', ['nowhere', '--key', 'our.key'], {}, /nowhere does not exist/],
    ['no commit', ['plain', '--key', 'our.key'], {}, /is of a commit, and what was scanned is none/],
    ['no identity token', ['good', '--keyless'], {}, /no identity token to sign with; give the job .*id-token: write/],
    [
      'a token that is none',
      ['good', '--keyless'],
      { SIGSTORE_ID_TOKEN: 'sesame' },
      /the identity token is no JSON Web Token/,
    ],
    ['no address', ['good', '--keyless', '--rekor-url', 'rekor'], {}, /must be an address/],
    [
      'Fulcio for a key',
      ['good', '--key', 'our.key', '--fulcio-url', 'http://x.test'],
      {},
      /--fulcio-url is for --keyless/,
    ],
    [
      'a place that is none',
      ['good', '--key', 'our.key', '--output', 'our.key/x'],
      {},
      /our\.key\/x cannot be written/,
    ],
  ])('says one clear error: %s', async (_name, args, env, message) => {
    const { status, stdout, stderr } = await run(['attest', ...args], env);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr.trim().split('\n')).toEqual([expect.stringMatching(message)]);
    expect(stderr).not.toContain('sesame');
  });

  it('takes a key from a variable', async () => {
    const signed = await run(['attest', 'good', '--key', 'env://KEY', '--output', 'new/a.json'], {
      KEY: ours.privatePem,
    });
    expect(signed).toMatchObject({ status: 0, stderr: 'muster: wrote new/a.json, of a scan whose verdict is pass\n' });
    expect(await verify('new/a.json', ...BY_US)).toMatchObject({ status: 0 });
  });

  it('follows no link that stands where its file belongs', async () => {
    result('linked');
    mkdirSync(place('linked/reports'));
    writeFileSync(place('victim'), 'mine');
    symlinkSync(place('victim'), place(bundleOf('linked')));
    expect(await run(['attest', 'linked', '--key', 'our.key'])).toMatchObject({ status: 0 });
    expect(readFileSync(place('victim'), 'utf8')).toBe('mine');
  });
});

describe('muster verify-attestation', () => {
  beforeAll(async () => {
    const failing = { gate: { rules: [{ rule: 'fail-on high', held: false, because: 'it is bad', findings: [] }] } };
    const names = [
      result('yes'),
      result('fails', { verdict: 'fail', ...failing }),
      result('lacks', { verdict: 'incomplete' }),
    ];
    for (const name of names) await run(['attest', name, '--key', 'our.key']);
    const signed = await signedBy(ours.privateKey, buildStatement());
    const [signature] = signed.dsseEnvelope?.signatures ?? [];
    const write = (name: string, document: unknown) => writeFileSync(place(name), JSON.stringify(document));
    write('two.json', { ...signed, dsseEnvelope: { ...signed.dsseEnvelope, signatures: [signature, signature] } });
    write('none.json', { ...signed, dsseEnvelope: { ...signed.dsseEnvelope, signatures: [] } });
    write('statement.json', buildStatement());
    write('envelope.json', signed.dsseEnvelope);
    write('list.json', [signed]);
    writeFileSync(place('cut.json'), JSON.stringify(signed).slice(0, 100));
    writeFileSync(place('huge.json'), '');
    truncateSync(place('huge.json'), 20 << 20);
  });

  it.each<[string, string[], number, RegExp]>([
    ['yes', BY_US, 0, /\n\nyes: everything that was asked holds\n$/],
    ['yes', ['--key', 'our.pub', '--any-subject'], 0, /it is of gitCommit:0123\w+; none was asked for/],
    [
      'yes',
      ['--key', 'other.pub', '--subject', COMMIT],
      1,
      /✗ signature +signature verification failed\n\nno \(1 of 1/,
    ],
    ['yes', ['--key', 'our.pub', '--subject', 'ab'.repeat(20)], 1, /✗ subject +it is of gitCommit:0123/],
    ['yes', [...BY_US, '--require', 'hadolint,grype'], 3, /✗ require grype +it is not in the roll call/],
    ['yes', [...BY_US, '--max-age', '0m'], 1, /✗ age +1 min old/],
    ['fails', BY_US, 1, /✗ verdict +fail; fail-on high: it is bad/],
    ['lacks', BY_US, 3, /no: evidence is missing/],
    ['lacks', [...BY_US, '--allow-incomplete'], 0, /that is allowed/],
  ])('answers of %s %j with %i', async (name, args, status, printed) => {
    const ended = await verify(bundleOf(name), ...args);
    expect(ended).toMatchObject({ status, stderr: '' });
    expect(ended.stdout).toMatch(printed);
  });

  it('answers in JSON', async () => {
    const { status, stdout } = await verify(bundleOf('lacks'), ...BY_US, '--json');
    const answer = JSON.parse(stdout);
    expect(status).toBe(3);
    expect(answer.answer).toBe('incomplete');
    expect(answer.conditions[0]).toEqual({ condition: 'signature', answer: 'yes', because: 'by the key our.pub' });
    expect(answer.statement.subject).toEqual([{ name: '.', digest: { gitCommit: COMMIT } }]);
  });

  it.each<[string, string[], RegExp]>([
    ['two.json', BY_US, /is no Sigstore bundle \(not as it should be: .*signatures\)/],
    ['none.json', BY_US, /is no Sigstore bundle \(not as it should be: .*signatures\)/],
    ['statement.json', BY_US, /is not signed, and proves nothing/],
    ['envelope.json', BY_US, /is no Sigstore bundle/],
    ['list.json', BY_US, /is no Sigstore bundle/],
    ['cut.json', BY_US, /is not whole JSON/],
    ['huge.json', BY_US, /has 20971520 bytes; an attestation/],
    ['missing.json', BY_US, /missing\.json does not exist/],
    ['.', BY_US, /is no file/],
    [bundleOf('yes'), ['--key', 'our.pub'], /--subject names what/],
    [bundleOf('yes'), ['--subject', COMMIT], /name whose signature counts/],
    [bundleOf('yes'), ['--key', 'our.pub', '--subject', '0123456'], /must be a whole commit/],
    [bundleOf('yes'), ['--key', 'our.key', '--subject', COMMIT], /is a private key; verify with the public one/],
    [bundleOf('yes'), [...BY_US, '--max-age', 'soon'], /must be a number of minutes, hours/],
    [bundleOf('yes'), ['--certificate-identity', 'x', '--subject', COMMIT], /belong together/],
    [
      bundleOf('yes'),
      ['--certificate-identity', 'x', '--certificate-oidc-issuer', 'y', '--subject', COMMIT],
      /--trusted-root FILE/,
    ],
    [bundleOf('yes'), [...BY_US, '--trusted-root', 'statement.json'], /is no trusted root of Sigstore/],
  ])('takes no %s %j', async (file, args, message) => {
    const { status, stdout, stderr } = await verify(file, ...args);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr.trim().split('\n')).toEqual([expect.stringMatching(message)]);
  });
});

const WORKFLOW = 'https://github.test/o/r/.github/workflows/scan.yml@refs/heads/main';
const ISSUER = 'https://issuer.test';
const token = { SIGSTORE_ID_TOKEN: identityToken(WORKFLOW, ISSUER) };
const byWorkflow = (identity = WORKFLOW, issuer = ISSUER, root = 'root.json') => [
  ...['--certificate-identity', identity, '--certificate-oidc-issuer', issuer, '--trusted-root', root],
  ...['--subject', COMMIT],
];

describe('without a key', () => {
  let services: SigstoreServices;
  let strangers: SigstoreServices;
  beforeAll(async () => {
    services = await startSigstore();
    strangers = await startSigstore();
    writeFileSync(place('root.json'), JSON.stringify(services.trustedRoot, null, 2));
    writeFileSync(place('strangers.json'), JSON.stringify(strangers.trustedRoot));
    writeFileSync(
      place('both.jsonl'),
      `${JSON.stringify(strangers.trustedRoot)}\n${JSON.stringify(services.trustedRoot)}\n`,
    );
    result('job');
    const urls = ['--fulcio-url', services.url, '--rekor-url', services.url];
    const stamped = [...urls, '--tsa-url', services.url];
    expect(await run(['attest', 'job', '--keyless', ...urls], token)).toMatchObject({ status: 0 });
    await run(['attest', 'job', '--keyless', ...stamped, '--output', 'stamped.json'], token);
    await run(['attest', 'job', '--key', 'our.key', ...stamped.slice(2), '--output', 'keyed.json']);
    await run(['attest', 'job', '--key', 'our.key', '--output', 'bare.json']);
  });
  afterAll(async () => {
    await services.close();
    await strangers.close();
  });

  it('a job signs as its identity, by a certificate and an entry in the log', async () => {
    expect(services.asked.slice(0, 2)).toEqual(['/api/v2/signingCert', '/api/v1/log/entries']);
    const { status, stdout } = await verify(bundleOf('job'), ...byWorkflow());
    expect(stdout).toContain(`✓ signature  by ${WORKFLOW}, as ${ISSUER} vouches`);
    expect(status).toBe(0);
    expect(await verify('stamped.json', ...byWorkflow())).toMatchObject({ status: 0 });
    expect(await verify(bundleOf('job'), ...byWorkflow(WORKFLOW, ISSUER, 'both.jsonl'))).toMatchObject({ status: 0 });
  });

  it.each<[string, string[], RegExp]>([
    [
      'another identity',
      byWorkflow('https://github.test/o/r'),
      /it is signed by https:\/\/github\.test\/o\/r\/\.github/,
    ],
    ['a pattern in place of an identity', byWorkflow('.*'), /and not by \.\*/],
    [
      'another issuer',
      byWorkflow(WORKFLOW, 'https://evil.test'),
      /vouched for by https:\/\/issuer\.test, and not by https:\/\/evil/,
    ],
    ['services that are not trusted', byWorkflow(WORKFLOW, ISSUER, 'strangers.json'), /✗ signature/],
    ['a key', BY_US, /it is signed by whom a certificate names, and not by a key/],
  ])('says no for %s', async (_name, args, printed) => {
    const { status, stdout } = await verify(bundleOf('job'), ...args);
    expect(stdout).toMatch(printed);
    expect(status).toBe(1);
  });

  it('says no to a bundle whose log entry is gone, or is of another', async () => {
    const bundle = JSON.parse(readFileSync(place(bundleOf('job')), 'utf8'));
    const another = JSON.parse(readFileSync(place('stamped.json'), 'utf8'));
    for (const tlogEntries of [[], another.verificationMaterial.tlogEntries]) {
      const verificationMaterial = { ...bundle.verificationMaterial, tlogEntries };
      writeFileSync(place('changed.json'), JSON.stringify({ ...bundle, verificationMaterial }));
      expect(await verify('changed.json', ...byWorkflow())).toMatchObject({ status: 1 });
    }
  });

  it('a key may be asked for a time that is vouched for', async () => {
    const trusted = [...BY_US, '--trusted-root', 'root.json'];
    const { status, stdout } = await verify('keyed.json', ...trusted);
    expect(stdout).toContain('by the key our.pub, at a time that is vouched for');
    expect(status).toBe(0);
    expect(await verify('bare.json', ...trusted)).toMatchObject({ status: 1 });
    expect(await verify('keyed.json', ...BY_US, '--trusted-root', 'strangers.json')).toMatchObject({ status: 1 });
    expect(await verify('bare.json', ...byWorkflow())).toMatchObject({ status: 1 });
  });

  it('says which service did not answer', async () => {
    const urls = ['--fulcio-url', `${services.url}/none`, '--rekor-url', services.url];
    const { status, stderr } = await run(['attest', 'job', '--keyless', ...urls, '--output', 'no.json'], token);
    expect(stderr).toMatch(/^muster: http:\/\/127\.0\.0\.1:\d+\/none \(Fulcio\) did not give a certificate: \(404\)/);
    expect(status).toBe(2);
    const rekor = ['--key', 'our.key', '--rekor-url', `${services.url}/none`, '--output', 'no.json'];
    expect((await run(['attest', 'job', ...rekor])).stderr).toMatch(/\(Rekor\) did not take the signature/);
    expect(existsSync(place('no.json'))).toBe(false);
  });
});

await describeLive(cosign, [], (tool) => {
  const EMPTY_ROOT = { mediaType: 'application/vnd.dev.sigstore.trustedroot+json;version=0.1' };
  /** What Cosign answers; it fetches nothing. */
  async function ask(...args: string[]): Promise<string> {
    const env = { PATH: process.env['PATH'], HOME: dir, COSIGN_PASSWORD: 'pw', SIGSTORE_ROOT_FILE: '/dev/null' };
    const { stdout, stderr } = await promisify(execFile)(tool.path, args, { cwd: dir, env }).catch((error) => error);
    return `${stdout}${stderr}`;
  }
  const check = (file: string, ...args: string[]) =>
    ask('verify-blob-attestation', '--new-bundle-format', '--bundle', file, '--type', PREDICATE_TYPE, ...args);
  const subject = (hex: string) => ['--digest', hex, '--digestAlg', 'gitCommit'];
  const byKey = (key: string) => ['--key', key, '--insecure-ignore-tlog', '--trusted-root', 'empty-root.json'];

  beforeAll(async () => {
    writeFileSync(place('empty-root.json'), JSON.stringify(EMPTY_ROOT));
    await ask('generate-key-pair', '--output-key-prefix', 'theirs');
    result('checked');
    await run(['attest', 'checked', '--key', 'our.key']);
  });

  it('verifies what we sign, of the commit and by the key', async () => {
    const file = bundleOf('checked');
    expect(await check(file, ...byKey('our.pub'), ...subject(COMMIT))).toContain('Verified OK');
    expect(await check(file, ...byKey('other.pub'), ...subject(COMMIT))).not.toContain('Verified OK');
    expect(await check(file, ...byKey('our.pub'), ...subject('ab'.repeat(20)))).toContain('does not match any digest');
  });

  it('has a key that we sign by', async () => {
    const env = { COSIGN_PASSWORD: 'pw' };
    expect(readFileSync(place('theirs.pub'), 'utf8')).toContain('BEGIN PUBLIC KEY');
    expect(await run(['attest', 'checked', '--key', 'theirs.key', '--output', 'own.json'], env)).toMatchObject({
      status: 0,
    });
    expect(await check('own.json', ...byKey('theirs.pub'), ...subject(COMMIT))).toContain('Verified OK');
  });

  it('signs what we verify, as a statement and as a predicate of a file', async () => {
    await run(['report', 'checked', '--format', 'attestation']);
    const statement = place('checked/reports/attestation.intoto.json');
    const signing = ['attest-blob', '--new-bundle-format', '--key', 'theirs.key', '--tlog-upload=false', '--yes'];
    await ask(...signing, '--bundle', 'by-statement.json', '--statement', statement);
    expect(await verify('by-statement.json', '--key', 'theirs.pub', '--subject', COMMIT)).toMatchObject({ status: 0 });
    writeFileSync(place('predicate.json'), JSON.stringify(JSON.parse(readFileSync(statement, 'utf8')).predicate));
    const predicate = ['--predicate', 'predicate.json', '--type', PREDICATE_TYPE, 'our.pub'];
    await ask(...signing, '--bundle', 'by-predicate.json', ...predicate);
    const { status, stdout } = await verify('by-predicate.json', '--key', 'theirs.pub', '--any-subject');
    expect(stdout).toMatch(/✓ subject +it is of sha256:[0-9a-f]{64} \(our\.pub\)/);
    expect(status).toBe(0);
  });

  it('verifies what a job signs without a key, by the same roots', async () => {
    const services = await startSigstore();
    writeFileSync(place('live-root.json'), JSON.stringify(services.trustedRoot));
    const urls = ['--fulcio-url', services.url, '--rekor-url', services.url, '--tsa-url', services.url];
    await run(['attest', 'checked', '--keyless', ...urls, '--output', 'job.json'], token);
    const identity = byWorkflow(WORKFLOW, ISSUER, 'live-root.json').slice(0, -2);
    expect(await check('job.json', ...identity, ...subject(COMMIT), '--use-signed-timestamps')).toContain(
      'Verified OK',
    );
    await services.close();
  });

  it("reads every statement of hostile texts by in-toto's own library", { timeout: 120_000 }, async () => {
    const { attestation } = await import('../src/reports/attestation.js');
    for (const [name, text] of Object.entries(HOSTILE_TEXTS).filter(([one]) => one !== 'a long title')) {
      const report = { ...hostileReport(text), target: buildAttestable().target };
      writeFileSync(place('hostile.json'), attestation(report, { scanners: {} })[0]?.content as string);
      rmSync(place('hostile-bundle.json'), { force: true });
      const signing = ['attest-blob', '--new-bundle-format', '--key', 'theirs.key', '--tlog-upload=false', '--yes'];
      await ask(...signing, '--bundle', 'hostile-bundle.json', '--statement', 'hostile.json');
      expect(await check('hostile-bundle.json', ...byKey('theirs.pub'), ...subject(COMMIT)), name).toContain(
        'Verified OK',
      );
    }
  });
});
