import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';

/** How an image says that it was made. */
export interface History {
  /** Steps in all. */
  steps: number;
  /** Steps that name no command: there is nothing to check in them. */
  silent: number;
}

const Descriptor = z.object({ digest: z.string() });
const Manifest = z.object({ config: Descriptor });
const Index = z.object({ manifests: z.array(Descriptor).min(1) });
const Configuration = z.object({ history: z.array(z.object({ created_by: z.string().optional() })).nullish() });

async function blob<Content>(layout: string, digest: string, shape: z.ZodType<Content>): Promise<Content> {
  return shape.parse(JSON.parse(await readFile(path.join(layout, 'blobs', ...digest.split(':')), 'utf8')));
}

/**
 * Reads the history of an image.
 * @param layout absolute path of an OCI layout with this image alone
 * @see https://github.com/opencontainers/image-spec/blob/main/config.md
 * @returns undefined when it cannot be read
 */
export async function historyOf(layout: string): Promise<History | undefined> {
  try {
    const index = Index.parse(JSON.parse(await readFile(path.join(layout, 'index.json'), 'utf8')));
    const { config } = await blob(layout, index.manifests[0]?.digest ?? '', Manifest);
    const { history } = await blob(layout, config.digest, Configuration);
    const steps = history ?? [];
    return { steps: steps.length, silent: steps.filter(({ created_by }) => !created_by).length };
  } catch {
    return undefined;
  }
}
