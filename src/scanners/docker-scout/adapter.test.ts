import { describe, expect, it, vi } from 'vitest';
import type { ImageFacts } from '../../model/inventory.js';
import type { CommandContext } from '../../model/scanner.js';
import scout from './adapter.js';
import type { Report } from './findings.js';

// Docker Scout is closed source and was not to be had: NOTHING HERE WAS RECORDED. Every report and every line of its log
// below is written by hand, from its documentation, and for the shape of its SARIF from what users show in its issues.

const LODASH = 'pkg:npm/lodash@4.17.20';
const OPENSSL = 'pkg:apk/alpine/openssl@3.1.0-r0?os_name=alpine&os_version=3.18';
const GUAVA = ['29.0-jre', '31.0-jre'].map((version) => `pkg:maven/com.google.guava/guava@${version}`);

const rule = (id: string, properties: object) => ({
  id,
  shortDescription: { text: `${id}: Command Injection` },
  help: { text: 'What can happen.\n' },
  helpUri: `https://scout.docker.com/v/${id}`,
  properties: { cvssV3_severity: 'HIGH', fixed_version: '4.17.21', ...properties },
});
const at = (ruleId: string, uri: string) => ({
  ruleId,
  locations: [{ physicalLocation: { artifactLocation: { uri } } }],
});
type Rules = NonNullable<Report['runs'][0]['tool']['driver']['rules']>;
type Results = Report['runs'][0]['results'];
const byHand = (rules: Rules, results: Results = []): Report => ({
  runs: [{ tool: { driver: { name: 'docker scout', rules } }, results }],
});

describe('Docker Scout, its report (written by hand from the documentation)', () => {
  const parse = (report: Report) =>
    scout.parse(scout.shape.parse(report), { input: { label: 'image', files: [] }, relative: String });

  it('is read package by package', () => {
    const [found] = parse(
      byHand([rule('CVE-2021-23337', { purls: [LODASH] })], [at('CVE-2021-23337', '/app/lodash/package.json')]),
    );
    expect(found).toEqual({
      kind: 'vulnerability',
      ruleId: 'CVE-2021-23337',
      title: 'Command Injection (lodash 4.17.20)',
      message: 'What can happen.',
      severity: 'high',
      nativeSeverity: 'HIGH',
      location: { path: 'app/lodash/package.json' },
      package: { ecosystem: 'npm', name: 'lodash', version: '4.17.20', purl: LODASH },
      advisory: {
        id: 'CVE-2021-23337',
        aliases: [],
        cwes: [],
        cvss: [],
        url: 'https://scout.docker.com/v/CVE-2021-23337',
      },
      rule: { helpUri: 'https://scout.docker.com/v/CVE-2021-23337' },
      fix: { summary: 'Update lodash to 4.17.21', versions: ['4.17.21'] },
      pointer: '/runs/0/tool/driver/rules/0',
    });
  });

  it('gives no file to packages of which it does not say which is whose', () => {
    const rows = parse(
      byHand(
        [rule('CVE-2020-8908', { purls: GUAVA, fixed_version: 'not fixed', cvssV3_severity: 'UNSPECIFIED' })],
        [at('CVE-2020-8908', '/a/guava-31.0-jre.jar'), at('CVE-2020-8908', '/b/guava-29.0-jre.jar')],
      ),
    );
    expect(
      rows.map(({ package: named, location, severity, fix }) => [named?.version, location, severity, fix]),
    ).toEqual([
      ['29.0-jre', undefined, 'unknown', undefined],
      ['31.0-jre', undefined, 'unknown', undefined],
    ]);
    expect(rows[0]?.package).toMatchObject({ ecosystem: 'Maven', name: 'com.google.guava:guava' });
  });

  it('is read as releases before 1.0 wrote it, with one package', () => {
    const [found] = parse(byHand([{ id: 'CVE-2023-2650', properties: { purl: OPENSSL, cvssV3_severity: 'MEDIUM' } }]));
    expect(found).toMatchObject({
      title: 'CVE-2023-2650 in openssl 3.1.0-r0',
      severity: 'medium',
      package: { ecosystem: 'Alpine:v3.18', name: 'openssl', version: '3.1.0-r0' },
    });
    expect(parse(byHand([{ id: 'CVE-1', properties: { purl: 'no address' } }]))[0]?.package).toEqual({
      ecosystem: 'unknown',
      name: 'no address',
      purl: 'no address',
    });
  });

  it('is refused in another shape', () => {
    expect(scout.shape.safeParse({ runs: [{ tool: {} }] }).success).toBe(false);
    expect(scout.shape.safeParse({}).success).toBe(false);
  });
});

