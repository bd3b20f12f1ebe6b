import { createHash } from 'node:crypto';
import { open, readdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import type { DatabaseFacts } from '../../model/coverage.js';

/** Where `freshclam` puts the official signatures on most systems. */
export const SYSTEM_DATABASE = '/var/lib/clamav';
const HEADER_BYTES = 512;
/** Of files with a header, which names their content's digest; others are small and are read whole. */
const WITH_HEADER = /\.(?:cvd|cld)$/;
const SIGNATURES = /\.(?:cvd|cld|hdb|hsb|hdu|hsu|mdb|msb|ndb|ndu|ldb|ldu|idb|fp|sfp|yara|yar|cdb|db|pdb|wdb)$/;
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/**
 * When an official file of signatures was built, by its header: `ClamAV-VDB:07 Nov 2026 08-29 -0500:27815:…`.
 * @see https://docs.clamav.net/appendix/CvdPrivateMirror.html for the files
 * @returns undefined when it is none
 */
export function builtAt(header: string): Date | undefined {
  const [, day = '', month = '', year = '', hour = '', minute = '', zone = ''] =
    /^ClamAV-VDB:(\d{1,2}) (\w{3}) (\d{4}) (\d\d)-(\d\d) ([+-]\d{4}):/.exec(header) ?? [];
  const index = MONTHS.indexOf(month);
  if (index < 0) return undefined;
  const text = `${year}-${String(index + 1).padStart(2, '0')}-${day.padStart(2, '0')}T${hour}:${minute}:00${zone.slice(0, 3)}:${zone.slice(3)}`;
  const date = new Date(text);
  return Number.isNaN(date.getTime()) ? undefined : date;
}

async function headOf(file: string): Promise<Buffer> {
  if (!WITH_HEADER.test(file)) return readFile(file);
  const handle = await open(file);
  try {
    const { bytesRead, buffer } = await handle.read(Buffer.alloc(HEADER_BYTES), 0, HEADER_BYTES, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}

/** The signatures in a folder: dated by the newest official file, since that is the daily one. */
export async function factsOf(folder: string): Promise<DatabaseFacts | undefined> {
  const names = (await readdir(folder).catch(() => [])).filter((name) => SIGNATURES.test(name)).sort();
  if (names.length === 0) return undefined;
  const hash = createHash('sha256');
  let newest: Date | undefined;
  for (const name of names) {
    const file = path.join(folder, name);
    const head = await headOf(file);
    hash.update(`${name}\0${(await stat(file)).size}\0`).update(head);
    const date = builtAt(head.toString('latin1'));
    if (date && (newest === undefined || date > newest)) newest = date;
  }
  return {
    name: 'ClamAV signatures',
    updatedAt: newest?.toISOString() ?? null,
    ageHours: newest ? Math.round((Date.now() - newest.getTime()) / 3_600_000) : null,
    digest: hash.digest('hex'),
  };
}
