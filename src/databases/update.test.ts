import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import http, { type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sources } from './sources.js';
import { databaseFolder, readStored, storedDatabases } from './store.js';
import { updateDatabase } from './update.js';

const EPSS_CSV =
  '#model_version:v2025.03.14,score_date:2026-11-23T12:55:00Z\ncve,epss,percentile\nCVE-2021-44228,0.94358,0.99958\n';
const EPSS = gzipSync(EPSS_CSV);
const KEV = JSON.stringify({
  title: 'CISA Catalog of Known Exploited Vulnerabilities',
  catalogVersion: '2026.11.23',
  dateReleased: '2026-11-23T15:00:12.3456Z',
  count: 1,
  vulnerabilities: [{ cveID: 'CVE-2021-44228', dateAdded: '2021-12-10', dueDate: '2021-12-24' }],
});
const RULES = 'rules:\n- { id: a.b, languages: [python], severity: LOW, message: m, pattern: x }\n';
const MODIFIED = 'Mon, 23 Nov 2026 13:00:00 GMT';

let cache: string;
let server: http.Server;
let base: string;
let answer: RequestListener;
let asked: IncomingMessage[];

beforeEach(async () => {
  cache = mkdtempSync(path.join(os.tmpdir(), 'muster-db-'));
  asked = [];
  answer = (_, response) => response.writeHead(404).end();
  server = http.createServer((request, response) => {
    asked.push(request);
    answer(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterEach(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  rmSync(cache, { recursive: true });
});

function source(id: 'epss' | 'kev' | 'semgrep', packs = 'p/a,p/b') {
  const env = {
    MUSTER_EPSS_URL: `${base}/epss_scores-current.csv.gz`,
    MUSTER_KEV_URL: `${base}/kev.json`,
    MUSTER_SEMGREP_URL: `${base}/c`,
    MUSTER_SEMGREP_PACKS: packs,
  };
  const found = sources(env).find((one) => one.id === id);
  if (!found) throw new Error('no such source');
  return found;
}

function serve(body: string | Buffer, headers: Record<string, string> = {}): RequestListener {
  return (request: IncomingMessage, response: ServerResponse) => {
    const { etag, 'last-modified': modified } = headers;
    const isSame =
      (etag && request.headers['if-none-match'] === etag) ||
      (modified && request.headers['if-modified-since'] === modified);
    if (isSame) response.writeHead(304).end();
    else response.writeHead(200, headers).end(body);
  };
}

const update = (id: 'epss' | 'kev' | 'semgrep', more: { totalMs?: number; cancel?: AbortSignal } = {}) =>
  updateDatabase(source(id), { cache, ...more });
const files = (id: string) => readdirSync(databaseFolder(cache, id)).sort();

describe('an update', () => {
  it('stores EPSS scores by their official name, dated by their own word, and asks by name and digest', async () => {
    answer = serve(EPSS, { etag: '"1"', 'last-modified': MODIFIED });
    const { state, stored } = await update('epss');
    expect(state).toBe('updated');
    expect(stored.files).toEqual([
      {
        file: 'epss_scores-current.csv.gz',
        name: 'EPSS',
        url: `${base}/epss_scores-current.csv.gz`,
        fetchedAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
        updatedAt: '2026-11-23T12:55:00.000Z',
        sha256: createHash('sha256').update(EPSS).digest('hex'),
        etag: '"1"',
        lastModified: MODIFIED,
      },
    ]);
    expect(files('epss')).toEqual(['epss_scores-current.csv.gz', 'muster-database.json']);
    expect(readFileSync(path.join(databaseFolder(cache, 'epss'), 'epss_scores-current.csv.gz'))).toEqual(EPSS);
    expect(await readStored(cache, 'epss')).toEqual(stored);
    expect(await storedDatabases(cache)).toEqual({ epss: databaseFolder(cache, 'epss') });
  });

  it('stores the catalog of CISA, dated by its release', async () => {
    answer = serve(KEV);
    const { stored } = await update('kev');
    expect(stored.files[0]).toMatchObject({
      file: 'known_exploited_vulnerabilities.json',
      updatedAt: '2026-11-23T15:00:12.345Z',
      etag: null,
    });
  });

  it('stores packs of Semgrep by their names, dated by the server, which is all there is', async () => {
    answer = (request, response) =>
      serve(RULES, request.url === '/c/p/a' ? { 'last-modified': MODIFIED } : {})(request, response);
    const { stored } = await update('semgrep');
    expect(asked.map(({ url }) => url).sort()).toEqual(['/c/p/a', '/c/p/b']);
    expect(stored.files.map(({ file, name, updatedAt }) => [file, name, updatedAt])).toEqual([
      ['p_a.yml', 'p/a', '2026-11-23T13:00:00.000Z'],
      ['p_b.yml', 'p/b', null],
    ]);
  });

  it('drops packs that are no longer asked for', async () => {
    answer = serve(RULES);
    await update('semgrep');
    await updateDatabase(source('semgrep', 'p/b'), { cache });
    expect(files('semgrep')).toEqual(['muster-database.json', 'p_b.yml']);
  });

  it('follows the address of the day', async () => {
    answer = (request, response) =>
      request.url === '/epss_scores-2026-11-23.csv.gz'
        ? serve(EPSS)(request, response)
        : response.writeHead(302, { location: '/epss_scores-2026-11-23.csv.gz' }).end();
    expect((await update('epss')).state).toBe('updated');
  });

  it('fetches nothing that has not changed, by tag or by date, and knows the same content for what it is', async () => {
    answer = serve(EPSS, { etag: '"1"' });
    const first = await update('epss');
    const second = await update('epss');
    expect(second.state).toBe('unchanged');
    expect(asked[1]?.headers['if-none-match']).toBe('"1"');
    expect(second.stored.files[0]).toMatchObject({ sha256: first.stored.files[0]?.sha256, etag: '"1"' });

    answer = serve(KEV, { 'last-modified': MODIFIED });
    await update('kev');
    expect((await update('kev')).state).toBe('unchanged');
    expect(asked.at(-1)?.headers['if-modified-since']).toBe(MODIFIED);

    answer = serve(RULES);
    await update('semgrep');
    expect((await update('semgrep')).state).toBe('unchanged');
  });

  it('asks for all of a file that somebody has changed or removed since', async () => {
    answer = serve(EPSS, { etag: '"1"' });
    await update('epss');
    const file = path.join(databaseFolder(cache, 'epss'), 'epss_scores-current.csv.gz');
    writeFileSync(file, 'changed');
    expect((await update('epss')).state).toBe('unchanged');
    expect(readFileSync(file)).toEqual(EPSS);
    rmSync(file);
    expect(await storedDatabases(cache)).toEqual({});
    await update('epss');
    expect(readFileSync(file)).toEqual(EPSS);
  });

  it('is no harm to another of the same database: both end well, with one whole database', async () => {
    let open = 0;
    let most = 0;
    answer = (request, response) => {
      most = Math.max(most, ++open);
      setTimeout(() => {
        open--;
        serve(EPSS)(request, response);
      }, 100);
    };
    const ended = await Promise.all([update('epss'), update('epss'), update('epss')]);
    expect(ended.map(({ state }) => state).sort()).toEqual(['unchanged', 'unchanged', 'updated']);
    expect(most).toBe(1);
    expect(files('epss')).toEqual(['epss_scores-current.csv.gz', 'muster-database.json']);
  });

  it('clears away what one that was killed has left', async () => {
    answer = serve(EPSS);
    await update('epss');
    writeFileSync(path.join(databaseFolder(cache, 'epss'), '.epss_scores-current.csv.gz.x.part'), 'half');
    await update('epss');
    expect(files('epss')).toEqual(['epss_scores-current.csv.gz', 'muster-database.json']);
  });
});

describe('an update that cannot be had', () => {
  /** What was stored before is there afterwards, and nothing else. */
  async function refused(
    id: 'epss' | 'kev' | 'semgrep',
    how: RequestListener,
    more: { totalMs?: number; cancel?: AbortSignal } = {},
  ) {
    answer = serve({ epss: EPSS, kev: KEV, semgrep: RULES }[id]);
    const { stored } = await update(id);
    const before = files(id);
    answer = how;
    const reason = await update(id, more).then(
      () => 'it was had',
      (error: Error) => `${error.name}: ${error.message}`,
    );
    expect(await readStored(cache, id)).toEqual(stored);
    expect(files(id)).toEqual(before);
    for (const { file, sha256 } of stored.files) {
      const content = readFileSync(path.join(databaseFolder(cache, id), file));
      expect(createHash('sha256').update(content).digest('hex')).toBe(sha256);
    }
    return reason.replaceAll(base, 'BASE').replaceAll(base.slice('http://'.length), 'HOST');
  }

  it('says that the server does not have it', async () => {
    expect(await refused('kev', (_, response) => response.writeHead(404).end())).toBe(
      'DatabaseError: HOST answers 404 for /kev.json',
    );
    expect(await refused('kev', (_, response) => response.writeHead(503).end())).toBe(
      'DatabaseError: HOST answers 503 for /kev.json',
    );
  });

  it('says within two seconds that nobody listens', async () => {
    answer = serve(EPSS);
    await update('epss');
    server.closeAllConnections();
    const port = (server.address() as AddressInfo).port;
    await new Promise((resolve) => server.close(resolve));
    const started = Date.now();
    await expect(update('epss')).rejects.toThrow(
      `127.0.0.1:${port} cannot be reached: connect ECONNREFUSED 127.0.0.1:${port}`,
    );
    expect(Date.now() - started).toBeLessThan(2_000);
    expect(Object.keys(await storedDatabases(cache))).toEqual(['epss']);
    await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  });

  it('says that the server keeps silent, before the answer and within it', async () => {
    const quick = { totalMs: 300 };
    expect(await refused('kev', () => undefined, quick)).toMatch(/HOST (?:sent nothing for|took longer than) 0\.3 s$/);
    const half: RequestListener = (_, response) => void response.writeHead(200).write(KEV.slice(0, 20));
    expect(await refused('kev', half, quick)).toMatch(/HOST (?:sent nothing for|took longer than) 0\.3 s$/);
  });

  it('says that the file was cut short, whether its length was told or not', async () => {
    const told: RequestListener = (_, response) => {
      response.writeHead(200, { 'content-length': String(EPSS.length) }).write(EPSS.subarray(0, 20));
      setTimeout(() => response.destroy(), 50);
    };
    expect(await refused('epss', told)).toBe('DatabaseError: HOST ended the connection before the file was whole');
    expect(await refused('epss', serve(EPSS.subarray(0, EPSS.length - 12)))).toMatch(
      /^DatabaseError: BASE\/epss_scores-current\.csv\.gz is no whole gzip file/,
    );
    const whole = JSON.parse(KEV) as { count: number };
    expect(await refused('kev', serve(JSON.stringify({ ...whole, count: 2 })))).toMatch(
      /BASE\/kev\.json, line 1: .*it counts 2 vulnerabilities, and there are 1/,
    );
  });

  it('says what is wrong with what came instead', async () => {
    const page = serve('<!doctype html><html><body>Sign in to your proxy</body></html>');
    expect(await refused('epss', page)).toMatch(/^DatabaseError: BASE\/epss_.*not EPSS scores as FIRST publishes them/);
    expect(await refused('kev', page)).toMatch(/^DatabaseError: BASE\/kev\.json, line 1: not the catalog/);
    expect(await refused('semgrep', page)).toMatch(
      /^DatabaseError: BASE\/c\/p\/a: not a pack of rules for Semgrep: at \//,
    );
    expect(await refused('semgrep', serve('rules: []\n'))).toMatch(/there is no rule in it$/);
    expect(await refused('semgrep', serve('rules:\n- { id: a\n'))).toMatch(/not YAML: /);
    expect(await refused('epss', serve(gzipSync(`${EPSS_CSV}CVE-2021-1,2,3\n`)))).toMatch(/line 4: /);
  });

  it('takes all packs or none', async () => {
    const one: RequestListener = (request, response) =>
      request.url === '/c/p/a' ? serve(RULES.replace('a.b', 'a.c'))(request, response) : response.writeHead(404).end();
    expect(await refused('semgrep', one)).toBe('DatabaseError: HOST answers 404 for /c/p/b');
  });

  it('stops at a size that it cannot have, told or not', async () => {
    const small = { ...source('kev'), bytes: 10 };
    answer = serve(KEV);
    await expect(updateDatabase(small, { cache })).rejects.toThrow(`${base}/kev.json is larger than 10 bytes`);
    answer = (_, response) => {
      response.writeHead(200);
      response.write('x'.repeat(8));
      setTimeout(() => response.end('y'.repeat(8)), 20);
    };
    await expect(updateDatabase(small, { cache })).rejects.toThrow('is larger than 10 bytes');
    expect(files('kev')).toEqual([]);
  });

  it('goes to no other host without HTTPS, and not round in circles', async () => {
    const to =
      (location: string): RequestListener =>
      (_, response) =>
        void response.writeHead(302, { location }).end();
    expect(await refused('kev', to('http://kev.example/x'))).toBe(
      'DatabaseError: http://kev.example is not asked: no HTTPS',
    );
    expect(await refused('kev', to('/kev.json'))).toBe('DatabaseError: HOST redirects without end');
  });

  it('is ended when the user asks', async () => {
    const controller = new AbortController();
    setTimeout(() => controller.abort(), 200);
    expect(await refused('kev', () => undefined, { cancel: controller.signal })).toBe('DatabaseError: interrupted');
  });

  it('says where it cannot write', async () => {
    writeFileSync(path.join(cache, 'databases'), 'a file');
    await expect(update('kev')).rejects.toThrow(`${databaseFolder(cache, 'kev')} cannot be written: ENOTDIR`);
    expect(asked).toEqual([]);
  });
});

describe('the addresses', () => {
  it('are the official ones where the environment names none', () => {
    const urls = sources({ MUSTER_KEV_URL: '' }).flatMap((one) => one.files.map(({ url }) => url));
    expect(urls).toEqual([
      'https://epss.empiricalsecurity.com/epss_scores-current.csv.gz',
      'https://www.cisa.gov/sites/default/files/feeds/known_exploited_vulnerabilities.json',
      'https://semgrep.dev/c/p/default',
      'https://semgrep.dev/c/p/security-audit',
      'https://semgrep.dev/c/p/secrets',
    ]);
  });

  it('are refused where they are none, and packs where they could lead out of the folder', () => {
    expect(() => sources({ MUSTER_EPSS_URL: 'epss' })).toThrow('MUSTER_EPSS_URL is no address: epss');
    expect(() => sources({ MUSTER_SEMGREP_PACKS: 'p/default,../x' })).toThrow(
      'MUSTER_SEMGREP_PACKS: "../x" is no pack of Semgrep\'s registry; one is called p/default',
    );
  });
});

describe('the store', () => {
  it('is nothing where there is none, or where nobody can tell what is in it', async () => {
    expect(await storedDatabases(cache)).toEqual({});
    answer = serve(KEV);
    await update('kev');
    writeFileSync(path.join(databaseFolder(cache, 'kev'), 'muster-database.json'), '{"id":"kev"');
    expect(await readStored(cache, 'kev')).toBeUndefined();
    expect(await storedDatabases(cache)).toEqual({});
    expect((await update('kev')).state).toBe('updated');
    expect(existsSync(path.join(databaseFolder(cache, 'kev'), 'known_exploited_vulnerabilities.json'))).toBe(true);
  });
});
