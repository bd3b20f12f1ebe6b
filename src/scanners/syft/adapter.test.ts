import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { replay } from '../../../test/replay.js';
import type { Inventory } from '../../model/inventory.js';
import { TARGET } from '../kit/anchore/files.js';
import { scannerFolder } from '../registry.js';
import syft from './adapter.js';
import { KNOWN } from './files.js';
import { judge } from './outcome.js';
import { Report } from './report.js';

/** The purls that a recorded run lists. */
function listed(name: string): string[] {
  const text = readFileSync(path.join(scannerFolder('syft'), 'recorded', name, 'output'), 'utf8');
  return (syft.lists?.(Report.parse(JSON.parse(text))) ?? []).sort();
}

describe('Syft, recorded', () => {
  it('lists the packages of each file, also what is needed for development alone', async () => {
    const { recording, outcome, findings } = await replay(syft, 'findings');
    expect(recording.exitStatus).toBe(0);
    expect(outcome).toEqual({
      status: 'completed',
      considered: { files: ['api/Cargo.lock', 'package-lock.json', 'requirements.txt'], packages: 4 },
    });
    expect(findings).toEqual([]);
    expect(listed('findings')).toEqual([
      'pkg:cargo/smallvec@1.6.0',
      'pkg:npm/%40types/node@20.1.0',
      'pkg:npm/lodash@4.17.20',
      'pkg:pypi/pyyaml@5.3.1',
    ]);
  });

  it('is completed when a lock file holds no package', async () => {
    const { outcome } = await replay(syft, 'clean');
    expect(outcome).toEqual({ status: 'completed', considered: { files: ['package-lock.json'], packages: 0 } });
    expect(listed('clean')).toEqual([]);
  });

  it('is partial when a lock file cannot be read, although it ends with status 0 and no word about it', async () => {
    const { recording, outcome } = await replay(syft, 'unread');
    expect(recording.exitStatus).toBe(0);
    expect(outcome).toEqual({
      status: 'partial',
      reason: 'files looked at: 1 of 2, packages: 1; not looked at: package-lock.json (could not be understood)',
      considered: { files: ['requirements.txt'], packages: 1 },
      notCovered: [{ what: 'package-lock.json', why: 'could not be understood' }],
    });
  });

  it('does not pass a lock file of a format that is newer than itself', async () => {
    const { recording, outcome } = await replay(syft, 'newer');
    expect(recording.exitStatus).toBe(0);
    expect(outcome).toEqual({
      status: 'failed',
      reason: 'nothing could be listed: package-lock.json: none of its 1 packages is listed',
      notCovered: [{ what: 'package-lock.json', why: 'none of its 1 packages is listed' }],
    });
  });

  it('names the lines of requirements that have no version', async () => {
    expect((await replay(syft, 'gaps')).outcome).toMatchObject({
      status: 'partial',
      considered: { files: ['requirements.txt'], packages: 1 },
      notCovered: [
        { what: 'requirements.txt:1', why: 'names no exact version' },
        { what: 'requirements.txt:3', why: 'a file, folder or repository, not a package of the index with a version' },
      ],
    });
  });

  it('lists the packages of an image', async () => {
    expect((await replay(syft, 'image')).outcome).toEqual({
      status: 'completed',
      considered: { files: [], packages: 2 },
    });
    expect(listed('image')).toEqual([
      'pkg:deb/debian/curl@7.88.1?arch=amd64&distro=debian-12',
      'pkg:pypi/pyyaml@5.3.1',
    ]);
  });

  it('is partial when its own JSON tells of files in the image that it could not read', async () => {
    const { recording, outcome } = await replay(syft, 'image-broken');
    expect(recording.exitStatus).toBe(0);
    expect(outcome).toMatchObject({
      status: 'partial',
      considered: { files: [], packages: 2 },
      notCovered: [
        {
          what: '/usr/lib/node_modules/x/package.json',
          why: 'javascript-package-cataloger: failed to parse package.json file: unexpected EOF',
        },
        {
          what: '/usr/share/java/a.jar',
          why: 'java-archive-cataloger: unable to read files from java archive: zip: not a valid zip file',
        },
        { what: '/var/lib/rpm/rpmdb.sqlite', why: 'rpm-db-cataloger: binary read error: unexpected EOF' },
      ],
    });
  });

  it('does not pass an image of which it lists nothing', async () => {
    const { recording, outcome } = await replay(syft, 'image-empty');
    expect(recording.exitStatus).toBe(0);
    expect(outcome).toEqual({ status: 'failed', reason: 'it lists no package of the image', notCovered: [] });
  });

  it('reads what release 1.18 prints, of lock files and of an image, and its warnings', async () => {
    const packages = await replay(syft, 'release-1.18');
    expect(packages.outcome).toMatchObject({ status: 'completed', considered: { packages: 4 } });
    // The target's own package has a purl there.
    expect(listed('release-1.18')).toEqual([...listed('findings'), 'pkg:cargo/app@0.1.0'].sort());
    const { outcome } = await replay(syft, 'release-1.18-image');
    expect(outcome).toMatchObject({ status: 'partial', considered: { files: [], packages: 2 } });
    expect('notCovered' in outcome ? outcome.notCovered?.map(({ what }) => what) : []).toEqual([
      '/usr/lib/node_modules/x/package.json',
      '/usr/share/java/a.jar',
      '/var/lib/rpm/rpmdb.sqlite',
      'what it warns of',
    ]);
  });

  it('fails with its own words when the image is not there', async () => {
    const { recording, outcome } = await replay(syft, 'no-image');
    expect(recording.exitStatus).toBe(1);
    expect(outcome).toEqual({
      status: 'failed',
      reason:
        'its output is empty (exit status 1) could not determine source: no source providers were able to resolve the input "/image/layout"',
    });
  });
});

