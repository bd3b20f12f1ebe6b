import { defineScanner, type Finished, type Outcome } from '../../model/scanner.js';
import { has } from '../kit/recognise.js';
import { CHECKPOINTS, NOT_OF_THE_IMAGE, OF_HISTORY } from './checkpoints.js';
import { findingsIn, NOT_THERE } from './findings.js';
import { type History, historyOf } from './history.js';
import { Report } from './report.js';

/** Which part of an image's history it cannot have checked, since there is nothing written in it. */
function historyGap(history: History | null | undefined): string | undefined {
  if (!history) return 'the history of the image cannot be read';
  if (history.steps === 0) return 'the image does not say how it was made';
  return history.silent > 0 ? `${history.silent} of ${history.steps} steps of its making name no command` : undefined;
}

function judge({ report, problem, exitStatus, stderr, prepared }: Finished<Report>): Outcome {
  if (!report || exitStatus !== 0) {
    // What it says of it stands on standard output, in the place of the report.
    const panic = /^(?:panic|fatal error): .*/m.exec(stderr)?.[0];
    const what = exitStatus === 1 ? 'it could not read the image' : 'it broke off';
    return {
      status: 'failed',
      reason: `${what} (exit status ${exitStatus}): ${panic ?? problem ?? 'it says no more'}`,
    };
  }
  const { fatal, warn, info, skip, pass } = report.summary;
  const counted = fatal + warn + info + skip + pass;
  if (counted < CHECKPOINTS) {
    return { status: 'failed', reason: `it went through ${counted} checkpoints of ${CHECKPOINTS}` };
  }
  const skipped = (report.details ?? []).flatMap(({ code, title, alerts }) =>
    alerts.flatMap((alert) => {
      const files = NOT_THERE.exec(alert)?.groups?.['files'];
      return files === undefined
        ? []
        : [{ what: `${code}, ${title}`, why: `there is no ${files.replaceAll(',', ' or ')} in the image` }];
    }),
  );
  const gap = historyGap(prepared as History | null | undefined);
  const notCovered = [...skipped, ...(gap ? [{ what: `of the history: ${OF_HISTORY.join(', ')}`, why: gap }] : [])];
  const considered = { files: [], packages: 0 };
  if (notCovered.length === 0) return { status: 'completed', considered };
  return { status: 'partial', reason: 'not every checkpoint could be looked at', considered, notCovered };
}

export default defineScanner({
  id: 'dockle',
  name: 'Dockle',
  homepage: 'https://github.com/goodwithtech/dockle',
  license: 'Apache-2.0',
  tier: 'beyond',
  finds: ['misconfiguration'],
  verified: 'recorded',
  install: [{ kind: 'path', command: 'dockle' }],
  versionArgs: ['--version'],
  network: 'never',
  uses: { cores: 1, memoryMB: 50, seconds: 1 },
  output: { from: 'stdout' },
  shape: Report,
  recognises: (document) => has(document, 'summary', 'details') && has(document['summary'], 'fatal', 'skip'),
  silencedBy: [],

  appliesTo: ({ image }) => (image ? [{ label: 'image', files: [] }] : []),

  async prepare({ inventory: { image } }) {
    return (image && (await historyOf(image.layout))) ?? null;
  },

  command({ inventory, scratch }) {
    return {
      args: [
        '--format=json',
        '--timeout=600s',
        ...NOT_OF_THE_IMAGE.map((code) => `--ignore=${code}`),
        // Where a command is asked for without an image, it is to tell how the program is run, on whatever.
        `--input=${inventory.image?.archive ?? '/image.tar'}`,
      ],
      // It would obey a `.dockleignore` of the folder that it is started in.
      cwd: scratch,
    };
  },

  outcome: judge,
  parse: findingsIn,
  exitStatuses: {
    0: 'whatever it found; another with --exit-code, which Muster does not give (documented)',
    1: 'the image is not there or cannot be read',
    2: 'it crashed: on a line of /etc/group or /etc/passwd without enough fields',
  },
  traps: [
    'An image that does not say how it was made passes all checkpoints about commands.',
    'A checkpoint whose file is missing is SKIP, and so is the same checkpoint with a finding in another file.',
    'It prints the commands of the image whole, with the passwords in them, and masks only the value of the first key of each. The other keys of a command are not reported.',
    'The first ADD of an image is never reported: it takes it for that of the base image.',
    'Its errors are on standard output, in the place of the report or before it.',
    '`.dockleignore` in the working directory takes checkpoints away, and they count as passed.',
    'With an archive it says nothing of the tag, and counts that as passed.',
  ],
  data: 'Its checkpoints are part of the program. Those about the environment of the machine (CIS-DI-0005) and about the tag (DKL-DI-0006) are not asked: neither is in the image.',

  canary: () => ({
    files: {
      'etc/passwd': 'root:x:0:0::/:/bin/false\n',
      'etc/group': 'root:x:0:\n',
      'etc/shadow': 'canary::19000:0:99999:7:::\n',
    },
    image: { config: { User: 'root' }, counterExample: { User: '1000' } },
    expects: [
      { ruleId: 'DKL-LI-0001', proves: 'files of the image' },
      { ruleId: 'CIS-DI-0001', proves: 'the configuration of the image' },
    ],
    counterExample: {
      'etc/passwd': 'root:x:0:0::/:/bin/false\n',
      'etc/group': 'root:x:0:\n',
      'etc/shadow': 'canary:!:19000:0:99999:7:::\n',
    },
  }),
});
