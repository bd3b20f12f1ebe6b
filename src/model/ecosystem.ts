/** OSV's names of ecosystems, by the type of a package URL. @see https://ossf.github.io/osv-schema/#defined-ecosystems */
const BY_PURL: Record<string, string> = {
  cargo: 'crates.io',
  cocoapods: 'CocoaPods',
  composer: 'Packagist',
  conan: 'ConanCenter',
  gem: 'RubyGems',
  golang: 'Go',
  hex: 'Hex',
  julia: 'Julia',
  maven: 'Maven',
  npm: 'npm',
  nuget: 'NuGet',
  pub: 'Pub',
  pypi: 'PyPI',
  swift: 'SwiftURL',
};

/** The same, by Trivy's name of the kind of file: its releases before 0.49 print no package URL. */
const BY_TYPE: Record<string, string> = {
  bundler: 'RubyGems',
  gemspec: 'RubyGems',
  cargo: 'crates.io',
  rustbinary: 'crates.io',
  composer: 'Packagist',
  'composer-vendor': 'Packagist',
  conan: 'ConanCenter',
  cocoapods: 'CocoaPods',
  gobinary: 'Go',
  gomod: 'Go',
  gomodule: 'Go',
  gradle: 'Maven',
  jar: 'Maven',
  pom: 'Maven',
  sbt: 'Maven',
  bun: 'npm',
  javascript: 'npm',
  'node-pkg': 'npm',
  npm: 'npm',
  pnpm: 'npm',
  yarn: 'npm',
  'dotnet-core': 'NuGet',
  nuget: 'NuGet',
  'packages-props': 'NuGet',
  hex: 'Hex',
  julia: 'Julia',
  pip: 'PyPI',
  pipenv: 'PyPI',
  poetry: 'PyPI',
  pylock: 'PyPI',
  'python-pkg': 'PyPI',
  uv: 'PyPI',
  pub: 'Pub',
  swift: 'SwiftURL',
};

/** How OSV writes a distribution and its release. A family that is not here keeps Trivy's name. */
const DISTRIBUTIONS: Record<string, (release: string) => string> = {
  alma: (release) => `AlmaLinux:${release.split('.')[0]}`,
  alpine: (release) => `Alpine:v${release.split('.').slice(0, 2).join('.')}`,
  chainguard: () => 'Chainguard',
  debian: (release) => `Debian:${release.split('.')[0]}`,
  rocky: (release) => `Rocky Linux:${release.split('.')[0]}`,
  ubuntu: (release) => `Ubuntu:${release}${/^\d*[02468]\.04$/.test(release) ? ':LTS' : ''}`,
  wolfi: () => 'Wolfi',
};

/**
 * OSV's name of the ecosystem of a package.
 * @param type Trivy's name of the kind of file, or of the distribution
 * @param release of the distribution
 */
export function ecosystemOf(purl: string | undefined, type: string, release: string): string {
  const scheme = /^pkg:([^/]+)\//.exec(purl ?? '')?.[1];
  return BY_PURL[scheme ?? ''] ?? BY_TYPE[type] ?? DISTRIBUTIONS[type]?.(release) ?? type;
}
