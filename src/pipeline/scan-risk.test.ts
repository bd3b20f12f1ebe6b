import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { makeFolder } from '../../test/repository.js';
import { standIn, throwAway } from '../../test/stand-in.js';
import { decideSettings } from '../policy/settings.js';
import { scan } from './scan.js';

const VULNERABLE = `
const rows = process.argv.slice(3).flatMap((file) =>
  fs.readFileSync(file, 'utf8').includes('bad') ? [{ rule: 'CVE-2021-44228', file, line: 1, severity: 'critical' }] : []);
if (process.argv.includes('--version')) console.log('throw-away 1.0.0');
else fs.writeFileSync(output, JSON.stringify(rows));
`;

/** Reports an advisory of a package, instead of code. */
const scanner = throwAway({
  finds: ['vulnerability'],
  parse: ((rows: { rule: string; file: string }[]) =>
    rows.map(({ rule, file }, index) => ({
      kind: 'vulnerability',
      ruleId: rule,
      title: rule,
      severity: 'critical',
      nativeSeverity: 'critical',
      location: { path: file },
      package: { ecosystem: 'Maven', name: 'org.example:log', version: '2.0.0' },
      advisory: { id: rule, aliases: [], cwes: [], cvss: [{ version: '3.1', score: 10, source: 'nvd' }] },
      pointer: `/${index}`,
    }))) as never,
  canary: () => ({
    files: { 'canary.txt': 'bad\n' },
    expects: [{ ruleId: 'CVE-2021-44228', path: 'canary.txt' }],
    counterExample: { 'canary.txt': 'good\n' },
  }),
});

let base: string;
let oldPath: string | undefined;
beforeEach(() => {
  base = makeFolder({ 'target/a.txt': 'bad\n' });
  mkdirSync(path.join(base, 'bin'));
  standIn(path.join(base, 'bin'), 'throw-away', VULNERABLE);
  oldPath = process.env['PATH'];
  process.env['PATH'] = `${path.join(base, 'bin')}:${oldPath}`;
});
afterEach(() => {
  process.env['PATH'] = oldPath;
  rmSync(base, { recursive: true, force: true });
});

async function scanWith(databases: Record<string, string>) {
  const started: string[] = [];
  const settings = decideSettings({ output: path.join(base, 'results'), tools: 'path' }, {}, { config: {} }, 2);
  const { report } = await scan({
    target: path.join(base, 'target'),
    shownTarget: 'target',
    settings: { ...settings, databases },
    scanners: [scanner],
    scannerFolder: () => base,
    cache: path.join(base, 'cache'),
    cancel: new AbortController().signal,
    onEvent: ({ type }) => started.push(type),
  }).catch((error: Error) => {
    throw Object.assign(error, { started });
  });
  return report;
}

describe('the risk in a report', () => {
  it('is made with the files of EPSS and KEV, and tells which they were', async () => {
    const [epss, kev] = [path.join(base, 'epss.csv'), path.join(base, 'kev.json')];
    writeFileSync(
      epss,
      '#model_version:v2026.06.15,score_date:2026-11-20T12:00:22Z\ncve,epss,percentile\nCVE-2021-44228,0.94358,0.99962\n',
    );
    const row = { cveID: 'CVE-2021-44228', dateAdded: '2021-12-10', knownRansomwareCampaignUse: 'Known' };
    const about = { catalogVersion: '2026.11.19', dateReleased: '2026-11-19T15:02:14.234Z', count: 1 };
    writeFileSync(kev, JSON.stringify({ ...about, vulnerabilities: [row] }));
    const { findings, riskData, startedAt } = await scanWith({ epss, kev });
    expect(findings).toHaveLength(1);
    const [finding] = findings;
    expect(finding?.severity).toBe('critical');
    expect(finding?.advisory).toMatchObject({
      epss: { probability: 0.94358, percentile: 0.99962, date: '2026-11-20' },
      kev: { dateAdded: '2021-12-10', ransomware: true },
    });
    expect(finding?.risk.factors.map(({ name, value }) => [name, value])).toEqual([
      ['cvss', 60],
      ['epss', 10],
      ['kev', 15],
      ['fix', 0],
      ['agreement', 0],
      ['place', 0],
    ]);
    expect(finding?.risk.score).toBe(85);
    expect(Date.parse(finding?.due?.by ?? '') - Date.parse(startedAt)).toBe(24 * 3_600_000);
    expect(riskData?.map(({ name, updatedAt }) => [name, updatedAt])).toEqual([
      ['EPSS (model v2026.06.15)', '2026-11-20T12:00:22.000Z'],
      ['KEV (catalog 2026.11.19)', '2026-11-19T15:02:14.234Z'],
    ]);
  });

  it('is there without them, and says what was not looked at', async () => {
    const { findings, riskData } = await scanWith({});
    expect(findings[0]?.risk.score).toBe(60);
    expect(findings[0]?.risk.factors.find(({ name }) => name === 'epss')?.because).toMatch(/^not checked: /);
    expect(riskData?.map(({ name, notChecked }) => [name, notChecked])).toEqual([
      ['EPSS', 'there is no file of it; muster db update epss gets one, or databases.epss in muster.yml names one'],
      ['KEV', 'there is no file of it; muster db update kev gets one, or databases.kev in muster.yml names one'],
    ]);
  });

  it('refuses a file in another form before anything is scanned', async () => {
    const epss = path.join(base, 'epss.csv');
    writeFileSync(epss, 'cve,epss\n');
    await expect(scanWith({ epss })).rejects.toMatchObject({ name: 'UsageError', started: [] });
  });
});
