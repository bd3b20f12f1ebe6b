import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import tar from 'tar-stream';
import yauzl from 'yauzl';
import { InstallError } from './types.js';

/** More than any scanner has, less than fills a disk. */
const MAXIMUM_BYTES = 4 * 2 ** 30;
const MAXIMUM_FILES = 100_000;
/** Of the Unix mode that a zip has in the upper half of its attributes. @see inode(7) */
const FILE_TYPE = 0o170000;
const REGULAR = 0o100000;

/** Writes the entries of an archive below one folder, and nothing anywhere else. */
class Unpacking {
  readonly names: string[] = [];
  private bytes = 0;

  constructor(
    private readonly folder: string,
    private readonly cancel: AbortSignal | undefined,
  ) {}

  /** @throws InstallError when a name leads out of the folder, or is not one on every system */
  private place(name: string): string {
    const parts = name.split('/').filter((part) => part !== '' && part !== '.');
    if (name.startsWith('/') || parts.includes('..') || /[\\\0]|^[A-Za-z]:/.test(name)) {
      throw new InstallError(`the archive has a file outside of its folder: ${JSON.stringify(name)}`);
    }
    return path.join(this.folder, ...parts);
  }

  async directory(name: string): Promise<void> {
    await mkdir(this.place(name), { recursive: true });
  }

  async file(name: string, mode: number, content: AsyncIterable<unknown>): Promise<void> {
    const file = this.place(name);
    if (this.names.push(name.replace(/^\.\//, '')) > MAXIMUM_FILES) {
      throw new InstallError(`the archive has more than ${MAXIMUM_FILES} files`);
    }
    const meter = new Transform({
      transform: (chunk: Buffer, _, done) => {
        this.bytes += chunk.length;
        if (this.bytes > MAXIMUM_BYTES)
          done(new InstallError(`the archive unpacks to more than ${MAXIMUM_BYTES} bytes`));
        else done(null, chunk);
      },
    });
    await mkdir(path.dirname(file), { recursive: true });
    // `wx`: a name that is there twice is one too many. No other bits than those to run it: no setuid.
    const sink = createWriteStream(file, { flags: 'wx', mode: mode & 0o111 ? 0o755 : 0o644 });
    await pipeline(content, meter, sink, { signal: this.cancel });
  }

  /** Links could lead out of the folder by a second entry; no program needs one to be found. */
  refuse(name: string, type: string): never {
    throw new InstallError(`the archive has a ${type}, which is not unpacked: ${JSON.stringify(name)}`);
  }
}

async function unpackTar(file: string, into: Unpacking): Promise<void> {
  const extract = tar.extract();
  const fed = pipeline(createReadStream(file), createGunzip(), extract);
  // When a loop below ends early, it destroys `extract`, and its own error is the one to be told.
  fed.catch(() => undefined);
  for await (const entry of extract) {
    const { name, type, mode = 0 } = entry.header;
    if (type === 'file' || type === 'contiguous-file') await into.file(name, mode, entry);
    else if (type === 'directory') await into.directory(name);
    else into.refuse(name, type ?? 'file of no known type');
    entry.resume();
  }
  await fed;
}

async function unpackZip(file: string, into: Unpacking): Promise<void> {
  const archive = await yauzl.openPromise(file, { strictFileNames: true });
  try {
    for await (const entry of archive.eachEntry()) {
      const { fileName, externalFileAttributes } = entry;
      const mode = externalFileAttributes >>> 16;
      const type = mode & FILE_TYPE;
      if (fileName.endsWith('/')) await into.directory(fileName);
      else if (type !== 0 && type !== REGULAR) into.refuse(fileName, 'link or special file');
      else await into.file(fileName, mode, await archive.openReadStreamPromise(entry));
    }
  } finally {
    archive.close();
  }
}

/**
 * Unpacks an archive into an empty folder: regular files and folders; whatever else is in it, or would be written
 * elsewhere, ends it.
 * @returns the names of its files
 * @throws InstallError
 */
export async function unpack(
  file: string,
  kind: 'tar.gz' | 'zip',
  folder: string,
  cancel?: AbortSignal,
): Promise<string[]> {
  const into = new Unpacking(folder, cancel);
  await mkdir(folder, { recursive: true });
  try {
    await (kind === 'zip' ? unpackZip(file, into) : unpackTar(file, into));
  } catch (error) {
    if (error instanceof InstallError) throw error;
    if (cancel?.aborted) throw new InstallError('interrupted');
    throw new InstallError(`the archive cannot be unpacked: ${(error as Error).message}`);
  }
  return into.names;
}
