import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type MusterOptions, muster, reportOf } from './muster.js';
import { commitAll, git, makeFolder } from './repository.js';
import { standIn } from './stand-in.js';

// The program is a stand-in that prints what Hadolint prints of a clean file, or of the canary: what is tested here is
// everything around it.
const HADOLINT = `
const files = process.argv.slice(2).filter((word) => !word.startsWith('-') && word !== 'json');
if (process.argv.includes('--version')) { console.log('Haskell Dockerfile Linter 2.15.1'); process.exit(0); }
const rows = files.filter((file) => fs.readFileSync(file, 'utf8').includes('sudo')).map((file) =>
  ({ code: 'DL3004', column: 1, file, level: 'error', line: 2, message: 'Do not use sudo' }));
console.log(JSON.stringify(rows));
process.exit(rows.length > 0 ? 1 : 0);
`;

/** Why no test can be run as another user; said in the names of those that need one. */
function whyNoOtherUser(): string {
  if (process.getuid?.() !== 0) return ' (needs root to become somebody else)';
  const reads = spawnSync(process.execPath, ['-e', "fs.readFileSync('dist/cli/main.js')"], { uid: 65534, gid: 65534 });
  return reads.status === 0 ? '' : ' (needs a checkout that other users may read)';
}
const whyNobodyElse = whyNoOtherUser();

let bin: string;
let target: string;
let env: Record<string, string>;
beforeEach(() => {
  bin = makeFolder({});
  target = makeFolder({});
  chmodSync(bin, 0o755);
  chmodSync(target, 0o755);
  standIn(bin, 'hadolint', HADOLINT);
  env = { PATH: `${bin}:${process.env['PATH']}`, MUSTER_CACHE_DIR: path.join(bin, 'cache') };
});
afterEach(() => {
  for (const folder of [bin, target]) rmSync(folder, { recursive: true, force: true });
});

function scan(where: string, more: string[] = [], options: MusterOptions = {}) {
  const output = path.join(bin, 'results');
  const args = [
    'scan',
    where,
    '--only',
    'hadolint',
    '--tools',
    'path',
    '--output',
    output,
    '--json',
    '--quiet',
    ...more,
  ];
  return muster(args, { env, ...options });
}

describe('what is no target', () => {
  it.each([
    ['a path that does not exist', () => path.join(target, 'absent'), 'does not exist'],
    ['a file', () => path.join(target, 'file'), 'is not a folder'],
  ])('%s is one clear error and status 2', async (_, where, message) => {
    writeFileSync(path.join(target, 'file'), '');
    const { status, stdout, stderr } = await scan(where());
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(new RegExp(`^muster: .*${message}.*\\n$`));
  });

  it.skipIf(whyNobodyElse)(`a folder without permission is one clear error${whyNobodyElse}`, async () => {
    chmodSync(target, 0o700);
    const ended = await scan(target, [], { uid: 65534 });
    expect([ended.status, ended.stderr]).toEqual([2, expect.stringMatching(/^muster: .* no permission to list it\n$/)]);
  });
});

describe('what is wrong on the command line or in the configuration', () => {
  it.each([
    [['--only', 'hadolimt'], 'there is no scanner "hadolimt"; there are'],
    [['--fail-on', 'awful'], "argument 'awful' is invalid. Allowed choices are critical, high"],
    [['--jobs', 'many'], 'must be a whole number from 1'],
    [['--frobnicate'], "unknown option '--frobnicate'"],
    [['--config', 'absent.yml'], 'absent.yml does not exist'],
    [['--skip', 'hadolint', '--require', 'hadolint'], 'both required and skipped'],
  ])('%j is one clear error and status 2', async (more, message) => {
    const { status, stdout, stderr } = await scan(target, more);
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr).toContain(message);
    expect(stderr).not.toContain('    at ');
  });

  it('a broken muster.yml names file, line and the way out, and nothing is scanned', async () => {
    writeFileSync(path.join(target, 'muster.yml'), 'profile: basic\nfail_on: high\n');
    const { status, stderr } = await scan(target);
    expect(status).toBe(2);
    expect(stderr).toMatch(/^muster: .*muster\.yml:2:10: unknown key "fail_on"; did you mean "failOn"\?\n$/);
    expect(existsSync(path.join(bin, 'results'))).toBe(false);
  });
});

