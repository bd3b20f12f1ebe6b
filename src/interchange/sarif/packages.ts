import { ecosystemOf } from '../../model/ecosystem.js';
import type { Package } from '../../model/finding.js';
import { advisoryIn } from '../advisories.js';
import { packageOfPurl, withPurl } from '../purl.js';
import { isObject, type Json, listAt, objectAt, textAt, textsAt } from '../values.js';
import type { RuleFacts } from './rules.js';

/** What a result about a package says of it and of its hole. */
export interface PackageFacts {
  package: Package;
  aliases: string[];
  fixed: string[];
}

interface Said {
  name: string;
  version: string;
  /** The tool's own word for the kind of package, and the release of the distribution. */
  type?: string;
  release?: string;
  aliases?: string[];
  fixed?: string[];
}

/** Words for kinds of packages, beside those of package URLs and of Trivy. */
const TYPES: Record<string, string> = {
  python: 'pip',
  gem: 'bundler',
  'go-module': 'gomod',
  'java-archive': 'jar',
  'jenkins-plugin': 'jar',
  'rust-crate': 'cargo',
  'php-composer': 'composer',
  dotnet: 'nuget',
  'dart-pub': 'pub',
  golang: 'gomod',
  maven: 'jar',
  rubygems: 'bundler',
};

const listed = (text: string | undefined) =>
  (text ?? '')
    .split(/,\s*/)
    .map((part) => part.trim())
    .filter((part) => part !== '' && !/^(?:none|n\/a|unknown)$/i.test(part));

/** As Trivy writes it, in every report since 0.20: a line a fact. */
function byTrivy(message: string): Said | undefined {
  const [, name, version] = /^Package: (.+)\nInstalled Version: (.*)$/m.exec(message) ?? [];
  if (name === undefined || version === undefined) return undefined;
  return { name, version, fixed: listed(/^Fixed Version: (.+)$/m.exec(message)?.[1]) };
}

/** As Grype does: a sentence in the result, the rest in the help of the rule. */
function byGrype(message: string, { descriptor }: RuleFacts): Said | undefined {
  const [, type, name, version] = /\bin (\S+) package: (.+?), version (\S+) was found/.exec(message) ?? [];
  if (type === undefined || name === undefined || version === undefined) return undefined;
  const help = textAt(objectAt(descriptor, 'help'), 'text') ?? '';
  const fixed = listed(/^Fix Version: (.+)$/m.exec(help)?.[1]);
  const [, distribution, release] = /^Data Namespace: (\S+):distro:\S+?:(\S+)$/m.exec(help) ?? [];
  return { name, version, type: distribution ?? type, ...(release ? { release } : {}), fixed };
}

/** As OSV-Scanner does, with the fixed versions in a table of the rule's help. */
function byOsvScanner(message: string, { descriptor }: RuleFacts): Said | undefined {
  const [, name, version, others] =
    /^Package '(.+)@([^@']*)' is vulnerable to '[^']+'(?: \(also known as (.+)\))?/.exec(message) ?? [];
  if (name === undefined || version === undefined) return undefined;
  const help = textAt(objectAt(descriptor, 'help'), 'markdown') ?? '';
  const table = help.split('### Fixed Versions')[1] ?? '';
  const fixed = [...table.matchAll(/^\|[^|]+\| ([^|]+) \| ([^|]+) \|$/gm)].flatMap(([, of = '', versions]) =>
    of.trim() === name ? listed(versions) : [],
  );
  const aliases = [...(others ?? '').matchAll(/'([^']+)'/g)].flatMap(([, other = '']) => advisoryIn(other) ?? []);
  return { name, version, fixed, aliases };
}

/** `lodash@4.17.20` as the name of a logical place: Snyk, and others after it. */
function byLogicalLocation(result: Json): Said | undefined {
  for (const location of listAt(result, 'locations')) {
    for (const logical of listAt(location, 'logicalLocations')) {
      const [, name, version] = /^(@?[^@\s]+)@([^@\s]+)$/.exec(textAt(logical, 'fullyQualifiedName') ?? '') ?? [];
      if (name !== undefined && version !== undefined) return { name, version };
    }
  }
  return undefined;
}

/** Package URLs of the result itself, then of its rule, where it is about one package. */
function purlsOf(result: Json, { descriptor }: RuleFacts): string[] {
  const logical = listAt(result, 'locations')
    .flatMap((location) => listAt(location, 'logicalLocations'))
    .flatMap((one) => textAt(one, 'fullyQualifiedName') ?? [])
    .filter((name) => name.startsWith('pkg:'));
  const own = [result['properties'], descriptor['properties']].flatMap((properties) =>
    isObject(properties) ? [...textsAt(properties, 'purl'), ...textsAt(properties, 'purls')] : [],
  );
  return [...new Set([...logical, ...own])];
}

/** Files of installed packages, which are no lock files. */
const INSTALLED: [RegExp, string][] = [
  [/(?:^|\/)node_modules\/.*package\.json$/, 'npm'],
  [/\.(?:dist|egg)-info(?:\/(?:METADATA|PKG-INFO))?$/, 'PyPI'],
  [/\.[jwe]ar$/, 'Maven'],
  [/\.gemspec$/, 'RubyGems'],
];

/** The ecosystem of the packages that a file is of, where its name tells. */
export function ecosystemOfInstalled(path: string): string | undefined {
  return INSTALLED.find(([pattern]) => pattern.test(path))?.[1];
}

function versionFrom(ecosystem: string, version: string): string {
  return ecosystem === 'Go' ? version.replace(/^v(?=\d)/, '') : version;
}

/**
 * The package that a result is about, from where the tools put it: package URLs, Trivy's, Grype's and OSV-Scanner's
 * messages, Snyk's logical places.
 * @param ecosystem of the file that it points at, for tools that do not say it
 */
export function packageFacts(
  result: Json,
  rule: RuleFacts,
  message: string,
  ecosystem: string | undefined,
): PackageFacts | undefined {
  const said = byTrivy(message) ?? byGrype(message, rule) ?? byOsvScanner(message, rule) ?? byLogicalLocation(result);
  const { aliases = [], fixed = textsAt(result['properties'], 'fixedIn') } = said ?? {};
  const known = purlsOf(result, rule).flatMap((purl) => packageOfPurl(purl) ?? []);
  // A rule of several packages names them all; the result says which it is about.
  const exact = said && known.find((one) => one.version === versionFrom(one.ecosystem, said.version));
  const ofPurl = exact ?? (known.length === 1 || said === undefined ? known[0] : undefined);
  if (ofPurl) return { package: ofPurl, aliases, fixed };
  if (said === undefined) return undefined;
  const type = said.type ?? rule.tags.find((tag) => TYPES[tag.toLowerCase()] !== undefined || tag === 'npm');
  const byType =
    type === undefined ? undefined : ecosystemOf(undefined, TYPES[type.toLowerCase()] ?? type, said.release ?? '');
  const named = ecosystem ?? byType ?? 'unknown';
  const version = versionFrom(named, said.version);
  return { package: withPurl({ ecosystem: named, name: said.name, ...(version ? { version } : {}) }), aliases, fixed };
}
