/**
 * Records what a real scanner prints, for its adapter's tests.
 *
 *   npm run record -- SCANNER CASE TARGET [--bin FILE] [--label INPUT] [--image DIR] [--offline] [--database DIR] [--env NAME=VALUE]… [--without FILE]… [--secret VALUE]… [--timeout SECONDS] [--note TEXT]
 *
 * --image names a folder with `layout` and `image.tar`, as buildImage() writes them; TARGET is then an empty folder.
 * --without takes a file away after the run was planned: a file that vanishes or cannot be opened.
 * --secret puts `masked-1***…` of the same length in the place of a value that must not be committed.
 * --note says in run.json what else stood around the run: a service that was answered for by a test's own.
 *
 * Runs the scanner on TARGET just as a scan does (same input, flags and environment) and writes
 * src/scanners/SCANNER/recorded/CASE/{run.json,output,stderr}. Paths of this machine become /target, /view, /output,
 * /scratch, /rules, /database, /bin and /installed; hosts of package registries become registry.example. Nothing else is touched.
 */
import { mkdir, mkdtemp, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { discover } from '../src/pipeline/discover.js';
import { scannerEnvironment } from '../src/process/environment.js';
import { runProcess } from '../src/process/run.js';
import { loadScanners, scannerFolder } from '../src/scanners/registry.js';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    bin: { type: 'string' },
    label: { type: 'string' },
    image: { type: 'string' },
    offline: { type: 'boolean', default: false },
    database: { type: 'string' },
    env: { type: 'string', multiple: true, default: [] },
    timeout: { type: 'string', default: '600' },
    without: { type: 'string', multiple: true, default: [] },
    secret: { type: 'string', multiple: true, default: [] },
    note: { type: 'string' },
  },
});
const [id, name, where] = positionals;
const scanner = (await loadScanners()).find((candidate) => candidate.id === id);
if (!scanner || !name || !where) throw new Error('usage: npm run record -- SCANNER CASE TARGET [--bin FILE] …');

const target = path.resolve(where);
const rules = path.resolve('rules');
// A folder with an image in both forms, as buildImage() makes it.
const image = values.image === undefined ? undefined : path.resolve(values.image);
const inventory = image
  ? {
      ...{ root: target, files: [], hidden: [], notes: [] },
      image: {
        ...{ reference: 'example', digest: 'sha256:0', platform: 'linux/amd64' },
        ...{ layout: path.join(image, 'layout'), archive: path.join(image, 'image.tar') },
      },
    }
  : await discover(target);
const inputs = scanner.appliesTo(inventory);
const input = values.label ? inputs.find(({ label }) => label === values.label) : inputs[0];
if (!input) throw new Error(`no such input; there are: ${inputs.map(({ label }) => label).join(', ') || 'none'}`);

const work = await mkdtemp(path.join(os.tmpdir(), 'muster-record-'));
const [scratch, view, home, output] = ['scratch', 'view', 'home', 'output'].map((part) => path.join(work, part)) as [
  string,
  string,
  string,
  string,
];
for (const folder of [scratch, view, home]) await mkdir(folder);
if (scanner.needsView) {
  for (const file of input.files) {
    await mkdir(path.dirname(path.join(view, file)), { recursive: true });
    await symlink(path.join(target, file), path.join(view, file));
  }
}
const context = {
  target,
  input,
  inventory,
  output,
  scratch,
  view,
  rules,
  offline: values.offline,
  cores: 1,
  ...(values.database ? { database: path.resolve(values.database) } : {}),
};
const prepared = await scanner.prepare?.(context);
const command = scanner.command(context);
for (const file of values.without) await rm(path.join(target, file));
const stdout = path.join(work, 'stdout');
const stderr = path.join(work, 'stderr');
const file = values.bin ?? scanner.install[0]?.command ?? scanner.id;
const result = await runProcess({
  file,
  args: command.args,
  cwd: command.cwd ?? target,
  stdout,
  stderr,
  timeoutMs: Number(values.timeout) * 1000,
  env: scannerEnvironment(home, {
    ...command.env,
    ...Object.fromEntries(values.env.map((pair) => pair.split(/=(.*)/s).slice(0, 2))),
  }),
});
if (result.error) throw new Error(`${file} could not be started: ${result.error}`);

const PLACES: [string, string][] = [
  ...(values.database ? [[path.resolve(values.database), '/database'] as [string, string]] : []),
  [rules, '/rules'],
  [scratch, '/scratch'],
  [view, '/view'],
  [output, '/output'],
  [home, '/home'],
  [target, '/target'],
  ...(image ? [[image, '/image'] as [string, string]] : []),
  [path.dirname(path.resolve(file)), '/bin'],
  ...(values.bin ? [[path.resolve(values.bin, '../..'), '/installed'] as [string, string]] : []),
  [process.cwd(), '/muster'],
  [os.homedir(), '/home'],
];
// A value of several lines stands in JSON in another form.
const MASKS = values.secret.flatMap((value, index): [string, string][] => {
  const mask = `masked-${index + 1}`.padEnd(value.length, '*').slice(0, value.length);
  return [value, JSON.stringify(value).slice(1, -1)].map((form) => [form, mask]);
});
const anonymous = (text: string) =>
  [...MASKS, ...PLACES]
    .reduce((so, [real, shown]) => so.replaceAll(real, shown), text)
    .replaceAll(
      /\b(?:(?:[a-z0-9-]+\.)*(?:pypi|pythonhosted|npmjs|crates|maven|debian)\.(?:org|com|io)|(?:proxy|sum)\.golang\.org)\b/g,
      'registry.example',
    );

const folder = path.join(scannerFolder(scanner.id), 'recorded', name);
await rm(folder, { recursive: true, force: true });
await mkdir(folder, { recursive: true });
const written = scanner.output.from === 'stdout' ? stdout : output;
const hasOutput = await stat(written).then(
  () => true,
  () => false,
);
if (hasOutput) await writeFile(path.join(folder, 'output'), anonymous(await readFile(written, 'utf8')));
await writeFile(path.join(folder, 'stderr'), anonymous(await readFile(stderr, 'utf8')));
const facts = {
  scanner: scanner.id,
  command: [path.basename(file), ...command.args].map(anonymous),
  exitStatus: result.exitStatus,
  signal: result.signal,
  ending: result.ending,
  recordedAt: new Date().toISOString().slice(0, 10),
  input,
  ...(prepared === undefined ? {} : { prepared: JSON.parse(anonymous(JSON.stringify(prepared))) as unknown }),
  ...(values.note ? { note: values.note } : {}),
};
await writeFile(path.join(folder, 'run.json'), `${JSON.stringify(facts, null, 2)}\n`);
await rm(work, { recursive: true });
console.log(JSON.stringify(facts, null, 2));
