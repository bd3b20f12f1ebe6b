import type { Finding } from '../model/finding.js';
import type { Counted, ManyFindings } from '../model/many-findings.js';
import { severityRank } from '../model/severity.js';
import { type Span, Spool } from './spool.js';

/** So many findings are held whole, at some kilobytes each. */
const HELD_FINDINGS = 25_000;

/** What is known of a finding whose rest is in a file. */
interface Entry extends Counted, Span {
  score: number;
  path: string;
  line: number;
}

export interface CollectedFindings {
  /** Worst first; ties in the order of place and id. When there are too many, the worst of them. */
  findings: Finding[];
  counted: readonly Counted[];
  /** All, when there are more than those. They are there until the collector is closed. */
  all?: ManyFindings;
}

const compareText = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

type Sorted = Pick<Entry, 'id' | 'severity' | 'score' | 'path' | 'line'>;

function compare(a: Sorted, b: Sorted): number {
  return (
    severityRank(a.severity) - severityRank(b.severity) ||
    b.score - a.score ||
    compareText(a.path, b.path) ||
    a.line - b.line ||
    compareText(a.id, b.id)
  );
}

function sortedAs({ id, severity, risk, locations: [first] }: Finding): Sorted {
  return { id, severity, score: risk.score, path: first?.path ?? '', line: first?.startLine ?? 0 };
}

/** Collects findings in any order. When they are too many to be held, they are in a file until `close`. */
export class FindingCollector {
  #whole: Finding[] = [];
  #spool: Spool | undefined;
  readonly #entries: Entry[] = [];
  /** Each path once, however many findings name it. */
  readonly #paths = new Map<string, string>();
  readonly #most: number;

  /** @param most so many are held whole */
  constructor(most = HELD_FINDINGS) {
    this.#most = most;
  }

  add(finding: Finding): void {
    if (this.#spool) this.#write(finding, this.#spool);
    else this.#whole.push(finding);
    if (this.#whole.length <= this.#most) return;
    this.#spool = new Spool();
    for (const one of this.#whole) this.#write(one, this.#spool);
    this.#whole = [];
  }

  #write(finding: Finding, spool: Spool): void {
    const { kind, status } = finding;
    const { id, severity, score, path, line } = sortedAs(finding);
    const known = this.#paths.get(path) ?? path;
    this.#paths.set(known, known);
    const { offset, bytes } = spool.write(JSON.stringify(finding));
    this.#entries.push({ id, kind, severity, status, score, path: known, line, offset, bytes });
  }

  /** @returns what was collected; what it gives is there until `close` */
  finish(): CollectedFindings {
    const spool = this.#spool;
    if (!spool) {
      const keyed = this.#whole.map((finding) => ({ finding, key: sortedAs(finding) }));
      const findings = keyed.sort((a, b) => compare(a.key, b.key)).map(({ finding }) => finding);
      return { findings, counted: findings };
    }
    const entries = this.#entries.sort(compare);
    const all: ManyFindings = {
      counted: entries,
      texts: () => spool.read(entries),
      *[Symbol.iterator]() {
        for (const text of spool.read(entries)) yield JSON.parse(text) as Finding;
      },
      close: () => spool.close(),
    };
    const worst = Array.from(spool.read(entries.slice(0, this.#most)), (text) => JSON.parse(text) as Finding);
    return { findings: worst, counted: entries, all };
  }

  close(): void {
    this.#spool?.close();
  }
}
