import { readFile } from 'node:fs/promises';
import { parse } from 'yaml';
import { z } from 'zod';

/** What is known of a package: true facts, see the head of `corpus/advisories.yml`. */
const Known = z.strictObject({
  own: z.string().optional().describe("the id of its ecosystem's own database: PYSEC, GO or RUSTSEC"),
  holes: z
    .array(z.array(z.string()).min(1))
    .min(1)
    .describe('the names of each hole that it is about: its CVE where it has one, then GHSAs'),
  in: z.string().describe('the versions that have it: `>=1.0 <1.2 || <0.9`'),
});
const Catalogue = z.strictObject({
  advisories: z.record(z.string(), z.record(z.string(), z.array(Known))).describe('by ecosystem and package'),
  signatures: z.record(z.string(), z.unknown()).describe('of Retire.js, in its own form'),
});
export type Catalogue = z.infer<typeof Catalogue>;

/** One hole of one package. */
export interface Hole {
  ecosystem: string;
  name: string;
  own?: string;
  cve?: string;
  ghsas: string[];
  /** All its names; where the ecosystem's own database has one record for several holes, those of the others too. */
  others: string[];
  ranges: { introduced?: string; fixed?: string }[];
}

/** @throws Error that names the file, when it has another shape */
export async function readCatalogue(file: string): Promise<Catalogue> {
  const read = Catalogue.safeParse(parse(await readFile(file, 'utf8')));
  if (!read.success) throw new Error(`${file}: ${z.prettifyError(read.error)}`);
  return read.data;
}

function rangesOf(text: string): Hole['ranges'] {
  return text.split('||').map((part) => {
    const { introduced, fixed } = /^\s*(?:>=(?<introduced>\S+))?\s*(?:<(?<fixed>\S+))?\s*$/.exec(part)?.groups ?? {};
    if (!introduced && !fixed) throw new Error(`not a range of versions: ${part}`);
    return { ...(introduced ? { introduced } : {}), ...(fixed ? { fixed } : {}) };
  });
}

export function holesOf({ advisories }: Catalogue): Hole[] {
  return Object.entries(advisories).flatMap(([ecosystem, packages]) =>
    Object.entries(packages).flatMap(([name, known]) =>
      known.flatMap(({ own, holes, in: versions }) =>
        holes.map((names): Hole => {
          const cve = names.find((id) => id.startsWith('CVE-'));
          return {
            ...{ ecosystem, name, ranges: rangesOf(versions), others: own ? holes.flat() : names },
            ...(own ? { own } : {}),
            ...(cve ? { cve } : {}),
            ghsas: names.filter((id) => id.startsWith('GHSA-')),
          };
        }),
      ),
    ),
  );
}

/**
 * A range in the words of one scanner.
 * @param and what stands between the two ends
 */
export function written({ introduced, fixed }: Hole['ranges'][number], and: string): string {
  return [introduced && `>=${introduced}`, fixed && `<${fixed}`].filter(Boolean).join(and);
}
