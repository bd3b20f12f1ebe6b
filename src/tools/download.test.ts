import { existsSync, readFileSync, rmSync, statSync } from 'node:fs';
import http from 'node:http';
import net, { type AddressInfo } from 'node:net';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { makeFolder } from '../../test/repository.js';
import { type Server, serve } from '../../test/tools-kit.js';
import { textDigest } from './digest.js';
import { type DownloadLimits, download } from './download.js';

const CONTENT = 'the program\n'.repeat(1000);

let root: string;
let file: string;
let server: Server;
beforeEach(() => {
  root = makeFolder({});
  file = path.join(root, 'file');
  vi.stubEnv('NO_PROXY', '127.0.0.1,localhost');
  vi.stubEnv('no_proxy', '127.0.0.1,localhost');
});
afterEach(async () => {
  vi.unstubAllEnvs();
  rmSync(root, { recursive: true });
  await server.close();
});

interface Asked {
  at?: string;
  sha256?: string;
  limits?: Partial<DownloadLimits>;
  cancel?: AbortSignal;
}

function fetchIt({ at = '/x', sha256 = textDigest(CONTENT), limits = {}, ...more }: Asked = {}): Promise<void> {
  const url = new URL(at, server.address).href;
  return download({ url, sha256, file, limits: { pausesMs: [], silenceMs: 5_000, ...limits }, ...more });
}

/** What went wrong, without the server's own address; and nothing may be left of the file. */
async function problem(asked: Asked = {}): Promise<string> {
  const message = await fetchIt(asked).then(
    () => 'it worked',
    (error: Error) => `${error.name}: ${error.message}`,
  );
  expect(existsSync(file)).toBe(false);
  return message.replaceAll(new URL(server.address).host, 'HOST');
}

