/** npm run example: Muster's first scan, with every scanner that can be had, of the example. Exit status as `muster scan`. */
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { DATABASE, PLACE, prepare, TARGET } from './prepare.mjs';

prepare();
const main = path.resolve(import.meta.dirname, '../dist/cli/main.js');
const args = ['scan', path.relative(process.cwd(), TARGET), '--profile', 'advanced'];
const results = path.join(path.relative(process.cwd(), PLACE), 'security-results');
console.error(`$ muster ${args.join(' ')} --output ${results}`);
const { status } = spawnSync(process.execPath, [main, ...args, '--output', results, ...process.argv.slice(2)], {
  stdio: 'inherit',
  // The advisories of the example, so that it finds the same with and without a connection.
  env: { MUSTER_OSV_SCANNER_DATABASE: DATABASE, ...process.env },
});
process.exitCode = status ?? 1;
