import { describe, expect, it } from 'vitest';
import type { ScannerDefinition } from '../model/scanner.js';
import { relativeTo } from '../pipeline/relative.js';
import { loadScanners } from './registry.js';

const scanners = await loadScanners();

/** The findings of a document, read as one made elsewhere: nothing is known of the run. */
function read(id: string, document: unknown) {
  const recognisers = scanners.filter((one) => one.recognises?.(document)).map((one) => one.id);
  expect(recognisers).toEqual([id]);
  const scanner = scanners.find((one) => one.id === id) as ScannerDefinition;
  const report = scanner.shape.parse(document);
  return scanner.parse(report, { input: { label: 'x', files: [] }, relative: relativeTo('/target') });
}

// Each document is what the named release printed on a small input, without members that are not read.
describe('what older releases print', () => {
  it('pip-audit 1.1.2: a list without aliases and descriptions', () => {
    const vulns = [{ id: 'PYSEC-2021-66', fix_versions: ['2.11.3'] }];
    expect(read('pip-audit', [{ name: 'jinja2', version: '2.4.1', vulns }])).toMatchObject([
      {
        ruleId: 'PYSEC-2021-66',
        title: 'PYSEC-2021-66 in jinja2 2.4.1',
        package: { ecosystem: 'PyPI', name: 'jinja2', version: '2.4.1' },
        fix: { versions: ['2.11.3'] },
        pointer: '/0/vulns/0',
      },
    ]);
  });

  it('Safety 1.10.3: a list of lists', () => {
    const row = ['jinja2', '<2.11.3', '2.4.1', 'Jinja2 2.11.3 fixes a regex.', '39525', null, null];
    expect(read('safety', [row])).toMatchObject([
      { ruleId: '39525', title: 'Jinja2 2.11.3 fixes a regex.', package: { name: 'jinja2', version: '2.4.1' } },
    ]);
  });

  it('Retire.js 1.6.3, and 2.2.4 as jsonsimple: the list of files alone', () => {
    const vulnerability = {
      info: ['http://bugs.jquery.com/ticket/11290'],
      severity: 'medium',
      identifiers: { CVE: ['CVE-2012-6708'], bug: '11290', summary: 'Selector interpreted as HTML' },
    };
    const found = { version: '1.8.1', component: 'jquery', detection: 'filename', vulnerabilities: [vulnerability] };
    expect(read('retire', [{ file: '/target/js/jquery-1.8.1.js', results: [found] }])).toMatchObject([
      {
        ruleId: 'CVE-2012-6708',
        severity: 'medium',
        location: { path: 'js/jquery-1.8.1.js' },
        package: { name: 'jquery', version: '1.8.1' },
        pointer: '/0/results/0/vulnerabilities/0',
      },
    ]);
  });

  it('TruffleHog 2.2.1, the program in Python: strings by a rule', () => {
    const value = ['AKIA', 'T4MQ7XWZ', 'K2PVH6RD'].join('');
    const row = {
      branch: 'origin/master',
      commit: 'one\n',
      commitHash: '83d4908c62be6953e5f345a96cddb0ec6d92df51',
      date: '2026-11-24 14:30:48',
      path: 'creds.ini',
      reason: 'AWS API Key',
      stringsFound: [value],
    };
    expect(read('trufflehog', [row])).toEqual([
      {
        kind: 'secret',
        ruleId: 'AWS API Key',
        title: 'A secret: AWS API Key',
        severity: 'high',
        nativeSeverity: null,
        location: { path: 'creds.ini', commit: '83d4908c62be6953e5f345a96cddb0ec6d92df51' },
        secret: value,
        pointer: '/0/stringsFound/0',
      },
    ]);
    expect(read('trufflehog', [{ ...row, reason: 'High Entropy' }])).toMatchObject([{ severity: 'medium' }]);
  });

  it('detect-secrets 0.14.3: plugins with their limits', () => {
    const document = {
      exclude: { files: null, lines: null },
      generated_at: '2026-11-24T14:31:18Z',
      plugins_used: [{ base64_limit: 4.5, name: 'Base64HighEntropyString' }],
      results: { 'app.py': [{ hashed_secret: 'fc8c', is_verified: false, line_number: 3, type: 'Secret Keyword' }] },
      version: '0.14.3',
      word_list: { file: null, hash: null },
    };
    expect(read('detect-secrets', document)).toMatchObject([
      { ruleId: 'Secret Keyword', location: { path: 'app.py', startLine: 3 } },
    ]);
    expect(scanners.find(({ id }) => id === 'detect-secrets')?.versionIn?.(document)).toBe('0.14.3');
  });

  it('Bandit 1.6.2: no weaknesses, no columns', () => {
    const document = {
      errors: [],
      generated_at: '2026-11-24T14:31:50Z',
      metrics: { _totals: { loc: 3, nosec: 0 } },
      results: [
        {
          code: '2 subprocess.call("ls " + x, shell=True)\n',
          filename: 'app.py',
          issue_confidence: 'HIGH',
          issue_severity: 'HIGH',
          issue_text: 'subprocess call with shell=True identified, security issue.',
          line_number: 2,
          line_range: [2],
          test_id: 'B602',
          test_name: 'subprocess_popen_with_shell_equals_true',
        },
      ],
    };
    expect(read('bandit', document)).toMatchObject([
      { ruleId: 'B602', severity: 'high', location: { path: 'app.py', startLine: 2 } },
    ]);
  });
});

