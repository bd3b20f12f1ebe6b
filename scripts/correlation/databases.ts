/** Databases of the scanners, each in its own form, of what `corpus/advisories.yml` knows. */
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { satisfies } from '@renovatebot/pep440';
import { groupBy } from '../../src/model/collections.js';
import { databaseProgram, writeGrypeDatabase } from '../../test/databases/grype/build.js';
import { makeRetireDatabase } from '../../test/databases/retire/make.js';
import { makeTrivyDatabaseWith } from '../../test/databases/trivy/make.js';
import type { NpmAdvisory } from '../../test/npm-service.js';
import { type OsvRecord, osvRecord, RECORDS, writeOsvDatabase } from '../../test/osv-database.js';
import type { PypiPackages } from '../../test/pypi-service.js';
import { type Catalogue, type Hole, holesOf, written } from './advisories.js';

/** How Grype and Trivy call an ecosystem; Trivy has two names for each. */
const NAMES: Record<string, { grype: string; trivy: [string, string] }> = {
  PyPI: { grype: 'python', trivy: ['pip', 'Pip'] },
  npm: { grype: 'npm', trivy: ['npm', 'npm'] },
  Go: { grype: 'go-module', trivy: ['go', 'Go'] },
  'crates.io': { grype: 'rust-crate', trivy: ['cargo', 'Rust'] },
  RubyGems: { grype: 'gem', trivy: ['rubygems', 'RubyGems'] },
  Packagist: { grype: 'php-composer', trivy: ['composer', 'Composer'] },
  Maven: { grype: 'java-archive', trivy: ['maven', 'Maven'] },
  NuGet: { grype: 'dotnet', trivy: ['nuget', 'NuGet'] },
};

const titleOf = ({ cve, ghsas, own, name }: Hole) => `${cve ?? ghsas[0] ?? own} in ${name}`;
const lastFix = ({ ranges }: Hole) => ranges.at(-1)?.fixed ?? '';

/**
 * OSV.dev has a record of GitHub's for each of its advisories, and one of the ecosystem's own database; each names as its
 * aliases whatever can be reached from it, also two CVEs.
 */
function osvRecords(holes: Hole[]): Record<string, OsvRecord[]> {
  const records: Record<string, Map<string, OsvRecord>> = {};
  const add = (hole: Hole, id: string, aliases: string[]) => {
    const { ecosystem, name, ranges } = hole;
    const own = records[ecosystem] ?? new Map<string, OsvRecord>();
    records[ecosystem] = own;
    const record = osvRecord(ecosystem, name, '', id, aliases, { summary: titleOf(hole) });
    const type = record.affected[0]?.ranges?.[0]?.type ?? 'SEMVER';
    const events = ranges.flatMap(({ introduced = '0', fixed }) => [{ introduced }, ...(fixed ? [{ fixed }] : [])]);
    const affected = [{ package: { ecosystem, name }, ranges: [{ type, events: events as Record<string, string>[] }] }];
    const known = own.get(id)?.affected.filter(({ package: { name: other } }) => other !== name) ?? [];
    own.set(id, { ...record, affected: [...known, ...affected] });
  };
  for (const hole of holes) {
    if (hole.own) add(hole, hole.own, hole.others);
    for (const id of hole.ghsas)
      add(
        hole,
        id,
        [...hole.others, ...(hole.own ? [hole.own] : [])].filter((other) => other !== id),
      );
  }
  return Object.fromEntries(
    // With the records of the canaries.
    Object.entries(records).map(([ecosystem, own]) => {
      for (const record of RECORDS[ecosystem] ?? []) if (!own.has(record.id)) own.set(record.id, record);
      return [ecosystem, [...own.values()]];
    }),
  );
}

function grypeRecords(holes: Hole[]): object[] {
  return holes.flatMap((hole) =>
    hole.ghsas.map((ghsa) => ({
      ...{ ecosystem: NAMES[hole.ecosystem]?.grype, pkg: hole.name, ghsa, cve: hole.cve ?? '' },
      ...{ constraint: hole.ranges.map((range) => written(range, ',')).join(' || '), fix: lastFix(hole) },
      ...{ severity: 'high', summary: titleOf(hole) },
    })),
  );
}

function trivyRecords(holes: Hole[]): object[] {
  return holes.flatMap((hole) =>
    hole.ghsas.slice(0, 1).map((ghsa) => ({
      ...{ ecosystem: NAMES[hole.ecosystem]?.trivy[0], name: NAMES[hole.ecosystem]?.trivy[1], pkg: hole.name },
      ...{ id: hole.cve ?? ghsa, ghsa, title: titleOf(hole) },
      vulnerable: hole.ranges.map((range) => written(range, ', ')).join(' || '),
      patched: hole.ranges.flatMap(({ fixed }) => fixed ?? []).join(' || '),
    })),
  );
}

