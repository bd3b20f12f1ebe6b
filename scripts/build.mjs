/** Builds dist/: the compiled sources, and beside each adapter the lock file from which its program is installed. */
import { execFileSync } from 'node:child_process';
import { chmodSync, copyFileSync, existsSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';

process.chdir(path.resolve(import.meta.dirname, '..'));
rmSync('dist', { recursive: true, force: true });
execFileSync(process.execPath, ['node_modules/typescript/bin/tsc', '-p', 'tsconfig.build.json'], { stdio: 'inherit' });
for (const scanner of readdirSync('src/scanners')) {
  const lock = `src/scanners/${scanner}/requirements.txt`;
  if (existsSync(lock) && existsSync(`dist/scanners/${scanner}`))
    copyFileSync(lock, `dist/scanners/${scanner}/requirements.txt`);
}
chmodSync('dist/cli/main.js', 0o755);
