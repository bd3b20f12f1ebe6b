import { createPublicKey, type KeyObject, sign } from 'node:crypto';
import { bundleToJSON, type SerializedBundle } from '@sigstore/bundle';
import {
  CIContextProvider,
  DEFAULT_FULCIO_URL,
  DEFAULT_REKOR_URL,
  DSSEBundleBuilder,
  FulcioSigner,
  InternalError,
  RekorWitness,
  type Signer,
  TSAWitness,
  type Witness,
} from '@sigstore/sign';
import { PAYLOAD_TYPE } from '../model/attestation.js';
import { UsageError } from '../model/usage-error.js';
import { hintOf } from './keys.js';

/** The services of Sigstore. Without an address one that is needed is that of the public instance. */
export interface Services {
  fulcioUrl?: string | undefined;
  rekorUrl?: string | undefined;
  tsaUrl?: string | undefined;
}

/** By whom: the holder of a key, or whoever the identity token of this job says. */
export type Signatory = { key: KeyObject } | 'keyless';

const PATIENCE = { timeout: 30_000, retry: 2 };

function keySigner(key: KeyObject): Signer {
  const publicKey = createPublicKey(key).export({ format: 'pem', type: 'spki' }).toString();
  return {
    sign: async (data) => ({
      signature: sign('sha256', data, key),
      // Without a hint: the library would write it as the envelope's key id too, and Cosign knows keys by another id.
      key: { $case: 'publicKey', publicKey },
    }),
  };
}

/** Why something on the way failed, in one line. The message of Sigstore's library may hold the identity token. */
function explained(error: InternalError, { fulcioUrl, rekorUrl, tsaUrl }: Services): UsageError {
  const because = error.cause instanceof Error ? `: ${error.cause.message}` : '';
  switch (error.code) {
    case 'IDENTITY_TOKEN_READ_ERROR':
      return new UsageError(
        'there is no identity token to sign with; give the job of GitHub Actions `permissions: id-token: write`, or set SIGSTORE_ID_TOKEN',
      );
    case 'IDENTITY_TOKEN_PARSE_ERROR':
      return new UsageError(
        'the identity token is no JSON Web Token; set SIGSTORE_ID_TOKEN to one whose audience is sigstore',
      );
    case 'TLOG_CREATE_ENTRY_ERROR':
    case 'TLOG_FETCH_ENTRY_ERROR':
      return new UsageError(
        `${rekorUrl ?? DEFAULT_REKOR_URL} (Rekor) did not take the signature into its log${because}`,
      );
    case 'TSA_CREATE_TIMESTAMP_ERROR':
      return new UsageError(`${tsaUrl} did not give a timestamp${because}`);
    default:
      return new UsageError(`${fulcioUrl ?? DEFAULT_FULCIO_URL} (Fulcio) did not give a certificate${because}`);
  }
}

/** With a key the services are asked only when named; a certificate of minutes is worth nothing without a log. */
function witnessesFor(signatory: Signatory, { rekorUrl, tsaUrl }: Services): Witness[] {
  return [
    ...(signatory === 'keyless' || rekorUrl !== undefined
      ? [new RekorWitness({ rekorBaseURL: rekorUrl ?? DEFAULT_REKOR_URL, entryType: 'dsse', ...PATIENCE })]
      : []),
    ...(tsaUrl === undefined ? [] : [new TSAWitness({ tsaBaseURL: tsaUrl, ...PATIENCE })]),
  ];
}

/**
 * Signs a statement in a DSSE envelope.
 * @param statement the bytes that are signed
 * @returns a Sigstore bundle (v0.3) with everything to verify it by, save what is trusted
 * @throws UsageError when there is no identity to sign by, or a service does not answer
 */
export async function signStatement(
  statement: Buffer,
  signatory: Signatory,
  services: Services,
): Promise<SerializedBundle> {
  const signer =
    signatory === 'keyless'
      ? new FulcioSigner({
          fulcioBaseURL: services.fulcioUrl ?? DEFAULT_FULCIO_URL,
          identityProvider: new CIContextProvider('sigstore'),
          ...PATIENCE,
        })
      : keySigner(signatory.key);
  const builder = new DSSEBundleBuilder({
    signer,
    witnesses: witnessesFor(signatory, services),
    certificateChain: false,
  });
  try {
    const bundle = await builder.create({ data: statement, type: PAYLOAD_TYPE });
    const { content } = bundle.verificationMaterial;
    if (content.$case === 'publicKey' && signatory !== 'keyless') {
      content.publicKey.hint = hintOf(createPublicKey(signatory.key));
    }
    return bundleToJSON(bundle);
  } catch (error) {
    if (error instanceof InternalError) throw explained(error, services);
    throw error;
  }
}
