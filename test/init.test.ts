import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { loadScanners } from '../src/scanners/registry.js';
import { findLive } from './live.js';
import { type Ended, muster } from './muster.js';
import { commitAll, git, makeFolder } from './repository.js';

/** Ten kinds of repositories, by their files. */
const KINDS: Record<string, Record<string, string>> = {
  empty: {},
  monorepo: {
    'web/package.json': '{}',
    'web/admin/package.json': '{}',
    'api/go.mod': 'module example.test/api\n',
    'ml/pyproject.toml': '[project]\nname = "ml"\n',
    'ml/uv.lock': 'version = 1\n',
    'infra/main.tf': 'terraform {}\n',
    'web/Dockerfile': 'FROM scratch\n',
  },
  python: { 'requirements.txt': 'flask==3.0.0\n', 'app.py': 'print(1)\n' },
  node: { 'package.json': '{}', 'package-lock.json': '{"lockfileVersion": 3}', 'index.js': '' },
  go: { 'go.mod': 'module example.test/app\n', 'main.go': 'package main\n' },
  java: { 'pom.xml': '<project/>', 'lib/build.gradle.kts': '', 'src/App.java': 'class App {}\n' },
  'containers only': { Dockerfile: 'FROM scratch\n', 'compose.yaml': 'services: { app: { image: app } }\n' },
  'with a workflow': {
    '.github/workflows/security.yml': 'name: Ours\non: push\njobs: {}\n',
    '.github/dependabot.yml': 'version: 2\nupdates: [] # ours\n',
    'package.json': '{}',
  },
  'without git': { 'package.json': '{}' },
  'Windows line ends': { 'package.json': '{\r\n}\r\n', 'SECURITY.md': '# Ours\r\n' },
};

let folder: string;
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function make(kind: string): string {
  folder = makeFolder(KINDS[kind] ?? {});
  if (kind === 'without git') return folder;
  writeFileSync(path.join(folder, '.keep'), '');
  commitAll(folder);
  return folder;
}

const init = (...args: string[]): Promise<Ended> => muster(['init', folder, '--offline', ...args]);
const read = (file: string) => readFileSync(path.join(folder, file), 'utf8');
const written = ({ stderr }: Ended) =>
  [...stderr.matchAll(/^muster: wrote ([^:]+):/gm)].map(([, file = '']) => file).sort();

const scanners = await loadScanners();
const LINTERS = ['actionlint', 'zizmor', 'hadolint', 'shellcheck'] as const;
const programs = new Map<string, string>();
for (const id of LINTERS) {
  const scanner = scanners.find((one) => one.id === id);
  const tool = scanner && (await findLive(scanner));
  if (tool) programs.set(id, tool.path);
}
const missing = LINTERS.filter((id) => !programs.has(id));

