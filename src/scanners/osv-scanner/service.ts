import http from 'node:http';
import net from 'node:net';

const HOST = 'api.osv.dev';
const PORT = 443;
const PATIENCE_MS = 3000;

/** The proxy that the program would use, by the rules of Go. @see https://pkg.go.dev/net/http#ProxyFromEnvironment */
function proxyFor(host: string, env: NodeJS.ProcessEnv): URL | undefined {
  const proxy = env['HTTPS_PROXY'] || env['https_proxy'];
  if (!proxy) return undefined;
  const exceptions = (env['NO_PROXY'] || env['no_proxy'] || '')
    .split(',')
    .map((name) => name.trim().replace(/^\*?\./, ''));
  if (exceptions.some((name) => name === '*' || (name !== '' && (host === name || host.endsWith(`.${name}`))))) {
    return undefined;
  }
  return new URL(proxy.includes('://') ? proxy : `http://${proxy}`);
}

function connect(host: string, port: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = net.connect({ host, port, signal } as net.NetConnectOpts);
    socket.once('connect', () => {
      socket.destroy();
      resolve();
    });
    socket.once('error', reject);
  });
}

/** Asks an HTTP proxy for a connection to the host. */
function connectThrough(proxy: URL, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const user = decodeURIComponent(`${proxy.username}:${proxy.password}`);
    const request = http.request({
      host: proxy.hostname,
      port: proxy.port || 80,
      method: 'CONNECT',
      path: `${HOST}:${PORT}`,
      signal,
      headers: user === ':' ? {} : { 'proxy-authorization': `Basic ${Buffer.from(user).toString('base64')}` },
    });
    request.once('connect', ({ statusCode = 0 }, socket) => {
      socket.destroy();
      if (statusCode >= 200 && statusCode < 300) resolve();
      else reject(new Error(`its proxy answers ${statusCode}`));
    });
    request.once('error', reject);
    request.end();
  });
}

/**
 * Whether anything answers at the service's address. OSV-Scanner asks four times, for 14 to 26 seconds, before it gives
 * up on a refused connection, and cannot be told otherwise.
 * @returns why not; undefined when a connection can be made
 */
export async function whyUnreachable(env: NodeJS.ProcessEnv = process.env): Promise<string | undefined> {
  const signal = AbortSignal.timeout(PATIENCE_MS);
  try {
    const proxy = proxyFor(HOST, env);
    if (proxy?.protocol === 'http:') await connectThrough(proxy, signal);
    else if (proxy)
      await connect(proxy.hostname, Number(proxy.port || (proxy.protocol === 'https:' ? 443 : 1080)), signal);
    else await connect(HOST, PORT, signal);
    return undefined;
  } catch (error) {
    if (signal.aborted) return `no connection to ${HOST} within ${PATIENCE_MS / 1000} s`;
    const { code, message } = error as NodeJS.ErrnoException;
    return `no connection to ${HOST}: ${code ?? message}`;
  }
}
