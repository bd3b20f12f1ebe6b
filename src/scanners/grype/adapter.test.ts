import { describe, expect, it } from 'vitest';
import { replay } from '../../../test/replay.js';
import type { Inventory } from '../../model/inventory.js';
import { TARGET } from '../kit/anchore/files.js';
import grype from './adapter.js';
import { KNOWN } from './files.js';
import { judge } from './outcome.js';
import { Report } from './report.js';

describe('Grype, recorded', () => {
  it('finds a vulnerability in each file, also in what is needed for development alone', async () => {
    const { recording, outcome, findings } = await replay(grype, 'findings');
    expect(recording.exitStatus).toBe(0);
    expect(outcome).toEqual({
      status: 'completed',
      considered: { files: ['api/Cargo.lock', 'package-lock.json', 'requirements.txt'], packages: 4 },
    });
    expect(findings.map(({ ruleId, location, package: named }) => [ruleId, location?.path, named?.name])).toEqual([
      ['CVE-2020-14343', 'requirements.txt', 'pyyaml'],
      ['CVE-2021-25900', 'api/Cargo.lock', 'smallvec'],
      ['CVE-2021-23337', 'package-lock.json', 'lodash'],
    ]);
    expect(findings[0]).toEqual({
      kind: 'vulnerability',
      ruleId: 'CVE-2020-14343',
      title: 'Loading a document runs code of its author',
      message: 'Loading a document runs code of its author',
      severity: 'critical',
      nativeSeverity: 'critical',
      location: { path: 'requirements.txt' },
      package: { ecosystem: 'PyPI', name: 'pyyaml', version: '5.3.1', purl: 'pkg:pypi/pyyaml@5.3.1' },
      advisory: {
        id: 'CVE-2020-14343',
        aliases: ['GHSA-8q59-q68h-6hv4'],
        cwes: [],
        cvss: [{ version: '3.1', vector: 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H', score: 9.8 }],
        url: 'https://github.com/advisories/GHSA-8q59-q68h-6hv4',
      },
      rule: { helpUri: 'https://github.com/advisories/GHSA-8q59-q68h-6hv4' },
      fix: { summary: 'Update pyyaml to 5.4, or later', versions: ['5.4'] },
      pointer: '/vulnerabilities/0',
    });
    expect(findings[1]?.package).toMatchObject({ ecosystem: 'crates.io', version: '1.6.0' });
  });

  it('is completed when it lists all packages and no vulnerability', async () => {
    const { outcome, findings } = await replay(grype, 'clean');
    expect(outcome).toEqual({ status: 'completed', considered: { files: ['requirements.txt'], packages: 1 } });
    expect(findings).toEqual([]);
  });

  it('is partial when a lock file cannot be read, although it ends with status 0 and no word about it', async () => {
    const { recording, outcome, findings } = await replay(grype, 'unread');
    expect(recording.exitStatus).toBe(0);
    expect(outcome).toMatchObject({
      status: 'partial',
      considered: { files: ['requirements.txt'], packages: 1 },
      notCovered: [{ what: 'package-lock.json', why: 'could not be understood' }],
    });
    expect(findings).toHaveLength(1);
  });

  it('does not pass a lock file of a format that is newer than itself', async () => {
    const { recording, outcome } = await replay(grype, 'newer');
    expect(recording.exitStatus).toBe(0);
    expect(outcome).toEqual({
      status: 'failed',
      reason: 'nothing could be looked at: package-lock.json: none of its 1 packages is listed',
      notCovered: [{ what: 'package-lock.json', why: 'none of its 1 packages is listed' }],
    });
  });

  it('names the lines of requirements that have no version', async () => {
    expect((await replay(grype, 'gaps')).outcome).toMatchObject({
      status: 'partial',
      considered: { files: ['requirements.txt'], packages: 1 },
      notCovered: [
        { what: 'requirements.txt:1', why: 'names no exact version' },
        { what: 'requirements.txt:3', why: 'a file, folder or repository, not a package of the index with a version' },
      ],
    });
  });

  it.each([
    ['no-database', 'it has no database: run `grype db update` and '],
    ['wrong-checksum', 'its database cannot be used: failed to load vulnerability db: bad db checksum'],
    ['not-imported', 'its database cannot be used: failed to load vulnerability db: no import metadata file'],
    ['not-a-database', 'its database cannot be used: failed to load vulnerability db: failed to read DB description'],
    ['too-old', 'its database cannot be used: failed to load vulnerability db: the vulnerability database was built'],
  ])('is unavailable without a database that it can use, and leaves an empty output: %s', async (name, reason) => {
    const { recording, outcome, findings } = await replay(grype, name);
    expect(recording.exitStatus).toBe(1);
    expect(outcome).toEqual({ status: 'unavailable', reason: expect.stringContaining(reason) });
    expect(findings).toEqual([]);
  });
});

describe('the outcome of a run', () => {
  const files = ['a/package-lock.json', 'requirements.txt'];
  const library = (type: string, purl: string, place: string) => ({
    type: 'library',
    name: purl,
    purl,
    properties: [
      { name: 'syft:package:type', value: type },
      { name: 'syft:location:0:path', value: place },
    ],
  });
  const judged = (components: object[], more: object = {}) =>
    judge({
      exitStatus: 0,
      stderr: '',
      input: { label: '.', files },
      prepared: { expected: { 'a/package-lock.json': ['lodash@4.17.20'], 'requirements.txt': [] }, gaps: [] },
      relative: (file) => file.replace(/^\//, ''),
      report: Report.parse({ bomFormat: 'CycloneDX', metadata: { tools: [{ name: 'grype' }] }, components }),
      ...more,
    });
  const LODASH = library('npm', 'pkg:npm/lodash@4.17.20', '/a/package-lock.json');
  const CURL = library('deb', 'pkg:deb/debian/curl@7.88.1?distro=debian-12', '/var/lib/dpkg/status');

  it('is completed when every package of every file is listed, and a file has none', () => {
    expect(judged([LODASH])).toEqual({ status: 'completed', considered: { files, packages: 1 } });
  });

  it('names a package that is not listed', () => {
    const other = library('npm', 'pkg:npm/lodash@4.17.21', '/a/package-lock.json');
    expect(judged([other])).toMatchObject({
      status: 'partial',
      notCovered: [{ what: 'a/package-lock.json: lodash@4.17.20', why: 'not in its list of packages' }],
    });
  });

  it('is partial when a file is listed that we could not read ourselves', () => {
    const prepared = { expected: { 'requirements.txt': [] }, gaps: [] };
    expect(judged([LODASH], { prepared })).toMatchObject({
      status: 'partial',
      notCovered: [{ what: 'a/package-lock.json', why: 'how many packages it holds could not be understood' }],
    });
  });

  it('is partial when it warns of something that is not known to be harmless', () => {
    const stderr =
      '[0000]  WARN no explicit name and version provided for directory source\n[0001] ERROR unable to parse yarn v2 package key from=syft key=__metadata\n[0002]  WARN out of luck\n';
    expect(judged([LODASH], { stderr })).toMatchObject({
      status: 'partial',
      notCovered: [{ what: 'what it warns of', why: 'out of luck' }],
    });
  });

  it('does not take its own JSON for a list of what it looked at, nor a report beside a failure', () => {
    expect(judged([], { report: { matches: [] } })).toMatchObject({ status: 'failed' });
    const stderr = '1 error occurred:\n\t* failed to catalog: no luck\n\n';
    expect(judged([LODASH], { exitStatus: 1, stderr })).toEqual({
      status: 'failed',
      reason: 'it ended (exit status 1) failed to catalog: no luck',
    });
    const coloured = '[0010] ERROR \u001b[31mfailed to catalog: no luck\u001b[0m\n';
    expect(judged([], { report: undefined, problem: 'empty', exitStatus: 1, stderr: coloured })).toEqual({
      status: 'failed',
      reason: 'empty (exit status 1) failed to catalog: no luck',
    });
  });

  describe('on an image', () => {
    const input = { label: 'example:1', mode: 'image', files: [] };
    const system = (name: string) => ({ type: 'operating-system', name, version: '12' });
    const python = library('python', 'pkg:pypi/pyyaml@5.3.1', '/usr/lib/PyYAML.dist-info/METADATA');

    it('is completed when the distribution is one that it knows', () => {
      const considered = { files: [], packages: 2 };
      expect(judged([CURL, python, system('debian')], { input })).toEqual({ status: 'completed', considered });
    });

    it.each([
      [[], 'it does not say of which distribution the image is'],
      [[system('mylinux')], 'its database is not known to have advisories of mylinux'],
    ])('is partial when packages of the distribution cannot be looked up', (more, why) => {
      expect(judged([CURL, python, ...more], { input })).toMatchObject({
        status: 'partial',
        considered: { files: [], packages: 1 },
        notCovered: [{ what: '1 packages of the distribution', why }],
      });
      expect(judged([CURL, ...more], { input })).toMatchObject({
        status: 'failed',
        reason: expect.stringContaining(why),
      });
    });

    it('does not pass an image in which it lists nothing', () => {
      expect(judged([], { input })).toMatchObject({ status: 'failed', reason: expect.stringContaining('no package') });
    });
  });
});

describe('what it is given', () => {
  const file = (path: string, kinds: Inventory['files'][number]['kinds'], ecosystem?: string) => ({
    path,
    size: 1,
    kinds,
    ...(ecosystem ? { ecosystem } : {}),
  });

  it('is every lock file that it reads, in one run, and nothing of installed packages', () => {
    const files = [
      file('a.py', ['python']),
      file('b/requirements.in', ['lockfile'], 'PyPI'),
      file('b/requirements.txt', ['lockfile'], 'PyPI'),
      file('c/requirements.in', ['lockfile'], 'PyPI'),
      file('node_modules/x/package-lock.json', ['lockfile'], 'npm'),
      file('package-lock.json', ['lockfile'], 'npm'),
      file('renv.lock', ['lockfile'], 'CRAN'),
    ];
    expect(grype.appliesTo({ root: '/', files, hidden: [], notes: [] })).toEqual([
      {
        label: '.',
        files: ['b/requirements.txt', 'c/requirements.in', 'package-lock.json'],
        ecosystems: ['PyPI', 'npm'],
      },
    ]);
    expect(grype.appliesTo({ root: '/', files: files.slice(0, 1), hidden: [], notes: [] })).toEqual([]);
  });

  it('is an image where the target is one', () => {
    const image = {
      reference: 'example:1',
      digest: 'sha256:0',
      platform: 'linux/amd64',
      layout: '/oci',
      archive: '/tar',
    };
    const inventory = { root: '/', files: [], hidden: [], notes: [], image };
    const [input] = grype.appliesTo(inventory);
    expect(input).toEqual({ label: 'example:1', mode: 'image', files: [] });
    const context = {
      target: '/',
      inventory,
      output: '/o',
      scratch: '/s',
      view: '/v',
      rules: '/r',
      offline: true,
      cores: 1,
    };
    expect(input && grype.command({ ...context, input }).args.at(-1)).toBe('oci-dir:/oci');
  });

  it.each([
    ['requirements-dev.txt', 'requirements-dev.txt/requirements.txt'],
    ['a/gems.locked', 'a/gems.locked/Gemfile.lock'],
    ['npm-shrinkwrap.json', 'npm-shrinkwrap.json/package-lock.json'],
    ['a/poetry.lock', 'a/poetry.lock'],
  ])('is %s under a name that it knows, and is found again', (given, place) => {
    expect(KNOWN.placeOf(given)).toBe(place);
    expect(KNOWN.fileAt(`/${place}`, (printed) => printed.slice(1))).toBe(given);
    expect(KNOWN.fileAt(`/scratch/${TARGET}/${place}`, (printed) => printed)).toBe(given);
  });
});
