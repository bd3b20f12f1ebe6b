/**
 * For programs that ask one fixed host over HTTPS and can be told nothing else: a proxy on 127.0.0.1 that answers for
 * that host itself, under a certificate made for the occasion, and refuses every other.
 */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import http, { type RequestListener } from 'node:http';
import https from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import path from 'node:path';

export interface AnsweringProxy {
  /** What makes a program go there, but for the certificate, which each takes under another name. */
  environment: Record<string, string>;
  /** Absolute path of the certificate to trust. */
  certificate: string;
  close(): Promise<void>;
}

export interface AnsweringOptions {
  port?: number;
  /** Lets the program in and then hangs up. */
  hangsUp?: boolean;
  /** Told of each other address that was asked for. */
  onOther: (address: string) => void;
}

function makeCertificate(host: string, folder: string): { key: string; cert: string; file: string } {
  const [key, file] = [path.join(folder, 'key.pem'), path.join(folder, 'certificate.pem')];
  const subject = ['-subj', `/CN=${host}`, '-addext', `subjectAltName=DNS:${host}`, '-days', '2'];
  const curve = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];
  const args = ['req', '-x509', ...curve, '-keyout', key, '-out', file, ...subject];
  execFileSync('openssl', args, { stdio: 'ignore' });
  return { key: readFileSync(key, 'utf8'), cert: readFileSync(file, 'utf8'), file };
}

/**
 * Starts it.
 * @param folder where the certificate and its key are written
 */
export async function answerFor(
  host: string,
  folder: string,
  answer: RequestListener,
  { port = 0, hangsUp = false, onOther }: AnsweringOptions,
): Promise<AnsweringProxy> {
  const { key, cert, file } = makeCertificate(host, folder);
  const site = https.createServer({ key, cert }, answer);
  const proxy = http.createServer((_, response) => response.writeHead(403).end());
  const sockets = new Set<Socket>();
  proxy.on('connect', (request, socket: Socket) => {
    sockets.add(socket);
    socket.on('error', () => socket.destroy());
    if (request.url !== `${host}:443`) {
      onOther(request.url ?? '');
      socket.end('HTTP/1.1 403 Forbidden\r\n\r\n');
      return;
    }
    socket.write('HTTP/1.1 200 OK\r\n\r\n');
    if (hangsUp) socket.destroy();
    else site.emit('connection', socket);
  });
  await new Promise<void>((resolve) => proxy.listen(port, '127.0.0.1', resolve));
  const address = `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`;
  return {
    environment: { HTTPS_PROXY: address, https_proxy: address, NO_PROXY: '', no_proxy: '' },
    certificate: file,
    close: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => proxy.close(resolve));
    },
  };
}

/**
 * Serves one from the command line, for recordings: `PORT FOLDER [STATUS]`. Prints the environment as options of
 * `npm run record`.
 */
export async function serveFromCommandLine(
  start: (folder: string, how: { port: number; status: number }) => Promise<{ environment: Record<string, string> }>,
): Promise<void> {
  const [, , port, folder = '.', status = '200'] = process.argv;
  const { environment } = await start(path.resolve(folder), { port: Number(port), status: Number(status) });
  const options = Object.entries(environment).map(([name, value]) => `--env ${name}=${value}`);
  console.log(options.join(' '));
}
