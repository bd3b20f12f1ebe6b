import type { Epss } from '../model/finding.js';
import { UsageError } from '../model/usage-error.js';
import type { FeedFile } from './feed-file.js';

/** The scores of one day. @see https://www.first.org/epss/data_stats */
export interface EpssScores {
  /** The day of the scores: YYYY-MM-DD. */
  date: string;
  /** When they were made, as RFC 3339 writes it. */
  updatedAt: string;
  /** Of the model that made them. */
  model: string;
  /** @param cve as its registry writes it */
  get(cve: string): Epss | undefined;
}

export const EPSS_NAMES = /^epss_scores-.+\.csv(?:\.gz)?$/;
export const EPSS_NAME = 'epss_scores-YYYY-MM-DD.csv.gz';

const ABOUT = /^#model_version:(?<model>[^,\s]+),score_date:(?<date>\d{4}-\d{2}-\d{2}T[\d:.]+(?:Z|[+-]\d{2}:?\d{2}))$/;
const HEADER = 'cve,epss,percentile';
const SHARE = String.raw`(?:0(?:\.\d+)?(?:[eE]-\d+)?|1(?:\.0+)?|[1-9](?:\.\d+)?[eE]-\d+)`;
const ROW = new RegExp(String.raw`CVE-\d{4}-\d{4,},${SHARE},${SHARE}\r?(?:\n|$)`, 'y');

/** What is wrong with a row that does not match. */
function complaintOf(row: string): string {
  const [cve = '', ...numbers] = row.split(',');
  if (numbers.length !== 2) return `${numbers.length + 1} fields where there must be 3 (${HEADER})`;
  if (!/^CVE-\d{4}-\d{4,}$/.test(cve)) return `"${cve.slice(0, 40)}" is not the id of a CVE`;
  const wrong = numbers.findIndex((number) => !new RegExp(`^${SHARE}$`).test(number));
  return `the ${wrong === 0 ? 'probability' : 'percentile'} "${numbers[wrong]?.slice(0, 40)}" is no number from 0 to 1`;
}

/**
 * Reads FIRST's file of EPSS scores: a comment with the model and the date, a header, a row for each CVE.
 * @throws UsageError with file and line when any of it has another form
 */
export function readEpss({ path, text }: FeedFile): EpssScores {
  const refuse = (line: number, why: string): never => {
    throw new UsageError(`${path}, line ${line}: not EPSS scores as FIRST publishes them: ${why}`);
  };
  const [about = '', header = ''] = text.split('\n', 2).map((line) => line.replace(/\r$/, ''));
  const { model, date } = ABOUT.exec(about)?.groups ?? {};
  const updated = new Date((date ?? '').replace(/([+-]\d{2})(\d{2})$/, '$1:$2'));
  if (model === undefined || date === undefined || Number.isNaN(updated.getTime())) {
    return refuse(1, '"#model_version:…,score_date:…" has to stand here');
  }
  if (header !== HEADER) return refuse(2, `"${HEADER}" has to stand here`);
  // Where each row starts: the numbers are read when somebody asks for them.
  const rows = new Map<string, number>();
  ROW.lastIndex = text.indexOf('\n', text.indexOf('\n') + 1) + 1;
  if (ROW.lastIndex === 0) return refuse(3, 'there are no scores');
  const first = ROW.lastIndex;
  for (let at = first; at < text.length; at = ROW.lastIndex) {
    ROW.lastIndex = at;
    const cve = ROW.test(text) ? text.slice(at, text.indexOf(',', at)) : undefined;
    if (cve === undefined || rows.has(cve)) {
      const row = text.slice(at).split('\n', 1)[0] ?? '';
      const why = cve === undefined ? complaintOf(row.replace(/\r$/, '')) : `${cve} has a score already`;
      return refuse(text.slice(0, at).split('\n').length, why);
    }
    rows.set(cve, at);
  }
  if (rows.size === 0) return refuse(3, 'there are no scores');
  return {
    date: date.slice(0, 10),
    updatedAt: updated.toISOString(),
    model,
    get(cve) {
      const at = rows.get(cve);
      if (at === undefined) return undefined;
      const [, probability, percentile] = (text.slice(at, at + 100).split('\n', 1)[0] ?? '').split(',').map(Number);
      return { probability: probability ?? 0, percentile: percentile ?? 0, date: date.slice(0, 10) };
    },
  };
}
