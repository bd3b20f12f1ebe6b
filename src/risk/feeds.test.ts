import { createHash } from 'node:crypto';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { makeFolder } from '../../test/repository.js';
import { loadFeeds, withThreats } from './feeds.js';

const ABOUT = '#model_version:v2026.06.15,score_date:2026-11-20T12:00:22Z';
const HEADER = 'cve,epss,percentile';
const ROWS = ['CVE-1999-0001,0.01025,0.83456', 'CVE-2021-44228,0.94358,0.99962', 'CVE-2025-100001,0.00000,0.00001'];
const EPSS = `${[ABOUT, HEADER, ...ROWS].join('\n')}\n`;

const entry = (cveID: string, more = {}) => ({
  cveID,
  vendorProject: 'Example',
  product: 'Example',
  vulnerabilityName: 'A hole in Example',
  dateAdded: '2021-12-10',
  shortDescription: 'It has a hole.',
  requiredAction: 'Apply updates.',
  dueDate: '2021-12-24',
  knownRansomwareCampaignUse: 'Unknown',
  notes: '',
  cwes: ['CWE-20'],
  ...more,
});
const catalog = (vulnerabilities: object[], more = {}) => ({
  title: 'CISA Catalog of Known Exploited Vulnerabilities',
  catalogVersion: '2026.11.19',
  dateReleased: '2026-11-19T15:02:14.2341Z',
  count: vulnerabilities.length,
  vulnerabilities,
  ...more,
});
const KEV = JSON.stringify(
  catalog([entry('CVE-2021-44228', { knownRansomwareCampaignUse: 'Known' }), entry('CVE-2025-100001')]),
  null,
  2,
);

const now = new Date('2026-11-22T12:00:22Z');
const advisory = (id: string, ...aliases: string[]) => ({ id, aliases, cwes: [], cvss: [] });

let folder: string;
beforeEach(() => {
  folder = makeFolder({});
});
afterEach(() => rmSync(folder, { recursive: true }));
const write = (name: string, content: string | Buffer) => {
  const file = path.join(folder, name);
  writeFileSync(file, content);
  return file;
};
const load = (databases: Record<string, string>) => loadFeeds(databases, now);

