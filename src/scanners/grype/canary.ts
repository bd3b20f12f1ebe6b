import type { Canary, ScanInput } from '../../model/scanner.js';
import { IMAGE } from '../kit/anchore/files.js';
import { imageFiles } from '../kit/anchore/image-files.js';

interface Known {
  /** The CVE, or the advisory of GitHub, as the database has it. */
  ids: string[];
  package: string;
  vulnerable: string;
  fixed: string;
  file: string;
  content(name: string, version: string): string;
}

/** In place of a digest. */
const CHECKSUM = '0'.repeat(64);

/** For each ecosystem, a package with a vulnerability that has been known and fixed for years. */
const KNOWN: Record<string, Known> = {
  'crates.io': {
    ids: ['CVE-2021-25900', 'GHSA-43w2-9j62-hq99', 'RUSTSEC-2021-0003'],
    package: 'smallvec',
    vulnerable: '1.6.0',
    fixed: '1.13.2',
    file: 'Cargo.lock',
    content: (name, version) =>
      `version = 3\n\n[[package]]\nname = "${name}"\nversion = "${version}"\nsource = "registry+https://github.com/rust-lang/crates.io-index"\n`,
  },
  Go: {
    ids: ['CVE-2021-38561', 'GHSA-ppp9-7jff-5vj2', 'GO-2021-0113'],
    package: 'golang.org/x/text',
    vulnerable: 'v0.3.6',
    fixed: 'v0.14.0',
    file: 'go.mod',
    content: (name, version) => `module example.com/canary\n\ngo 1.21\n\nrequire ${name} ${version}\n`,
  },
  Hex: {
    ids: ['CVE-2022-42975', 'GHSA-p8f7-22gq-m7j9'],
    package: 'phoenix',
    vulnerable: '1.6.13',
    fixed: '1.7.14',
    file: 'mix.lock',
    content: (name, version) =>
      `%{\n  "${name}": {:hex, :${name}, "${version}", "${CHECKSUM}", [:mix], [], "hexpm", "${CHECKSUM}"},\n}\n`,
  },
  Maven: {
    ids: ['CVE-2021-44228', 'GHSA-jfh8-c2jp-5v3q'],
    package: 'org.apache.logging.log4j:log4j-core',
    vulnerable: '2.14.1',
    fixed: '2.24.1',
    file: 'gradle.lockfile',
    content: (name, version) => `${name}:${version}=runtimeClasspath\nempty=\n`,
  },
  npm: {
    ids: ['CVE-2021-23337', 'GHSA-35jh-r3h4-6jhm'],
    package: 'lodash',
    vulnerable: '4.17.20',
    fixed: '4.17.21',
    file: 'package-lock.json',
    // Needed for development alone: what it leaves out by itself.
    content: (name, version) =>
      JSON.stringify({
        name: 'canary',
        lockfileVersion: 3,
        packages: { [`node_modules/${name}`]: { version, dev: true } },
      }),
  },
  NuGet: {
    ids: ['CVE-2024-21907', 'GHSA-5crp-9r3c-p9vr'],
    package: 'Newtonsoft.Json',
    vulnerable: '12.0.3',
    fixed: '13.0.3',
    file: 'packages.lock.json',
    content: (name, resolved) =>
      JSON.stringify({ version: 1, dependencies: { 'net8.0': { [name]: { type: 'Direct', resolved } } } }),
  },
  Packagist: {
    ids: ['CVE-2022-24775', 'GHSA-q7rv-6hp3-vh96'],
    package: 'guzzlehttp/psr7',
    vulnerable: '1.8.2',
    fixed: '2.7.0',
    file: 'composer.lock',
    content: (name, version) => JSON.stringify({ packages: [{ name, version }], 'packages-dev': [] }),
  },
  Pub: {
    ids: ['CVE-2020-35669', 'GHSA-4rgh-jx4f-qfcq'],
    package: 'http',
    vulnerable: '0.13.0',
    fixed: '1.2.0',
    file: 'pubspec.lock',
    content: (name, version) =>
      `packages:\n  ${name}:\n    dependency: "direct main"\n    description:\n      name: ${name}\n      url: "https://pub.dev"\n    source: hosted\n    version: "${version}"\n`,
  },
  PyPI: {
    ids: ['CVE-2020-14343', 'GHSA-8q59-q68h-6hv4', 'PYSEC-2021-142'],
    package: 'PyYAML',
    vulnerable: '5.3.1',
    fixed: '6.0.2',
    file: 'requirements.txt',
    content: (name, version) => `${name}==${version}\n`,
  },
  RubyGems: {
    ids: ['CVE-2020-8184', 'GHSA-j6w9-fv6q-3q52'],
    package: 'rack',
    vulnerable: '2.2.2',
    fixed: '3.1.8',
    file: 'Gemfile.lock',
    content: (name, version) =>
      `GEM\n  remote: https://rubygems.org/\n  specs:\n    ${name} (${version})\n\nPLATFORMS\n  ruby\n\nDEPENDENCIES\n  ${name} (= ${version})\n`,
  },
};

function lockFiles(ecosystems: string[]): Canary {
  const known = ecosystems.flatMap((ecosystem) => {
    const entry = KNOWN[ecosystem];
    return entry ? [{ ecosystem, ...entry }] : [];
  });
  const files = (version: 'vulnerable' | 'fixed') =>
    Object.fromEntries(known.map((entry) => [entry.file, entry.content(entry.package, entry[version])]));
  return {
    files: files('vulnerable'),
    expects: known.map(({ ids, file, ecosystem }) => ({ ruleId: ids, path: file, proves: ecosystem })),
    counterExample: files('fixed'),
  };
}

const IMAGE_CANARY: Canary = {
  files: imageFiles('7.88.1-10+deb12u1', '5.3.1'),
  image: { config: {}, counterExample: {} },
  expects: [
    { ruleId: 'CVE-2023-38545', proves: 'packages of the distribution' },
    { ruleId: ['CVE-2020-14343', 'GHSA-8q59-q68h-6hv4'], proves: 'packages of programming languages' },
  ],
  counterExample: imageFiles('7.88.1-10+deb12u8', '6.0.2'),
};

/** One lock file for each ecosystem: a database without advisories of one leaves only that one unproven. */
export function canaryFor({ mode, ecosystems = Object.keys(KNOWN) }: ScanInput): Canary {
  return mode === IMAGE ? IMAGE_CANARY : lockFiles(ecosystems);
}
