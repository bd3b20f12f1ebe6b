/**
 * The service of OSV.dev on 127.0.0.1, with records of the test's own, for a program that asks https://api.osv.dev and
 * can be told nothing else: a proxy that answers for that host itself, under a certificate made for the occasion.
 *
 *   npx tsx test/osv-service.ts PORT FOLDER [STATUS]     serves `RECORDS`; prints the environment to use
 *
 * It matches packages by their name, and by the record's `versions` where it has some.
 */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import http from 'node:http';
import https from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import path from 'node:path';
import { text } from 'node:stream/consumers';
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

function certificate(folder: string): { key: string; cert: string; file: string } {
  const [key, file] = [path.join(folder, 'key.pem'), path.join(folder, 'certificate.pem')];
  const subject = ['-subj', `/CN=${HOST}`, '-addext', `subjectAltName=DNS:${HOST}`, '-days', '2'];
  const curve = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];
  const args = ['req', '-x509', ...curve, '-keyout', key, '-out', file, ...subject];
  execFileSync('openssl', args, { stdio: 'ignore' });
  return { key: readFileSync(key, 'utf8'), cert: readFileSync(file, 'utf8'), file };
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
  const { key, cert, file } = certificate(folder);
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
  const site = https.createServer({ key, cert }, async (request, response) => {
    const body = await text(request);
    const record = records.find(({ id }) => request.url === `/v1/vulns/${id}`);
    response.writeHead(status, { 'content-type': 'application/json' });
    if (status !== 200) response.end(JSON.stringify({ code: 3, message: 'no' }));
    else if (request.url === '/v1/querybatch') {
      const { queries } = JSON.parse(body) as { queries: Query[] };
      response.end(JSON.stringify({ results: queries.map(answer) }));
    } else response.end(JSON.stringify(record ?? {}));
  });
  const proxy = http.createServer((_, response) => response.writeHead(403).end());
  const sockets = new Set<Socket>();
  proxy.on('connect', (request, socket: Socket) => {
    sockets.add(socket);
    socket.on('error', () => socket.destroy());
    if (request.url !== `${HOST}:443`) {
      asked.push(request.url ?? '');
      socket.end('HTTP/1.1 403 Forbidden\r\n\r\n');
      return;
    }
    socket.write('HTTP/1.1 200 OK\r\n\r\n');
    if (status === 0) socket.destroy();
    else site.emit('connection', socket);
  });
  await new Promise<void>((resolve) => proxy.listen(port, '127.0.0.1', resolve));
  const address = `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`;
  return {
    asked,
    environment: { HTTPS_PROXY: address, https_proxy: address, NO_PROXY: '', no_proxy: '', SSL_CERT_FILE: file },
    close: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => proxy.close(resolve));
    },
  };
}

if (process.argv[1] === import.meta.filename) {
  const [, , port, folder = '.', status = '200'] = process.argv;
  const { environment } = await osvService(path.resolve(folder), undefined, {
    port: Number(port),
    status: Number(status),
  });
  console.log(
    Object.entries(environment)
      .map(([name, value]) => `--env ${name}=${value}`)
      .join(' '),
  );
}
