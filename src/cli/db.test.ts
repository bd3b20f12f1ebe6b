import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import http, { type RequestListener } from 'node:http';
import net, { type AddressInfo } from 'node:net';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { describeLive } from '../../test/live.js';
import type { Ended } from '../../test/muster.js';
import { makeFolder } from '../../test/repository.js';
import type { DatabaseDescription } from '../databases/list.js';
import type { Report } from '../model/report.js';
import semgrep from '../scanners/semgrep/adapter.js';

const EPSS =
  '#model_version:v2025.03.14,score_date:2026-11-23T12:55:00Z\ncve,epss,percentile\nCVE-2021-44228,0.94358,0.99958\n';
const KEV = JSON.stringify({
  catalogVersion: '2026.11.23',
  dateReleased: '2026-11-23T15:00:00Z',
  count: 1,
  vulnerabilities: [{ cveID: 'CVE-2021-44228', dateAdded: '2021-12-10' }],
});
const RULE = 'id: python.lang.eval, languages: [python], severity: WARNING, message: Found eval, pattern: eval(...)';
const RULES = `rules:\n- { ${RULE} }\n`;
// Each command is a process of its own, compiled on the way.
vi.setConfig({ testTimeout: 180_000 });

const TSX = import.meta.resolve('tsx');
const MAIN = path.resolve('src/cli/main.ts');

let base: string;
let server: http.Server;
let answers: Record<string, string | RequestListener>;
let environment: Record<string, string>;

beforeEach(async () => {
  base = makeFolder({});
  answers = { '/epss.csv': EPSS, '/kev.json': KEV, '/c/p/default': RULES };
  server = http.createServer((request, response) => {
    const how = answers[request.url ?? ''];
    if (typeof how === 'function') how(request, response);
    else if (how === undefined) response.writeHead(404).end();
    else if (request.headers['if-none-match'] === '"same"') response.writeHead(304).end();
    else response.writeHead(200, { etag: '"same"' }).end(how);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const at = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  environment = {
    MUSTER_CACHE_DIR: path.join(base, 'cache'),
    MUSTER_EPSS_URL: `${at}/epss.csv`,
    MUSTER_KEV_URL: `${at}/kev.json`,
    MUSTER_SEMGREP_URL: `${at}/c`,
    MUSTER_SEMGREP_PACKS: 'p/default',
  };
});
afterEach(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  rmSync(base, { recursive: true });
});

/** The command line from its sources. */
function muster(args: string[], more: Record<string, string> = {}): Promise<Ended> {
  const child = spawn(process.execPath, ['--import', TSX, MAIN, ...args], {
    cwd: base,
    env: { PATH: process.env['PATH'] ?? '', HOME: base, ...environment, ...more },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let [stdout, stderr] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (status, signal) => resolve({ status, signal, stdout, stderr }));
  });
}

const stored = (id: string, file: string) => path.join(base, 'cache/databases', id, file);

