import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { executeWith } from '../../../test/execute-with.js';
import { describeLive } from '../../../test/live.js';
import { commitAll, git, makeFolder } from '../../../test/repository.js';
import type { ScannerDefinition } from '../../model/scanner.js';
import type { Executed } from '../../pipeline/execute.js';
import gitleaks from './adapter.js';

const AWS = ['AKIA', 'R6VWX3ZQ', 'K2PTH7MD'].join('');
const SECRET = `id = "${AWS}"\n`;

await describeLive(gitleaks, ['git'], (tool) => {
  const folders: string[] = [];
  afterAll(() => {
    for (const folder of folders) rmSync(folder, { recursive: true, force: true });
  });
  const folderOf = (files: Record<string, string | Buffer>, commit = false) => {
    const root = makeFolder(files);
    folders.push(root);
    if (commit) commitAll(root);
    return root;
  };
  const scan = async (root: string): Promise<{ tree: Executed | undefined; history: Executed | undefined }> => {
    const executed = await executeWith(gitleaks as unknown as ScannerDefinition, root, tool.path);
    const of = (mode: string) => executed.find(({ run }) => run.input.mode === mode);
    return { tree: of('tree'), history: of('history') };
  };
  const places = (executed: Executed | undefined) =>
    executed?.findings.map(({ location }) => location?.path).sort((a = '', b = '') => (a < b ? -1 : 1));
  /** What the program finds when it is run without an adapter. */
  const alone = (root: string, command: string): string[] => {
    const report = path.join(folderOf({}), 'report.json');
    execFileSync(tool.path, [command, '.', '--exit-code=0', '--no-banner', `--report-path=${report}`], {
      cwd: root,
      stdio: 'ignore',
    });
    return (JSON.parse(readFileSync(report, 'utf8')) as { File: string }[]).map(({ File }) => File).sort();
  };

  it('finds its canary and everything else, in the files and in the history', async () => {
    const root = folderOf({ 'a.py': SECRET, 'old.py': SECRET }, true);
    rmSync(path.join(root, 'old.py'));
    git(root, 'commit', '--quiet', '--all', '--message', 'second');
    writeFileSync(path.join(root, 'new.py'), SECRET);
    const { tree, history } = await scan(root);
    expect(tree?.entry).toMatchObject({
      status: 'completed',
      canary: 'found',
      exitStatus: 3,
      considered: { files: 2 },
    });
    expect(places(tree)).toEqual(['a.py', 'new.py']);
    expect(tree?.findings.map(({ secret }) => secret)).toEqual([AWS, AWS]);
    expect(history?.entry).toMatchObject({ status: 'completed', canary: 'found' });
    expect(places(history)).toEqual(['a.py', 'old.py']);
    expect(git(root, 'status', '--porcelain')).toBe('?? new.py\n');
  }, 60_000);

  it('claims nothing that the program leaves out, and everything next to it', async () => {
    const out = [
      ...['package-lock.json', 'go.sum', 'poetry.lock', 'logo.png', 'a.pdf', 'vendor/bundle/a.rb', 'venv/lib/x.py'],
      ...['node_modules/a.js', 'x.gem', 'gradlew', 'swagger-ui.js', 'lib/python3.11/a.py', 'a-1.0.dist-info/RECORD'],
      ...['a.tar', 'a.br', 'b.zip', 'Database.refactorlog', 'vendor/k8s.io/a.go', 'mvnw.cmd', 'deno.lock'],
    ];
    const kept = [
      'Cargo.lock',
      'a.ico',
      'src/vendor/a.rb',
      'swagger.js',
      'my-package-lock.json',
      'a.tgz.txt',
      'x.rar.md',
    ];
    const root = folderOf(Object.fromEntries([...out, ...kept].map((name) => [name, SECRET])));
    expect(alone(root, 'dir')).toEqual(kept.filter((name) => name !== 'x.rar.md').sort());
    const { tree } = await scan(root);
    expect(tree?.entry).toMatchObject({ status: 'completed', notCovered: [] });
    expect(tree?.run.input.files).toEqual(kept.slice().sort());
    expect(places(tree)).toEqual(kept.slice().sort());
  }, 60_000);

  it('looks into what the program alone passes over: names like archives, UTF-16, Git attributes, links, merges', async () => {
    const root = folderOf({
      '.gitattributes': '*.env -diff\n',
      'prod.env': SECRET,
      'index.browser.js': SECRET,
      'long.log': Buffer.from(`\ufeff${'x = 1\n'.repeat(100_000)}${SECRET}`, 'utf16le'),
      'wide.txt': Buffer.from(`\ufeff\n${SECRET}`, 'utf16le'),
      'big.txt': Buffer.from(`\ufeff${SECRET}`, 'utf16le').swap16(),
    });
    symlinkSync('prod.env', path.join(root, 'link'));
    commitAll(root);
    git(root, 'checkout', '--quiet', '-b', 'side');
    writeFileSync(path.join(root, 'side'), 'x\n');
    git(root, 'add', '--all');
    git(root, 'commit', '--quiet', '--message', 'side');
    git(root, 'checkout', '--quiet', 'main');
    rmSync(path.join(root, 'link'));
    writeFileSync(path.join(root, 'link'), SECRET);
    git(root, 'commit', '--quiet', '--all', '--message', 'a file for a link');
    git(root, 'merge', '--quiet', '--no-commit', 'side');
    writeFileSync(path.join(root, 'evil'), SECRET);
    git(root, 'add', '--all');
    git(root, 'commit', '--quiet', '--message', 'merge');
    expect(alone(root, 'dir')).toEqual(['evil', 'link', 'prod.env']);
    expect(alone(root, 'git')).toEqual(['index.browser.js']);
    const { tree, history } = await scan(root);
    expect([tree?.entry.status, history?.entry.status]).toEqual(['completed', 'completed']);
    expect(places(tree)).toEqual(['big.txt', 'evil', 'index.browser.js', 'link', 'long.log', 'prod.env', 'wide.txt']);
    // UTF-16 is binary to Git.
    expect(places(history)).toEqual(['evil', 'index.browser.js', 'link', 'prod.env']);
    expect(tree?.findings.find(({ location }) => location?.path === 'wide.txt')?.location?.startLine).toBe(2);
  }, 60_000);

  it('reads neither what Git ignores nor a named pipe, a link or a broken one', async () => {
    const root = folderOf({ '.gitignore': '.env\n', '.env': SECRET, 'a.py': 'x = 1\n' }, true);
    execFileSync('mkfifo', [path.join(root, 'pipe')]);
    symlinkSync('.env', path.join(root, 'link'));
    symlinkSync('nowhere', path.join(root, 'broken'));
    const { tree } = await scan(root);
    expect(tree?.entry).toMatchObject({ status: 'completed', considered: { files: 2 }, findings: 0 });
  }, 60_000);

  it('does not take silence for proof when the target took its rules away', async () => {
    const root = folderOf({ 'a.py': SECRET, '.gitleaks.toml': '[allowlist]\npaths = ["^docs/"]\n' }, true);
    const { tree, history } = await scan(root);
    for (const run of [tree, history]) {
      expect(run?.entry).toMatchObject({ status: 'failed', canary: 'missed', exitStatus: 0, findings: 0 });
      expect(run?.entry.reason).toMatch(/did not find its canary/);
    }
  }, 60_000);

  it('is partial when the target turned off one of the rules that its canary proves', async () => {
    const toml = '[extend]\nuseDefault = true\ndisabledRules = ["github-pat"]\n';
    const { tree } = await scan(folderOf({ 'a.py': SECRET, '.gitleaks.toml': toml }));
    expect(tree?.entry).toMatchObject({ status: 'partial', notCovered: [{ what: 'GitHub tokens' }], findings: 1 });
  }, 60_000);

  it('obeys .gitleaksignore in both ways, also for a file that is shown under another name', async () => {
    const root = folderOf({ 'index.browser.js': SECRET, 'a.py': `\n${SECRET}` }, true);
    const commit = git(root, 'rev-parse', 'HEAD').trim();
    const entries = [`index.browser.js:aws-access-token:1`, `${commit}:a.py:aws-access-token:2`];
    writeFileSync(path.join(root, '.gitleaksignore'), `# known\n${entries.join('\n')}\n`);
    const { tree, history } = await scan(root);
    expect(places(tree)).toEqual(['a.py']);
    expect(places(history)).toEqual([]);
    expect([tree?.entry.status, history?.entry.status]).toEqual(['completed', 'completed']);
  }, 60_000);

  it('says which files of the plan cannot be read', async () => {
    const root = folderOf({ 'a.py': SECRET, 'b.py': SECRET });
    const scratch = folderOf({});
    const context = {
      target: root,
      input: { label: '.', mode: 'tree', files: ['a.py', 'b.py', 'gone.py'] },
      inventory: { root, files: [], hidden: [], notes: [] },
      ...{ output: '', scratch, view: '', offline: true, rules: '', cores: 1 },
    };
    rmSync(path.join(root, 'b.py'));
    symlinkSync('a.py', path.join(root, 'b.py'));
    expect(await gitleaks.prepare?.(context)).toEqual({
      files: [{ path: 'a.py', bytes: SECRET.length }],
      unreadable: [
        { path: 'b.py', why: 'unreadable: ELOOP' },
        { path: 'gone.py', why: 'unreadable: ENOENT' },
      ],
    });
  });

  it('sees a commit that no branch has, a further work tree, a submodule and a bare repository', async () => {
    const root = folderOf({ 'a.py': SECRET }, true);
    git(root, 'checkout', '--quiet', '--detach');
    rmSync(path.join(root, 'a.py'));
    // Git takes a file like another for that one renamed, and its lines for known.
    writeFileSync(path.join(root, 'lost.py'), `${'x = 1\n'.repeat(50)}${SECRET}`);
    git(root, 'add', '--all');
    git(root, 'commit', '--quiet', '--message', 'detached');
    expect(places((await scan(root)).history)).toEqual(['a.py', 'lost.py']);

    const [work, bare, parent] = [
      path.join(folderOf({}), 'work'),
      path.join(folderOf({}), 'bare'),
      folderOf({}, false),
    ];
    git(root, 'worktree', 'add', '--quiet', work, 'main');
    expect((await scan(work)).history?.entry).toMatchObject({ status: 'completed', findings: 2 });
    git(root, 'clone', '--quiet', '--bare', root, bare);
    expect((await scan(bare)).history?.entry).toMatchObject({ status: 'completed', findings: 2 });
    git(parent, 'init', '--quiet');
    git(parent, '-c', 'protocol.file.allow=always', 'submodule', '--quiet', 'add', root, 'sub');
    expect((await scan(path.join(parent, 'sub'))).history?.entry).toMatchObject({ status: 'completed', findings: 2 });
  }, 120_000);

  it('reads repositories of another hash and another owner, and heeds no configuration of theirs', async () => {
    const root = folderOf({ 'a.py': SECRET });
    git(root, 'init', '--quiet', '--object-format=sha256');
    git(root, 'add', '--all');
    git(root, 'commit', '--quiet', '--message', 'first');
    for (const [name, value] of [
      ['log.showRoot', 'false'],
      ['diff.noprefix', 'true'],
      ['color.ui', 'always'],
      ['format.pretty', 'oneline'],
      ['core.bigFileThreshold', '1'],
    ] as const) {
      git(root, 'config', name, value);
    }
    mkdirSync(path.join(root, '.git/info'), { recursive: true });
    writeFileSync(path.join(root, '.git/info/attributes'), '* -diff\n');
    if (process.getuid?.() === 0) execFileSync('chown', ['-R', '1234:1234', root]);
    expect(alone(root, 'git')).toEqual([]);
    const { history } = await scan(root);
    expect(history?.entry).toMatchObject({ status: 'completed', canary: 'found', findings: 1 });
  }, 60_000);

  it('is partial for a shallow clone', async () => {
    const root = folderOf({ 'a.py': SECRET }, true);
    writeFileSync(path.join(root, 'a.py'), 'x = 1\n');
    git(root, 'commit', '--quiet', '--all', '--message', 'second');
    const clone = path.join(folderOf({}), 'clone');
    git(root, 'clone', '--quiet', '--depth=1', `file://${root}`, clone);
    const { history } = await scan(clone);
    expect(history?.entry).toMatchObject({ status: 'partial', findings: 0, notCovered: [{ what: 'older history' }] });
  }, 60_000);

  it('fails when an object of the history is missing, although the program says "no leaks found"', async () => {
    const root = folderOf({ 'a.py': SECRET }, true);
    const blob = git(root, 'rev-parse', 'HEAD:a.py').trim();
    const object = path.join(root, '.git/objects', blob.slice(0, 2), blob.slice(2));
    renameSync(object, path.join(folderOf({}), 'taken'));
    expect(alone(root, 'git')).toEqual([]);
    const { history } = await scan(root);
    expect(history?.entry).toMatchObject({ status: 'failed', exitStatus: 0, findings: 0 });
    expect(history?.entry.reason).toBe(`git log: fatal: unable to read ${blob}`);
  }, 60_000);

  it('passes over binary files of the history, merges of three, and what was renamed from a name that it leaves out', async () => {
    const root = folderOf({ 'data.bin2': Buffer.from(`\0\0${SECRET}`), start: 'x\n', 'yarn.lock': SECRET }, true);
    git(root, 'mv', 'yarn.lock', 'renamed');
    git(root, 'commit', '--quiet', '--message', 'rename');
    for (const side of ['one', 'two']) {
      git(root, 'checkout', '--quiet', '-b', side, 'main');
      writeFileSync(path.join(root, side), 'x\n');
      git(root, 'add', '--all');
      git(root, 'commit', '--quiet', '--message', side);
    }
    git(root, 'checkout', '--quiet', 'main');
    git(root, 'commit', '--quiet', '--allow-empty', '--message', 'on main');
    git(root, 'merge', '--quiet', '--no-commit', 'one', 'two');
    writeFileSync(path.join(root, 'evil'), SECRET);
    git(root, 'add', '--all');
    git(root, 'commit', '--quiet', '--message', 'merge of three');
    const { tree, history } = await scan(root);
    expect(places(history)).toEqual([]);
    expect(places(tree)).toEqual(['data.bin2', 'evil', 'renamed']);
  }, 60_000);
});
