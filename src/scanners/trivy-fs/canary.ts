import type { Canary, ScanInput } from '../../model/scanner.js';
import { PACKAGES, POM, SECRETS } from './modes.js';

interface Known {
  /** Its ids: that of the CVE, and of GitHub's advisory, from which Trivy has it. */
  ids: string[];
  package: string;
  vulnerable: string;
  fixed: string;
  file: string;
  content(name: string, version: string): string;
}

/** For each ecosystem, a package with a vulnerability that has been known and fixed for years. */
const KNOWN: Record<string, Known> = {
  'crates.io': {
    ids: ['CVE-2021-25900', 'GHSA-43w2-9j62-hq99'],
    package: 'smallvec',
    vulnerable: '1.6.0',
    fixed: '1.13.2',
    file: 'Cargo.lock',
    content: (name, version) =>
      `version = 3\n\n[[package]]\nname = "${name}"\nversion = "${version}"\nsource = "registry+https://github.com/rust-lang/crates.io-index"\n`,
  },
  Go: {
    ids: ['CVE-2021-38561', 'GHSA-ppp9-7jff-5vj2'],
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
      `%{\n  "${name}": {:hex, :${name}, "${version}", "00", [:mix], [], "hexpm", "00"},\n}\n`,
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
    content: (name, version) =>
      JSON.stringify({ name: 'canary', lockfileVersion: 3, packages: { [`node_modules/${name}`]: { version } } }),
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
      `packages:\n  ${name}:\n    dependency: "direct main"\n    description:\n      name: ${name}\n    source: hosted\n    version: "${version}"\n`,
  },
  PyPI: {
    ids: ['CVE-2020-14343', 'GHSA-8q59-q68h-6hv4'],
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
      `GEM\n  specs:\n    ${name} (${version})\n\nPLATFORMS\n  ruby\n\nDEPENDENCIES\n  ${name} (= ${version})\n`,
  },
  SwiftURL: {
    ids: ['CVE-2022-24666', 'GHSA-ccw9-q5h2-8c2w'],
    package: 'https://github.com/apple/swift-nio-http2.git',
    vulnerable: '1.19.1',
    fixed: '1.34.0',
    file: 'Package.resolved',
    content: (location, version) =>
      JSON.stringify({
        pins: [
          { identity: 'swift-nio-http2', kind: 'remoteSourceControl', location, state: { revision: '00', version } },
        ],
        version: 2,
      }),
  },
};

const PACKAGE_FILES = (entries: Known[], version: 'vulnerable' | 'fixed') =>
  Object.fromEntries(entries.map((known) => [known.file, known.content(known.package, known[version])]));

/** One lock file for each ecosystem: a database without advisories of one leaves only that one unproven. */
function packagesCanary(ecosystems: string[]): Canary {
  const entries = ecosystems.flatMap((ecosystem) => {
    const known = KNOWN[ecosystem];
    return known ? [{ ecosystem, ...known }] : [];
  });
  return {
    files: PACKAGE_FILES(entries, 'vulnerable'),
    expects: entries.map(({ ids, file, ecosystem }) => ({ ruleId: ids, path: file, proves: ecosystem })),
    counterExample: PACKAGE_FILES(entries, 'fixed'),
  };
}

/** A `pom.xml` that says everything itself. */
function pomCanary(): Canary {
  const pom = (version: string) =>
    `<project>\n  <modelVersion>4.0.0</modelVersion>\n  <groupId>com.example</groupId>\n  <artifactId>canary</artifactId>\n  <version>1</version>\n  <dependencies>\n    <dependency>\n      <groupId>org.apache.logging.log4j</groupId>\n      <artifactId>log4j-core</artifactId>\n      <version>${version}</version>\n    </dependency>\n  </dependencies>\n</project>\n`;
  return {
    files: { 'pom.xml': pom('2.14.1') },
    expects: [{ ruleId: ['CVE-2021-44228', 'GHSA-jfh8-c2jp-5v3q'], path: 'pom.xml' }],
    counterExample: { 'pom.xml': pom('2.24.1') },
  };
}

/** A token of the right form that nobody ever had, put together here so that it stands in no file. */
function secretsCanary(): Canary {
  const token = (length: number) => `token = "${['ghp', 'A1b2C3d4E5f6'.repeat(3).slice(0, length)].join('_')}"\n`;
  return {
    files: { 'canary.txt': token(36) },
    expects: [{ ruleId: 'github-pat', path: 'canary.txt' }],
    counterExample: { 'canary.txt': token(12) },
  };
}

/** Of one way of running it, or, without a mode, the files for all of them: for a look at what the ways are. */
export function canaryFor({ mode, ecosystems }: Pick<ScanInput, 'mode' | 'ecosystems'>): Canary {
  if (mode === SECRETS) return secretsCanary();
  if (mode === PACKAGES) return packagesCanary(ecosystems ?? []);
  if (mode === POM) return pomCanary();
  const all = [secretsCanary(), packagesCanary(Object.keys(KNOWN)), pomCanary()];
  const joined = (parts: Record<string, string>[]) => Object.assign({}, ...parts) as Record<string, string>;
  return {
    files: joined(all.map(({ files }) => files)),
    expects: all.flatMap(({ expects }) => expects),
    counterExample: joined(all.map(({ counterExample }) => counterExample)),
  };
}
