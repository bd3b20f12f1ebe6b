import type { Finished, Outcome } from '../../model/scanner.js';
import { purlsOf, type Report } from './findings.js';

/** What it says while it works, by its documentation and its issue tracker. */
const INDEXED = /\b(?:Indexed (\d+) packages?|(\d+) packages? (?:indexed|found))\b/;
const NONE_DETECTED = /\bNo vulnerable packages? detected\b/;
const DETECTED = /\bDetected (\d+) vulnerable packages?\b/;

const WHY_UNAVAILABLE: [RegExp, string][] = [
  // Docker 28 without the plugin: it takes the flags for its own.
  [
    /^unknown flag: --format$|unknown command: docker scout|'scout' is not a docker command/m,
    'the docker on PATH has no plugin scout (one in a home folder is seen only where DOCKER_CONFIG names it)',
  ],
  [
    /Log in with your Docker ID|could not authenticate|\b401 Unauthorized\b|\bunauthorized\b/i,
    'it needs a login at Docker Hub (DOCKER_SCOUT_HUB_USER and DOCKER_SCOUT_HUB_PASSWORD)',
  ],
  [
    /\b(?:no such host|connection refused|i\/o timeout|TLS handshake timeout|network is unreachable|proxyconnect)\b/,
    'it could not reach its service',
  ],
];

function lastWords(stderr: string): string {
  const lines = stderr.split('\n').map((line) => line.trim());
  return lines.findLast((line) => /^(?:ERROR|Error:|panic:|✗)/.test(line)) ?? lines.find((line) => line !== '') ?? '';
}

/** Why the report does not go with what it said; undefined when it does. */
function contradiction({ runs }: Report, stderr: string): string | undefined {
  const [run] = runs;
  if (!run || runs.length > 1 || run.tool.driver.name !== 'docker scout')
    return 'its report is not one of Docker Scout';
  const rules = run.tool.driver.rules ?? [];
  const known = new Set(rules.map(({ id }) => id));
  const stray = (run.results ?? []).find(({ ruleId }) => !known.has(ruleId));
  if (stray) return `its report does not say what ${stray.ruleId} is`;
  const nameless = rules.find((rule) => purlsOf(rule).length === 0);
  if (nameless) return `its report does not say which package has ${nameless.id}`;
  const detected = DETECTED.exec(stderr)?.[1];
  const packages = new Set(rules.flatMap(purlsOf)).size;
  if (NONE_DETECTED.test(stderr) && rules.length > 0) return 'it says that no package is vulnerable, and reports some';
  if (detected !== undefined && packages < Number(detected)) {
    return `it says that ${detected} packages are vulnerable, and reports ${packages}`;
  }
  return undefined;
}

/** 0: whatever was found, without `--exit-code`. The rest is by its documentation, or not documented at all (255). */
export function judge({ exitStatus, stderr, report, problem }: Finished<Report>): Outcome {
  if (!report || exitStatus !== 0) {
    const why = WHY_UNAVAILABLE.find(([words]) => words.test(stderr))?.[1];
    if (why !== undefined) return { status: 'unavailable', reason: `${why}: ${lastWords(stderr)}` };
    const words = lastWords(stderr);
    return { status: 'failed', reason: `${problem ?? 'it ended'} (exit status ${exitStatus}) ${words}`.trim() };
  }
  const wrong = contradiction(report, stderr);
  if (wrong !== undefined) return { status: 'failed', reason: wrong };
  const [, own, cached] = INDEXED.exec(stderr) ?? [];
  const packages = Number(own ?? cached ?? 0);
  if (own === undefined && cached === undefined) {
    return unproven(0, 'it did not say how many packages it looked at');
  }
  if (packages === 0) return { status: 'failed', reason: 'it looked at no package' };
  if (!NONE_DETECTED.test(stderr) && !DETECTED.test(stderr)) {
    return unproven(packages, 'it did not say that it looked them up');
  }
  return { status: 'completed', considered: { files: [], packages } };
}

function unproven(packages: number, why: string): Outcome {
  const notCovered = [{ what: 'packages of the image', why }];
  return { status: 'partial', reason: why, considered: { files: [], packages }, notCovered };
}
