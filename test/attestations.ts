import { generateKeyPairSync, type KeyObject, randomBytes, scryptSync } from 'node:crypto';
import { xsalsa20poly1305 } from '@noble/ciphers/salsa.js';
import type { SerializedBundle } from '@sigstore/bundle';
import { signStatement } from '../src/attestation/sign.js';
import type { AttestationStatement } from '../src/model/attestation.js';
import type { Report } from '../src/model/report.js';
import { attestation } from '../src/reports/attestation.js';
import { buildReport } from './build-report.js';

export const COMMIT = '0123456789abcdef0123456789abcdef01234567';

/** A fresh key for ECDSA with P-256, as PEM and as Node has it. */
export function makeKey(curve = 'prime256v1') {
  const pair = generateKeyPairSync('ec', { namedCurve: curve });
  return {
    ...pair,
    privatePem: pair.privateKey.export({ format: 'pem', type: 'pkcs8' }).toString(),
    publicPem: pair.publicKey.export({ format: 'pem', type: 'spki' }).toString(),
  };
}

/** A private key encrypted as Cosign does it, with less work than it takes. */
export function asCosignKey(key: KeyObject, password: string, label = 'SIGSTORE'): string {
  const [salt, nonce] = [randomBytes(32), randomBytes(24)];
  const params = { N: 1024, r: 8, p: 1 };
  const box = xsalsa20poly1305(scryptSync(password, salt, 32, params), nonce);
  const body = JSON.stringify({
    kdf: { name: 'scrypt', params, salt: salt.toString('base64') },
    cipher: { name: 'nacl/secretbox', nonce: nonce.toString('base64') },
    ciphertext: Buffer.from(box.encrypt(key.export({ format: 'der', type: 'pkcs8' }))).toString('base64'),
  });
  const lines =
    Buffer.from(body)
      .toString('base64')
      .match(/.{1,64}/g) ?? [];
  return `-----BEGIN ENCRYPTED ${label} PRIVATE KEY-----\n${lines.join('\n')}\n-----END ENCRYPTED ${label} PRIVATE KEY-----\n`;
}

/** A result of the commit `COMMIT` that passes, unless told otherwise. */
export function buildAttestable(overrides: Partial<Report> = {}): Report {
  const target = { kind: 'repository' as const, path: '.', commit: COMMIT, tree: 'fe'.repeat(20), uncommitted: 0 };
  return buildReport({ target, ...overrides });
}

export function buildStatement(overrides: Partial<Report> = {}): AttestationStatement {
  return JSON.parse(attestation(buildAttestable(overrides), { scanners: {} })[0]?.content as string);
}

/** Signs by a key, without any service. */
export function signedBy(key: KeyObject, content: object | string): Promise<SerializedBundle> {
  const bytes = Buffer.from(typeof content === 'string' ? content : JSON.stringify(content));
  return signStatement(bytes, { key }, {});
}