describe('muster db update', () => {
  it('fetches all that it knows, says when each was published, and fetches nothing twice', async () => {
    const first = await muster(['db', 'update']);
    expect([first.status, first.stdout]).toEqual([
      0,
      '✓ epss: EPSS of 2026-11-23\n✓ kev: KEV of 2026-11-23\n✓ semgrep: p/default\n',
    ]);
    expect(first.stderr).toContain(`… asking for ${environment['MUSTER_KEV_URL']}`);
    expect(readFileSync(stored('semgrep', 'p_default.yml'), 'utf8')).toBe(RULES);
    const second = await muster(['db', 'update', 'kev', '--quiet']);
    expect(second).toMatchObject({ status: 0, stdout: '✓ kev: nothing new, KEV of 2026-11-23\n', stderr: '' });
  });

  it('keeps what was stored and has exit status 1 when something cannot be had; the rest is fetched', async () => {
    await muster(['db', 'update', '--quiet']);
    answers['/kev.json'] = (_, response) => response.end('{"count": 1');
    delete answers['/epss.csv'];
    const { status, stdout } = await muster(['db', 'update', '--json', '--quiet']);
    expect(status).toBe(1);
    const results = JSON.parse(stdout) as { id: string; state: string; reason: string }[];
    expect(results.map(({ id, state }) => [id, state])).toEqual([
      ['epss', 'failed'],
      ['kev', 'failed'],
      ['semgrep', 'unchanged'],
    ]);
    expect(results[0]?.reason).toMatch(/answers 404 for \/epss\.csv$/);
    expect(results[1]?.reason).toMatch(/not the catalog as CISA publishes it/);
    expect(readFileSync(stored('kev', 'known_exploited_vulnerabilities.json'), 'utf8')).toBe(KEV);
    expect(readFileSync(stored('semgrep', 'p_default.yml'), 'utf8')).toBe(RULES);
  });

  it('says in one line that nobody listens, with exit status 1', async () => {
    const { stdout, status } = await muster(['db', 'update', 'kev', '--quiet'], {
      MUSTER_KEV_URL: 'http://127.0.0.1:1/kev.json',
    });
    expect([status, stdout]).toEqual([1, '! kev: 127.0.0.1:1 cannot be reached: connect ECONNREFUSED 127.0.0.1:1\n']);
  });

  it('waits no longer than it is told to', async () => {
    answers['/kev.json'] = () => undefined;
    const { stdout, status } = await muster(['db', 'update', 'kev', '--quiet', '--timeout', '0.5']);
    expect(status).toBe(1);
    expect(stdout).toMatch(/^! kev: 127\.0\.0\.1:\d+ (?:sent nothing for|took longer than) 0\.5 s\n$/);
  });

  it('goes by way of the proxy of the environment', async () => {
    const through: string[] = [];
    const proxy = http.createServer();
    proxy.on('connect', (request, socket) => {
      through.push(request.url ?? '');
      const onward = net.connect((server.address() as AddressInfo).port, '127.0.0.1', () => {
        socket.write('HTTP/1.1 200 OK\r\n\r\n');
        onward.pipe(socket).pipe(onward);
      });
      for (const end of [socket, onward]) end.on('error', () => end.destroy());
    });
    await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
    const { status } = await muster(['db', 'update', 'kev', '--quiet'], {
      MUSTER_KEV_URL: 'http://localhost:1/kev.json',
      HTTP_PROXY: `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`,
    });
    proxy.closeAllConnections();
    proxy.close();
    expect([status, through]).toEqual([0, ['localhost:1']]);
  });

  it('says in one line, with exit status 2, what it cannot be asked for', async () => {
    expect(await muster(['db', 'update', '--offline'])).toMatchObject({
      status: 2,
      stdout: '',
      stderr: 'muster: muster db update makes connections; it can do nothing with --offline\n',
    });
    expect((await muster(['db', 'update', 'nvd'])).stderr).toBe(
      'muster: there is no database "nvd"; there are epss, kev, semgrep\n',
    );
    expect((await muster(['db', 'update', 'grype'])).stderr).toBe(
      'muster: muster db update fetches nothing for "grype", only epss, kev, semgrep; muster db list says how it gets its data\n',
    );
    expect(await muster(['db', 'update'], { MUSTER_EPSS_URL: 'mirror' })).toMatchObject({
      status: 2,
      stderr: 'muster: MUSTER_EPSS_URL is no address: mirror\n',
    });
  });
});

