import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startTicks } from './group.js';
import { Workspace } from './workspace.js';

let base: string;
beforeEach(async () => {
  base = await mkdtemp(path.join(os.tmpdir(), 'muster-workspace-'));
});
afterEach(() => rm(base, { recursive: true }));

describe('Workspace', () => {
  it('is readable by its user only, and gone when closed', async () => {
    const workspace = await Workspace.open(path.join(base, 'runs'));
    expect((await stat(workspace.folder)).mode & 0o077).toBe(0);
    expect(await workspace.newFolder('a b/../c')).toMatch(/1-a_b_\.\._c$/);
    await workspace.close();
    expect(await readdir(path.join(base, 'runs'))).toEqual([]);
  });

  it('leaves the folders of scans alone that are still going on', async () => {
    const first = await Workspace.open(base);
    const second = await Workspace.open(base);
    expect((await readdir(base)).length).toBe(2);
    await Promise.all([first.close(), second.close()]);
  });

  it('leaves a folder alone that its owner has just made', async () => {
    const young = path.join(base, `${process.pid}-young`);
    await mkdir(young);
    const workspace = await Workspace.open(base);
    expect(await readdir(base)).toContain(path.basename(young));
    await workspace.close();
  });

  it('ends the scanners and removes the folder of a scan that was killed', async () => {
    const scanner = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { detached: true, stdio: 'ignore' });
    const pid = scanner.pid as number;
    const dead = path.join(base, '999999999-dead');
    await mkdir(dead);
    await writeFile(path.join(dead, 'owner.json'), JSON.stringify({ pid: 999999999, started: '1' }));
    await writeFile(path.join(dead, `group-${pid}.json`), JSON.stringify({ pid, started: startTicks(pid) }));
    const ended = once(scanner, 'exit');
    const workspace = await Workspace.open(base);
    expect(await ended).toEqual([null, 'SIGKILL']);
    expect(await readdir(base)).toEqual([path.basename(workspace.folder)]);
    await workspace.close();
  });

  it('does not end a process that only has the number of a former scanner', async () => {
    const other = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { detached: true, stdio: 'ignore' });
    const dead = path.join(base, '999999999-dead');
    await mkdir(dead);
    await writeFile(path.join(dead, `group-${other.pid}.json`), JSON.stringify({ pid: other.pid, started: '1' }));
    await (await Workspace.open(base)).close();
    expect(other.exitCode).toBeNull();
    expect(other.kill('SIGKILL')).toBe(true);
  });
});