describe('the outcome of a run', () => {
  const files = ['a/package-lock.json', 'requirements.txt'];
  const library = (purl: string, place: string) => ({
    type: 'library',
    name: purl,
    purl,
    properties: [
      { name: 'syft:package:type', value: 'npm' },
      { name: 'syft:location:0:path', value: place },
    ],
  });
  const tools = { components: [{ name: 'syft' }] };
  const cycloneDx = (components: object[]) => Report.parse({ bomFormat: 'CycloneDX', metadata: { tools }, components });
  const judged = (components: object[], more: object = {}) =>
    judge({
      exitStatus: 0,
      stderr: '',
      input: { label: '.', files },
      prepared: { expected: { 'a/package-lock.json': ['lodash@4.17.20'], 'requirements.txt': [] }, gaps: [] },
      relative: (file) => file.replace(/^\//, ''),
      report: cycloneDx(components),
      ...more,
    });
  const LODASH = library('pkg:npm/lodash@4.17.20', '/a/package-lock.json');

  it('is completed when every package of every file is listed, and a file has none', () => {
    expect(judged([LODASH])).toEqual({ status: 'completed', considered: { files, packages: 1 } });
  });

  it('names a package that is not listed', () => {
    expect(judged([library('pkg:npm/lodash@4.17.21', '/a/package-lock.json')])).toMatchObject({
      status: 'partial',
      notCovered: [{ what: 'a/package-lock.json: lodash@4.17.20', why: 'not in its list of packages' }],
    });
  });

  it('is partial when a file is listed that we could not read ourselves, or that could not be copied', () => {
    const unknown = { expected: { 'requirements.txt': [] }, gaps: [] };
    expect(judged([LODASH], { prepared: unknown })).toMatchObject({
      status: 'partial',
      notCovered: [{ what: 'a/package-lock.json', why: 'how many packages it holds could not be understood' }],
    });
    const gaps = [{ what: 'a/package-lock.json', why: 'could not be read: EACCES' }];
    expect(judged([], { prepared: { expected: { 'requirements.txt': [] }, gaps } })).toMatchObject({
      status: 'partial',
      considered: { files: ['requirements.txt'], packages: 0 },
      notCovered: gaps,
    });
  });

  it('is partial when it warns of something that is not known to be harmless', () => {
    const stderr =
      '[0000]  WARN no explicit name and version provided for directory source\n[0001] \u001b[33m WARN\u001b[0m out of luck\n';
    expect(judged([LODASH], { stderr })).toMatchObject({
      status: 'partial',
      notCovered: [{ what: 'what it warns of', why: 'out of luck' }],
    });
  });

  it('does not count a document beside a failure', () => {
    expect(judged([LODASH], { exitStatus: 1, stderr: '1 error occurred:\n\t* no luck\n\n' })).toEqual({
      status: 'failed',
      reason: 'it ended (exit status 1) no luck',
    });
  });

  it('takes no document of another program', () => {
    const other = { bomFormat: 'CycloneDX', metadata: { tools: [{ name: 'grype' }] }, components: [] };
    expect(Report.safeParse(other).success).toBe(false);
    expect(Report.safeParse({ ...other, metadata: { tools: [{ name: 'syft' }] } }).success).toBe(true);
  });

  it.each([
    ['16.0.17', 'partial'],
    ['16.0.18', 'completed'],
    ['16.1.0', 'completed'],
    ['17.0.0', 'completed'],
  ])('of an image is whole only by a release that tells what it could not read: schema %s', (version, status) => {
    const artifacts = [{ name: 'curl', version: '1', type: 'deb' }];
    const report = Report.parse({ artifacts, descriptor: { name: 'syft' }, schema: { version } });
    const input = { label: 'example:1', mode: 'image', files: [] };
    expect(judged([], { input, report })).toMatchObject({ status, considered: { files: [], packages: 1 } });
    // CycloneDX does not tell.
    expect(judged([LODASH], { input })).toMatchObject({ status: 'partial' });
  });
});

describe('what it is given', () => {
  const file = (path: string, kinds: Inventory['files'][number]['kinds'], ecosystem?: string) => ({
    ...{ path, size: 1, kinds },
    ...(ecosystem ? { ecosystem } : {}),
  });
  const context = {
    ...{ target: '/home/app', output: '/o', scratch: '/s', view: '/v', rules: '/r', offline: true, cores: 1 },
  };

  it('is every lock file that it reads, in one run, and it is said which it does not', () => {
    const files = [
      file('a.py', ['python']),
      file('b/requirements.in', ['lockfile'], 'PyPI'),
      file('b/requirements.txt', ['lockfile'], 'PyPI'),
      file('node_modules/x/package-lock.json', ['lockfile'], 'npm'),
      file('package-lock.json', ['lockfile'], 'npm'),
      file('renv.lock', ['lockfile'], 'CRAN'),
    ];
    const inventory = { root: '/', files, hidden: [], notes: [] };
    const [input] = syft.appliesTo(inventory);
    expect(input).toEqual({
      label: '.',
      files: ['b/requirements.txt', 'package-lock.json'],
      ecosystems: ['PyPI', 'npm'],
      caveats: [{ what: 'renv.lock', why: 'a lock file of a format that it does not read' }],
    });
    const { args } = syft.command({ ...context, inventory, input: input ?? { label: '.', files: [] } });
    expect(args.slice(-3)).toEqual(['--output=cyclonedx-json@1.6=/o', '--source-name=app', 'dir:muster-target']);
    expect(syft.appliesTo({ ...inventory, files: files.slice(0, 1) })).toEqual([]);
  });

  it('is an image where the target is one', () => {
    const image = {
      ...{ reference: 'example:1', digest: 'sha256:0', platform: 'linux/amd64' },
      ...{ layout: '/oci', archive: '/tar' },
    };
    const inventory = { root: '/', files: [], hidden: [], notes: [], image };
    const [input] = syft.appliesTo(inventory);
    expect(input).toEqual({ label: 'example:1', mode: 'image', files: [] });
    const { args } = syft.command({ ...context, inventory, input: input ?? { label: '.', files: [] } });
    expect(args.slice(-3)).toEqual(['--output=syft-json=/o', '--source-name=example:1', 'oci-dir:/oci']);
  });

  it.each([
    ['requirements-dev.txt', 'requirements-dev.txt/requirements.txt'],
    ['a/gems.locked', 'a/gems.locked/Gemfile.lock'],
    ['a/poetry.lock', 'a/poetry.lock'],
  ])('is %s under a name that it knows, and is found again', (given, place) => {
    expect(KNOWN.placeOf(given)).toBe(place);
    expect(KNOWN.fileAt(`/${place}`, (printed) => printed.slice(1))).toBe(given);
    expect(KNOWN.fileAt(`/scratch/${TARGET}/${place}`, (printed) => printed)).toBe(given);
  });
});
