import {
  type BundleWithDsseEnvelope,
  bundleFromJSON,
  isBundleWithDsseEnvelope,
  ValidationError,
} from '@sigstore/bundle';
import { UsageError } from '../model/usage-error.js';
import { readLimited } from './read-limited.js';

/**
 * Reads a Sigstore bundle that holds a DSSE envelope with one signature. Nothing of it is verified.
 * @param shown as the user named it
 * @throws UsageError when it is none
 */
export async function readBundle(shown: string): Promise<BundleWithDsseEnvelope> {
  const text = await readLimited(shown, 'an attestation, which muster attest makes');
  let document: unknown;
  try {
    document = JSON.parse(text);
  } catch (error) {
    throw new UsageError(`${shown} is not whole JSON: ${(error as Error).message}`);
  }
  if (typeof document === 'object' && document !== null && '_type' in document) {
    throw new UsageError(`${shown} is not signed, and proves nothing; muster attest signs the result of a scan`);
  }
  let bundle: ReturnType<typeof bundleFromJSON>;
  try {
    bundle = bundleFromJSON(document);
  } catch (error) {
    const because =
      error instanceof ValidationError ? `not as it should be: ${error.fields.join(', ')}` : 'not one at all';
    throw new UsageError(
      `${shown} is no Sigstore bundle (${because}); muster attest, or cosign with --new-bundle-format, make one`,
    );
  }
  if (!isBundleWithDsseEnvelope(bundle)) {
    throw new UsageError(`${shown} is the signature of a file, and no attestation`);
  }
  return bundle;
}
