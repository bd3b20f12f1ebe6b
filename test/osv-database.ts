/**
 * A small OSV database in the layout of `osv-scanner --local-db-path`: true facts about real packages, in words of our
 * own, and whatever records a test adds.
 *
 *   npx tsx test/osv-database.ts FOLDER [ECOSYSTEM…]     writes those of `RECORDS`, all without a name
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { strToU8, zipSync } from 'fflate';

/** A record of the OSV database. @see https://ossf.github.io/osv-schema/ */
export interface OsvRecord {
  id: string;
  modified: string;
  affected: {
    package: { ecosystem: string; name: string };
    ranges?: { type: string; repo?: string; events: Record<string, string>[] }[];
    versions?: string[];
  }[];
  [field: string]: unknown;
}

/**
 * A record about one package: `before` is the version in which it was fixed.
 */
export function osvRecord(
  ecosystem: string,
  name: string,
  before: string,
  id: string,
  aliases: string[],
  more: Record<string, unknown> = {},
): OsvRecord {
  const events = [{ introduced: '0' }, { fixed: before }];
  const type = ['npm', 'Go', 'crates.io', 'Pub'].includes(ecosystem) ? 'SEMVER' : 'ECOSYSTEM';
  return {
    schema_version: '1.6.0',
    id,
    modified: '2026-03-04T05:06:07Z',
    published: '2022-01-02T03:04:05Z',
    aliases,
    affected: [{ package: { ecosystem, name }, ranges: [{ type, events }] }],
    ...more,
  };
}

const cvss3 = (score: string) => ({ severity: [{ type: 'CVSS_V3', score }] });

export const RECORDS: Record<string, OsvRecord[]> = {
  CRAN: [osvRecord('CRAN', 'commonmark', '1.8', 'RSEC-2023-6', ['CVE-2020-5238'])],
  'crates.io': [
    osvRecord('crates.io', 'smallvec', '1.6.1', 'RUSTSEC-2021-0003', ['CVE-2021-25900', 'GHSA-43w2-9j62-hq99'], {
      ...cvss3('CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H'),
    }),
  ],
  Go: [
    osvRecord('Go', 'golang.org/x/text', '0.3.7', 'GO-2021-0113', ['CVE-2021-38561', 'GHSA-ppp9-7jff-5vj2']),
    osvRecord('Go', 'github.com/gin-gonic/gin', '1.9.1', 'GO-2023-1737', ['CVE-2023-29401', 'GHSA-2c4m-59x9-fr2g']),
  ],
  Hackage: [
    osvRecord('Hackage', 'aeson', '2.0.1.0', 'HSEC-2023-0001', ['CVE-2022-3433'], {
      ...cvss3('CVSS:3.1/AV:N/AC:L/PR:L/UI:N/S:U/C:N/I:N/A:H'),
    }),
  ],
  Hex: [osvRecord('Hex', 'phoenix', '1.6.14', 'GHSA-p8f7-22gq-m7j9', ['CVE-2022-42975'])],
  Maven: [
    osvRecord(
      'Maven',
      'org.apache.logging.log4j:log4j-core',
      '2.15.0',
      'GHSA-jfh8-c2jp-5v3q',
      ['CVE-2021-44228'],
      cvss3('CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:C/C:H/I:H/A:H'),
    ),
  ],
  npm: [
    osvRecord('npm', 'lodash', '4.17.21', 'GHSA-35jh-r3h4-6jhm', ['CVE-2021-23337'], {
      summary: 'A template of lodash runs commands',
      details: 'The function `template` of lodash before 4.17.21 runs code in the options that it is given.',
      ...cvss3('CVSS:3.1/AV:N/AC:L/PR:H/UI:N/S:U/C:H/I:H/A:H'),
      database_specific: { cwe_ids: ['CWE-77', 'CWE-94'], severity: 'HIGH', github_reviewed: true },
    }),
  ],
  NuGet: [osvRecord('NuGet', 'Newtonsoft.Json', '13.0.1', 'GHSA-5crp-9r3c-p9vr', ['CVE-2024-21907'])],
  Packagist: [osvRecord('Packagist', 'guzzlehttp/psr7', '1.8.4', 'GHSA-q7rv-6hp3-vh96', ['CVE-2022-24775'])],
  Pub: [osvRecord('Pub', 'http', '0.13.3', 'GHSA-4rgh-jx4f-qfcq', ['CVE-2020-35669'])],
  PyPI: [
    osvRecord('PyPI', 'pyyaml', '5.4', 'PYSEC-2021-142', ['CVE-2020-14343', 'GHSA-8q59-q68h-6hv4'], {
      details: 'PyYAML before 5.4 runs code of the author of an untrusted document that is loaded with full_load.',
    }),
    osvRecord('PyPI', 'jinja2', '2.7.2', 'GHSA-8r7q-cvjq-x353', ['CVE-2014-1402', 'PYSEC-2014-8'], {
      summary: 'Temporary files with predictable names',
      database_specific: { cwe_ids: ['CWE-377'], severity: 'MODERATE' },
    }),
  ],
  RubyGems: [osvRecord('RubyGems', 'rack', '2.2.3', 'GHSA-j6w9-fv6q-3q52', ['CVE-2020-8184'])],
};

/**
 * Writes a database.
 * @param folder where `osv-scalibr/` goes
 * @param layer the name of the folder in between; '' for a database without it
 */
export function writeOsvDatabase(folder: string, records: Record<string, OsvRecord[]>, layer = 'osv-scalibr'): string {
  for (const [ecosystem, own] of Object.entries(records)) {
    const files = Object.fromEntries(own.map((record) => [`${record.id}.json`, strToU8(JSON.stringify(record))]));
    mkdirSync(path.join(folder, layer, ecosystem), { recursive: true });
    writeFileSync(path.join(folder, layer, ecosystem, 'all.zip'), zipSync(files));
  }
  return folder;
}

if (process.argv[1] === import.meta.filename) {
  const [, , folder = '.', ...names] = process.argv;
  const chosen = Object.entries(RECORDS).filter(([name]) => names.length === 0 || names.includes(name));
  console.log(writeOsvDatabase(path.resolve(folder), Object.fromEntries(chosen)));
}
