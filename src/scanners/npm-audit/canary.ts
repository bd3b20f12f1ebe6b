import type { Canary, ScanInput } from '../../model/scanner.js';

/** Where it can be told, for development only, so that it proves that such packages are not left out. */
const FILES: Record<string, { file: string; write: (version: string) => Record<string, string> }> = {
  npm: {
    file: 'package-lock.json',
    write: (version) => {
      const root = { name: 'canary', version: '1.0.0', devDependencies: { minimist: version } };
      const packages = { '': root, 'node_modules/minimist': { version, dev: true } };
      const lock = { name: 'canary', version: '1.0.0', lockfileVersion: 3, requires: true, packages };
      return { 'package.json': JSON.stringify(root), 'package-lock.json': JSON.stringify(lock) };
    },
  },
  yarn: {
    file: 'yarn.lock',
    write: (version) => ({ 'yarn.lock': `# yarn lockfile v1\n\n\nminimist@${version}:\n  version "${version}"\n` }),
  },
  pnpm: {
    file: 'pnpm-lock.yaml',
    write: (version) => ({
      'pnpm-lock.yaml': [
        "lockfileVersion: '6.0'",
        `devDependencies:\n  minimist:\n    specifier: ${version}\n    version: ${version}`,
        `packages:\n  /minimist@${version}:\n    resolution: {integrity: sha512-x}\n    dev: true\n`,
      ].join('\n\n'),
    }),
  },
};

export function canaryFor({ mode = 'npm' }: ScanInput): Canary {
  const { file, write } = FILES[mode] ?? (FILES['npm'] as (typeof FILES)[string]);
  return {
    files: write('1.2.0'),
    expects: [{ ruleId: ['GHSA-xvch-5gv4-984h', 'CVE-2021-44906'], path: file }],
    counterExample: write('1.2.8'),
  };
}
