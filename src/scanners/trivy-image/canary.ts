import type { Canary } from '../../model/scanner.js';

const system = {
  'etc/alpine-release': '3.18.0\n',
  'etc/os-release': 'ID=alpine\nNAME="Alpine Linux"\nVERSION_ID=3.18.0\n',
};

/** An entry of the list of installed packages. @see https://wiki.alpinelinux.org/wiki/Apk_spec */
const installed = (version: string) =>
  `P:libcrypto3\nV:${version}\nA:x86_64\nS:1\nI:1\nT:Crypto library from openssl\nL:Apache-2.0\no:openssl\n\n`;

const metadata = (version: string) => ({
  [`usr/lib/python3.11/site-packages/PyYAML-${version}.dist-info/METADATA`]: `Metadata-Version: 2.1\nName: PyYAML\nVersion: ${version}\n`,
});

const lodash = (version: string) => ({
  'app/node_modules/lodash/package.json': JSON.stringify({ name: 'lodash', version }),
});

/** A token of the right form that nobody ever had, put together here so that it stands in no file. */
const token = (length: number) => ['ghp', 'A1b2C3d4E5f6'.repeat(3).slice(0, length)].join('_');

/** An image with packages of a distribution and of two languages, a secret, and a configuration to object to. */
export function canary(): Canary {
  return {
    files: {
      ...system,
      ...metadata('5.3.1'),
      ...lodash('4.17.20'),
      'app/settings.txt': `token = "${token(36)}"\n`,
      'lib/apk/db/installed': installed('3.1.0-r0'),
    },
    image: { config: { User: 'root' }, counterExample: { User: '1000' } },
    expects: [],
    counterExample: {
      ...system,
      ...metadata('6.0.2'),
      ...lodash('4.17.21'),
      'app/settings.txt': `token = "${token(12)}"\n`,
      'lib/apk/db/installed': installed('3.9.9-r0'),
    },
  };
}

/** Of OpenSSL 3.1.0 in Alpine 3.18. @see https://secdb.alpinelinux.org/v3.18/main.json */
const OPENSSL = ['CVE-2023-2650', 'CVE-2023-1255', 'CVE-2023-3446', 'CVE-2023-5363'];

export const PACKAGES: Canary['expects'] = [
  { ruleId: OPENSSL, proves: 'Alpine' },
  { ruleId: ['CVE-2020-14343', 'GHSA-8q59-q68h-6hv4'], proves: 'PyPI' },
  { ruleId: ['CVE-2021-23337', 'GHSA-35jh-r3h4-6jhm'], proves: 'npm' },
];

export const CONTENTS: Canary['expects'] = [
  { ruleId: 'github-pat', path: 'app/settings.txt', proves: 'secrets' },
  { ruleId: 'DS-0002', proves: 'the configuration of the image' },
];