describe('loadFeeds', () => {
  it('says of each what it is, how old, and with which digest', async () => {
    const epss = write('epss.csv', EPSS);
    const { data } = await load({ epss, kev: write('kev.json', KEV) });
    const digestOf = (text: string) => createHash('sha256').update(text).digest('hex');
    expect(data).toEqual([
      {
        name: 'EPSS (model v2026.06.15)',
        updatedAt: '2026-11-20T12:00:22.000Z',
        ageHours: 48,
        digest: digestOf(EPSS),
      },
      {
        name: 'KEV (catalog 2026.11.19)',
        updatedAt: '2026-11-19T15:02:14.234Z',
        ageHours: 69,
        digest: digestOf(KEV),
      },
    ]);
  });

  it('says what is not checked', async () => {
    expect(await load({})).toEqual({
      feeds: {},
      data: ['EPSS', 'KEV'].map((name) => ({
        name,
        updatedAt: null,
        ageHours: null,
        digest: null,
        notChecked: `there is no file of it; muster db update ${name.toLowerCase()} gets one, or databases.${name.toLowerCase()} in muster.yml names one`,
      })),
    });
  });

  it('gives an advisory what is said of its CVE, by whichever of its names', async () => {
    const { feeds } = await load({ epss: write('epss.csv', EPSS), kev: write('kev.json', KEV) });
    expect(withThreats(advisory('GHSA-jfh8-c2jp-5v3q', 'CVE-2021-44228'), feeds)).toEqual({
      ...advisory('GHSA-jfh8-c2jp-5v3q', 'CVE-2021-44228'),
      epss: { probability: 0.94358, percentile: 0.99962, date: '2026-11-20' },
      kev: { dateAdded: '2021-12-10', dueDate: '2021-12-24', ransomware: true },
    });
    expect(withThreats(advisory('CVE-2025-100001'), feeds).kev).toEqual({
      dateAdded: '2021-12-10',
      dueDate: '2021-12-24',
      ransomware: false,
    });
    expect(withThreats(advisory('CVE-2025-100001'), feeds).epss?.probability).toBe(0);
    expect(withThreats(advisory('CVE-2021-4422'), feeds)).toEqual(advisory('CVE-2021-4422'));
    expect(withThreats(advisory('PYSEC-2021-1'), feeds)).toEqual(advisory('PYSEC-2021-1'));
  });

  it('reads packed files, lines that end as on Windows, and dates with an offset', async () => {
    const packed = await load({ epss: write('a.csv.gz', gzipSync(EPSS)), kev: write('kev.gz', gzipSync(KEV)) });
    expect(packed.feeds.epss?.get('CVE-1999-0001')?.percentile).toBe(0.83456);
    expect(packed.feeds.kev?.get('CVE-2021-44228')?.ransomware).toBe(true);
    const windows = EPSS.replaceAll('\n', '\r\n').replace('12:00:22Z', '00:00:00+0000');
    const { feeds } = await load({ epss: write('b.csv', windows) });
    expect(feeds.epss?.updatedAt).toBe('2026-11-20T00:00:00.000Z');
    expect(feeds.epss?.get('CVE-2021-44228')?.percentile).toBe(0.99962);
  });

  it('takes the last file of a folder under its official name', async () => {
    write('epss_scores-2026-11-19.csv', EPSS.replace('2026-11-20', '2026-11-19'));
    write('epss_scores-2026-11-20.csv.gz', gzipSync(EPSS));
    write('notes.csv', 'x');
    write('known_exploited_vulnerabilities.json', KEV);
    const { feeds } = await load({ epss: folder, kev: folder });
    expect(feeds.epss?.date).toBe('2026-11-20');
    expect(feeds.kev?.version).toBe('2026.11.19');
  });

  it('reads 300,000 scores in seconds', async () => {
    const rows = Array.from({ length: 300_000 }, (_, index) => `CVE-${2000 + (index % 27)}-${10_000 + index},0.5,0.25`);
    const epss = write('epss.csv', `${[ABOUT, HEADER, ...rows].join('\n')}\n`);
    const started = performance.now();
    const { feeds } = await load({ epss });
    expect(feeds.epss?.get('CVE-2000-10000')?.probability).toBe(0.5);
    expect(performance.now() - started).toBeLessThan(5000);
  });
});

describe('a file of EPSS scores in another form', () => {
  const not = 'not EPSS scores as FIRST publishes them';
  it.each([
    ['nothing', '', `line 1: ${not}: "#model_version:…,score_date:…" has to stand here`],
    ['no comment', `${HEADER}\n${ROWS[0]}\n`, `line 1: ${not}: "#model_version:…,score_date:…" has to stand here`],
    ['no date', `#model_version:v1\n${HEADER}\n`, `line 1: ${not}`],
    ['an impossible date', EPSS.replace('2026-11-20', '2026-13-20'), `line 1: ${not}`],
    ['another header', EPSS.replace(HEADER, 'cve,epss'), `line 2: ${not}: "${HEADER}" has to stand here`],
    ['columns in another order', EPSS.replace(HEADER, 'cve,percentile,epss'), `line 2: ${not}`],
    ['no scores', `${ABOUT}\n${HEADER}\n`, `line 3: ${not}: there are no scores`],
    ['a header that is cut', `${ABOUT}\n${HEADER}`, `line 3: ${not}: there are no scores`],
    [
      'a probability above 1',
      EPSS.replace('0.94358', '1.5'),
      `line 4: ${not}: the probability "1.5" is no number from 0 to 1`,
    ],
    ['a probability below 0', EPSS.replace('0.94358', '-0.1'), 'the probability "-0.1" is no number from 0 to 1'],
    ['a probability that is a word', EPSS.replace('0.94358', 'NaN'), 'the probability "NaN" is no number from 0 to 1'],
    ['a percentile above 1', EPSS.replace('0.99962', '99.962'), `line 4: ${not}: the percentile "99.962"`],
    ['another id', EPSS.replace('CVE-2021-44228', 'GHSA-x'), `line 4: ${not}: "GHSA-x" is not the id of a CVE`],
    ['a row that is cut', EPSS.slice(0, -12), `line 5: ${not}: 2 fields where there must be 3`],
    ['an empty line', EPSS.replace(`${ROWS[0]}\n`, '\n'), `line 3: ${not}: 1 fields where there must be 3`],
    ['a CVE twice', `${EPSS}${ROWS[1]}\n`, `line 6: ${not}: CVE-2021-44228 has a score already`],
  ])('is refused: %s', async (_, text, message) => {
    const epss = write('epss.csv', text);
    await expect(load({ epss })).rejects.toMatchObject({
      name: 'UsageError',
      message: expect.stringContaining(message.startsWith('line') ? `${epss}, ${message}` : message),
    });
  });
});