describe('what is a target all the same', () => {
  it('an empty folder is incomplete: no scanner looked at anything', async () => {
    const ended = await scan(target);
    expect(ended.status).toBe(3);
    expect(reportOf(ended)).toMatchObject({
      verdict: 'incomplete',
      findings: [],
      gate: { rules: [{}, { because: 'no scanner looked at anything' }] },
    });
  });

  it('a folder outside git, a repository without commits and one with commits each pass when they are clean', async () => {
    writeFileSync(path.join(target, 'Dockerfile'), 'FROM debian:12\n');
    expect(reportOf(await scan(target))).toMatchObject({ verdict: 'pass', target: { kind: 'directory' } });
    git(target, 'init');
    expect(reportOf(await scan(target))).toMatchObject({ verdict: 'pass', target: { kind: 'repository' } });
    commitAll(target);
    expect(reportOf(await scan(target)).target.commit).toMatch(/^[0-9a-f]{40}$/);
  });

  it('odd names reach the scanner whole', async () => {
    const names = [
      'a b/Dockerfile',
      'new\nline/Dockerfile',
      '-x.dockerfile',
      '"q".dockerfile',
      'ü.dockerfile',
      '$(touch x).dockerfile',
    ];
    for (const name of names) {
      mkdirSync(path.dirname(path.join(target, name)), { recursive: true });
      writeFileSync(path.join(target, name), 'FROM x\nRUN sudo y\n');
    }
    const ended = await scan(target);
    expect(ended.status).toBe(0); // sudo is of severity medium
    const found = reportOf(ended).findings.map(({ locations }) => locations[0]?.path);
    expect(found.sort()).toEqual([...names].sort());
  });

  it('a name that is not UTF-8 is a blind spot, and no pass', async () => {
    writeFileSync(path.join(target, 'Dockerfile'), 'FROM debian:12\n');
    writeFileSync(
      Buffer.concat([Buffer.from(`${target}/`), Buffer.from([0xff]), Buffer.from('.dockerfile')]),
      'FROM x\n',
    );
    const ended = await scan(target);
    expect(ended.status).toBe(3);
    expect(reportOf(ended).blindSpots).toContainEqual({
      what: 'dockerfile configuration',
      paths: ['\\xff.dockerfile'],
      why: 'its name is not UTF-8 and cannot be handed to a program',
    });
  });

  it.skipIf(whyNobodyElse)(`a file that may not be read is a blind spot, and no pass${whyNobodyElse}`, async () => {
    writeFileSync(path.join(target, 'Dockerfile'), 'FROM debian:12\n');
    writeFileSync(path.join(target, 'other.dockerfile'), 'FROM debian:12\n', { mode: 0 });
    chmodSync(bin, 0o777);
    const ended = await scan(target, [], { uid: 65534, env: { ...env, HOME: os.tmpdir() } });
    expect(ended.status).toBe(3);
    expect(reportOf(ended).blindSpots).toContainEqual({
      what: 'all of it',
      paths: ['other.dockerfile'],
      why: 'unreadable: EACCES',
    });
  });
});

describe('what is printed', () => {
  it('a report that its own JSON Schema accepts, the same in the file', async () => {
    writeFileSync(path.join(target, 'Dockerfile'), 'FROM x\nRUN sudo y\n');
    const ended = await scan(target, ['--fail-on', 'medium']);
    expect(ended.status).toBe(1);
    const schema = JSON.parse(readFileSync('schemas/report.schema.json', 'utf8'));
    const validate = new Ajv2020().compile(schema);
    expect(validate(reportOf(ended)) ? null : validate.errors).toBeNull();
    expect(JSON.parse(readFileSync(path.join(bin, 'results/report.json'), 'utf8'))).toEqual(reportOf(ended));
    expect(readFileSync(path.join(bin, 'results/basic/hadolint.json'), 'utf8')).toContain('DL3004');
  });

  it('results on standard output, progress on standard error, and no escape sequences when it is no terminal', async () => {
    writeFileSync(path.join(target, 'Dockerfile'), 'FROM debian:12\n');
    const output = path.join(bin, 'results');
    const { status, stdout, stderr } = await muster(
      ['scan', target, '--only', 'hadolint', '--tools', 'path', '--output', output],
      { env },
    );
    expect(status).toBe(0);
    expect(stdout).toMatch(/^\s*\S*\s*PASS/);
    expect(stderr).toContain('hadolint: 0 findings');
    expect(stdout + stderr).not.toContain('\u001b');
  });

  it('its version, and help for every command', async () => {
    expect((await muster(['--version'])).stdout).toBe(`${JSON.parse(readFileSync('package.json', 'utf8')).version}\n`);
    for (const command of [[], ['scan'], ['tools'], ['tools', 'list'], ['tools', 'install'], ['tools', 'doctor']]) {
      const { status, stdout } = await muster([...command, '--help']);
      expect(status).toBe(0);
      expect(stdout).toMatch(/^Usage: muster/);
    }
  });

  it('accepts incomplete evidence when told to, and still calls it incomplete', async () => {
    const ended = await scan(target, ['--allow-incomplete']);
    expect([ended.status, reportOf(ended).verdict]).toEqual([0, 'incomplete']);
  });
});
