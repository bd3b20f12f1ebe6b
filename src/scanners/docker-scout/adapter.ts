import path from 'node:path';
import { type CommandContext, defineScanner } from '../../model/scanner.js';
import { textAt } from '../kit/recognise.js';
import { findingsIn, Report } from './findings.js';
import { judge } from './outcome.js';

/**
 * What it needs of the caller's environment to be let in, and nothing else that is secret. `DOCKER_CONFIG` only where it
 * is set: a plugin and a login that are in a home folder are not seen.
 * @see https://docs.docker.com/scout/how-tos/configure-cli/
 */
const LOGIN = ['DOCKER_SCOUT_HUB_USER', 'DOCKER_SCOUT_HUB_PASSWORD', 'DOCKER_CONFIG'];

function environment({ scratch }: CommandContext): Record<string, string> {
  const login = LOGIN.flatMap((name) => (process.env[name] === undefined ? [] : [[name, process.env[name]]]));
  return {
    ...Object.fromEntries(login),
    DOCKER_SCOUT_CACHE_DIR: path.join(scratch, 'cache'),
    DOCKER_SCOUT_NO_CACHE: 'true',
    DOCKER_SCOUT_NEW_VERSION_WARN: 'false',
    DOCKER_SCOUT_EXPERIMENTAL_WARN: 'false',
    DOCKER_CLI_HINTS: 'false',
  };
}

export default defineScanner({
  id: 'docker-scout',
  name: 'Docker Scout',
  homepage: 'https://docs.docker.com/scout/',
  // Closed source, under terms of Docker's own.
  license: 'LicenseRef-Docker-Scout',
  tier: 'basic',
  finds: ['vulnerability'],
  verified: 'documentation',
  install: [{ kind: 'path', command: 'docker' }],
  versionArgs: ['scout', 'version'],
  network: 'required',
  uses: { cores: 1, memoryMB: 500, seconds: 30 },
  output: { from: 'file' },
  shape: Report,
  recognises: (document) => textAt(document, 'runs', '0', 'tool', 'driver', 'name')?.toLowerCase() === 'docker scout',
  versionIn: (document) => textAt(document, 'runs', '0', 'tool', 'driver', 'version'),
  silencedBy: [],

  appliesTo: ({ image }) => (image ? [{ label: 'image', files: [] }] : []),

  // Where a command is asked for without an image, it is to tell how the program is run, on whatever.
  command(context) {
    const { inventory, output, scratch } = context;
    const archive = inventory.image?.archive ?? '/image.tar';
    return {
      args: ['scout', 'cves', '--format', 'sarif', '--locations', '--output', output, `archive://${archive}`],
      cwd: scratch,
      env: environment(context),
    };
  },

  outcome: judge,
  parse: (report) => findingsIn(report),

  exitStatuses: {
    0: 'it ran, whatever it found (documented)',
    1: 'a failure (documented)',
    2: 'with `--exit-code`, which is not given: something found (documented)',
    125: 'docker itself cannot do it: it has no plugin scout (seen)',
    255: 'a failure that is documented nowhere, seen by others now and then (scout-cli 213)',
  },
  traps: [
    'A docker without the plugin scout takes the flags for its own, and complains of the first.',
    'A report is no proof that packages were looked at: only what it says while it works has their number.',
    'Where two versions of a package have the same vulnerability, its report does not say which file is of which.',
    'Without a login at Docker Hub it asks for one, and scans nothing.',
  ],
  data: 'The service of Docker: what it knows at the time of the scan. It names no date.',

  canary: () => ({
    files: files('4.17.20', '5.3.1'),
    image: { config: { User: '1000' }, counterExample: { User: '1000' } },
    expects: [
      { ruleId: ['CVE-2021-23337', 'GHSA-35jh-r3h4-6jhm'], proves: 'npm' },
      { ruleId: ['CVE-2020-14343', 'GHSA-8q59-q68h-6hv4'], proves: 'PyPI' },
    ],
    counterExample: files('4.17.21', '6.0.2'),
  }),
});

/** Of an image with a package of each of two languages. */
function files(lodash: string, yaml: string): Record<string, string> {
  return {
    'app/node_modules/lodash/package.json': JSON.stringify({ name: 'lodash', version: lodash }),
    [`usr/lib/python3.11/site-packages/PyYAML-${yaml}.dist-info/METADATA`]: `Metadata-Version: 2.1\nName: PyYAML\nVersion: ${yaml}\n`,
  };
}
