import { createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { asCosignKey, makeKey } from '../../test/attestations.js';
import { makeFolder } from '../../test/repository.js';
import { readKeyText } from './key-text.js';
import { hintOf, privateKey, publicKey } from './keys.js';

const { privateKey: key, publicKey: other, privatePem, publicPem } = makeKey();
const named = (text: string) => ({ shown: 'my.key', text });
const same = (read: KeyObject) => expect(createPublicKey(read).equals(other)).toBe(true);

const encrypted = (cipher: string) => key.export({ format: 'pem', type: 'pkcs8', cipher, passphrase: 'pw' }).toString();
const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
const rsaPem = rsa.privateKey.export({ format: 'pem', type: 'pkcs8' }).toString();

describe('a private key', () => {
  it.each([
    ['PKCS #8', privatePem, undefined],
    ['SEC 1', key.export({ format: 'pem', type: 'sec1' }).toString(), undefined],
    ['encrypted PKCS #8', encrypted('aes-256-cbc'), 'pw'],
    ["Cosign's own form", asCosignKey(key, 'pw'), 'pw'],
    ["Cosign's own form of before", asCosignKey(key, 'pw', 'COSIGN'), 'pw'],
    ["Cosign's own form with an empty password", asCosignKey(key, ''), ''],
  ])('is read from %s', (_name, text, password) => {
    same(privateKey(named(text), password));
  });

  it.each<[string, string, string | undefined, RegExp]>([
    ['no password', asCosignKey(key, 'pw'), undefined, /^my\.key is encrypted; set COSIGN_PASSWORD/],
    ['no password for PKCS #8', encrypted('aes-256-cbc'), undefined, /^my\.key is encrypted; set COSIGN_PASSWORD/],
    ['another password', asCosignKey(key, 'pw'), 'wp', /^COSIGN_PASSWORD is not the password of my\.key$/],
    [
      'another password for PKCS #8',
      encrypted('aes-256-cbc'),
      'wp',
      /^COSIGN_PASSWORD is not the password of my\.key$/,
    ],
    ['a public key', publicPem, undefined, /is a public key; sign with the private one/],
    ['no key', 'hello', undefined, /is no private key as PEM; cosign generate-key-pair makes one/],
    ['half a key', privatePem.slice(0, 90), undefined, /is no private key as PEM/],
    [
      'an encrypted key of another form',
      `-----BEGIN ENCRYPTED COSIGN PRIVATE KEY-----\n${Buffer.from('{"kdf":1}').toString('base64')}\n-----END ENCRYPTED COSIGN PRIVATE KEY-----`,
      'pw',
      /is no private key as PEM/,
    ],
    [
      'another curve',
      makeKey('secp384r1').privatePem,
      undefined,
      /is a key for ec secp384r1; one for ECDSA with P-256/,
    ],
    ['RSA', rsaPem, undefined, /is a key for rsa; one for ECDSA with P-256 is needed/],
  ])('is not taken: %s', (_name, text, password, message) => {
    expect(() => privateKey(named(text), password)).toThrow(message);
  });

  it('that would take more memory than the machine has is not opened', () => {
    const greedy = {
      kdf: { name: 'scrypt', params: { N: 2 ** 30, r: 8, p: 1 }, salt: 'AAAA' },
      cipher: { name: 'nacl/secretbox', nonce: 'AAAA' },
      ciphertext: 'AAAA',
    };
    const text = `-----BEGIN ENCRYPTED SIGSTORE PRIVATE KEY-----\n${Buffer.from(JSON.stringify(greedy)).toString('base64')}\n-----END ENCRYPTED SIGSTORE PRIVATE KEY-----`;
    expect(() => privateKey(named(text), 'pw')).toThrow(/is no private key as PEM/);
  });
});

describe('a public key', () => {
  it('is read from PEM, and named by its digest', () => {
    expect(publicKey(named(publicPem)).equals(other)).toBe(true);
    expect(hintOf(publicKey(named(publicPem)))).toMatch(/^[A-Za-z0-9+/]{43}=$/);
  });

  it.each([
    ['a private key', privatePem, /is a private key; verify with the public one/],
    ['no key', 'hello', /is no public key as PEM/],
    ['RSA', rsa.publicKey.export({ format: 'pem', type: 'spki' }).toString(), /is a key for rsa/],
  ])('is not taken: %s', (_name, text, message) => {
    expect(() => publicKey(named(text))).toThrow(message);
  });
});

describe('where a key is', () => {
  it('is a file, or a variable', async () => {
    const folder = makeFolder({});
    writeFileSync(path.join(folder, 'k'), 'text');
    expect(await readKeyText(path.join(folder, 'k'), {})).toMatchObject({ text: 'text' });
    expect(await readKeyText('env://KEY', { KEY: 'pem' })).toEqual({ shown: 'env://KEY', text: 'pem' });
  });

  it.each([
    ['env://KEY', /the variable KEY is not set/],
    ['/nowhere/k', /there is no key \/nowhere\/k/],
    ['/', /the key \/ cannot be read \(EISDIR\)/],
  ])('is not %s', async (shown, message) => {
    await expect(readKeyText(shown, {})).rejects.toThrow(message);
  });
});
