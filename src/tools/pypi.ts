import { readFile } from 'node:fs/promises';
import { pythonName } from '../model/python-name.js';
import type { PypiSource } from '../model/scanner.js';
import type { Installer } from './installer.js';
import { inEnvironment, type Place } from './place.js';
import { InstallError } from './types.js';

/** Tried in this order; what is on PATH under the first name may be too old, or too new for the packages. */
const PYTHONS = ['python3', 'python', 'python3.14', 'python3.13', 'python3.12', 'python3.11', 'python3.10'];
const ASK_PYTHON = "import sys; print('%d.%d' % sys.version_info[:2], flush=True); import venv, ensurepip";

/** The Python releases that a `requirements.txt` is made for: from the first to before the second. */
export interface PythonRange {
  from: string;
  below: string;
}

/** Reads `# python >=3.10,<3.15`, which `npm run lock` writes into each `requirements.txt`. */
export function pythonRange(requirements: string): PythonRange {
  const [, from, below] = /^# python >=(\d+\.\d+),<(\d+\.\d+)$/m.exec(requirements) ?? [];
  if (from === undefined || below === undefined) {
    throw new InstallError(
      'its requirements.txt does not say for which Python it is; make it again with `npm run lock`',
    );
  }
  return { from, below };
}

/** Whether a `requirements.txt` is of the version that an adapter asks for, and not of the one before. */
function pins(requirements: string, source: PypiSource): boolean {
  return requirements.split('\n').some((line) => {
    const [, name, version] = /^([\w.-]+)(?:\[[^\]]*\])?==([^\s;\\]+)/.exec(line) ?? [];
    return name !== undefined && pythonName(name) === pythonName(source.package) && version === source.version;
  });
}

/** Whether a release `3.N` is in the range. */
function suits(version: string, { from, below }: PythonRange): boolean {
  const minor = (release: string) => Number(release.split('.')[1]);
  return version.startsWith('3.') && minor(version) >= minor(from) && minor(version) < minor(below);
}

async function findPython(installer: Installer, range: PythonRange): Promise<string> {
  const seen: string[] = [];
  const found = await Promise.all(
    PYTHONS.map(async (name) => (await installer.findAll(name)).map((file) => ({ name, file }))),
  );
  for (const { name, file } of found.flat()) {
    const { exitStatus, stdout } = await installer.try(file, ['-I', '-c', ASK_PYTHON]);
    const version = stdout.trim();
    if (!/^\d+\.\d+$/.test(version)) continue;
    if (!suits(version, range)) seen.push(`${name} is ${version}`);
    else if (exitStatus === 0) return file;
    else seen.push(`${name} ${version} lacks venv or ensurepip (Debian, Ubuntu: apt install python3-venv)`);
  }
  const wanted = `needs uv, or Python ${range.from} or newer below ${range.below} with venv`;
  throw new InstallError(`${wanted}; ${seen.length > 0 ? [...new Set(seen)].join(', ') : 'none is installed'}`);
}

/** A uv that works: the shim of a version manager can be there without one. */
async function findUv(installer: Installer): Promise<string | undefined> {
  for (const uv of await installer.findAll('uv')) {
    if ((await installer.try(uv, ['--version'])).exitStatus === 0) return uv;
  }
  return undefined;
}

/**
 * Installs a package with its whole closure into a virtual environment of its own. Every file has to have a digest that
 * `requirements.txt` lists, and no code of a package runs while it is installed: only built files (wheels) are taken.
 */
export async function installFromPypi(place: Place, source: PypiSource, installer: Installer): Promise<void> {
  const { folder, lock } = place;
  const requirements = await readFile(lock, 'utf8');
  const range = pythonRange(requirements);
  if (!pins(requirements, source)) {
    throw new InstallError(
      `its requirements.txt does not pin ${source.package} to ${source.version}; make it again with \`npm run lock\``,
    );
  }
  const python = inEnvironment(folder, 'python');
  const uv = await findUv(installer);
  if (uv !== undefined) {
    await installer.run(uv, ['venv', '--no-project', '--python', `>=${range.from},<${range.below}`, folder]);
    // Copies: uv's hard links would let a change to the installed file into uv's cache, and so into the next installation.
    const how = ['--require-hashes', '--no-build', '--compile-bytecode', '--link-mode', 'copy'];
    await installer.run(uv, ['pip', 'sync', '--python', python, ...how, lock], { UV_NO_PROGRESS: '1' });
    return;
  }
  await installer.run(await findPython(installer, range), ['-I', '-m', 'venv', folder]);
  // pip compiles to bytecode by itself. PIP_USER: `user = true` in a pip.conf would be refused in an environment.
  const how = ['--require-hashes', '--no-deps', '--only-binary', ':all:', '--no-input', '--progress-bar', 'off'];
  await installer.run(python, ['-m', 'pip', 'install', ...how, '--requirement', lock], {
    PIP_USER: '0',
    PIP_DISABLE_PIP_VERSION_CHECK: '1',
  });
}
