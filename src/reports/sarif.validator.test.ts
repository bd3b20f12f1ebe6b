import { execFile } from 'node:child_process';
import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import type { Log } from 'sarif';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  buildAbsentEntry,
  buildEntry,
  buildFinding,
  buildReport,
  buildSource,
  buildVulnerability,
} from '../../test/build-report.js';
import { MULTITOOL_FOLDER } from '../../test/sarif-schema.js';
import { scannerSarif, toSarif } from './sarif.js';

const validator = path.join(MULTITOOL_FOLDER, 'Sarif.Multitool');
let folder: string;

/**
 * What Microsoft's validator says of a log with the rules of SARIF and of GitHub's ingestion. Its exit status says
 * nothing; what it writes does.
 */
async function complaints(log: Log): Promise<string[]> {
  const [input, output] = [path.join(folder, 'log.sarif'), path.join(folder, 'validation.sarif')];
  await writeFile(input, JSON.stringify(log));
  // It does not write over an earlier output.
  await rm(output, { force: true });
  const levels = ['--level', 'Error;Warning'];
  const args = ['validate', input, '--rule-kind', 'Sarif;Ghas', ...levels, '--output', output, '--quiet'];
  const env = { ...process.env, DOTNET_SYSTEM_GLOBALIZATION_INVARIANT: '1' };
  await promisify(execFile)(validator, args, { env }).catch(() => undefined);
  const [run] = (JSON.parse(await readFile(output, 'utf8')) as Log).runs;
  return (run?.results ?? []).map(
    ({ ruleId, level, message }) => `${level} ${ruleId} ${message.id} ${message.arguments?.join(' ')}`,
  );
}

const HOSTILE = [
  'a b/#?%41;é中.py',
  '../../up.txt',
  '/absolute/x',
  'c:\\windows',
  'scheme:rest',
  'http://x/y',
  '\\xff\\xfe',
  'x\uD800y',
  '',
  '.',
  '-rf',
  '日本/\u202Eevil',
  'a\nb',
  '[z](1)',
  '{0}',
  '~',
];

const report = buildReport({
  verdict: 'incomplete',
  coverage: [
    buildEntry('hadolint', { findings: 3 }),
    buildEntry('osv-scanner', {
      status: 'partial',
      reason: 'no database for PyPI',
      notCovered: [{ what: 'requirements.txt', why: 'no database' }],
    }),
    buildEntry('grype', { status: 'unavailable', canary: 'untested', reason: 'no database', exitStatus: null }),
    buildAbsentEntry('conftest', { status: 'not-applicable' }),
  ],
  blindSpots: [{ what: 'packages of PyPI', paths: ['a b', 'c#d'], why: 'no database' }],
  findings: [
    buildVulnerability(),
    buildFinding({ locations: [] }),
    buildFinding({ locations: HOSTILE.map((name) => ({ path: name })) }),
    buildFinding({ status: 'suppressed', suppression: { reason: 'only in tests', by: 'muster.yml' } }),
    ...HOSTILE.map((text, index) =>
      buildFinding({
        title: `[x](http://evil.test) {0} {{1}} <b>${text}\u001b[31m`,
        message: `{5} [q](99) ${text}`,
        rule: {
          control: null,
          cwes: ['CWE-79', text],
          frameworks: [],
          help: `# ${text}\n![i](http://evil.test/i)`,
          helpUri: text,
        },
        locations: [
          {
            path: text,
            startLine: 5,
            endLine: 4 + (index % 3),
            startColumn: 9,
            endColumn: 8 + (index % 3),
            resource: text,
          },
        ],
        sources: [buildSource('hadolint', text)],
      }),
    ),
  ],
});

beforeAll(async () => {
  // npm does not run install scripts here, so nobody has made it executable.
  await chmod(validator, 0o755);
  folder = await mkdtemp(path.join(os.tmpdir(), 'muster-sarif-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe("Microsoft's validator, with GitHub's rules", () => {
  it('has nothing against a log of hostile paths and texts', async () => {
    expect(await complaints(toSarif(report))).toEqual([]);
  });

  it('has nothing against paths in a folder of the repository', async () => {
    expect(await complaints(toSarif(report, { prefix: 'services/my api' }))).toEqual([]);
  });

  it("has nothing against a scanner's log", async () => {
    const log = scannerSarif(report, 'hadolint', { homepage: 'https://github.com/hadolint/hadolint' });
    expect(log?.runs[0]?.results).not.toHaveLength(0);
    expect(log && (await complaints(log))).toEqual([]);
  });

  it('has nothing against a log without results', async () => {
    expect(await complaints(toSarif(buildReport()))).toEqual([]);
  });

  it('has a lot against a log that breaks the rules', async () => {
    const log = toSarif(report);
    for (const result of log.runs[0]?.results ?? []) delete result.locations;
    expect((await complaints(log)).join('\n')).toContain('error GH1015');
  });
});
