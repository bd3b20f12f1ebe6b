/**
 * Makes what the first scan looks at, below .example/: a git repository of vulnerable-app with a made-up key in its
 * history, and a database of the advisories in examples/advisories. Needs no network, gives the same each time.
 */
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { zipSync } from 'fflate';

const EXAMPLES = import.meta.dirname;
export const PLACE = path.resolve(EXAMPLES, '../.example');
export const TARGET = path.join(PLACE, 'vulnerable-app');
export const DATABASE = path.join(PLACE, 'databases/osv');

/** Looks like a key and opens nothing. In pieces, so that no scanner takes this file for a leak. */
const KEY = ['AKIA', 'Z5QXM3WPR7', 'DVKT2H'].join('');
const SECRET = ['w7Kq', 'ZpL2xVd9', 'NfTrB4yHsJ0mCgEu', '8aQoWi61XbRt'].join('');

function git(...args) {
  const who = ['-c', 'user.name=Example', '-c', 'user.email=example@localhost', '-c', 'commit.gpgsign=false'];
  const day = '2026-01-01T00:00:00Z';
  const env = { PATH: process.env.PATH, HOME: PLACE, GIT_CONFIG_NOSYSTEM: '1' };
  execFileSync('git', [...who, ...args], {
    cwd: TARGET,
    stdio: 'ignore',
    env: { ...env, GIT_AUTHOR_DATE: day, GIT_COMMITTER_DATE: day },
  });
}

/** The layout in which OSV-Scanner looks for a local database. */
export function makeDatabase(folder, advisories = path.join(EXAMPLES, 'advisories')) {
  for (const ecosystem of readdirSync(advisories)) {
    const records = readdirSync(path.join(advisories, ecosystem)).sort();
    const files = records.map((name) => [name, readFileSync(path.join(advisories, ecosystem, name))]);
    const to = path.join(folder, 'osv-scalibr', ecosystem);
    mkdirSync(to, { recursive: true });
    writeFileSync(path.join(to, 'all.zip'), zipSync(Object.fromEntries(files), { mtime: '2026-11-24T00:00:00' }));
  }
}

export function prepare() {
  rmSync(PLACE, { recursive: true, force: true });
  cpSync(path.join(EXAMPLES, 'vulnerable-app'), TARGET, { recursive: true });
  git('init', '--quiet', '--initial-branch=main');
  writeFileSync(path.join(TARGET, 'deploy/credentials.ini'), `[shop]\naws_access_key_id = ${KEY}\n`);
  writeFileSync(path.join(TARGET, 'api/settings.py'), `AWS_SECRET_ACCESS_KEY = "${SECRET}"\n`);
  git('add', '--all');
  git('commit', '--quiet', '--message', 'Open the shop');
  // Out of the files, but not out of the history.
  rmSync(path.join(TARGET, 'deploy/credentials.ini'));
  git('add', '--all');
  git('commit', '--quiet', '--message', 'Remove the key');
  makeDatabase(DATABASE);
}

if (process.argv[1] === import.meta.filename) prepare();
