import type { Canary, ScanInput } from '../../model/scanner.js';
import { IMAGE } from '../kit/anchore/files.js';
import { imageFiles } from '../kit/anchore/image-files.js';

interface Known {
  file: string;
  content(version: string): string;
  version: string;
  other: string;
  purl(version: string): string;
}

/** In place of a digest. */
const CHECKSUM = '0'.repeat(64);

/** For each ecosystem, a lock file with one package. */
const KNOWN: Record<string, Known> = {
  ConanCenter: {
    file: 'conan.lock',
    // Needed for the build alone: what it leaves out by itself.
    content: (version) => JSON.stringify({ version: '0.5', requires: [], build_requires: [`zlib/${version}`] }),
    version: '1.2.13',
    other: '1.3.1',
    purl: (version) => `pkg:conan/zlib@${version}`,
  },
  'crates.io': {
    file: 'Cargo.lock',
    content: (version) =>
      `version = 3\n\n[[package]]\nname = "smallvec"\nversion = "${version}"\nsource = "registry+https://github.com/rust-lang/crates.io-index"\n`,
    version: '1.6.0',
    other: '1.13.2',
    purl: (version) => `pkg:cargo/smallvec@${version}`,
  },
  Go: {
    file: 'go.mod',
    content: (version) => `module example.com/canary\n\ngo 1.21\n\nrequire golang.org/x/text ${version}\n`,
    version: 'v0.3.6',
    other: 'v0.14.0',
    purl: (version) => `pkg:golang/golang.org/x/text@${version}`,
  },
  Hackage: {
    file: 'stack.yaml.lock',
    content: (version) =>
      `packages:\n- completed:\n    hackage: text-${version}@sha256:${CHECKSUM},1\n  original:\n    hackage: text-${version}\nsnapshots: []\n`,
    version: '2.0.2',
    other: '2.1.1',
    purl: (version) => `pkg:hackage/text@${version}`,
  },
  Hex: {
    file: 'mix.lock',
    content: (version) =>
      `%{\n  "phoenix": {:hex, :phoenix, "${version}", "${CHECKSUM}", [:mix], [], "hexpm", "${CHECKSUM}"},\n}\n`,
    version: '1.6.13',
    other: '1.7.14',
    purl: (version) => `pkg:hex/phoenix@${version}`,
  },
  Maven: {
    file: 'gradle.lockfile',
    content: (version) => `org.apache.logging.log4j:log4j-core:${version}=runtimeClasspath\nempty=\n`,
    version: '2.14.1',
    other: '2.24.1',
    purl: (version) => `pkg:maven/org.apache.logging.log4j/log4j-core@${version}`,
  },
  npm: {
    file: 'package-lock.json',
    // Needed for development alone: what it leaves out by itself.
    content: (version) =>
      JSON.stringify({
        name: 'canary',
        lockfileVersion: 3,
        packages: { 'node_modules/lodash': { version, dev: true } },
      }),
    version: '4.17.20',
    other: '4.17.21',
    purl: (version) => `pkg:npm/lodash@${version}`,
  },
  NuGet: {
    file: 'packages.lock.json',
    content: (resolved) =>
      JSON.stringify({ version: 1, dependencies: { 'net8.0': { 'Newtonsoft.Json': { type: 'Direct', resolved } } } }),
    version: '12.0.3',
    other: '13.0.3',
    purl: (version) => `pkg:nuget/Newtonsoft.Json@${version}`,
  },
  Packagist: {
    file: 'composer.lock',
    content: (version) => JSON.stringify({ packages: [{ name: 'guzzlehttp/psr7', version }], 'packages-dev': [] }),
    version: '1.8.2',
    other: '2.7.0',
    purl: (version) => `pkg:composer/guzzlehttp/psr7@${version}`,
  },
  Pub: {
    file: 'pubspec.lock',
    content: (version) =>
      `packages:\n  http:\n    dependency: "direct main"\n    description:\n      name: http\n      url: "https://pub.dev"\n    source: hosted\n    version: "${version}"\n`,
    version: '0.13.0',
    other: '1.2.0',
    purl: (version) => `pkg:pub/http@${version}?hosted_url=pub.dev`,
  },
  PyPI: {
    file: 'requirements.txt',
    content: (version) => `PyYAML==${version}\n`,
    version: '5.3.1',
    other: '6.0.2',
    purl: (version) => `pkg:pypi/pyyaml@${version}`,
  },
  RubyGems: {
    file: 'Gemfile.lock',
    content: (version) =>
      `GEM\n  remote: https://rubygems.org/\n  specs:\n    rack (${version})\n\nPLATFORMS\n  ruby\n\nDEPENDENCIES\n  rack (= ${version})\n`,
    version: '2.2.2',
    other: '3.1.8',
    purl: (version) => `pkg:gem/rack@${version}`,
  },
};

function lockFiles(ecosystems: string[]): Canary {
  const known = ecosystems.flatMap((ecosystem) => {
    const entry = KNOWN[ecosystem];
    return entry ? [{ ecosystem, ...entry }] : [];
  });
  return {
    files: Object.fromEntries(known.map(({ file, content, version }) => [file, content(version)])),
    expects: known.map(({ purl, version, ecosystem }) => ({ component: purl(version), proves: ecosystem })),
    counterExample: Object.fromEntries(known.map(({ file, content, other }) => [file, content(other)])),
  };
}

const IMAGE_CANARY: Canary = {
  files: imageFiles('7.88.1', '5.3.1'),
  image: { config: {}, counterExample: {} },
  expects: [
    { component: 'pkg:deb/debian/curl@7.88.1?arch=amd64&distro=debian-12', proves: 'packages of the distribution' },
    { component: 'pkg:pypi/pyyaml@5.3.1', proves: 'packages of programming languages' },
  ],
  counterExample: imageFiles('7.88.2', '6.0.2'),
};

/** One lock file for each ecosystem: a release that does not read one leaves only that one unproven. */
export function canaryFor({ mode, ecosystems }: ScanInput): Canary {
  if (mode === IMAGE) return IMAGE_CANARY;
  return lockFiles(ecosystems === undefined || ecosystems.length === 0 ? Object.keys(KNOWN) : ecosystems);
}
