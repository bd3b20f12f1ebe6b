import { readFile } from 'node:fs/promises';
import type { Looker } from '../src/correlation/agreement.js';
import { packageKey } from '../src/correlation/packages.js';
import { DEFAULT_DUE, DEFAULT_RISK } from '../src/model/risk-settings.js';
import { assess } from '../src/pipeline/assess.js';
import { correlate, type ReadOutput } from '../src/pipeline/correlate.js';
import { renderExplanation } from '../src/reports/explain.js';
import { readEpss } from '../src/risk/epss.js';
import { readKev } from '../src/risk/kev.js';

const EXAMPLE = 'docs/one-issue/example.json';

/** The hand-made example: what five scanners say of one hole, and who else looked. */
interface Example {
  scanned: string;
  /** In the official forms of the two feeds. */
  epss: string;
  kev: unknown;
  outputs: ReadOutput[];
  /** Scanners that looked at the same file and say nothing of it. */
  silent: { scanner: string; updatedAt: string; reportsOthers: boolean }[];
}

function lookersOf({ outputs, silent }: Example): Looker[] {
  const findings = outputs.flatMap((output) => output.findings);
  const files = new Set(findings.flatMap(({ location }) => (location ? [location.path] : [])));
  const packages = new Set(findings.flatMap((finding) => (finding.package ? [packageKey(finding.package)] : [])));
  return silent.map(({ scanner, updatedAt, reportsOthers }) => ({
    ...{ scanner, finds: ['vulnerability' as const], files, notCovered: [] },
    database: { name: 'its database', updatedAt, ageHours: null, digest: null },
    packages: reportsOthers ? packages : new Set<string>(),
  }));
}

function rowLines({ scanner, findings }: ReadOutput): string[] {
  return findings.map(({ ruleId, nativeSeverity, advisory, package: pkg }) => {
    const aliases = advisory?.aliases.map((name) => `\`${name}\``).join(', ') || '–';
    return `| ${[scanner, `\`${ruleId}\``, aliases, nativeSeverity ?? '–', `\`${pkg?.name}\``].join(' | ')} |`;
  });
}

/**
 * The page about one issue that five scanners report as five rows: what Muster really makes of them.
 * @throws Error when it makes more than one issue of them
 */
export async function oneIssuePage(): Promise<string> {
  const example = JSON.parse(await readFile(EXAMPLE, 'utf8')) as Example;
  const file = (path: string, text: string) => ({ path, text, digest: 'sha256:0' });
  const findings = assess(await correlate(example.outputs, '/nowhere'), lookersOf(example), {
    ...DEFAULT_RISK,
    feeds: {
      epss: readEpss(file('epss_scores-current.csv', example.epss)),
      kev: readKev(file('known_exploited_vulnerabilities.json', JSON.stringify(example.kev))),
    },
    isImage: false,
    due: DEFAULT_DUE,
    scanned: new Date(example.scanned),
  });
  const [finding] = findings;
  if (!finding || findings.length > 1) throw new Error(`${EXAMPLE} gives ${findings.length} issues instead of one`);
  return [
    '# Five rows, one issue',
    '',
    '<!-- Written by npm run docs from docs/one-issue/example.json. -->',
    '',
    'Five scanners look at one line of a `requirements.txt`. The rows are made by hand, in the words that these scanners use:',
    'four ids, four severities (one scanner gives none), and two ways to write the name of the package.',
    '',
    '| scanner | calls it | and says that this is | severity | package |',
    '| ------- | -------- | --------------------- | -------- | ------- |',
    ...example.outputs.flatMap(rowLines),
    '',
    `Muster makes one issue of them. This is what \`muster explain ${finding.id}\` prints:`,
    '',
    '```text',
    ...renderExplanation({ finding, report: { coverage: [] } }, 110, false)
      .trim()
      .split('\n')
      .map((line, at) => (at === 0 ? `  ${line}` : line)),
    '```',
    '',
    'How the rows come together is in [finding-ids.md](../finding-ids.md), how the points of the risk are counted in',
    '[risk.md](../risk.md).',
    '',
  ].join('\n');
}
