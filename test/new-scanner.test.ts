import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Report } from '../src/model/report.js';
import { loadScanners, scannerFolder } from '../src/scanners/registry.js';
import { commitAll, git, makeFolder } from './repository.js';

/** What Muster is made of, as far as a new scanner could ask for a change in it. */
const PARTS = [
  'crosswalk/controls',
  'src',
  'scripts',
  'schemas',
  'rules',
  'docs',
  'biome.json',
  'package.json',
  'tsconfig.json',
];

/** The ids that users may rely on. */
const CONTRACT = [
  ...['actionlint', 'bandit', 'checkov', 'clamav', 'conftest', 'cosign', 'detect-secrets', 'docker-bench'],
  ...['docker-scout', 'dockle', 'gitleaks', 'grype', 'hadolint', 'kics', 'kubesec', 'lynis', 'npm-audit'],
  ...['osv-scanner', 'pip-audit', 'retire', 'safety', 'secretlint', 'semgrep', 'shellcheck', 'syft', 'terrascan'],
  ...['trivy-config', 'trivy-fs', 'trivy-image', 'trufflehog', 'zizmor'],
];

describe('the scanners there are', () => {
  it('are those of the contract', async () => {
    expect((await loadScanners()).map(({ id }) => id)).toEqual(CONTRACT);
  });

  it('each have a test, a page, and recorded outputs where the program was ever seen to run', async () => {
    for (const { id, verified } of await loadScanners()) {
      const folder = readdirSync(scannerFolder(id));
      expect([id, folder.some((name) => name.endsWith('.test.ts'))]).toEqual([id, true]);
      expect([id, existsSync(`docs/scanners/${id}.md`)]).toEqual([id, true]);
      expect([id, folder.includes('recorded')]).toEqual([id, verified !== 'documentation']);
    }
  });
});

describe('a new scanner', () => {
  it('is a folder of its own: nothing else has to change for it to be listed and run', { timeout: 120_000 }, () => {
    const copy = makeFolder({ '.gitignore': 'node_modules\n' });
    for (const part of PARTS) cpSync(path.resolve(part), path.join(copy, part), { recursive: true });
    symlinkSync(path.resolve('node_modules'), path.join(copy, 'node_modules'));
    commitAll(copy);
    const run = (script: string, ...args: string[]) =>
      execFileSync(path.resolve('node_modules/.bin/tsx'), [script, ...args], {
        cwd: copy,
        encoding: 'utf8',
        env: { ...process.env, MUSTER_CACHE_DIR: makeFolder({}) },
        stdio: ['ignore', 'pipe', 'pipe'],
      });

    run('scripts/new-scanner.ts', 'throw-away');
    const changed = git(copy, 'status', '--porcelain', '--untracked-files=all').trimEnd().split('\n');
    expect(changed.length).toBeGreaterThan(1);
    expect(changed.filter((line) => !line.startsWith('?? src/scanners/throw-away/'))).toEqual([]);

    const listed = JSON.parse(run('src/cli/main.ts', 'tools', 'list', '--json')) as { id: string }[];
    expect(listed.map(({ id }) => id)).toEqual([...CONTRACT, 'throw-away'].sort());

    const target = makeFolder({});
    writeFileSync(path.join(target, 'notes.txt'), 'a\n<<<<<<< ours\nb\n=======\nc\n>>>>>>> theirs\n');
    const output = makeFolder({});
    // The other formats have a part that is built, and here nothing is.
    const args = ['--only', 'throw-away', '--output', output, '--format', 'json', '--json', '--quiet'];
    const report = JSON.parse(run('src/cli/main.ts', 'scan', target, ...args)) as Report;
    expect(report.coverage.find(({ scanner }) => scanner === 'throw-away')).toMatchObject({
      status: 'completed',
      canary: 'found',
    });
    expect(report.findings.map(({ sources }) => sources[0]?.ruleId)).toContain('conflict-marker');
  });
});
