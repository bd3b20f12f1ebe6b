import { createHash, generateKeyPairSync, verify } from 'node:crypto';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import {
  fulcioHandler,
  initializeCA,
  initializeCTLog,
  initializeTLog,
  initializeTSA,
  tsaHandler,
} from '@sigstore/mock';

type Answer = ReturnType<typeof fulcioHandler>['fn'];

/** The services of Sigstore on this machine, with real certificates, log entries and timestamps, by keys of their own. */
export interface SigstoreServices {
  url: string;
  /** `trusted_root.json` of these services. */
  trustedRoot: object;
  /** Paths that were asked for, in order. */
  asked: string[];
  close(): Promise<void>;
}

function base64(bytes: ArrayBufferView | Buffer): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64');
}

const sha256 = (bytes: Buffer | string) => createHash('sha256').update(bytes).digest('hex');

/**
 * What Rekor keeps of an envelope: it refuses one whose signature is not by the key that is given, and stores digests.
 * @see https://github.com/sigstore/rekor/blob/main/pkg/types/dsse/v0.0.1/dsse_v0_0_1_schema.json
 */
function asRekorStores(body: string): object {
  const { kind, apiVersion, spec } = JSON.parse(body);
  const envelope = JSON.parse(spec.proposedContent.envelope);
  const [verifier] = spec.proposedContent.verifiers as string[];
  const payload = Buffer.from(envelope.payload, 'base64');
  const { payloadType, signatures } = envelope;
  const [{ sig }] = signatures;
  const signed = Buffer.concat([
    Buffer.from(`DSSEv1 ${Buffer.byteLength(payloadType)} ${payloadType} ${payload.length} `),
    payload,
  ]);
  const key = Buffer.from(verifier ?? '', 'base64').toString();
  if (!verify('sha256', signed, key, Buffer.from(sig, 'base64'))) throw new Error('invalid signature');
  const digest = (value: string) => ({ algorithm: 'sha256', value });
  return {
    kind,
    apiVersion,
    spec: {
      envelopeHash: digest(sha256(spec.proposedContent.envelope)),
      payloadHash: digest(sha256(payload)),
      signatures: [{ signature: sig, verifier }],
    },
  };
}

const VALID = { start: '2020-01-01T00:00:00Z' };

function authority(certificates: ArrayBufferView[]): object {
  return {
    subject: { organization: 'test', commonName: 'test' },
    certChain: { certificates: certificates.map((one) => ({ rawBytes: base64(one) })) },
    validFor: VALID,
  };
}

function log(baseUrl: string, publicKey: Buffer): object {
  return {
    baseUrl,
    hashAlgorithm: 'SHA2_256',
    publicKey: { rawBytes: base64(publicKey), keyDetails: 'PKIX_ECDSA_P256_SHA_256', validFor: VALID },
    logId: { keyId: createHash('sha256').update(publicKey).digest('base64') },
  };
}

/**
 * Starts them on 127.0.0.1. The certificate's name is the `sub` of the token, its issuer the token's `iss`; whether the
 * token is by that issuer is not asked.
 * @param now what time it is for them, all the time
 */
export async function startSigstore(now = new Date()): Promise<SigstoreServices> {
  const clock = new Date(Math.floor(now.getTime() / 1000) * 1000);
  const keys = () => generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
  const handlers = new Map<string, Answer>();
  const asked: string[] = [];
  const server = http.createServer((request, response) => {
    const pieces: Buffer[] = [];
    request.on('data', (piece: Buffer) => pieces.push(piece));
    request.on('end', async () => {
      const place = request.url ?? '';
      asked.push(place);
      const answer = handlers.get(place);
      if (!answer) return response.writeHead(404).end();
      // Bodies are text, and the one that is not is read as such by its handler.
      const {
        statusCode,
        response: body,
        contentType,
      } = await answer(Buffer.concat(pieces).toString()).catch((error: Error) => ({
        statusCode: 400,
        response: error.message,
        contentType: 'text/plain',
      }));
      response.writeHead(statusCode, { 'content-type': contentType ?? 'text/plain' });
      return response.end(typeof body === 'string' ? body : Buffer.from(body.buffer, body.byteOffset, body.byteLength));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const ctlog = await initializeCTLog(keys(), clock);
  const ca = await initializeCA(keys(), ctlog, clock);
  const tlog = await initializeTLog(url, keys(), clock);
  const tsa = await initializeTSA(keys(), clock);
  // A certificate begins at the next whole second, and a timestamp names the last: one made at once would be before it.
  if (clock === undefined) await setTimeout(1500);
  for (const { path, fn } of [fulcioHandler(ca), tsaHandler(tsa)]) handlers.set(path, fn);
  handlers.set('/api/v1/log/entries', async (body) => ({
    statusCode: 201,
    response: JSON.stringify(await tlog.log(asRekorStores(body))),
    contentType: 'application/json',
  }));
  return {
    url,
    asked,
    trustedRoot: {
      mediaType: 'application/vnd.dev.sigstore.trustedroot+json;version=0.1',
      tlogs: [log(url, tlog.publicKey)],
      certificateAuthorities: [authority([ca.rootCertificate])],
      ctlogs: [log(url, ctlog.publicKey)],
      timestampAuthorities: [authority([tsa.intCertificate, tsa.rootCertificate])],
    },
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

/** An identity token as an issuer of OpenID Connect writes it; its signature is none. */
export function identityToken(subject: string, issuer: string): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  return `${part({ alg: 'none' })}.${part({ iss: issuer, sub: subject, aud: 'sigstore' })}.x`;
}
