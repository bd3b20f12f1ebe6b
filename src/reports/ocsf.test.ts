import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { buildEntry, buildFinding, buildReport, buildVulnerability } from '../../test/build-report.js';
import { HOSTILE_TEXTS, hostileReport, OBEYED } from '../../test/hostile-report.js';
import { describeWithPython, execute } from '../../test/python-package.js';
import type { Report } from '../model/report.js';
import { ocsfEvents } from './ocsf.js';

function written(report: Report): string {
  const [file, ...more] = ocsfEvents(report);
  expect([file?.path, more]).toEqual(['reports/findings.ocsf.jsonl', []]);
  return [...(file?.content ?? [])].join('');
}

const eventsOf = (report: Report) =>
  written(report)
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));

const cve = buildVulnerability({
  advisory: {
    ...{ id: 'GHSA-jf85-cpcp-j695', aliases: ['CVE-2019-10744'], cwes: ['CWE-1321'] },
    cvss: [{ version: '3.1', score: 9.8, vector: 'CVSS:3.1/AV:N', source: 'ghsa' }, { version: '4.0' }],
    epss: { probability: 0.02, percentile: 0.8, date: '2026-01-01' },
    kev: { dateAdded: '2025-01-01', ransomware: false },
  },
});
const suppression = { reason: 'only in tests', by: 'muster.yml' };
const report = buildReport({
  findings: [
    cve,
    buildFinding({ rule: { control: 'pinned', cwes: [], frameworks: ['CIS-Docker:4.1'] } }),
    buildFinding({ kind: 'secret', locations: [{ path: 'a/b.env', startLine: 2, commit: 'abc' }] }),
    buildFinding({
      ...{ kind: 'code', locations: [{ path: 'a.py', startLine: 3, endLine: 4 }], firstSeen: '2026-01-01T00:00:00Z' },
      rule: { control: null, cwes: ['CWE-78'], frameworks: [] },
    }),
    buildFinding({ kind: 'license', status: 'suppressed', suppression, fix: { summary: 'Leave it' } }),
    buildFinding({ kind: 'malware', status: 'baseline', locations: [] }),
  ],
});