/** What a linter says; '' when it is content. */
function lint(id: (typeof LINTERS)[number], ...args: string[]): string {
  try {
    execFileSync(programs.get(id) ?? '', args, { cwd: folder, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
    return '';
  } catch (error) {
    const { stdout, stderr } = error as { stdout: string; stderr: string };
    return `${id}: ${stdout}${stderr}`;
  }
}

describe.each(Object.keys(KINDS))('muster init on a repository: %s', (kind) => {
  it('writes what fits, once', async () => {
    make(kind);
    const before = KINDS[kind] ?? {};
    const first = await init('--yes', '--ci', 'github,gitlab,shell');
    expect(first.status).toBe(0);
    const files = written(first);
    expect(Object.fromEntries(files.map((file) => [file, read(file)]))).toMatchSnapshot();
    // What was there is there as it was.
    for (const [file, content] of Object.entries(before)) expect(read(file)).toBe(content);

    const again = await init('--yes', '--ci', 'github,gitlab,shell');
    expect({ status: again.status, stdout: again.stdout, written: written(again) }).toEqual({
      status: 0,
      stdout: '',
      written: [],
    });
  });

  const title = missing.length > 0 ? ` (skipped: no ${missing.join(', no ')} here)` : '';
  it.skipIf(missing.length > 0)(`writes what linters accept${title}`, { timeout: 60_000 }, async () => {
    make(kind);
    await init('--yes', '--force', '--ci', 'github,gitlab,shell');
    expect(lint('actionlint', '.github/workflows/security.yml')).toBe('');
    expect(lint('zizmor', '--offline', '--no-config', '--persona', 'auditor', '.github')).toBe('');
    expect(lint('shellcheck', 'scripts/security-scan.sh')).toBe('');
    if (!existsSync(path.join(folder, 'docs/hardening'))) return;
    expect(lint('hadolint', 'docs/hardening/Dockerfile.example')).toBe('');
    expect(lint('shellcheck', 'docs/hardening/run-hardened.sh')).toBe('');
  });
});

describe('muster init', () => {
  it('writes nothing without a yes, and shows what it would write', async () => {
    make('node');
    const { status, stdout, stderr } = await init();
    expect({ status, files: git(folder, 'status', '--short') }).toEqual({ status: 0, files: '' });
    expect(stdout).toContain('+++ b/.github/workflows/security.yml\n');
    expect(stderr).toContain('muster: nothing is written; --yes writes it\n');
  });

  it('writes over files of the user with --force alone', async () => {
    make('with a workflow');
    const kept = await init('--yes');
    expect(kept.stderr).toContain(
      '.github/workflows/security.yml is there and stays as it is; --force writes it anew\n',
    );
    expect(kept.stderr).toContain('.github/dependabot.yml has no updates for github-actions, npm\n');
    const forced = await init('--yes', '--force');
    expect(written(forced)).toEqual(['.github/dependabot.yml', '.github/workflows/security.yml']);
    expect(parse(read('.github/workflows/security.yml')).name).toBe('Security');
  });

  it('takes files that Git gave Windows line ends for what it wrote', async () => {
    make('node');
    await init('--yes');
    writeFileSync(path.join(folder, 'muster.yml'), read('muster.yml').replaceAll('\n', '\r\n'));
    expect((await init('--yes')).stderr).toBe('muster: nothing is missing\n');
  });

  it('does not write through a link of the repository', async () => {
    make('node');
    const elsewhere = makeFolder({});
    symlinkSync(elsewhere, path.join(folder, '.github'));
    const { status, stderr } = await init('--yes');
    expect(status).toBe(2);
    expect(stderr).toContain('.github is no folder; .github/dependabot.yml is not written through it\n');
    expect(existsSync(path.join(folder, 'muster.yml'))).toBe(false);
    rmSync(elsewhere, { recursive: true });
  });

  it("tells the forge, the branch and the private channel by Git's remote", async () => {
    make('node');
    git(folder, 'checkout', '--quiet', '-b', 'trunk');
    git(folder, 'remote', 'add', 'origin', 'git@gitlab.example.test:group/app.git');
    const { stderr } = await init('--yes');
    expect(written({ stderr } as Ended)).toContain('.gitlab/security.gitlab-ci.yml');
    expect(read('SECURITY.md')).toContain('(https://gitlab.example.test/group/app/-/issues/new?');
    git(folder, 'remote', 'set-url', 'origin', 'https://user:password@github.com/example/app.git');
    await init('--yes', '--force', '--ci', 'github');
    expect(read('SECURITY.md')).toContain('(https://github.com/example/app/security/advisories/new)');
    expect(parse(read('.github/workflows/security.yml')).on.push.branches).toEqual(['trunk']);
  });

  it('takes the response times of the configuration, and the contact of the user', async () => {
    make('node');
    writeFileSync(path.join(folder, 'muster.yml'), 'due: { high: 1w, low: none }\n');
    await init('--yes', '--contact', 'security@example.test');
    expect(read('SECURITY.md')).toContain('Report it to <security@example.test>.');
    expect(read('SECURITY.md')).toMatch(/high +\| 1 week .*\n.*medium +\| 7 days .*\n.*low +\| no time is set/);
  });

  it('pins actions to the newest release that the forge has, and else to what the table has', async () => {
    make('node');
    const forge = makeFolder({ 'actions/checkout/action.yml': 'name: x\n' });
    const checkout = path.join(forge, 'actions/checkout');
    commitAll(checkout);
    for (const tag of ['v9', 'v9.0.0', 'v10.0.0-beta.1']) git(checkout, 'tag', tag);
    git(checkout, 'commit', '--quiet', '--allow-empty', '--message', 'newer');
    git(checkout, 'tag', '--annotate', 'v9.1.0', '--message', 'signed');
    const newest = git(checkout, 'rev-parse', 'HEAD').trim();
    const { status, stderr } = await muster(['init', folder, '--yes'], {
      env: { MUSTER_ACTIONS_SERVER: `file://${forge}` },
    });
    expect(status).toBe(0);
    expect(read('.github/workflows/security.yml')).toContain(`uses: actions/checkout@${newest} # v9.1.0\n`);
    expect(read('.github/workflows/security.yml')).toMatch(/uses: actions\/setup-node@[0-9a-f]{40} # v\d/);
    expect(stderr).toMatch(
      /that of Muster's table is taken: actions\/setup-node, actions\/setup-python, .*: its repository does not appear to be a git repository\n/,
    );
    rmSync(forge, { recursive: true });
  });

  it.each([[['--ci', 'jenkins'], /--ci knows github, gitlab, shell, not "jenkins"/]])(
    'refuses %j',
    async (args, message) => {
      make('node');
      const { status, stderr } = await init(...args);
      expect(status).toBe(2);
      expect(stderr).toMatch(message);
    },
  );

  it('wants the top of the repository', async () => {
    make('monorepo');
    const { status, stderr } = await muster(['init', path.join(folder, 'web'), '--offline']);
    expect(status).toBe(2);
    expect(stderr).toMatch(/is a folder of .*; workflows are read at its top, so name that/);
  });
});
