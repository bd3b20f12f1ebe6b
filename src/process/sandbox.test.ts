import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { makeFolder } from '../../test/repository.js';
import { type Confinement, findSandbox } from './sandbox.js';

const target = makeFolder({ 'a.txt': 'a' });
const workspace = makeFolder({});
const sandbox = await findSandbox(target, workspace);
afterAll(() => {
  for (const folder of [target, workspace]) rmSync(folder, { recursive: true });
});

describe.skipIf(!sandbox)(`a sandbox${sandbox ? '' : ' (skipped: this machine allows none)'}`, () => {
  const run = (script: string, more: Partial<Confinement> = {}) => {
    const launch = { file: '/bin/sh', args: ['-c', script] };
    const confinement = { readOnly: target, writable: workspace, cwd: target, network: true, ...more };
    const { file, args } = sandbox?.wrap(launch, confinement) ?? launch;
    return spawnSync(file, args, { encoding: 'utf8' });
  };

  it('lets a program read the target and not change it', () => {
    expect(run('cat a.txt')).toMatchObject({ status: 0, stdout: 'a' });
    expect(run('echo b > b.txt').stderr).toContain('Read-only file system');
    expect(run(`rm ${target}/a.txt`).status).not.toBe(0);
    expect(readdirSync(target)).toEqual(['a.txt']);
  });

  it('lets it write to the workspace, also where that lies in the target', () => {
    expect(run(`echo b > ${workspace}/b.txt`).status).toBe(0);
    const inside = path.join(target, 'cache');
    mkdirSync(inside);
    expect(run('echo b > cache/b.txt && ! echo c > c.txt', { writable: inside }).status).toBe(0);
    expect([existsSync(path.join(inside, 'b.txt')), existsSync(path.join(target, 'c.txt'))]).toEqual([true, false]);
    rmSync(inside, { recursive: true });
  });

  it('takes the network away where it has none', () => {
    const interfaces = () => execFileSync('ls', ['/sys/class/net'], { encoding: 'utf8' });
    expect(interfaces()).toContain('lo');
    const connect = 'exec 3<>/dev/tcp/127.0.0.1/9 2>&1';
    expect(
      run(`bash -c '${connect}'`, { network: false }).stdout + run(`bash -c '${connect}'`, { network: false }).stderr,
    ).toContain('unreachable');
  });

  it('hands on arguments as they are, and the exit status', () => {
    const launch = { file: '/bin/sh', args: ['-c', 'printf "%s|" "$@"; exit 7', 'sh', 'a b', '$(id)', '"'] };
    const { file, args } =
      sandbox?.wrap(launch, { readOnly: target, writable: workspace, cwd: target, network: true }) ?? launch;
    expect(spawnSync(file, args, { encoding: 'utf8' })).toMatchObject({ status: 7, stdout: 'a b|$(id)|"|' });
  });
});
