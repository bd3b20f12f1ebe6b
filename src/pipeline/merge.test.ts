import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { makeFolder } from '../../test/repository.js';
import type { Report } from '../model/report.js';
import { decideSettings, type Flags } from '../policy/settings.js';
import { loadScanners, scannerFolder } from '../scanners/registry.js';
import { merge } from './merge.js';
import { mergeInputs } from './merge-file.js';

const scanners = await loadScanners();
const APP = 'import subprocess\n\n\ndef ping(host):\n    return subprocess.check_output("ping " + host, shell=True)\n';
const base = makeFolder({
  'target/app.py': APP,
  'target/Dockerfile': 'FROM python:latest\n',
  'target/web/package-lock.json': '{}',
});
const target = path.join(base, 'target');
afterAll(() => rmSync(base, { recursive: true }));

let number = 0;
/** Files in a folder of their own. */
function write(files: Record<string, string | Buffer>): string[] {
  const folder = path.join(base, String(number++));
  mkdirSync(folder);
  return Object.entries(files).map(([name, content]) => {
    writeFileSync(path.join(folder, name), content);
    return path.join(folder, name);
  });
}

const recorded = (id: string, name: string) => readFileSync(path.join(scannerFolder(id), 'recorded', name, 'output'));
const interchange = (name: string) => readFileSync(path.resolve('src/interchange/recorded', name));

async function run(named: string[], flags: Flags = {}) {
  const output = path.join(base, `out-${number++}`);
  const settings = decideSettings({ output, ...flags }, {}, { config: {} }, 1);
  const inputs = await mergeInputs(named, scanners);
  const merged = await merge({
    inputs,
    target,
    shownTarget: 'target',
    settings,
    scanners,
    cache: path.join(base, 'cache'),
  });
  return { ...merged, output };
}

/** Each issue as its id and who found it by which rule, in the order of the report. */
function groupsOf({ findings }: Report) {
  return findings.map(({ id, sources }) => [id, sources.map(({ scanner, ruleId }) => `${scanner}:${ruleId}`).sort()]);
}

const sarif = (results: object[], driver: object = { name: 'Some Linter' }) =>
  JSON.stringify({ version: '2.1.0', runs: [{ tool: { driver }, results }] });

const result = (ruleId: string, uri: string, startLine: number, more: object = {}) => ({
  ruleId,
  message: { text: `Not good: ${ruleId}` },
  locations: [{ physicalLocation: { artifactLocation: { uri }, region: { startLine } } }],
  ...more,
});

describe('files that cannot be merged', () => {
  const mistakes: [string, string | Buffer, RegExp][] = [
    ['empty.json', '', /empty\.json is empty: nothing was written to it, or the scanner ended before it could$/],
    ['cut.sarif', sarif([]).slice(0, -5), /cut\.sarif is not whole JSON, it may have been cut short: .+/],
    ['packed.json.gz', gzipSync('[]'), /packed\.json\.gz is packed \(gzip\); unpack it and name what is in it$/],
    ['bytes.json', Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0xc0, 0x7d]), /bytes\.json is not text in UTF-8 or UTF-16/],
    [
      'nothing.json',
      '[]',
      /nothing\.json holds nothing by which its scanner could be told; say which one by SCANNER=FILE/,
    ],
    [
      'other.json',
      '{"a": 1}',
      /other\.json is no output of a scanner that Muster knows, no SARIF 2\.1\.0 and no CycloneDX/,
    ],
    ['words.txt', 'hello\n', /words\.txt is no output of a scanner that Muster knows/],
    ['old.sarif', '{"version":"1.0.0","runs":[]}', /old\.sarif is SARIF of version 1\.0\.0; 2\.1\.0 is read/],
    [
      'bom.json',
      '{"bomFormat":"CycloneDX","specVersion":"1.5"}',
      /bom\.json is a bill of materials without a list of vulnerabilities/,
    ],
    ['report.json', '{"schemaVersion":"1.0","tool":{"name":"muster"}}', /report\.json is a report of Muster/],
    [
      'wrong.json',
      '{"results":[{"path":3}],"errors":[],"paths":{}}',
      /wrong\.json is not as Semgrep \(semgrep\) writes its output: at \//,
    ],
  ];

  it.each(mistakes)('%s is an error that names it and says what to do', async (name, content, expected) => {
    await expect(run(write({ [name]: content }))).rejects.toThrow(expected);
  });

  it('are all told at once, and nothing is written', async () => {
    const named = write(Object.fromEntries(mistakes.map(([name, content]) => [name, content])));
    const good = write({ 'good.sarif': sarif([result('R1', 'app.py', 1)]) });
    const output = path.join(base, 'nothing-here');
    const error = await run([...named, ...good], { output }).then(
      () => undefined,
      (thrown: Error) => thrown,
    );
    expect(error?.name).toBe('UsageError');
    expect(error?.message.split('\n')).toHaveLength(mistakes.length);
    expect(existsSync(output)).toBe(false);
  });

  it('are missing ones, folders, and unknown scanners', async () => {
    await expect(run(['no-such-file'])).rejects.toThrow(/^no-such-file does not exist$/);
    await expect(run([target])).rejects.toThrow(/target is a folder; name the files in it$/);
    await expect(run(['lint=x.json'])).rejects.toThrow(/^there is no scanner called lint/);
  });
});

