import type { NotCovered } from '../../model/coverage.js';
import type { Finished, Outcome } from '../../model/scanner.js';
import { eachOnce } from '../kit/trivy/gaps.js';
import { metadataOf, type Report, resultsOf } from '../kit/trivy/report.js';
import { type Message, messagesIn, unreadableLog } from '../kit/trivy/words.js';

/** Messages by which it says that it knows no advisories for what is there. None of them changes its exit status. */
const UNKNOWN: [RegExp, (system: string) => NotCovered][] = [
  [/^Unsupported os\b/, (system) => ({ what: `packages of ${system}`, why: 'a distribution that it does not know' })],
  [
    /^This OS version is not on the EOL list/,
    (system) => ({ what: `packages of ${system}`, why: 'a release that it does not know' }),
  ],
  [
    /^No OS package is detected\./,
    () => ({ what: 'packages of the distribution', why: 'the files that name them are not there' }),
  ],
  [/^Version matching error$/, () => ({ what: 'a package', why: 'its version cannot be compared' })],
];

function gapsIn(messages: Message[], system: string): NotCovered[] {
  const gaps = messages.flatMap(({ level, text }) => {
    const known = level === 'WARN' ? UNKNOWN.find(([pattern]) => pattern.test(text)) : undefined;
    return known ? [known[1](system)] : [];
  });
  return eachOnce(gaps);
}

/** @param report of a run that ended with status 0 */
export function judgePackages(report: Report, { stderr }: Finished<Report>): Outcome {
  const { OS, ImageID } = metadataOf(report);
  if (!ImageID) return { status: 'failed', reason: 'it does not say which image it looked at' };
  const isNamed = OS && OS.Family !== 'none';
  const system = isNamed ? `${OS.Family} ${OS.Name ?? ''}`.trim() : 'an unknown distribution';
  const packages = resultsOf(report).reduce((sum, { result }) => sum + (result.Packages?.length ?? 0), 0);
  const messages = messagesIn(stderr);
  const notCovered = [
    ...(OS?.EOSL ? [{ what: `new vulnerabilities of ${system}`, why: 'its distribution tells of none any more' }] : []),
    ...gapsIn(messages, system),
    ...unreadableLog(messages),
  ];
  if (packages === 0 && notCovered.length === 0) {
    notCovered.push({ what: 'what is in the image', why: 'neither a distribution nor a package was recognised' });
  }
  const considered = { files: [], packages };
  if (notCovered.length === 0) return { status: 'completed', considered };
  const [first] = notCovered;
  if (packages === 0) {
    return { status: 'failed', reason: `it looked at no package: ${first?.what}: ${first?.why}`, notCovered };
  }
  return {
    status: 'partial',
    reason: `${packages} packages looked at; not ${first?.what}: ${first?.why}`,
    considered,
    notCovered,
  };
}