describe('download', () => {
  it('writes a file that has the digest, readable by the user only', async () => {
    server = await serve((_, response) => response.end(CONTENT));
    await fetchIt();
    expect([readFileSync(file, 'utf8') === CONTENT, statSync(file).mode & 0o077]).toEqual([true, 0]);
  });

  it('refuses one that has another', async () => {
    server = await serve((_, response) => response.end(`${CONTENT}// and more`));
    expect(await problem()).toBe(
      `InstallError: http://HOST/x has the digest ${textDigest(`${CONTENT}// and more`)}, pinned is ${textDigest(CONTENT)}: it is not the release`,
    );
  });

  it.each([
    ['by its announced length', { 'content-length': String(CONTENT.length) }],
    ['by chunks without an end', {}],
  ])('refuses one that is cut short, %s', async (_, headers) => {
    server = await serve((_, response) => {
      response.writeHead(200, headers);
      response.write(CONTENT.slice(0, 100), () => response.destroy());
    });
    expect(await problem()).toBe('InstallError: HOST ended the connection before the file was whole');
  });

  it.each([
    ['before the answer', false],
    ['in the middle of the file', true],
  ])('gives up a server that falls silent %s', async (_, begins) => {
    server = await serve((_, response) => {
      if (begins) response.write(CONTENT.slice(0, 100));
    });
    const startedAt = performance.now();
    expect(await problem({ limits: { silenceMs: 500 } })).toBe('InstallError: HOST sent nothing for 0.5 s');
    expect(performance.now() - startedAt).toBeLessThan(5_000);
  });

  it('gives up one that sends a byte from time to time', async () => {
    server = await serve((_, response) => {
      const drip = setInterval(() => response.write('x'), 100);
      response.on('close', () => clearInterval(drip));
    });
    expect(await problem({ limits: { totalMs: 600 } })).toBe('InstallError: HOST took longer than 0.01 minutes');
  });

  it.each([
    ['says so at once', { 'content-length': String(CONTENT.length) }],
    ['does not say how much it sends', {}],
  ])('takes no more than the limit from a server that %s', async (_, headers) => {
    server = await serve((_, response) => response.writeHead(200, headers).end(CONTENT));
    expect(await problem({ limits: { bytes: 5000 } })).toBe('InstallError: http://HOST/x is larger than 5000 bytes');
  });

  it('does not ask again where the answer is no', async () => {
    server = await serve((_, response) => response.writeHead(404).end('<html>not here</html>'));
    expect(await problem({ limits: { pausesMs: [1, 1] } })).toBe('InstallError: HOST answers 404 for /x');
    expect(server.requests).toEqual(['GET /x']);
  });

  it('asks again after what may pass, and then gives up', async () => {
    let times = 0;
    server = await serve((_, response) => {
      times++;
      if (times === 1) response.writeHead(503).end('busy');
      else if (times === 2) response.destroy();
      else response.end(CONTENT);
    });
    await fetchIt({ limits: { pausesMs: [1, 1] } });
    expect([server.requests.length, readFileSync(file, 'utf8') === CONTENT]).toEqual([3, true]);
    rmSync(file);
    times = 0;
    expect(await problem({ limits: { pausesMs: [1] } })).toMatch(/before the file was whole$/);
  });

  it('starts a file anew when it is asked again', async () => {
    let times = 0;
    server = await serve((_, response) => {
      if (++times > 1) response.end(CONTENT);
      else response.write('x'.repeat(CONTENT.length * 2), () => response.destroy());
    });
    await fetchIt({ limits: { pausesMs: [1] } });
    expect(statSync(file).size).toBe(CONTENT.length);
  });

  it('follows redirections to where the file is', async () => {
    server = await serve((request, response) => {
      if (request.url === '/x') response.writeHead(302, { location: '/moved?a=b' }).end();
      else if (request.url === '/moved?a=b') response.writeHead(307, { location: `${server.address}/there` }).end('x');
      else response.end(CONTENT);
    });
    await fetchIt();
    expect(server.requests).toEqual(['GET /x', 'GET /moved?a=b', 'GET /there']);
  });

  it('does not follow them without end, nor to where anybody on the way could read along', async () => {
    server = await serve((request, response) => {
      const location = request.url === '/out' ? 'http://registry.example/x' : request.url;
      response.writeHead(301, { location }).end();
    });
    expect(await problem({ at: '/round' })).toBe('InstallError: HOST redirects without end');
    expect(server.requests.length).toBe(6);
    expect(await problem({ at: '/out' })).toBe('InstallError: http://registry.example is not asked: no HTTPS');
  });

  it('asks no other machine without HTTPS, and opens no file', async () => {
    server = await serve((_, response) => response.end(CONTENT));
    for (const at of ['http://registry.example/x', 'http://127.0.0.1.registry.example/x', 'file:///etc/passwd']) {
      expect(await problem({ at })).toMatch(/is not asked: no HTTPS$/);
    }
  });

  it('says that nobody is there', async () => {
    server = await serve((_, response) => response.end(CONTENT));
    const port = await new Promise<number>((resolve) => {
      const probe = net.createServer().listen(0, '127.0.0.1', () => {
        const free = (probe.address() as AddressInfo).port;
        probe.close(() => resolve(free));
      });
    });
    expect(await problem({ at: `http://127.0.0.1:${port}/x` })).toBe(
      `InstallError: 127.0.0.1:${port} cannot be reached: connect ECONNREFUSED 127.0.0.1:${port}`,
    );
  });

  it('is cancelled at once', async () => {
    server = await serve((_, response) => response.write('x'));
    const cancel = new AbortController();
    setTimeout(() => cancel.abort(), 200);
    expect(await problem({ cancel: cancel.signal })).toBe('InstallError: interrupted');
    expect(await problem({ cancel: cancel.signal })).toBe('InstallError: interrupted');
  });

  it('goes by way of the proxy that the environment names', async () => {
    server = await serve((_, response) => response.end(CONTENT));
    const through: string[] = [];
    const proxy = http.createServer((request, response) => {
      through.push(`${request.method} ${request.url}`);
      response.writeHead(403).end();
    });
    proxy.on('connect', (request, socket: net.Socket) => {
      through.push(`CONNECT ${request.url}`);
      const [host, port] = (request.url ?? '').split(':');
      const far = net.connect(Number(port), host, () => {
        socket.write('HTTP/1.1 200 OK\r\n\r\n');
        far.pipe(socket).pipe(far);
      });
      for (const end of [far, socket]) end.on('error', () => undefined);
    });
    await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
    const address = `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`;
    for (const name of ['HTTP_PROXY', 'http_proxy']) vi.stubEnv(name, address);
    for (const name of ['NO_PROXY', 'no_proxy']) vi.stubEnv(name, '');
    await fetchIt();
    expect(through).toEqual([`CONNECT ${new URL(server.address).host}`]);
    proxy.closeAllConnections();
    await new Promise((resolve) => proxy.close(resolve));
  });
});
