import { z } from 'zod';

/** A database that could not be had; its message is for people, and one line. */
export class DatabaseError extends Error {
  override name = 'DatabaseError';
}

/** One file of a stored database, as it was fetched. */
const StoredFile = z.object({
  /** From the folder of the database. */
  file: z.string(),
  /** As its publisher calls it. */
  name: z.string(),
  url: z.string(),
  fetchedAt: z.iso.datetime(),
  /** When its content was published: what it says itself, else what its server says; null when neither does. */
  updatedAt: z.iso.datetime().nullable(),
  /** Of the file as it was served, in hex. */
  sha256: z.string(),
  /** What the server is asked with the next time, so that it sends only what has changed. */
  etag: z.string().nullable(),
  lastModified: z.string().nullable(),
});
export type StoredFile = z.infer<typeof StoredFile>;

/** What stands beside the content of a stored database. */
export const StoredDatabase = z.object({ id: z.string(), files: z.array(StoredFile).min(1) });
export type StoredDatabase = z.infer<typeof StoredDatabase>;
