/**
 * Builds dist/: the compiled sources, beside each adapter the lock files from which its program is installed, the crosswalk
 * as one file of JSON, which is read a hundred times as fast as its YAML, and the parts of the HTML report.
 */
import { execFileSync } from 'node:child_process';
import { chmodSync, copyFileSync, existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { bundleHtmlReport } from './html-bundle.mjs';

process.chdir(path.resolve(import.meta.dirname, '..'));
rmSync('dist', { recursive: true, force: true });
execFileSync(process.execPath, ['node_modules/typescript/bin/tsc', '-p', 'tsconfig.build.json'], { stdio: 'inherit' });
for (const scanner of readdirSync('src/scanners')) {
  if (!existsSync(`dist/scanners/${scanner}`)) continue;
  for (const lock of ['requirements.txt', 'npm/package.json', 'npm/package-lock.json']) {
    const [from, to] = [`src/scanners/${scanner}/${lock}`, `dist/scanners/${scanner}/${lock}`];
    if (!existsSync(from)) continue;
    mkdirSync(path.dirname(to), { recursive: true });
    copyFileSync(from, to);
  }
}
const { readDomains } = await import('../dist/correlation/crosswalk/read-domains.js');
writeFileSync('dist/correlation/crosswalk/domains.json', JSON.stringify(readDomains()));
await bundleHtmlReport();
chmodSync('dist/cli/main.js', 0o755);
