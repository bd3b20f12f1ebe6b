import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { readSarif } from '../../../test/read-sarif.js';
import { contextOf } from '../../../test/reading-context.js';

/** What the programs really printed, on one small folder and one small image; the folder is called /target there. */
function read(name: string) {
  const text = readFileSync(path.join(import.meta.dirname, '..', 'recorded', name), 'utf8');
  return readSarif(JSON.parse(text), contextOf());
}

function told(name: string): string[] {
  return read(name).rows.map(({ scanner, finding }) => {
    const { path: file = '', startLine = 0 } = finding.location ?? {};
    return `${scanner} ${finding.kind} ${finding.ruleId} ${finding.severity} ${file}:${startLine}`;
  });
}

function packagesIn(name: string) {
  return read(name).rows.flatMap(({ finding: { package: about, advisory, fix } }) =>
    about && advisory
      ? [
          [
            about.ecosystem,
            about.name,
            about.version,
            advisory.id,
            advisory.aliases.join(' '),
            fix?.versions?.join(' '),
          ],
        ]
      : [],
  );
}

const titles = (name: string) => read(name).rows.map(({ finding }) => finding.title);

describe('SARIF as the programs print it', () => {
  it('of Trivy has each kind under the adapter that finds it', () => {
    expect(told('trivy.sarif')).toEqual([
      'trivy-fs vulnerability CVE-2020-14343 critical requirements.txt:2',
      'trivy-fs vulnerability CVE-2021-23337 high web/package-lock.json:7',
      'trivy-config misconfiguration DS-0001 medium Dockerfile:1',
      'trivy-config misconfiguration DS-0002 high Dockerfile:1',
      'trivy-config misconfiguration DS-0009 high Dockerfile:3',
      'trivy-config misconfiguration DS-0026 low Dockerfile:1',
      'trivy-config misconfiguration DS-0029 high Dockerfile:2',
    ]);
    expect(titles('trivy.sarif').slice(0, 3)).toEqual([
      'PyYAML: full_load and FullLoader run code from the document',
      'lodash: a template can run commands',
      "':latest' tag used",
    ]);
  });

  it('of Trivy on an image is of trivy-image, and a package of the distribution has no file', () => {
    expect(told('trivy-image.sarif')).toEqual([
      'trivy-image vulnerability CVE-2023-2650 medium :0',
      'trivy-image vulnerability CVE-2021-23337 high app/node_modules/lodash/package.json:0',
      'trivy-image vulnerability CVE-2020-14343 critical usr/lib/python3.11/site-packages/PyYAML-5.3.1.dist-info/METADATA:0',
    ]);
  });

  it('of OSV-Scanner makes the absolute paths of another run those of the target', () => {
    expect(told('osv-scanner.sarif')).toEqual([
      'osv-scanner vulnerability CVE-2021-23337 high web/package-lock.json:0',
      'osv-scanner vulnerability CVE-2019-10744 critical web/package-lock.json:0',
      'osv-scanner vulnerability CVE-2020-14343 critical requirements.txt:0',
    ]);
    expect(titles('osv-scanner.sarif')[0]).toBe('template runs code that stands in its options');
  });

  it.each([
    [
      'trivy.sarif',
      [
        ['PyPI', 'PyYAML', '5.3.1', 'CVE-2020-14343', '', '5.4'],
        ['npm', 'lodash', '4.17.11', 'CVE-2021-23337', '', '4.17.21'],
      ],
    ],
    [
      'trivy-image.sarif',
      [
        ['unknown', 'libcrypto3', '3.1.0-r0', 'CVE-2023-2650', '', '3.1.1-r0'],
        ['npm', 'lodash', '4.17.20', 'CVE-2021-23337', '', '4.17.21'],
        ['PyPI', 'PyYAML', '5.3.1', 'CVE-2020-14343', '', '5.4'],
      ],
    ],
    [
      'grype.sarif',
      [
        ['PyPI', 'pyyaml', '5.3.1', 'GHSA-8q59-q68h-6hv4', '', '5.4'],
        ['npm', 'lodash', '4.17.11', 'GHSA-35jh-r3h4-6jhm', '', '4.17.21'],
      ],
    ],
    [
      'grype-image.sarif',
      [
        ['PyPI', 'pyyaml', '5.3.1', 'GHSA-8q59-q68h-6hv4', '', '5.4'],
        ['npm', 'lodash', '4.17.20', 'GHSA-35jh-r3h4-6jhm', '', '4.17.21'],
        ['Alpine:v3.18', 'libcrypto3', '3.1.0-r0', 'CVE-2023-2650', '', '3.1.1-r0'],
      ],
    ],
    [
      'osv-scanner.sarif',
      [
        ['npm', 'lodash', '4.17.11', 'CVE-2021-23337', 'GHSA-35jh-r3h4-6jhm', '4.17.21'],
        ['npm', 'lodash', '4.17.11', 'CVE-2019-10744', 'GHSA-jf85-cpcp-j695', '4.17.12'],
        ['PyPI', 'pyyaml', '5.3.1', 'CVE-2020-14343', 'GHSA-8q59-q68h-6hv4 PYSEC-2021-142', '5.4'],
      ],
    ],
  ])('of %s tells the package, the advisory and the versions without it', (name, expected) => {
    expect(packagesIn(name)).toEqual(expected);
  });

  it('of Grype on an image tells the path in the image', () => {
    expect(told('grype-image.sarif')).toEqual([
      'grype vulnerability GHSA-8q59-q68h-6hv4 critical usr/lib/python3.11/site-packages/PyYAML-5.3.1.dist-info/METADATA:0',
      'grype vulnerability GHSA-35jh-r3h4-6jhm high app/node_modules/lodash/package.json:0',
      'grype vulnerability CVE-2023-2650 medium lib/apk/db/installed:0',
    ]);
  });

  it('of linters has the severities of their adapters', () => {
    expect(told('hadolint.sarif')).toEqual([
      'hadolint misconfiguration DL3007 low Dockerfile:1',
      'hadolint misconfiguration DL3015 info Dockerfile:2',
      'hadolint misconfiguration DL3009 info Dockerfile:2',
      'hadolint misconfiguration DL3008 low Dockerfile:2',
      'hadolint misconfiguration DL3000 medium Dockerfile:3',
    ]);
    expect(told('checkov.sarif')).toEqual([
      'checkov misconfiguration CKV_DOCKER_7 medium Dockerfile:1',
      'checkov misconfiguration CKV_DOCKER_10 medium Dockerfile:3',
      'checkov misconfiguration CKV_DOCKER_2 medium Dockerfile:1',
      'checkov misconfiguration CKV_DOCKER_3 medium Dockerfile:1',
    ]);
  });

  it('of Zizmor has its rules by the names that its own output has', () => {
    expect(told('zizmor.sarif')).toEqual([
      'zizmor misconfiguration dangerous-triggers high .github/workflows/build.yml:1',
      'zizmor misconfiguration template-injection high .github/workflows/build.yml:7',
    ]);
  });

  it('of Semgrep has the weakness, and the columns', () => {
    const [row] = read('semgrep.sarif').rows;
    expect(row).toMatchObject({
      scanner: 'semgrep',
      finding: {
        kind: 'code',
        ruleId: 'rules.python-command-injection',
        title: 'A command line for a shell is put together from data',
        severity: 'high',
        location: { path: 'app.py', startLine: 5, endLine: 5, startColumn: 36, endColumn: 55 },
        rule: { cwes: ['CWE-78'] },
        pointer: '/runs/0/results/0',
      },
    });
  });

  it('of Conftest keeps the sentences of one rule apart, and what only shows that it ran is no finding', () => {
    expect(told('conftest.sarif')).toEqual([
      'conftest misconfiguration muster.docker/deny: Add a HEALTHCHECK, or HEALTHCHECK NONE where an orchestrator asks in its own way. medium Dockerfile:0',
      'conftest misconfiguration muster.docker/deny: python:latest is whatever was pushed last: name a version, best with its digest (image:tag@sha256:…). medium Dockerfile:0',
      'conftest misconfiguration muster.docker/deny: Create a user and end the final stage with USER and its number: what breaks out of the program is root otherwise. medium Dockerfile:0',
    ]);
  });

  it('names the version, where the tool says it', () => {
    const versions = (name: string) => read(name).runs.map(({ tool, version }) => `${tool} ${version}`);
    expect(versions('trivy.sarif')).toEqual(['Trivy 0.74.0']);
    expect(versions('semgrep.sarif')).toEqual(['Semgrep OSS 1.182.0']);
    expect(versions('osv-scanner.sarif')).toEqual(['osv-scanner 2.6.0']);
  });
});
