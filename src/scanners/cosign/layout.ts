import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { z } from 'zod';

/** How `cosign save` marks what it writes. @see https://github.com/sigstore/cosign/blob/v2.6.5/pkg/oci/layout/index.go */
const KIND = 'dev.cosignproject.cosign/';

const Descriptor = z.object({ digest: z.string(), annotations: z.record(z.string(), z.string()).optional() });
type Descriptor = z.infer<typeof Descriptor>;

const Index = z.object({ manifests: z.array(Descriptor) });
const Manifest = z.object({ config: Descriptor, layers: z.array(Descriptor) });
/** An image, or an index of images for several platforms. */
const Content = z.union([Manifest, Index]);

/** What was signed, and by what signature. */
export interface Signature {
  payload: Buffer;
  /** Null where the layout has none beside the payload. */
  signature: Buffer | null;
}

/** What a layout holds, read without Cosign. */
export interface Layout {
  /** Of what is signed: the image, or the index that it is one of. Null: Cosign did not write the layout. */
  digest: string | null;
  signatures: Signature[];
  /** Why it cannot be read, or why its content is not what the digest stands for. */
  problem: string | null;
}

const DIGEST = /^sha256:([0-9a-f]{64})$/;

function blobOf(layout: string, digest: string): string {
  const hex = DIGEST.exec(digest)?.[1];
  if (hex === undefined) throw new Error(`${digest} is no digest of SHA-256`);
  return path.join(layout, 'blobs/sha256', hex);
}

/** @throws Error when the content is missing, or another than its name says */
async function holdToDigest(layout: string, digest: string): Promise<void> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(blobOf(layout, digest)), hash).catch((error: NodeJS.ErrnoException) => {
    throw new Error(`${digest} cannot be read: ${error.code}`);
  });
  if (`sha256:${hash.digest('hex')}` !== digest) throw new Error(`what is stored as ${digest} is something else`);
}

/**
 * Reads an image, or every image of an index, and holds all of it to its digests: Cosign looks at the digest alone.
 * @param images digests of those that were read already; what is read is added
 * @returns the layers of an image
 */
async function readWhole(layout: string, digest: string, images: Set<string>): Promise<Descriptor[]> {
  if (images.has(digest)) return [];
  images.add(digest);
  await holdToDigest(layout, digest);
  const content = Content.parse(JSON.parse(await readFile(blobOf(layout, digest), 'utf8')));
  if ('manifests' in content) {
    for (const one of content.manifests) await readWhole(layout, one.digest, images);
    return [];
  }
  for (const part of new Set([content.config.digest, ...content.layers.map((layer) => layer.digest)])) {
    await holdToDigest(layout, part);
  }
  return content.layers;
}

/** What Cosign takes for the image, and for its signatures: the first of that kind, and an index before an image. */
function pick(manifests: Descriptor[]): { image: string | undefined; signatures: string | undefined } {
  const first = (kind: string) => manifests.find(({ annotations }) => annotations?.['kind'] === KIND + kind)?.digest;
  return { image: first('imageIndex') ?? first('image'), signatures: first('sigs') };
}

async function signaturesIn(layout: string, digest: string): Promise<Signature[]> {
  const layers = await readWhole(layout, digest, new Set());
  return Promise.all(
    layers.map(async (layer) => {
      const encoded = layer.annotations?.[`${KIND}signature`];
      const signature = encoded === undefined ? null : Buffer.from(encoded, 'base64');
      return { payload: await readFile(blobOf(layout, layer.digest)), signature };
    }),
  );
}

/**
 * Reads the layout of an image. What is wrong with it is told and not thrown.
 * @param layout absolute path
 * @param expected digest of the image that it has to hold
 */
export async function readLayout(layout: string, expected: string): Promise<Layout> {
  let digest: string | null = null;
  try {
    const found = pick(Index.parse(JSON.parse(await readFile(path.join(layout, 'index.json'), 'utf8'))).manifests);
    if (found.image === undefined) return { digest, signatures: [], problem: null };
    digest = found.image;
    const images = new Set<string>();
    await readWhole(layout, digest, images);
    // A digest that is none is a stand-in, as scripts/record.ts has it: nothing can be held against it.
    if (DIGEST.test(expected) && !images.has(expected)) throw new Error(`it holds ${digest} and not ${expected}`);
    const signatures = found.signatures === undefined ? [] : await signaturesIn(layout, found.signatures);
    return { digest, signatures, problem: null };
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const said = error instanceof z.ZodError ? 'a part of it has another form' : (error as Error).message;
    return { digest, signatures: [], problem: code === undefined ? said : `it cannot be read: ${code}` };
  }
}
