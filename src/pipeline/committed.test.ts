import { existsSync, mkdirSync, renameSync, rmSync, symlinkSync, unlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { commitAll, git, makeFolder } from '../../test/repository.js';
import { committedState } from './committed.js';
import { discover } from './discover.js';

const made: string[] = [];
function repository(files: Record<string, string | Buffer>): string {
  const root = makeFolder(files);
  made.push(root);
  commitAll(root);
  return root;
}
afterEach(() => {
  for (const root of made.splice(0)) rmSync(root, { recursive: true, force: true });
});

async function stateOf(root: string, results = path.join(root, 'security-results')) {
  return committedState(await discover(root, { leaveOut: [results] }), results);
}
const uncommittedIn = async (root: string) => (await stateOf(root))?.uncommitted;

describe('committedState', () => {
  it('finds nothing where everything is as committed, whatever Git ignores and Muster has written', async () => {
    const root = repository({ 'a.txt': 'a', 'b/ü.txt': '', 'crlf.bin': 'a\r\nb', '.gitignore': '*.log\n' });
    writeFileSync(path.join(root, 'x.log'), 'x');
    mkdirSync(path.join(root, 'security-results'));
    writeFileSync(path.join(root, 'security-results/report.json'), '{}');
    expect(await stateOf(root)).toEqual({ tree: git(root, 'rev-parse', 'HEAD^{tree}').trim(), uncommitted: 0 });
  });

  it.each<[string, (root: string) => void]>([
    ['a file with another content of the same length', (root) => writeFileSync(path.join(root, 'a.txt'), 'b')],
    ['a file that is not added', (root) => writeFileSync(path.join(root, 'new.txt'), '')],
    [
      'a file that is added and not committed',
      (root) => {
        writeFileSync(path.join(root, 'new.txt'), '');
        git(root, 'add', 'new.txt');
      },
    ],
    ['a file that is gone', (root) => unlinkSync(path.join(root, 'a.txt'))],
    [
      'a link in place of a file',
      (root) => {
        renameSync(path.join(root, 'a.txt'), path.join(root, 'a.log'));
        symlinkSync('a.log', path.join(root, 'a.txt'));
      },
    ],
    [
      'a link to elsewhere',
      (root) => {
        unlinkSync(path.join(root, 'link'));
        symlinkSync('b.txt', path.join(root, 'link'));
      },
    ],
    [
      'a repository inside',
      (root) => {
        mkdirSync(path.join(root, 'inner'));
        git(path.join(root, 'inner'), 'init', '--quiet');
        git(path.join(root, 'inner'), 'commit', '--quiet', '--allow-empty', '-m', 'x');
      },
    ],
    [
      'a file that Git was told to take as unchanged',
      (root) => {
        git(root, 'update-index', '--assume-unchanged', 'a.txt');
        writeFileSync(path.join(root, 'a.txt'), 'another');
      },
    ],
    [
      'a file that a sparse checkout leaves out',
      (root) => {
        git(root, 'update-index', '--skip-worktree', 'a.txt');
        unlinkSync(path.join(root, 'a.txt'));
      },
    ],
  ])('counts %s', async (_name, change) => {
    const root = repository({ 'a.txt': 'a', '.gitignore': '*.log\n' });
    symlinkSync('a.txt', path.join(root, 'link'));
    git(root, 'add', 'link');
    git(root, 'commit', '--quiet', '-m', 'second');
    expect(await uncommittedIn(root)).toBe(0);
    change(root);
    expect(await uncommittedIn(root)).toBe(1);
  });

  it('counts what is committed in the results directory, which no scan looks at', async () => {
    const root = repository({ 'a.txt': 'a', 'security-results/setup.sh': 'x' });
    expect(await uncommittedIn(root)).toBe(1);
    expect((await stateOf(root, path.join(path.dirname(root), 'elsewhere')))?.uncommitted).toBe(0);
  });

  it('takes line ends that Git turned on its way out for the same text', async () => {
    const root = repository({ '.gitattributes': '*.bat text eol=crlf\n', 'run.bat': 'a\nb\n' });
    writeFileSync(path.join(root, 'run.bat'), 'a\r\nb\r\n');
    expect(await uncommittedIn(root)).toBe(0);
  });

  it('looks at the folder that is scanned alone', async () => {
    const root = repository({ 'a.txt': 'a', 'service/a.txt': 'a' });
    writeFileSync(path.join(root, 'a.txt'), 'b');
    expect(await stateOf(path.join(root, 'service'))).toEqual({
      tree: git(root, 'rev-parse', 'HEAD:service').trim(),
      uncommitted: 0,
    });
  });

  it('believes no replaced object', async () => {
    const root = repository({ 'a.txt': 'a' });
    const first = git(root, 'rev-parse', 'HEAD').trim();
    writeFileSync(path.join(root, 'a.txt'), 'evil');
    git(root, 'commit', '--quiet', '-a', '-m', 'second');
    const second = git(root, 'rev-parse', 'HEAD').trim();
    git(root, 'reset', '--quiet', '--soft', first);
    git(root, 'replace', first, second);
    expect(await uncommittedIn(root)).toBe(1);
  });

  it('runs no filter that the repository configures', async () => {
    const root = repository({ '.gitattributes': '*.txt filter=evil\n', 'a.txt': 'a' });
    git(root, 'config', 'filter.evil.clean', 'touch ran.log');
    writeFileSync(path.join(root, 'a.txt'), 'b');
    expect(await uncommittedIn(root)).toBe(1);
    expect(existsSync(path.join(root, 'ran.log'))).toBe(false);
  });

  it('cannot tell without a commit, or for a folder that is in none', async () => {
    const plain = makeFolder({ 'a.txt': 'a' });
    made.push(plain);
    expect(await stateOf(plain)).toBeUndefined();
    git(plain, 'init', '--quiet');
    expect(await stateOf(plain)).toBeUndefined();
    const root = repository({ 'a.txt': 'a' });
    mkdirSync(path.join(root, 'new'));
    expect(await stateOf(path.join(root, 'new'))).toBeUndefined();
  });
});
