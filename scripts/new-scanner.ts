/**
 * npm run new:scanner ID: starts an adapter from the running example in docs/example-scanner. What comes out runs and
 * passes its tests; it is made into another scanner step by step, as CONTRIBUTING.md says.
 */
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';

const EXAMPLE = 'docs/example-scanner/conflict-markers';
const [id] = process.argv.slice(2);
if (!id || !/^[a-z][a-z0-9-]*$/.test(id)) throw new Error('usage: npm run new:scanner ID (lower case, digits, dashes)');
const folder = path.join('src/scanners', id);
if (existsSync(folder)) throw new Error(`${folder} is there already`);
await mkdir(folder, { recursive: true });
const variable = id.replaceAll(/-(.)/g, (_, letter: string) => letter.toUpperCase());
for (const name of await readdir(EXAMPLE)) {
  const text = await readFile(path.join(EXAMPLE, name), 'utf8');
  const moved = text
    .replaceAll('../../../src/scanners/kit', '../kit')
    .replaceAll('../../../src/scanners/', '../')
    .replaceAll('../../../src/', '../../')
    .replaceAll('conflict-markers', id)
    .replaceAll('conflictMarkers', variable);
  await writeFile(path.join(folder, name), moved);
}
execFileSync(process.execPath, ['node_modules/@biomejs/biome/bin/biome', 'check', '--write', folder], {
  stdio: 'ignore',
});
console.log(
  `${folder} is ready: npx vitest run ${folder}\nNow make it yours, step by step (CONTRIBUTING.md, "Adding a scanner").`,
);
