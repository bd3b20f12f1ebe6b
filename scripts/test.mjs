/**
 * All checks and tests: `npm test`. Installs the scanners first, so that the live tests have something to run; what
 * cannot be installed here makes its live tests skip, with the reason. The last line counts: N passed, N failed, N skipped.
 */
import { spawnSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

process.chdir(path.resolve(import.meta.dirname, '..'));

function run(title, command, ...args) {
  console.log(`\n== ${title}`);
  const { status, error } = spawnSync(command, args, { stdio: 'inherit' });
  if (error) console.error(error.message);
  return status ?? 1;
}

const npm = (script, ...args) => ['npm', 'run', '--silent', script, ...(args.length > 0 ? ['--', ...args] : [])];
let failed = 0;
const checks = [
  ['types', 'types'],
  ['lint and format', 'lint'],
  ['layers', 'layers'],
  ['unused code and packages', 'unused'],
  ['schemas are those of the sources', 'schemas', '--check'],
  ['table of scanners is what the adapters say', 'readme', '--check'],
  ['pages of scanners are what the adapters say', 'docs', '--check'],
];
for (const [title, script, ...args] of checks) {
  if (run(title, ...npm(script, ...args)) !== 0) failed++;
}
const checked = { passed: checks.length - failed, failed };
if (run('build', ...npm('build')) !== 0) process.exit(1);
// Not a test: where a scanner cannot be had, its live tests say so.
run('install the scanners', process.execPath, 'dist/cli/main.js', 'tools', 'install');

const json = path.join(os.tmpdir(), `muster-tests-${process.pid}.json`);
const vitest = [
  'node_modules/vitest/vitest.mjs',
  'run',
  '--reporter=default',
  '--reporter=json',
  `--outputFile.json=${json}`,
];
const status = run('tests', process.execPath, ...vitest);
const counts = JSON.parse(readFileSync(json, 'utf8'));
rmSync(json);
const skipped = counts.numPendingTests + counts.numTodoTests;
const passed = counts.numPassedTests + checked.passed;
const broken = counts.numFailedTests + checked.failed;
console.log(`${passed} passed, ${broken} failed, ${skipped} skipped`);
process.exitCode = status !== 0 || broken > 0 || counts.numPassedTests === 0 ? 1 : 0;
