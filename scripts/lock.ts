/**
 * Pins everything that Muster installs.
 *
 *   npm run lock [-- ID…] [--upgrade] [--check]
 *
 * PyPI: writes src/scanners/ID/requirements.txt, the whole closure of the adapter's PACKAGE==VERSION with the digest of
 * every file, for all platforms. What is in the file already stays at its version unless --upgrade; dependencies younger
 * than a week are not taken, since malicious releases are mostly found within days.
 * npm: writes src/scanners/ID/npm/package.json and package-lock.json, the same for PACKAGE@VERSION of the npm registry,
 * without the address of a registry. Where the package itself is younger than a week, so may what it depends on be: npm
 * knows one date for all; then it says so.
 * Go: builds the adapter's PACKAGE@VERSION and compares its checksum with the adapter's `sum`.
 * Release: fetches the file of every platform and compares its digest with the adapter's `sha256`.
 * All need the connection that an installation needs; PyPI needs uv. --check writes nothing.
 */
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { parseArgs, promisify } from 'node:util';
import type { GoSource, NpmSource, PypiSource, ReleaseSource } from '../src/model/scanner.js';
import { loadScanners, scannerFolder } from '../src/scanners/registry.js';
import { parseBuildInfo } from '../src/tools/build-info.js';
import { download } from '../src/tools/download.js';
import { checkNpmLock } from '../src/tools/npm.js';
import { assetOf } from '../src/tools/release-asset.js';

const run = promisify(execFile);
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { upgrade: { type: 'boolean', default: false }, check: { type: 'boolean', default: false } },
});

const PYTHONS = ['3.10', '3.11', '3.12', '3.13', '3.14', '3.15'];
/** The first has to work; of the others it is said what does not. */
const PLATFORMS = [
  'x86_64-manylinux_2_36',
  'aarch64-manylinux_2_36',
  'x86_64-manylinux_2_28',
  'x86_64-unknown-linux-musl',
  'aarch64-apple-darwin',
  'x86_64-apple-darwin',
  'x86_64-pc-windows-msvc',
] as const;
const COOL_DOWN_DAYS = 7;
const COOL_DOWN = `${COOL_DOWN_DAYS} days`;
const env = { ...process.env, UV_PYTHON_DOWNLOADS: 'never', NO_COLOR: '1' };

/** Asks uv for the closure, from the oldest Python that the package supports on. */
async function compile(source: PypiSource, file: string, folder: string): Promise<string> {
  const wanted = path.join(folder, 'wanted.in');
  const output = path.join(folder, 'compiled.txt');
  await writeFile(wanted, `${source.package}==${source.version}\n`);
  if (!values.upgrade) await writeFile(output, await readFile(file, 'utf8').catch(() => ''));
  let problem: unknown;
  for (const python of PYTHONS) {
    const how = [
      '--universal',
      '--generate-hashes',
      '--no-header',
      '--no-build',
      '--no-emit-index-url',
      '--no-annotate',
    ];
    const age = [
      '--exclude-newer',
      COOL_DOWN,
      '--exclude-newer-package',
      `${source.package}=${new Date().toISOString()}`,
    ];
    try {
      await run('uv', ['pip', 'compile', '--quiet', ...how, ...age, '--python-version', python, wanted, '-o', output], {
        env,
      });
      return await readFile(output, 'utf8');
    } catch (error) {
      problem ??= error;
    }
  }
  throw problem;
}

/** The Python releases for which every package has a built file on a platform. */
async function installable(requirements: string, platform: string, folder: string): Promise<string[]> {
  const works = await Promise.all(
    PYTHONS.map((python) => {
      const where = [
        '--target',
        path.join(folder, 'target'),
        '--python-version',
        python,
        '--python-platform',
        platform,
      ];
      const how = ['--quiet', '--dry-run', '--require-hashes', '--no-build'];
      return run('uv', ['pip', 'sync', ...how, ...where, requirements], { env }).then(
        () => true,
        () => false,
      );
    }),
  );
  return PYTHONS.filter((_, index) => works[index]);
}

async function lockPypi(id: string, source: PypiSource, folder: string): Promise<boolean> {
  const file = path.join(scannerFolder(id), 'requirements.txt');
  const closure = await compile(source, file, folder);
  if (/:\/\/|--(?:extra-)?index-url|--find-links/.test(closure)) throw new Error(`${id}: the closure names an index`);
  const draft = path.join(folder, 'draft.txt');
  await writeFile(draft, closure);
  const pythons = await installable(draft, PLATFORMS[0], folder);
  const [from, last] = [pythons[0], pythons.at(-1)];
  if (from === undefined || last === undefined) throw new Error(`${id}: no Python has built files of all packages`);
  const range = `>=${from},<3.${Number(last.split('.')[1]) + 1}`;
  const lock = [
    `# ${source.package} ${source.version} and all that it needs, with the digest of every file.`,
    '# Made by `npm run lock`; not to be edited.',
    `# python ${range}`,
    closure,
  ].join('\n');
  const before = await readFile(file, 'utf8').catch(() => '');
  console.log(
    `${id}: ${source.package} ${source.version}, Python ${range}, ${before === lock ? 'as it was' : 'changed'}`,
  );
  for (const platform of PLATFORMS.slice(1)) {
    const there = await installable(draft, platform, folder);
    const missing = pythons.filter((python) => !there.includes(python));
    if (missing.length > 0) console.log(`  cannot be installed on ${platform} with Python ${missing.join(', ')}`);
  }
  if (before === lock) return true;
  if (!values.check) await writeFile(file, lock);
  return !values.check;
}