// What its sources of that time print, as far as it is read: a program so old could not be run.
describe('what older releases print, by their sources', () => {
  it('Trivy before 0.20: a list of results, without a document around it', () => {
    const vulnerability = {
      VulnerabilityID: 'CVE-2021-23337',
      PkgName: 'lodash',
      InstalledVersion: '4.17.20',
      FixedVersion: '4.17.21',
      Severity: 'HIGH',
    };
    const results = [
      { Target: 'web/package-lock.json', Type: 'npm', Vulnerabilities: [vulnerability] },
      { Target: 'api/Pipfile.lock', Type: 'pipenv', Vulnerabilities: null },
    ];
    expect(read('trivy-fs', results)).toMatchObject([
      {
        ruleId: 'CVE-2021-23337',
        severity: 'high',
        package: { ecosystem: 'npm', name: 'lodash', version: '4.17.20' },
        location: { path: 'web/package-lock.json' },
        pointer: '/0/Vulnerabilities/0',
      },
    ]);
  });

  it('Gitleaks 7: rows in small letters', () => {
    const value = ['hunter2', 'hunter2'].join('-');
    const row = {
      line: `key=${value}`,
      lineNumber: 7,
      offender: value,
      rule: 'Generic Key',
      file: 'a.ini',
      commit: 'abc',
    };
    expect(read('gitleaks', [row])).toMatchObject([
      { ruleId: 'Generic Key', secret: value, location: { path: 'a.ini', startLine: 7, commit: 'abc' } },
    ]);
  });
});

describe('what today’s releases print in a form that Muster does not ask for', () => {
  it('secretlint 11.7.1 with --format json: the text of the file, and the value masked', () => {
    const value = ['ghp', 'v8Kq2ZpLxVd9NfTrB4yHsJ0mCgEu6aQoWi61'].join('_');
    const message = {
      message: `found GitHub Token(${'*'.repeat(29)}): ${'*'.repeat(40)}`,
      range: [9, 49],
      type: 'message',
      ruleId: '@secretlint/secretlint-rule-github',
      loc: { start: { line: 1, column: 9 }, end: { line: 1, column: 49 } },
      severity: 'error',
      messageId: 'GITHUB_TOKEN',
      data: { KEY: '*'.repeat(40), typeName: '*'.repeat(29) },
    };
    const sourceContent = `token = "${value}"\n`;
    const document = [{ filePath: '/target/a.txt', sourceContent, sourceContentType: 'text', messages: [message] }];
    expect(read('secretlint', document)).toMatchObject([
      { ruleId: '@secretlint/secretlint-rule-github', location: { path: 'a.txt', startLine: 1 }, secret: value },
    ]);
  });

  it('Kubesec: the file and the object that it names itself', () => {
    const rule = { id: 'Privileged', selector: 'containers[]', reason: 'Privileged containers', points: -30 };
    const row = { object: 'Pod/web.default', valid: true, fileName: 'k/pod.yaml', message: 'Failed', score: -30 };
    expect(read('kubesec', [{ ...row, scoring: { critical: [rule] } }])).toMatchObject([
      { ruleId: 'Privileged', severity: 'high', location: { path: 'k/pod.yaml', resource: 'Pod/web' } },
    ]);
  });

  it('ShellCheck with --format json: the list alone, which is not Hadolint’s', () => {
    const row = {
      file: 'a.sh',
      line: 2,
      endLine: 2,
      column: 1,
      endColumn: 3,
      level: 'info',
      code: 2086,
      message: 'Quote',
    };
    expect(read('shellcheck', [row])).toMatchObject([{ ruleId: 'SC2086', location: { path: 'a.sh', startLine: 2 } }]);
  });

  it('Terrascan: the file as it names it', () => {
    const violation = {
      rule_id: 'AC_AWS_0214',
      rule_name: 's3Versioning',
      description: 'Ensure versioning is enabled',
      severity: 'HIGH',
      resource_name: 'b',
      resource_type: 'aws_s3_bucket',
      file: 'infra/main.tf',
      line: 3,
    };
    const results = { violations: [violation], skipped_violations: null, scan_summary: { policies_validated: 1 } };
    expect(read('terrascan', { results })).toMatchObject([
      { ruleId: 'AC_AWS_0214', location: { path: 'infra/main.tf', startLine: 3, resource: 'aws_s3_bucket.b' } },
    ]);
  });
});
