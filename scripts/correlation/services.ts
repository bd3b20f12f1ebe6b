/** Services on 127.0.0.1 for the scanners that ask one, with what `corpus/advisories.yml` knows. */
import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { pythonName } from '../../src/model/python-name.js';
import type { Tool } from '../../src/tools/tool.js';
import { ADVISORIES, npmService } from '../../test/npm-service.js';
import { pypiService } from '../../test/pypi-service.js';
import { type Catalogue, readCatalogue } from './advisories.js';
import { npmAnswers, pypiAnswers, writeDatabases } from './databases.js';

/** What a run of scanners needs besides the files. */
export interface Surroundings {
  databases: Record<string, string>;
  /** Of the whole process, so that scanners are handed it as they are handed a user's. */
  environment: Record<string, string>;
  /** A program in the place of another. */
  instead(scanner: string, tool: Tool): Promise<Tool>;
  close(): Promise<void>;
}

/** What is asked for a version of, in requirements files; with the packages of the canaries. */
function pinned(texts: Iterable<string>): { name: string; version: string }[] {
  const canaries = ['PyYAML==5.3.1', 'PyYAML==6.0.2'];
  return [...canaries, ...texts].flatMap((text) =>
    [...text.matchAll(/^([\w.-]+)(?:\[[^\]]*\])?==([\w.]+)/gm)].map(([, name = '', version = '']) => ({
      name: pythonName(name),
      version,
    })),
  );
}

/** The service from which Safety wants keys before it does anything. It has none, and Safety goes on. */
async function keyService(): Promise<{ url: string; close(): void }> {
  const server = createServer((_, response) => {
    const { port } = server.address() as AddressInfo;
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify({ keys: [], jwks_uri: `http://127.0.0.1:${port}/keys` }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, close: () => server.close() };
}

async function start(catalogue: Catalogue, texts: Iterable<string>, folder: string): Promise<Surroundings> {
  await mkdir(folder, { recursive: true });
  const databases = await writeDatabases(catalogue, folder);
  const keys = await keyService();
  const pypi = await pypiService(folder, pypiAnswers(catalogue, pinned(texts)));
  const npm = await npmService('answers', 0, { ...ADVISORIES, ...npmAnswers(catalogue) });
  return {
    databases,
    environment: { ...pypi.environment, ...npm.environment },
    async instead(scanner, tool) {
      if (scanner !== 'safety') return tool;
      const program = path.join(folder, 'safety-program');
      await writeFile(program, `#!/bin/sh\nSAFETY_AUTH_SERVER_URL='${keys.url}' exec '${tool.path}' "$@"\n`);
      await chmod(program, 0o755);
      return { ...tool, path: program };
    },
    async close() {
      keys.close();
      await pypi.close();
      await npm.close();
    },
  };
}

/**
 * Starts services and writes databases.
 * @param catalogue the file; undefined where nothing is needed
 * @param texts of the files that are scanned
 * @param folder for databases and certificates
 */
export async function surroundings(
  catalogue: string | undefined,
  texts: Iterable<string>,
  folder: string,
): Promise<Surroundings | undefined> {
  return catalogue === undefined ? undefined : start(await readCatalogue(catalogue), texts, folder);
}
