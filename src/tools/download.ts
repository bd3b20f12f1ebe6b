import { rm } from 'node:fs/promises';
import { type Dispatcher, EnvHttpProxyAgent, request } from 'undici';
import { saveBody } from '../net/save-body.js';
import { InstallError } from './types.js';

export interface DownloadLimits {
  /** Without a byte from the other side. */
  silenceMs: number;
  /** For all of it, with every try. */
  totalMs: number;
  bytes: number;
  /** Pauses before the second, the third… try; what comes late or not at all may come the next time. */
  pausesMs: number[];
}

const LIMITS: DownloadLimits = {
  silenceMs: 30_000,
  totalMs: 15 * 60_000,
  bytes: 1 << 30,
  pausesMs: [500, 3_000],
};
const REDIRECTIONS = 5;
const LOOPBACK = new Set(['127.0.0.1', '[::1]', 'localhost']);

export interface DownloadRequest {
  url: string;
  /** In hex. */
  sha256: string;
  /** Absolute path; overwritten. */
  file: string;
  cancel?: AbortSignal;
  limits?: Partial<DownloadLimits>;
}

/** A download that may work when it is tried again. */
class Hitch extends InstallError {}

/** Whether a connection to an address may be made: nobody on the way can read along, or there is no way. */
function isAllowed(url: URL, from: URL): boolean {
  if (url.protocol === 'https:') return true;
  return url.protocol === 'http:' && LOOPBACK.has(url.hostname) && from.protocol === 'http:';
}

/** Asks for an address, and for those that it points to. */
async function ask(
  url: string,
  how: { dispatcher: Dispatcher; signal: AbortSignal },
): Promise<Dispatcher.ResponseData> {
  let at = new URL(url);
  for (let hops = 0; hops <= REDIRECTIONS; hops++) {
    if (!isAllowed(at, new URL(url))) throw new InstallError(`${at.protocol}//${at.host} is not asked: no HTTPS`);
    const response = await request(at, how);
    const { statusCode: status, headers } = response;
    if (status === 200) return response;
    await response.body.dump();
    const next = headers['location'];
    if (status < 300 || status >= 400 || typeof next !== 'string') {
      const message = `${at.host} answers ${status} for ${at.pathname}`;
      throw status >= 500 || status === 429 ? new Hitch(message) : new InstallError(message);
    }
    at = new URL(next, at);
  }
  throw new InstallError(`${at.host} redirects without end`);
}

/** What an error of the connection means, for people. */
function explain(error: NodeJS.ErrnoException, host: string, limits: DownloadLimits): InstallError {
  if (error instanceof InstallError) return error;
  switch (error.code) {
    case 'UND_ERR_HEADERS_TIMEOUT':
    case 'UND_ERR_BODY_TIMEOUT':
      return new Hitch(`${host} sent nothing for ${limits.silenceMs / 1000} s`);
    case 'UND_ERR_CONNECT_TIMEOUT':
      return new Hitch(`${host} cannot be reached: no connection within ${limits.silenceMs / 1000} s`);
    case 'UND_ERR_SOCKET':
    case 'ECONNRESET':
    case 'UND_ERR_RES_CONTENT_LENGTH_MISMATCH':
      return new Hitch(`${host} ended the connection before the file was whole`);
    case 'ECONNREFUSED':
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
    case 'ENETUNREACH':
    case 'EHOSTUNREACH':
      return new Hitch(`${host} cannot be reached: ${error.message}`);
    case 'ENOSPC':
      return new InstallError('no space left on the device');
    default:
      return new InstallError(`${host}: ${error.message}`);
  }
}

/** Fetches once; gives the digest of what came. */
async function fetchOnce(
  { url, file }: DownloadRequest,
  limits: DownloadLimits,
  dispatcher: Dispatcher,
  signal: AbortSignal,
): Promise<string> {
  const tooLarge = () => new InstallError(`${url} is larger than ${limits.bytes} bytes`);
  const { headers, body } = await ask(url, { dispatcher, signal });
  if (Number(headers['content-length'] ?? 0) > limits.bytes) {
    body.on('error', () => undefined).destroy();
    throw tooLarge();
  }
  const { sha256 } = await saveBody(body, file, { mode: 0o600, bytes: limits.bytes, tooLarge, signal });
  return sha256;
}

async function tryEach(wanted: DownloadRequest, limits: DownloadLimits, signal: AbortSignal, dispatcher: Dispatcher) {
  const { host } = new URL(wanted.url);
  for (let tries = 0; ; tries++) {
    try {
      return await fetchOnce(wanted, limits, dispatcher, signal);
    } catch (error) {
      if (wanted.cancel?.aborted) throw new InstallError('interrupted');
      if (signal.aborted) throw new InstallError(`${host} took longer than ${limits.totalMs / 60_000} minutes`);
      const reason = explain(error as NodeJS.ErrnoException, host, limits);
      const pause = limits.pausesMs[tries];
      if (!(reason instanceof Hitch) || pause === undefined) throw reason;
      await new Promise((resolve) => setTimeout(resolve, pause));
    }
  }
}

/**
 * Fetches a file over HTTPS, by way of the proxy that HTTPS_PROXY and NO_PROXY name. What has not the digest is deleted.
 * Plain HTTP is for the tests' own servers: to this machine only.
 * @throws InstallError when it cannot be had, is not what it should be, or was cancelled
 */
export async function download(wanted: DownloadRequest): Promise<void> {
  const limits = { ...LIMITS, ...wanted.limits };
  const time = AbortSignal.timeout(limits.totalMs);
  const signal = wanted.cancel ? AbortSignal.any([wanted.cancel, time]) : time;
  const { silenceMs } = limits;
  const dispatcher = new EnvHttpProxyAgent({
    connect: { timeout: silenceMs },
    headersTimeout: silenceMs,
    bodyTimeout: silenceMs,
  });
  try {
    const digest = await tryEach(wanted, limits, signal, dispatcher);
    if (digest !== wanted.sha256) {
      throw new InstallError(
        `${wanted.url} has the digest ${digest}, pinned is ${wanted.sha256}: it is not the release`,
      );
    }
  } catch (error) {
    await rm(wanted.file, { force: true });
    throw error;
  } finally {
    await dispatcher.destroy();
  }
}
