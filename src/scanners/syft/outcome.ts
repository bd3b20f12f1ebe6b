import type { NotCovered } from '../../model/coverage.js';
import type { Finished, Outcome } from '../../model/scanner.js';
import { IMAGE } from '../kit/anchore/files.js';
import { LaidOut } from '../kit/anchore/lay-out.js';
import { concluded, judgeFile, lastWords, warningsIn } from '../kit/anchore/outcome.js';
import { KNOWN } from './files.js';
import { type Listed, packagesIn, type Report, unreadIn } from './report.js';

/** An image has no files of the inventory: what could not be read in it, its own JSON says. */
function judgeImage(report: Report, warnings: NotCovered[]): Outcome {
  const packages = packagesIn(report).length;
  const unread = unreadIn(report);
  const silent = 'a release whose output does not tell (a schema before 16.0.18)';
  const gaps = unread?.map(({ path, why }) => ({ what: path, why })) ?? [
    { what: 'files that it could not read', why: silent },
  ];
  const notCovered = [...gaps, ...warnings];
  if (packages === 0) {
    const [first] = notCovered;
    const more = first ? `: ${first.what}: ${first.why}` : '';
    return { status: 'failed', reason: `it lists no package of the image${more}`, notCovered };
  }
  return concluded({ files: [], packages }, notCovered, 'an image');
}

function judgeFiles(report: Report, given: LaidOut, finished: Finished<Report>): Outcome {
  const { stderr, input, relative } = finished;
  const byFile = new Map<string, Listed[]>(input.files.map((file) => [file, []]));
  for (const listed of packagesIn(report)) {
    for (const path of new Set(listed.paths.map((printed) => KNOWN.fileAt(printed, relative))))
      byFile.get(path)?.push(listed);
  }
  const results = [...byFile].map(([file, listed]) => ({ file, ...judgeFile(file, listed, given) }));
  const notCovered = [...results.flatMap(({ gaps }) => gaps), ...given.gaps, ...warningsIn(stderr)];
  const considered = {
    files: results.filter(({ looked }) => looked).map(({ file }) => file),
    packages: results.reduce((sum, { packages }) => sum + packages, 0),
  };
  if (considered.files.length === 0) {
    const [first] = notCovered;
    return { status: 'failed', reason: `nothing could be listed: ${first?.what}: ${first?.why}`, notCovered };
  }
  return concluded(considered, notCovered, `files looked at: ${considered.files.length} of ${input.files.length}`);
}

/** What an ended run means: by the packages that it lists for each file, held against our own reading. */
export function judge(finished: Finished<Report>): Outcome {
  const { exitStatus, stderr, report, problem, prepared, input } = finished;
  const given = LaidOut.parse(prepared);
  if (!report || exitStatus !== 0) {
    const reason = `${problem ?? 'it ended'} (exit status ${exitStatus}) ${lastWords(stderr)}`.trim();
    return { status: 'failed', reason };
  }
  return input.mode === IMAGE ? judgeImage(report, warningsIn(stderr)) : judgeFiles(report, given, finished);
}