/** Safety numbers what it knows; the numbers here are ours. */
function safetyDatabase(holes: Hole[]): Record<string, object> {
  const meta = {
    schema_version: '2.0.0',
    timestamp: Math.floor(Date.now() / 1000),
    base_domain: 'https://data.example',
  };
  const specsOf = (hole: Hole) => hole.ranges.map((range) => written(range, ','));
  const numbered = holes
    .filter(({ ecosystem }) => ecosystem === 'PyPI')
    .map((hole, at) => ({ hole, id: `${90_001 + at}` }));
  const names = [...new Set(numbered.map(({ hole: { name } }) => name))];
  const byName = <Told>(of: (one: (typeof numbered)[number]) => Told[]) =>
    Object.fromEntries(names.map((name) => [name, numbered.filter(({ hole }) => hole.name === name).flatMap(of)]));
  const full = byName(({ hole, id }) => [
    {
      ...{ specs: specsOf(hole), advisory: titleOf(hole) },
      ids: [...(hole.cve ? [{ type: 'cve', id: hole.cve }] : []), { type: 'pyup', id }],
      fixed_versions: hole.ranges.flatMap(({ fixed }) => fixed ?? []),
    },
  ]);
  return {
    'insecure.json': { meta, vulnerable_packages: byName(({ hole }) => specsOf(hole)) },
    'insecure_full.json': { meta: { ...meta, severities: {} }, vulnerable_packages: full, packages: {} },
  };
}

/**
 * What PyPI's service says of packages: its answers are of one version.
 * @param packages `name` as the index writes it, and version
 */
export function pypiAnswers(catalogue: Catalogue, packages: { name: string; version: string }[]): PypiPackages {
  const holes = holesOf(catalogue).filter(({ ecosystem }) => ecosystem === 'PyPI');
  const answer = (name: string, version: string) =>
    holes
      .filter((hole) => hole.name === name && hole.ranges.some((range) => satisfies(version, written(range, ','))))
      .map((hole) => {
        const [id = '', ...aliases] = [...(hole.own ? [hole.own] : []), ...(hole.own ? hole.others : [])];
        const known = hole.own ? { id, aliases } : { id: hole.ghsas[0] ?? '', aliases: hole.cve ? [hole.cve] : [] };
        const fixed_in = hole.ranges.flatMap(({ fixed }) => fixed ?? []);
        return { ...known, summary: titleOf(hole), details: '', fixed_in, withdrawn: null };
      });
  return Object.fromEntries(packages.map(({ name, version }) => [`${name}/${version}`, answer(name, version)]));
}

/** What npm's service says, by name of package. */
export function npmAnswers(catalogue: Catalogue): Record<string, NpmAdvisory[]> {
  const holes = holesOf(catalogue).filter(({ ecosystem }) => ecosystem === 'npm');
  const told = holes.flatMap((hole, at) =>
    hole.ghsas.map((ghsa): { name: string; advisory: NpmAdvisory } => ({
      name: hole.name,
      advisory: {
        ...{ id: 2_000_000 + at, url: `https://github.com/advisories/${ghsa}`, title: titleOf(hole), severity: 'high' },
        vulnerable_versions: hole.ranges.map((range) => written(range, ' ')).join(' || '),
        ...{ cwe: [], cvss: { score: 0, vectorString: null } },
      },
    })),
  );
  const byName = groupBy(told, ({ name }) => name);
  return Object.fromEntries([...byName].map(([name, own]) => [name, own.map(({ advisory }) => advisory)]));
}

/**
 * Writes the databases below a folder.
 * @returns the folder of each scanner's; Grype's only where its writer can be built
 */
export async function writeDatabases(catalogue: Catalogue, folder: string): Promise<Record<string, string>> {
  const holes = holesOf(catalogue);
  const place = async (name: string) => {
    const made = path.join(folder, name);
    await mkdir(made, { recursive: true });
    return made;
  };
  const databases: Record<string, string> = {
    'osv-scanner': writeOsvDatabase(await place('osv-scanner'), osvRecords(holes)),
    'trivy-fs': await place('trivy-fs'),
    retire: await place('retire'),
    safety: await place('safety'),
  };
  const [forGrype, forTrivy] = [path.join(folder, 'grype.json'), path.join(folder, 'trivy.json')];
  await writeFile(forGrype, JSON.stringify(grypeRecords(holes)));
  await writeFile(forTrivy, JSON.stringify(trivyRecords(holes)));
  makeTrivyDatabaseWith(databases['trivy-fs'] as string, forTrivy);
  makeRetireDatabase(databases['retire'] as string, catalogue.signatures);
  for (const [name, document] of Object.entries(safetyDatabase(holes)))
    await writeFile(path.join(databases['safety'] as string, name), JSON.stringify(document));
  const program = await databaseProgram();
  if (program) databases['grype'] = await writeGrypeDatabase(program, await place('grype'), undefined, forGrype);
  return databases;
}
