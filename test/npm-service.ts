/**
 * A registry of npm on 127.0.0.1, as far as `npm audit` asks one, with advisories of the test's own.
 *
 *   npx tsx test/npm-service.ts PORT [ANSWER]     prints the environment to use; ANSWER is one of `Answer`
 */
import http from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { gunzipSync } from 'node:zlib';
import { satisfies } from 'semver';

/** One advisory as the service of npm answers it, by name of package. */
export interface NpmAdvisory {
  id: number;
  url: string;
  title: string;
  severity: string;
  vulnerable_versions: string;
  cwe: string[];
  cvss: { score: number; vectorString: string | null };
}

/** True facts about real packages, in words of our own. */
export const ADVISORIES: Record<string, NpmAdvisory[]> = {
  minimist: [
    {
      id: 1097678,
      url: 'https://github.com/advisories/GHSA-xvch-5gv4-984h',
      title: 'Arguments can pollute the prototype of every object',
      severity: 'critical',
      vulnerable_versions: '>=1.0.0 <1.2.6',
      cwe: ['CWE-1321'],
      cvss: { score: 9.8, vectorString: 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H' },
    },
    {
      id: 1096466,
      url: 'https://github.com/advisories/GHSA-vh95-rmgr-6w4m',
      title: 'A constructor in the arguments pollutes the prototype',
      severity: 'moderate',
      vulnerable_versions: '<0.2.1',
      cwe: ['CWE-1321'],
      cvss: { score: 5.6, vectorString: 'CVSS:3.1/AV:N/AC:H/PR:N/UI:N/S:U/C:L/I:L/A:L' },
    },
  ],
  lodash: [
    {
      id: 1094499,
      url: 'https://github.com/advisories/GHSA-jf85-cpcp-j695',
      title: 'defaultsDeep pollutes the prototype',
      severity: 'critical',
      vulnerable_versions: '<4.17.12',
      cwe: ['CWE-20', 'CWE-1321'],
      cvss: { score: 9.1, vectorString: 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:H/A:H' },
    },
  ],
  // Withdrawn from scoring: no vector and a score of 0.
  qs: [
    {
      id: 1087527,
      url: 'https://github.com/advisories/GHSA-gqgv-6jq5-jjj9',
      title: 'A query string can stop the process',
      severity: 'high',
      vulnerable_versions: '<1.0.0',
      cwe: ['CWE-400'],
      cvss: { score: 0, vectorString: null },
    },
  ],
};

/** Versions, and on what each depends, of the packages whose page the registry has. */
const PAGES: Record<string, Record<string, Record<string, string>>> = {
  minimist: { '0.0.8': {}, '0.2.4': {}, '1.2.0': {}, '1.2.6': {}, '1.2.8': {} },
  lodash: { '4.17.11': {}, '4.17.21': {} },
  mkdirp: { '0.5.1': { minimist: '0.0.8' }, '0.5.6': { minimist: '^1.2.6' } },
};

/**
 * What the registry does when it is asked for advisories: answers, knows nothing, says `null`, sends a page, never
 * says a word, has only the service that npm 6 asked, or refuses with a status.
 */
export type Answer = 'answers' | 'nothing' | 'null' | 'page' | 'silence' | 'older' | number;

export interface NpmService {
  /** What makes npm go there. */
  environment: Record<string, string>;
  /** The bodies of the questions: names with versions. */
  asked: Record<string, string[]>[];
  /** Method and path of everything that came in. */
  requests: string[];
  close(): Promise<void>;
}

type Advisories = Record<string, NpmAdvisory[]>;

function advisoriesFor(question: Record<string, string[]>, from: Advisories): Advisories {
  const known = Object.entries(question).map(([name, versions]) => {
    const matching = (from[name] ?? []).filter(({ vulnerable_versions: range }) =>
      versions.some((version) => satisfies(version, range)),
    );
    return [name, matching] as const;
  });
  return Object.fromEntries(known.filter(([, matching]) => matching.length > 0));
}

interface Nested {
  version?: string;
  dependencies?: Record<string, Nested>;
}

/** The names and versions in a question to the older service: the tree of a lock file of version 1. */
function flatten(tree: Nested, into: Record<string, string[]> = {}): Record<string, string[]> {
  for (const [name, entry] of Object.entries(tree.dependencies ?? {})) {
    into[name] = [...(into[name] ?? []), entry.version ?? ''];
    flatten(entry, into);
  }
  return into;
}

/** The older service's answer, by the number of the advisory. */
function olderAnswer(question: Record<string, string[]>, from: Advisories) {
  const rows = Object.entries(advisoriesFor(question, from)).flatMap(([name, list]) =>
    list.map((advisory) => ({
      ...advisory,
      module_name: name,
      patched_versions: `>=${advisory.vulnerable_versions.split('<')[1]}`,
      overview: `${advisory.title}.`,
      cwe: advisory.cwe[0],
      cves: [],
      findings: (question[name] ?? [])
        .filter((version) => satisfies(version, advisory.vulnerable_versions))
        .map((version) => ({ version, paths: [name] })),
    })),
  );
  const counts = { info: 0, low: 0, moderate: 0, high: 0, critical: 0 };
  for (const { severity } of rows) counts[severity as keyof typeof counts] += 1;
  return {
    actions: [],
    advisories: Object.fromEntries(rows.map((row) => [row.id, row])),
    muted: [],
    metadata: {
      vulnerabilities: counts,
      dependencies: Object.keys(question).length,
      devDependencies: 0,
      optionalDependencies: 0,
      totalDependencies: Object.keys(question).length,
    },
  };
}

function page(name: string): object | undefined {
  const versions = PAGES[name];
  if (!versions) return undefined;
  const documents = Object.entries(versions).map(([version, dependencies]) => [
    version,
    { name, version, dependencies, dist: {} },
  ]);
  return { name, 'dist-tags': { latest: Object.keys(versions).at(-1) }, versions: Object.fromEntries(documents) };
}

interface Sent {
  status: number;
  body: string;
}

const json = (status: number, document: unknown): Sent => ({ status, body: JSON.stringify(document) });
const NOT_FOUND = json(404, { error: 'Not found' });

/** @returns undefined when nothing is ever said */
function reply(
  answer: Answer,
  isOlder: boolean,
  question: Record<string, string[]>,
  from: Advisories,
): Sent | undefined {
  if (answer === 'silence') return undefined;
  if (typeof answer === 'number') return json(answer, { error: 'not today' });
  if (isOlder !== (answer === 'older')) return NOT_FOUND;
  if (answer === 'older') return json(200, olderAnswer(question, from));
  if (answer === 'page') return { status: 200, body: '<html>Sign in</html>' };
  if (answer === 'null') return json(200, null);
  return json(200, answer === 'nothing' ? {} : advisoriesFor(question, from));
}

async function readBody(request: http.IncomingMessage): Promise<unknown> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  const sent = Buffer.concat(parts);
  return JSON.parse((sent[0] === 0x1f ? gunzipSync(sent) : sent).toString('utf8'));
}

/**
 * Starts the registry.
 * @param advisories by name of package; those of this file when not given
 */
export async function npmService(
  answer: Answer = 'answers',
  port = 0,
  advisories: Advisories = ADVISORIES,
): Promise<NpmService> {
  const asked: Record<string, string[]>[] = [];
  const requests: string[] = [];
  const answerTo = async (request: http.IncomingMessage): Promise<Sent | undefined> => {
    const { method, url = '' } = request;
    requests.push(`${method} ${url}`);
    if (method === 'GET') {
      const found = page(decodeURIComponent(url.slice(1)));
      return found ? json(200, found) : NOT_FOUND;
    }
    const isOlder = url !== '/-/npm/v1/security/advisories/bulk';
    const body = await readBody(request);
    const question = isOlder ? flatten(body as Nested) : (body as Record<string, string[]>);
    asked.push(question);
    return reply(answer, isOlder, question, advisories);
  };
  const server = http.createServer(async (request, response) => {
    const sent = await answerTo(request);
    if (sent) response.writeHead(sent.status, { 'content-type': 'application/json' }).end(sent.body);
  });
  const sockets = new Set<Socket>();
  server.on('connection', (socket) => sockets.add(socket));
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  return {
    asked,
    requests,
    environment: {
      NPM_CONFIG_REGISTRY: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
      NO_PROXY: '127.0.0.1',
      no_proxy: '127.0.0.1',
    },
    close: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

if (process.argv[1] === import.meta.filename) {
  const [, , port, answer = 'answers'] = process.argv;
  const { environment } = await npmService(/^\d+$/.test(answer) ? Number(answer) : (answer as Answer), Number(port));
  console.log(
    Object.entries(environment)
      .flatMap((pair) => ['--env', pair.join('=')])
      .join(' '),
  );
}
