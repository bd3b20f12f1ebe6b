/**
 * The service of OSV.dev on 127.0.0.1, with records of the test's own, for a program that asks https://api.osv.dev and
 * can be told nothing else.
 *
 *   npx tsx test/osv-service.ts PORT FOLDER [STATUS]     serves `RECORDS`; prints the environment to use
 *
 * It matches packages by their name, and by the record's `versions` where it has some.
 */
import type { RequestListener } from 'node:http';
import { text } from 'node:stream/consumers';
import { answerFor, serveFromCommandLine } from './answering-proxy.js';
import { type OsvRecord, RECORDS } from './osv-database.js';

const HOST = 'api.osv.dev';

interface OsvService {
  /** What makes a program go there instead of to OSV.dev. */
  environment: Record<string, string>;
  /** The packages that were asked for, and the addresses of anything else. */
  asked: string[];
  close(): Promise<void>;
}

interface Query {
  package?: { name: string; ecosystem: string };
  version?: string;
  commit?: string;
}

/**
 * Starts the service.
 * @param folder where the certificate and its key are written
 * @param status what to answer instead: 400 for a service that refuses, 0 for one that hangs up
 */
export async function osvService(
  folder: string,
  records: OsvRecord[] = Object.values(RECORDS).flat(),
  { port = 0, status = 200 } = {},
): Promise<OsvService> {
  const asked: string[] = [];
  const answer = (query: Query) => {
    const name = query.package?.name ?? query.commit ?? '';
    asked.push(`${query.package?.ecosystem ?? 'commit'}/${name}`);
    const vulns = records.filter(({ affected }) =>
      affected.some(
        ({ package: { name: own }, versions }) => own === name && (versions?.includes(query.version ?? '') ?? true),
      ),
    );
    return vulns.length > 0 ? { vulns: vulns.map(({ id, modified }) => ({ id, modified })) } : {};
  };
  const site: RequestListener = async (request, response) => {
    const body = await text(request);
    const record = records.find(({ id }) => request.url === `/v1/vulns/${id}`);
    response.writeHead(status, { 'content-type': 'application/json' });
    if (status !== 200) response.end(JSON.stringify({ code: 3, message: 'no' }));
    else if (request.url === '/v1/querybatch') {
      const { queries } = JSON.parse(body) as { queries: Query[] };
      response.end(JSON.stringify({ results: queries.map(answer) }));
    } else response.end(JSON.stringify(record ?? {}));
  };
  const proxy = await answerFor(HOST, folder, site, {
    port,
    hangsUp: status === 0,
    onOther: (address) => asked.push(address),
  });
  return { asked, environment: { ...proxy.environment, SSL_CERT_FILE: proxy.certificate }, close: proxy.close };
}

if (process.argv[1] === import.meta.filename) {
  await serveFromCommandLine((folder, how) => osvService(folder, undefined, how));
}