describe('muster db list', () => {
  it('says what is there, what is not, and what gets it', async () => {
    await muster(['db', 'update', 'kev', '--quiet']);
    const text = await muster(['db', 'list']);
    expect(text.status).toBe(0);
    expect(text.stdout).toMatch(/^kev +stored +2026-11-23 \(.+\) +[0-9a-f]{12} +risk +Known Exploited/m);
    expect(text.stdout).toMatch(/^epss +missing +- +- +risk +EPSS scores +-$/m);
    expect(text.stdout).toMatch(/^semgrep +default +- +[0-9a-f]{12} +semgrep +Muster's rules +-$/m);
    expect(text.stdout).toContain('\n  epss: muster db update epss\n');
    expect(text.stdout).not.toContain('  kev: ');

    const rows = JSON.parse((await muster(['db', 'list', '--json'])).stdout) as DatabaseDescription[];
    expect(rows.find(({ id }) => id === 'kev')).toMatchObject({
      where: path.join(base, 'cache/databases/kev'),
      updatedAt: '2026-11-23T15:00:00.000Z',
      source: 'stored',
      usedBy: ['risk'],
      urls: [environment['MUSTER_KEV_URL']],
    });
    expect(rows.map(({ id }) => id)).toEqual(expect.arrayContaining(['grype', 'osv-scanner', 'semgrep', 'conftest']));
  });

  it('goes by the configuration of the folder, and by the environment before it', async () => {
    mkdirSync(path.join(base, 'packs'));
    writeFileSync(path.join(base, 'packs/own.yml'), RULES);
    writeFileSync(path.join(base, 'muster.yml'), 'databases: { semgrep: packs, kev: kev.json }\n');
    writeFileSync(path.join(base, 'kev.json'), KEV);
    const { stdout } = await muster(['db', 'list', '--json'], { MUSTER_KEV_DATABASE: '/nowhere/kev.json' });
    const rows = JSON.parse(stdout) as DatabaseDescription[];
    expect(rows.find(({ id }) => id === 'semgrep')).toMatchObject({
      name: "Muster's rules; own.yml",
      where: path.join(base, 'packs'),
      source: 'configured',
    });
    expect(rows.find(({ id }) => id === 'kev')).toMatchObject({
      where: '/nowhere/kev.json',
      digest: null,
      problem: expect.stringContaining('does not exist'),
    });
  });
});

describe('a scan', () => {
  it('uses what is stored for the risk, and what the user names before it', async () => {
    await muster(['db', 'update', 'epss', 'kev', '--quiet']);
    mkdirSync(path.join(base, 'target'));
    const args = ['scan', 'target', '--only', 'hadolint', '--json', '--quiet', '--offline', '--output', 'results'];
    const names = (report: Report) => report.riskData?.map(({ name, updatedAt }) => [name, updatedAt]);
    expect(names(JSON.parse((await muster(args)).stdout) as Report)).toEqual([
      ['EPSS (model v2025.03.14)', '2026-11-23T12:55:00.000Z'],
      ['KEV (catalog 2026.11.23)', '2026-11-23T15:00:00.000Z'],
    ]);
    const own = path.join(base, 'own.json');
    writeFileSync(own, KEV.replace('2026.11.23', '2026.01.01'));
    const named = await muster(args, { MUSTER_KEV_DATABASE: own });
    expect(names(JSON.parse(named.stdout) as Report)?.[1]?.[0]).toBe('KEV (catalog 2026.01.01)');
  });
});

await describeLive(semgrep, [], (tool) => {
  it('runs the packs that muster db update has stored, and the ledger names them', async () => {
    await muster(['db', 'update', 'semgrep', '--quiet']);
    mkdirSync(path.join(base, 'target'));
    writeFileSync(path.join(base, 'target/a.py'), 'def run(x):\n    eval(x)\n');
    const args = ['scan', 'target', '--only', 'semgrep', '--tools', 'path', '--offline', '--json', '--quiet'];
    const PATH = `${path.dirname(tool.path)}:${process.env['PATH']}`;
    const { stdout } = await muster([...args, '--output', 'results'], { PATH });
    const report = JSON.parse(stdout) as Report;
    expect(report.coverage.find(({ scanner }) => scanner === 'semgrep')).toMatchObject({
      status: 'completed',
      canary: 'found',
      database: { name: "Muster's rules; p/default", updatedAt: null },
    });
    const rules = report.findings.flatMap(({ sources }) => sources.map(({ ruleId }) => ruleId));
    expect(rules).toEqual(['python.lang.eval']);
  });
});
