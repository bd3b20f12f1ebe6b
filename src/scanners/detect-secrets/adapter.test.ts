import { rmSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { executeWith } from '../../../test/execute-with.js';
import { describeLive } from '../../../test/live.js';
import { replay } from '../../../test/replay.js';
import { makeFolder } from '../../../test/repository.js';
import type { InventoryFile } from '../../model/inventory.js';
import { TREE, textOf } from '../kit/text-tree.js';
import detectSecrets from './adapter.js';
import { canLookAt, inParts } from './names.js';
import { layOutTree } from './tree.js';

/** In the form of an AWS key; opens nothing. In pieces, so that no scanner takes this file for a leak. */
const AWS = ['AKIA', 'T4MQ7XWZ', 'K2PVH6RD'].join('');
const file = (name: string, more: Partial<InventoryFile> = {}): InventoryFile => ({
  path: name,
  size: 1,
  kinds: [],
  ...more,
});

describe('detect-secrets', () => {
  it('reads findings with their places, and knows keys of a provider from guesses', async () => {
    const { recording, outcome, findings } = await replay(detectSecrets, 'findings');
    expect(recording.exitStatus).toBe(0);
    expect(outcome).toEqual({ status: 'completed', considered: { files: recording.input.files, packages: 0 } });
    const rows = findings.map(({ location, ruleId, severity }) => [
      location?.path,
      location?.startLine,
      ruleId,
      severity,
    ]);
    expect(rows).toEqual([
      ['app/config.yml', 2, 'Secret Keyword', 'medium'],
      ['app/config.yml', 3, 'Base64 High Entropy String', 'medium'],
      ['app/config.yml', 3, 'GitHub Token', 'high'],
      // The same value stands in line 4 too.
      ['app/settings.py', 3, 'AWS Access Key', 'high'],
      ['docs/notes.txt', 1, 'Basic Auth Credentials', 'high'],
      ['docs/notes.txt', 3, 'Hex High Entropy String', 'medium'],
      ['server key ü.pem', 1, 'Private Key', 'high'],
    ]);
    expect(findings[3]).toEqual({
      kind: 'secret',
      ruleId: 'AWS Access Key',
      title: 'AWS Access Key',
      severity: 'high',
      nativeSeverity: null,
      location: { path: 'app/settings.py', startLine: 3, endLine: 3 },
      secretSha1: '0fbd75f9be3e971d53231dbf7ebd95e6adf8479f',
      pointer: '/results/app~1settings.py/0',
    });
  });

  it('passes over a token that is the argument of a call, which is the scanner’s own doing', async () => {
    const { findings } = await replay(detectSecrets, 'findings');
    const inNotes = findings.filter(({ location }) => location?.path === 'docs/notes.txt');
    expect(inNotes.map(({ location }) => location?.startLine)).not.toContain(4);
  });

  it('counts a run without a finding as completed, and claims no file that it leaves out by name', async () => {
    const { recording, outcome, findings } = await replay(detectSecrets, 'clean');
    expect(recording.input.files).toEqual(['a.py', 'empty']);
    expect(outcome).toEqual({ status: 'completed', considered: { files: ['a.py', 'empty'], packages: 0 } });
    expect(findings).toEqual([]);
  });

  it('looks at what is not UTF-8 when it is shown as UTF-8', async () => {
    const { outcome, findings } = await replay(detectSecrets, 'encodings');
    expect(outcome.status).toBe('completed');
    expect(findings.map(({ location }) => location?.path)).toEqual(['latin.txt', 'wide.txt']);
  });

  it('is silenced by comments, which the ledger names', async () => {
    const { outcome, findings } = await replay(detectSecrets, 'silenced');
    expect(outcome.status).toBe('completed');
    expect(new Set(findings.map(({ location }) => location?.startLine))).toEqual(new Set([4]));
    const [comment] = detectSecrets.silencedBy.flatMap((one) => ('comment' in one ? [one.comment] : []));
    const lines = [
      'x = 1  # pragma: allowlist secret',
      '// pragma:whitelist-secret',
      '# pragma: allowlist nextline secret',
      '# pragma: no cover',
    ];
    expect(lines.map((line) => comment?.test(line))).toEqual([true, true, true, false]);
  });

  it('fails when one file with an impossible date ends the whole scan', async () => {
    const { recording, outcome } = await replay(detectSecrets, 'impossible-date');
    expect(recording.exitStatus).toBe(1);
    expect(outcome).toEqual({
      status: 'failed',
      reason: 'its output is empty (exit status 1) ValueError: month must be in 1..12',
    });
  });

  it('fails with a release that does not know an option', async () => {
    const { recording, outcome } = await replay(detectSecrets, 'older-release');
    expect(recording.exitStatus).toBe(2);
    expect(outcome).toMatchObject({
      status: 'failed',
      reason: expect.stringContaining('unrecognized arguments: --cores=1'),
    });
  });
});

describe('detect-secrets, its log', () => {
  const ended = (stderr: string, unreadable: { what: string; why: string }[] = []) =>
    detectSecrets.outcome({
      exitStatus: 0,
      stderr,
      report: { results: {} },
      input: { label: '.', files: ['a', 'd/b'] },
      prepared: { unreadable },
      relative: String,
    });
  const checking = (name: string) => `[scan]\tINFO\tChecking file: ${name}\n`;

  it('fails when no file was looked at, although the exit status is 0', () => {
    expect(ended('')).toMatchObject({
      status: 'failed',
      reason: 'it looked at no file of 2: a: its log does not say that it looked at it',
      notCovered: [{ what: 'a' }, { what: 'd/b' }],
    });
  });

  it('is partial with the reason that it gives, or that the file could not be read', () => {
    const skipped = '[scan]\tINFO\tSkipping "d/b" due to `filters.x`\n';
    expect(ended(checking('a') + skipped)).toEqual({
      status: 'partial',
      reason: '1 of 2 files were not looked at',
      considered: { files: ['a'], packages: 0 },
      notCovered: [{ what: 'd/b', why: 'left out by its filter filters.x' }],
    });
    const unopened = '[scan]\tWARNING\tUnable to open file: d/b\n';
    expect(ended(checking('a') + checking('d/b') + unopened)).toMatchObject({
      notCovered: [{ what: 'd/b', why: 'it could not be opened' }],
    });
    expect(ended(checking('a'), [{ what: 'd/b', why: 'unreadable: ENOENT' }])).toMatchObject({
      notCovered: [{ what: 'd/b', why: 'unreadable: ENOENT' }],
    });
  });
});

describe('detect-secrets, what it is shown', () => {
  it('is not asked for what it leaves out by name', () => {
    const names = ['a.py', 'a.css', 'a.CSS', 'yarn.lock', 'package-lock.json', 'api/swagger/x.py', '.secrets.baseline'];
    expect(names.filter((name) => canLookAt(file(name)))).toEqual(['a.py', 'a.CSS']);
    expect(canLookAt(file('a', { kinds: ['binary'] }))).toBe(false);
    expect(canLookAt(file('a\nb'))).toBe(false);
  });

  it('gets parts whose log can be read as a whole', () => {
    const mebibytes = (name: string, size: number) => file(name, { size: size * 1024 * 1024 });
    expect(inParts([mebibytes('a', 5), mebibytes('b', 3), mebibytes('c', 1), mebibytes('d', 20)])).toEqual([
      ['a', 'b'],
      ['c'],
      ['d'],
    ]);
    expect(inParts(Array.from({ length: 4001 }, (_, at) => file(`${at}`))).map(({ length }) => length)).toEqual([
      4000, 1,
    ]);
    const inventory = { root: '/t', files: [mebibytes('a', 8), mebibytes('b', 1)], hidden: [], notes: [] };
    expect(detectSecrets.appliesTo(inventory).map(({ label }) => label)).toEqual(['part 1 of 2', 'part 2 of 2']);
    expect(detectSecrets.appliesTo({ ...inventory, files: [file('a.png')] })).toEqual([]);
  });

  it('is laid out as UTF-8, and names what could not be read', async () => {
    expect(textOf(Buffer.from('\ufeffé'))).toBe('\ufeffé');
    expect(textOf(Buffer.from([0x63, 0xe9]))).toBe('cé');
    expect(textOf(Buffer.from([0xfe, 0xff, 0x00, 0x63]))).toBe('c');
    const target = makeFolder({ 'd/a': 'x' });
    const scratch = makeFolder({});
    const laidOut = await layOutTree({
      target,
      scratch,
      input: { label: '.', files: ['d/a', 'gone'] },
      inventory: { root: target, files: [], hidden: [], notes: [] },
      output: '',
      view: '',
      offline: false,
      rules: '',
      cores: 1,
    });
    expect(laidOut).toEqual({ unreadable: [{ what: 'gone', why: 'unreadable: ENOENT' }] });
    expect(await readFile(path.join(scratch, TREE, 'd/a'), 'utf8')).toBe('x');
    for (const made of [target, scratch]) rmSync(made, { recursive: true });
  });

  it('reads the reports of 0.x and of --slim, which lack members, and says what was verified', () => {
    const report = { results: { a: [{ type: 'Secret Keyword' }, { type: 'Slack Token', is_verified: true }] } };
    const context = { input: { label: '.', files: [] }, relative: String };
    expect(detectSecrets.shape.safeParse(report).success).toBe(true);
    expect(detectSecrets.parse(report, context)).toMatchObject([
      { ruleId: 'Secret Keyword', location: { path: 'a' }, pointer: '/results/a/0' },
      {
        ruleId: 'Slack Token',
        message: 'The service that it is for accepts it',
        verified: true,
        pointer: '/results/a/1',
      },
    ]);
  });
});

await describeLive(detectSecrets, [], (tool) => {
  const folders: string[] = [];
  const folder = (files: Record<string, string | Buffer>) => {
    const made = makeFolder(files);
    folders.push(made);
    return made;
  };
  afterEach(() => {
    for (const made of folders.splice(0)) rmSync(made, { recursive: true });
  });

  it('finds its canary and the secrets, also where the target’s baseline accepts them', async () => {
    const baseline = {
      version: '1.5.0',
      plugins_used: [],
      filters_used: [{ path: 'detect_secrets.filters.regex.should_exclude_files', pattern: ['.*'] }],
      results: {},
    };
    const target = folder({
      'a.py': `a = '${AWS}'\n`,
      '-v': `a = '${AWS}'\n`,
      '.secrets.baseline': JSON.stringify(baseline),
      'latin.txt': Buffer.from(`caf\xe9 = '${AWS}'\n`, 'latin1'),
    });
    const [executed] = await executeWith(detectSecrets, target, tool.path);
    expect(executed?.entry).toMatchObject({
      status: 'completed',
      canary: 'found',
      considered: { files: 3, packages: 0 },
      notCovered: [],
    });
    expect(executed?.findings.map(({ location }) => location?.path)).toEqual(['-v', 'a.py', 'latin.txt']);
  });

  it('fails when a file that it cannot take ends the scan', async () => {
    const target = folder({ 'a.py': `a = '${AWS}'\n`, 'b.yml': 'when: 2001-99-99\n' });
    const [executed] = await executeWith(detectSecrets, target, tool.path);
    expect(executed?.entry).toMatchObject({
      status: 'failed',
      exitStatus: 1,
      reason: expect.stringContaining('month must be in 1..12'),
    });
  });
});