describe('files that are merged', () => {
  it('of every scanner, of SARIF and of CycloneDX join to one list', async () => {
    const files = write({
      'hadolint.json': recorded('hadolint', 'findings'),
      'trivy.sarif': interchange('trivy.sarif'),
      'trivy.cdx.json': interchange('trivy.cdx.json'),
      'grype.sarif': interchange('grype.sarif'),
      'osv.sarif': interchange('osv-scanner.sarif'),
      'clamav.txt': recorded('clamav', 'findings'),
      'trufflehog.jsonl': recorded('trufflehog', 'findings'),
    });
    const { report } = await run(files);
    const pyyaml = report.findings.find(({ advisory }) => advisory?.id === 'CVE-2020-14343');
    expect(pyyaml?.agreement.found).toEqual(['grype', 'osv-scanner', 'trivy-fs']);
    expect(pyyaml?.sources).toHaveLength(4);
    expect(pyyaml?.locations[0]?.path).toBe('requirements.txt');
    expect([...new Set(report.coverage.map(({ scanner }) => scanner))]).toEqual([
      ...['clamav', 'grype', 'hadolint', 'osv-scanner', 'trivy-config', 'trivy-fs', 'trufflehog'],
    ]);
  });

  it('name nobody who could have found more, and prove nothing', async () => {
    const [file = ''] = write({ 'a.sarif': sarif([result('R1', 'app.py', 5, { level: 'note' })]) });
    const { report } = await run([file]);
    expect(report.verdict).toBe('incomplete');
    expect(report.gate.rules).toEqual([
      { rule: 'fail-on high', held: true, because: 'no open finding of severity high or worse', findings: [] },
      {
        rule: 'evidence',
        held: false,
        because:
          'the evidence of some-linter is not complete: outputs made elsewhere tell what was found, not what was looked at',
        findings: [],
      },
    ]);
    expect(report.coverage).toMatchObject([
      {
        scanner: 'some-linter',
        input: file,
        status: 'partial',
        reason: 'made elsewhere: it tells what was found, not what was looked at',
        version: null,
        canary: 'untested',
        findings: 1,
        output: { path: 'merged/a.sarif', sha256: createHash('sha256').update(readFileSync(file)).digest('hex') },
      },
    ]);
    expect(report.findings[0]?.agreement.couldHaveFound).toEqual([]);
    expect(report.blindSpots).toHaveLength(1);
  });

  it('fail the gate when something bad is in them', async () => {
    const { report } = await run(write({ 'a.sarif': sarif([result('R1', 'app.py', 5, { level: 'error' })]) }));
    expect(report.verdict).toBe('fail');
  });

  it('that say themselves that the run failed are told so', async () => {
    const log = JSON.parse(sarif([])) as { runs: object[] };
    Object.assign(log.runs[0] as object, { invocations: [{ executionSuccessful: false }] });
    const { report } = await run(write({ 'a.sarif': JSON.stringify(log) }));
    expect(report.coverage[0]).toMatchObject({
      status: 'failed',
      reason: expect.stringMatching(/^its log says that it failed; made/),
    });
  });

  it('may have a byte order mark, or be in UTF-16', async () => {
    const log = sarif([result('R1', 'größe.py', 1)]);
    const utf16 = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(log, 'utf16le')]);
    const files = {
      'bom.sarif': `\ufeff${log}`,
      'utf16.sarif': utf16,
      'unmarked.sarif': Buffer.from(log, 'utf16le'),
      'big.sarif': Buffer.from(utf16).swap16(),
    };
    const { report } = await run(write(files));
    expect(report.findings).toHaveLength(1);
    expect(report.findings[0]?.sources).toHaveLength(4);
    expect(report.findings[0]?.locations[0]?.path).toBe('größe.py');
  });

  it('count once when they are the same', async () => {
    const [one = '', two = ''] = write({
      'a.sarif': sarif([result('R1', 'app.py', 5)]),
      'b.sarif': sarif([result('R1', 'app.py', 5)]),
    });
    const { report, notes } = await run([one, two, one]);
    expect(report.coverage).toHaveLength(1);
    expect(report.findings.map(({ sources }) => sources.length)).toEqual([1]);
    expect(notes).toEqual([
      `${two} is the same as ${one}: it counts once`,
      `${one} is the same as ${one}: it counts once`,
    ]);
  });

  it('of one name stand beside each other in the results', async () => {
    const [a = ''] = write({ 'out.json': recorded('hadolint', 'findings') });
    const [b = ''] = write({ 'out.json': recorded('bandit', 'findings') });
    const { output } = await run([a, b]);
    expect(readdirSync(path.join(output, 'merged')).sort()).toEqual(['out-2.json', 'out.json']);
    const [c = ''] = write({ 'third.json': recorded('zizmor', 'findings') });
    await writeFileSync(path.join(output, 'report.json'), JSON.stringify((await run([a, b], { output })).report));
    await run([c], { output });
    expect(readdirSync(path.join(output, 'merged'))).toEqual(['third.json']);
  });

  it('whose content does not tell whose it is count as of whom they are said to be', async () => {
    const [file = ''] = write({ 'nothing.json': '[]' });
    const { report } = await run([`hadolint=${file}`]);
    expect(report.coverage).toMatchObject([{ scanner: 'hadolint', status: 'partial', findings: 0 }]);
    expect(report.verdict).toBe('incomplete');
  });

  it('lose the values of secrets on their way into the results, unless they are asked to keep them', async () => {
    const value = ['w7KqZpL2', 'xVd9NfTr', 'B4yHsJ0m'].join('');
    const row = { RuleID: 'generic', StartLine: 1, EndLine: 1, Secret: value, File: 'a.ini', Match: `key=${value}` };
    const [file = ''] = write({ 'gitleaks.json': JSON.stringify([row]) });
    const { report, output } = await run([file]);
    expect(JSON.stringify(report)).not.toContain(value);
    expect(readFileSync(path.join(output, 'merged/gitleaks.json'), 'utf8')).not.toContain(value);
    expect(report.coverage[0]?.output).not.toHaveProperty('keepsSecrets');
    const kept = await run([file], { keepRawSecrets: true });
    expect(kept.report.coverage[0]?.output).toMatchObject({ keepsSecrets: true });
    expect(readFileSync(path.join(kept.output, 'merged/gitleaks.json'), 'utf8')).toContain(value);
  });

  it('may be logs that Muster wrote', async () => {
    const { report } = await run(
      write({ 'grype.sarif': interchange('grype.sarif'), 'trivy.sarif': interchange('trivy.sarif') }),
    );
    const { toSarif } = await import('../reports/sarif.js');
    const again = await run(write({ 'muster.sarif': JSON.stringify(toSarif(report)) }));
    const told = ({ findings }: Report) =>
      findings.map(({ kind, severity, agreement }) => `${kind} ${severity} ${agreement.found}`).sort();
    expect(told(again.report)).toEqual(told(report));
  });
});

