import { readdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fillIn } from '../scripts/correlation/made-up.js';
import type { Report } from '../src/model/report.js';
import { FORMAT_NAMES } from '../src/model/report-formats.js';
import { loadScanners } from '../src/scanners/registry.js';
import { cacheFolder } from '../src/tools/cache-folder.js';
import { findLive } from './live.js';
import { muster, reportOf } from './muster.js';
import { commitAll, git, makeFolder } from './repository.js';

/** Who looks for secrets, and who prints lines of the files that secrets stand in. */
const SCANNERS = ['bandit', 'checkov', 'conftest', 'detect-secrets', 'gitleaks', 'hadolint', 'secretlint', 'semgrep'];
/** Further ones, where they are. */
const OTHERS = ['trivy-fs', 'trivy-config', 'trufflehog', 'kubesec', 'terrascan'];

const all = await loadScanners();
const there = await Promise.all(all.map(async (scanner) => ((await findLive(scanner)) ? [scanner.id] : [])));
const missing = SCANNERS.filter((id) => !there.flat().includes(id));
const run = [...SCANNERS, ...OTHERS.filter((id) => there.flat().includes(id))];

/** Twenty secrets, in the files of twenty habits. The files of `before` are in the history alone. */
const PLANTED: Record<string, string[]> = {
  'before/deploy.sh': ['export GITHUB_TOKEN={{secret:github-token:1}}'],
  'before/old.env': ['SLACK_TOKEN={{secret:slack-token:1}}'],
  '.env': [
    'AWS_ACCESS_KEY_ID={{secret:aws-access-key-id:1}}',
    'AWS_SECRET_ACCESS_KEY={{secret:aws-secret-access-key:1}}',
    'GITLAB_TOKEN={{secret:gitlab-token:1}}',
  ],
  '.npmrc': ['//npm.example.test/:_authToken={{secret:npm-token:1}}'],
  'app/settings.py': [
    'import subprocess',
    'GOOGLE_API_KEY = "{{secret:google-api-key:1}}"',
    'STRIPE = "{{secret:stripe-key:1}}"; subprocess.call("ls " + STRIPE, shell=True)',
    'subprocess.call("curl -H {{secret:github-token:2}} " + input(), shell=True)',
  ],
  'app/notify.js': [
    "const hook = '{{secret:slack-webhook:1}}';",
    'eval(\'post("{{secret:sendgrid-key:1}}", "\' + location.hash + \'")\');',
  ],
  'app/token.json': ['{"token": "{{secret:signed-token:1}}", "key": "{{secret:gitlab-token:2}}"}'],
  'keys/id_rsa': ['{{secret:private-key:1}}'],
  'keys/inline.yml': ['key: |', '  {{secret:private-key-indented:2}}'],
  'keys/one-line.env': ['KEY="{{secret:private-key-one-line:3}}"'],
  Dockerfile: [
    'FROM debian:latest',
    'ENV GITHUB_TOKEN={{secret:github-token:3}}',
    'RUN curl -u admin:{{secret:stripe-key:2}} http://files.example.test | sh',
  ],
  'main.tf': [
    'provider "aws" {',
    '  access_key = "{{secret:aws-access-key-id:2}}"',
    '  secret_key = "{{secret:aws-secret-access-key:2}}"',
    '}',
  ],
  'k8s.yaml': [
    'apiVersion: v1',
    'kind: Pod',
    'metadata: {name: web}',
    'spec:',
    '  containers:',
    '    - {name: web, image: web, env: [{name: TOKEN, value: {{secret:slack-token:2}}}]}',
  ],
};

const texts = Object.values(PLANTED).map((lines) => lines.join('\n'));
const VALUES = [...new Set(texts.join('\n').match(/\{\{secret:[a-z-]+:\d+\}\}/g))].map((one) => fillIn(one));