describe('the events in OCSF', () => {
  it('begin with the scan and its ledger', () => {
    const [scan] = eventsOf(report);
    expect(scan).toMatchObject({
      ...{ class_uid: 6007, activity_id: 2, type_uid: 600702, status: 'Success', num_detections: 6, duration: 12_400 },
      unmapped: { muster: { verdict: 'pass', coverage: [{ scanner: 'hadolint', canary: 'found' }], blindSpots: [] } },
    });
  });

  it.each<[string, Partial<Report>]>([
    ['a required scanner did not look at everything', { coverage: [buildEntry('hadolint', { status: 'partial' })] }],
    ['a canary was missed', { coverage: [buildEntry('hadolint', { canary: 'missed' })] }],
    ['it was interrupted', { interrupted: true }],
  ])('tell a scan as failed when %s', (_, more) => {
    expect(eventsOf(buildReport({ verdict: 'incomplete', ...more }))).toMatchObject([
      { status: 'Failure', status_detail: 'verdict: incomplete; required evidence is missing' },
    ]);
  });

  it('are of the class that the kind of finding has, and name the scan', () => {
    const [scan, ...events] = eventsOf(report);
    expect(events.map(({ class_uid, status, severity }) => [class_uid, status, severity])).toEqual([
      [2002, 'New', 'Critical'],
      [2003, 'New', 'Medium'],
      [2004, 'New', 'Medium'],
      [2007, 'New', 'Medium'],
      [2007, 'Suppressed', 'Medium'],
      [2004, 'New', 'Medium'],
    ]);
    expect(new Set(events.map(({ metadata }) => metadata.correlation_uid))).toEqual(new Set([scan.scan.uid]));
    expect(events[0].finding_info.uid).toBe(cve.id);
    expect(events[4].status_detail).toBe('suppressed; only in tests; by muster.yml');
    expect(events[5].status_detail).toBe('baseline');
  });

  it('tell what each class has a place for', () => {
    const [, vulnerability, misconfiguration, secret, code] = eventsOf(report);
    expect(vulnerability.vulnerabilities).toMatchObject([
      {
        cve: {
          uid: 'CVE-2019-10744',
          cvss: [{ version: '3.1', base_score: 9.8, vector_string: 'CVSS:3.1/AV:N', vendor_name: 'ghsa' }],
          epss: { score: '0.02', percentile: 0.8 },
          related_cwes: [{ uid: 'CWE-1321' }],
        },
        affected_packages: [
          { name: 'lodash', version: '4.17.4', purl: 'pkg:npm/lodash@4.17.4', fixed_in_version: '4.17.12' },
        ],
        ...{ is_exploit_available: true, is_fix_available: true, related_vulnerabilities: ['GHSA-jf85-cpcp-j695'] },
      },
    ]);
    expect(misconfiguration.compliance).toEqual({
      ...{ control: 'pinned', standards: ['CIS-Docker:4.1'], status_id: 3, status: 'Fail' },
    });
    expect(secret.evidences).toMatchObject([{ file: { name: 'b.env', path: 'a/b.env' }, data: { startLine: 2 } }]);
    expect(code.vulnerabilities).toMatchObject([
      { cwe: { uid: 'CWE-78' }, affected_code: [{ file: { path: 'a.py' }, start_line: 3, end_line: 4 }] },
    ]);
    expect(code.finding_info.first_seen_time).toBe(Date.UTC(2026, 0, 1));
  });

  it.each(Object.entries(HOSTILE_TEXTS))('are a line each, and nothing in them is obeyed: %s', (_, text) => {
    expect(written(hostileReport(text))).not.toMatch(OBEYED);
    expect(eventsOf(hostileReport(text))).toHaveLength(6);
  });
});

await describeWithPython("OCSF's schema", 'ocsf-json-schema==1.2.0 jsonschema==4.26.0', (python) => {
  /** What it has against events, by one process: their number, and the first words. */
  async function complaints(lines: string): Promise<string[]> {
    const dir = await mkdtemp(path.join(os.tmpdir(), 'muster-ocsf-'));
    const script = `
import json, sys
from jsonschema import Draft202012Validator
from ocsf_json_schema import get_ocsf_schema, OcsfJsonSchemaEmbedded
schema = OcsfJsonSchemaEmbedded(get_ocsf_schema(version='1.8.0'))
made = {}
said = []
for number, line in enumerate(open(sys.argv[1], encoding='utf8').read().split('\\n')):
    if line == '': continue
    event = json.loads(line)
    uid = event['class_uid']
    if uid not in made:
        made[uid] = Draft202012Validator(schema.get_class_schema(schema.lookup_class_name_from_uid(uid)))
    said += [f'{number}: {uid}: {error.json_path}: {error.message[:200]}' for error in made[uid].iter_errors(event)]
print(json.dumps(said))`;
    try {
      await writeFile(path.join(dir, 'events.jsonl'), lines);
      const { stdout } = await execute(python, ['-c', script, path.join(dir, 'events.jsonl')], { maxBuffer: 1e8 });
      return JSON.parse(stdout);
    } finally {
      await rm(dir, { recursive: true, force: true });
    }
  }

  it('has nothing against them, whatever texts are in them', { timeout: 120_000 }, async () => {
    const hostile = Object.values(HOSTILE_TEXTS).map((text) => written(hostileReport(text)));
    expect(await complaints([written(report), ...hostile].join(''))).toEqual([]);
  });

  it('has a lot against events that break it', async () => {
    expect(await complaints(written(report).replaceAll('"finding_info"', '"findings"'))).not.toEqual([]);
  });
});
