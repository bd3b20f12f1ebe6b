import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import type { DatabaseFacts } from '../../model/coverage.js';

/** Its index, and what it tells of what the index names. */
const FILES = ['insecure.json', 'insecure_full.json'];
const Meta = z.object({ meta: z.object({ timestamp: z.number().optional() }) });

/** Date and digest of a local database, by the words of its index. */
export async function databaseFacts({ database }: { database?: string }): Promise<DatabaseFacts | undefined> {
  if (database === undefined) return undefined;
  const contents = await Promise.all(FILES.map((name) => readFile(path.join(database, name))));
  const { timestamp } = Meta.parse(JSON.parse(String(contents[0]))).meta;
  const hash = createHash('sha256');
  for (const content of contents) hash.update(content);
  const milliseconds = timestamp === undefined ? undefined : timestamp * 1000;
  return {
    name: 'Safety DB',
    updatedAt: milliseconds === undefined ? null : new Date(milliseconds).toISOString(),
    ageHours: milliseconds === undefined ? null : (Date.now() - milliseconds) / 3_600_000,
    digest: hash.digest('hex'),
  };
}
