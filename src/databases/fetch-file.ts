import { type Dispatcher, EnvHttpProxyAgent, request } from 'undici';
import { saveBody } from '../net/save-body.js';
import { DatabaseError } from './types.js';

export interface FetchLimits {
  /** Without a byte from the other side. */
  silenceMs: number;
  /** For all of it. */
  totalMs: number;
  bytes: number;
}

export interface FetchRequest {
  url: string;
  /** Absolute path; overwritten. */
  file: string;
  /** What is known of the file that is there: it is sent only when it has changed. */
  known?: { etag: string | null; lastModified: string | null } | undefined;
  limits: FetchLimits;
  cancel?: AbortSignal | undefined;
}

/** What came; `undefined` where nothing has changed. */
export type Fetched = { sha256: string; bytes: number; etag: string | null; lastModified: string | null } | undefined;

const REDIRECTIONS = 5;
const LOOPBACK = new Set(['127.0.0.1', '[::1]', 'localhost']);

/** Nothing tells a changed database from the real one, so nobody on the way may be able to change it. */
function isAllowed({ protocol, hostname }: URL): boolean {
  return protocol === 'https:' || (protocol === 'http:' && LOOPBACK.has(hostname));
}

function header(value: string | string[] | undefined): string | null {
  return (Array.isArray(value) ? value[0] : value) ?? null;
}

/** Asks for an address, and for those that it points to. */
async function ask(
  { url, known }: FetchRequest,
  how: { dispatcher: Dispatcher; signal: AbortSignal },
): Promise<Dispatcher.ResponseData> {
  const headers: Record<string, string> = { accept: '*/*', 'accept-encoding': 'identity', 'user-agent': 'muster' };
  if (known?.etag) headers['if-none-match'] = known.etag;
  if (known?.lastModified) headers['if-modified-since'] = known.lastModified;
  let at = new URL(url);
  for (let hops = 0; hops <= REDIRECTIONS; hops++) {
    if (!isAllowed(at)) throw new DatabaseError(`${at.protocol}//${at.host} is not asked: no HTTPS`);
    const response = await request(at.href, { ...how, headers });
    const { statusCode: status } = response;
    if (status === 200 || (status === 304 && known)) return response;
    response.body.on('error', () => undefined).destroy();
    const next = header(response.headers['location']);
    if (status < 300 || status >= 400 || next === null || !URL.canParse(next, at.href)) {
      throw new DatabaseError(`${at.host} answers ${status} for ${at.pathname}`);
    }
    at = new URL(next, at);
  }
  throw new DatabaseError(`${at.host} redirects without end`);
}

/** What an error of the connection means, for people. */
function explain(error: NodeJS.ErrnoException, host: string, { silenceMs }: FetchLimits): DatabaseError {
  if (error instanceof DatabaseError) return error;
  // Of this machine, not of the connection.
  if (error.path !== undefined) return new DatabaseError(`${error.path} cannot be written: ${error.code}`);
  switch (error.code) {
    case 'UND_ERR_HEADERS_TIMEOUT':
    case 'UND_ERR_BODY_TIMEOUT':
      return new DatabaseError(`${host} sent nothing for ${silenceMs / 1000} s`);
    case 'UND_ERR_CONNECT_TIMEOUT':
      return new DatabaseError(`${host} cannot be reached: no connection within ${silenceMs / 1000} s`);
    case 'UND_ERR_SOCKET':
    case 'ECONNRESET':
    case 'UND_ERR_RES_CONTENT_LENGTH_MISMATCH':
      return new DatabaseError(`${host} ended the connection before the file was whole`);
    case 'ENOSPC':
      return new DatabaseError('no space left on the device');
    default:
      return new DatabaseError(`${host} cannot be reached: ${error.message || error.code}`);
  }
}

async function receive(wanted: FetchRequest, dispatcher: Dispatcher, signal: AbortSignal): Promise<Fetched> {
  const { url, file, limits } = wanted;
  const tooLarge = () => new DatabaseError(`${url} is larger than ${limits.bytes} bytes`);
  const { statusCode, headers, body } = await ask(wanted, { dispatcher, signal });
  if (statusCode === 304) {
    await body.dump();
    return undefined;
  }
  const announced = header(headers['content-length']);
  if (Number(announced ?? 0) > limits.bytes) {
    body.on('error', () => undefined).destroy();
    throw tooLarge();
  }
  const saved = await saveBody(body, file, { mode: 0o644, flush: true, bytes: limits.bytes, tooLarge, signal });
  const validators = { etag: header(headers['etag']), lastModified: header(headers['last-modified']) };
  return { ...saved, ...validators };
}

/**
 * Fetches a file, by way of the proxy that HTTPS_PROXY and NO_PROXY name. Plain HTTP goes to this machine only.
 * @throws DatabaseError when it cannot be had or is too large, it takes too long, or it was cancelled
 */
export async function fetchFile(wanted: FetchRequest): Promise<Fetched> {
  const { limits, cancel, url } = wanted;
  const time = AbortSignal.timeout(limits.totalMs);
  const signal = cancel ? AbortSignal.any([cancel, time]) : time;
  const { silenceMs } = limits;
  const dispatcher = new EnvHttpProxyAgent({
    connect: { timeout: silenceMs },
    headersTimeout: silenceMs,
    bodyTimeout: silenceMs,
  });
  const { host } = new URL(url);
  try {
    return await receive(wanted, dispatcher, signal);
  } catch (error) {
    if (cancel?.aborted) throw new DatabaseError('interrupted');
    if (time.aborted) throw new DatabaseError(`${host} took longer than ${limits.totalMs / 1000} s`);
    throw explain(error as NodeJS.ErrnoException, host, limits);
  } finally {
    await dispatcher.destroy();
  }
}
