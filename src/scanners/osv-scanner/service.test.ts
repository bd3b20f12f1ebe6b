import http from 'node:http';
import net, { type AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { whyUnreachable } from './service.js';

const open: net.Server[] = [];
afterEach(async () => {
  for (const server of open.splice(0)) await new Promise((resolve) => server.close(resolve));
});

async function listen(server: net.Server): Promise<string> {
  open.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** A proxy that answers every wish for a connection in one way. */
function proxy(status: number, asked: http.IncomingMessage[] = []): Promise<string> {
  const server = http.createServer();
  server.on('connect', (request, socket) => {
    asked.push(request);
    socket.end(`HTTP/1.1 ${status} x\r\n\r\n`);
  });
  return listen(server);
}

describe('whyUnreachable', () => {
  it('finds the service through a proxy, as the program would', async () => {
    const asked: http.IncomingMessage[] = [];
    const address = await proxy(200, asked);
    expect(await whyUnreachable({ HTTPS_PROXY: `http://us%40er:word@${address}` })).toBeUndefined();
    expect(await whyUnreachable({ https_proxy: address, NO_PROXY: 'example.com, .osv.example' })).toBeUndefined();
    expect(asked.map(({ url }) => url)).toEqual(['api.osv.dev:443', 'api.osv.dev:443']);
    expect(asked[0]?.headers['proxy-authorization']).toBe(`Basic ${Buffer.from('us@er:word').toString('base64')}`);
  });

  it('asks no more of a proxy of another kind than to be there', async () => {
    const address = await listen(net.createServer((socket) => socket.end()));
    expect(await whyUnreachable({ HTTPS_PROXY: `socks5://${address}` })).toBeUndefined();
  });

  it('says what refused the connection', async () => {
    const reason = 'no connection to api.osv.dev';
    expect(await whyUnreachable({ HTTPS_PROXY: `http://${await proxy(407)}` })).toBe(
      `${reason}: its proxy answers 407`,
    );
    expect(await whyUnreachable({ HTTPS_PROXY: '127.0.0.1:1' })).toBe(`${reason}: ECONNREFUSED`);
    expect(await whyUnreachable({ HTTPS_PROXY: 'socks5://127.0.0.1:1' })).toBe(`${reason}: ECONNREFUSED`);
  });

  it('does not wait long for an answer', async () => {
    const address = await listen(net.createServer((socket) => setTimeout(() => socket.destroy(), 3500)));
    const started = Date.now();
    expect(await whyUnreachable({ HTTPS_PROXY: address })).toBe('no connection to api.osv.dev within 3 s');
    expect(Date.now() - started).toBeLessThan(5000);
  }, 10_000);

  it('goes around a proxy where the program does', async () => {
    const asked: http.IncomingMessage[] = [];
    const address = await proxy(200, asked);
    for (const exception of ['*', '.osv.dev', 'osv.dev', 'example.com,api.osv.dev']) {
      await whyUnreachable({ HTTPS_PROXY: address, NO_PROXY: exception });
    }
    expect(asked).toEqual([]);
  }, 20_000);
});
