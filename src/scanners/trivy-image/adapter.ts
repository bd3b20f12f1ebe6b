import type { FindingKind } from '../../model/finding.js';
import type { ImageFacts } from '../../model/inventory.js';
import { defineScanner, type ScanInput } from '../../model/scanner.js';
import { commonArgs, commonEnv, layOutSettings, SECRET_CONFIGURATION } from '../kit/trivy/command.js';
import { componentsIn } from '../kit/trivy/components.js';
import { databaseFacts, linkDatabase } from '../kit/trivy/database.js';
import { failure } from '../kit/trivy/failure.js';
import { findingsIn } from '../kit/trivy/findings.js';
import { trivyCommandOf, trivyVersion } from '../kit/trivy/recognise.js';
import { Report } from '../kit/trivy/report.js';
import * as canary from './canary.js';
import { judgeContents, SECRETS } from './contents.js';
import { judgePackages } from './packages.js';

/** Ways of running it that need different things: without a database, secrets are still found. */
const [PACKAGES, CONTENTS] = ['packages', 'contents'];

/** What a run is for, of all that the scanner finds. */
interface SomeKinds extends ScanInput {
  finds: FindingKind[];
}

const INPUTS: SomeKinds[] = [
  { label: 'packages', mode: PACKAGES, files: [], finds: ['vulnerability'] },
  { label: 'contents', mode: CONTENTS, files: [], finds: ['secret', 'misconfiguration'], network: 'never' },
];

function archiveOf(image: ImageFacts | undefined): string {
  // Where a command is asked for without an image, it is to tell how the program is run, on whatever.
  return image?.archive ?? '/image.tar';
}

export default defineScanner({
  id: 'trivy-image',
  name: 'Trivy',
  homepage: 'https://trivy.dev/',
  license: 'Apache-2.0',
  tier: 'basic',
  finds: ['vulnerability', 'secret', 'misconfiguration'],
  verified: 'recorded',
  install: [{ kind: 'path', command: 'trivy' }],
  versionArgs: ['--version'],
  network: 'database',
  uses: { cores: 2, memoryMB: 300, seconds: 5 },
  output: { from: 'file' },
  shape: Report,
  recognises: (document) => trivyCommandOf(document) === 'image',
  versionIn: trivyVersion,
  databaseFacts,
  silencedBy: [],

  appliesTo: ({ image }) => (image ? INPUTS : []),

  async prepare({ scratch, database }) {
    await layOutSettings(scratch, { secrets: SECRETS });
    if (database !== undefined) await linkDatabase(database, scratch);
  },

  command({ input, inventory, scratch, output, database, offline, cores }) {
    const isOnline = input.mode === PACKAGES && !offline && database === undefined;
    const forPackages = [
      '--scanners=vuln',
      '--list-all-pkgs',
      ...(isOnline ? [] : ['--skip-db-update', '--skip-java-db-update']),
    ];
    const forContents = [
      '--scanners=secret,misconfig',
      '--image-config-scanners=secret,misconfig',
      `--secret-config=${scratch}/${SECRET_CONFIGURATION}`,
    ];
    return {
      args: [
        'image',
        ...commonArgs({ scratch, output }),
        '--offline-scan',
        ...(input.mode === PACKAGES ? forPackages : forContents),
        `--input=${archiveOf(inventory.image)}`,
      ],
      cwd: scratch,
      env: {
        ...commonEnv({ scratch, cores }, isOnline),
        ...(input.mode === PACKAGES ? {} : { TRIVY_PKG_TYPES: 'os', TRIVY_LIST_ALL_PKGS: 'false' }),
      },
    };
  },

  // 0: whatever it found; 1: every failure, without a report.
  outcome(finished) {
    const { report, exitStatus, input } = finished;
    if (!report || exitStatus !== 0) return failure(finished);
    return input.mode === PACKAGES ? judgePackages(report, finished) : judgeContents(report, finished);
  },

  parse: (report, { relative }) => findingsIn(report, { pathOf: relative }),

  components: (report, { relative }) => componentsIn(report, relative),

  exitStatuses: {
    0: 'it ran, whatever it found',
    1: 'it could not run: no image at the place, no database or one that it cannot use, JAR files and no Java database (without a report)',
  },
  traps: [
    'A release of a distribution that it does not know: exit status 0, no vulnerability, told on standard error only.',
    'A distribution that it does not know, or whose files about packages are gone: the same.',
    'A release past its end of life: only the vulnerabilities from before.',
    'It checks the configuration as the Dockerfile that it makes of the history: where it can make none, nothing is checked, told on standard error only.',
    'In search for secrets it opens no file of the distribution or of installed packages, by their place; by its defaults nor what has `test` or `example` in its path.',
    'A secret in the environment is masked where it is reported, and stands in the same report in the clear.',
  ],
  data: 'Vulnerabilities: the Trivy DB, by the date in the metadata.json beside it (no report has it), and for JAR files the Trivy Java DB. Secrets and checks: part of the program.',

  canary({ mode }) {
    const expects = [...(mode === CONTENTS ? [] : canary.PACKAGES), ...(mode === PACKAGES ? [] : canary.CONTENTS)];
    return { ...canary.canary(), expects };
  },
});