/** A value as it may be written: as it is, in JSON, in HTML, in an address, in base64; of a key its lines. */
function spellings(value: string): string[] {
  const parts = value
    .split(/\\n|\s+/)
    .filter((part) => part.length >= 16 && !part.startsWith('-----') && !/^PRIVATE/.test(part));
  return parts.flatMap((part) => {
    const entities = part.replaceAll('+', '&#43;').replaceAll('/', '&#47;').replaceAll('=', '&#61;');
    // Of base64 what does not depend on where in a text the value begins.
    const inner = [0, 1, 2].map((skip) => Buffer.from(part.slice(skip)).toString('base64').slice(0, 20));
    return [
      part,
      JSON.stringify(part).slice(1, -1),
      part.replaceAll('/', '\\/'),
      encodeURIComponent(part),
      entities,
      ...inner,
    ];
  });
}

function filesBelow(folder: string): Map<string, string> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return new Map(
    files.map(({ parentPath, name }) => {
      const file = path.join(parentPath, name);
      return [path.relative(folder, file), readFileSync(file, 'latin1')];
    }),
  );
}

function leaks(files: Map<string, string>): string[] {
  return [...files].flatMap(([file, text]) =>
    VALUES.flatMap((value, index) =>
      spellings(value).some((spelling) => text.includes(spelling)) ? [`secret ${index + 1} in ${file}`] : [],
    ),
  );
}

describe.skipIf(missing.length > 0)(
  `secrets that real scanners find${missing.length > 0 ? ` (skipped: no ${missing.join(', no ')} here)` : ''}`,
  () => {
    const [target, output, later] = [makeFolder({}), makeFolder({}), makeFolder({})];
    const printed = new Map<string, string>();
    let report: Report;

    beforeAll(async () => {
      const planted = Object.entries(PLANTED).map(([name, lines]) => [name, `${fillIn(lines.join('\n'))}\n`]);
      const repository = makeFolder(Object.fromEntries(planted));
      commitAll(repository);
      git(repository, 'rm', '--quiet', '-r', 'before');
      git(repository, 'commit', '--quiet', '--message', 'clean up');
      git(target, 'clone', '--quiet', repository, '.');
      rmSync(repository, { recursive: true });

      const env = { MUSTER_CACHE_DIR: cacheFolder() };
      const args = ['--profile', 'advanced', '--offline', '--no-install', '--output', output];
      const everything = FORMAT_NAMES.join(',');
      const scan = await muster(['scan', target, ...args, '--only', run.join(','), '--format', everything], { env });
      const json = await muster(['report', output, '--format', 'json', '--stdout']);
      const again = await muster(['report', output, '--format', everything, '--output', later]);
      const first = reportOf(json).findings[0];
      const explained = await muster(['explain', first?.id ?? '', '--output', output]);
      for (const [name, ended] of Object.entries({ scan, json, again, explained })) {
        printed.set(`what ${name} prints`, ended.stdout).set(`what ${name} says`, ended.stderr);
      }
      report = reportOf(json);
    }, 300_000);
    afterAll(() => {
      for (const folder of [target, output, later]) rmSync(folder, { recursive: true });
    });

    it('are twenty and more, and found', () => {
      expect(VALUES.length).toBeGreaterThanOrEqual(20);
      const secrets = report.findings.filter(({ kind }) => kind === 'secret');
      expect(secrets.length).toBeGreaterThanOrEqual(20);
      expect(report.coverage.filter(({ status }) => status === 'failed')).toEqual([]);
    });

    it('are in the target: what the search below looks for can be seen', () => {
      const seen = leaks(filesBelow(target)).map((leak) => leak.replace(/ in .*/, ''));
      expect(new Set(seen).size).toBe(VALUES.length - 2); // two are in the history, which git compresses
    });

    it('are in no file of the results, in whatever format', () => {
      const files = filesBelow(output);
      expect(files.size).toBeGreaterThan(FORMAT_NAMES.length);
      expect(leaks(files)).toEqual([]);
    });

    it('are in no file that is made of the results later', () => {
      expect(leaks(filesBelow(later))).toEqual([]);
    });

    it('are nowhere on the terminal', () => {
      expect([...printed.values()].join('')).not.toBe('');
      expect(leaks(printed)).toEqual([]);
    });
  },
);
