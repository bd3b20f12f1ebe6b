import { LineCounter, parseDocument } from 'yaml';
import { z } from 'zod';
import type { Kev } from '../model/finding.js';
import { UsageError } from '../model/usage-error.js';
import type { FeedFile } from './feed-file.js';

/** The catalog of one release. */
export interface KevCatalog {
  /** The day of its release: YYYY-MM-DD. */
  date: string;
  /** When it was released, as RFC 3339 writes it. */
  updatedAt: string;
  version: string;
  /** @param cve as its registry writes it */
  get(cve: string): Kev | undefined;
}

export const KEV_NAME = 'known_exploited_vulnerabilities.json';
export const KEV_NAMES = /^known_exploited_vulnerabilities\.json(?:\.gz)?$/;

const Day = z.iso.date();

/** @see https://www.cisa.gov/sites/default/files/feeds/known_exploited_vulnerabilities_schema.json */
const Catalog = z
  .object({
    catalogVersion: z.string().min(1),
    dateReleased: z.iso.datetime({ offset: true }),
    count: z.int(),
    vulnerabilities: z.array(
      z.object({
        cveID: z.string().regex(/^CVE-\d{4}-\d{4,}$/, 'not the id of a CVE'),
        dateAdded: Day,
        dueDate: Day.optional(),
        // Since October 2023.
        knownRansomwareCampaignUse: z.enum(['Known', 'Unknown']).optional(),
      }),
    ),
  })
  .superRefine(({ count, vulnerabilities }, context) => {
    if (count === vulnerabilities.length) return;
    const message = `it counts ${count} vulnerabilities, and there are ${vulnerabilities.length}: it is not whole`;
    context.addIssue({ code: 'custom', path: ['count'], message });
  });

/** The line of a member of a document. JSON is YAML, whose parser knows lines; it is slow, and asked only in need. */
function lineOf(text: string, at: PropertyKey[]): number {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const [broken] = document.errors;
  if (broken) return lines.linePos(broken.pos[0]).line;
  for (let depth = at.length; depth > 0; depth--) {
    const node = document.getIn(at.slice(0, depth), true) as { range?: [number, number, number] } | undefined;
    if (node?.range) return lines.linePos(node.range[0]).line;
  }
  return 1;
}

/**
 * Reads CISA's catalog of Known Exploited Vulnerabilities in its JSON form.
 * @throws UsageError with file and line when it has another form, or holds fewer vulnerabilities than it counts
 */
export function readKev({ path, text }: FeedFile): KevCatalog {
  const refuse = (line: number, why: string): never => {
    throw new UsageError(`${path}, line ${line}: not the catalog as CISA publishes it: ${why}`);
  };
  let document: unknown;
  try {
    document = JSON.parse(text);
  } catch (error) {
    return refuse(lineOf(text, []), (error as Error).message);
  }
  const read = Catalog.safeParse(document);
  if (!read.success) {
    const [issue] = read.error.issues;
    const at = issue?.path ?? [];
    return refuse(lineOf(text, at), `at /${at.map(String).join('/')}: ${issue?.message}`);
  }
  const { dateReleased, catalogVersion: version, vulnerabilities } = read.data;
  const listed = new Map(vulnerabilities.map((row) => [row.cveID, row]));
  return {
    date: dateReleased.slice(0, 10),
    updatedAt: new Date(dateReleased).toISOString(),
    version,
    get(cve) {
      const row = listed.get(cve);
      if (row === undefined) return undefined;
      const { dateAdded, dueDate, knownRansomwareCampaignUse: use } = row;
      return { dateAdded, ...(dueDate ? { dueDate } : {}), ransomware: use === 'Known' };
    },
  };
}
