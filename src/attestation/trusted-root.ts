import { TrustedRoot } from '@sigstore/protobuf-specs';
import { UsageError } from '../model/usage-error.js';
import { readLimited } from './read-limited.js';

function rootOf(text: string, shown: string): TrustedRoot {
  try {
    const document: unknown = JSON.parse(text);
    if (typeof document !== 'object' || document === null) throw new Error('it is no object');
    const root = TrustedRoot.fromJSON(document);
    if (root.certificateAuthorities.length + root.tlogs.length + root.timestampAuthorities.length === 0) {
      throw new Error('it names no service');
    }
    return root;
  } catch (error) {
    throw new UsageError(`${shown} is no trusted root of Sigstore (${(error as Error).message})`);
  }
}

/**
 * Reads what is trusted of the services: one `trusted_root.json`, or one a line, as `gh attestation trusted-root` prints
 * them. Each stands for itself: a certificate of one instance is not vouched for by the log of another.
 * @param shown as the user named it
 * @throws UsageError when it is none
 */
export async function readTrustedRoots(shown: string): Promise<TrustedRoot[]> {
  const text = await readLimited(shown, 'a trusted root, which cosign trusted-root create makes');
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const perLine = lines.length > 1 && lines.every((line) => line.startsWith('{') && line.trimEnd().endsWith('}'));
  return perLine ? lines.map((line) => rootOf(line, shown)) : [rootOf(text, shown)];
}
