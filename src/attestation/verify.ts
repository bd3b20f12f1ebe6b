import type { KeyObject } from 'node:crypto';
import type { BundleWithDsseEnvelope } from '@sigstore/bundle';
import { TrustedRoot } from '@sigstore/protobuf-specs';
import { type TrustMaterial, toSignedEntity, toTrustMaterial, Verifier } from '@sigstore/verify';

/** Whose signature counts: the holder of a key, or whom a certificate of Fulcio names. */
export type Trust =
  | { key: KeyObject; shown: string; roots: TrustedRoot[] }
  | { identity: string; issuer: string; roots: TrustedRoot[] };

/** Whether the signature counts, and why. */
export interface Checked {
  holds: boolean;
  because: string;
}

function materialOf(root: TrustedRoot, key?: KeyObject): TrustMaterial {
  return toTrustMaterial(root, () => {
    if (key === undefined) throw new Error('it is signed by a key, and not by whom a certificate names');
    return { publicKey: key, validFor: () => true };
  });
}

/** Throws when the signature is not by the key, or one of the services that vouch for its time is not to be believed. */
function verifyByKey(bundle: BundleWithDsseEnvelope, key: KeyObject, root: TrustedRoot | undefined): void {
  if (bundle.verificationMaterial.content.$case !== 'publicKey') {
    throw new Error('it is signed by whom a certificate names, and not by a key');
  }
  const entity = toSignedEntity(bundle);
  // Without roots nothing can be said of what a log or a clock vouches for: the key alone counts.
  const shown = root ? entity : { ...entity, tlogEntries: [], timestamps: [] };
  const thresholds = { ctlogThreshold: 0, tlogThreshold: 0, timestampThreshold: root ? 1 : 0 };
  new Verifier(materialOf(root ?? TrustedRoot.fromJSON({}), key), thresholds).verify(shown);
}

/** Throws when the certificate is not by this authority for this identity, or was not valid when it signed. */
function verifyByIdentity(bundle: BundleWithDsseEnvelope, identity: string, issuer: string, root: TrustedRoot): void {
  const signer = new Verifier(materialOf(root), {
    // What an instance does not have it cannot be asked for: GitHub's own has timestamps in place of a log.
    ctlogThreshold: root.ctlogs.length > 0 ? 1 : 0,
    tlogThreshold: root.tlogs.length > 0 ? 1 : 0,
    timestampThreshold: 1,
  }).verify(toSignedEntity(bundle));
  const { subjectAlternativeName, extensions } = signer.identity ?? {};
  if (extensions?.issuer !== issuer)
    throw new Error(`its identity is vouched for by ${extensions?.issuer}, and not by ${issuer}`);
  if (subjectAlternativeName !== identity)
    throw new Error(`it is signed by ${subjectAlternativeName}, and not by ${identity}`);
}

/** Tries each root; the reason is that of the first, which is what most have alone. */
function tryEach(roots: TrustedRoot[], verify: (root: TrustedRoot) => void): void {
  let first: unknown;
  for (const root of roots) {
    try {
      verify(root);
      return;
    } catch (error) {
      first ??= error;
    }
  }
  throw first;
}

/** Whether the signature of a bundle is by whom it has to be, over all of what it holds. */
export function checkSignature(bundle: BundleWithDsseEnvelope, trust: Trust): Checked {
  try {
    if ('key' in trust) {
      const { key, shown, roots } = trust;
      if (roots.length === 0) verifyByKey(bundle, key, undefined);
      else tryEach(roots, (root) => verifyByKey(bundle, key, root));
      return {
        holds: true,
        because: `by the key ${shown}${roots.length > 0 ? ', at a time that is vouched for' : ''}`,
      };
    }
    const { identity, issuer, roots } = trust;
    tryEach(roots, (root) => verifyByIdentity(bundle, identity, issuer, root));
    return { holds: true, because: `by ${identity}, as ${issuer} vouches` };
  } catch (error) {
    // Whatever cannot be read of it is no signature either.
    return { holds: false, because: (error as Error).message };
  }
}
