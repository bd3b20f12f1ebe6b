import { createHash, createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto';
import { UsageError } from '../model/usage-error.js';
import { isCosignKey, openCosignKey } from './cosign-key.js';
import type { KeyText } from './key-text.js';

const ENCRYPTED_PKCS8 = '-----BEGIN ENCRYPTED PRIVATE KEY-----';
const HOW_TO_MAKE = 'cosign generate-key-pair makes one';

/** The one kind of key that every program that reads Sigstore's bundles takes. */
function isP256({ asymmetricKeyType, asymmetricKeyDetails }: KeyObject): boolean {
  return asymmetricKeyType === 'ec' && asymmetricKeyDetails?.namedCurve === 'prime256v1';
}

function checked(key: KeyObject, shown: string): KeyObject {
  if (isP256(key)) return key;
  const kind = [key.asymmetricKeyType, key.asymmetricKeyDetails?.namedCurve].filter(Boolean).join(' ');
  throw new UsageError(`${shown} is a key for ${kind}; one for ECDSA with P-256 is needed, ${HOW_TO_MAKE}`);
}

function needed(password: string | undefined, shown: string): string {
  if (password !== undefined) return password;
  throw new UsageError(`${shown} is encrypted; set COSIGN_PASSWORD to its password (to nothing when it has none)`);
}

/**
 * Reads a private key for ECDSA with P-256: PEM as openssl writes it, encrypted or not, or as Cosign writes it.
 * @param password of `COSIGN_PASSWORD`; undefined when that is not set
 * @throws UsageError when it is no such key, or the password is missing or wrong
 */
export function privateKey({ text, shown }: KeyText, password: string | undefined): KeyObject {
  const encrypted = isCosignKey(text) || text.includes(ENCRYPTED_PKCS8);
  const passphrase = encrypted ? needed(password, shown) : undefined;
  let key: KeyObject;
  try {
    const opened = isCosignKey(text) ? openCosignKey(text, passphrase ?? '') : text;
    if (opened === undefined) throw new UsageError(`COSIGN_PASSWORD is not the password of ${shown}`);
    key =
      typeof opened === 'string'
        ? createPrivateKey({ key: opened, format: 'pem', ...(passphrase === undefined ? {} : { passphrase }) })
        : createPrivateKey({ key: opened, format: 'der', type: 'pkcs8' });
  } catch (error) {
    if (error instanceof UsageError) throw error;
    if (encrypted && !isCosignKey(text)) throw new UsageError(`COSIGN_PASSWORD is not the password of ${shown}`);
    if (/-----BEGIN PUBLIC KEY-----/.test(text))
      throw new UsageError(`${shown} is a public key; sign with the private one`);
    throw new UsageError(`${shown} is no private key as PEM; ${HOW_TO_MAKE}`);
  }
  return checked(key, shown);
}

/**
 * Reads a public key for ECDSA with P-256, as PEM.
 * @throws UsageError when it is none
 */
export function publicKey({ text, shown }: KeyText): KeyObject {
  if (/PRIVATE KEY-----/.test(text)) throw new UsageError(`${shown} is a private key; verify with the public one`);
  let key: KeyObject;
  try {
    key = createPublicKey(text);
  } catch {
    throw new UsageError(`${shown} is no public key as PEM; cosign.pub beside a cosign.key is one`);
  }
  return checked(key, shown);
}

/** What a bundle names a key by, as Cosign does. */
export function hintOf(key: KeyObject): string {
  return createHash('sha256')
    .update(key.export({ format: 'der', type: 'spki' }))
    .digest('base64');
}