describe('a catalog of KEV in another form', () => {
  const not = 'not the catalog as CISA publishes it';
  const lines = (document: object) => JSON.stringify(document, null, 2);
  it.each([
    ['nothing', '', `line 1: ${not}: Unexpected end of JSON input`],
    ['cut', KEV.slice(0, 600), `line ${KEV.slice(0, 600).split('\n').length}: ${not}: `],
    ['another document', '{"a": 1}', `line 1: ${not}: at /catalogVersion: `],
    ['a list', '[]', `line 1: ${not}: at /: `],
    [
      'fewer than it counts',
      lines(catalog([entry('CVE-2021-44228')], { count: 2 })),
      `line 5: ${not}: at /count: it counts 2 vulnerabilities, and there are 1: it is not whole`,
    ],
    [
      'another id',
      lines(catalog([entry('CVE-2021-1'), entry('x')])),
      `line 8: ${not}: at /vulnerabilities/0/cveID: not the id of a CVE`,
    ],
    [
      'a date that is none',
      lines(catalog([entry('CVE-2021-44228', { dateAdded: '10.12.2021' })])),
      `line 12: ${not}: at /vulnerabilities/0/dateAdded: `,
    ],
    [
      'an unknown word',
      lines(catalog([entry('CVE-2021-44228', { knownRansomwareCampaignUse: 'Maybe' })])),
      `at /vulnerabilities/0/knownRansomwareCampaignUse: `,
    ],
  ])('is refused: %s', async (_, text, message) => {
    const kev = write('kev.json', text);
    await expect(load({ kev })).rejects.toMatchObject({
      name: 'UsageError',
      message: expect.stringContaining(message.startsWith('line') ? `${kev}, ${message}` : message),
    });
  });
});

describe('a file that cannot be read', () => {
  it.each(['epss', 'kev'])('is refused when it is cut: %s', async (name) => {
    const text = name === 'epss' ? EPSS : KEV;
    const file = write('cut.gz', gzipSync(text).subarray(0, -20));
    await expect(load({ [name]: file })).rejects.toMatchObject({
      name: 'UsageError',
      message: `${file} is no whole gzip file (unexpected end of file); download the file of ${name.toUpperCase()} again`,
    });
  });

  it('is refused when its packing is damaged', async () => {
    const bytes = gzipSync(EPSS);
    bytes.writeUInt32LE(0, bytes.length - 8);
    await expect(load({ epss: write('damaged.gz', bytes) })).rejects.toThrow('incorrect data check');
  });

  it('is refused when it is not there, or its folder holds none', async () => {
    const absent = path.join(folder, 'absent');
    await expect(load({ kev: absent })).rejects.toMatchObject({
      name: 'UsageError',
      message: `the file of KEV ${absent} does not exist; it is named by databases.kev`,
    });
    await expect(load({ epss: folder })).rejects.toMatchObject({
      name: 'UsageError',
      message: `${folder} holds no file of EPSS: it would be called epss_scores-YYYY-MM-DD.csv.gz`,
    });
  });

  it('changes nothing of it', async () => {
    const epss = write('epss.csv', EPSS);
    await load({ epss });
    expect(readFileSync(epss, 'utf8')).toBe(EPSS);
  });
});
