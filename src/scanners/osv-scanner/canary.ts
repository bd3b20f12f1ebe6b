import type { Canary } from '../../model/scanner.js';

interface Known {
  /** Its ids in the OSV database: the advisory may come from any of its sources. */
  ids: string[];
  package: string;
  vulnerable: string;
  fixed: string;
  file: string;
  content(name: string, version: string): string;
}

/** Of the length of a real one: what is shorter it takes for part of a commit's, and leaves the package out. */
const CHECKSUM = '0'.repeat(64);

/** For each ecosystem, a package with a vulnerability that has been known and fixed for years. */
const KNOWN: Record<string, Known> = {
  CRAN: {
    ids: ['RSEC-2023-6', 'CVE-2020-5238'],
    package: 'commonmark',
    vulnerable: '1.7',
    fixed: '1.9.1',
    file: 'renv.lock',
    content: (Package, Version) =>
      JSON.stringify({ Packages: { [Package]: { Package, Version, Source: 'Repository', Repository: 'CRAN' } } }),
  },
  'crates.io': {
    ids: ['RUSTSEC-2021-0003', 'GHSA-43w2-9j62-hq99', 'CVE-2021-25900'],
    package: 'smallvec',
    vulnerable: '1.6.0',
    fixed: '1.13.2',
    file: 'Cargo.lock',
    content: (name, version) => `version = 3\n\n[[package]]\nname = "${name}"\nversion = "${version}"\n`,
  },
  Go: {
    ids: ['GO-2021-0113', 'GHSA-ppp9-7jff-5vj2', 'CVE-2021-38561'],
    package: 'golang.org/x/text',
    vulnerable: 'v0.3.6',
    fixed: 'v0.14.0',
    file: 'go.mod',
    content: (name, version) => `module example.com/canary\n\ngo 1.21\n\nrequire ${name} ${version}\n`,
  },
  Hackage: {
    ids: ['HSEC-2023-0001', 'CVE-2022-3433'],
    package: 'aeson',
    vulnerable: '1.5.6.0',
    fixed: '2.2.1.0',
    file: 'cabal.project.freeze',
    content: (name, version) => `active-repositories: hackage:merge\nconstraints: any.${name} ==${version}\n`,
  },
  Hex: {
    ids: ['GHSA-p8f7-22gq-m7j9', 'CVE-2022-42975', 'EEF-CVE-2022-42975'],
    package: 'phoenix',
    vulnerable: '1.6.13',
    fixed: '1.7.14',
    file: 'mix.lock',
    content: (name, version) =>
      `%{\n  "${name}": {:hex, :${name}, "${version}", "${CHECKSUM}", [:mix], [], "hexpm", "${CHECKSUM}"},\n}\n`,
  },
  Maven: {
    ids: ['GHSA-jfh8-c2jp-5v3q', 'CVE-2021-44228'],
    package: 'org.apache.logging.log4j:log4j-core',
    vulnerable: '2.14.1',
    fixed: '2.24.1',
    file: 'gradle.lockfile',
    content: (name, version) => `${name}:${version}=runtimeClasspath\nempty=\n`,
  },
  npm: {
    ids: ['GHSA-35jh-r3h4-6jhm', 'CVE-2021-23337'],
    package: 'lodash',
    vulnerable: '4.17.20',
    fixed: '4.17.21',
    file: 'package-lock.json',
    content: (name, version) =>
      JSON.stringify({ name: 'canary', lockfileVersion: 3, packages: { [`node_modules/${name}`]: { version } } }),
  },
  NuGet: {
    ids: ['GHSA-5crp-9r3c-p9vr', 'CVE-2024-21907'],
    package: 'Newtonsoft.Json',
    vulnerable: '12.0.3',
    fixed: '13.0.3',
    file: 'packages.lock.json',
    content: (name, resolved) =>
      JSON.stringify({ version: 1, dependencies: { 'net8.0': { [name]: { type: 'Direct', resolved } } } }),
  },
  Packagist: {
    ids: ['GHSA-q7rv-6hp3-vh96', 'CVE-2022-24775'],
    package: 'guzzlehttp/psr7',
    vulnerable: '1.8.2',
    fixed: '2.7.0',
    file: 'composer.lock',
    content: (name, version) => JSON.stringify({ packages: [{ name, version }], 'packages-dev': [] }),
  },
  Pub: {
    ids: ['GHSA-4rgh-jx4f-qfcq', 'CVE-2020-35669'],
    package: 'http',
    vulnerable: '0.13.0',
    fixed: '1.2.0',
    file: 'pubspec.lock',
    content: (name, version) =>
      `packages:\n  ${name}:\n    dependency: "direct main"\n    description:\n      name: ${name}\n    source: hosted\n    version: "${version}"\n`,
  },
  PyPI: {
    ids: ['PYSEC-2021-142', 'GHSA-8q59-q68h-6hv4', 'CVE-2020-14343'],
    package: 'PyYAML',
    vulnerable: '5.3.1',
    fixed: '6.0.2',
    file: 'requirements.txt',
    content: (name, version) => `${name}==${version}\n`,
  },
  RubyGems: {
    ids: ['GHSA-j6w9-fv6q-3q52', 'CVE-2020-8184'],
    package: 'rack',
    vulnerable: '2.2.2',
    fixed: '3.1.8',
    file: 'Gemfile.lock',
    content: (name, version) =>
      `GEM\n  specs:\n    ${name} (${version})\n\nPLATFORMS\n  ruby\n\nDEPENDENCIES\n  ${name} (= ${version})\n`,
  },
};

/**
 * One lock file for each ecosystem: a database without advisories of one leaves only that one unproven.
 * @param ecosystems all when not given
 */
export function canaryFor(ecosystems: string[] = Object.keys(KNOWN)): Canary {
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
