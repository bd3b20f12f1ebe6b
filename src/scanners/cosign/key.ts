import { createHash, createPublicKey, type KeyObject, verify } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import type { DatabaseFacts } from '../../model/coverage.js';
import type { Signature } from './layout.js';

/** By the name that `cosign generate-key-pair` gives it. */
export function keyIn(database: string): string {
  return path.join(database, 'cosign.pub');
}

/** Undefined when there is no key. */
export async function readKey(database: string | undefined): Promise<Buffer | undefined> {
  return database === undefined ? undefined : readFile(keyIn(database)).catch(() => undefined);
}

/** A key has no date: it is as good as on the day it was made. */
export async function keyFacts({ database }: { database?: string }): Promise<DatabaseFacts | undefined> {
  const bytes = await readKey(database);
  if (bytes === undefined) return undefined;
  const digest = createHash('sha256').update(bytes).digest('hex');
  return { name: 'the public key', updatedAt: null, ageHours: null, digest };
}

const Payload = z.object({ critical: z.object({ image: z.object({ 'docker-manifest-digest': z.string() }) }) });

/** What a signature says that it signs; undefined when it says nothing that can be read. */
function claimOf({ payload }: Signature): string | undefined {
  try {
    return Payload.parse(JSON.parse(payload.toString('utf8'))).critical.image['docker-manifest-digest'];
  } catch {
    return undefined;
  }
}

function isBy(key: KeyObject, { payload, signature }: Signature): boolean {
  const hash = key.asymmetricKeyType === 'ed25519' ? null : 'sha256';
  return signature !== null && verify(hash, payload, key, signature);
}

/**
 * How many signatures of an image are by a key, by our own reckoning: what Cosign says is held against it.
 * @returns null when the key is none that can be read
 */
export function countByKey(bytes: Buffer, digest: string | null, signatures: Signature[]): number | null {
  try {
    const key = createPublicKey(bytes);
    return signatures.filter((signature) => claimOf(signature) === digest && isBy(key, signature)).length;
  } catch {
    return null;
  }
}
