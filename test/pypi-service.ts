/**
 * PyPI's JSON API on 127.0.0.1, with vulnerabilities of the test's own, for programs that ask its host and can
 * be told nothing else: a proxy that answers for that host itself, under a certificate made for the occasion.
 *
 *   npx tsx test/pypi-service.ts PORT FOLDER [STATUS]     serves the packages of `PACKAGES`; prints the environment to use
 */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import http from 'node:http';
import https from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import path from 'node:path';

/** The host that these programs ask. */
const HOST = ['pypi', 'org'].join('.');

/** One entry of `vulnerabilities`. @see PyPI's documentation, "JSON API" */
export interface PypiVulnerability {
  id: string;
  aliases: string[];
  summary: string | null;
  details: string;
  fixed_in: string[];
  withdrawn: string | null;
}

/** `name/version` as PyPI has it in its address → what is known about it. Anything else is answered with 404. */
export type PypiPackages = Record<string, PypiVulnerability[]>;

/** True facts about real packages, in words of our own. */
const PACKAGES: PypiPackages = {
  'pyyaml/5.3.1': [
    {
      id: 'PYSEC-2021-142',
      aliases: ['CVE-2020-14343', 'GHSA-8q59-q68h-6hv4'],
      summary: null,
      details:
        'PyYAML before 5.4 runs code of the author of an untrusted document that is loaded with full_load or FullLoader.\nThe fix for CVE-2020-1747 was incomplete.',
      fixed_in: ['5.4'],
      withdrawn: null,
    },
  ],
  'jinja2/2.4.1': [
    {
      id: 'GHSA-8r7q-cvjq-x353',
      aliases: ['CVE-2014-1402', 'PYSEC-2014-8'],
      summary: 'Temporary files with predictable names',
      details: 'The file system bytecode cache writes to predictable names in /tmp.',
      fixed_in: ['2.7.2'],
      withdrawn: null,
    },
  ],
  'idna/3.10': [],
  'six/1.16.0': [],
};

export interface PypiService {
  /** What makes a program go there instead of to PyPI. */
  environment: Record<string, string>;
  /** The paths that were asked for. */
  asked: string[];
  close(): Promise<void>;
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
 * @param status what to answer instead of a package's data: 503 for a service in trouble
 */
export async function pypiService(
  folder: string,
  packages: PypiPackages = PACKAGES,
  { port = 0, status = 200 } = {},
): Promise<PypiService> {
  const { key, cert, file } = certificate(folder);
  const asked: string[] = [];
  const site = https.createServer({ key, cert }, (request, response) => {
    asked.push(request.url ?? '');
    const name = /^\/pypi\/(?<name>[^/]+\/[^/]+)\/json$/.exec(request.url ?? '')?.groups?.['name'] ?? '';
    const vulnerabilities = packages[decodeURIComponent(name)];
    response.writeHead(vulnerabilities && status !== 200 ? status : vulnerabilities ? 200 : 404, {
      'content-type': 'application/json',
    });
    response.end(JSON.stringify(vulnerabilities ? { info: {}, urls: [], vulnerabilities } : { message: 'Not Found' }));
  });
  const proxy = http.createServer((_, response) => response.writeHead(403).end());
  const sockets = new Set<Socket>();
  proxy.on('connect', (request, socket: Socket) => {
    sockets.add(socket);
    if (request.url !== `${HOST}:443`) {
      asked.push(request.url ?? '');
      socket.end('HTTP/1.1 403 Forbidden\r\n\r\n');
      return;
    }
    socket.write('HTTP/1.1 200 OK\r\n\r\n');
    site.emit('connection', socket);
  });
  await new Promise<void>((resolve) => proxy.listen(port, '127.0.0.1', resolve));
  const address = `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`;
  return {
    asked,
    environment: {
      HTTPS_PROXY: address,
      https_proxy: address,
      NO_PROXY: '',
      no_proxy: '',
      REQUESTS_CA_BUNDLE: file,
    },
    close: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => proxy.close(resolve));
    },
  };
}

if (process.argv[1] === import.meta.filename) {
  const [, , port, folder = '.', status = '200'] = process.argv;
  const { environment } = await pypiService(path.resolve(folder), PACKAGES, {
    port: Number(port),
    status: Number(status),
  });
  console.log(
    Object.entries(environment)
      .map(([name, value]) => `--env ${name}=${value}`)
      .join(' '),
  );
}