describe('what was accepted elsewhere', () => {
  const accepted = { suppressions: [{ kind: 'external', justification: 'test data' }] };

  it('stays accepted when every row of it is', async () => {
    const files = write({
      'a.sarif': sarif([result('R1', 'app.py', 5, { level: 'error', ...accepted }), result('R2', 'app.py', 1)]),
    });
    const { report } = await run(files);
    expect(report.findings.map(({ status, suppression }) => [status, suppression?.reason])).toEqual([
      ['suppressed', 'test data'],
      ['open', undefined],
    ]);
    expect(report.verdict).toBe('incomplete');
  });

  it('is open when another file tells the same and does not accept it', async () => {
    const rows = [result('R1', 'app.py', 5, { level: 'error' })];
    const { report } = await run(write({ 'a.sarif': sarif([{ ...rows[0], ...accepted }]), 'b.sarif': sarif(rows) }));
    expect(report.findings.map(({ status, sources }) => [status, sources.length])).toEqual([['open', 2]]);
  });

  it('holds for whoever finds it, when it is said of the product', async () => {
    const vex = {
      bomFormat: 'CycloneDX',
      specVersion: '1.5',
      vulnerabilities: [
        {
          id: 'CVE-2021-23337',
          references: [{ id: 'GHSA-35jh-r3h4-6jhm' }],
          analysis: { state: 'not_affected', justification: 'code_not_reachable' },
          affects: [{ ref: 'pkg:npm/lodash@4.17.11' }],
        },
      ],
    };
    const { report } = await run(write({ 'vex.json': JSON.stringify(vex), 'grype.sarif': interchange('grype.sarif') }));
    expect(
      report.findings.map(({ advisory, status, suppression }) => [advisory?.id, status, suppression?.reason]),
    ).toEqual([
      ['GHSA-8q59-q68h-6hv4', 'open', undefined],
      ['CVE-2021-23337', 'notAffected', 'not affected: code_not_reachable'],
    ]);
  });
});

