import { posix } from 'node:path';
import type { CoverageEntry } from '../../model/coverage.js';
import type { Report } from '../../model/report.js';
import { plainLine } from '../plain-text.js';
import { cut, cutPath, padEnd, widthOf, wrap } from './layout.js';
import { isAbsent } from './ledger.js';
import { type Page, part } from './page.js';

interface Step {
  /** A command to type or a file to open. */
  what: string;
  why: string;
}

const LONGEST_COMMAND = 52;
/** What a time limit that was too short should be at least; the default is 600. */
const LONGER_SECONDS = 1800;

function scannersOf(entries: CoverageEntry[]): string {
  return [...new Set(entries.map(({ scanner }) => scanner))].sort().join(' ');
}

/** What makes missing evidence complete: one step for each way in which it went missing. */
function evidenceSteps({ coverage, interrupted }: Report): Step[] {
  const missing = coverage.filter(
    ({ required, status, canary }) =>
      required && !isAbsent({ status }) && !(status === 'completed' && canary === 'found'),
  );
  const of = (wanted: (entry: CoverageEntry) => boolean) => scannersOf(missing.filter(wanted));
  const refused = ({ reason }: CoverageEntry) => reason?.includes('--offline') ?? false;
  const needsConnection = of((entry) => entry.status === 'unavailable' && refused(entry));
  const notInstalled = of((entry) => entry.status === 'unavailable' && entry.provenance === null && !refused(entry));
  const unwell = of(
    ({ status, provenance }) => (status === 'unavailable' && provenance !== null) || status === 'failed',
  );
  const slow = of(({ status }) => status === 'timed-out');
  return [
    ...(interrupted ? [{ what: 'muster scan', why: 'again: the scan was interrupted' }] : []),
    ...(notInstalled && !interrupted
      ? [
          {
            what: `muster tools install ${notInstalled}`,
            why: 'installs what is missing, or says why it cannot be had',
          },
        ]
      : []),
    ...(needsConnection && !interrupted
      ? [{ what: 'muster scan', why: `without --offline: ${needsConnection.replaceAll(' ', ', ')} had no connection` }]
      : []),
    ...(unwell && !interrupted
      ? [{ what: `muster tools doctor ${unwell}`, why: 'runs them on their canaries and says what they lack' }]
      : []),
    ...(slow
      ? [{ what: `muster scan --timeout ${LONGER_SECONDS}`, why: `gives ${slow.replaceAll(' ', ', ')} more time` }]
      : []),
    ...(coverage.every(isAbsent) && coverage.some(({ status }) => status === 'disabled')
      ? [{ what: 'muster scan --profile advanced', why: 'runs all scanners' }]
      : []),
    ...(missing.length > 0 && !interrupted
      ? [{ what: 'muster scan --require LIST', why: 'or names the scanners that the verdict depends on' }]
      : []),
  ];
}

function stepLines(steps: Step[], page: Page): string[] {
  const widest = Math.min(LONGEST_COMMAND, Math.max(...steps.map(({ what }) => widthOf(what))));
  const room = page.width - widest - 3;
  return steps.flatMap((step) => {
    const [what, why] = [plainLine(step.what), plainLine(step.why)];
    const command = widthOf(what) > page.width ? cut(what, page.width) : what;
    if (widthOf(command) <= widest && widthOf(why) <= room) {
      return [`${page.colors.cyan(padEnd(command, widest))}   ${page.colors.dim(why)}`];
    }
    return [page.colors.cyan(command), ...wrap(why, page.width - 2, 2).map((text) => `  ${page.colors.dim(text)}`)];
  });
}

/** What to do now; where everything stands. */
export function nextStepsPart(report: Report, page: Page, resultsDir: string | undefined): string[] {
  const what = cutPath(resultsDir === undefined ? 'report.json' : posix.join(resultsDir, 'report.json'), page.width);
  const steps = [...evidenceSteps(report), { what, why: 'everything; sarif/ is for GitHub' }];
  return part(page, 'Next', '', stepLines(steps, page));
}