async function checkGo(id: string, source: GoSource, folder: string): Promise<boolean> {
  const goEnv = { ...process.env, GOBIN: folder, GOTOOLCHAIN: source.toolchain ?? 'auto', CGO_ENABLED: '0' };
  await run('go', ['install', '-trimpath', `${source.package}@${source.version}`], { env: goEnv, maxBuffer: 64 << 20 });
  const { stdout } = await run('go', ['version', '-m', path.join(folder, source.command)]);
  const sum = parseBuildInfo(stdout)?.sum;
  const holds = sum === source.sum;
  console.log(
    `${id}: ${source.package} ${source.version} ${holds ? 'has the pinned checksum' : `has ${sum}, not ${source.sum}`}`,
  );
  return holds;
}

/** Asks npm for the closure; of what the lock file in the folder has already, it keeps the versions. */
async function npmClosure(folder: string, ...more: string[]): Promise<void> {
  const how = ['--package-lock-only', '--lockfile-version=3', '--omit-lockfile-registry-resolved', '--ignore-scripts'];
  const quiet = ['--no-audit', '--no-fund', '--no-update-notifier', '--no-workspaces'];
  await run('npm', ['install', '--prefix', folder, ...how, ...quiet, ...more], { cwd: folder, env });
}

async function lockNpm(id: string, source: NpmSource, folder: string): Promise<boolean> {
  const home = path.join(scannerFolder(id), 'npm');
  const [manifest, lock] = [path.join(folder, 'package.json'), path.join(folder, 'package-lock.json')] as const;
  const before = await readFile(path.join(home, 'package-lock.json'), 'utf8').catch(() => '');
  // With a name: npm would take that of the folder, which is another one each time.
  const wanted = { name: `muster-${id}`, private: true, dependencies: { [source.package]: source.version } };
  const text = `${JSON.stringify(wanted, null, 2)}\n`;
  await writeFile(manifest, text);
  if (before !== '' && !values.upgrade) await writeFile(lock, before);
  const date = new Date(Date.now() - COOL_DOWN_DAYS * 24 * 3600_000).toISOString();
  await npmClosure(folder, `--before=${date}`).catch(async (error: { stderr?: string }) => {
    if (!error.stderr?.includes('ETARGET')) throw error;
    console.log(`  ${source.package} ${source.version} is younger than ${COOL_DOWN}, so its packages may be too`);
    await npmClosure(folder);
  });
  const after = await readFile(lock, 'utf8');
  checkNpmLock(after, source);
  const same = after === before && text === (await readFile(path.join(home, 'package.json'), 'utf8').catch(() => ''));
  console.log(`${id}: ${source.package} ${source.version}, ${same ? 'as it was' : 'changed'}`);
  if (same || values.check) return same;
  await mkdir(home, { recursive: true });
  await writeFile(path.join(home, 'package.json'), text);
  await writeFile(path.join(home, 'package-lock.json'), after);
  return true;
}

async function checkRelease(id: string, source: ReleaseSource, folder: string): Promise<boolean> {
  const held = await Promise.all(
    Object.keys(source.files).map(async (platform) => {
      const { url, sha256 } = assetOf(source, platform);
      const problem = await download({ url, sha256, file: path.join(folder, platform) }).then(
        () => undefined,
        (error: Error) => error.message,
      );
      console.log(`${id}: ${source.version} for ${platform} ${problem ?? 'has the pinned digest'}`);
      return problem === undefined;
    }),
  );
  return held.every(Boolean);
}

let good = true;
for (const scanner of await loadScanners()) {
  if (positionals.length > 0 && !positionals.includes(scanner.id)) continue;
  for (const source of scanner.install) {
    const folder = await mkdtemp(path.join(os.tmpdir(), 'muster-lock-'));
    try {
      if (source.kind === 'pypi') good = (await lockPypi(scanner.id, source, folder)) && good;
      if (source.kind === 'npm') good = (await lockNpm(scanner.id, source, folder)) && good;
      if (source.kind === 'release') good = (await checkRelease(scanner.id, source, folder)) && good;
      if (source.kind === 'go') good = (await checkGo(scanner.id, source, folder)) && good;
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }
}
process.exitCode = good ? 0 : 1;