describe('a package whose ecosystem is not named', () => {
  it('is the one that another scanner names, of this name and version', async () => {
    const files = { 'trivy.sarif': interchange('trivy-image.sarif'), 'grype.sarif': interchange('grype-image.sarif') };
    const { report } = await run(write(files));
    const openssl = report.findings.find(({ advisory }) => advisory?.id === 'CVE-2023-2650');
    expect(openssl?.package).toMatchObject({ ecosystem: 'Alpine:v3.18', name: 'libcrypto3' });
    expect(openssl?.agreement.found).toEqual(['grype', 'trivy-image']);
  });
});

describe('the order of files and their names', () => {
  const contents: [string, Buffer][] = [
    ['hadolint', recorded('hadolint', 'findings')],
    ['bandit', recorded('bandit', 'findings')],
    ['semgrep', interchange('semgrep.sarif')],
    ['trivy', interchange('trivy.sarif')],
    ['grype', interchange('grype.sarif')],
    ['osv', interchange('osv-scanner.sarif')],
    ['cdx', interchange('trivy.cdx.json')],
    ['checkov', interchange('checkov.sarif')],
  ];

  it('matter for no id and no group', async () => {
    const expected = groupsOf((await run(write(Object.fromEntries(contents)))).report);
    expect(expected).toHaveLength(22);
    await fc.assert(
      fc.asyncProperty(
        fc.shuffledSubarray(contents, { minLength: contents.length, maxLength: contents.length }),
        fc.uniqueArray(fc.stringMatching(/^[a-z]{1,8}$/), { minLength: contents.length, maxLength: contents.length }),
        async (shuffled, names) => {
          const files = write(Object.fromEntries(shuffled.map(([, content], index) => [`${names[index]}.x`, content])));
          expect(groupsOf((await run(files)).report)).toEqual(expected);
        },
      ),
      { numRuns: 8 },
    );
  });
});

describe('paths of another machine', () => {
  it('stand for the files of the target that their ends name', async () => {
    const uris = ['/github/workspace/app.py', 'file:///home/runner/work/x/x/web/package-lock.json', '/builds/gone.py'];
    const { report } = await run(write({ 'a.sarif': sarif(uris.map((uri, index) => result(`R${index}`, uri, 1))) }));
    expect(report.findings.map(({ locations }) => locations[0]?.path).sort()).toEqual([
      ...['app.py', 'builds/gone.py', 'web/package-lock.json'],
    ]);
  });

  it('never lead out of the target', async () => {
    writeFileSync(path.join(base, 'secret.py'), 'x = 1\n');
    const { report } = await run(
      write({ 'a.sarif': sarif([result('R1', '../secret.py', 1), result('R2', '/a/../../secret.py', 1)]) }),
    );
    for (const { locations } of report.findings) expect(locations[0]?.path).not.toBe('secret.py');
  });
});
