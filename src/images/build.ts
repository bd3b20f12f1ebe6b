import { createHash, type KeyObject, sign } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { buffer } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import tar from 'tar-stream';
import type { ImageFacts } from '../model/inventory.js';
import type { ImageConfig } from '../model/scanner.js';

const EPOCH = new Date(0);
const TAG = 'muster.localhost/canary:1';
const OS = 'linux';
const ARCHITECTURE = 'amd64';
const MEDIA = 'application/vnd.oci.image';
const MANIFEST = `${MEDIA}.manifest.v1+json`;

interface Blob {
  digest: string;
  hex: string;
  bytes: Buffer;
}

function blobOf(content: Buffer | object): Blob {
  const bytes = Buffer.isBuffer(content) ? content : Buffer.from(JSON.stringify(content));
  const hex = createHash('sha256').update(bytes).digest('hex');
  return { digest: `sha256:${hex}`, hex, bytes };
}

function packed(files: Record<string, string | Buffer>): tar.Pack {
  const pack = tar.pack();
  const sorted = Object.entries(files).sort(([a], [b]) => (a < b ? -1 : 1));
  for (const [name, content] of sorted) pack.entry({ name, mtime: EPOCH, mode: 0o644 }, content);
  pack.finalize();
  return pack;
}

function descriptor({ digest, bytes }: Blob, mediaType: string) {
  return { mediaType, digest, size: bytes.length };
}

/** Marks what is what in a layout that `cosign save` wrote. */
function asSaved(kind: 'image' | 'sigs') {
  return { annotations: { kind: `dev.cosignproject.cosign/${kind}` } };
}

/**
 * Signatures of an image, as Cosign keeps them: an image of their own, with what was signed as a layer each.
 * @param signers private keys
 * @see https://github.com/sigstore/cosign/blob/main/specs/SIGNATURE_SPEC.md
 */
function signaturesOf(digest: string, signers: KeyObject[]): { manifest: Blob; blobs: Blob[] } {
  const payload = blobOf({
    critical: {
      identity: { 'docker-reference': TAG.split(':')[0] },
      image: { 'docker-manifest-digest': digest },
      type: 'cosign container image signature',
    },
    optional: null,
  });
  const configuration = blobOf({
    ...{ architecture: '', os: '', created: EPOCH.toISOString(), config: {} },
    rootfs: { type: 'layers', diff_ids: signers.map(() => payload.digest) },
  });
  const manifest = blobOf({
    schemaVersion: 2,
    mediaType: MANIFEST,
    config: descriptor(configuration, `${MEDIA}.config.v1+json`),
    layers: signers.map((signer) => ({
      ...descriptor(payload, 'application/vnd.dev.cosign.simplesigning.v1+json'),
      annotations: { 'dev.cosignproject.cosign/signature': sign('sha256', payload.bytes, signer).toString('base64') },
    })),
  });
  return { manifest, blobs: [payload, configuration, manifest] };
}

/** How an image is laid out that Cosign fetched (`cosign save`). */
export interface Saved {
  /** Private keys by which it is signed, ECDSA on P-256; with none, the layout says that it has no signature. */
  signers: KeyObject[];
}

/**
 * Makes a container image of one layer, in the forms in which scanners take one. The same input gives the same digests.
 * @param files path in the image → content
 * @param folder absolute path of an empty folder; the layout and the archive are written into it
 * @param saved when given, the layout is as `cosign save` writes it
 * @see https://github.com/opencontainers/image-spec/blob/main/image-layout.md
 */
export async function buildImage(
  files: Record<string, string | Buffer>,
  config: ImageConfig,
  folder: string,
  saved?: Saved,
): Promise<ImageFacts> {
  const layer = blobOf(await buffer(packed(files)));
  const configuration = blobOf({
    created: EPOCH.toISOString(),
    architecture: ARCHITECTURE,
    os: OS,
    config,
    rootfs: { type: 'layers', diff_ids: [layer.digest] },
    history: [{ created: EPOCH.toISOString(), created_by: 'COPY . /' }],
  });
  const manifest = blobOf({
    schemaVersion: 2,
    mediaType: MANIFEST,
    config: descriptor(configuration, `${MEDIA}.config.v1+json`),
    layers: [descriptor(layer, `${MEDIA}.layer.v1.tar`)],
  });
  const platform = { architecture: ARCHITECTURE, os: OS };
  const mark = saved ? asSaved('image') : { platform, annotations: { 'org.opencontainers.image.ref.name': '1' } };
  const signatures = saved && saved.signers.length > 0 ? signaturesOf(manifest.digest, saved.signers) : undefined;
  const index = {
    schemaVersion: 2,
    mediaType: `${MEDIA}.index.v1+json`,
    manifests: [
      { ...descriptor(manifest, MANIFEST), ...mark },
      ...(signatures ? [{ ...descriptor(signatures.manifest, MANIFEST), ...asSaved('sigs') }] : []),
    ],
  };
  const layout = path.join(folder, 'layout');
  const blobs = path.join(layout, 'blobs/sha256');
  await mkdir(blobs, { recursive: true });
  const written = [layer, configuration, manifest, ...(signatures?.blobs ?? [])];
  for (const { hex, bytes } of written) await writeFile(path.join(blobs, hex), bytes);
  await writeFile(path.join(layout, 'oci-layout'), JSON.stringify({ imageLayoutVersion: '1.0.0' }));
  await writeFile(path.join(layout, 'index.json'), JSON.stringify(index));

  const archive = path.join(folder, 'image.tar');
  const inside = { Config: `${configuration.hex}.json`, RepoTags: [TAG], Layers: [`${layer.hex}/layer.tar`] };
  const archived = packed({
    [inside.Config]: configuration.bytes,
    [`${layer.hex}/layer.tar`]: layer.bytes,
    'manifest.json': JSON.stringify([inside]),
  });
  await pipeline(archived, createWriteStream(archive));
  return { reference: TAG, digest: manifest.digest, platform: `${OS}/${ARCHITECTURE}`, layout, archive };
}