describe('Docker Scout, how it ended (written by hand from the documentation)', () => {
  const input = { label: 'image', files: [] };
  const ended = (stderr: string, report?: Report, exitStatus = report ? 0 : 1) =>
    scout.outcome({
      exitStatus,
      stderr,
      input,
      relative: String,
      ...(report ? { report } : { problem: 'it wrote no output' }),
    });
  const one = byHand([rule('CVE-2021-23337', { purls: [LODASH] })], [at('CVE-2021-23337', '/a')]);
  const none = byHand([]);
  const INDEXED = '    ✓ Archive read\n    ✓ SBOM of image already cached, 18 packages indexed\n';
  const CLEAN = `${INDEXED}    ✓ No vulnerable package detected\n`;
  const FOUND = `${INDEXED}    ✗ Detected 1 vulnerable package with 1 vulnerability\n`;

  it('is complete when it says how many packages it looked up, and the report goes with it', () => {
    expect(ended(CLEAN, none)).toEqual({ status: 'completed', considered: { files: [], packages: 18 } });
    expect(ended(FOUND, one)).toEqual({ status: 'completed', considered: { files: [], packages: 18 } });
    expect(ended(CLEAN.replace(/SBOM.*/, 'Indexed 1 package'), none)).toMatchObject({ considered: { packages: 1 } });
  });

  it('is partial when it does not say so', () => {
    expect(ended('', none)).toEqual({
      status: 'partial',
      reason: 'it did not say how many packages it looked at',
      considered: { files: [], packages: 0 },
      notCovered: [{ what: 'packages of the image', why: 'it did not say how many packages it looked at' }],
    });
    expect(ended(INDEXED, none)).toMatchObject({
      status: 'partial',
      reason: 'it did not say that it looked them up',
      considered: { packages: 18 },
    });
  });

  it.each<[string, string, Report, string]>([
    ['no package', CLEAN.replace('18', '0'), none, 'it looked at no package'],
    ['findings after saying that there are none', CLEAN, one, 'it says that no package is vulnerable'],
    [
      'fewer findings than it says',
      FOUND.replace('Detected 1', 'Detected 2'),
      one,
      '2 packages are vulnerable, and reports 1',
    ],
    ['a result without its rule', FOUND, byHand([], [at('CVE-1', '/a')]), 'does not say what CVE-1 is'],
    ['a vulnerability of no package', FOUND, byHand([rule('CVE-1', {})]), 'does not say which package has CVE-1'],
    ['no run', CLEAN, { runs: [] }, 'its report is not one of Docker Scout'],
  ])('fails with %s', (_, stderr, report, reason) => {
    expect(ended(stderr, report)).toMatchObject({ status: 'failed', reason: expect.stringContaining(reason) });
  });

  it('fails with any exit status but 0, also when there is a report', () => {
    expect(ended(FOUND, one, 255)).toMatchObject({
      status: 'failed',
      reason: expect.stringContaining('exit status 255'),
    });
    expect(ended('panic: interface conversion\n\ngoroutine 1 [running]:\n')).toEqual({
      status: 'failed',
      reason: 'it wrote no output (exit status 1) panic: interface conversion',
    });
  });

  it.each([
    // These two were seen: Docker 28.2.2 without the plugin, exit status 125 with the flags, 1 without.
    ['unknown flag: --format\n\nUsage:  docker [OPTIONS] COMMAND [ARG...]\n', 'the docker on PATH has no plugin scout'],
    ['docker: unknown command: docker scout\n\nRun ...', 'the docker on PATH has no plugin scout'],
    ['    Log in with your Docker ID or email address to use docker scout.\n', 'it needs a login at Docker Hub'],
    ['Error: could not authenticate: user x not entitled to use Docker Scout\n', 'it needs a login at Docker Hub'],
    ['ERROR dial tcp: lookup api.example: no such host\n', 'it could not reach its service'],
  ])('is unavailable: %s', (stderr, reason) => {
    expect(ended(stderr)).toMatchObject({ status: 'unavailable', reason: expect.stringContaining(reason) });
  });
});

describe('Docker Scout, how it is run', () => {
  const image: ImageFacts = {
    reference: 'a',
    digest: 'sha256:0',
    platform: 'linux/amd64',
    layout: '/layout',
    archive: '/image/image.tar',
  };
  const inventory = { root: '/target', files: [], hidden: [], notes: [] };
  const context = {
    inventory: { ...inventory, image },
    output: '/output',
    scratch: '/scratch',
  } as unknown as CommandContext;

  it('is for images alone', () => {
    expect(scout.appliesTo(inventory)).toEqual([]);
    expect(scout.appliesTo({ ...inventory, image })).toEqual([{ label: 'image', files: [] }]);
  });

  it('is given the archive, a cache of its own, and of what is secret its login only', () => {
    for (const name of ['DOCKER_SCOUT_HUB_USER', 'DOCKER_SCOUT_HUB_PASSWORD', 'DOCKER_CONFIG'])
      vi.stubEnv(name, undefined);
    vi.stubEnv('DOCKER_SCOUT_HUB_USER', 'somebody');
    vi.stubEnv('DOCKER_SCOUT_REGISTRY_TOKEN', 'not for it');
    const { args, env } = scout.command(context);
    vi.unstubAllEnvs();
    expect(args.join(' ')).toBe('scout cves --format sarif --locations --output /output archive:///image/image.tar');
    expect(env).toEqual({
      DOCKER_SCOUT_HUB_USER: 'somebody',
      DOCKER_SCOUT_CACHE_DIR: '/scratch/cache',
      DOCKER_SCOUT_NO_CACHE: 'true',
      DOCKER_SCOUT_NEW_VERSION_WARN: 'false',
      DOCKER_SCOUT_EXPERIMENTAL_WARN: 'false',
      DOCKER_CLI_HINTS: 'false',
    });
  });

  it('has a canary that is an image, with what is wrong with it in the other', () => {
    const { files, counterExample, image: made, expects } = scout.canary({ label: 'image', files: [] });
    expect(made).toBeDefined();
    expect(Object.values(files).join()).toContain('4.17.20');
    expect(Object.values(counterExample).join()).not.toContain('4.17.20');
    expect(expects.map(({ proves }) => proves)).toEqual(['npm', 'PyPI']);
  });
});
