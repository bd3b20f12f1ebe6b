import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { commitAll, git, makeFolder } from '../../test/repository.js';
import { changedSince, discover } from './discover.js';

const made: string[] = [];
function folder(files: Record<string, string | Buffer> = {}): string {
  const root = makeFolder(files);
  made.push(root);
  return root;
}
afterEach(() => {
  for (const root of made.splice(0)) rmSync(root, { recursive: true, force: true });
});

const paths = (inventory: { files: { path: string }[] }) => inventory.files.map(({ path: file }) => file);

describe('discover', () => {
  it('knows files by name and by content', async () => {
    const root = folder({
      'api/Dockerfile': 'FROM x\n',
      'worker.dockerfile': 'FROM x\n',
      'src/dockerfile.ts': 'export {}\n',
      'compose.prod.yaml': 'services: {}\n',
      'k8s/app.yaml': 'apiVersion: v1\nkind: Pod\n',
      'cfn.json': '{"AWSTemplateFormatVersion": "2010-09-09"}',
      '.github/workflows/ci.yml': 'on: push\n',
      'requirements-dev.txt': 'a==1\n',
      'web/package-lock.json': '{}',
      'go.mod': 'module x\n',
      'bin/tool': '#!/usr/bin/env python3\n',
      'bin/run': '#!/bin/sh\n',
      'bin/program': Buffer.from([0x7f, 0x45, 0, 1]),
      'notes.yaml': 'kind: of\n',
    });
    const inventory = await discover(root);
    const kinds = Object.fromEntries(
      inventory.files.map((file) => [file.path, file.kinds.concat((file.ecosystem as never) ?? [])]),
    );
    expect(kinds).toEqual({
      '.github/workflows/ci.yml': ['github-workflow'],
      'api/Dockerfile': ['dockerfile'],
      'bin/program': ['binary'],
      'bin/run': ['shell'],
      'bin/tool': ['python'],
      'cfn.json': ['cloudformation'],
      'compose.prod.yaml': ['compose'],
      'go.mod': ['lockfile', 'Go'],
      'k8s/app.yaml': ['kubernetes'],
      'notes.yaml': [],
      'requirements-dev.txt': ['lockfile', 'PyPI'],
      'web/package-lock.json': ['lockfile', 'npm'],
      'worker.dockerfile': ['dockerfile'],
      'src/dockerfile.ts': ['typescript'],
    });
  });

  it.each([true, false])('honours .gitignore and names what it hides (git: %s)', async (isGit) => {
    const root = folder({
      '.gitignore': 'node_modules/\n*.log\n',
      'a.py': '',
      'x.log': '',
      'sub/.gitignore': '!keep.log\n/only-here\n',
      'sub/keep.log': '',
      'sub/only-here': '',
      'sub/deep/only-here': '',
      'node_modules/p/index.js': '',
    });
    if (isGit) git(root, 'init');
    const inventory = await discover(root);
    expect(paths(inventory)).toEqual(['.gitignore', 'a.py', 'sub/.gitignore', 'sub/deep/only-here', 'sub/keep.log']);
    expect(inventory.hidden.map(({ path: file, kind }) => [file, kind])).toEqual([
      ['node_modules/', 'ignored'],
      ['sub/only-here', 'ignored'],
      ['x.log', 'ignored'],
    ]);
    expect(inventory.git === undefined).toBe(!isGit);
  });

  it('lists a tracked file although an ignore rule matches it', async () => {
    const root = folder({ 'secret.env': 'A=1' });
    commitAll(root);
    writeFileSync(path.join(root, '.gitignore'), '*.env\n');
    expect(paths(await discover(root))).toEqual(['.gitignore', 'secret.env']);
  });

  it('knows commit, missing commit, and the place of a subfolder', async () => {
    const root = folder({ 'sub/a.py': '' });
    git(root, 'init');
    expect((await discover(root)).git).toEqual({ top: root, prefix: '', shallow: false });
    commitAll(root);
    expect((await discover(path.join(root, 'sub'))).git).toEqual({
      top: root,
      prefix: 'sub',
      shallow: false,
      commit: git(root, 'rev-parse', 'HEAD').trim(),
    });
    expect(paths(await discover(path.join(root, 'sub')))).toEqual(['a.py']);
  });

  it.each([true, false])(
    'keeps names with spaces, quotes, newlines and bytes that are not UTF-8 (git: %s)',
    async (isGit) => {
      const root = folder({ 'a b.py': '', 'new\nline.py': '', '"quoted".py': '', '-dash.py': '', 'ümlaut.py': '' });
      writeFileSync(Buffer.concat([Buffer.from(`${root}/bad-`), Buffer.from([0xff, 0xfe]), Buffer.from('.py')]), '');
      if (isGit) git(root, 'init');
      const inventory = await discover(root);
      expect(paths(inventory)).toEqual([
        '"quoted".py',
        '-dash.py',
        'a b.py',
        'bad-\\xff\\xfe.py',
        'new\nline.py',
        'ümlaut.py',
      ]);
      expect(inventory.files.filter((file) => file.nameIsNotUtf8).map((file) => file.path)).toEqual([
        'bad-\\xff\\xfe.py',
      ]);
    },
  );

  it('follows no link and names links, pipes and repositories within', async () => {
    const root = folder({ 'a.py': '' });
    symlinkSync('/etc', path.join(root, 'link'));
    symlinkSync('nowhere', path.join(root, 'broken'));
    execFileSync('mkfifo', [path.join(root, 'pipe')]);
    git(root, 'init');
    mkdirSync(path.join(root, 'inner'));
    writeFileSync(path.join(root, 'inner/b.py'), '');
    commitAll(path.join(root, 'inner'));
    const inventory = await discover(root);
    expect(paths(inventory)).toEqual(['a.py']);
    const hidden = Object.fromEntries(inventory.hidden.map(({ path: file, kind }) => [file, kind]));
    // Git itself does not list a pipe.
    expect(hidden).toEqual({ broken: 'link', 'inner/': 'repository', link: 'link' });
  });

  it('leaves out its own results, and what the configuration excludes, with the reason', async () => {
    const root = folder({ 'a.py': '', 'security-results/report.json': '{}', 'vendor/b.py': '' });
    const inventory = await discover(root, {
      leaveOut: [path.join(root, 'security-results')],
      exclude: [{ path: 'vendor/', reason: 'not ours' }],
    });
    expect(paths(inventory)).toEqual(['a.py']);
    expect(inventory.hidden).toEqual([
      { path: 'vendor/b.py', kind: 'excluded', why: 'muster.yml excludes vendor/: not ours' },
    ]);
  });

  it('names a file that is in the index and no longer in the work tree', async () => {
    const root = folder({ 'a.py': '', 'b.py': '' });
    commitAll(root);
    rmSync(path.join(root, 'b.py'));
    expect((await discover(root)).hidden).toMatchObject([{ path: 'b.py', kind: 'deleted' }]);
  });

  it('runs no program that the repository names in its git configuration', async () => {
    const root = folder({ 'a.py': '' });
    git(root, 'init');
    git(root, 'config', 'core.fsmonitor', `touch ${root}/owned; false`);
    expect(paths(await discover(root))).toEqual(['a.py']);
  });

  it('is empty for an empty folder', async () => {
    expect(await discover(folder())).toMatchObject({ files: [], hidden: [], notes: [] });
  });
});

describe('changedSince', () => {
  it('names files that came, went or changed, and nothing else', async () => {
    const root = folder({ 'same.py': 'a', 'longer.py': 'a', 'replaced.py': 'a', 'gone.py': 'a' });
    const before = await discover(root);
    expect(changedSince(before, await discover(root))).toEqual([]);
    writeFileSync(path.join(root, 'longer.py'), 'aa');
    rmSync(path.join(root, 'replaced.py'));
    writeFileSync(path.join(root, 'replaced.py'), 'b');
    rmSync(path.join(root, 'gone.py'));
    writeFileSync(path.join(root, 'new.py'), '');
    expect(changedSince(before, await discover(root))).toEqual(['gone.py', 'longer.py', 'new.py', 'replaced.py']);
  });
});
