import type { NotCovered } from '../../model/coverage.js';
import type { FindingKind } from '../../model/finding.js';
import type { Inventory } from '../../model/inventory.js';
import { defineScanner, type ScanInput } from '../../model/scanner.js';
import { commonArgs, commonEnv, SECRET_CONFIGURATION } from '../kit/trivy/command.js';
import { componentsIn } from '../kit/trivy/components.js';
import { databaseFacts } from '../kit/trivy/database.js';
import { failure } from '../kit/trivy/failure.js';
import { findingsIn } from '../kit/trivy/findings.js';
import { trivyCommandOf, trivyVersion } from '../kit/trivy/recognise.js';
import { Report } from '../kit/trivy/report.js';
import { pathInTree, shownOf } from '../kit/trivy/tree.js';
import { canaryFor } from './canary.js';
import { ecosystemsOf, fileAt, lockFilesIn } from './lock-files.js';
import { PACKAGES, POM, SECRETS } from './modes.js';
import { judgePackages, preparePackages } from './packages.js';
import { isSign, judgeSecrets, prepareSecrets } from './secrets.js';

/** What a run is for, of all that the scanner finds. */
interface OneKind extends ScanInput {
  finds: FindingKind[];
}

function pomInput({ files }: Inventory): OneKind[] {
  const poms = files.filter(({ path, nameIsNotUtf8 }) => !nameIsNotUtf8 && /(?:^|\/)pom\.xml$/.test(path));
  if (poms.length === 0) return [];
  const why = 'their parents and the dependencies of dependencies stand in Maven repositories, which are not asked';
  const caveats: NotCovered[] = [{ what: 'what pom.xml files do not say themselves', why }];
  const input = { label: 'pom.xml', mode: POM, files: poms.map(({ path }) => path), ecosystems: ['Maven'], caveats };
  return [{ ...input, finds: ['vulnerability'] }];
}

function packagesInput({ files }: Inventory): OneKind[] {
  const lockFiles = lockFilesIn(files);
  if (lockFiles.length === 0) return [];
  const input = { label: 'packages', mode: PACKAGES, files: lockFiles, ecosystems: ecosystemsOf(lockFiles) };
  return [{ ...input, finds: ['vulnerability'] }];
}

function secretsInput({ files }: Inventory): OneKind[] {
  const texts = files.filter(({ kinds, nameIsNotUtf8 }) => !nameIsNotUtf8 && !kinds.includes('binary'));
  if (texts.length === 0) return [];
  const input = { label: 'secrets', mode: SECRETS, files: texts.map(({ path }) => path) };
  return [{ ...input, finds: ['secret'], network: 'never' }];
}

export default defineScanner({
  id: 'trivy-fs',
  name: 'Trivy',
  homepage: 'https://trivy.dev/',
  license: 'Apache-2.0',
  tier: 'basic',
  // Not licenses: lock files tell few, and it takes the others from packages that are installed beside them.
  finds: ['vulnerability', 'secret'],
  verified: 'recorded',
  install: [{ kind: 'path', command: 'trivy' }],
  versionArgs: ['--version'],
  network: 'database',
  uses: { cores: 2, memoryMB: 150, seconds: 1 },
  outputName: 'trivy-filesystem',
  output: { from: 'file' },
  shape: Report,
  recognises: (document) => trivyCommandOf(document) === 'fs',
  versionIn: trivyVersion,
  databaseFacts,
  // It obeys `.trivyignore`, `trivy.yaml` and `trivy-secret.yaml` of the folder that it is started in: see `commonArgs`.
  silencedBy: [],

  appliesTo: (inventory) => [...secretsInput(inventory), ...packagesInput(inventory), ...pomInput(inventory)],

  prepare: (context) => (context.input.mode === SECRETS ? prepareSecrets(context) : preparePackages(context)),

  command({ input, scratch, output, database, offline, cores }) {
    const isOnline = input.mode !== SECRETS && !offline && database === undefined;
    const forPackages = [
      '--scanners=vuln',
      '--list-all-pkgs',
      '--include-dev-deps',
      // Whether it could read a file, it says nowhere else.
      '--debug',
      ...(isOnline ? [] : ['--skip-db-update']),
      '--skip-java-db-update',
    ];
    const forSecrets = ['--scanners=secret', `--secret-config=${scratch}/${SECRET_CONFIGURATION}`];
    return {
      args: [
        'filesystem',
        ...commonArgs({ scratch, output }),
        '--offline-scan',
        ...(input.mode === SECRETS ? forSecrets : forPackages),
        shownOf(scratch),
      ],
      cwd: shownOf(scratch),
      env: {
        ...commonEnv({ scratch, cores }, isOnline),
        // For the signs; and without what it would read of lock files meanwhile.
        ...(input.mode === SECRETS ? { TRIVY_SHOW_SUPPRESSED: 'true', TRIVY_PKG_TYPES: 'os' } : {}),
      },
    };
  },

  // 0: whatever it found; 1: every failure, without a report.
  outcome(finished) {
    const { report, exitStatus, input } = finished;
    if (!report || exitStatus !== 0) return failure(finished);
    return input.mode === SECRETS ? judgeSecrets(report, finished) : judgePackages(report, finished);
  },

  parse: (report, { relative }) =>
    findingsIn(report, { pathOf: (printed) => fileAt(pathInTree(printed, relative)), isSign }),

  components: (report, { relative }) => componentsIn(report, (printed) => fileAt(pathInTree(printed, relative))),

  exitStatuses: {
    0: 'it ran, whatever it found',
    1: 'it could not run: no database or one that it cannot use, an argument that it does not know (without a report)',
    2: 'it crashed: a database that is cut short (without a report)',
  },
  traps: [
    'A lock file that it cannot parse: exit status 0 and no result for it, told with `--debug` alone.',
    'A requirement that is not pinned to one version, or includes another file, is passed over without a word; so is a requirements file of another name.',
    'A package without a version is listed and not looked up.',
    'A go.mod from before Go 1.17 names the indirect dependencies in go.sum alone; without that file they are not looked up, without a word.',
    'Packages for development are left out; those of a Pipfile.lock also when they are asked for.',
    'A database without advisories of an ecosystem: exit status 0, nothing found in it.',
    'In search for secrets it opens no Markdown, no lock file, and nothing below `vendor` or with `test` or `example` in its path.',
    'It takes UTF-16, and any file with a control character near its beginning, for binary, and finds no secret in it.',
    'Of the folder that it is shown it leaves out `dev`, `proc` and `sys`, without a word.',
    '`.trivyignore`, `trivy.yaml` and `trivy-secret.yaml` of the target silence it.',
  ],
  data: 'Vulnerabilities: the Trivy DB, by the date in the metadata.json beside it (no report has it). Secrets: its rules are part of the program.',

  canary: canaryFor,
});
