import { rmSync, utimesSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { makeRetireDatabase } from '../../../test/databases/retire/make.js';
import { executeWith } from '../../../test/execute-with.js';
import { describeLive } from '../../../test/live.js';
import { replay } from '../../../test/replay.js';
import { makeFolder } from '../../../test/repository.js';
import retire from './adapter.js';
import { findingsOf, type Report } from './findings.js';
import { layOut, MARK, MARKS, SIGNATURES, signatureFacts } from './signatures.js';

const JQUERY = 'vendor/jquery.js';
const JQUERY_BY_NAME = 'vendor/jquery-3.4.1.min.js';

describe('Retire.js', () => {
  it('reads findings, whatever the target tells it to ignore', async () => {
    const { recording, outcome, findings } = await replay(retire, 'findings');
    expect(recording.exitStatus).toBe(13);
    expect(recording.input.files).toHaveLength(7);
    // Four libraries, one of them without a known vulnerability.
    expect(outcome).toEqual({ status: 'completed', considered: { files: recording.input.files, packages: 4 } });
    const rows = findings.map(({ location, ruleId, severity, package: found }) => [
      location?.path,
      ruleId,
      severity,
      found?.purl,
    ]);
    expect(rows).toEqual([
      [JQUERY_BY_NAME, 'GHSA-gxr4-xjj5-5px2', 'medium', 'pkg:npm/jquery@3.4.1'],
      [JQUERY, 'GHSA-579v-mp3v-rrw5', 'medium', 'pkg:npm/jquery@1.6.2'],
      [JQUERY, 'GHSA-gxr4-xjj5-5px2', 'medium', 'pkg:npm/jquery@1.6.2'],
      ['node_modules/x/swf.mjs', 'swfobject/retid-1', 'low', 'pkg:npm/swfobject@2.0'],
    ]);
    expect(findings[1]).toEqual({
      kind: 'vulnerability',
      ruleId: 'GHSA-579v-mp3v-rrw5',
      title: 'A selector taken from the address runs as markup',
      message: 'jquery 1.6.2 in vendor/jquery.js',
      severity: 'medium',
      nativeSeverity: 'medium',
      location: { path: JQUERY },
      package: { ecosystem: 'npm', name: 'jquery', version: '1.6.2', purl: 'pkg:npm/jquery@1.6.2' },
      advisory: {
        id: 'GHSA-579v-mp3v-rrw5',
        aliases: ['CVE-2011-4969'],
        cwes: ['CWE-79'],
        cvss: [],
        url: 'https://nvd.nist.gov/vuln/detail/CVE-2011-4969',
      },
      rule: { cwes: ['CWE-79'], helpUri: 'https://nvd.nist.gov/vuln/detail/CVE-2011-4969' },
      fix: { summary: 'Replace it by jquery 1.6.3 or later' },
      pointer: '/data/5/results/0/vulnerabilities/0',
    });
  });

  it('counts a run without a finding as completed when every file bears its mark, an empty one too', async () => {
    const { recording, outcome, findings } = await replay(retire, 'clean');
    expect(recording.exitStatus).toBe(0);
    expect(outcome).toEqual({ status: 'completed', considered: { files: ['a.js', 'empty.js'], packages: 0 } });
    expect(findings).toEqual([]);
  });

  it('takes signatures of nothing for what they are only by its canary', async () => {
    const { recording, outcome, findings } = await replay(retire, 'empty-signatures');
    expect(recording.exitStatus).toBe(0);
    expect(outcome.status).toBe('completed');
    expect(findings).toEqual([]);
  });

  it('is partial where a file has gone, and fails where all have', async () => {
    const { outcome, findings } = await replay(retire, 'missing-file');
    expect(outcome).toEqual({
      status: 'partial',
      reason: '1 of 3 files were not looked at',
      considered: { files: ['a.js', 'only.js'], packages: 1 },
      notCovered: [{ what: 'gone.js', why: 'it is not there any more' }],
    });
    expect(findings).toHaveLength(2);
    const all = await replay(retire, 'missing-all');
    expect(all.recording.exitStatus).toBe(0);
    expect(all.outcome).toEqual({
      status: 'failed',
      reason: 'it looked at no file of 1: gone.js: it is not there any more',
      notCovered: [{ what: 'gone.js', why: 'it is not there any more' }],
    });
  });

  it.each([
    ['no-network', 'unavailable', /^its signatures could not be fetched: .* ENOTFOUND /],
    ['network-refused', 'unavailable', /^its signatures could not be fetched: .* ECONNREFUSED /],
    ['no-signatures', 'failed', /^it ended \(exit status 1\) Error: ENOENT: no such file or directory/],
    ['invalid-signatures', 'failed', /^it ended \(exit status 1\) Invalid repository from \/scratch\/signatures\.json/],
    ['broken-signatures', 'failed', /^its output is empty \(exit status 1\) SyntaxError: Unexpected token/],
  ])('does not complete with %s', async (name, status, reason) => {
    const { recording, outcome, findings } = await replay(retire, name);
    expect(recording.exitStatus).toBe(1);
    expect(outcome).toEqual({ status, reason: expect.stringMatching(reason) });
    expect(findings).toEqual([]);
  });
});

describe('Retire.js, its report', () => {
  const report = (data: Extract<Report, { errors: string[] }>['data'], errors: string[] = []): Report => ({
    data,
    errors,
  });
  const marked = (file: string) => ({ file, results: [{ component: MARK, version: 'x' }] });
  const ended = (given: Report, exitStatus = 0) =>
    retire.outcome({ exitStatus, stderr: '', report: given, input: { label: '.', files: ['a.js'] }, relative: String });

  it('is not believed without its marks, with an error, or with another exit status', () => {
    expect(ended(report([]))).toMatchObject({
      status: 'failed',
      reason: 'it looked at no file of 1: a.js: it did not say that it looked at it',
    });
    expect(ended(report([marked('a.js')]))).toMatchObject({ status: 'completed' });
    expect(ended(report([marked('a.js')], ['Failed to scan']))).toEqual({
      status: 'failed',
      reason: 'it reports an error: Failed to scan',
    });
    expect(ended(report([marked('a.js')]), 13)).toEqual({
      status: 'failed',
      reason: 'exit status 13 does not go with a report without findings',
    });
    expect(ended(report([marked('a.js')]), 1)).toMatchObject({ status: 'failed' });
  });

  it('names what has no usual identifier by its library, and packages by where they are from', () => {
    const found = (more: object, vulnerability: object) =>
      findingsOf(
        report([
          { file: 'a.js', results: [{ component: 'c', version: '1', ...more, vulnerabilities: [vulnerability] }] },
        ]),
        String,
      )[0];
    const elsewhere = found({ basePurl: 'pkg:github/x/c' }, { identifiers: { issue: '7' } });
    expect(elsewhere).toMatchObject({
      ruleId: 'c/issue-7',
      title: 'c 1 has a known vulnerability',
      severity: 'unknown',
      nativeSeverity: null,
      package: { ecosystem: 'github', name: 'c', purl: 'pkg:github/x/c@1' },
    });
    expect(found({ npmname: '@x/c' }, { severity: 'none' })).toMatchObject({
      ruleId: 'c/unnamed',
      severity: 'info',
      package: { ecosystem: 'npm', name: '@x/c' },
    });
    expect(found({}, { severity: 'critical', identifiers: { CVE: ['CVE-1', 'CVE-2'] } })).toMatchObject({
      severity: 'critical',
      advisory: { id: 'CVE-1', aliases: ['CVE-2'] },
    });
  });
});

describe('Retire.js, what it is shown', () => {
  it('is asked for scripts by their names’ ends, as it compares them', () => {
    const named = (name: string) => ({ path: name, size: 1, kinds: [] });
    const names = ['a.js', 'b.MJS', 'c.mjs', 'd.cjs', 'e.jsx', 'f.ts', 'js'];
    const inventory = { root: '/t', hidden: [], notes: [], files: names.map(named) };
    expect(retire.appliesTo(inventory)).toEqual([{ label: '.', files: ['a.js', 'c.mjs', 'd.cjs', 'e.jsx'] }]);
    expect(retire.appliesTo({ ...inventory, files: [named('f.ts')] })).toEqual([]);
  });

  it('gets signatures from a file or the folder of one, with a digest and at least their age', async () => {
    const folder = makeFolder({ 'jsrepository.json': 'old form', 'jsrepository-v5.json': '{}' });
    const scratch = makeFolder({});
    const file = path.join(folder, 'jsrepository-v5.json');
    const old = Date.now() / 1000 - 48 * 3600;
    utimesSync(file, old, old);
    const facts = {
      name: 'signatures of Retire.js',
      updatedAt: null,
      ageHours: 48,
      digest: '44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a',
    };
    expect(await signatureFacts({ database: folder })).toEqual(facts);
    expect(await signatureFacts({ database: file })).toEqual(facts);
    expect(await signatureFacts({ database: scratch })).toBeUndefined();
    expect(await signatureFacts({})).toBeUndefined();
    await layOut({ scratch, database: folder } as Parameters<typeof layOut>[0]);
    expect(await readFile(path.join(scratch, SIGNATURES), 'utf8')).toBe('{}');
    expect(Object.keys(JSON.parse(await readFile(path.join(scratch, MARKS), 'utf8')))).toEqual([MARK]);
    for (const made of [folder, scratch]) rmSync(made, { recursive: true });
  });

  it('is told of the proxy for https in the only variable that it knows', () => {
    vi.stubEnv('HTTPS_PROXY', 'http://proxy.example:8080');
    vi.stubEnv('https_proxy', undefined);
    const context = { view: '/view', scratch: '/s', output: '/o' } as Parameters<typeof retire.command>[0];
    const { args, env } = retire.command(context);
    vi.unstubAllEnvs();
    expect(env).toEqual({ http_proxy: 'http://proxy.example:8080' });
    expect(args).toContain("'central',/s/marks.json");
    expect(retire.command({ ...context, database: '/a,b' }).args).toContain('/s/signatures.json,/s/marks.json');
  });
});

await describeLive(retire, [], (tool) => {
  const folders: string[] = [];
  const folder = (files: Record<string, string>) => {
    const made = makeFolder(files);
    folders.push(made);
    return made;
  };
  const database = () => {
    const made = folder({});
    makeRetireDatabase(made);
    return { databases: { retire: made } };
  };
  afterEach(() => {
    vi.unstubAllEnvs();
    for (const made of folders.splice(0)) rmSync(made, { recursive: true });
  });

  it('finds its canary and the libraries, without a connection and without obeying the target', async () => {
    const target = folder({
      [JQUERY]: '/*! jQuery v1.6.2 */\n',
      'a,b [c] ü.mjs': '/*! jQuery v3.7.1 */\n',
      'empty.js': '',
      '.retireignore': 'vendor\n@vendor\n',
      '.retireignore.json': '[{ "component": "jquery", "justification": "none" }]',
    });
    const [executed] = await executeWith(retire, target, tool.path, { ...database(), offline: true });
    expect(executed?.entry).toMatchObject({
      status: 'completed',
      canary: 'found',
      exitStatus: 13,
      considered: { files: 3, packages: 2 },
      database: { name: 'signatures of Retire.js', updatedAt: null, ageHours: 0 },
      notCovered: [],
    });
    expect(executed?.findings.map(({ ruleId, location }) => [location?.path, ruleId])).toEqual([
      [JQUERY, 'GHSA-579v-mp3v-rrw5'],
      [JQUERY, 'GHSA-gxr4-xjj5-5px2'],
    ]);
  });

  it('does not pass with signatures of nothing', async () => {
    const empty = { databases: { retire: folder({ 'jsrepository.json': '{}' }) } };
    const [executed] = await executeWith(retire, folder({ [JQUERY]: '/*! jQuery v1.6.2 */\n' }), tool.path, empty);
    expect(executed?.entry).toMatchObject({ status: 'failed', canary: 'missed', exitStatus: 0 });
  });

  it('is unavailable at once where the connection is refused', async () => {
    for (const name of ['http_proxy', 'https_proxy', 'HTTPS_PROXY']) vi.stubEnv(name, 'http://127.0.0.1:1');
    const [executed] = await executeWith(retire, folder({ [JQUERY]: '/*! jQuery v1.6.2 */\n' }), tool.path);
    expect(executed?.entry).toMatchObject({
      status: 'unavailable',
      exitStatus: 1,
      reason: expect.stringMatching(/^its signatures could not be fetched: .*ECONNREFUSED/),
    });
    expect(executed?.entry.durationMs).toBeLessThan(10_000);
  });

  it('is partial with signatures that stand there for long', async () => {
    const old = database();
    const then = Date.now() / 1000 - 90 * 24 * 3600;
    utimesSync(path.join(old.databases.retire, 'jsrepository.json'), then, then);
    const [executed] = await executeWith(retire, folder({ 'a.js': 'x' }), tool.path, old);
    expect(executed?.entry).toMatchObject({
      status: 'partial',
      reason: expect.stringContaining('signatures of Retire.js is 90 days old'),
    });
  });
});
