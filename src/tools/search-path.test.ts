import { chmodSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { makeFolder } from '../../test/repository.js';
import { findOnPath, isWithin, searchPath } from './search-path.js';

let root: string;
let target: string;
let safe: string;
beforeEach(() => {
  root = makeFolder({ 'target/bin/scan': '#!/bin/sh\n', 'safe/scan': '#!/bin/sh\n', 'other/scan': '#!/bin/sh\n' });
  target = path.join(root, 'target');
  safe = path.join(root, 'safe');
  for (const folder of ['target/bin', 'safe', 'other']) chmodSync(path.join(root, folder, 'scan'), 0o755);
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(root, { recursive: true });
});

const joined = (...folders: string[]) => folders.join(path.delimiter);

describe('searchPath', () => {
  it('leaves out the target, what is in it and relative entries, which are in it when Muster is started there', async () => {
    const from = joined('bin', '.', '', target, path.join(target, 'bin'), safe, './node_modules/.bin', '../target/bin');
    expect(await searchPath([target], from)).toEqual([safe]);
  });

  it('leaves out a link into the target, and an entry that is there by a link to a folder above it', async () => {
    symlinkSync(path.join(target, 'bin'), path.join(root, 'link'));
    symlinkSync(root, path.join(root, 'around'));
    const from = joined(path.join(root, 'link'), path.join(root, 'around/target/bin'), path.join(root, 'around/safe'));
    expect(await searchPath([target], from)).toEqual([path.join(root, 'around/safe')]);
  });

  it('leaves out what is in the target as the kernel goes there, though not as it is written', async () => {
    // /root/link/../bin is /root/target/bin when the link leads to /root/target/deep, and /root/bin by its letters.
    mkdirSync(path.join(target, 'deep'));
    symlinkSync(path.join(target, 'deep'), path.join(root, 'link'));
    expect(await searchPath([target], `${root}/link/../bin`)).toEqual([]);
  });

  it('follows a link to the target itself', async () => {
    symlinkSync(target, path.join(root, 'alias'));
    expect(await searchPath([path.join(root, 'alias')], joined(path.join(target, 'bin'), safe))).toEqual([safe]);
  });

  it('takes no folder for one in the target whose name only begins like it', async () => {
    mkdirSync(`${target}-tools`);
    mkdirSync(path.join(root, '..target'));
    const from = joined(`${target}-tools`, path.join(root, '..target'));
    expect(await searchPath([target], from)).toEqual(from.split(path.delimiter));
  });

  it('keeps the order, each folder once', async () => {
    const other = path.join(root, 'other');
    expect(await searchPath([], joined(other, safe, other))).toEqual([other, safe]);
  });
});

describe('findOnPath', () => {
  it('finds all programs of a name, first come first', async () => {
    vi.stubEnv('PATH', joined(path.join(root, 'other'), path.join(target, 'bin'), safe));
    expect(await findOnPath('scan', [target])).toEqual([path.join(root, 'other/scan'), path.join(safe, 'scan')]);
  });

  it('finds no program outside of the target that is a link into it', async () => {
    rmSync(path.join(safe, 'scan'));
    symlinkSync(path.join(target, 'bin/scan'), path.join(safe, 'scan'));
    vi.stubEnv('PATH', safe);
    expect(await findOnPath('scan', [target])).toEqual([]);
    expect(await findOnPath('scan', [])).toEqual([path.join(safe, 'scan')]);
  });

  it('passes over folders and files that may not be run', async () => {
    mkdirSync(path.join(root, 'folder/scan'), { recursive: true });
    mkdirSync(path.join(root, 'data'));
    writeFileSync(path.join(root, 'data/scan'), 'text');
    vi.stubEnv('PATH', joined(path.join(root, 'absent'), path.join(root, 'folder'), path.join(root, 'data'), safe));
    expect(await findOnPath('scan', [])).toEqual([path.join(safe, 'scan')]);
  });
});

describe('isWithin', () => {
  it('tells of a path that is not there yet, by the folder in which it would be', async () => {
    symlinkSync(target, path.join(root, 'alias'));
    expect(await isWithin(path.join(root, 'alias/new/deep'), [target])).toBe(true);
    expect(await isWithin(path.join(safe, 'new/deep'), [target])).toBe(false);
    expect(await isWithin(target, [target])).toBe(true);
    expect(await isWithin(root, [target])).toBe(false);
  });
});
