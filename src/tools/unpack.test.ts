import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { buffer } from 'node:stream/consumers';
import { gzipSync } from 'node:zlib';
import { strToU8, type Zippable, zipSync } from 'fflate';
import tar, { type Header } from 'tar-stream';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { makeFolder } from '../../test/repository.js';
import { unpack } from './unpack.js';

let root: string;
let into: string;
beforeEach(() => {
  root = makeFolder({});
  into = path.join(root, 'deep', 'into');
});
afterEach(() => rmSync(root, { recursive: true }));

type Entry = Partial<Header> & { name: string; content?: string };

async function tarball(...entries: Entry[]): Promise<string> {
  const pack = tar.pack();
  for (const { content = '', ...header } of entries) pack.entry(header, content);
  pack.finalize();
  const file = path.join(root, 'x.tar.gz');
  writeFileSync(file, gzipSync(await buffer(pack)));
  return file;
}

/** A zip as Unix makes it: with modes. */
function zip(...entries: Entry[]): string {
  const tree: Zippable = {};
  for (const { name, content = '', mode = 0o644, type } of entries) {
    const kind = type === 'symlink' ? 0o120000 : 0o100000;
    tree[name] = [strToU8(content), { os: 3, attrs: ((kind | mode) << 16) >>> 0 }];
  }
  const file = path.join(root, 'x.zip');
  writeFileSync(file, zipSync(tree));
  return file;
}

const MAKE = {
  'tar.gz': tarball,
  zip: async (...entries: Entry[]) => zip(...entries),
};
const KINDS = ['tar.gz', 'zip'] as const;

/** Everything below the folder of the test but the archive itself: nothing may appear beside `into`. */
const files = () =>
  readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() || entry.isSymbolicLink())
    .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)))
    .filter((name) => !/^x\./.test(name))
    .sort();

describe.each(KINDS)('unpack, of a .%s', (kind) => {
  it('writes the files in their folders, runnable where the archive says so, with no other rights', async () => {
    const archive = await MAKE[kind](
      { name: 'tool-1.0/bin/scan', content: '#!/bin/sh\n', mode: 0o4755 },
      { name: 'tool-1.0/README', content: 'read me', mode: 0o666 },
    );
    expect(await unpack(archive, kind, into)).toEqual(['tool-1.0/bin/scan', 'tool-1.0/README']);
    expect(files()).toEqual(['deep/into/tool-1.0/README', 'deep/into/tool-1.0/bin/scan']);
    expect(readFileSync(path.join(into, 'tool-1.0/README'), 'utf8')).toBe('read me');
    const modes = ['bin/scan', 'README'].map((name) => statSync(path.join(into, 'tool-1.0', name)).mode & 0o7777);
    expect(modes.map((mode) => (mode & 0o7000) + (mode & 0o100))).toEqual([0o100, 0]);
  });

  it.each(['../evil', 'a/../../evil', '../../evil', '/tmp/muster-evil', 'a\\..\\..\\evil', 'C:/evil', '..'])(
    'writes nothing for a name that leads out of the folder: %s',
    async (name) => {
      const archive = await MAKE[kind]({ name: 'good', content: 'x' }, { name, content: 'evil' });
      await expect(unpack(archive, kind, into)).rejects.toThrow(
        /^the archive (?:has a file outside|cannot be unpacked)/,
      );
      expect(files().filter((file) => file !== 'deep/into/good')).toEqual([]);
      expect(existsSync('/tmp/muster-evil')).toBe(false);
    },
  );

  it('unpacks no link, through which a second entry would leave the folder', async () => {
    mkdirSync(path.join(root, 'outside'));
    const archive = await MAKE[kind](
      { name: 'way', type: 'symlink', linkname: path.join(root, 'outside'), content: '', mode: 0o777 },
      { name: 'way/evil', content: 'evil' },
    );
    await expect(unpack(archive, kind, into)).rejects.toThrow(/^the archive has a (?:symlink|link or special file)/);
    expect(files()).toEqual([]);
  });

  it('says of what is no archive that it is none', async () => {
    const file = path.join(root, `x.${kind}`);
    writeFileSync(file, '<html>Sign in</html>');
    await expect(unpack(file, kind, into)).rejects.toThrow(/^the archive cannot be unpacked: /);
  });

  it('says so when an archive is cut short', async () => {
    const archive = await MAKE[kind]({ name: 'a', content: 'x'.repeat(100_000) }, { name: 'b', content: 'y' });
    const content = readFileSync(archive);
    writeFileSync(archive, content.subarray(0, content.length - 40));
    await expect(unpack(archive, kind, into)).rejects.toThrow(/^the archive cannot be unpacked: /);
  });

  it('is cancelled', async () => {
    const archive = await MAKE[kind]({ name: 'a', content: 'x'.repeat(1000) });
    await expect(unpack(archive, kind, into, AbortSignal.abort())).rejects.toThrow('interrupted');
  });
});

describe('unpack', () => {
  it.each([
    ['link', 'good'],
    ['character-device', undefined],
    ['fifo', undefined],
  ] as const)('refuses what only tar has: a %s', async (type, linkname) => {
    const archive = await tarball(
      { name: 'good', content: 'x' },
      { name: 'odd', type, ...(linkname ? { linkname } : {}) },
    );
    await expect(unpack(archive, 'tar.gz', into)).rejects.toThrow(
      `the archive has a ${type}, which is not unpacked: "odd"`,
    );
    expect(files()).toEqual(['deep/into/good']);
  });

  it('refuses a name that is there twice', async () => {
    const archive = await tarball({ name: 'a', content: 'first' }, { name: './a', content: 'second' });
    await expect(unpack(archive, 'tar.gz', into)).rejects.toThrow(/^the archive cannot be unpacked: EEXIST/);
    expect(readFileSync(path.join(into, 'a'), 'utf8')).toBe('first');
  });

  it('unpacks folders that are entries of their own, and names with ./ in front', async () => {
    const archive = await tarball(
      { name: './', type: 'directory' },
      { name: './bin/', type: 'directory' },
      {
        name: './bin/scan',
        content: 'x',
      },
    );
    expect(await unpack(archive, 'tar.gz', into)).toEqual(['bin/scan']);
    expect(files()).toEqual(['deep/into/bin/scan']);
  });

  it('unpacks long names, which tar keeps in an entry before the file', async () => {
    const name = `${'folder/'.repeat(30)}${'n'.repeat(120)}`;
    expect(await unpack(await tarball({ name, content: 'x' }), 'tar.gz', into)).toEqual([name]);
    expect(readFileSync(path.join(into, name), 'utf8')).toBe('x');
  });
});
