/** What the tests of src/tools share: a store and a PATH of their own, programs to install with, and a small server. */
import { execFile } from 'node:child_process';
import { chmodSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import http from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import path from 'node:path';
import { promisify } from 'node:util';
import { it, vi } from 'vitest';
import type { InstallSource, ReleaseSource, ScannerDefinition } from '../src/model/scanner.js';
import { textDigest } from '../src/tools/digest.js';
import type { ToolEvent, ToolOptions } from '../src/tools/tool.js';
import { makeFolder } from './repository.js';
import { throwAway } from './stand-in.js';

const run = promisify(execFile);
const PATH = process.env['PATH'] ?? '';

export interface Bench {
  /** Absolute folder of everything below. */
  root: string;
  store: string;
  /** The only folder of PATH, when the test says so. */
  bin: string;
  target: string;
  /** All that was reported, in order. */
  events: ToolEvent[];
  options(more?: Partial<ToolOptions>): ToolOptions;
  /** A throw-away scanner with these sources. */
  scanner(install: InstallSource[], more?: Partial<ScannerDefinition<never>>): ScannerDefinition;
  /** Writes a file into the scanner's folder. */
  lock(name: string, text: string): void;
  /** Writes a program into `bin`. */
  program(name: string, script: string): string;
  /** Puts programs of the real PATH into `bin`. */
  provide(...names: string[]): void;
  remove(): void;
}

export function makeBench(): Bench {
  const root = makeFolder({ 'target/a.txt': 'good\n', 'scanners/throw-away/x': '' });
  const [store, bin, target] = [path.join(root, 'store'), path.join(root, 'bin'), path.join(root, 'target')] as const;
  mkdirSync(bin);
  const events: ToolEvent[] = [];
  const scannerFolder = (id: string) => path.join(root, 'scanners', id);
  const program = (name: string, script: string) => {
    const file = path.join(bin, name);
    writeFileSync(file, script);
    chmodSync(file, 0o755);
    return file;
  };
  return {
    root,
    store,
    bin,
    target,
    events,
    options: (more = {}) => ({
      mode: 'auto',
      install: true,
      offline: false,
      store,
      scannerFolder,
      avoid: [target],
      onProgress: (event) => events.push(event),
      ...more,
    }),
    scanner: (install, more = {}) => throwAway({ install, ...more }),
    lock(name, text) {
      const file = path.join(scannerFolder('throw-away'), name);
      mkdirSync(path.dirname(file), { recursive: true });
      writeFileSync(file, text);
    },
    program,
    provide(...names) {
      for (const name of names) {
        const file = name === 'node' ? process.execPath : name;
        program(name, `#!/bin/sh\nPATH='${PATH}'\nexport PATH\nexec ${file} "$@"\n`);
      }
    },
    // The module cache of Go is written without write bits; root does not mind, others do.
    remove: () => rmSync(root, { recursive: true, force: true, maxRetries: 3 }),
  };
}

/**
 * Why a command cannot do its work here; undefined when it can. Asked of the programs themselves, so that mirrors,
 * proxies and certificates count as they do when something is installed.
 */
async function whyNot(what: string, file: string, args: string[]): Promise<string | undefined> {
  return run(file, args, { timeout: 20_000 }).then(
    () => undefined,
    () => what,
  );
}

/** Small programs that the tests install. */
export const PYCODESTYLE = {
  source: { kind: 'pypi', package: 'pycodestyle', version: '2.14.0', command: 'pycodestyle' },
  sha256: 'dd6bf7cb4ee77f8e016f9c8e74a35ddd9f67e1d5fd4184d86c3b98e07099f42d',
  requirements: (sha256: string) => `# python >=3.9,<3.20\npycodestyle==2.14.0 \\\n    --hash=sha256:${sha256}\n`,
} as const;
export const GOCYCLO = {
  source: {
    kind: 'go',
    package: 'github.com/fzipp/gocyclo/cmd/gocyclo',
    version: 'v0.6.0',
    sum: 'h1:lsblElZG7d3ALtGMx9fmxeTKZaLLpU8mET09yN4BBLo=',
    command: 'gocyclo',
  },
} as const;
export const SEMVER = {
  source: { kind: 'npm', package: 'semver', version: '7.7.2', command: 'semver' },
  integrity: 'sha512-RF0Fw+rO5AMf9MAyaRXI4AV0Ulj5lMHqVxxdSgiVbixSCXoEmmX/jk0CuJw4+3SqroYO9VoUh+HcuJivvtJemA==',
} as const;

const CHECKS = {
  uv: () => whyNot('no uv', 'uv', ['--version']),
  venv: () => whyNot('no Python with venv', 'python3', ['-c', 'import venv, ensurepip']),
  PyPI: () => {
    const dest = makeFolder({});
    const how = ['--quiet', '--no-deps', '--retries=0', '--timeout=10', `--dest=${dest}`];
    const why = whyNot('pip cannot fetch pycodestyle', 'python3', [
      ...['-m', 'pip', 'download', ...how],
      'pycodestyle==2.14.0',
    ]);
    return why.finally(() => rmSync(dest, { recursive: true }));
  },
  go: () => whyNot('no Go', 'go', ['version']),
  'Go modules': () => whyNot('go cannot fetch gocyclo', 'go', ['list', '-m', 'github.com/fzipp/gocyclo@v0.6.0']),
  npm: () => whyNot('no npm', 'npm', ['--version']),
  'npm registry': () =>
    whyNot('npm cannot fetch semver', 'npm', ['view', 'semver@7.7.2', 'version', '--fetch-retries=0']),
};
type Need = keyof typeof CHECKS;
const checked = new Map<Need, Promise<string | undefined>>();

function check(need: Need): Promise<string | undefined> {
  const result = checked.get(need) ?? CHECKS[need]();
  checked.set(need, result);
  return result;
}

/**
 * A test that is skipped where what it needs is not to be had; its title then says what. Downloads and builds take
 * their time on a busy machine.
 */
export async function itWith(needs: Need[]): Promise<(title: string, test: () => Promise<void>) => void> {
  const missing = (await Promise.all(needs.map(check))).filter((why) => why !== undefined);
  return (title, test) =>
    missing.length === 0 ? it(title, test, 180_000) : it.skip(`${title} (skipped: ${missing.join(', ')} here)`, test);
}

export interface Server {
  /** `http://127.0.0.1:PORT` */
  address: string;
  /** Method and path of everything that came in. */
  requests: string[];
  close(): Promise<void>;
}

/** A server on 127.0.0.1. */
export async function serve(answer: http.RequestListener): Promise<Server> {
  const requests: string[] = [];
  const server = http.createServer((request, response) => {
    requests.push(`${request.method} ${request.url}`);
    answer(request, response);
  });
  const sockets = new Set<Socket>();
  server.on('connection', (socket) => sockets.add(socket));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    requests,
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** The quickest thing to install: one file from a server of the test's own. */
export const PROGRAM = '#!/bin/sh\necho 1.2.3\n';

export interface ReleaseBench {
  bench: Bench;
  server: Server;
  source: ReleaseSource;
}

/**
 * A bench with a release to install, and with no other program on PATH.
 * @param answer what the server sends: `PROGRAM` is what the source is pinned to, undefined sends nothing and hangs
 */
export async function startReleaseBench(answer: () => string | undefined): Promise<ReleaseBench> {
  const bench = makeBench();
  const server = await serve((_, response) => {
    const content = answer();
    if (content !== undefined) response.end(content);
  });
  const files = { [`${process.platform}-${process.arch}`]: { sha256: textDigest(PROGRAM) } };
  const url = `${server.address}/x`;
  const source: ReleaseSource = { kind: 'release', url, version: '1.2.3', files, command: 'throw-away' };
  for (const name of ['NO_PROXY', 'no_proxy']) vi.stubEnv(name, '127.0.0.1');
  vi.stubEnv('PATH', bench.bin);
  return { bench, server, source };
}

export async function stopReleaseBench({ bench, server }: Pick<ReleaseBench, 'bench' | 'server'>): Promise<void> {
  vi.unstubAllEnvs();
  await server.close();
  bench.remove();
}
