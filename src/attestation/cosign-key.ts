import { scryptSync } from 'node:crypto';
import { xsalsa20poly1305 } from '@noble/ciphers/salsa.js';
import { z } from 'zod';

/** How Cosign writes the private key of `cosign generate-key-pair`: scrypt, and a secret box of NaCl. */
const BLOCK =
  /-----BEGIN ENCRYPTED (?:COSIGN|SIGSTORE) PRIVATE KEY-----([A-Za-z0-9+/=\s]+)-----END ENCRYPTED (?:COSIGN|SIGSTORE) PRIVATE KEY-----/;

const base64 = z.base64().transform((text) => Buffer.from(text, 'base64'));
/** More than Cosign has ever asked for, and less than what would stop the machine. */
const MOST_MEMORY = 512 << 20;

/** @see https://github.com/secure-systems-lab/go-securesystemslib/tree/main/encrypted */
const Encrypted = z.object({
  kdf: z.object({
    name: z.literal('scrypt'),
    params: z.object({ N: z.int().positive(), r: z.int().positive(), p: z.int().positive() }),
    salt: base64,
  }),
  cipher: z.object({ name: z.literal('nacl/secretbox'), nonce: base64 }),
  ciphertext: base64,
});

export function isCosignKey(text: string): boolean {
  return BLOCK.test(text);
}

/**
 * Opens a private key that Cosign has encrypted.
 * @returns the key as PKCS #8, DER; undefined when the password is another one
 * @throws Error when this is no such key
 */
export function openCosignKey(text: string, password: string): Buffer | undefined {
  const body = Buffer.from(BLOCK.exec(text)?.[1] ?? '', 'base64').toString('utf8');
  const { kdf, cipher, ciphertext } = Encrypted.parse(JSON.parse(body));
  const key = scryptSync(password, kdf.salt, 32, { ...kdf.params, maxmem: MOST_MEMORY });
  const box = xsalsa20poly1305(key, cipher.nonce);
  try {
    return Buffer.from(box.decrypt(ciphertext));
  } catch {
    return undefined;
  }
}
